"""Decides what to do with a reading: answer, ask back, talk, or say that it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.matching.understanding import FOREIGN, SMALL_TALK, Reading

MOST_CHOICES = 4
_FEWEST_CHOICES = 2
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


def decide(reading: Reading, answer_from: float, choices_from: float) -> Decision:
    """Return what to do with a reading, in three bands.

    The best entry is answered where its chance is at least `answer_from`; the best four are offered where their chances together are
    at least `choices_from`; otherwise it is not known.
    """
    if not reading.candidates:
        return Decision(Outcome.UNKNOWN, "", (), 0.0)
    best = reading.candidates[0]
    entries = reading.entries[:MOST_CHOICES]
    together = min(sum(candidate.chance for candidate in entries), 1.0)
    talk = min(sum(c.chance for c in reading.candidates if c.label.startswith(SMALL_TALK)), 1.0)
    foreign = reading.none + sum(c.chance for c in reading.candidates if c.label.startswith(FOREIGN))
    if talk > max(together, foreign) and best.label.startswith(SMALL_TALK):
        return Decision(Outcome.SMALL_TALK, best.label, (), talk)
    if entries and entries[0].chance >= answer_from:
        return Decision(Outcome.ANSWER, entries[0].label, (entries[0].label,), entries[0].chance)
    options = tuple(
        c.label
        for place, c in enumerate(entries)
        if place < _FEWEST_CHOICES or c.chance >= CHOICE_SHARE * entries[0].chance
    )
    if together >= choices_from and options:
        return Decision(Outcome.CHOICES, options[0], options, together)
    if best.label.startswith(FOREIGN) and foreign > 0.5:
        return Decision(Outcome.FOREIGN, best.label, (), foreign)
    return Decision(Outcome.UNKNOWN, best.label, options[:2] if together > choices_from / 2 else (), together)
