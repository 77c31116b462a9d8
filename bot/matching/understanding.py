"""What the knowledge makes of an utterance: it is read, and ranked against entries, small talk and foreign themes."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from bot.knowledge.models import Knowledge
from bot.matching.analysis import Analyser, Analysis
from bot.matching.calibration import UNFITTED, Calibration
from bot.matching.features import spoken_features
from bot.matching.matcher import Candidate, Matcher, Measured, judge

SMALL_TALK = "obrolan:"
"""Prefix of the labels for small talk."""
FOREIGN = "asing:"
"""Prefix of the labels for themes that the knowledge knows to be foreign."""

_TYPICAL = 0.4
_USUAL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """An utterance as understood: its analysis, the best labels and the chance that it is none of them."""

    analysis: Analysis
    candidates: tuple[Candidate, ...]
    none: float

    @property
    def entries(self) -> tuple[Candidate, ...]:
        """The candidates that are entries, best first."""
        return tuple(c for c in self.candidates if not c.label.startswith((SMALL_TALK, FOREIGN)))


class Understanding:
    """The index over a knowledge: one for entries and foreign themes, one for small talk, judged together."""

    def __init__(self, knowledge: Knowledge, calibration: Calibration = UNFITTED) -> None:
        asked: dict[str, tuple[str, ...]] = {
            entry.id: (entry.question, entry.label, *entry.variations) for entry in knowledge.entries.values()
        }
        asked |= {FOREIGN + theme: said for theme, said in knowledge.foreign.items()}
        talked = {SMALL_TALK + talk.name: talk.variations for talk in knowledge.small_talk}
        texts = asked | talked
        self.calibration = calibration
        self.analyser = Analyser(knowledge.vocabulary, (text for said in texts.values() for text in said))
        self.texts = {label: tuple(map(self.analyser, said)) for label, said in texts.items()}
        self._asked = Matcher({label: self.texts[label] for label in asked}, _group)
        self._talk = (
            Matcher({label: self.texts[label] for label in talked}, _group, spoken_features) if talked else None
        )
        self.labels = (*self._asked.labels, *(self._talk.labels if self._talk else ()))

    def slots_of(self, entry_id: str) -> dict[str, str]:
        """Return the slot values that at least `_TYPICAL` of an entry's variations name."""
        said = self.texts[entry_id]
        counts = Counter((slot, value) for text in said for slot, values in text.slots.items() for value in values)
        return {slot: value for (slot, value), count in reversed(counts.most_common()) if count >= _TYPICAL * len(said)}

    def measure(self, analysis: Analysis, *, without: tuple[int, int] | None = None) -> Measured:
        """Return the signals of all labels, in the order of `labels`; `without` as in `Matcher.measure`.

        Every cosine shrinks as an utterance grows (its length grows with the square root of its words), so a story would look less
        sure than a short question; this is made good here.
        """
        own = len(self._asked.labels)
        asked = self._asked.measure(analysis, without=without if without is None or without[0] < own else None)
        parts = [asked]
        if self._talk is not None:
            spoken = (without[0] - own, without[1]) if without and without[0] >= own else None
            parts.append(self._talk.measure(analysis, without=spoken))
        signals = np.concatenate([part.signals for part in parts])
        grown = np.float32(math.sqrt(max(len(analysis.stems), _USUAL_WORDS) / _USUAL_WORDS))
        return Measured(signals * grown, min(part.unseen for part in parts))

    def read(self, text: str) -> Reading:
        """Return how `text` is understood; any string at all."""
        analysis = self.analyser(text)
        ranking = judge(self.labels, self.measure(analysis), self.calibration.weights)
        return Reading(analysis, ranking.candidates, ranking.none)


def _group(label: str) -> str:
    """Return the topic of an entry, or the kind of any other label."""
    return label.split(":", 1)[0] if ":" in label else label.split(".", 1)[0]
