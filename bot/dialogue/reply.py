"""What one turn gives back: the words, the buttons, and the context to pass in next time.

Everything here is a frozen value. `Reply.text` is written in the small Markdown subset of the knowledge files
(`bot.knowledge.markup`); no word that a user wrote ever enters it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bot.dialogue.context import Context


class Kind(StrEnum):
    """How a turn ended; a closed vocabulary that the JSON interface publishes."""

    ANSWER = "answer"
    CHOICES = "choices"
    CALCULATION = "calculation"
    REDIRECT = "redirect"
    SMALLTALK = "smalltalk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a reply.

    `label` is at most 40 characters of Indonesian; `action` is what `Assistant.press` takes: at most 58 ASCII
    characters, so that a versioned prefix still fits into Telegram's 64 bytes of callback data.
    """

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as shown under an answer: its title, its date as text ("2 Desember 2019" or ""), its link or ""."""

    title: str
    date: str
    url: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn's result.

    `entries` are entry ids: those answered, or the options offered, best first. `confidence` is in 0..1. `figures`
    holds what a calculation computed, rupiah as `int`, other numbers as `Decimal`. `sources` and `checked` (the date
    the answer was last checked, as text) belong under the text in small print. `rateable` says whether "Membantu /
    Tidak membantu" makes sense. `missed` is true where staff should learn of this turn: not known, or asked back in
    vain.
    """

    kind: Kind
    text: str
    context: Context
    entries: tuple[str, ...] = ()
    confidence: float = 0.0
    figures: Mapping[str, int | Decimal] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    sources: tuple[Citation, ...] = ()
    checked: str = ""
    rateable: bool = False
    missed: bool = False
