"""Single words corrected towards the words of the knowledge, and right ones left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.stem import candidates
from bot.matching.spelling import Speller, allowed_edits, skeleton

COUNTS = {
    "bayar": 10,
    "klaim": 9,
    "kerja": 9,
    "jht": 9,
    "saldo": 6,
    "saya": 6,
    "pencairan": 5,
    "rekening": 4,
    "pembayaran": 4,
    "kepala": 3,
    "kapal": 2,
    "surat": 2,
    "surat2": 1,
}
FIXED = {"jht", "jkm", "jkp", "cara"}
CORRECT = {"padang", "sayur", "bayi"}
PARTS = {"di", "ke", "ga", "tk"}
"""Short words that may be joined to another without being words of the knowledge."""

USED = 3
"""How often the knowledge must use a word for it to be meant by one with more than one slip."""

LETTERS = st.text(alphabet="abik", min_size=1, max_size=9)
VOCABULARY = st.dictionaries(LETTERS, st.integers(min_value=1, max_value=5), max_size=6)
QUICK = settings(deadline=None, max_examples=80)


def never(_: str) -> bool:
    return False


def whole(_: str) -> tuple[str, ...]:
    return ()


def speller(
    counts: dict[str, int] | None = None, correct: set[str] | None = None, fixed: set[str] | None = None
) -> Speller:
    """Return a speller that knows nothing of affixes."""
    return Speller(
        COUNTS if counts is None else counts,
        correct=CORRECT if correct is None else correct,
        fixed=FIXED if fixed is None else fixed,
        is_form=never,
        forms=whole,
    )


def edits(first: str, second: str) -> int:
    """Return the optimal string alignment distance, by its definition (Damerau's edits, no part edited twice)."""
    table = {(at, -1): at + 1 for at in range(-1, len(first))} | {(-1, at): at + 1 for at in range(-1, len(second))}
    for i, left in enumerate(first):
        for j, right in enumerate(second):
            best = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (left != right))
            if i and j and left == second[j - 1] and first[i - 1] == right:
                best = min(best, table[i - 2, j - 2] + 1)
            table[i, j] = best
    return table[len(first) - 1, len(second) - 1]


@pytest.mark.parametrize(
    ("word", "bones"),
    [
        ("pembayaran", "pmbyrn"),
        ("bayar", "byr"),
        ("byr", "byr"),
        ("iuran", "irn"),
        ("sanggup", "sngp"),
        ("a", "a"),
        ("", ""),
    ],
)
def test_skeleton(word: str, bones: str) -> None:
    """The skeleton is the first letter and the later consonants, doubled ones once."""
    assert skeleton(word) == bones


@QUICK
@given(LETTERS)
def test_a_skeleton_is_its_own_skeleton(word: str) -> None:
    """A word without vowels has the skeleton of the word it was written for."""
    assert skeleton(skeleton(word)) == skeleton(word)


@pytest.mark.parametrize(("length", "edit"), [(0, 0), (3, 0), (4, 1), (5, 1), (6, 2), (11, 2), (12, 3), (30, 3)])
def test_allowed_edits(length: int, edit: int) -> None:
    """The longer a word, the more of it may be wrong."""
    assert allowed_edits(length) == edit


@pytest.mark.parametrize(
    "word",
    ["bayar", "jht", "jkm", "cara", "padang", "sayur", "surat2", "175", "2,5", "3.500.000", "b2b", "di", "a", ""],
)
def test_what_is_right_stays(word: str) -> None:
    """A known word, an acronym, a number and a word too short to judge are never changed."""
    assert speller().correct(word) == (word,)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("bayer", "bayar"),
        ("baayar", "bayar"),
        ("bayra", "bayar"),
        ("kalim", "klaim"),
        ("slado", "saldo"),
        ("pencairn", "pencairan"),
        ("pencaran", "pencairan"),
        ("pencaoran", "pencairan"),
        ("pancairen", "pencairan"),
        ("rekking", "rekening"),
        ("surrat", "surat"),
    ],
)
def test_slips_are_corrected(word: str, meant: str) -> None:
    """One slip in a short word and two in a longer one are put right."""
    assert speller().correct(word) == (meant,)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("byr", "bayar"),
        ("klm", "klaim"),
        ("krj", "kerja"),
        ("rkng", "rekening"),
        ("pmbyrn", "pembayaran"),
        ("sldo", "saldo"),
    ],
)
def test_words_without_vowels_are_read(word: str, meant: str) -> None:
    """A word whose vowels were left out is read by its consonants."""
    assert speller().correct(word) == (meant,)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("saldojht", ("saldo", "jht")),
        ("klaimsaldo", ("klaim", "saldo")),
        ("dikapal", ("di", "kapal")),
        ("bayarkerja", ("bayar", "kerja")),
    ],
)
def test_joined_words_are_parted(word: str, meant: tuple[str, str]) -> None:
    """Two words that were written as one are parted."""
    assert speller().correct(word) == meant


@pytest.mark.parametrize("word", ["jhk", "jkn", "jpk", "bxz", "qwertyuiop", "wkwk", "padong"])
def test_what_is_meant_by_nobody_stays(word: str) -> None:
    """What is near to no word, or only to an acronym or a word that is none of the knowledge's, is left as it is."""
    assert speller().correct(word) == (word,)


@pytest.mark.parametrize(
    ("word", "meant"), [("jhtt", "jht"), ("jkpp", "jkp"), ("padangg", "padang"), ("kkerja", "kerja")]
)
def test_a_letter_held_down_is_lifted(word: str, meant: str) -> None:
    """A doubled letter stands once where that makes a known word, an acronym too."""
    assert speller().correct(word) == (meant,)


def test_the_same_first_letter_is_nearer() -> None:
    """Of two words one slip away, the one that begins alike is meant, though it be rarer."""
    assert speller({"tarik": 9, "barit": 1}, fixed=set()).correct("barik") == ("barit",)


def test_the_commoner_word_is_meant() -> None:
    """Of two words equally near, the one that the knowledge uses more is meant."""
    assert speller({"batas": 1, "batal": 5}).correct("batan") == ("batal",)


def test_a_slip_inside_affixes_is_corrected() -> None:
    """A slip in a word with affixes is put right in what is left when they go."""
    inside = Speller({"daftar": 3}, correct=set(), fixed=set(), is_form=never, forms=lambda word: candidates(word)[1:])
    assert inside.correct("mendaftzrkan") == ("daftar",)


def test_a_form_of_a_known_word_is_right() -> None:
    """A word that affixes make of a known one is no slip."""
    assert Speller(
        {"bayar": 3, "bayaran": 1}, correct=set(), fixed=set(), is_form="bayarin".__eq__, forms=whole
    ).correct("bayarin") == ("bayarin",)


@QUICK
@given(LETTERS, VOCABULARY, st.frozensets(LETTERS, max_size=3), st.frozensets(LETTERS, max_size=3))
def test_corrections_are_known_words(
    word: str, counts: dict[str, int], correct: frozenset[str], fixed: frozenset[str]
) -> None:
    """Whatever was typed, what is understood is the word itself or words that are known; a known word is itself."""
    found = speller(counts, set(correct), set(fixed)).correct(word)
    known = {*counts, *correct, *fixed}
    strange = [part for part in found if part not in known | PARTS | {word}]
    assert (strange, found == (word,) or word not in known) == ([], True)


@QUICK
@given(LETTERS, VOCABULARY)
def test_corrections_are_near(word: str, counts: dict[str, int]) -> None:
    """A correction has the same skeleton or letters held down, is the word's two parts, or within the edits allowed."""
    found = speller(counts, set(), set()).correct(word)
    near = (
        "".join(found) == word
        or skeleton(found[0]) == skeleton(word)
        or edits(word, found[0]) <= allowed_edits(len(word))
        or found[0] == re.sub(r"(.)\1", r"\1", word)
    )
    assert near


@QUICK
@given(LETTERS, VOCABULARY)
def test_a_near_word_is_found(word: str, counts: dict[str, int]) -> None:
    """A word left as it was typed has no word of the knowledge one edit away, nor a used one further off that begins alike."""
    found = speller(counts, set(), set()).correct(word)
    far = allowed_edits(len(word))
    near = {
        target
        for target, count in counts.items()
        if len(target) >= 4 and edits(word, target) <= (far if target[0] == word[0] and count >= USED else min(far, 1))
    }
    assert found != (word,) or near <= {word}


@QUICK
@given(st.lists(LETTERS, max_size=6), VOCABULARY)
def test_corrections_do_not_depend_on_what_was_asked_before(words: list[str], counts: dict[str, int]) -> None:
    """A word is corrected alike the first time and later."""
    used = speller(counts)
    assert [used.correct(word) for word in words * 2] == [speller(counts).correct(word) for word in words * 2]
