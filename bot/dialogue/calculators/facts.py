"""What a message says, as far as a calculation can use it: amounts with what they are for, events, topics, who asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.cues import CueTable
from bot.dialogue.calculators.form import Amount
from bot.language.amounts import (
    Age,
    Bare,
    Birth,
    Bound,
    Count,
    Day,
    Duration,
    Interval,
    Money,
    Month,
    Per,
    Percent,
    Quantity,
    Year,
    read,
)
from bot.language.numerals import MILLION, THOUSAND, Token, tokens, word_set
from bot.language.schooling import Schooling, schooling

PAY = frozenset({"wage", "income", "pay"})
"""The roles of an amount that a person earns."""
_STRONG = word_set("wage income contribution contract cost allowance apart balance taken")
_NEAR = 7
"""Words between a cue and its amount."""
_WEAK_NEAR = 4
"""Words between a weak cue ("dapat") and its amount."""
_BARE_NEAR = 3
"""Words between a cue and a bare number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cue stands: its tokens from `first` to before `last`."""

    cue: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount and what it is for ("" if unknown).

    `reported` tells that it is what was reported to the agency, `supposed` that it is a supposition ("kalau 3 juta").

    `at` is the token it begins at, `end` the one behind it.
    """

    amount: Amount
    role: str
    at: int
    end: int
    reported: bool = False
    supposed: bool = False
    bound: Bound = Bound.NONE

    @property
    def value(self) -> Fraction:
        """Its middle, rupiah."""
        return self.amount.middle


class Facts:
    """A message, read once.

    Args:
        text: What was written.
        today: The day it was written.
        spell: Puts one lower-case word right ("gji" to "gaji"), or returns it as it is.
    """

    def __init__(self, text: str, today: date, spell: Callable[[str], str]) -> None:
        self.text = text
        self.today = today
        self.row: tuple[Token, ...] = tokens(text)
        self.raw: tuple[str, ...] = tuple(token.text for token in self.row)
        self._spell = spell

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All that was read in figures and number words."""
        return read(self.text, self.today)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens with their words put right."""
        return tuple(self._spell(token.text) if token.is_word else token.text for token in self.row)

    @cached_property
    def bag(self) -> frozenset[str]:
        """Every word as typed and as put right."""
        return frozenset(self.raw) | frozenset(self.words)

    def find(self, table: CueTable) -> tuple[Place, ...]:
        """Return where the phrases of a table stand, in order of place."""
        found = [Place(cue, first, last) for first, last, cue in table.matches(self.words)]
        return tuple(sorted(found, key=lambda place: (place.first, -place.last, place.cue)))

    def named(self, table: CueTable) -> frozenset[str]:
        """Return the cues of a table that are in the message."""
        return frozenset(cue for _, _, cue in table.matches(self.words))

    @cached_property
    def topics(self) -> frozenset[str]:
        """What is spoken of."""
        return self.named(cues.TOPICS)

    @cached_property
    def events(self) -> frozenset[str]:
        """What happened."""
        return self.named(cues.EVENTS)

    @cached_property
    def segments(self) -> frozenset[str]:
        """Who pays and how the person works."""
        return self.named(cues.SEGMENTS)

    @cached_property
    def elsewhere(self) -> bool:
        """Whether it is a matter of another office, or a sum that no calculator is for."""
        return bool(self.named(cues.ELSEWHERE))

    @cached_property
    def knowledge(self) -> bool:
        """Whether it holds a question that an entry answers."""
        return bool(self.named(cues.QUESTIONS))

    @cached_property
    def doubts(self) -> bool:
        """Whether it asks if something heard is so."""
        return bool(self.bag & cues.DOUBT)

    @cached_property
    def asks_amount(self) -> bool:
        """Whether it asks for a sum of money (berapa, but not berapa lama)."""
        return any(
            self._asks_at(at) for at, word in enumerate(self.raw) if word in cues.ASKING or self.words[at] == "berapa"
        )

    def _asks_at(self, at: int) -> bool:
        before = self.raw[at - 1] if at else ""
        after = self.raw[at + 1] if at + 1 < len(self.raw) else ""
        counted = at > 1 and self.row[at - 2].is_number
        if (before in cues.NOT_MONEY_BEFORE and not counted) or (before == "how" and after == "long"):
            return False
        return after not in cues.NOT_MONEY_AFTER

    @cached_property
    def computes(self) -> bool:
        """Whether it asks outright for a calculation, and not how one is done."""
        if self.knowledge or self.bag & cues.HOW:
            return False
        return any(
            word in cues.COMPUTE and not {*self.raw[max(0, at - 2) : at]} & cues.FOR_COMPUTING
            for at, word in enumerate(self.words)
        )

    @cached_property
    def yes_or_no(self) -> bool:
        """Whether it ends as a question for yes or no ("pakai umk ga?")."""
        letters = [word for word in self.raw if word[0].isalpha()]
        return bool(letters) and letters[-1] in cues.YES_OR_NO

    @cached_property
    def either_or(self) -> bool:
        """Whether it asks which of two things holds ("dari gaji atau umk")."""
        inside = {at for q in self.quantities for at, token in enumerate(self.row) if q.start <= token.start < q.end}
        return any(word == "atau" and at not in inside for at, word in enumerate(self.words))

    @cached_property
    def ends_open(self) -> bool:
        """Whether it ends in a question mark or in what is asked for ("iurannya?")."""
        return self.text.rstrip().endswith("?")

    # --- amounts ---

    def _token_at(self, start: int) -> int:
        return next((at for at, token in enumerate(self.row) if token.end > start), len(self.row))

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every amount of money with what it is for, in order; a bare number counts where it is plainly a wage."""
        places = self.find(cues.ROLES)
        result: list[Sum] = []
        behind = 0
        for quantity in self.quantities:
            if not isinstance(quantity, Money | Bare):
                continue
            at, end = self._token_at(quantity.start), self._token_at(quantity.end - 1) + 1
            if isinstance(quantity, Bare):
                said = self._bare_wage(quantity, places, at, behind)
            else:
                said = self._role(quantity, places, at, end, behind)
            if said is not None:
                result.append(said)
                behind = end
        return tuple(result)

    def _role(self, money: Money, places: Sequence[Place], at: int, end: int, behind: int) -> Sum:
        amount = Amount(
            Fraction(money.low),
            Fraction(money.high),
            about=money.about,
            per=money.per,
            every=money.every,
            below=money.bound is Bound.BELOW,
        )
        before = [place for place in places if behind <= place.first and place.last <= at and at - place.last <= _NEAR]
        reported = any(place.cue == "reported" for place in before)
        before = [place for place in before if place.cue not in {"reported", "earlier"}]
        supposed = at > 0 and self.raw[at - 1] in _SUPPOSING
        if supposed:
            before = [place for place in before if place.cue != "contribution"]
        strong = [place for place in before if place.cue in _STRONG]
        nearest = (strong or [place for place in before if at - place.last <= _WEAK_NEAR])[-1:]
        if not nearest:
            nearest = [place for place in places if end <= place.first <= end + 1 and place.cue in {"wage", "income"}][
                :1
            ]
        role = nearest[0].cue if nearest else "pay" if reported else ""
        role = "balance" if role == "savings" else role
        return Sum(amount, role, at, end, reported, supposed, money.bound)

    def _bare_wage(self, bare: Bare, places: Sequence[Place], at: int, behind: int) -> Sum | None:
        """Return a bare number as a wage in millions (4.2) or thousands (850), where a word for pay stands right before it."""
        near = [
            p for p in places if p.cue in {"wage", "income"} and behind <= p.first and 0 <= at - p.last <= _BARE_NEAR
        ]
        between = self.raw[near[-1].last : at] if near else ()
        following = self.raw[at + 1] if at + 1 < len(self.raw) else ""
        fitting = all(word in _BETWEEN for word in between) and following not in _NO_WAGE_AFTER
        if not near or not fitting or not self.row[at].is_number:
            return None
        scale, name = (MILLION, "juta") if bare.high < 100 else (THOUSAND, "ribu")
        if bare.high >= 10_000:
            return None
        amount = Amount(Fraction(bare.low * scale), Fraction(bare.high * scale), about=bare.about, scaled=name)
        return Sum(amount, near[-1].cue, at, at + 1)

    @cached_property
    def pay(self) -> Sum | None:
        """What the person earns: the reported amount if both are told, with a fixed allowance added."""
        earned = [said for said in self.sums if said.role in PAY]
        earned = earned or [said for said in self.sums if said.role == "" and said.amount.per is not Per.UNSAID]
        if not earned:
            return None
        reported = [said for said in earned if said.reported]
        chosen = (reported or earned)[0]
        if self.raised is not None:
            chosen = earned[-1]
        added = [said for said in self.sums if said.role == "allowance"]
        if not added or reported:
            return chosen
        extra = sum((said.value for said in added), Fraction(0))
        amount = Amount(chosen.amount.low + extra, chosen.amount.high + extra, chosen.amount.about, chosen.amount.per)
        return Sum(amount, chosen.role, chosen.at, chosen.end, chosen.reported, chosen.supposed, chosen.bound)

    @cached_property
    def raised(self) -> Sum | None:
        """The wage before a raise ("gaji naik dari 4 juta jadi 5 juta"), or None."""
        earned = [said for said in self.sums if said.role in PAY or said.role == ""]
        if (
            len(earned) < 2
            or not self.bag & {"naik", "turun", "kenaikan"}
            or not self.bag & {"jadi", "menjadi", "dadi", "ke"}
        ):
            return None
        return earned[0]

    @cached_property
    def after_raise(self) -> Sum | None:
        """The wage after a raise, or None."""
        earned = [said for said in self.sums if said.role in PAY or said.role == ""]
        return earned[-1] if self.raised is not None else None

    def money(self, *roles: str) -> Sum | None:
        """Return the first amount with one of these roles, None if there is none; "" is an amount of unknown use."""
        for role in roles:
            found = next((said for said in self.sums if said.role == role), None)
            if found is not None:
                return found
        return None

    @cached_property
    def average_of(self) -> tuple[Fraction, ...]:
        """Three or more monthly totals of piece work, or nothing."""
        if not self.bag & {"borongan", "borong", "satuan", "rata"}:
            return ()
        totals = [said.value for said in self.sums if said.role in PAY or said.role == ""]
        return tuple(totals) if len(totals) in {3, 12} else ()

    # --- times ---

    @cached_property
    def durations(self) -> tuple[tuple[Duration, int], ...]:
        """The lengths of time with the token each begins at; spans that say for what time money is are left out."""
        found = []
        for quantity in self.quantities:
            if isinstance(quantity, Duration):
                at = self._token_at(quantity.start)
                if not self._is_rate(quantity, at):
                    found.append((quantity, at))
        return tuple(found)

    def _is_rate(self, duration: Duration, at: int) -> bool:
        """Return whether "sebulan" or "sehari" only says that an amount is for a month or a day."""
        beside = {*self.raw[max(0, at - 2) : at], *self.raw[at + 1 : at + 2]}
        return (
            self.raw[at] in _RATES
            and duration.total <= 12
            and not beside & (_LASTING if duration.total <= 1 else _LASTING | _AT_ONCE)
        )

    def duration(
        self,
        *,
        after: frozenset[str] = frozenset(),
        before: frozenset[str] = frozenset(),
        unless: frozenset[str] = frozenset(),
    ) -> Duration | None:
        """Return the first length of time that is not "ago".

        Args:
            after: Where given, one of these words must stand among the four before it, or one of `before` behind it.
            before: Words that may stand right behind it instead.
            unless: None of these words may stand among the three before it.
        """
        for duration, at in self.durations:
            end = self._token_at(duration.end - 1) + 1
            told = after & {*self._around(at - 4, at)} or before & {*self._around(end, end + 2)}
            if duration.ago or (after and not told) or unless & {*self._around(at - 3, at)}:
                continue
            return duration
        return None

    def _around(self, first: int, last: int) -> tuple[str, ...]:
        """Return the words from token `first` to before `last`, as typed and as put right."""
        first = max(0, first)
        return self.raw[first:last] + self.words[first:last]

    @cached_property
    def interval(self) -> Interval | None:
        """The first from-to, or None."""
        return next((q for q in self.quantities if isinstance(q, Interval)), None)

    @cached_property
    def day(self) -> Day | None:
        """The first day, or None."""
        return next((q for q in self.quantities if isinstance(q, Day)), None)

    @cached_property
    def birth(self) -> Birth | None:
        """The first birth year or birthday, or None."""
        return next((q for q in self.quantities if isinstance(q, Birth)), None)

    @cached_property
    def age(self) -> Age | None:
        """The first age, or None."""
        return next((q for q in self.quantities if isinstance(q, Age)), None)

    @cached_property
    def year(self) -> Year | None:
        """The first year that stands alone, or None."""
        return next((q for q in self.quantities if isinstance(q, Year)), None)

    @cached_property
    def month(self) -> date | None:
        """The contribution month named, its first day; without a year the nearest one to today."""
        said = next((q for q in self.quantities if isinstance(q, Month)), None)
        if said is None:
            return None
        if said.year:
            return date(said.year, said.month, 1)
        years = (self.today.year - 1, self.today.year, self.today.year + 1)
        here = self.today.year * 12 + self.today.month
        nearest = min(years, key=lambda year: (abs(year * 12 + said.month - here), -year))
        return date(nearest, said.month, 1)

    @cached_property
    def percents(self) -> tuple[Percent, ...]:
        """All percentages."""
        return tuple(q for q in self.quantities if isinstance(q, Percent))

    def count(self, noun: str) -> int | None:
        """Return how many of `noun` were counted first, or None."""
        return next((q.value for q in self.quantities if isinstance(q, Count) and q.noun == noun), None)

    @cached_property
    def children(self) -> tuple[Schooling, ...]:
        """The children's schooling."""
        return schooling(self.text)

    @cached_property
    def has_number(self) -> bool:
        """Whether anything that a calculator can use was read."""
        return bool(self.quantities) or bool(self.children)


_BETWEEN = word_set(
    """
    sy saya aku gw gue abdi kula nya sekitar kira kurang lebih cuma cuman hanya saat ini skrg sekarang
    per bulan sebulan : = ya itu pokok bersih terakhir paling rp ku saja aja di kisaran rata rata-rata -
    perbulan
    """
)
"""Words that may stand between a word for pay and a bare number."""
_NO_WAGE_AFTER = word_set(
    """
    persen % kali x tahun thn bulan bln hari orang anak pensiunan - / program kelas th jam ke
    """
)
_RATES = word_set(
    """
    sebulan sabulan sewulan sasasi sehari sapoe sedina sedino sadinten seminggu saminggu setahun sataun
    setaun sebln
    """
)
_LASTING = word_set(
    """
    baru ikut jadi lagi selama setelah kerja bekerja daftar nembe karek masih sudah udah belum nunggak
    jalan
    """
)
"""Words next to "sebulan" that show it to be how long something lasted."""
_AT_ONCE = word_set("bayar langsung sekaligus untuk buat simulasi hitung sampai ke depan penuh full kontrak kontraknya")
"""Words next to "setahun" that show it to be a number of months."""
_SUPPOSING = word_set("kalau klo kalo kl dari dr buat untuk utk dengan dgn yen mun nek ti")
"""Words right before an amount that show it not to be the contribution named before them ("iuran kalau 3 juta")."""
