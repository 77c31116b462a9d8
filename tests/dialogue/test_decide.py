"""What is done with a reading: answer, ask back, talk, or say that it is not known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.decide import MOST_CHOICES, Outcome, decide
from bot.matching.analysis import Analysis
from bot.matching.matcher import Candidate
from bot.matching.understanding import Reading
from tests.matching.conftest import READ

ANSWER_FROM, CHOICES_FROM = 0.6, 0.3
QUICK = settings(deadline=None, max_examples=60)
NOTHING: Analysis = READ("")
LABELS = ("jht.a", "jht.b", "jht.c", "jkk.a", "jkk.b", "obrolan:salam", "asing:masak")


def reading(**chances: float) -> Reading:
    """Return a reading of labels with their chances, `jht_a` for jht.a, `obrolan__x` for obrolan:x; the rest is "none"."""
    named = {name.replace("__", ":").replace("_", "."): chance for name, chance in chances.items()}
    ranked = sorted(named.items(), key=lambda pair: -pair[1])
    return Reading(
        NOTHING, tuple(Candidate(label, chance, 0.0, ()) for label, chance in ranked), max(0.0, 1 - sum(named.values()))
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    parts = draw(st.lists(st.integers(min_value=0, max_value=50), min_size=len(LABELS) + 1, max_size=len(LABELS) + 1))
    whole = sum(parts) or 1
    ranked = sorted(zip(LABELS, parts, strict=False), key=lambda pair: -pair[1])
    candidates = tuple(Candidate(label, part / whole, 0.0, ()) for label, part in ranked)
    return Reading(NOTHING, candidates, parts[-1] / whole)


@pytest.mark.parametrize(
    ("read", "outcome", "entries"),
    [
        (reading(), Outcome.UNKNOWN, ()),
        (reading(jht_a=0.9), Outcome.ANSWER, ("jht.a",)),
        (reading(jht_a=0.6, jht_b=0.4), Outcome.ANSWER, ("jht.a",)),
        (reading(jht_a=0.5, jht_b=0.4), Outcome.CHOICES, ("jht.a", "jht.b")),
        (
            reading(jht_a=0.3, jht_b=0.2, jht_c=0.2, jkk_a=0.1, jkk_b=0.1),
            Outcome.CHOICES,
            ("jht.a", "jht.b", "jht.c", "jkk.a"),
        ),
        (reading(jht_a=0.2, jht_b=0.15), Outcome.CHOICES, ("jht.a", "jht.b")),
        (reading(jht_a=0.5, jht_b=0.1, jht_c=0.01), Outcome.CHOICES, ("jht.a", "jht.b")),
        (reading(asing__masak=0.55, jht_a=0.39, jht_b=0.01), Outcome.CHOICES, ("jht.a", "jht.b")),
        (reading(jht_a=0.1, jht_b=0.1), Outcome.UNKNOWN, ("jht.a", "jht.b")),
        (reading(jht_a=0.1, jht_b=0.04, jht_c=0.03), Outcome.UNKNOWN, ("jht.a", "jht.b")),
        (reading(jht_a=0.05), Outcome.UNKNOWN, ()),
        (reading(obrolan__salam=0.9, jht_a=0.05), Outcome.SMALL_TALK, ()),
        (reading(obrolan__salam=0.4, jht_a=0.3, jht_b=0.3), Outcome.CHOICES, ("jht.a", "jht.b")),
        (reading(asing__masak=0.8, jht_a=0.05, jht_b=0.05), Outcome.FOREIGN, ()),
        (reading(asing__masak=0.1), Outcome.FOREIGN, ()),
    ],
)
def test_decide(read: Reading, outcome: Outcome, entries: tuple[str, ...]) -> None:
    """One likely entry is answered, several are offered, small talk and foreign themes are told, all else is not known."""
    decision = decide(read, ANSWER_FROM, CHOICES_FROM)
    assert (decision.outcome, decision.entries) == (outcome, entries)


@QUICK
@given(readings())
def test_what_is_likely_enough_is_answered(read: Reading) -> None:
    """An entry of at least the asked chance is answered, unless small talk is likelier than all entries together."""
    best = read.entries[0]
    talk = sum(candidate.chance for candidate in read.candidates if candidate.label.startswith("obrolan:"))
    decision = decide(read, ANSWER_FROM, CHOICES_FROM)
    likely = best.chance >= ANSWER_FROM and talk < best.chance
    assert (decision.outcome, decision.entries) == (Outcome.ANSWER, (best.label,)) or not likely


@QUICK
@given(readings(), st.floats(min_value=0.5, max_value=1.0))
def test_what_is_not_likely_enough_is_not_answered(read: Reading, answer_from: float) -> None:
    """Nothing is answered at once that is less likely than asked for, be it the only entry in question."""
    decision = decide(read, answer_from, CHOICES_FROM)
    assert decision.outcome is not Outcome.ANSWER or decision.confidence >= answer_from


@QUICK
@given(readings())
def test_choices_are_two_to_four(read: Reading) -> None:
    """A question back offers two to four different entries, best first, and only where they are likely together."""
    decision = decide(read, ANSWER_FROM, CHOICES_FROM)
    best = tuple(candidate.label for candidate in read.entries)
    together = sum(candidate.chance for candidate in read.entries[:MOST_CHOICES])
    sound = (
        2 <= len(decision.entries) <= MOST_CHOICES
        and decision.entries == best[: len(decision.entries)]
        and together >= CHOICES_FROM
    )
    assert decision.outcome is not Outcome.CHOICES or sound


@QUICK
@given(readings())
def test_confidence_is_a_chance(read: Reading) -> None:
    """Whatever is decided, its confidence is a chance, and entries decided on are entries."""
    decision = decide(read, ANSWER_FROM, CHOICES_FROM)
    strange = [entry for entry in decision.entries if ":" in entry]
    assert (0 <= decision.confidence <= 1 + 1e-9, strange) == (True, [])


@QUICK
@given(readings(), st.floats(min_value=0.5, max_value=1.0), st.floats(min_value=0.5, max_value=1.0))
def test_more_caution_answers_less(read: Reading, first: float, second: float) -> None:
    """What is answered under a higher threshold is answered under a lower one too."""
    bold, cautious = sorted((first, second))
    careful = decide(read, cautious, CHOICES_FROM)
    assert careful.outcome is not Outcome.ANSWER or decide(read, bold, CHOICES_FROM).outcome is Outcome.ANSWER
