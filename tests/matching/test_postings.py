"""The sparse index, against dictionaries looked at one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.postings import Postings

FEATURE = st.sampled_from("abcdef")
WEIGHT = st.integers(min_value=-8, max_value=8).map(lambda eighths: eighths / 8)
ROW = st.dictionaries(FEATURE, WEIGHT, max_size=4)
ROWS = st.lists(ROW, max_size=8)
QUICK = settings(deadline=None, max_examples=40)


@QUICK
@given(ROWS, ROW)
def test_scores_are_those_of_the_slow_way(rows: list[dict[str, float]], query: dict[str, float]) -> None:
    """The score of a column is the sum over the query's features of its weight there times the column's."""
    slow = [sum(weight * row.get(feature, 0.0) for feature, weight in query.items()) for row in rows]
    assert Postings(rows).scores(query).tolist() == pytest.approx(slow, abs=1e-5)


@QUICK
@given(ROWS, FEATURE)
def test_columns_are_those_of_the_slow_way(rows: list[dict[str, float]], feature: str) -> None:
    """The columns of a feature are those in which it stands, in order, and it is known if there are any."""
    slow = [column for column, row in enumerate(rows) if feature in row]
    index = Postings(rows)
    assert (index.columns(feature).tolist(), feature in index, index.width) == (slow, bool(slow), len(rows))


def test_asking_changes_nothing() -> None:
    """The scores given out are the asker's own: changing them does not change the index."""
    index = Postings([{"a": 1.0}, {"a": 0.5}])
    first = index.scores({"a": 1.0})
    first[:] = 7
    assert index.scores({"a": 1.0}).tolist() == [1.0, 0.5]


def test_rows_may_come_one_by_one() -> None:
    """An index is built from anything that gives rows in order."""
    index = Postings({"a": float(at)} for at in range(3))
    assert index.scores({"a": 2.0}).tolist() == [0.0, 2.0, 4.0]


def test_scores_are_single_precision() -> None:
    """Scores are in single precision, empty ones too, so that an index of any size stays small."""
    assert {Postings(rows).scores({"a": 1.0}).dtype for rows in ([], [{"a": 1.0}])} == {np.dtype(np.float32)}
