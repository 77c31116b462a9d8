"""Features of an utterance and their weights."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.features import core_features, features, inverse_frequency, spoken_features, vector
from tests.matching.conftest import READ
from tests.matching.reference import cosine, rarity, size, weighed

FEATURE = st.sampled_from("abcdef")
FOUND = st.lists(FEATURE, max_size=8)
DOCUMENTS = st.lists(FOUND, max_size=6)
QUICK = settings(deadline=None, max_examples=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aba bab", ("w:aba", "w:bab", "b:aba bab")),
        ("pap aba", ("w:pap", "w:aba", "b:pap aba", "s:program=PAP")),
        ("gag aba", ("w:gag", "w:aba", "b:gag aba", "s:kelompok=GAG")),
        ("aba", ("w:aba",)),
        ("", ()),
    ],
)
def test_features(text: str, found: tuple[str, ...]) -> None:
    """An utterance is made of its stems, its pairs of neighbours, and its slots."""
    assert features(READ(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aba gag bab", ("w:aba", "w:bab", "b:aba bab")),
        ("pap gag", ("w:pap", "s:program=PAP")),
        ("gag hah", ()),
        ("aba bab", ("w:aba", "w:bab", "b:aba bab")),
    ],
)
def test_core_features(text: str, found: tuple[str, ...]) -> None:
    """What is asked is what is left when the worker's group is taken out; the words beside it become neighbours."""
    assert core_features(READ(text)) == found


def test_spoken_features() -> None:
    """Small talk is made of every word said, slots or not."""
    assert spoken_features(READ("pap gag")) == ("w:pap", "w:gag", "b:pap gag")


@QUICK
@given(DOCUMENTS)
def test_inverse_frequency_is_that_of_the_slow_way(documents: list[list[str]]) -> None:
    """The rarer a feature among documents, the more it weighs, however often one document has it."""
    assert inverse_frequency(iter(documents)) == pytest.approx(rarity([set(document) for document in documents]))


@QUICK
@given(DOCUMENTS)
def test_rarer_features_weigh_more(documents: list[list[str]]) -> None:
    """A feature weighs at least one, and never less than a more common one."""
    idf = inverse_frequency(documents)
    spread = Counter(feature for document in documents for feature in set(document))
    by_spread = sorted(idf, key=lambda feature: spread[feature])
    weights = [idf[feature] for feature in by_spread]
    assert weights == sorted((max(weight, 1.0) for weight in weights), reverse=True)


@QUICK
@given(FOUND, DOCUMENTS)
def test_vector_has_length_one(found: list[str], documents: list[list[str]]) -> None:
    """A vector has length one, unless no feature is known; then it is empty."""
    row = vector(found, inverse_frequency(documents))
    known = any(feature in document for document in documents for feature in found)
    assert size(row) == pytest.approx(1.0 if known else 0.0)


@QUICK
@given(FOUND, DOCUMENTS)
def test_vector_is_that_of_the_slow_way(found: list[str], documents: list[list[str]]) -> None:
    """A vector points where the weighed counts of its features point."""
    idf = inverse_frequency(documents)
    row, slow = vector(found, idf), weighed(found, idf)
    assert cosine(row, slow) == pytest.approx(1.0 if slow else 0.0)


def test_repeating_counts_less_each_time() -> None:
    """A feature said three times weighs 1 + ln 3 times as much as one said once."""
    row = vector(["a", "a", "a", "b"], {"a": 1.0, "b": 1.0})
    assert row["a"] / row["b"] == pytest.approx(1 + math.log(3))
