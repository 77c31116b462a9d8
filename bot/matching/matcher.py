"""Ranks labels for an utterance: what speaks for each, put together into chances that add up to one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.language.phrases import Tokens
from bot.matching.analysis import GROUP, Analysis
from bot.matching.features import core_features, features, inverse_frequency, vector
from bot.matching.letters import Letters
from bot.matching.postings import Bools, Floats, Postings

_SOME = 0.1
EVENT = "peristiwa"
PROGRAMME = "program"
"""The slot whose disagreement counts: an answer about one programme is wrong for another."""

SIGNALS = (
    "pusat",
    "terdekat",
    "cakupan",
    "topik",
    "huruf",
    "program-lain",
    "program-tak-disebut",
    "peristiwa-tak-dibahas",
)
"""What is measured for each label, each in 0..1, by the name that explanations show.

In order: the cosine with the mean of the label's variations; the best cosine with a single one of them; the share of the
utterance's weight on words that the label knows; the cosine with the mean of the label's group; the cosine of their letters; how
firmly the label speaks of a programme other than those the utterance names; the same where the utterance names none; and
whether the utterance tells of an event (a death, a dismissal) that the label has nothing to say about.
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
    """The best labels, best first; for every label its chance; and the chance that none of them is right."""

    candidates: tuple[Candidate, ...]
    chances: Floats
    none: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The signals of every label, a row each, and the share (0..1) of the utterance's weight on unseen words."""

    signals: Floats
    unseen: float


def judge(labels: Sequence[str], measured: Measured, weights: Weights, *, limit: int = 8) -> Ranking:
    """Return the ranking that `weights` make of the measured signals of `labels`; no candidates where no word is known."""
    signals = measured.signals
    if not signals[:, 0].any():
        return Ranking((), np.zeros(len(labels), dtype=np.float32), 1.0)
    worth = signals @ np.asarray(weights.signals, dtype=np.float32)
    none = weights.none + weights.none_unseen * measured.unseen
    top = max(float(worth.max()), none)
    powers = np.exp(worth - top)
    whole = float(powers.sum()) + math.exp(none - top)
    chances = powers / np.float32(whole)
    order = np.argsort(-worth, kind="stable")[:limit]
    candidates = tuple(
        Candidate(labels[i], float(chances[i]), float(worth[i]), tuple(map(float, signals[i]))) for i in order
    )
    return Ranking(candidates, chances, math.exp(none - top) / whole)


class Matcher:
    """An index over labelled texts.

    `texts` maps each label to the analysed ways to say it, at least one each; `group` tells to which group a label belongs
    (an entry to its topic); `extract` returns the features of a text.
    """

    def __init__(
        self,
        texts: Mapping[str, Sequence[Analysis]],
        group: Callable[[str], str],
        extract: Callable[[Analysis], Sequence[str]] = features,
    ) -> None:
        self.labels = tuple(texts)
        self._extract = extract
        found = [[extract(text) for text in said] for said in texts.values()]
        self._idf = inverse_frequency({f for text in said for f in text} for said in found)
        self._unseen = math.log(1 + len(self.labels)) + 1
        vectors = [[vector(text, self._idf) for text in said] for said in found]
        starts = np.cumsum([0, *map(len, vectors)])
        self._starts = starts[:-1]
        self._variations = Postings(text for several in vectors for text in several)
        centres = [_scaled(_sum(said)) for said in vectors]
        self._centres = Postings(centres)
        self._word_counts = [Counter(f for text in said for f in set(text) if f.startswith("w:")) for said in found]
        self._words = Postings(dict.fromkeys(counts, 1.0) for counts in self._word_counts)
        names = list(dict.fromkeys(map(group, self.labels)))
        self._group = np.asarray([names.index(group(label)) for label in self.labels], dtype=np.int32)
        members: list[list[Mapping[str, float]]] = [[] for _ in names]
        for centre, at in zip(centres, self._group, strict=True):
            members[at].append(centre)
        self._groups = Postings([_scaled(_sum(several)) for several in members])
        self._texts = tuple(texts.values())
        self._letters = Letters([[text.stems for text in said] for said in self._texts])
        self._programmes = self._slot_shares(texts, PROGRAMME)
        self._events = self._slot_shares(texts, EVENT)
        self._groups_named = self._slot_shares(texts, GROUP)

    def measure(self, analysis: Analysis, *, without: tuple[int, int] | None = None) -> Measured:
        """Return the signals of every label for an utterance.

        With `without` (a label's place and a variation's place within it) that variation is left out of its label, as if it
        had not been written: what leave-one-out measurements need.
        """
        found = self._extract(analysis)
        cosines, coverage, unseen = self._similar(found, analysis.stems, without)
        groups = analysis.slots.get(GROUP, ())
        if groups and analysis.core and self._extract is features:
            # Who works as what only says who asks, except to the entries about that very group.
            core_cosines, core_coverage, unseen = self._similar(core_features(analysis), analysis.core, without)
            own = self._speaks_of(self._groups_named, groups)
            cosines = np.where(own[:, None], cosines, core_cosines)
            coverage = np.where(own, coverage, core_coverage)
        other, unasked = self._other_programme(analysis.slots.get(PROGRAMME, ()))
        silent = self._silent(analysis.slots.get(EVENT, ()))
        rows = (cosines[:, 0], cosines[:, 1], coverage, cosines[:, 2], cosines[:, 3], other, unasked, silent)
        return Measured(np.stack(rows, axis=1), unseen)

    def _similar(
        self, found: Sequence[str], stems: Tokens, without: tuple[int, int] | None
    ) -> tuple[Floats, Floats, float]:
        """Return the cosines per label (mean, nearest variation, group, letters), the coverages, and the unseen share."""
        query = vector(found, self._idf)
        singles = self._variations.scores(query)
        centre = self._centres.scores(query)
        if without is not None:
            label, variation = without
            singles[self._starts[label] + variation] = 0.0
            centre[label] = self._centre_without(label, variation, query)
        best = np.maximum.reduceat(singles, self._starts)
        topic = self._groups.scores(query)[self._group]
        coverage, unseen = self._coverage(found, without[0] if without is not None else None)
        left_out = (without[0], self._texts[without[0]][without[1]].stems) if without is not None else None
        letters = self._letters.scores(stems, without=left_out)
        return np.stack((centre, best, topic, letters), axis=1), coverage, unseen

    def _centre_without(self, label: int, variation: int, query: Mapping[str, float]) -> float:
        """Return the cosine of `query` with the mean of a label's variations but one."""
        others = (text for place, text in enumerate(self._texts[label]) if place != variation)
        rest = _sum([vector(self._extract(text), self._idf) for text in others])
        length = _length(rest)
        if not length:
            return 0.0
        return sum(weight * rest.get(feature, 0.0) for feature, weight in query.items()) / length

    def _coverage(self, found: Sequence[str], left_out: int | None) -> tuple[Floats, float]:
        """Return per label the share of the utterance's idf on words that the label has, and the share on unseen words.

        An unseen word weighs as much as the rarest seen one. For the label `left_out`, words that it has only once count as
        not had, since they came with the utterance itself.
        """
        known = np.zeros(len(self.labels), dtype=np.float32)
        whole = 0.0
        unseen = 0.0
        for feature in {f for f in found if f.startswith("w:")}:
            weight = self._idf.get(feature, self._unseen)
            whole += weight
            if feature not in self._words:
                unseen += weight
                continue
            columns = self._words.columns(feature)
            known[columns] += np.float32(weight)
            if left_out is not None and self._word_counts[left_out][feature] == 1:
                known[left_out] -= np.float32(weight)
                if len(columns) == 1:
                    unseen += weight
        return (known / np.float32(whole), unseen / whole) if whole else (known, 1.0)

    def _slot_shares(self, texts: Mapping[str, Sequence[Analysis]], slot: str) -> dict[str, Floats]:
        """Return for each value of a slot the share (0..1) of each label's variations that name it."""
        shares: dict[str, Floats] = {}
        for column, said in enumerate(texts.values()):
            for value, count in Counter(v for text in said for v in text.slots.get(slot, ())).items():
                shares.setdefault(value, np.zeros(len(self.labels), dtype=np.float32))[column] = count / len(said)
        return shares

    def _other_programme(self, named: Sequence[str]) -> tuple[Floats, Floats]:
        """Return per label how firmly it speaks of a programme not named, and the same if none is named (else nothing).

        A label whose variations name one of the programmes now and then does not disagree.
        """
        nothing = np.zeros(len(self.labels), dtype=np.float32)
        others = [share for value, share in self._programmes.items() if value not in named]
        if not others:
            return nothing, nothing
        firm = np.maximum.reduce(others)
        if not named:
            return nothing, firm
        return np.where(self._speaks_of(self._programmes, named), nothing, firm), nothing

    def _silent(self, events: Sequence[str]) -> Floats:
        """Return per label 1 if it speaks of none of the events that an utterance tells of, else 0."""
        if not events:
            return np.zeros(len(self.labels), dtype=np.float32)
        return np.where(self._speaks_of(self._events, events), 0, 1).astype(np.float32)

    def _speaks_of(self, shares: Mapping[str, Floats], values: Sequence[str]) -> Bools:
        """Return per label whether at least `_SOME` of its variations name one of the values of a slot."""
        known = [shares[value] for value in values if value in shares]
        return np.maximum.reduce(known) >= _SOME if known else np.zeros(len(self.labels), dtype=bool)


def _sum(vectors: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = {}
    for said in vectors:
        for feature, weight in said.items():
            total[feature] = total.get(feature, 0.0) + weight
    return total


def _length(row: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in row.values()))


def _scaled(row: Mapping[str, float]) -> dict[str, float]:
    """Return a vector scaled to length one; an empty one stays empty."""
    length = _length(row)
    return {feature: weight / length for feature, weight in row.items()} if length else {}
