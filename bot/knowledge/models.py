"""The knowledge as the rest of the program sees it: checked, typed, frozen values, with no trace of YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """How sure the facts of an entry are."""

    HIGH = "tinggi"
    MEDIUM = "sedang"
    LOW = "rendah"


class SourceKind(StrEnum):
    """Where a source comes from."""

    REGULATION = "peraturan"
    AGENCY = "resmi"
    NEWS = "berita"
    OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the knowledge files: path relative to the knowledge folder, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """A source; `date` is as precise as known ("2015", "2015-06" or "2015-06-30") or "" where unknown."""

    key: str
    title: str
    kind: SourceKind
    date: str
    url: str
    shown: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Period:
    """A value and the days it holds, both inclusive; None is open-ended."""

    value: Decimal
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the value is in force on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """A named number with a unit and sources.

    `periods` are in order of time and do not overlap; a plain figure has one. A table figure has no periods but
    `rows`, each a mapping from column name to number.
    """

    name: str
    unit: str
    periods: tuple[Period, ...]
    rows: tuple[Mapping[str, Decimal], ...]
    sources: tuple[str, ...]
    place: Place

    def on(self, day: date) -> Period | None:
        """Return the period in force on `day`, or None before the first, after the last, or in a gap."""
        return next((p for p in self.periods if p.holds(day)), None)

    def latest(self, day: date) -> Period:
        """Return the period in force on `day`, else the last one that began by then, else the first."""
        begun = [p for p in self.periods if p.first is None or p.first <= day]
        return self.on(day) or (begun[-1] if begun else self.periods[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of knowledge: a question, the ways people ask it, and its answer in the Markdown subset.

    `answer` and `details` still hold `{figure}` places and `[selama ...]` lines; `bot.knowledge.figures.render` fills
    them for a day. `variation_places` go with `variations`.
    """

    id: str
    topic: str
    question: str
    label: str
    variations: tuple[str, ...]
    answer: str
    details: str
    sources: tuple[str, ...]
    follow_ups: tuple[str, ...]
    review: date
    confidence: Confidence
    note: str
    place: Place
    variation_places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of entries; `menu` are those offered, at most four, when somebody names the topic and nothing else."""

    name: str
    title: str
    entries: tuple[str, ...]
    menu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A kind of small talk: its name, how people say it, and the replies to choose from."""

    name: str
    variations: tuple[str, ...]
    replies: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The staff-edited words.

    `spellings` maps a written word or phrase to the word or words it stands for ("gmn" to "bagaimana"); `synonyms` maps
    a word or phrase to the one canonical phrase used in its place ("surat keterangan kerja" to "paklaring");
    `slots` maps slot name, then value, to the phrases that name it (program, jht: "jht", "jaminan hari tua"), all in
    lower case; `known` are further correct Indonesian words that must never be corrected into another; `ignored` are
    words that carry no meaning (polite particles, forms of address).
    """

    spellings: Mapping[str, str]
    synonyms: Mapping[str, str]
    slots: Mapping[str, Mapping[str, tuple[str, ...]]]
    known: frozenset[str]
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A labelled question of `uji/`: `scope` is "in", "near", "far" or "chitchat"; `entries` are all right ids."""

    text: str
    scope: str
    entries: tuple[str, ...]
    style: str
    place: Place


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a test dialogue: what is written, and the kinds and ids of which the reply must have one.

    `kinds` are those that the dialogue publishes ("answer", "choices", ...). Empty `kinds` or `entries` are not judged.
    """

    text: str
    kinds: tuple[str, ...]
    entries: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A test dialogue of `uji/`: turns of one chat, in order."""

    name: str
    turns: tuple[Turn, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Double:
    """A test message that asks several things; `needs` holds for each of them all right ids."""

    text: str
    needs: tuple[tuple[str, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sum:
    """A test question that asks for a calculation, and the numbers that must come out, by name.

    `day` is when it is asked, None for any day; `entries` are all right ids, empty where they are not judged.
    """

    text: str
    day: date | None
    entries: tuple[str, ...]
    figures: Mapping[str, Decimal]
    place: Place


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that staff wrote, sound and complete. Mappings keep the order of the files.

    `foreign` maps a theme to questions that are not the bot's to answer.
    """

    entries: Mapping[str, Entry]
    topics: Mapping[str, Topic]
    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]
    small_talk: tuple[SmallTalk, ...]
    foreign: Mapping[str, tuple[str, ...]]
    vocabulary: Vocabulary
    questions: tuple[Question, ...]
    dialogues: tuple[Dialogue, ...]
    doubles: tuple[Double, ...]
    sums: tuple[Sum, ...]
    digest: str
