"""Phrases found and replaced in a row of tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.phrases import PhraseTable, Tokens

QUICK = settings(deadline=None, max_examples=80)
TOKEN = st.sampled_from("abc")
PHRASE = st.lists(TOKEN, max_size=4).map(tuple)
PAIRS = st.lists(st.tuples(PHRASE, st.lists(st.sampled_from("XY"), max_size=2).map(tuple)), max_size=8)
ROW = st.lists(TOKEN, max_size=12).map(tuple)


def said(text: str) -> Tokens:
    return tuple(text.split())


def table(**phrases: str) -> PhraseTable:
    """Return a table from phrases, written with underscores, to what stands for them."""
    return PhraseTable((said(phrase.replace("_", " ")), said(value)) for phrase, value in phrases.items())


def slow_matches(pairs: list[tuple[Tokens, Tokens]], tokens: Tokens) -> list[tuple[int, int, Tokens]]:
    """Return what is found by trying every phrase at every place: the longest wins, of equal ones the first."""
    found = []
    at = 0
    while at < len(tokens):
        here = [(phrase, value) for phrase, value in pairs if phrase and tokens[at : at + len(phrase)] == phrase]
        if here:
            phrase, value = max(here, key=lambda pair: len(pair[0]))
            found.append((at, at + len(phrase), value))
        at = found[-1][1] if here else at + 1
    return found


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("gmn cara klaim", "bagaimana cara klaim"),
        ("surat keterangan kerja hilang", "paklaring hilang"),
        ("surat keterangan", "surat keterangan"),
        ("surat surat keterangan kerja", "surat paklaring"),
        ("kerja", "bekerja"),
        ("keterangan kerja", "keterangan bekerja"),
        ("gmn gmn", "bagaimana bagaimana"),
        ("min apa", "apa"),
        ("", ""),
    ],
)
def test_replace(text: str, result: str) -> None:
    """Every phrase found gives way to its value, the longest first, and the words between stay."""
    phrases = table(gmn="bagaimana", surat_keterangan_kerja="paklaring", kerja="bekerja", min="")
    assert phrases.replace(said(text)) == said(result)


def test_what_was_put_in_is_not_read_again() -> None:
    """The words of a value are not taken for phrases."""
    assert table(a="b c", b="d", c_e="f").replace(said("a e b")) == said("b c e d")


def test_the_first_of_equal_phrases_wins() -> None:
    """A phrase written twice means what was written first."""
    assert PhraseTable([(("a",), ("x",)), (("a",), ("y",))]).replace(("a",)) == ("x",)


def test_an_empty_phrase_is_passed_over() -> None:
    """A phrase of no words is found nowhere."""
    assert PhraseTable([((), ("x",))]).matches(("a", "b")) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [("saya petani padi", "saya padi"), ("buruh tani", ""), ("buruh pabrik", "buruh pabrik"), ("", "")],
)
def test_remove(text: str, rest: str) -> None:
    """Removing leaves the words between the phrases."""
    assert table(petani="x", buruh_tani="x").remove(said(text)) == said(rest)


@QUICK
@given(PAIRS, ROW)
def test_matches_are_those_of_the_slow_way(pairs: list[tuple[Tokens, Tokens]], tokens: Tokens) -> None:
    """The table finds what trying every phrase at every place finds."""
    assert PhraseTable(pairs).matches(tokens) == slow_matches(pairs, tokens)


@QUICK
@given(PAIRS, ROW)
def test_matches_do_not_overlap(pairs: list[tuple[Tokens, Tokens]], tokens: Tokens) -> None:
    """What is found stands in order, each after the one before it, and each is a phrase of the table."""
    found = PhraseTable(pairs).matches(tokens)
    places = [place for start, end, _ in found for place in range(start, end)]
    phrases = {phrase for phrase, _ in pairs}
    assert (places, [tokens[start:end] for start, end, _ in found if tokens[start:end] not in phrases]) == (
        sorted(set(places)),
        [],
    )


@QUICK
@given(PAIRS, ROW)
def test_replace_and_remove_are_made_of_the_matches(pairs: list[tuple[Tokens, Tokens]], tokens: Tokens) -> None:
    """Replacing puts a value where a phrase was found; removing puts nothing there."""
    values: dict[int, Tokens] = {}
    kept = list(tokens)
    for start, end, value in slow_matches(pairs, tokens):
        values[start] = value
        kept[start:end] = [""] * (end - start)
    left = tuple(token for token in kept if token)
    replaced = tuple(
        word for at, token in enumerate(kept) for word in (*values.get(at, ()), *([token] if token else []))
    )
    phrases = PhraseTable(pairs)
    assert (phrases.replace(tokens), phrases.remove(tokens)) == (replaced, left)


@QUICK
@given(ROW)
def test_an_empty_table_changes_nothing(tokens: Tokens) -> None:
    """Where there are no phrases, the tokens come back."""
    assert PhraseTable([]).replace(tokens) == tokens
