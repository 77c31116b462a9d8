"""Runs of letters, which forgive affixes and misspellings that no rule knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.letters import Letters, grams
from tests.matching.reference import letter_runs

WORD = st.from_regex(r"\A[a-d]{1,8}\Z")
TEXT = st.lists(WORD, max_size=4).map(tuple)
TEXTS = st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=5)
QUICK = settings(deadline=None, max_examples=30)


@pytest.mark.parametrize(
    ("word", "runs"),
    [
        ("jht", ("<jh", "jht", "ht>", "<jht", "jht>")),
        ("di", ("<di", "di>", "<di>")),
        ("a", ("<a>",)),
    ],
)
def test_grams(word: str, runs: tuple[str, ...]) -> None:
    """A word has its runs of three and of four letters, its borders counted as letters."""
    assert grams(word) == runs


@QUICK
@given(st.text(max_size=12))
def test_grams_are_those_of_the_slow_way(word: str) -> None:
    """Any word has the runs that cutting it at every place gives."""
    assert list(grams(word)) == letter_runs(word)


@QUICK
@given(TEXTS, TEXT)
def test_scores_are_cosines(texts: list[list[tuple[str, ...]]], asked: tuple[str, ...]) -> None:
    """Every label has a score, from nothing to one."""
    scores = Letters(texts).scores(asked)
    assert [float(score) for score in scores if not 0 <= score <= 1 + 1e-5] + [len(scores)] == [len(texts)]


@QUICK
@given(TEXTS, st.data())
def test_a_text_left_out_is_not_written(texts: list[list[tuple[str, ...]]], data: st.DataObject) -> None:
    """Leaving out a text that its label says twice measures what the label without one of the two does.

    Said twice, it changes nothing about which runs a label has, so the weights of the runs are the same in both cases.
    """
    label = data.draw(st.integers(min_value=0, max_value=len(texts) - 1))
    text = data.draw(st.sampled_from(texts[label]))
    doubled = [*texts[:label], [*texts[label], text], *texts[label + 1 :]]
    left = Letters(doubled).scores(text, without=(label, text))
    assert left.tolist() == pytest.approx(Letters(texts).scores(text).tolist(), abs=1e-5)


def test_a_misspelling_is_near() -> None:
    """A word that no rule corrects is nearer to what it was meant for than to anything else."""
    scores = Letters([[("pencairan",)], [("kecelakaan",)], [("rekening",)]]).scores(("penncaeran",))
    assert scores.argsort()[::-1].tolist() == [0, 1, 2]


def test_what_all_labels_have_tells_nothing() -> None:
    """A run that most labels have is left out."""
    scores = Letters([[("kerja", word)] for word in ("cair", "lapor", "iuran", "daftar")]).scores(("kerja",))
    assert scores.tolist() == [0.0] * 4
