"""Reads days, months and years in free Indonesian text: 3 maret 1970, 03-03-70, mei 2021, tahun 79."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.numerals import Token, numeral, word_set

FIRST_YEAR = 1900
LAST_YEAR = 2100

_FULL_NAMES: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "januari january jenuari",
            "februari pebruari february febuari",
            "maret march maret",
            "april",
            "mei",
            "juni june",
            "juli july",
            "agustus august agustusan",
            "september",
            "oktober october",
            "november nopember",
            "desember december",
        ),
        start=1,
    )
    for name in names.split()
}
# These are also other words (des: desa, mar: a name), so that they count only next to a number.
_SHORT_NAMES: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar mrt",
            "apr",
            "may",
            "jun",
            "jul",
            "agu agt ags agst aug",
            "sep sept",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_NAMES = frozenset({*_FULL_NAMES, *_SHORT_NAMES})
"""Every name of a month, in full and cut short."""
_YEAR_WORDS = frozenset({"tahun", "thn", "th", "taun"})
_WRITTEN_OUT = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, a month or a year read at the tokens `first` to before `last`; what was not said is 0."""

    year: int
    month: int
    day: int
    first: int
    last: int


def year_of(text: str, today: date, ahead: int = 0) -> int:
    """Return the year that two or four digits name, or 0.

    Two digits mean the latest year that is not after the year of `today` plus `ahead`: in 2026, 79 is 1979, 04 is 2004.
    """
    if not text.isdecimal():
        return 0
    if len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    if len(text) == 2:
        century = today.year - today.year % 100
        return century + int(text) if century + int(text) <= today.year + ahead else century - 100 + int(text)
    return 0


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier, if negative), or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def calendar_at(row: Sequence[Token], at: int, today: date, ahead: int = 0) -> Calendar | None:
    """Return the day, month or four-digit year that begins at token `at`, or None; a month may be without its year.

    `ahead` is for how many years from `today` on two digits still mean the future (see `year_of`).
    """
    return _numeric(row, at, today, ahead) or _named(row, at, today, ahead) or _plain_year(row, at)


def _numeric(row: Sequence[Token], at: int, today: date, ahead: int) -> Calendar | None:
    """Read 03-03-1970, 3/3/70, 3.3.1970, 2026-06-10 or 03/2021."""
    parts, last = _parts(row, at)
    if len(parts) == 3:
        turned = parts if len(parts[0]) == 4 else parts[::-1]
        year = year_of(turned[0], today, ahead)
        return _checked(Calendar(year, int(turned[1]), int(turned[2]), at, last)) if year else None
    if len(parts) == 2 and len(parts[1]) == 4 and len(parts[0]) <= 2:
        year = year_of(parts[1], today)
        month = int(parts[0])
        return Calendar(year, month, 0, at, last) if year and 1 <= month <= 12 else None
    return None


def _parts(row: Sequence[Token], at: int) -> tuple[list[str], int]:
    """Return the numbers of up to four digits that are joined by dots, slashes or dashes, and where they end."""
    if not row[at].is_number:
        return [], at
    parts = re.split(r"[.,]", row[at].text)
    last = at + 1
    while len(parts) < 3 and last + 1 < len(row) and row[last].text in {"-", "/"} and row[last + 1].is_number:
        touching = row[last].glued and row[last + 1].glued
        if not touching:
            break
        parts += re.split(r"[.,]", row[last + 1].text)
        last += 2
    return (parts, last) if all(_WRITTEN_OUT.fullmatch(part) for part in parts) else ([], at)


def _named(row: Sequence[Token], at: int, today: date, ahead: int) -> Calendar | None:
    """Read 3 maret 1970, 10 juni, maret 2021, mei."""
    day = 0
    month_at = at
    if row[at].is_number:
        if not row[at].text.isdecimal() or len(row[at].text) > 2:
            return None
        day = int(row[at].text)
        month_at = at + 1
        if month_at < len(row) and row[month_at].text in {"-", "/"}:
            month_at += 1
    if month_at >= len(row):
        return None
    name = row[month_at].text
    year, last = _year_after(row, month_at + 1, today, ahead)
    month = _FULL_NAMES.get(name, 0)
    if not month and (day or year):
        month = _SHORT_NAMES.get(name, 0)
    return _checked(Calendar(year, month, day, at, last)) if month else None


def _year_after(row: Sequence[Token], at: int, today: date, ahead: int) -> tuple[int, int]:
    """Return the year that follows a month and where it ends, or (0, `at`)."""
    start = at
    if at < len(row) and row[at].text in {"-", "/"}:
        at += 1
    said = at < len(row) and row[at].text in _YEAR_WORDS
    if said:
        at += 1
    if at < len(row) and row[at].is_number:
        following = row[at + 1].text if at + 1 < len(row) else ""
        year = year_of(row[at].text, today, ahead)
        if year and (len(row[at].text) == 4 or said or following not in _MEASURES):
            return year, at + 1
        return 0, start
    spoken = numeral(row, at)
    if spoken and spoken.words and spoken.value == int(spoken.value) and FIRST_YEAR <= spoken.value <= LAST_YEAR:
        return int(spoken.value), spoken.last
    return 0, start


def _plain_year(row: Sequence[Token], at: int) -> Calendar | None:
    text = row[at].text
    if not (text.isdecimal() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        return None
    following = row[at + 1].text if at + 1 < len(row) else ""
    return None if following in _MEASURES else Calendar(int(text), 0, 0, at, at + 1)


_MEASURES = word_set(
    """
    rb ribu rebu jt juta k orang org rupiah perak persen % hari bulan bln tahun thn th taun kali
    """
)


def _checked(read: Calendar) -> Calendar | None:
    """Return `read` if such a day can exist, else None."""
    if not 1 <= read.month <= 12 or read.day < 0:
        return None
    longest = calendar.monthrange(read.year or 2024, read.month)[1]
    return read if read.day <= longest else None
