"""Why a question got its reply, told to a clerk."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.assistant import load_assistant
from bot.dialogue.context import Context
from bot.dialogue.explain import explain
from bot.dialogue.plain import plain_text

QUICK = settings(deadline=None, max_examples=40)
SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ASSISTANT = load_assistant(SOUND)
ASKED = "Gmn cara cairin jaminan hari tuaa klo udh resign, kak?"


def told(text: str) -> list[str]:
    return explain(ASSISTANT, text, now=NOW).splitlines()


def step(text: str, name: str) -> str:
    """Return what an explanation says behind a name."""
    return next(line.split(":", 1)[1].strip() for line in told(text) if re.match(rf"[\d. ]*{name} *:", line))


def candidates(text: str) -> list[str]:
    return [line for line in told(text) if re.match(r" {3}\d\. ", line)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tulisan", ASKED),
        ("Kata", "gmn cara cairin jaminan hari tuaa klo udh resign kak"),
        ("Singkatan", "bagaimana cara cairin jaminan hari tuaa klo udh resign kak"),
        ("Ejaan", "bagaimana cara cairin jaminan hari tua klo udh resign kak"),
        ("Kata dasar", "bagaimana cara cairin jht klo udh resign"),
        ("Dikenali", "program: jht"),
        ("Tak dikenal", "-"),
    ],
)
def test_each_step_is_shown(name: str, words: str) -> None:
    """The words are shown after each step: as typed, without abbreviations, corrected, as stems, and what was recognised."""
    assert step(ASKED, name) == words


@pytest.mark.parametrize(("text", "words"), [("zxqv wvut", "zxqv wvut"), ("apa itu jht", "-")])
def test_unknown_words_are_shown(text: str, words: str) -> None:
    """Words that nothing explained are named, so that staff can add them."""
    assert step(text, "Tak dikenal") == words


def test_the_best_candidates_are_shown() -> None:
    """At most five candidates stand in order, each with its question, its chance, and what each signal gave or took."""
    best = ASSISTANT.understanding.read(ASKED).candidates[:5]
    shown = [line.split(":", 1)[0].strip() for line in candidates(ASKED)]
    assert shown == [
        f"{place}. {candidate.label} ({ASSISTANT.knowledge.entries[candidate.label].question})"
        for place, candidate in enumerate(best, start=1)
    ]


def test_what_the_signals_gave_adds_up() -> None:
    """The contributions shown for a candidate add up to its worth, rounding aside."""
    best = ASSISTANT.understanding.read(ASKED).candidates[:5]
    shown = [sum(map(float, re.findall(r"[+-]\d+\.\d\b", line.rsplit("(", 1)[1]))) for line in candidates(ASKED)]
    assert shown == pytest.approx([candidate.worth for candidate in best], abs=0.5)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("apa itu jht", "dijawab langsung"),
        ("jht", "ditanya balik dengan pilihan"),
        ("bpjs kesehatan saya nonaktif", "diarahkan ke instansi lain"),
        ("makasih", "obrolan ringan"),
        ("siapa presiden indonesia", "bilang tidak tahu"),
        ("", "bilang tidak tahu"),
    ],
)
def test_the_band_is_shown(text: str, band: str) -> None:
    """What was decided stands in words, with the chances that decide it."""
    calibration = ASSISTANT.calibration
    limits = f"dijawab langsung mulai {calibration.answer_from:.0%}, ditawarkan mulai {calibration.choices_from:.0%}"
    assert (step(text, "Keputusan"), step(text, "Batasnya")) == (band, limits)


def test_small_talk_is_named_as_staff_know_it() -> None:
    """A candidate that is small talk stands with the name that staff gave it."""
    assert candidates("makasih")[0].split(":")[0].strip() == "1. obrolan 'terima-kasih'"


@QUICK
@given(
    st.one_of(
        st.text(max_size=40), st.sampled_from([ASKED, "halo", "jht dan jkk", "081234567890", "/topik", "{x} **y**"])
    )
)
def test_any_text_is_explained(text: str) -> None:
    """Any string at all is explained, and the reply that a stranger gets stands at the end."""
    reply = ASSISTANT.answer(text, Context(), now=NOW)
    assert explain(ASSISTANT, text, now=NOW).endswith(f"\n\n{plain_text(reply)}")
