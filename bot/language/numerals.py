"""Reads numbers in free Indonesian text, in digits, in words and mixed, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.language.normalise import MAX_LENGTH


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text; how lists of words are written in code."""
    return frozenset(text.split())


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%/+\-~±]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_LONGEST_NUMBER = 13
"""Digits of a number that can be an amount; longer ones are card, account or phone numbers."""

THOUSAND = Decimal(1_000)
MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)
_TRILLION = Decimal(1_000_000_000_000)

# Indonesian first, then Sundanese, Javanese of Banten and elsewhere, and krama.
_UNITS: dict[str, int] = {
    word: value
    for value, words in {
        0: "nol kosong",
        1: "satu hiji siji setunggal",
        2: "dua loro rong kalih dwi",
        3: "tiga tilu telu telung tigang",
        4: "empat opat papat patang sekawan sakawan",
        5: "lima limo limang gangsal gangsalan",
        6: "enam genep enem nem nemang",
        7: "tujuh pitu pitung",
        8: "delapan dalapan wolu wolung",
        9: "sembilan salapan sanga songo sangang",
    }.items()
    for word in words.split()
}
_TENS = frozenset({"puluh", "pulu", "pulo"})
_TEENS = frozenset({"belas", "welas"})
_HUNDREDS = frozenset({"ratus", "atus", "ratos"})
# Each with its size: what may still follow is smaller than that.
_WHOLE: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("seratus", "saratus", "satus"), (100, 100)),
    **dict.fromkeys(("sepuluh", "sapuluh", "sepulu", "sedasa"), (10, 1)),
    **dict.fromkeys(("sebelas", "sabelas", "sewelas"), (11, 1)),
    "rolas": (12, 1),
    "selawe": (25, 1),
    "seket": (50, 10),
    "sewidak": (60, 10),
}
_HALVES = frozenset({"setengah", "satengah", "separo", "separuh", "stengah", "stgh", "stngah"})
_SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("rb", "rbu", "ribu", "rebu", "rewu", "ewu", "rbn"), THOUSAND),
    **dict.fromkeys(("jt", "jta", "juta", "jut", "yuta", "jeti", "million"), MILLION),
    **dict.fromkeys(("miliar", "milyar", "milliar", "miliyar", "milyard"), _BILLION),
    **dict.fromkeys(("triliun", "trilyun", "triliyun"), _TRILLION),
}
_ABOUT_SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("rban", "ribuan", "rbuan", "rebuan"), THOUSAND),
    **dict.fromkeys(("jtan", "jutaan", "jtaan", "jtn"), MILLION),
    "miliaran": _BILLION,
    "milyaran": _BILLION,
}
_ONE_SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("seribu", "sarebu", "sewu", "serebu", "sribu"), THOUSAND),
    **dict.fromkeys(("sejuta", "sajuta", "sejt"), MILLION),
    **dict.fromkeys(("semiliar", "semilyar", "samiliar"), _BILLION),
}
# Market slang that stands for one amount only; cepek and gopek are left out, as people mean hundreds or hundred thousands.
_SLANG: dict[str, int] = {
    "ceceng": 1_000,
    "seceng": 1_000,
    "goceng": 5_000,
    "ceban": 10_000,
    "noban": 20_000,
    "gocap": 50_000,
}

NUMBER_WORDS = frozenset({*_UNITS, *_WHOLE, *_HALVES, *_SCALES, *_ABOUT_SCALES, *_ONE_SCALES, *_SLANG})
"""Every word that can begin or form a number."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign in lower case, its place in the text, and whether it touches what stands before it."""

    text: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits."""
        return self.text[0].isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is written in letters."""
        return self.text[0].isalpha()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read at the tokens `first` to before `last`.

    `scale` is the largest of thousand, million … that it names (1 if none); `grouped` that its digits are parted into
    thousands; `about` that it was written as a rough one (4jtan); `words` that it was spelled out.
    """

    value: Decimal
    first: int
    last: int
    scale: Decimal = Decimal(1)
    grouped: bool = False
    about: bool = False
    words: bool = False


def fold(text: str) -> str:
    """Return the first `MAX_LENGTH` characters in lower case and plain forms, every character in its place."""
    text = text[:MAX_LENGTH]
    return text.lower() if text.isascii() else "".join(map(_plain, text)).translate(_DASHES)


def _plain(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char).lower()
    return folded if len(folded) == 1 else char


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of any string; a digit that only doubles the word before it (`kira2`) is left out."""
    result: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(fold(text)):
        token = Token(match.group(), match.start(), match.end(), match.start() == end)
        end = match.end()
        doubling = (
            token.text == "2" and token.glued and result and result[-1].is_word and result[-1].text not in {"rp", "idr"}
        )
        if not doubling:
            result.append(token)
    return tuple(result)


def literal(text: str, *, decimal: bool = False) -> Decimal | None:
    """Return the value of digits with separators, or None where they are no number (dates, versions, long codes).

    A separator before three digits parts thousands (16.800), unless `decimal` asks for the other reading (1,250 juta)
    or nothing but zero stands before it (0,275). Both signs together mean thousands and decimals (1.250.000,50).
    """
    parts = re.split(r"[.,]", text)
    signs = [char for char in text if char in ".,"]
    if sum(map(len, parts)) > _LONGEST_NUMBER:
        return None
    if not signs:
        return Decimal(text)
    if len(signs) == 1 and (len(parts[1]) != 3 or decimal or not parts[0].strip("0")):
        return Decimal(f"{parts[0]}.{parts[1]}")
    grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:-1])
    if not grouped:
        return None
    if len(set(signs)) == 1 and len(parts[-1]) == 3:
        return Decimal("".join(parts))
    if len(set(signs[:-1])) == 1 and signs[-1] != signs[0]:
        return Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
    return None


def numeral(row: Sequence[Token], at: int) -> Numeral | None:
    """Return the longest number that begins at token `at`, or None."""
    if at >= len(row):
        return None
    token = row[at]
    if token.text in _SLANG:
        return Numeral(Decimal(_SLANG[token.text]), at, at + 1, THOUSAND, words=True)
    if not token.is_number and token.text not in NUMBER_WORDS:
        return None
    return _Parser(row, at).parse()


class _Parser:
    """Reads one number from left to right: a part below thousand and its scale, then smaller ones."""

    def __init__(self, row: Sequence[Token], at: int) -> None:
        self._row = row
        self._first = at
        self._at = at
        self._about = False

    def parse(self) -> Numeral | None:
        first = self._row[self._first]
        total = Decimal(0)
        largest = last = Decimal(0)
        while True:
            part = self._scaled(last)
            if part is None:
                break
            value, scale = part
            total += value
            largest = largest or scale
            last = scale
            if scale == 1 or self._about:
                break
        if self._at == self._first:
            return None
        grouped = first.is_number and first.text.count(".") + first.text.count(",") > 0 and total >= THOUSAND
        words = not first.is_number
        return Numeral(total, self._first, self._at, largest, grouped and largest == 1, self._about, words)

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._row[at].text if at < len(self._row) else ""

    def _scaled(self, below: Decimal) -> tuple[Decimal, Decimal] | None:
        """Return the next value and its scale, smaller than `below` (0: any), or None and nothing is read."""
        start = self._at
        if self._word() in _ONE_SCALES:
            scale = _ONE_SCALES[self._word()]
            if below and scale >= below:
                return None
            self._at += 1
            return scale + self._half(scale), scale
        value = self._part()
        if value is None:
            return None
        scale = self._scale()
        if scale > 1:
            if self._row[start].is_number and scale >= MILLION and self._at == start + 2:
                value = literal(self._row[start].text, decimal=True) or value
            if below and scale >= below:
                self._at = start
                return None
            return value * scale + self._half(scale), scale
        if below == 0:
            return value, Decimal(1)
        hundreds = self._hundreds(value, below)
        if hundreds is None:
            self._at = start
            return None
        return hundreds, Decimal(1)

    def _hundreds(self, value: Decimal, below: Decimal) -> Decimal | None:
        """Return what a part without a scale means after a larger one: 2 juta 300 is 2.300.000, lima ribu dua ratus 5.200."""
        if below == MILLION and 100 <= value < THOUSAND and value == value.to_integral():
            return None if self._word() in _AFTER_COUNT else value * THOUSAND
        spelled = not self._row[self._at - 1].is_number
        fits = value >= 10 or self._row[self._first].text in {"dua", "seribu"}
        return value if spelled and fits and below == THOUSAND and self._word() not in _AFTER_COUNT else None

    def _half(self, scale: Decimal) -> Decimal:
        """Read a half that follows a scale (tiga juta setengah) and return it."""
        if self._word() in _HALVES and self._word(1) not in _SCALES:
            self._at += 1
            return scale / 2
        return Decimal(0)

    def _scale(self) -> Decimal:
        """Read a scale word, return it or 1."""
        word = self._word()
        if word in _SCALES:
            self._at += 1
            if self._word() == "-" and self._word(1) in {"an", "n"}:
                self._at += 2
                self._about = True
            elif self._word() == "an" and self._row[self._at].glued:
                self._at += 1
                self._about = True
            return _SCALES[word]
        if word in _ABOUT_SCALES:
            self._at += 1
            self._about = True
            return _ABOUT_SCALES[word]
        glued = self._at < len(self._row) and self._row[self._at].glued and self._row[self._at - 1].is_number
        if glued and word in {"k", "kan"}:
            self._at += 1
            self._about = word == "kan"
            return THOUSAND
        if glued and word == "m":
            self._at += 1
            return _BILLION
        return Decimal(1)

    def _part(self) -> Decimal | None:
        """Read a number without its scale: digits, or words below thousand, or a half."""
        if self._at >= len(self._row):
            return None
        token = self._row[self._at]
        if token.is_number:
            return self._digits(token)
        if token.text in _HALVES:
            if self._word(1) not in _SCALES:
                return None
            self._at += 1
            return Decimal("0.5")
        whole = self._spelled()
        if whole is None:
            return None
        return whole + self._fraction()

    def _digits(self, token: Token) -> Decimal | None:
        """Read digits, and a word for ten or hundred after a single one (5 ratus ribu)."""
        value = literal(token.text)
        if value is None:
            return None
        self._at += 1
        if value < 10 and (self._word() in _HUNDREDS or self._word() in _TENS):
            value *= 100 if self._word() in _HUNDREDS else 10
            self._at += 1
        return value

    def _spelled(self) -> Decimal | None:
        """Read a whole number in words below thousand."""
        total = 0
        start = self._at
        limit = 1000
        while True:
            found = self._group()
            if found is None or found[1] >= limit:
                if found is not None:
                    self._at = found[2]
                break
            value, limit, _ = found
            total += value
        return Decimal(total) if self._at > start else None

    def _group(self) -> tuple[int, int, int] | None:
        """Read hundreds, tens, teens or a unit; return its value, its size (100, 10, 1) and where it began."""
        start = self._at
        word = self._word()
        if word in _WHOLE:
            self._at += 1
            return *_WHOLE[word], start
        if word not in _UNITS or (
            word == "genep" and self._at + 1 < len(self._row) and self._row[self._at + 1].is_number
        ):
            return None
        self._at += 1
        following = self._word()
        if following in _HUNDREDS:
            self._at += 1
            return _UNITS[word] * 100, 100, start
        if following in _TENS:
            self._at += 1
            return _UNITS[word] * 10, 10, start
        if following in _TEENS:
            self._at += 1
            return _UNITS[word] + 10, 1, start
        return _UNITS[word], 1, start

    def _fraction(self) -> Decimal:
        """Read "koma lima" or a half before a scale (dua setengah juta), return it or 0."""
        if self._word() in _HALVES and self._word(1) in {*_SCALES, *_ABOUT_SCALES}:
            self._at += 1
            return Decimal("0.5")
        if self._word() == "koma" and self._word(1) in _UNITS:
            digits = ""
            self._at += 1
            while self._word() in _UNITS:
                digits += str(_UNITS[self._word()])
                self._at += 1
            return Decimal(f"0.{digits}")
        return Decimal(0)


_AFTER_COUNT = word_set(
    """
    orang org anak tahun thn th taun bulan bln hari hr minggu jam kali persen % karyawan pekerja peserta
    warga km kg
    """
)
"""Words after a number that show it to be a count of its own."""
