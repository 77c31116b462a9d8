"""What a keyboard puts in, turned into plain words and numbers."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.language.normalise import MAX_LENGTH, normalise, words

QUICK = settings(deadline=None, max_examples=60)
TRICKY = st.text(alphabet="@'’.:/-_ wwhtps2aA0é\u200b\u202e\x00\x1b\n\t😀", max_size=40)
"""Texts of what the rules are made of: pieces of links, apostrophes, marks, invisible and control characters."""
TEXTS = st.one_of(st.text(max_size=60), TRICKY)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Apa Itu JHT?", "apa itu jht?"),
        ("  apa\n itu\t\tjht  ", "apa itu jht"),
        ("ap\u200ba i\u200dtu\ufeff jht", "apa itu jht"),
        ("\u202eapa itu\u202c \u200fjht\u200e", "apa itu jht"),
        ("ｊｈｔ１２３", "jht123"),
        ("𝐛𝐩𝐣𝐬 𝘫𝘬𝘮 ⓙⓗⓣ", "bpjs jkm jht"),
        ("kumaha carana waé", "kumaha carana wae"),
        ("naïve café", "naive cafe"),
        ("a\u0301p\u0303a", "apa"),
        ("ﬁnal oﬀ", "final off"),
        ("tolooooong doooong", "tolong dong"),
        ("aaaaaa", "a"),
        ("saat maaf", "saat maaf"),
        ("jum'at jum’at", "jumat jumat"),
        ("5000000", "5000000"),
        ("apa²", "apa2"),
        ("apa\u00a0itu\u3000jht", "apa itu jht"),
        ("so\u00adft", "soft"),
        ("maaf🙏🏽 ya👨‍👩‍👧", "maaf🙏🏽 ya👨👩👧"),
    ],
)
def test_normalise(typed: str, plain: str) -> None:
    """Case, full-width and decorated letters, accents, invisible marks, letters held down and spaces are evened out."""
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "cek https://bit.ly/klaim?x=1 ya",
        "cek HTTP://BIT.LY/klaim ya",
        "cek www.bpjsketenagakerjaan.go.id ya",
        "cek siti.aminah@gmail.com ya",
        "cek @jamsosbot ya",
    ],
)
def test_links_are_left_out(typed: str) -> None:
    """Links, addresses and names of accounts say nothing about the question."""
    assert normalise(typed) == "cek ya"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t", "\u200b\u200f\u202e", "\ufeff", "\x00\x1b\x7f", "\ud800"])
def test_nothing_is_left_of_nothing(typed: str) -> None:
    """Spaces, invisible marks, control characters and broken halves of characters leave an empty text."""
    assert normalise(typed) == ""


@pytest.mark.parametrize("ending", ["", "é"])
def test_control_characters_part_words(ending: str) -> None:
    """A control character counts as a space, whatever else the text holds."""
    assert normalise(f"apa\x00itu\x1bjht\x7f{ending}") == f"apa itu jht {ending and 'e'}".strip()


@QUICK
@given(TEXTS)
@example("@'a")
@example("www'.a")
@example("httppp://a")
@example("@a@b")
@example("a@b.co@d")
@example("a\x00b")
def test_normalise_is_idempotent(text: str) -> None:
    """What was normalised stays as it is."""
    assert normalise(normalise(text)) == normalise(text)


@QUICK
@given(TEXTS)
@example("İSTANBUL ẞ ǅ")
@example("Ꭰ")
def test_normalise_folds_case(text: str) -> None:
    """No letter of the result would change if case were folded once more."""
    assert normalise(text).casefold() == normalise(text)


@QUICK
@given(TEXTS)
@example("\x00")
@example("a\x1b[31mb")
def test_normalise_leaves_nothing_invisible(text: str) -> None:
    """The result holds no mark, no control or formatting character and no space but plain ones, single and inside."""
    plain = normalise(text)
    unseen = [
        char
        for char in plain
        if unicodedata.category(char)[0] == "C"
        or unicodedata.category(char) in {"Mn", "Me"}
        or (char.isspace() and char != " ")
    ]
    assert (unseen, plain) == ([], " ".join(plain.split()))


@QUICK
@given(st.text(alphabet=st.sampled_from("aé\ufdfa㍿½ß "), max_size=50), st.integers(min_value=1, max_value=500))
@example("\ufdfa", 2 * MAX_LENGTH)
def test_normalise_is_bounded(text: str, times: int) -> None:
    """However long the text, and whatever ligatures unfold in it, the result is at most four times what is read."""
    assert len(normalise(text * times)) <= 4 * MAX_LENGTH


@QUICK
@given(st.text(max_size=30))
def test_only_the_first_part_is_read(text: str) -> None:
    """What stands after the longest message Telegram sends is not read."""
    assert normalise("a b " * (MAX_LENGTH // 4) + text) == normalise("a b " * (MAX_LENGTH // 4))


@pytest.mark.timeout(4)
@pytest.mark.parametrize(
    "piece",
    ["a", "é", "@", "a@", "@.", "a@b.", "a@b ", "www.", "http://", "'", "\u200b", "😀", "aab", "a.b-", "0.", "-", " "],
)
def test_the_longest_message_is_read_at_once(piece: str) -> None:
    """No message of full length, however odd, takes long enough for others to notice."""
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    began = time.process_time()
    words(normalise(text))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("plain", "parts"),
    [
        ("apa itu jht?", ("apa", "itu", "jht")),
        ("apa2 yang dibawa", ("apa", "yang", "dibawa")),
        ("teman-teman kerja", ("teman", "kerja")),
        ("teman-temannya", ("teman", "temannya")),
        ("bolak-balik", ("bolak", "balik")),
        ("kerja kerja kerja", ("kerja", "kerja", "kerja")),
        ("gaji 3jt", ("gaji", "3", "jt")),
        ("2,5 juta", ("2,5", "juta")),
        ("1.5jt", ("1.5", "jt")),
        ("3.500.000", ("3.500.000",)),
        ("10.", ("10",)),
        ("jht/jp", ("jht", "jp")),
        ("(jkk)+jkm", ("jkk", "jkm")),
        ("<b>jht</b>", ("b", "jht", "b")),
        ("**jht** [x](y)", ("jht", "x", "y")),
        ("p3k", ("p", "3", "k")),
        ("no.2", ("no", "2")),
        ("ya🙏ya", ("ya", "ya")),
        ("😀", ()),
        ("مرحبا", ()),
        ("", ()),
    ],
)
def test_words(plain: str, parts: tuple[str, ...]) -> None:
    """Words and numbers are parted; a word doubled with a digit or a hyphen stands once; signs go."""
    assert words(plain) == parts


@QUICK
@given(TEXTS)
def test_words_are_words_or_numbers(text: str) -> None:
    """Any text at all gives only plain words and numbers, each found in the text, in its order."""
    plain = normalise(text)
    at = 0
    for word in words(plain):
        at = plain.index(word, at) + 1
    assert [word for word in words(plain) if not re.fullmatch(r"[a-z]+|\d+(?:[.,]\d+)*", word)] == []


@QUICK
@given(st.lists(st.sampled_from(["jht", "kerja", "3", "2,5", "saya"]), max_size=8))
def test_words_of_plain_words(said: list[str]) -> None:
    """A text of plain words and numbers gives just these."""
    assert words(normalise(" ".join(said))) == tuple(said)
