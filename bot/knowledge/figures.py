"""Writes figures as Indonesians read them, and fills the figure places of an answer for a given day.

Values are formatted by Babel for id_ID: a dot between thousands, a comma for decimals. A fraction of a rupiah is never
shown, because nobody pays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.knowledge import template
from bot.knowledge.models import Entry, Figure, Knowledge, Period
from bot.knowledge.template import Line

_LOCALE = "id_ID"
_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its figures filled in; `lapsed` names the figures in it whose last day has passed, each once."""

    text: str
    lapsed: tuple[str, ...]


def number(value: Decimal) -> str:
    """Return a number as Indonesians write it: "16.800", "5,51"; exact to four decimals, else rounded to two."""
    exact = value == value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    shown = value if exact else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return str(format_decimal(shown, format="#,##0.####", locale=_LOCALE))


def rupiah(value: Decimal) -> str:
    """Return an amount in whole rupiah, half a rupiah rounded up: "Rp16.800"."""
    whole = value.quantize(Decimal(1), ROUND_HALF_UP)
    sign = "-" if whole < 0 else ""
    return f"{sign}Rp{number(abs(whole))}"


def date_text(day: date) -> str:
    """Return a day in words: "31 Desember 2026"."""
    return str(format_date(day, "d MMMM y", locale=_LOCALE))


def partial_date_text(written: str) -> str:
    """Return a date as precise as it was written ("2015", "2015-06", "2015-06-30") in words; "" stays ""."""
    year, month, day = (*written.split("-"), "", "")[:3]
    if not month:
        return year
    first = date(int(year), int(month), int(day or 1))
    return date_text(first) if day else str(format_date(first, "MMMM y", locale=_LOCALE))


def show(value: Decimal, unit: str, form: str = "") -> str:
    """Return a figure's value with its unit.

    Args:
        value: The number.
        unit: One of `bot.knowledge.files.Unit`.
        form: "" in full ("Rp42.000.000", "6 bulan"), "juta" in millions or thousands of millions where that is exact
            ("Rp42 juta", "Rp650,459 miliar"), or "angka" for the number alone.
    """
    if form == "angka":
        return number(value.quantize(Decimal(1), ROUND_HALF_UP) if unit == "rupiah" else value)
    amount = _in_millions(value) if form == "juta" else ""
    if unit == "rupiah":
        return f"Rp{amount}" if amount else rupiah(value)
    amount = amount or number(value)
    if unit == "persen":
        return f"{amount}%"
    return amount if unit == "angka" else f"{amount} {unit}"


def _in_millions(value: Decimal) -> str:
    """Return "42 juta" or "650,459 miliar", or "" where that would round or be under a million."""
    for size, name, decimals in ((_BILLION, "miliar", "0.001"), (_MILLION, "juta", "0.01")):
        scaled = value / size
        if scaled >= 1 and scaled == scaled.quantize(Decimal(decimals)):
            return f"{number(scaled)} {name}"
    return ""


def render(text: str, figures: Mapping[str, Figure], day: date) -> Rendered:
    """Return an answer as it reads on `day`: lines under a condition kept or dropped, and every figure filled in.

    Args:
        text: An answer or details of knowledge that loaded without problems.
        figures: All figures by name.
        day: The day to answer for.
    """
    lapsed: dict[str, None] = {}

    def fill(place: re.Match[str]) -> str:
        name, _, form = place[1].partition(":")
        figure = figures[name]
        period = figure.latest(day)
        value = show(period.value, figure.unit, form)
        if period.last is not None and period.last < day:
            lapsed[name] = None
            return f"{value} (berlaku sampai {date_text(period.last)})"
        if period.first is not None and day < period.first:
            return f"{value} (berlaku mulai {date_text(period.first)})"
        return value

    kept = _kept_lines(text, figures, day) if template.CONDITION.search(text) else text
    return Rendered(template.PLACE.sub(fill, kept), tuple(lapsed))


def _kept_lines(text: str, figures: Mapping[str, Figure], day: date) -> str:
    """Return the lines that show on `day`, without their conditions and without holes where others stood."""
    kept: list[str] = []
    dropped: Line | None = None
    restart: dict[int, int] = {}
    for line in template.split(text):
        blank = not line.text.strip() and not line.marker
        if dropped is not None and dropped.marker and not blank and line.indent > dropped.indent:
            continue  # belongs to the item that was dropped
        if not all(_met(word, figures[name], day) for word, name in line.conditions):
            dropped = line
            if line.number is not None:
                restart.setdefault(line.indent, line.number)
            continue
        dropped = None
        if blank:
            restart.clear()
            if kept and kept[-1]:
                kept.append("")
            continue
        marker = line.marker
        if line.number is not None and line.indent in restart:
            # Markdown counts on from the first number of a list, so only that one must not be lost.
            marker = f"{restart.pop(line.indent)}. "
        kept.append(" " * line.indent + marker + line.text)
    return "\n".join(kept).strip("\n")


def _met(word: str, figure: Figure, day: date) -> bool:
    if word == "selama":
        return figure.on(day) is not None
    if word == "sebelum":
        first = figure.periods[0].first
        return first is not None and day < first
    last = figure.periods[-1].last
    return last is not None and last < day


def lapsed(figure: Figure, day: date) -> Period | None:
    """Return the period that has ended where a figure has no value in force on `day` any more, else None."""
    if not figure.periods:
        return None
    period = figure.latest(day)
    return period if period.last is not None and period.last < day else None


def shown(entry: Entry, knowledge: Knowledge, day: date) -> frozenset[str]:
    """Return the names of the figures whose value an entry states on `day`, conditions taken into account."""
    texts = (_kept_lines(text, knowledge.figures, day) for text in (entry.answer, entry.details))
    return frozenset(match[1].partition(":")[0] for text in texts for match in template.PLACE.finditer(text))


def lapsed_entries(knowledge: Knowledge, day: date) -> dict[str, tuple[str, ...]]:
    """Return the figures lapsed on `day` that an answer still states that day, each with the ids of those entries."""
    gone = {name for name, figure in knowledge.figures.items() if lapsed(figure, day)}
    found: dict[str, list[str]] = {}
    for entry in knowledge.entries.values():
        for name in sorted(shown(entry, knowledge, day) & gone):
            found.setdefault(name, []).append(entry.id)
    return {name: tuple(found[name]) for name in knowledge.figures if name in found}


def users(knowledge: Knowledge, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for every figure name the ids of the entries whose text names it, in a place or in a condition."""
    wanted = {name: list[str]() for name in names}
    for entry in knowledge.entries.values():
        for name in template.names(entry.answer) | template.names(entry.details):
            if name in wanted:
                wanted[name].append(entry.id)
    return {name: tuple(ids) for name, ids in wanted.items()}
