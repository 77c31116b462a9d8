"""Slots: programme, group, event and the like, found by the phrases that name them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.phrases import Tokens
from bot.language.slots import SlotFinder

QUICK = settings(deadline=None, max_examples=50)
PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "program": {"jht": ("jht", "jaminan hari tua"), "jp": ("jp", "jaminan pensiun")},
    "kelompok": {"petani": ("petani", "tani"), "buruh_tani": ("buruh tani",)},
    "peristiwa": {"pensiun": ("pensiun",), "tanpa": ()},
}


def said(text: str) -> Tokens:
    return tuple(text.split())


FINDER = SlotFinder(PHRASES, said)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("apa itu jht", {"program": ("jht",)}),
        ("jaminan hari tua petani", {"program": ("jht",), "kelompok": ("petani",)}),
        ("jp atau jht", {"program": ("jp", "jht")}),
        ("jht atau jaminan hari tua atau jp", {"program": ("jht", "jp")}),
        ("buruh tani", {"kelompok": ("buruh_tani",)}),
        ("petani dan buruh tani", {"kelompok": ("petani", "buruh_tani")}),
        ("jaminan pensiun", {"program": ("jp",), "peristiwa": ("pensiun",)}),
        ("jaminan hari", {}),
        ("", {}),
    ],
)
def test_find(text: str, slots: dict[str, Tokens]) -> None:
    """A slot has its values in the order said, each once; the longest phrase wins within a slot, not across."""
    assert FINDER.find(said(text)) == slots


@pytest.mark.parametrize(
    ("text", "slot", "rest"),
    [
        ("saya petani jht", "kelompok", "saya jht"),
        ("buruh tani", "kelompok", ""),
        ("saya petani jht", "program", "saya petani"),
        ("saya petani", "kanal", "saya petani"),
    ],
)
def test_without(text: str, slot: str, rest: str) -> None:
    """The words that name a slot can be left out; a slot nobody knows names none."""
    assert FINDER.without(said(text), slot) == said(rest)


def test_phrases_are_prepared_like_the_text() -> None:
    """Phrases go through the same steps as the utterance before they are looked for."""
    assert SlotFinder({"program": {"jht": ("JHT",)}}, lambda text: said(text.lower())).find(("jht",)) == {
        "program": ("jht",)
    }


@QUICK
@given(st.lists(st.sampled_from(["jht", "jp", "jaminan", "hari", "tua", "pensiun", "buruh", "tani", "x"]), max_size=10))
def test_what_is_found_and_what_is_left(tokens: list[str]) -> None:
    """Only values that were declared are found, never twice, and a word is left out only where its slot was found."""
    row = tuple(tokens)
    found = FINDER.find(row)
    strange = [value for slot, values in found.items() for value in values if value not in PHRASES[slot]]
    double = [slot for slot, values in found.items() if len(set(values)) != len(values)]
    shortened = {slot for slot in PHRASES if FINDER.without(row, slot) != row}
    assert (strange, double, shortened) == ([], [], set(found))
