"""Labelled questions: how each reply is judged, counted, and read from files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.assistant import Assistant, load_assistant
from bot.dialogue.context import Context
from bot.dialogue.evaluation import (
    Result,
    Verdict,
    ask_doubles,
    ask_sums,
    converse,
    evaluate,
    judge,
    needs_met,
    read_questions,
    score,
    sum_exact,
    turn_right,
)
from bot.dialogue.reply import Kind, Reply
from bot.knowledge.models import Dialogue, Double, Place, Question, Sum, Turn

QUICK = settings(deadline=None, max_examples=30)
SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HERE = Place("uji.jsonl", 1, 1)
RIGHT, OFFERED, WRONG, MISSED = Verdict.RIGHT, Verdict.OFFERED, Verdict.WRONG, Verdict.MISSED


def question(scope: str, *entries: str, text: str = "apa itu jht", style: str = "") -> Question:
    return Question(text, scope, entries, style, HERE)


def reply(kind: Kind, *entries: str, figures: dict[str, int | Decimal] | None = None) -> Reply:
    return Reply(kind, "Jawaban.", Context(), entries, 0.9, figures or {})


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return load_assistant(SOUND)


@pytest.mark.parametrize(
    ("kind", "entries", "verdict"),
    [
        (Kind.ANSWER, ["jht.definisi"], RIGHT),
        (Kind.ANSWER, ["jht.iuran"], RIGHT),
        (Kind.CALCULATION, ["jht.definisi"], RIGHT),
        (Kind.REDIRECT, ["jht.definisi"], RIGHT),
        (Kind.ANSWER, ["jkk.definisi"], WRONG),
        (Kind.CALCULATION, ["jkk.definisi"], WRONG),
        (Kind.REDIRECT, ["luar.ktp-kk"], WRONG),
        (Kind.ANSWER, [], WRONG),
        (Kind.CHOICES, ["jkk.definisi", "jht.definisi"], OFFERED),
        (Kind.CHOICES, ["a.a", "a.b", "a.c", "jht.iuran"], OFFERED),
        (Kind.CHOICES, ["a.a", "a.b", "a.c", "a.d", "jht.definisi"], MISSED),
        (Kind.CHOICES, ["jkk.definisi"], MISSED),
        (Kind.UNKNOWN, [], MISSED),
        (Kind.UNKNOWN, ["jht.definisi"], MISSED),
        (Kind.SMALLTALK, [], MISSED),
    ],
)
def test_judge_in_scope(kind: Kind, entries: list[str], verdict: Verdict) -> None:
    """A right entry must be answered or offered; another one answered is a confident error; all else is a miss."""
    assert judge(question("in", "jht.definisi", "jht.iuran"), reply(kind, *entries)) == verdict


@pytest.mark.parametrize(
    ("scope", "right", "kind", "entries", "verdict"),
    [
        ("near", ["luar.ktp-kk"], Kind.REDIRECT, ["luar.ktp-kk"], RIGHT),
        ("near", ["luar.ktp-kk"], Kind.REDIRECT, ["luar.bpjs-kesehatan"], RIGHT),
        ("near", ["luar.ktp-kk"], Kind.ANSWER, ["jht.definisi"], WRONG),
        ("near", ["luar.ktp-kk"], Kind.CALCULATION, ["jht.definisi"], WRONG),
        ("near", ["luar.ktp-kk", "daftar.nik"], Kind.ANSWER, ["daftar.nik"], RIGHT),
        ("near", ["luar.ktp-kk"], Kind.CHOICES, ["jht.definisi", "jht.iuran"], RIGHT),
        ("near", ["luar.ktp-kk"], Kind.UNKNOWN, [], RIGHT),
        ("far", [], Kind.UNKNOWN, [], RIGHT),
        ("far", [], Kind.UNKNOWN, ["jht.definisi"], RIGHT),
        ("far", [], Kind.CHOICES, ["jht.definisi", "jht.iuran"], RIGHT),
        ("far", [], Kind.SMALLTALK, [], RIGHT),
        ("far", [], Kind.REDIRECT, ["luar.ktp-kk"], RIGHT),
        ("far", [], Kind.ANSWER, ["jht.definisi"], WRONG),
        ("far", [], Kind.CALCULATION, ["jht.definisi"], WRONG),
        ("far", [], Kind.ANSWER, ["luar.ktp-kk", "luar.bpjs-kesehatan"], RIGHT),
        ("far", [], Kind.ANSWER, ["luar.ktp-kk", "jht.definisi"], WRONG),
        ("chitchat", [], Kind.SMALLTALK, [], RIGHT),
        ("chitchat", [], Kind.ANSWER, ["jht.definisi"], WRONG),
        ("chitchat", [], Kind.CALCULATION, ["jht.definisi"], WRONG),
        ("chitchat", [], Kind.CHOICES, ["jht.definisi", "jht.iuran"], MISSED),
        ("chitchat", [], Kind.UNKNOWN, [], MISSED),
    ],
)
def test_judge_out_of_scope(scope: str, right: list[str], kind: Kind, entries: list[str], verdict: Verdict) -> None:
    """Out of scope only an answer from our own programmes is an error; small talk must be handled as such."""
    assert judge(question(scope, *right), reply(kind, *entries)) == verdict


@QUICK
@given(st.lists(st.sampled_from(Verdict), max_size=20))
def test_score(verdicts: list[Verdict]) -> None:
    """The verdicts are counted, and their shares add up to all of a group, or to nothing for an empty one."""
    counts = score([Result(question("in"), reply(Kind.UNKNOWN), verdict) for verdict in verdicts])
    assert (counts.total, dict(counts.verdicts)) == (len(verdicts), {v: verdicts.count(v) for v in Verdict})
    assert counts.share(*Verdict) == pytest.approx(1.0 if verdicts else 0.0)


def test_evaluate(assistant: Assistant) -> None:
    """Each question is asked and judged, in order."""
    asked = (
        question("in", "jht.definisi", text="apa itu jht"),
        question("in", "jht.definisi", text="apa itu jkk"),
        question("near", "luar.bpjs-kesehatan", text="bpjs kesehatan saya nonaktif"),
        question("far", text="siapa presiden indonesia"),
        question("chitchat", text="makasih"),
    )
    results = evaluate(assistant, asked, now=NOW)
    assert [(result.question, result.verdict) for result in results] == list(
        zip(asked, [RIGHT, WRONG, RIGHT, RIGHT, RIGHT], strict=True)
    )


def test_evaluate_asks_as_a_stranger(assistant: Assistant) -> None:
    """No question leans on the one before it."""
    asked = [
        question("in", text=text) for text in ("apa itu jht", "dokumennya apa saja", "apa itu jkk", "batasnya kapan")
    ]
    forward = evaluate(assistant, asked, now=NOW)
    backward = evaluate(assistant, reversed(asked), now=NOW)
    assert [result.reply for result in forward] == [result.reply for result in reversed(backward)]


def test_read_questions(tmp_path: Path) -> None:
    """A file has a question a line, with a place of its own; empty lines are passed over."""
    file = tmp_path / "soal.jsonl"
    rows = [
        {"q": "apa itu jht", "scope": "in", "ids": ["jht.definisi", "jht.iuran"], "style": "santai"},
        {"q": "halo", "scope": "chitchat"},
    ]
    file.write_text("\n\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    assert read_questions(file) == (
        Question("apa itu jht", "in", ("jht.definisi", "jht.iuran"), "santai", Place("soal.jsonl", 1, 1)),
        Question("halo", "chitchat", (), "", Place("soal.jsonl", 3, 1)),
    )


@pytest.mark.parametrize("text", ["apa\u2028itu", "apa\u0085itu", "apa\x1citu", "apa\nitu", "🙏"])
def test_a_question_may_hold_any_sign(tmp_path: Path, text: str) -> None:
    """Only the end of a line ends a question, whatever other signs Unicode has for it."""
    file = tmp_path / "soal.jsonl"
    row = json.dumps({"q": text, "scope": "far"}, ensure_ascii=False)
    file.write_text(f"{row}\n{row}\n", encoding="utf-8")
    assert [(asked.text, asked.place.line) for asked in read_questions(file)] == [(text, 1), (text, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "bukan json",
        "[]",
        "7",
        "null",
        '{"scope": "in"}',
        '{"q": "apa"}',
        '{"q": "apa", "scope": "in", "ids": null}',
        "{",
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    """The first line that is no question is named, in the form that editors jump to."""
    file = tmp_path / "soal.jsonl"
    file.write_text(f'{{"q": "apa", "scope": "in"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^soal\.jsonl:2:1: baris ini bukan soal uji"):
        read_questions(file)


@pytest.mark.parametrize(
    ("kinds", "wanted", "kind", "entries", "right"),
    [
        ((), (), Kind.UNKNOWN, [], True),
        (("answer",), (), Kind.ANSWER, ["a.a"], True),
        (("answer",), (), Kind.CHOICES, ["a.a"], False),
        (("answer", "choices"), ("a.a",), Kind.CHOICES, ["a.b", "a.a"], True),
        ((), ("a.a",), Kind.ANSWER, ["a.a"], True),
        ((), ("a.a", "a.b"), Kind.REDIRECT, ["a.b"], True),
        ((), ("a.a",), Kind.CALCULATION, ["a.a"], True),
        ((), ("a.a",), Kind.UNKNOWN, ["a.a"], False),
        ((), ("a.a",), Kind.ANSWER, ["a.b"], False),
    ],
)
def test_turn_right(
    kinds: tuple[str, ...], wanted: tuple[str, ...], kind: Kind, entries: list[str], right: bool
) -> None:
    """A turn goes right by an allowed kind of reply that answers or offers an expected entry, where any is expected."""
    assert turn_right(Turn("apa", kinds, wanted, HERE), reply(kind, *entries)) == right


@pytest.mark.parametrize(
    ("kind", "entries", "met"),
    [
        (Kind.ANSWER, ["a.a", "b.b"], True),
        (Kind.ANSWER, ["b.b", "a.c", "z.z"], True),
        (Kind.ANSWER, ["a.a"], False),
        (Kind.ANSWER, ["a.a", "a.c"], False),
        (Kind.CHOICES, ["a.a", "b.b"], False),
    ],
)
def test_needs_met(kind: Kind, entries: list[str], met: bool) -> None:
    """A message of several questions needs an answer to each."""
    assert needs_met(Double("apa dan apa", (("a.a", "a.c"), ("b.b",)), HERE), reply(kind, *entries)) == met


@pytest.mark.parametrize(
    ("kind", "entries", "figures", "exact"),
    [
        (Kind.CALCULATION, ["a.a"], {"iuran": 36_800}, True),
        (Kind.CALCULATION, ["a.a"], {"iuran": 36_800, "lain": 1}, True),
        (Kind.CALCULATION, ["a.a"], {"iuran": 36_801}, False),
        (Kind.CALCULATION, ["a.a"], {}, False),
        (Kind.CALCULATION, ["a.b"], {"iuran": 36_800}, False),
        (Kind.ANSWER, ["a.a"], {"iuran": 36_800}, False),
    ],
)
def test_sum_exact(kind: Kind, entries: list[str], figures: dict[str, int | Decimal], exact: bool) -> None:
    """A sum is right if it was computed by a right rule and every expected number came out exactly."""
    asked = Sum("berapa", None, ("a.a",), {"iuran": Decimal(36_800)}, HERE)
    assert sum_exact(asked, reply(kind, *entries, figures=figures)) == exact


def test_converse(assistant: Assistant) -> None:
    """The turns of a dialogue share a context, one after the other, and each is judged at its own place."""
    turns = (
        Turn("apa itu jht", ("answer",), ("jht.definisi",), Place("uji.yaml", 2, 1)),
        Turn("makasih", ("smalltalk",), (), Place("uji.yaml", 3, 1)),
        Turn("apa itu jkk", ("answer",), ("jht.definisi",), Place("uji.yaml", 4, 1)),
    )
    trials = converse(assistant, Dialogue("coba", turns, HERE), now=NOW)
    assert [(trial.place.line, trial.asked, trial.right) for trial in trials] == [
        (2, "coba: apa itu jht", True),
        (3, "coba: makasih", True),
        (4, "coba: apa itu jkk", False),
    ]
    assert [trial.reply.context.entry for trial in trials[:2]] == ["jht.definisi", "jht.definisi"]


def test_ask_doubles_and_sums(assistant: Assistant) -> None:
    """Double questions and sums are asked by strangers, and what was wanted is told in words."""
    double = Double("apa itu jht, siapa yg lapor", (("a.a", "a.b"), ("b.b",)), HERE)
    asked = Sum("apa itu jkk", date(2024, 2, 29), ("a.a",), {"iuran": Decimal(5)}, HERE)
    trials = (*ask_doubles(assistant, [double], now=NOW), *ask_sums(assistant, [asked], now=NOW))
    assert [(trial.asked, trial.wanted, trial.right) for trial in trials] == [
        (double.text, "a.a/a.b + b.b", False),
        (asked.text, "a.a iuran=5", False),
    ]
