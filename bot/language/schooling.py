"""Finds children's schooling in free Indonesian text: levels and classes, and until when to count (SD kelas 5 sampai kuliah)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.numerals import Token, numeral, tokens, word_set

_LEVELS: dict[str, str] = {
    **dict.fromkeys(("tk", "paud", "kb", "ra"), "tk"),
    **dict.fromkeys(("sd", "mi", "sdn", "sdit", "esde"), "sd"),
    **dict.fromkeys(("smp", "mts", "sltp", "smpn", "esempe"), "smp"),
    **dict.fromkeys(("sma", "smk", "ma", "slta", "stm", "sman", "smkn", "smu", "esema"), "sma"),
    **dict.fromkeys(
        ("kuliah", "kuliahnya", "universitas", "mahasiswa", "s1", "kampus", "sarjana", "d3", "politeknik", "perguruan"),
        "pt",
    ),
}
_CLASS = frozenset({"kelas", "kls", "klas", "kelase", "kelasna", "tingkat"})
_UNTIL = word_set(
    """
    sampai sampe smpe hingga tamat lulus lanjut terus trus nepi nganti ampe nyampe lanjutin
    """
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_ORDER = ("tk", "sd", "smp", "sma", "pt")
_CLASSES = {"tk": 2, "sd": 6, "smp": 3, "sma": 3, "pt": 6}


@dataclass(frozen=True, slots=True)
class Schooling:
    """A child's level (tk, sd, smp, sma or pt) and class (0: not said), and the last level to count ("" if not said).

    `university` is how many years of university were named, 0 if none.
    """

    level: str
    grade: int
    until: str = ""
    university: int = 0


def schooling(text: str) -> tuple[Schooling, ...]:
    """Return the children's schooling named in any string, in order; a level that ends a span is no child of its own."""
    row = tokens(text)
    found: list[Schooling] = []
    at = joined = 0
    until_next = False
    while at < len(row):
        word = row[at].text
        if word in _UNTIL:
            until_next = True
        level, grade, last = _level(row, at)
        if level:
            if level == "pt" and found and not grade and "pt" in {found[-1].level, found[-1].until} and joined == at:
                at = joined = last
                continue
            if until_next and found and _ORDER.index(level) >= _ORDER.index(found[-1].level) and not grade:
                previous = found[-1]
                found[-1] = Schooling(previous.level, previous.grade, level, _years(row, last) if level == "pt" else 0)
            else:
                found.append(Schooling(level, grade, university=0))
            until_next = False
            at = joined = last
            continue
        if word not in _UNTIL and word in {
            "anak",
            "satu",
            "kedua",
            "pertama",
            "adik",
            "kakak",
            "satunya",
            "adiknya",
            "kakaknya",
        }:
            until_next = False
        at += 1
    return tuple(found)


def _level(row: Sequence[Token], at: int) -> tuple[str, int, int]:
    """Return level, class and end of what begins at token `at`; ("", 0, at) where nothing does."""
    word = row[at].text
    if word in _CLASS and at + 1 < len(row):
        grade, last = _grade(row, at + 1)
        if not grade:
            return "", 0, at
        level = _LEVELS.get(row[last].text, "") if last < len(row) else ""
        if level:
            return (*_within(level, grade), last + 1)
        return (*_counted_through(grade), last)
    level = _level_word(row, at)
    if not level:
        return "", 0, at
    last = at + 1
    if word == "s" and last < len(row):
        last += 1
    if last < len(row) and row[last].text in _CLASS | {"semester", "smt"}:
        grade, end = _grade(row, last + 1)
        if grade:
            semester = row[last].text in {"semester", "smt"}
            return (*_within(level, (grade + 1) // 2 if semester else grade), end)
    if (
        last < len(row)
        and row[last].is_number
        and row[last].text.isdecimal()
        and int(row[last].text) <= 6
        and word not in _UNTIL
    ):
        following = row[last + 1].text if last + 1 < len(row) else ""
        if following not in {"tahun", "thn", "th", "orang", "anak", "juta", "jt", "kali"}:
            return (*_within(level, int(row[last].text)), last + 1)
    if level == "tk" and last < len(row) and row[last].text in {"a", "b"}:
        return level, 1 if row[last].text == "a" else 2, last + 1
    return level, 0, last


def _level_word(row: Sequence[Token], at: int) -> str:
    word = row[at].text
    following = row[at + 1].text if at + 1 < len(row) else ""
    if word in {"s", "d"} and following in {"1", "3"} and row[at + 1].glued:
        return "pt"
    if word == "tk" and at and row[at - 1].text in {"bpjs", "bp", "bpj"}:
        return ""  # BPJS TK is the agency
    if word == "ma" and following not in _CLASS and not following.isdecimal():
        return ""
    if word == "smp" and (following.isdecimal() and len(following) > 1):
        return ""  # "smp" is also written for sampai
    return _LEVELS.get(word, "")


def _grade(row: Sequence[Token], at: int) -> tuple[int, int]:
    if at >= len(row):
        return 0, at
    if row[at].text in _ROMAN:
        return _ROMAN[row[at].text], at + 1
    number = numeral(row, at)
    if number is None or number.scale != 1 or number.value != int(number.value) or not 1 <= number.value <= 14:
        return 0, at
    return int(number.value), number.last


def _within(level: str, grade: int) -> tuple[str, int]:
    """Return level and class, where classes may be counted through (SMP kelas 8 is its second)."""
    if level in {"smp", "sma"} and grade > 6:
        return _counted_through(grade)
    return level, min(max(grade, 1), _CLASSES[level])


def _counted_through(grade: int) -> tuple[str, int]:
    """Return the level of a class counted from 1 to 12."""
    if grade <= 6:
        return "sd", grade
    return ("smp", grade - 6) if grade <= 9 else ("sma", min(grade - 9, 3))


def _years(row: Sequence[Token], at: int) -> int:
    """Return the years of university named right behind it, or 0."""
    number = numeral(row, at)
    if number is None or number.last >= len(row) or row[number.last].text not in {"tahun", "thn", "th", "taun"}:
        return 0
    return int(number.value) if number.value == int(number.value) and 1 <= number.value <= 10 else 0
