"""How dialogues, double questions and sums are judged, and how the result is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.dialogue.evaluation import Trial, ask_doubles, ask_sums, converse, needs_met, sum_exact, turn_right
from bot.dialogue.reply import Kind, Reply
from bot.dialogue.scorecard import trial_card, trial_cards
from bot.knowledge.models import Dialogue, Double, Place, Sum, Turn
from tests.dialogue.conftest import NOW

HERE = Place("uji/dialog.yaml", 7, 9)


def reply(kind: Kind, *entries: str, figures: dict[str, int | Decimal] | None = None) -> Reply:
    return Reply(kind, "Jawaban.", Context(), entries, figures=figures or {})


def turn(text: str = "syaratnya?", *, kinds: tuple[str, ...] = (), entries: tuple[str, ...] = ()) -> Turn:
    return Turn(text, kinds, entries, HERE)


@pytest.mark.parametrize(
    ("kinds", "entries", "got", "right"),
    [
        ((), (), reply(Kind.UNKNOWN), True),
        (("answer",), (), reply(Kind.ANSWER, "jht.dokumen"), True),
        (("answer",), (), reply(Kind.CHOICES, "jht.dokumen"), False),
        (("smalltalk", "unknown"), (), reply(Kind.UNKNOWN), True),
        ((), ("jht.dokumen",), reply(Kind.ANSWER, "jht.dokumen"), True),
        ((), ("jht.dokumen",), reply(Kind.CHOICES, "jht.definisi", "jht.dokumen"), True),
        ((), ("jht.dokumen", "jht.definisi"), reply(Kind.ANSWER, "jht.definisi"), True),
        ((), ("jht.dokumen",), reply(Kind.ANSWER, "jht.definisi"), False),
        ((), ("jht.dokumen",), reply(Kind.UNKNOWN, "jht.dokumen"), False),
        ((), ("luar.ktp-kk",), reply(Kind.REDIRECT, "luar.ktp-kk"), True),
        ((), ("iuran.mandiri",), reply(Kind.CALCULATION, "iuran.mandiri"), True),
        (("answer",), ("jht.dokumen",), reply(Kind.CHOICES, "jht.dokumen"), False),
    ],
)
def test_turn(kinds: tuple[str, ...], entries: tuple[str, ...], got: Reply, *, right: bool) -> None:
    """A turn is right if kind and entry are among those allowed; what is left out is not judged, a suggestion does not count."""
    assert turn_right(turn(kinds=kinds, entries=entries), got) is right


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (reply(Kind.ANSWER, "jht.dokumen", "jkk.definisi"), True),
        (reply(Kind.ANSWER, "jkk.definisi", "jht.definisi", "jht.klaim-resign"), True),
        (reply(Kind.ANSWER, "jht.dokumen"), False),
        (reply(Kind.CHOICES, "jht.dokumen", "jkk.definisi"), False),
        (reply(Kind.ANSWER), False),
    ],
)
def test_needs(got: Reply, *, right: bool) -> None:
    """A double question is right if one reply answers every need; to offer is not to answer."""
    asked = Double("dokumen dan jkk?", (("jht.dokumen", "jht.klaim-resign"), ("jkk.definisi",)), HERE)
    assert needs_met(asked, got) is right


def test_one_answer_for_both_needs() -> None:
    """One entry that answers both needs is enough."""
    asked = Double("apa itu jht dan gunanya?", (("jht.definisi",), ("jht.definisi", "jht.dokumen")), HERE)
    assert needs_met(asked, reply(Kind.ANSWER, "jht.definisi"))


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (reply(Kind.CALCULATION, "iuran.mandiri", figures={"total": 16800, "persen": Decimal("0.24")}), True),
        (reply(Kind.CALCULATION, "iuran.mandiri", figures={"total": 16800, "persen": Decimal("0.24"), "jkm": 1}), True),
        (reply(Kind.CALCULATION, "iuran.mandiri", figures={"total": 16801, "persen": Decimal("0.24")}), False),
        (reply(Kind.CALCULATION, "iuran.mandiri", figures={"total": 16800}), False),
        (reply(Kind.CALCULATION, "jht.dokumen", figures={"total": 16800, "persen": Decimal("0.24")}), False),
        (reply(Kind.ANSWER, "iuran.mandiri", figures={"total": 16800, "persen": Decimal("0.24")}), False),
    ],
)
def test_sum(got: Reply, *, right: bool) -> None:
    """A sum is right if it is a calculation by the right rule and every expected number is exact; others may stand beside."""
    figures = {"total": Decimal(16800), "persen": Decimal("0.240")}
    assert sum_exact(Sum("iuran?", None, ("iuran.mandiri",), figures, HERE), got) is right


def test_converse(assistant: Assistant) -> None:
    """The turns of a dialogue share a context, and each says what was asked, wanted and got."""
    dialogue = Dialogue(
        "dokumen", (turn("apa itu jht"), turn("dokumennya?", kinds=("answer",), entries=("jht.dokumen",))), HERE
    )
    first, second = converse(assistant, dialogue, now=NOW)
    assert first.right
    assert second.right
    assert (second.asked, second.wanted) == ("dokumen: dokumennya?", "answer jht.dokumen")
    assert second.reply.context.slots["program"] == "jht"


def test_strangers(assistant: Assistant) -> None:
    """Double questions and sums are each asked by a stranger; a sum on its own day."""
    doubles = [Double("dokumen klaim jht apa dan apa itu jkk?", (("jht.dokumen",), ("jkk.definisi",)), HERE)] * 2
    assert [trial.right for trial in ask_doubles(assistant, doubles, now=NOW)] == [True, True]
    asked = Sum("apa itu jht", date(2027, 2, 3), (), {"total": Decimal(1)}, HERE)
    (trial,) = ask_sums(assistant, [asked], now=NOW)
    assert not trial.right
    assert trial.reply.context.at == NOW.replace(year=2027, month=2, day=3)
    assert trial.wanted == "total=1"


def test_card() -> None:
    """A card gives the share, how much of it by asking back, and each miss at its place."""
    trials = [
        Trial(HERE, "a", "jht.dokumen", reply(Kind.ANSWER, "jht.dokumen"), right=True),
        Trial(HERE, "b", "jht.dokumen", reply(Kind.CHOICES, "jht.dokumen"), right=True),
        Trial(HERE, "c", "total=2", reply(Kind.CALCULATION, "iuran.mandiri", figures={"total": 1}), right=False),
        Trial(HERE, "d", "-", reply(Kind.UNKNOWN), right=False),
    ]
    full = trial_card("giliran", trials, misses=True).splitlines()
    assert full[0] == "uji/dialog.yaml:7:9: 'c' seharusnya total=2, dapat calculation iuran.mandiri total=1"
    assert full[1] == "uji/dialog.yaml:7:9: 'd' seharusnya -, dapat unknown"
    assert "4 soal   benar  50.0% (2, 1 di antaranya lewat pilihan)" in full[2]
    assert trial_card("giliran", trials, misses=False) == full[2]
    assert trial_card("giliran", [], misses=True) == ""


def test_cards(assistant: Assistant) -> None:
    """There is a card for each kind of test that the knowledge holds, and none for the others."""
    none = replace(assistant.knowledge, dialogues=(), doubles=(), sums=())
    assert trial_cards(Assistant(none), now=NOW, misses=True) == ()
    double = Double("dokumen klaim jht apa dan apa itu jkk?", (("jht.dokumen",), ("jkk.definisi",)), HERE)
    (card,) = trial_cards(Assistant(replace(none, doubles=(double,))), now=NOW, misses=True)
    assert card.startswith("soal ganda")
