"""Signals measured with an index, against the same signals measured slowly; and the chances made of them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.matching.features import spoken_features
from bot.matching.matcher import SIGNALS, Matcher, Measured, Weights, judge
from tests.matching.conftest import EVENTS, GROUPS, PROGRAMMES, READ, STRANGE, WORDS, read_all, topic
from tests.matching.reference import Reference

QUICK = settings(deadline=None, max_examples=30)
NAMES = (*PROGRAMMES, *GROUPS, *EVENTS)
LABELS = ("a.x", "a.y", "a.z", "b.x", "c.x")
SAID = st.lists(st.sampled_from((*WORDS, *WORDS, *NAMES)), max_size=6).map(" ".join)
ASKED = st.lists(st.sampled_from((*WORDS, *WORDS, *NAMES, *STRANGE)), max_size=6).map(" ".join)
TEXTS = st.dictionaries(st.sampled_from(LABELS), st.lists(SAID, min_size=1, max_size=4), min_size=1)

UNIT = st.integers(min_value=0, max_value=100).map(lambda hundredths: hundredths / 100)
ROWS = st.lists(st.lists(UNIT, min_size=len(SIGNALS), max_size=len(SIGNALS)), min_size=1, max_size=12)
WEIGHT = st.integers(min_value=-100, max_value=100).map(lambda tenths: tenths / 10)
WEIGHTS = st.builds(
    Weights,
    st.lists(WEIGHT, min_size=len(SIGNALS), max_size=len(SIGNALS)).map(tuple),
    WEIGHT,
    WEIGHT,
)


def measured(rows: list[list[float]], unseen: float = 0.0) -> Measured:
    return Measured(np.asarray(rows, dtype=np.float32), unseen)


def column(found: Measured, signal: str) -> list[float]:
    return [float(value) for value in found.signals[:, SIGNALS.index(signal)]]


def names(count: int) -> tuple[str, ...]:
    return tuple(f"a.{at}" for at in range(count))


@pytest.mark.parametrize("signal", SIGNALS)
@QUICK
@given(texts=TEXTS, asked=ASKED)
def test_each_signal_is_that_of_the_slow_way(signal: str, texts: dict[str, list[str]], asked: str) -> None:
    """The index measures for every label what looking at every text in full does."""
    said, question = read_all(texts), READ(asked)
    slow = Reference(said, topic)
    assert column(Matcher(said, topic).measure(question), signal) == pytest.approx(
        [slow.signals(label, question)[signal] for label in said], abs=1e-5
    )


@QUICK
@given(TEXTS, ASKED)
def test_the_unseen_share_is_that_of_the_slow_way(texts: dict[str, list[str]], asked: str) -> None:
    """The share of an utterance on words that no label has is that of looking at every text."""
    said, question = read_all(texts), READ(asked)
    assert Matcher(said, topic).measure(question).unseen == pytest.approx(
        Reference(said, topic).unseen(question), abs=1e-5
    )


@QUICK
@given(TEXTS, ASKED)
def test_signals_are_shares(texts: dict[str, list[str]], asked: str) -> None:
    """Every signal of every label lies between nothing and one."""
    found = Matcher(read_all(texts), topic).measure(READ(asked))
    assert (
        bool((found.signals >= 0).all()),
        bool((found.signals <= 1 + 1e-5).all()),
        0 <= found.unseen <= 1 + 1e-9,
    ) == (
        True,
        True,
        True,
    )


@QUICK
@given(TEXTS, st.data())
def test_a_text_is_nearest_to_itself(texts: dict[str, list[str]], data: st.DataObject) -> None:
    """Asked word for word, a label's nearest variation and its coverage are whole."""
    label = data.draw(st.sampled_from(sorted(texts)))
    text = data.draw(st.sampled_from(texts[label]))
    assume(text)
    said = read_all(texts)
    found = Matcher(said, topic).measure(READ(text))
    at = list(said).index(label)
    # A group's name is left aside where the label is not about that group, so only texts without one are whole.
    assume("kelompok" not in READ(text).slots)
    assert (column(found, "terdekat")[at], column(found, "cakupan")[at]) == pytest.approx((1.0, 1.0), abs=1e-5)


@QUICK
@given(TEXTS, ASKED)
def test_measuring_changes_nothing(texts: dict[str, list[str]], asked: str) -> None:
    """Measured again, with others in between, an utterance has the same signals."""
    matcher = Matcher(read_all(texts), topic)
    first = matcher.measure(READ(asked))
    matcher.measure(READ("aba bab"), without=(0, 0))
    assert np.array_equal(first.signals, matcher.measure(READ(asked)).signals)


def test_small_talk_is_made_of_every_word() -> None:
    """An index over all words said knows a word that carries no meaning elsewhere, and sets no group aside."""
    said = read_all({"a.x": ["gag aba"], "a.y": ["bab"]})
    found = Matcher(said, topic, spoken_features).measure(READ("gag aba"))
    assert column(found, "pusat") == pytest.approx([1.0, 0.0], abs=1e-5)


def test_the_group_says_who_asks() -> None:
    """A worker's group is set aside, except for the labels that are about that very group."""
    said = read_all({"a.x": ["aba bab"], "a.y": ["gag aba cac"], "a.z": ["hah aba bab"]})
    found = Matcher(said, topic).measure(READ("gag aba bab"))
    whole = Matcher(said, topic).measure(READ("aba bab"))
    about = Reference(said, topic).signals("a.y", READ("gag aba bab"))
    near = column(found, "terdekat")
    assert near == pytest.approx([1.0, about["terdekat"], column(whole, "terdekat")[2]], abs=1e-5)


@pytest.mark.parametrize(
    ("asked", "other", "unasked"),
    [
        ("aba pap", [0.0, 1.0, 0.0, 0.0], [0.0] * 4),
        ("aba qaq", [1.0, 0.0, 0.0, 0.0], [0.0] * 4),
        ("aba pap qaq", [0.0] * 4, [0.0] * 4),
        ("aba", [0.0] * 4, [1.0, 1.0, 0.5, 0.0]),
    ],
)
def test_another_programme_speaks_against_a_label(asked: str, other: list[float], unasked: list[float]) -> None:
    """A label of one programme disagrees where another is named, or none; a label of several does not disagree."""
    said = read_all({"a.x": ["pap aba"], "a.y": ["qaq aba"], "b.x": ["pap aba", "qaq aba"], "c.x": ["aba"]})
    found = Matcher(said, topic).measure(READ(asked))
    assert (column(found, "program-lain"), column(found, "program-tak-disebut")) == (other, unasked)


@pytest.mark.parametrize(
    ("asked", "silent"),
    [("aba wow", [0.0, 1.0, 1.0]), ("aba wow xox", [0.0, 0.0, 1.0]), ("aba", [0.0, 0.0, 0.0])],
)
def test_an_event_speaks_against_who_is_silent_about_it(asked: str, silent: list[float]) -> None:
    """A label that has nothing to say about any event that an utterance tells of disagrees."""
    said = read_all({"a.x": ["wow aba", "aba"], "a.y": ["xox aba"], "b.x": ["aba"]})
    assert column(Matcher(said, topic).measure(READ(asked)), "peristiwa-tak-dibahas") == silent


@pytest.mark.parametrize("signal", ["pusat", "terdekat", "cakupan", "huruf"])
@QUICK
@given(
    left_out=st.lists(st.sampled_from(WORDS), min_size=2, max_size=5),
    more=st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), max_size=3),
    others=st.lists(st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join), min_size=1, max_size=4),
)
def test_left_out_is_not_written(signal: str, left_out: list[str], more: list[str], others: list[str]) -> None:
    """Leaving a variation out measures for its label what an index built without it does.

    The weights of features are those of the whole index in both cases, as leaving one variation out does not weigh
    all words anew. So that they are the same, every pair of neighbours of the variation is also a variation of its own.
    """
    pairs = [f"{first} {second}" for first, second in pairwise(left_out)]
    rest = {"a.x": [*pairs, *more], "b.x": others}
    text = " ".join(left_out)
    whole = Matcher(read_all({**rest, "a.x": [*rest["a.x"], text]}), topic)
    found = whole.measure(READ(text), without=(0, len(rest["a.x"])))
    assert column(found, signal) == pytest.approx(
        column(Matcher(read_all(rest), topic).measure(READ(text)), signal), abs=1e-5
    )


def test_left_out_takes_its_own_words_along() -> None:
    """A word that only the variation left out has counts as unseen, and its label as not having it."""
    matcher = Matcher(read_all({"a.x": ["aba bab", "cac"], "a.y": ["dad"]}), topic)
    found = matcher.measure(READ("aba bab"), without=(0, 0))
    assert [*column(found, "cakupan"), found.unseen] == pytest.approx([0.0, 0.0, 1.0], abs=1e-6)


def test_the_only_variation_left_out_leaves_nothing() -> None:
    """A label without any other variation has nothing that speaks for it."""
    matcher = Matcher(read_all({"a.x": ["aba bab"], "b.x": ["aba cac"]}), topic)
    found = matcher.measure(READ("aba bab"), without=(0, 0))
    assert [column(found, signal)[0] for signal in ("pusat", "terdekat", "cakupan", "huruf")] == [0.0] * 4


@QUICK
@given(ROWS, WEIGHTS, UNIT)
def test_chances_add_up_to_one(rows: list[list[float]], weights: Weights, unseen: float) -> None:
    """The chances of all labels and of none of them add up to one, whatever was measured."""
    ranking = judge(names(len(rows)), measured(rows, unseen), weights)
    assert float(ranking.chances.sum()) + ranking.none == pytest.approx(1.0, abs=1e-4)


def test_none_is_certain_where_no_word_is_known() -> None:
    """Where no label shares a word with the utterance there is no candidate, and no label has a chance."""
    ranking = judge(names(2), measured([[0.0] * len(SIGNALS)] * 2), Weights((1.0,) * len(SIGNALS), 0.0, 0.0))
    assert (ranking.candidates, ranking.none, ranking.chances.tolist()) == ((), 1.0, [0.0, 0.0])


@QUICK
@given(ROWS, WEIGHTS, UNIT, st.integers(min_value=1, max_value=12))
def test_candidates_are_the_best_in_order(rows: list[list[float]], weights: Weights, unseen: float, limit: int) -> None:
    """Candidates come best first, as many as asked for, each with the chance of its label."""
    assume(any(row[0] for row in rows))
    labels = names(len(rows))
    ranking = judge(labels, measured(rows, unseen), weights, limit=limit)
    chances = [candidate.chance for candidate in ranking.candidates]
    by_label = dict(zip(labels, map(float, ranking.chances), strict=True))
    assert (chances, [by_label[candidate.label] for candidate in ranking.candidates]) == (
        sorted(map(float, ranking.chances), reverse=True)[:limit],
        chances,
    )


@QUICK
@given(ROWS, WEIGHTS, UNIT)
def test_worth_is_the_sum_of_what_each_signal_gives(rows: list[list[float]], weights: Weights, unseen: float) -> None:
    """The worth of a label is the sum of its signals, each times its weight, and a chance the share of its exponent."""
    assume(any(row[0] for row in rows))
    ranking = judge(names(len(rows)), measured(rows, unseen), weights, limit=len(rows))
    worth = {
        f"a.{at}": sum(signal * weight for signal, weight in zip(row, weights.signals, strict=True))
        for at, row in enumerate(rows)
    }
    none = weights.none + weights.none_unseen * unseen
    top = max(*worth.values(), none)
    whole = sum(math.exp(value - top) for value in worth.values()) + math.exp(none - top)
    expected = {label: (value, math.exp(value - top) / whole) for label, value in worth.items()}
    got = {candidate.label: (candidate.worth, candidate.chance) for candidate in ranking.candidates}
    assert [got[label] for label in expected] == [pytest.approx(pair, abs=1e-3) for pair in expected.values()]


@QUICK
@given(ROWS, WEIGHTS, UNIT, st.data())
def test_more_of_a_signal_never_hurts(
    rows: list[list[float]], weights: Weights, unseen: float, data: st.DataObject
) -> None:
    """A label that gains in a signal of positive weight gains in chance, and all others lose."""
    assume(any(row[0] for row in rows))
    at = data.draw(st.integers(min_value=0, max_value=len(rows) - 1))
    signal = data.draw(st.integers(min_value=0, max_value=len(SIGNALS) - 1))
    assume(weights.signals[signal] >= 0)
    more = [list(row) for row in rows]
    more[at][signal] = min(1.0, more[at][signal] + 0.3)
    labels = names(len(rows))
    before = judge(labels, measured(rows, unseen), weights)
    after = judge(labels, measured(more, unseen), weights)
    change = after.chances - before.chances
    assert (change[at] >= -1e-5, bool((np.delete(change, at) <= 1e-5).all()), after.none <= before.none + 1e-5) == (
        True,
        True,
        True,
    )


@QUICK
@given(ROWS, WEIGHTS, UNIT, UNIT)
def test_more_unseen_words_make_none_likelier(
    rows: list[list[float]], weights: Weights, first: float, second: float
) -> None:
    """Where unseen words speak for "none of them", more of them make it likelier."""
    assume(any(row[0] for row in rows))
    assume(weights.none_unseen >= 0)
    labels = names(len(rows))
    less, more = sorted((first, second))
    assert judge(labels, measured(rows, less), weights).none <= judge(labels, measured(rows, more), weights).none + 1e-6


def test_equal_labels_keep_their_order() -> None:
    """Labels of equal worth are ranked as they were given, so that a reply never depends on chance."""
    ranking = judge(names(5), measured([[1.0] * len(SIGNALS)] * 5), Weights((1.0,) * len(SIGNALS), 0.0, 0.0))
    assert tuple(candidate.label for candidate in ranking.candidates) == names(5)
