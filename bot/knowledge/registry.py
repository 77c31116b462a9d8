"""Turns the figures as written (value, formula, periods or rows) into figures with periods, or says why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from bot.knowledge import formula, tree
from bot.knowledge.errors import Problem
from bot.knowledge.files import MAX_NUMBER, FigureShape
from bot.knowledge.formula import Formula
from bot.knowledge.messages import suggestion
from bot.knowledge.models import Figure, Period, Place
from bot.knowledge.tree import Tree

_EITHER = ("nilai", "rumus", "masa", "baris")


def resolve(
    file: Tree, written: tree.Mapping, shapes: Mapping[str, FigureShape]
) -> tuple[dict[str, Figure], list[Problem]]:
    """Return the figures in the order of the file, and the problems of those that could not be resolved.

    Args:
        file: The file `angka.yaml`.
        written: Every figure as it stands in the file.
        shapes: Those among them whose shape is sound.
    """
    return _Resolver(file, written, shapes).run()


class _Resolver:
    """Works through the figures, operands before the formulas that use them."""

    def __init__(self, file: Tree, written: tree.Mapping, shapes: Mapping[str, FigureShape]) -> None:
        self._file = file
        self._written = written
        self._shapes = shapes
        self._problems: list[Problem] = []
        self._periods: dict[str, tuple[Period, ...]] = {}
        self._formulas: dict[str, Formula] = {}

    def run(self) -> tuple[dict[str, Figure], list[Problem]]:
        for name, shape in self._shapes.items():
            self._prepare(name, shape)
        for name in self._order():
            self._compute(name)
        figures = {
            name: self._figure(name, shape)
            for name, shape in self._shapes.items()
            if shape.rows is not None or self._periods.get(name)
        }
        return figures, self._problems

    def _figure(self, name: str, shape: FigureShape) -> Figure:
        return Figure(
            name=name,
            unit=shape.unit.value,
            periods=self._periods.get(name, ()),
            rows=tuple(shape.rows or ()),
            sources=tuple(shape.sources),
            place=self._place(name),
        )

    def _place(self, name: str, *path: str | int) -> Place:
        """Return the place of a figure's key, or of what `path` leads to inside it."""
        if not path:
            return self._file.place(self._written.keys[name])
        node = self._written.values[name]
        for part in path:
            if isinstance(node, tree.Mapping) and isinstance(part, str) and part in node.values:
                node = node.values[part]
            elif isinstance(node, tree.Items) and isinstance(part, int):
                node = node.items[part]
        return self._file.place(node)

    def _refuse(self, place: Place, message: str) -> None:
        self._problems.append(Problem(place, message))

    def _prepare(self, name: str, shape: FigureShape) -> None:
        given = [key for key, value in zip(_EITHER, _values(shape), strict=True) if value is not None]
        if len(given) != 1:
            found = f"Yang ada: {', '.join(given)}." if given else "Belum ada satu pun. Contoh: nilai: 16800"
            self._refuse(
                self._place(name), f"Angka ini harus punya tepat satu dari nilai, rumus, masa, atau baris. {found}"
            )
        elif shape.first and shape.last and shape.first > shape.last:
            self._refuse(
                self._place(name, "sampai"),
                "Tanggal 'sampai' lebih awal daripada 'dari'. Tukar, atau perbaiki salah satu.",
            )
        elif shape.value is not None:
            self._periods[name] = (Period(shape.value, shape.first, shape.last),)
        elif shape.formula is not None:
            self._read_formula(name, shape.formula)
        elif shape.first or shape.last:
            message = "'dari' dan 'sampai' untuk masa atau baris ditulis di tiap baris masa, bukan di sini. Pindahkan."
            self._refuse(self._place(name, "dari" if shape.first else "sampai"), message)
        elif shape.periods is not None:
            self._read_periods(name, shape)

    def _read_periods(self, name: str, shape: FigureShape) -> None:
        periods: list[Period] = []
        for index, row in enumerate(shape.periods or ()):
            place = self._place(name, "masa", index)
            before = periods[-1] if periods else None
            if row.first and row.last and row.first > row.last:
                self._refuse(place, "Tanggal 'sampai' di baris ini lebih awal daripada 'dari'. Perbaiki salah satu.")
                return
            if before and (before.last is None or row.first is None or row.first <= before.last):
                message = (
                    "Masa ini bertumpuk dengan baris di atasnya atau tidak urut. "
                    "Urutkan dari yang terlama; 'dari' baris ini harus sesudah 'sampai' baris di atasnya."
                )
                self._refuse(place, message)
                return
            periods.append(Period(row.value, row.first, row.last))
        self._periods[name] = tuple(periods)

    def _read_formula(self, name: str, text: str) -> None:
        place = self._place(name, "rumus")
        try:
            parsed = formula.parse(text)
        except ValueError as error:
            self._refuse(place, str(error))
            return
        known = True
        for operand in parsed.names:
            if operand not in self._written.values:
                known = False
                if self._file.whole:  # else it may stand in the part that could not be read
                    near = suggestion(operand, self._written.values)
                    self._refuse(place, f"Angka '{operand}' di rumus tidak ada.{near}")
            elif operand in self._shapes and self._shapes[operand].rows is not None:
                known = False
                self._refuse(place, f"Angka '{operand}' berupa tabel, jadi tidak bisa dipakai di rumus.")
        if known:
            self._formulas[name] = parsed

    def _order(self) -> list[str]:
        """Return the formulas so that operands come first; those in a circle are reported and left out."""
        done: list[str] = []
        settled: set[str] = set()
        rest = dict(self._formulas)
        while rest:
            ready = [n for n, f in rest.items() if all(o not in rest or o in settled for o in f.names)]
            if not ready:
                break
            done += ready
            settled.update(ready)
            for name in ready:
                del rest[name]
        for name in _circle(rest):
            others = ", ".join(o for o in rest[name].names if o in rest)
            message = f"Rumus ini berputar: '{name}' dihitung dari {others}, dan sebaliknya. Putuskan salah satunya."
            self._refuse(self._place(name, "rumus"), message)
        return done

    def _compute(self, name: str) -> None:
        parsed, shape, place = self._formulas[name], self._shapes[name], self._place(name, "rumus")
        if any(operand not in self._periods for operand in parsed.names):
            return  # an operand has a problem of its own, reported there
        periods = []
        for first, last, values in _spans(shape.first, shape.last, {o: self._periods[o] for o in parsed.names}):
            try:
                periods.append(Period(parsed.compute(values), first, last))
            except ZeroDivisionError:
                self._refuse(place, "Rumus ini membagi dengan nol. Periksa angka sesudah tanda /.")
                return
        if any(abs(period.value) >= MAX_NUMBER for period in periods):
            self._refuse(place, "Hasil rumus ini terlalu besar. Periksa tanda kali dan banyaknya nol.")
            return
        if not periods:
            message = (
                "Tidak ada hari di mana semua angka di rumus ini berlaku bersama. Periksa 'dari' dan 'sampai' mereka."
            )
            self._refuse(place, message)
            return
        self._periods[name] = _joined(periods)


def _values(shape: FigureShape) -> tuple[object, ...]:
    return shape.value, shape.formula, shape.periods, shape.rows


def _circle(rest: Mapping[str, Formula]) -> list[str]:
    """Return the names that lead back to themselves; others in `rest` only wait for these."""
    circle = []
    for start in rest:
        reached: set[str] = set()
        border = [start]
        while border:
            for operand in rest[border.pop()].names:
                if operand in rest and operand not in reached:
                    reached.add(operand)
                    border.append(operand)
        if start in reached:
            circle.append(start)
    return circle


def _spans(
    first: date | None, last: date | None, operands: Mapping[str, Sequence[Period]]
) -> list[tuple[date | None, date | None, dict[str, Decimal]]]:
    """Return the spans of days on which all operands hold, within first..last, each with the operands' values."""
    spans: list[tuple[date | None, date | None, dict[str, Decimal]]] = [(first, last, {})]
    for name, periods in operands.items():
        spans = [
            (begin, end, {**values, name: period.value})
            for from_, to, values in spans
            for period in periods
            for begin, end in [(_later(from_, period.first), _earlier(to, period.last))]
            if begin is None or end is None or begin <= end
        ]
    return spans


def _later(one: date | None, other: date | None) -> date | None:
    return max((d for d in (one, other) if d is not None), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((d for d in (one, other) if d is not None), default=None)


def _joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the periods in order of time, neighbours of equal value made one."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda p: p.first or date.min):
        before = joined[-1] if joined else None
        if before and before.value == period.value and before.last and period.first == before.last + timedelta(days=1):
            joined[-1] = Period(before.value, before.first, period.last)
        else:
            joined.append(period)
    return tuple(joined)
