"""Ranks labels for an utterance: what speaks for each, put together into chances that add up to one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.analysis import Analysis
from bot.matching.features import features, inverse_frequency, vector
from bot.matching.postings import Floats, Postings

SIGNALS = ("centre", "nearest", "best", "coverage")
"""What is measured for each label, each in 0..1, higher is better.

`centre` is the cosine with the mean of the label's variations; `nearest` the mean of the three best cosines with single
variations; `best` the best of these; `coverage` the share of the utterance's weight that lies on words which the label knows.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts: the coefficients of a conditional logit (McFadden 1974) over labels and "none of them".

    `signals` go with `SIGNALS`; `none` is the worth of "none of them" and `none_unseen` what it gains as the share of the
    utterance's weight on words that no label knows goes from 0 to 1.
    """

    signals: tuple[float, ...]
    none: float
    none_unseen: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label with its chance of being right (0..1), its worth (the exponent behind it) and its signals, as `SIGNALS`."""

    label: str
    chance: float
    worth: float
    signals: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best labels, best first, and the chance that none of all labels is right."""

    candidates: tuple[Candidate, ...]
    none: float


class Matcher:
    """An index over labelled texts.

    `texts` maps each label to the analysed ways to say it, at least one each.
    """

    def __init__(self, texts: Mapping[str, Sequence[Analysis]], weights: Weights) -> None:
        self.labels = tuple(texts)
        self.weights = weights
        found = [[features(text) for text in said] for said in texts.values()]
        self._idf = inverse_frequency({f for text in said for f in text} for said in found)
        self._unseen = math.log(1 + len(self.labels)) + 1
        vectors = [[vector(text, self._idf) for text in said] for said in found]
        starts = np.cumsum([0, *map(len, vectors)])
        self._starts = starts[:-1]
        self._sizes = np.diff(starts)
        self._variations = Postings(
            (
                (feature, column, weight)
                for column, said in enumerate(text for several in vectors for text in several)
                for feature, weight in said.items()
            ),
            int(starts[-1]),
        )
        self._centres = Postings(
            ((feature, column, weight) for column, said in enumerate(vectors) for feature, weight in _mean(said).items()),
            len(self.labels),
        )
        self._words = Postings(
            (
                (feature, column, 1.0)
                for column, said in enumerate(found)
                for feature in {f for text in said for f in text if f.startswith("w:")}
            ),
            len(self.labels),
        )

    def measure(self, analysis: Analysis) -> tuple[Floats, float]:
        """Return the signals of every label, a row each, and the share (0..1) of the utterance's weight on unseen words."""
        found = features(analysis)
        query = vector(found, self._idf)
        singles = self._variations.scores(query)
        best = np.maximum.reduceat(singles, self._starts)
        coverage, unseen = self._coverage(found)
        rows = (self._centres.scores(query), self._mean_of_best(singles, best), best, coverage)
        return np.stack(rows, axis=1), unseen

    def rank(self, analysis: Analysis, *, limit: int = 8) -> Ranking:
        """Return the best `limit` labels for an utterance; none where no word is known."""
        signals, unseen = self.measure(analysis)
        if not signals.any():
            return Ranking((), 1.0)
        worth = signals @ np.asarray(self.weights.signals, dtype=np.float32)
        none = self.weights.none + self.weights.none_unseen * unseen
        top = max(float(worth.max()), none)
        powers = np.exp(worth - top)
        whole = float(powers.sum()) + math.exp(none - top)
        order = np.argsort(-worth, kind="stable")[:limit]
        return Ranking(
            tuple(
                Candidate(self.labels[i], float(powers[i]) / whole, float(worth[i]), tuple(map(float, signals[i])))
                for i in order
            ),
            math.exp(none - top) / whole,
        )

    def _mean_of_best(self, singles: Floats, best: Floats) -> Floats:
        """Return per label the mean of its three best scores, missing ones counted as nothing."""
        total = best.copy()
        rest = singles.copy()
        top = best
        for _ in range(2):
            reached = np.flatnonzero(rest >= np.repeat(top, self._sizes))
            owners = np.searchsorted(self._starts, reached, side="right")
            _, first = np.unique(owners, return_index=True)
            rest[reached[first]] = -1.0
            top = np.maximum.reduceat(rest, self._starts)
            total += np.maximum(top, 0.0)
        return total / np.float32(3)

    def _coverage(self, found: Sequence[str]) -> tuple[Floats, float]:
        """Return per label the share of the utterance's idf on words that the label has, and the share on unseen words.

        An unseen word weighs as much as the rarest seen one.
        """
        known = np.zeros(len(self.labels), dtype=np.float32)
        whole = 0.0
        unseen = 0.0
        for feature in {f for f in found if f.startswith("w:")}:
            weight = self._idf.get(feature, self._unseen)
            whole += weight
            if feature in self._words:
                known[self._words.columns(feature)] += np.float32(weight)
            else:
                unseen += weight
        return (known / np.float32(whole), unseen / whole) if whole else (known, 1.0)


def _mean(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the mean of vectors, scaled to length one."""
    total: dict[str, float] = {}
    for said in vectors:
        for feature, weight in said.items():
            total[feature] = total.get(feature, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return {feature: weight / length for feature, weight in total.items()} if length else {}
