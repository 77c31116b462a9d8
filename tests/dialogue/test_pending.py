"""A typed answer to buttons that stand open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.context import Context
from bot.dialogue.pending import NONE_OF_THESE, resolve

OPTIONS = (
    ("Apa itu JHT", "e:jht.definisi"),
    ("Cara mencairkan JHT", "e:jht.cara-klaim"),
    ("Cek saldo JHT", "e:jht.cek-saldo"),
)
OPEN = Context(pending=(*OPTIONS, ("Bukan ini", NONE_OF_THESE)))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0),
        ("2", 1),
        ("no 2", 1),
        ("2.", 1),
        ("nomor dua kak", 1),
        ("yang kedua", 1),
        ("Yg ke-3 aja", 2),
        ("pilih b", 1),
        ("nu kahiji", 0),
        ("sing loro", 1),
        ("yang terakhir", 2),
        ("paling bawah", 2),
        ("yang atas", 0),
        ("cek saldo jht", 2),
        ("CEK SALDO JHT!", 2),
        ("cek saldo", 2),
        ("yang mencairkan", 1),
    ],
)
def test_picked(text: str, place: int) -> None:
    """A number, an ordinal, a letter, a place, a label or the telling part of one picks its button."""
    assert resolve(text, OPEN) == OPTIONS[place][1]


@pytest.mark.parametrize(
    "text",
    ["bukan ini", "Bukan", "bukan itu", "ga", "tidak semuanya", "ga ada yang cocok", "tidak ada yg pas", "sanes"],
)
def test_refused(text: str) -> None:
    """A no, or that none fits, is the button for none of them."""
    assert resolve(text, OPEN) == NONE_OF_THESE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀",
        "4",
        "9",
        "jht",
        "iya",
        "makasih",
        "ada",
        "berapa lama jht cair",
        "cara cek saldo jht lewat aplikasi jmo",
        "satu lagi pertanyaan saya",
        "bukan itu, iuran nelayan",
    ],
)
def test_not_an_answer(text: str) -> None:
    """A place that is not there, a word of several labels, a bare yes to several options, or a new question picks nothing."""
    assert resolve(text, OPEN) == ""


@pytest.mark.parametrize("text", ["iya", "ya betul", "muhun", "nggih", "OKE"])
def test_yes_to_one_option(text: str) -> None:
    """A yes picks the only option."""
    assert resolve(text, Context(pending=(OPTIONS[0], ("Bukan ini", NONE_OF_THESE)))) == "e:jht.definisi"


def test_no_without_a_way_out() -> None:
    """A no picks nothing where no button stands for none of them."""
    assert resolve("bukan", Context(pending=OPTIONS)) == ""


def test_nothing_pending() -> None:
    """Without buttons nothing is picked."""
    assert resolve("2", Context()) == ""


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Whatever is typed, the result is the action of a pending button, or none."""
    assert resolve(text, OPEN) in {"", *(action for _, action in OPEN.pending)}


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=58)), max_size=5), st.text(max_size=50))
def test_any_buttons(pending: list[tuple[str, str]], text: str) -> None:
    """Whatever buttons stand open, nothing else than one of theirs comes out."""
    assert resolve(text, Context(pending=tuple(pending))) in {"", NONE_OF_THESE, *(action for _, action in pending)}
