"""Decides what to do with a reading: answer, ask back, talk, or say that it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.matching.understanding import FOREIGN, SMALL_TALK, Reading

MOST_CHOICES = 4
ANSWER_FROM = 0.55
"""The least chance of the best entry at which it is answered at once."""
CHOICES_FROM = 0.35
"""The least chance of the best four entries together at which they are offered."""
CHOICE_SHARE = 0.08
"""The least chance, relative to the best option, of a further option that is worth a button."""


class Outcome(Enum):
    """What is done with an utterance; a closed vocabulary."""

    ANSWER = auto()
    CHOICES = auto()
    SMALL_TALK = auto()
    FOREIGN = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, the label it rests on, the entries to answer or to offer, and the confidence in 0..1."""

    outcome: Outcome
    label: str
    entries: tuple[str, ...]
    confidence: float


def decide(reading: Reading) -> Decision:
    """Return what to do with a reading (three bands: answer, choice, not known)."""
    if not reading.candidates:
        return Decision(Outcome.UNKNOWN, "", (), 0.0)
    best = reading.candidates[0]
    entries = reading.entries[:MOST_CHOICES]
    together = sum(candidate.chance for candidate in entries)
    talk = sum(c.chance for c in reading.candidates if c.label.startswith(SMALL_TALK))
    foreign = reading.none + sum(c.chance for c in reading.candidates if c.label.startswith(FOREIGN))
    if talk > max(together, foreign) and best.label.startswith(SMALL_TALK):
        return Decision(Outcome.SMALL_TALK, best.label, (), talk)
    if entries and entries[0].chance >= ANSWER_FROM:
        return Decision(Outcome.ANSWER, entries[0].label, (entries[0].label,), entries[0].chance)
    options = tuple(c.label for c in entries if c.chance >= CHOICE_SHARE * entries[0].chance)
    if together >= CHOICES_FROM and len(options) > 1:
        return Decision(Outcome.CHOICES, options[0], options, together)
    if together >= CHOICES_FROM and options:
        return Decision(Outcome.ANSWER, options[0], options, entries[0].chance)
    if best.label.startswith(FOREIGN) and foreign > 0.5:
        return Decision(Outcome.FOREIGN, best.label, (), foreign)
    return Decision(Outcome.UNKNOWN, best.label, options[:2] if together > CHOICES_FROM / 2 else (), together)
