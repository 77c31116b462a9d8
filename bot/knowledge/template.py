"""The places in a text that depend on figures: `{name}`, `{name:juta}`, `{name:angka}` and lines under a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.messages import suggestion

FORMATS = ("juta", "angka")
PLACE = re.compile(r"\{([^{}\n]*)\}")
CONDITION = re.compile(r"\[(selama|setelah|sebelum) +([^\]\n]*)\] *")
ITEM = re.compile(r"(?P<indent> *)(?P<marker>(?P<bullet>-) +|(?P<number>[0-9]{1,9})\. +)?")

_ANY_CONDITION = re.compile(r"\[\s*(selama|setelah|sebelum)\b", re.IGNORECASE)
_PERCENT = "persen"
_STRAY_BRACE = (
    "Kurung kurawal hanya untuk nama angka, dibuka dan ditutup di baris yang sama. Contoh: {jkm.total}. "
    "Kalau bukan angka, pakai kurung biasa."
)
_STRAY_CONDITION = (
    "Syarat [selama …], [setelah …], atau [sebelum …] harus di awal baris dan berisi satu nama angka. "
    "Contoh: [selama iuran.bpu_diskon_lainnya] Ada potongan."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text taken apart.

    `indent` is the number of spaces in front; `marker` the list sign with its space, or ""; `number` the number of an
    ordered item or None; `conditions` pairs of word ("selama", "setelah", "sebelum") and figure name; `text` the rest.
    """

    indent: int
    marker: str
    number: int | None
    conditions: tuple[tuple[str, str], ...]
    text: str
    text_column: int


def split(text: str) -> list[Line]:
    """Return the lines of a text taken apart."""
    return [_line(line) for line in text.split("\n")]


def _line(line: str) -> Line:
    item = ITEM.match(line)
    at = item.end() if item else 0
    conditions = []
    while condition := CONDITION.match(line, at):
        conditions.append((condition[1], condition[2].strip()))
        at = condition.end()
    indent = len(item["indent"]) if item else 0
    marker = (item["marker"] or "") if item else ""
    number = int(item["number"]) if item and item["number"] else None
    return Line(indent, marker, number, tuple(conditions), line[at:], at + 1)


def without_conditions(text: str) -> str:
    """Return the text with all lines shown and their conditions taken away."""
    if "[s" not in text:
        return text
    return "\n".join(" " * line.indent + line.marker + line.text for line in split(text))


def names(text: str) -> frozenset[str]:
    """Return the names of the figures used in places and conditions of a text."""
    placed = {match[1].partition(":")[0].strip() for match in PLACE.finditer(text)}
    return frozenset(placed | {match[2].strip() for match in CONDITION.finditer(text)})


def check(text: str, units: Mapping[str, str | None]) -> Iterator[tuple[int, int, str]]:
    """Yield line, column (from 1) and an Indonesian sentence for every place or condition that cannot be filled.

    Args:
        text: An answer or details.
        units: The unit of every known figure; "" for a table, None for a figure with problems of its own.
    """
    if "{" not in text and "}" not in text and "[" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if "{" in line or "}" in line:
            yield from ((number, column, message) for column, message in _check_places(line, units))
        if "[" in line:
            yield from ((number, column, message) for column, message in _check_conditions(line, units))


def _check_places(line: str, units: Mapping[str, str | None]) -> Iterator[tuple[int, str]]:
    for match in PLACE.finditer(line):
        name, colon, form = match[1].partition(":")
        column = match.start() + 1
        if name not in units:
            yield column, _unknown(name, units)
        elif units[name] == "":
            yield column, f"Angka '{name}' berupa tabel, jadi tidak bisa ditulis di dalam kalimat. Pakai angka tunggal."
        elif colon and form not in FORMATS:
            yield column, f"Bentuk ':{form}' tidak dikenal. Pakai {{{name}}}, {{{name}:juta}}, atau {{{name}:angka}}."
        elif form == "juta" and units[name] == _PERCENT:
            yield column, f"Bentuk ':juta' bukan untuk persen. Tulis {{{name}}}."
    rest = PLACE.sub(lambda match: " " * len(match[0]), line)
    stray = next((i for i, character in enumerate(rest) if character in "{}"), None)
    if stray is not None:
        yield stray + 1, _STRAY_BRACE


def _check_conditions(line: str, units: Mapping[str, str | None]) -> Iterator[tuple[int, str]]:
    parts = _line(line)
    start = parts.indent + len(parts.marker) + 1
    for word, name in parts.conditions:
        if name not in units:
            yield start, _unknown(name, units)
        elif units[name] == "":
            yield start, f"Angka '{name}' berupa tabel, jadi tidak bisa menjadi syarat [{word} …]."
    if parts.conditions and not parts.text.strip():
        yield start, "Sesudah syarat dalam kurung siku harus ada kalimatnya, di baris yang sama."
    if stray := _ANY_CONDITION.search(parts.text):
        yield parts.text_column + stray.start(), _STRAY_CONDITION


def _unknown(name: str, units: Mapping[str, str | None]) -> str:
    near = suggestion(name, units)
    return f"Angka '{name}' tidak ada di angka.yaml.{near}" + (
        "" if near else " Tambahkan di sana, atau perbaiki namanya."
    )
