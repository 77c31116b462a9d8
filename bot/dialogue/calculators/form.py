"""The state of a calculation: what was given, read into typed and checked inputs; what is missing is asked for.

A form is a plain mapping of text to text, so that it can lie in a chat's context. A step of a calculation takes its
inputs from it one by one; the first that is missing, refused or in doubt ends the step with the question for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.limits import Limits, Verdict
from bot.dialogue.calculators.rules import Rule, Rules
from bot.language.amounts import Per

CONFIRMED = "sure"
"""The field that lists the inputs whose odd value was confirmed."""
GUIDED = "guided"
"""The field that is set where a form was opened from the menu, so that what could be left out is asked too."""
YES, NO = "ya", "tidak"
"""The values of an input that is either so or not."""
_WEEKS = 52


class Option(NamedTuple):
    """A button's label and the value it gives."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for one input; with two to four options they become buttons."""

    field: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A result: the entry of its rule, further entries, the text, the figures.

    `refine` is a question-less choice for one input that would make it more exact: the field and its options.
    """

    entry: str
    text: str
    figures: Mapping[str, int | Decimal]
    related: tuple[str, ...] = ()
    refine: Ask | None = None


@dataclass(frozen=True, slots=True)
class Refer:
    """No amount is due, or none can be computed: a sentence, and the entry that says why."""

    entry: str
    lead: str


@dataclass(frozen=True, slots=True)
class Advice:
    """An answer without figures, made of what several entries say: their ids and the text."""

    entries: tuple[str, ...]
    text: str


Step = Ask | Computed | Refer | Advice


class UnansweredError(Exception):
    """An input is missing, refused or in doubt; `ask` is the question for it."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask.field)
        self.ask = ask


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as it was given: an amount or a range, for what time, and how it was read.

    `days` are working days a month, `every` the months that a harvest must last (0: not said). `scaled` is "juta" or
    "ribu" where a bare number was read so.
    """

    low: Fraction
    high: Fraction
    about: bool = False
    per: Per = Per.UNSAID
    days: int = 0
    every: int = 0
    scaled: str = ""
    below: bool = False

    def encode(self) -> str:
        """Return it as text for a form."""
        flags = f"{'a' if self.about else ''}{'b' if self.below else ''}"
        return "|".join(
            (str(self.low), str(self.high), self.per.value, str(self.days), str(self.every), self.scaled, flags)
        )

    @classmethod
    def decode(cls, text: str) -> Amount | None:
        """Return the amount that `encode` wrote, or a plain number; None for anything else."""
        parts = text.split("|")
        try:
            if len(parts) == 1:
                return cls(Fraction(text), Fraction(text))
            low, high, per, days, every, scaled, flags = parts
            return cls(
                Fraction(low), Fraction(high), "a" in flags, Per(per), int(days), int(every), scaled, "b" in flags
            )
        except (ValueError, ZeroDivisionError):
            return None

    @property
    def middle(self) -> Fraction:
        """The amount or the middle of its range; one rupiah less where it was said to be under it."""
        return (self.low + self.high) / 2 - (1 if self.below and self.low >= 1 else 0)

    @property
    def rough(self) -> bool:
        """Whether it is no exact amount."""
        return self.about or self.low != self.high

    @property
    def read_as(self) -> str:
        """How it was read, as a sentence for the first line, or ""."""
        if self.low != self.high:
            return f"Saya ambil tengahnya: {say.rupiah(self.middle)}."
        if self.scaled:
            return f"Angkanya saya baca {say.rupiah(self.low)}."
        return ""


@dataclass(frozen=True, slots=True)
class Given:
    """A checked amount a month: exact value in rupiah, whether rough, how it was read, and how it came about.

    `below` is the limit where it was only said to be under one.
    """

    value: Fraction
    rough: bool = False
    read_as: str = ""
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    below: Fraction | None = None

    @property
    def shown(self) -> str:
        """The amount in words: "Rp800.000", "di bawah Rp1.000.000"."""
        return say.rupiah(self.value) if self.below is None else f"di bawah {say.rupiah(self.below)}"

    @property
    def clause(self) -> str:
        """How it was read, as a sentence for the end of the first line, or ""."""
        return f" {self.read_as}" if self.read_as else ""


E = TypeVar("E")


@dataclass
class Form:
    """What is known for a calculation, the rule figures and the day it is asked on."""

    values: Mapping[str, str]
    rules: Rules
    today: date
    rested: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the text of an input, or ""."""
        return self.values.get(name, "")

    def has(self, *names: str) -> bool:
        """Return whether any of the inputs is known."""
        return any(self.values.get(name) for name in names)

    @property
    def guided(self) -> bool:
        """Whether the form was opened from the menu."""
        return self.has(GUIDED)

    @property
    def confirmation(self) -> tuple[str, ...]:
        """A note that the result rests on inputs that were questioned and confirmed, or nothing."""
        if not self.rested:
            return ()
        return (f"Hitungan ini memakai angka yang tadi Anda pastikan: {say.listed(self.rested)}.",)

    def choice(self, name: str, question: str, options: Sequence[Option]) -> str:
        """Return the value chosen among `options`.

        Raises:
            UnansweredError: It is not known.
        """
        value = self.get(name)
        if value not in {option.value for option in options}:
            raise UnansweredError(Ask(name, question, tuple(options)))
        return value

    def judged(self, name: str, value: Fraction | int, bounds: Limits, shown: str, question: Ask) -> None:
        """Let `value` pass, or end the step with a question about it.

        Args:
            name: The input's field.
            value: Its value.
            bounds: What is accepted, questioned and refused.
            shown: The value in words, for the question ("gaji Rp150.000 sebulan").
            question: How the input is asked for.

        Raises:
            UnansweredError: It is refused, or in doubt and not confirmed.
        """
        verdict = bounds.judge(value)
        if value < 0:
            shown = "angka di bawah nol"
        if verdict is Verdict.REFUSED:
            raise UnansweredError(
                Ask(name, f"Maaf, {shown} tidak bisa saya hitung.\n\n{question.text}", question.options)
            )
        if verdict is Verdict.QUESTIONED:
            if name not in self.get(CONFIRMED).split(","):
                raise UnansweredError(
                    Ask(
                        CONFIRMED,
                        f"Saya pastikan dulu: {shown}, betul?",
                        (Option("Betul", name), Option("Bukan, saya ubah", f"-{name}")),
                    )
                )
            self.rested.append(shown)

    def amount(self, name: str, question: Ask, bounds: Limits, noun: str) -> Given:
        """Return an amount that is no wage or income: a balance, a cost, a contribution.

        Raises:
            UnansweredError: It is missing, refused or in doubt.
        """
        said = Amount.decode(self.get(name))
        if said is None:
            raise UnansweredError(question)
        self.judged(name, said.middle, bounds, f"{noun} {say.rupiah(max(said.middle, Fraction(0)))}", question)
        return Given(said.middle, said.rough, said.read_as)

    def income(self, name: str, question: Ask) -> Given:
        """Return the monthly net income of a self-employed person, daily or seasonal income brought to a month.

        Raises:
            UnansweredError: It is missing, refused or in doubt, or the days or months it is for are not known.
        """
        said = self._said(name, question)
        value, steps, notes = said.middle, list[str](), list[str]()
        if said.per is Per.DAY:
            days = said.days or self._days()
            value *= days
            steps.append(f"Penghasilan {say.rupiah(said.middle)} sehari × {days} hari = {say.rupiah(value)} sebulan")
        elif said.per is Per.WEEK:
            value = value * _WEEKS / 12
            steps.append(
                f"Penghasilan {say.rupiah(said.middle)} seminggu × {_WEEKS} minggu ÷ 12 bulan = "
                f"{say.rupiah(value)} sebulan"
            )
        elif said.per in {Per.HARVEST, Per.YEAR}:
            lasts = 12 if said.per is Per.YEAR else said.every or self._every()
            value /= lasts
            steps.append(f"Penghasilan {say.rupiah(said.middle)} ÷ {lasts} bulan = {say.rupiah(value)} sebulan")
            notes.append("Membagi hasil panen rata per bulan itu cara hitung biasa, bukan bunyi aturan.")
        shown = f"penghasilan {say.rupiah(value)} sebulan"
        self.judged(name, value, limits.WAGE, shown, question)
        below = said.low if said.below and said.per in {Per.UNSAID, Per.MONTH} else None
        return Given(value, said.rough, said.read_as, tuple(steps), tuple(notes), below)

    def wage(self, name: str, question: Ask) -> Given:
        """Return the monthly wage of an employee; a daily wage counts 25 times (`iuran.upah_harian_kali`).

        Raises:
            UnansweredError: It is missing, refused or in doubt.
        """
        said = self._said(name, question)
        value, steps, notes = said.middle, list[str](), list[str]()
        if said.per is Per.DAY:
            times = self.rules.whole(Rule.DAILY_TIMES)
            value *= times
            steps.append(
                f"Upah {say.rupiah(said.middle)} sehari × {times} (aturan upah harian) = {say.rupiah(value)} sebulan"
            )
            if said.days and said.days != times:
                real = said.middle * said.days
                notes.append(
                    f"Yang diterima {said.days} hari kerja {say.rupiah(real)}, tetapi dasar iuran memakai {times} hari."
                )
        elif said.per is Per.WEEK:
            value = value * _WEEKS / 12
            steps.append(
                f"Upah {say.rupiah(said.middle)} seminggu × {_WEEKS} minggu ÷ 12 bulan = {say.rupiah(value)} sebulan"
            )
        elif said.per is Per.YEAR:
            value /= 12
            steps.append(f"Upah {say.rupiah(said.middle)} setahun ÷ 12 bulan = {say.rupiah(value)} sebulan")
        if value == 0:
            raise UnansweredError(
                Ask(
                    name,
                    (
                        "Berapa upah terakhir yang dilaporkan ke BPJS Ketenagakerjaan, waktu masih bekerja? Contoh: "
                        "3,5 juta."
                    ),
                )
            )
        self.judged(name, value, limits.WAGE, f"gaji {say.rupiah(value)} sebulan", question)
        return Given(value, said.rough, said.read_as, tuple(steps), tuple(notes))

    def _said(self, name: str, question: Ask) -> Amount:
        said = Amount.decode(self.get(name))
        if said is None:
            raise UnansweredError(question)
        return said

    def _days(self) -> int:
        days = self.number("days")
        if days is None or not 1 <= days <= 31:
            raise UnansweredError(Ask("days", "Rata-rata berapa hari kerja dalam sebulan? Contoh: 20 hari."))
        return days

    def _every(self) -> int:
        every = self.number("every")
        if every is None or not 1 <= every <= 12:
            raise UnansweredError(
                Ask("every", "Hasil itu untuk berapa bulan sampai panen berikutnya? Contoh: 4 bulan.")
            )
        return every

    def number(self, name: str) -> int | None:
        """Return a whole number, or None where it is not known."""
        text = self.get(name)
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    def decimal(self, name: str) -> Decimal | None:
        """Return a number of zero or more, or None where it is not known."""
        text = self.get(name)
        whole, _, part = text.partition(".")
        plain = text.isascii() and whole.isdecimal() and (part.isdecimal() or part == "") and len(text) < 12
        return Decimal(text) if plain else None

    def fraction(self, name: str) -> Fraction | None:
        """Return a number of months or days in parts, or None where it is not known."""
        try:
            value = Fraction(self.get(name))
        except (ValueError, ZeroDivisionError):
            return None
        return value if value >= 0 else None

    def months(self, name: str, question: Ask, bounds: Limits = limits.MONTHS, noun: str = "masa") -> int:
        """Return a whole number of months, a part of one left off.

        Raises:
            UnansweredError: It is missing, refused or in doubt.
        """
        value = self.fraction(name)
        if value is None:
            raise UnansweredError(question)
        self.judged(name, value, bounds, f"{noun} {say.months(int(value))}", question)
        return int(value)

    def day(self, name: str) -> date | None:
        """Return a day, or None where it is not known."""
        try:
            return date.fromisoformat(self.get(name))
        except ValueError:
            return None

    @property
    def month(self) -> date:
        """The first day of the contribution month asked for, else of this month."""
        return (self.day("month") or self.today).replace(day=1)

    def span(self) -> tuple[date, int] | None:
        """Return the first month and the number of months of a from-to, or None where it is not known."""
        first, last = self.day("from"), self.day("to")
        if first is None or last is None:
            return None
        return first, max(0, (last.year - first.year) * 12 + last.month - first.month + 1)

    def person(self, name: str, fallback: int, bounds: Limits, noun: str, question: Ask) -> int:
        """Return how many people or children, `fallback` where not said.

        Raises:
            UnansweredError: There are too many or none.
        """
        count = self.number(name)
        if count is None:
            return fallback
        self.judged(name, count, bounds, f"{count} {noun}", question)
        return count
