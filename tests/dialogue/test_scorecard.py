"""The result of an evaluation as a clerk reads it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dialogue.assistant import load_assistant
from bot.dialogue.context import Context
from bot.dialogue.evaluation import Result, Trial, Verdict, evaluate
from bot.dialogue.reply import Kind, Reply
from bot.dialogue.scorecard import scorecard, trial_card
from bot.knowledge.models import Place, Question

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def result(
    verdict: Verdict,
    *,
    scope: str = "in",
    style: str = "santai",
    got: str = "a.b",
    confidence: float = 0.95,
    line: int = 1,
) -> Result:
    entries = (got,) if got else ()
    return Result(
        Question("apa itu jht", scope, ("a.a",) if scope == "in" else (), style, Place("uji.yaml", line, 5)),
        Reply(Kind.ANSWER if got else Kind.UNKNOWN, "Jawaban.", Context(), entries, confidence),
        verdict,
    )


RESULTS = [
    result(Verdict.RIGHT, got="a.a"),
    result(Verdict.RIGHT, got="a.a", style="ketik", confidence=0.55),
    result(Verdict.OFFERED, style="ketik"),
    result(Verdict.WRONG, line=7),
    result(Verdict.WRONG, line=8, confidence=0.52),
    result(Verdict.MISSED, got="", style="", line=9),
    result(Verdict.RIGHT, scope="far", got=""),
    result(Verdict.WRONG, scope="chitchat", line=11),
]


def lines(card: str) -> list[str]:
    """Return the lines of a card with single spaces."""
    return [" ".join(line.split()) for line in card.splitlines()]


def trial(kind: Kind, *, right: bool) -> Trial:
    return Trial(
        Place("uji.yaml", 3, 1), "dialog: apa", "answer a.a", Reply(kind, "x", Context(), ("a.b",), 0.9), right
    )


@pytest.mark.parametrize(
    "row",
    [
        "urusan kita 6 soal benar 33.3% benar atau ditawarkan 50.0% salah yakin 33.3% tidak ketemu 16.7%",
        "hal lain 1 soal benar 100.0% benar atau ditawarkan 100.0% salah yakin 0.0% tidak ketemu 0.0%",
        "obrolan 1 soal benar 0.0% benar atau ditawarkan 0.0% salah yakin 100.0% tidak ketemu 0.0%",
        "ketik 2 soal benar 50.0% benar atau ditawarkan 100.0% salah yakin 0.0% tidak ketemu 0.0%",
        "santai 3 soal benar 33.3% benar atau ditawarkan 33.3% salah yakin 66.7% tidak ketemu 0.0%",
        "tanpa gaya 1 soal benar 0.0% benar atau ditawarkan 0.0% salah yakin 0.0% tidak ketemu 100.0%",
        "2x a.a → a.b",
    ],
)
def test_scorecard_counts(row: str) -> None:
    """The card has a row for each scope that was asked about, each style, and each confusion."""
    assert [line for line in lines(scorecard(RESULTS, misses=False)) if line == row] == [row]


def test_scorecard_shows_how_far_confidence_holds() -> None:
    """For each band of confidence the card has the number of answers and the share of right ones."""
    card = lines(scorecard(RESULTS, misses=False))
    bands = [line for line in card if "jawaban" in line]
    assert [band.split(" ██", maxsplit=1)[0] for band in bands] == [
        "0.5-0.6 2 jawaban benar 50.0%",
        "0.9-1.0 3 jawaban benar 33.3%",
    ]


def test_a_confidence_of_one_stands_in_the_last_band() -> None:
    """Certainty belongs to the highest band, not to one of its own."""
    card = scorecard([result(Verdict.RIGHT, got="a.a", confidence=1.0)], misses=False)
    assert [line for line in lines(card) if line.startswith("0.9-1.0 1 jawaban")] != []


@pytest.mark.parametrize(("misses", "places"), [(True, [7, 8, 9, 11]), (False, [])])
def test_scorecard_names_what_went_astray(misses: bool, places: list[int]) -> None:
    """Asked for, every question that was answered wrongly or not at all stands on the card with its place."""
    named = [line for line in lines(scorecard(RESULTS, misses=misses)) if line.startswith("uji.yaml:")]
    assert [int(line.split(":")[1]) for line in named] == places


def test_a_miss_tells_what_was_wanted_and_what_came() -> None:
    """A question that went astray stands with its words, its verdict, the right entries and the reply."""
    first = lines(scorecard(RESULTS, misses=True))[0]
    assert first == "uji.yaml:7:5: [salah yakin] 'apa itu jht' seharusnya a.a, dapat answer: a.b"


def test_nothing_asked() -> None:
    """Without questions the card says so."""
    assert scorecard([], misses=True) == "Belum ada soal uji."


def test_scorecard_of_the_small_knowledge() -> None:
    """The questions that stand in a knowledge folder give a card."""
    assistant = load_assistant(SOUND)
    card = scorecard(evaluate(assistant, assistant.knowledge.questions, now=NOW), misses=True)
    assert [line.split(" 1 soal")[0] for line in lines(card) if " 1 soal" in line] == [
        "urusan kita",
        "instansi lain",
        "hal lain",
        "obrolan",
        "santai",
    ]


def test_trial_card() -> None:
    """Trials give their share, how many went right by asking back, and, asked for, those that did not."""
    trials = [
        trial(Kind.ANSWER, right=True),
        trial(Kind.CHOICES, right=True),
        trial(Kind.ANSWER, right=False),
        trial(Kind.ANSWER, right=True),
    ]
    assert lines(trial_card("giliran", trials, misses=True)) == [
        "uji.yaml:3:1: 'dialog: apa' seharusnya answer a.a, dapat answer a.b",
        "giliran 4 soal benar 75.0% (3, 1 di antaranya lewat pilihan)",
    ]


def test_no_trials_no_card() -> None:
    """What a knowledge does not hold leaves no card."""
    assert trial_card("hitungan", [], misses=True) == ""
