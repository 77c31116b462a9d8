"""What the comparison itself rests on: percentiles, thresholds, samples, longer texts, tables and rows."""

from __future__ import annotations

import ast
import math
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dialogue.context import Context
from bot.dialogue.evaluation import Verdict
from bot.knowledge import load
from bot.knowledge.models import Place, Question
from bot.matching.analysis import Analysis
from bot.matching.calibration import UNFITTED
from tests.benchmarks.ablation import VARIANTS, Variant, without_part
from tests.benchmarks.compare import HEADER, row
from tests.benchmarks.measures import (
    held_out_thresholds,
    lowest_threshold,
    multiplied,
    percent,
    percentile,
    sample,
    table,
)
from tests.benchmarks.systems import Asked, Corpus, Measured

HERE = Path(__file__).parent
SOUND = HERE.parent / "data" / "pengetahuan"


def test_a_percentile_is_a_value_that_was_measured() -> None:
    """The nearest rank is taken, nothing between two measurements."""
    values = [float(value) for value in range(100, 0, -1)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile(values, 1.0) == 100
    assert percentile([7.0], 0.01) == 7
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_a_threshold_lets_through_as_many_errors_as_allowed() -> None:
    """The lowest score is taken at which the errors among all cases are within the share."""
    scores = [0.9, 0.8, 0.7, 0.6]
    wrong = [False, True, False, True]
    assert lowest_threshold(scores, wrong, 0.25) == 0.7
    assert lowest_threshold(scores, wrong, 0.5) == 0.6
    assert lowest_threshold(scores, wrong, 0.0) == 0.9


def test_cases_of_one_score_stand_or_fall_together() -> None:
    """A threshold never rests on the order of equal scores, which a scorer with few values gives by the hundred."""
    assert lowest_threshold([90.0, 85.5, 85.5, 85.5], [False, False, False, True], 0.0) == 90
    assert lowest_threshold([90.0, 85.5, 85.5, 85.5], [False, False, False, True], 0.25) == 85.5


def test_a_system_that_errs_at_its_surest_answers_nothing() -> None:
    """Where no score is safe the threshold is infinite."""
    assert lowest_threshold([100.0, 100.0, 50.0], [True, False, False], 0.0) == math.inf
    assert lowest_threshold([], [], 0.03) == math.inf


def test_no_case_takes_part_in_its_own_threshold() -> None:
    """The threshold of a fold comes from the other folds, and only from the cases that count."""
    scores = [0.9, 0.2, 0.8, 0.3, 0.1, 0.4]
    wrong = [True, False, False, False, True, False]
    counted = [True, True, True, True, False, True]
    held_out = held_out_thresholds(scores, wrong, counted, 0.0, folds=2)
    assert held_out == [0.2, math.inf, 0.2, math.inf, 0.2, math.inf]


def test_a_sample_is_the_same_every_time() -> None:
    """A sample keeps the order, holds nothing twice, and is everything where there is not more."""
    items = list(range(1000))
    drawn = sample(items, 150)
    assert drawn == sample(items, 150)
    assert len(set(drawn)) == 150
    assert list(drawn) == sorted(drawn)
    assert sample(items[:10], 150) == tuple(range(10))


def test_made_up_variations_all_differ_and_keep_their_words() -> None:
    """Each text made holds every word of the one it comes from, and no two texts are equal, however short they are."""
    texts = ("jkm", "apa itu jht")
    made = multiplied(texts, 50)
    assert made[:2] == texts
    assert len(made) == len(set(made)) == 100
    assert all({"jkm"} <= set(text.split()) or {"apa", "itu", "jht"} <= set(text.split()) for text in made)
    assert made == multiplied(texts, 50)
    assert multiplied(texts, 1) == texts


def test_a_share_is_shown_with_one_decimal() -> None:
    """A dash stands for a group of questions that is empty."""
    assert percent(0.8549) == "85.5 %"
    assert percent(0.0) == "0.0 %"
    assert percent(None) == "–"


def test_a_table_is_markdown_that_reads_as_plain_text() -> None:
    """Columns are padded, numbers stand to the right, and a bar within a cell does not begin a new one."""
    assert table(("system", "ms"), [("ours", "0.5"), ("a|b", "120.25")]).splitlines() == [
        "| system |     ms |",
        "|--------|-------:|",
        "| ours   |    0.5 |",
        "| a\\|b   | 120.25 |",
    ]
    with pytest.raises(ValueError, match="1 cells under 2 headings"):
        table(("system", "ms"), [("ours",)])


def _asked(scope: str, entries: tuple[str, ...], ranked: tuple[str, ...], verdict: Verdict, ms: float) -> Asked:
    return Asked(Question("?", scope, entries, "", Place("uji.yaml", 1, 1)), ranked, verdict, ms)


def test_a_row_counts_each_scope_apart() -> None:
    """Accuracy is of in-scope questions alone, near and far are their own shares, and times are of all questions."""
    asked = (
        _asked("in", ("jht.a", "jht.b"), ("jht.b", "jht.c"), Verdict.RIGHT, 1.0),
        _asked("in", ("jht.a",), ("jht.c", "jht.a"), Verdict.OFFERED, 2.0),
        _asked("in", ("jht.a",), ("jht.c", "jht.d"), Verdict.WRONG, 3.0),
        _asked("in", ("jht.a",), (), Verdict.MISSED, 4.0),
        _asked("near", (), ("jht.a",), Verdict.WRONG, 5.0),
        _asked("near", (), ("jht.a",), Verdict.RIGHT, 6.0),
    )
    cells = row(Measured("ours", 1.25, 3 * 2**20, {"uji": asked}, "150 questions"), "uji")
    assert dict(zip(HEADER, cells, strict=True)) == {
        "system": "ours (150 questions)",
        "top-1": "25.0 %",
        "top-4": "50.0 %",
        "right first": "25.0 %",
        "right or offered": "50.0 %",
        "confident wrong": "25.0 %",
        "near answered": "50.0 %",
        "far answered": "–",
        "median ms": "3.00",
        "p99 ms": "6.00",
        "index s": "1.2",
        "index MB": "3",
    }


def test_the_texts_of_a_label_stand_together() -> None:
    """The starts tell where each label's texts begin, and the head of a corpus keeps whole labels."""
    corpus = Corpus.made_of({"a": ("1", "2"), "b": ("3",), "asing:x": ("4", "5")}, 2)
    assert corpus.starts == (0, 2, 3)
    assert corpus.head(2) == Corpus(("a", "b"), 2, ("1", "2", "3"), (0, 2))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_the_engine_answers_without_each_of_its_parts(variant: Variant) -> None:
    """A part that took another form is noticed here, and not after minutes of a benchmark; it is back afterwards."""
    before = [getattr(target, name) for target, name, _ in variant.replaced]
    with without_part(variant, load(SOUND), UNFITTED) as assistant:
        assert assistant.answer("cra mencairkn jht", Context(), now=datetime.now(UTC)).text
        assert not any(getattr(target, name) in before for target, name, _ in variant.replaced)
    assert [getattr(target, name) for target, name, _ in variant.replaced] == before


def test_a_part_taken_out_is_missed() -> None:
    """Each part of the reading that has a variant shows in what the others read and that variant does not."""
    knowledge = load(SOUND)

    def read(part: str) -> Analysis:
        variant = next(variant for variant in VARIANTS if variant.name == part)
        with without_part(variant, knowledge, UNFITTED) as assistant:
            return assistant.understanding.analyser("kak gmn prsdr mencairkn jaminan hari tua")

    whole = read("the whole engine")
    assert {"prosedur", "mencairkan"} <= set(whole.corrected)
    assert "bagaimana" in whole.expanded
    assert {"jht", "cairkan"} <= set(whole.stems)
    assert whole.slots == {"program": ("jht",)}
    assert "mencairkn" in read("without spelling correction").corrected
    assert {"prsdr", "mencairkan"} <= set(read("without consonant skeletons").corrected)
    assert "mencairkan" in read("without stemming").stems
    assert "gmn" in read("without abbreviations and regional words").expanded
    assert "tua" in read("without synonyms").stems
    assert "kak" in read("without ignoring polite words").stems
    assert read("without any slots").slots == {}


def test_the_peers_stay_in_one_file() -> None:
    """Only one file of the benchmark imports the packages of the `bench` extra, and no test imports that file."""
    importing = set()
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if {name.split(".")[0] for name in names} & {"bm25s", "sklearn"}:
                importing.add(path.name)
    assert importing == {"peers.py"}
    assert "tests.benchmarks.peers" not in sys.modules
