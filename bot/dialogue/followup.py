"""Understands a question that leans on what was said before: "kalau JKP?", "syaratnya?", "bukan, maksud saya JHT"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.dialogue.context import Context
from bot.dialogue.decide import MOST_CHOICES, Decision, Outcome, decide
from bot.knowledge.models import Vocabulary
from bot.language.normalise import words
from bot.language.phrases import Tokens
from bot.matching.analysis import Analysis
from bot.matching.understanding import SMALL_TALK, Reading, Understanding

PROGRAMME = "program"
GROUP = "kelompok"
EVENT = "peristiwa"
TOPICAL = (PROGRAMME, GROUP, "peristiwa", "kanal")
"""The slots that say what is spoken of."""
ASPECT = "aspek"
_CARRIED = (ASPECT, *TOPICAL)
MEMBERSHIP = "jenis_peserta"
"""The slot of the kind of participant that a group belongs to; its values are groups too."""
_PASSING = frozenset({ASPECT, PROGRAMME, "peristiwa", "kanal"})
"""What the next answer replaces; the worker's group stays."""
_MOST_WORDS = 7
DANGER = f"{SMALL_TALK}bahaya"
"""Nothing that was spoken of before makes a question about benefits out of despair."""

QUESTION_WORDS = frozenset(words("apa apakah bagaimana berapa siapa kapan mana di ke dari kenapa bisa boleh saja ada"))
_FILLERS = QUESTION_WORDS | frozenset(
    words(
        "kalau untuk soal tentang maksud saya bukan yang juga lagi lalu terus berarti sama tidak tadi tanya cuma hanya bagian "
        "nya kan sekarang jadi satu"
    )
)

_CORRECTION = re.compile(
    r"""^\W*(?:(?:eh|ehh|oh|ah|maaf|maap|sori|sorry|duh|aduh)\b\W*)*
    (?:(?:bukan|bkn|salah|ralat|sanes|dudu|lain)\b\W*)*(?:(?:itu|ini|gitu|ding|deng)\b\W*)?
    (?:maksud(?:nya|ku|e)?|mksd(?:nya)?|mksdnya|maksad(?:na)?)\b
    (?:\s*(?:saya|sy|aku|ku|gue|gua|gw|abdi|kula|ane))?\b\W*(?P<meant>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_DENIAL = re.compile(
    r"""^\W*(?:(?:eh|ehh|oh|ah|maaf|sori|sorry)\b\W*)*(?:bukan|bkn|salah|ralat|sanes|dudu)
    (?:\s+(?:itu|ini|gitu|ding))?\s*[,.;:!]+\s*(?P<meant>.+)$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_INSTEAD = re.compile(
    r"^\W*(?:\w+\W+)?(?:bukan|bkn|sanes|dudu)\b.{1,60}?\b(?:tapi|tp|tetapi|melainkan|nanging|tapina)\b\s*(?P<meant>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_WORTH_ASKING = 0.03
"""The least chance of another entry that is offered rather than the last answer given once more."""
_RATHER = 0.5
"""A way that leads on is taken if it is at least so many times as likely as one that repeats the last answer."""
_FAINT = 0.4
"""Below this chance small talk gives way to a follow-up even where it names no slot."""
_MOST_MEANT = 5
"""A correction names what is meant in so many words at most; anything longer is a question of its own."""


class Leaning(Enum):
    """How much an utterance leaves to what was said before; a closed vocabulary."""

    WHOLLY = auto()
    """It has slots and question words only: "syaratnya?"."""
    PARTLY = auto()
    """It has a word of its own, yet says too little: "emailnya?"."""
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Understood:
    """What is to be done with an utterance, and the reading that it rests on."""

    decision: Decision
    reading: Reading

    @property
    def best(self) -> float:
        """The chance of the best entry."""
        return self.reading.entries[0].chance if self.reading.entries else 0.0


def understand(text: str, context: Context, understanding: Understanding, vocabulary: Vocabulary) -> Understood:
    """Return how an utterance is understood after what was spoken of before; a complete question stands by itself."""
    if not context.slots:
        return _read(text, understanding)
    meant = correction(text)
    corrected = _read(meant, understanding) if meant else None
    if corrected and _names(corrected.reading.analysis):
        how, text, plain = Leaning.WHOLLY, meant, corrected
    else:
        plain = _read(text, understanding)
        analysis = plain.reading.analysis
        how = leaning(analysis, understanding.analyser.unexplained(analysis))
    unsure = plain.decision.outcome is Outcome.CHOICES and not plain.reading.analysis.unknown
    if plain.decision.label == DANGER or (how is Leaning.NOT and not unsure):
        return plain
    ways = completions(text, plain.reading.analysis, context, vocabulary)
    best = _best([_read(way, understanding) for way in ways], context.entry)
    if best is None or not _worth(best, plain, how):
        return plain
    return Understood(_something_new(best.decision, best.reading, context.entry), best.reading)


def correction(text: str) -> str:
    """Return what a correction puts in the place of what was said ("bukan, maksud saya JHT": "JHT"), or ""."""
    for form in (_INSTEAD, _CORRECTION, _DENIAL):
        found = form.match(text)
        if found and len(found["meant"].split()) <= _MOST_MEANT:
            return found["meant"].strip()
    return ""


def leaning(analysis: Analysis, unexplained: Tokens) -> Leaning:
    """Return how much an utterance leans; `unexplained` are its stems that name no slot.

    With both a topic and an aspect it is complete, and so is "JKP itu apa", which asks for a definition.
    """
    stems, slots = analysis.stems, analysis.slots
    if not stems or len(stems) > _MOST_WORDS or analysis.unknown or all(stem.isdecimal() for stem in stems):
        return Leaning.NOT
    topical = any(slot in slots for slot in TOPICAL)
    if topical and (ASPECT in slots or unexplained == ("apa",)):
        return Leaning.NOT
    own = [stem for stem in unexplained if stem not in _FILLERS]
    if len(own) > 1:
        return Leaning.NOT
    return Leaning.PARTLY if own else Leaning.WHOLLY


def completions(text: str, analysis: Analysis, context: Context, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the ways in which the context may complete `text`, each once; empty where it adds nothing."""
    ways = (
        " ".join([*(_phrase(vocabulary, slot, value) for slot, value in kept.items()), text])
        for kept in _carried(analysis, context)
        if kept
    )
    return tuple(dict.fromkeys(ways))


def remembered(analysis: Analysis | None, entry: Mapping[str, str], context: Context) -> dict[str, str]:
    """Return the slots to remember once an entry is answered: the worker's group, then the entry's, then those just said."""
    same = PROGRAMME not in entry or entry[PROGRAMME] == context.slots.get(PROGRAMME, entry[PROGRAMME])
    passing = _PASSING - {EVENT} if same else _PASSING
    said = analysis.slots if analysis else {}
    now = {**entry, **{slot: said[slot][0] for slot in (*_CARRIED, MEMBERSHIP) if slot in said}}
    if now.get(GROUP, "") == context.slots.get(MEMBERSHIP):
        del now[GROUP]  # no more than the group spoken of says already
    if GROUP in now:
        passing |= {MEMBERSHIP}
    return {slot: value for slot, value in context.slots.items() if slot not in passing} | now


def _read(text: str, understanding: Understanding) -> Understood:
    reading = understanding.read(text)
    calibration = understanding.calibration
    return Understood(decide(reading, calibration.answer_from, calibration.choices_from), reading)


def _worth(best: Understood, plain: Understood, how: Leaning) -> bool:
    """Return whether the best completion says better what is meant than the utterance alone."""
    if plain.decision.outcome is Outcome.SMALL_TALK:
        talk = plain.decision.confidence
        return best.best > talk and (talk < _FAINT or _names(plain.reading.analysis))
    if how is Leaning.WHOLLY:
        return True
    return best.best > plain.best and (how is Leaning.PARTLY or best.decision.outcome is Outcome.ANSWER)


def _best(ways: Sequence[Understood], answered: str) -> Understood | None:
    """Return the likeliest way, rather not one that repeats the last answer; None where no way leads to an entry."""
    found = sorted((way for way in ways if way.decision.entries), key=lambda way: -way.best)
    fresh = (way for way in found if way.decision.entries[0] != answered and way.best >= _RATHER * found[0].best)
    return next(fresh, found[0] if found else None)


def _something_new(decision: Decision, reading: Reading, answered: str) -> Decision:
    """Return a decision that does not simply repeat the last answer where something else may be meant as well."""
    others = [c for c in reading.entries[:MOST_CHOICES] if c.label != answered]
    if decision.outcome is not Outcome.ANSWER or decision.entries != (answered,):
        return decision
    likely = [c for c in others if c.chance >= _WORTH_ASKING]
    if not likely:
        return decision
    entries = (*(c.label for c in likely), answered)
    return Decision(
        Outcome.CHOICES, entries[0], entries, min(sum(c.chance for c in likely) + reading.entries[0].chance, 1.0)
    )


def _carried(analysis: Analysis, context: Context) -> Iterator[dict[str, str]]:
    """Yield what of the context may still hold, the most first: all of it, or without what a new topic ends."""
    own = analysis.slots
    kept = {slot: value for slot, value in context.slots.items() if slot in _CARRIED and slot not in own}
    yield kept
    if PROGRAMME in own or "kanal" in own:
        yield {slot: value for slot, value in kept.items() if slot in {ASPECT, GROUP}}
    yield {slot: value for slot, value in kept.items() if slot in {PROGRAMME, GROUP}}
    if GROUP in kept and MEMBERSHIP in context.slots:
        yield {slot: value for slot, value in kept.items() if slot == PROGRAMME} | {GROUP: context.slots[MEMBERSHIP]}


def _names(analysis: Analysis) -> bool:
    return any(slot in analysis.slots for slot in _CARRIED)


def _phrase(vocabulary: Vocabulary, slot: str, value: str) -> str:
    """Return the first phrase that names a slot's value: the one staff put first."""
    return vocabulary.slots.get(slot, {}).get(value, (value,))[0]


# The old way, until `Assistant._decide` calls `understand`.
