"""What the knowledge makes of an utterance: it is read, and ranked against entries, small talk and foreign themes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.models import Knowledge
from bot.matching.analysis import Analyser, Analysis
from bot.matching.calibration import UNFITTED, Calibration
from bot.matching.matcher import Candidate, Matcher

SMALL_TALK = "obrolan:"
"""Prefix of the labels for small talk."""
FOREIGN = "asing:"
"""Prefix of the labels for themes that the knowledge knows to be foreign."""

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
    """The index over a knowledge."""

    def __init__(self, knowledge: Knowledge, calibration: Calibration = UNFITTED) -> None:
        texts: dict[str, tuple[str, ...]] = {
            entry.id: (entry.question, entry.label, *entry.variations) for entry in knowledge.entries.values()
        }
        texts |= {SMALL_TALK + talk.name: talk.variations for talk in knowledge.small_talk}
        texts |= {FOREIGN + theme: said for theme, said in knowledge.foreign.items()}
        self.calibration = calibration
        self.analyser = Analyser(knowledge.vocabulary, (text for said in texts.values() for text in said))
        self.texts = {label: tuple(map(self.analyser, said)) for label, said in texts.items()}
        self.matcher = Matcher(self.texts, calibration.weights, group)

    def read(self, text: str) -> Reading:
        """Return how `text` is understood; any string at all."""
        analysis = self.analyser(text)
        ranking = self.matcher.rank(analysis)
        return Reading(analysis, ranking.candidates, ranking.none)


def group(label: str) -> str:
    """Return the topic of an entry, or the kind of any other label."""
    return label.split(":", 1)[0] if ":" in label else label.split(".", 1)[0]
