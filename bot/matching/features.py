"""Turns what was read in an utterance into weighted features, the same for variations and for questions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.language.slots import Slots
from bot.matching.analysis import GROUP, Analysis

Vector = Mapping[str, float]
"""Feature name to weight; the squares of the weights add up to one, unless the vector is empty."""


def features(analysis: Analysis) -> tuple[str, ...]:
    """Return the features of an utterance: its stems, its pairs of neighbouring stems, and its slots."""
    return _features(analysis.stems, analysis.slots)


def core_features(analysis: Analysis) -> tuple[str, ...]:
    """Return the features of an utterance but for the worker's group: what is left is what is asked."""
    return _features(analysis.core, {slot: values for slot, values in analysis.slots.items() if slot != GROUP})


def _features(stems: Sequence[str], slots: Slots) -> tuple[str, ...]:
    return (
        *(f"w:{stem}" for stem in stems),
        *(f"b:{first} {second}" for first, second in pairwise(stems)),
        *(f"s:{slot}={value}" for slot, values in slots.items() for value in values),
    )


def spoken_features(analysis: Analysis) -> tuple[str, ...]:
    """Return every word of an utterance and every pair of neighbours, polite ones too: what small talk is made of."""
    said = analysis.corrected
    return (
        *(f"w:{word}" for word in said),
        *(f"b:{first} {second}" for first, second in pairwise(said)),
    )


def inverse_frequency(documents: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return ln((1 + N) / (1 + n)) + 1 for every feature that stands in n of N documents (smoothed idf)."""
    counts: Counter[str] = Counter()
    total = 0
    for document in documents:
        counts.update(set(document))
        total += 1
    return {feature: math.log((1 + total) / (1 + count)) + 1 for feature, count in counts.items()}


def vector(found: Sequence[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Return the tf-idf vector of length one of the features found, with tf = 1 + ln(count); unknown features are left out."""
    weights = {
        feature: (1 + math.log(count)) * idf[feature] for feature, count in Counter(found).items() if feature in idf
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {feature: weight / length for feature, weight in weights.items()} if length else {}
