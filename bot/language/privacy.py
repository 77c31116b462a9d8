"""Finds and masks what identifies a person, before anything is written down."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Personal(StrEnum):
    """A kind of personal number, with the word a worker knows it by."""

    NIK = "NIK"
    CARD = "nomor KPJ"
    PHONE = "nomor HP"
    ACCOUNT = "nomor rekening"
    CODE = "kode OTP"
    EMAIL = "alamat email"


_GAP = r"[ ._/\-]{0,3}"
# What may stand between a telling word and its number; whatever was found already counts as one letter.
_BETWEEN = r"(?:[^\d\u2022]|\u2022++){0,24}?"
_PATTERNS: tuple[tuple[Personal, re.Pattern[str]], ...] = (
    (Personal.EMAIL, re.compile(r"([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")),
    (
        Personal.CODE,
        re.compile(
            rf"(?i)(?<![a-z])(?:otp|kode|pin|password|kata sandi)[a-z]*{_BETWEEN}(?<!\d)(\d(?:{_GAP}\d){{3,7}})(?!\d)"
        ),
    ),
    (Personal.NIK, re.compile(rf"(?<!\d)(\d(?:{_GAP}\d){{15}})(?!\d)")),
    (Personal.PHONE, re.compile(rf"(?<!\d)((?:\+?62{_GAP}|0{_GAP})8(?:{_GAP}\d){{7,11}})(?!\d)")),
    (
        Personal.CARD,
        re.compile(
            rf"(?i)(?<![a-z])(?:kpj|kartu peserta|no(?:mor)?\.? peserta)[a-z]*{_BETWEEN}(?<!\d)(\d(?:{_GAP}\d){{5,12}})(?!\d)"
        ),
    ),
    (
        Personal.ACCOUNT,
        re.compile(
            r"(?i)(?<![a-z])(?:rek(?:ening)?|norek|bri|bca|bni|mandiri|bsi|btn|dana|ovo|gopay)[a-z]*"
            rf"{_BETWEEN}(?<!\d)(\d(?:{_GAP}\d){{7,17}})(?!\d)"
        ),
    ),
    (Personal.CARD, re.compile(r"(?<!\d)(\d{11})(?!\d)")),
    (Personal.ACCOUNT, re.compile(r"(\d{9,})")),
)
# Amounts with thousands (3.500.000, also a range of them), dates and rows of years look like long numbers and are not personal.
_HARMLESS = re.compile(
    r"(?<![\d.])(?!0)\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)"
    r"|(?<!\d)(?<!\d[ ._/\-])(?:19|20)\d\d(?:[ ._/\-]{1,3}(?:19|20)\d\d)+(?![ ._/\-]{0,3}\d)"
    r"|(?<!\d)(?<!\d[ ._/\-])[0-3]?\d([-/.])[01]?\d\1(?:19|20)\d\d(?: +[0-2]?\d[.:][0-5]\d)?(?![._/\-]?\d)"
)
MASK = "•••"


def personal(text: str) -> tuple[Personal, ...]:
    """Return the kinds of personal data that stand in `text`, each once, in the order of `Personal`'s patterns."""
    found = {kind for _, _, kind in _spans(text)}
    return tuple(kind for kind in dict.fromkeys(kind for kind, _ in _PATTERNS) if kind in found)


def mask(text: str) -> str:
    """Return `text` with every personal number, address or code replaced by `MASK`.

    Rather too much is masked than too little: any run of nine or more digits goes, whatever it is called.
    """
    parts: list[str] = []
    last = 0
    for start, end, _ in _spans(text):
        parts += [text[last:start], MASK]
        last = end
    return "".join([*parts, text[last:]])


def _spans(text: str) -> list[tuple[int, int, Personal]]:
    """Return start, end and kind of everything personal in `text`, from left to right, none overlapping."""
    folded = _HARMLESS.sub(_blanked, "".join(map(_folded, text)))
    found: list[tuple[int, int, Personal]] = []
    before = -1
    while before < len(found):  # what is blanked may bring a telling word and a number together
        before = len(found)
        for kind, pattern in _PATTERNS:
            while match := pattern.search(folded):
                start, end = match.span(1)
                found.append((start, end, kind))
                folded = folded[:start] + _BLANK * (end - start) + folded[end:]
    return sorted(found)


_BLANK = "\u2022"


def _blanked(match: re.Match[str]) -> str:
    return _BLANK * len(match.group())


def _folded(char: str) -> str:
    """Return one character that stands for `char`: a plain digit, space or hyphen for its look-alikes."""
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    category = unicodedata.category(char)
    return " " if category in {"Zs", "Cf"} else "-" if category == "Pd" else char
