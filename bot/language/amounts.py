"""Finds and reads money, percentages, ages, birth years, dates, months, durations and counts as people write them.

Every reading keeps the place in the text it was read from, so that a caller knows what was read and what stands around
it. Nothing is guessed here: a number that says no unit is a `Bare` one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.language.dates import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, Calendar, calendar_at, year_of
from bot.language.numerals import NUMBER_WORDS, Numeral, Token, fold, numeral, tokens, word_set

DAYS_IN_MONTH = 30
"""Days that count as a month where a time is given in days or weeks; a convention of ours."""


class Per(StrEnum):
    """What span of time an amount of money is for; a closed vocabulary."""

    UNSAID = ""
    DAY = "hari"
    WEEK = "minggu"
    MONTH = "bulan"
    YEAR = "tahun"
    HARVEST = "panen"


class Bound(StrEnum):
    """Whether an amount was said to be a limit: under it, over it, or neither."""

    NONE = ""
    BELOW = "di bawah"
    ABOVE = "di atas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Something read in a text, at the characters `start` to before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Quantity):
    """An amount of rupiah, zero or more; `low` and `high` are equal unless it was a range.

    `about` tells that it was given as a rough one, `per` and `every` for how long it is (`every` months: "tiap 4 bulan", else 0).
    """

    low: Decimal
    high: Decimal
    about: bool = False
    per: Per = Per.UNSAID
    every: int = 0
    bound: Bound = Bound.NONE

    @property
    def middle(self) -> Decimal:
        """The amount, or the middle of a range."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Quantity):
    """A percentage, zero or more."""

    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Age(Quantity):
    """An age in whole years, said with a word for age; whether it is a limit ("di atas 54 tahun")."""

    years: int
    bound: Bound = Bound.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth(Quantity):
    """A year of birth, and the day where it was given."""

    year: int
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Quantity):
    """A day; without a year it is the latest one that is not in the future (`guessed`)."""

    day: date
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month(Quantity):
    """A month of a year; `year` is 0 where it was not said."""

    year: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Year(Quantity):
    """A year that stands alone."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval(Quantity):
    """From one month to another, both counted: March 2021 to August 2024 is 42 months.

    Where only years were said the months are 0 and `length` is the difference of the years.
    """

    first_year: int
    first_month: int
    last_year: int
    last_month: int

    @property
    def length(self) -> int:
        """Its length in months, zero or more."""
        whole = (self.last_year - self.first_year) * 12
        return max(0, whole + self.last_month - self.first_month + 1 if self.first_month and self.last_month else whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Quantity):
    """A length of time; `ago` and `ahead` tell "2 tahun lalu" and "2 tahun lagi"; `years_only` that only years were named."""

    months: Fraction
    days: int = 0
    years_only: bool = False
    ago: bool = False
    ahead: bool = False
    bound: Bound = Bound.NONE

    @property
    def total(self) -> Fraction:
        """All of it in months, days counted as thirtieths."""
        return self.months + Fraction(self.days, DAYS_IN_MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Quantity):
    """How many of what; `noun` is the word counted, in the form that `NOUNS` gives."""

    value: int
    noun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare(Quantity):
    """A number without a unit, zero or more; `low` and `high` are equal unless it was a range."""

    low: Decimal
    high: Decimal
    about: bool = False

    @property
    def middle(self) -> Decimal:
        """The number, or the middle of a range."""
        return (self.low + self.high) / 2


NOUNS: dict[str, str] = {
    **dict.fromkeys(("orang", "org", "orng", "wong", "jalmi", "jiwa", "people", "person"), "orang"),
    **dict.fromkeys(
        (
            "karyawan",
            "karyawati",
            "pekerja",
            "pegawai",
            "buruh",
            "warga",
            "anggota",
            "peserta",
            "nelayan",
            "petani",
            "kader",
            "guru",
        ),
        "orang",
    ),
    **dict.fromkeys(("tukang", "pedagang", "sopir", "supir", "marbot", "relawan", "penerima"), "orang"),
    **dict.fromkeys(("anak", "ank", "budak", "bocah"), "anak"),
    **dict.fromkeys(("kali", "x", "kl", "kalo"), "kali"),
    **dict.fromkeys(("program", "prog", "progam", "jaminan"), "program"),
}
_MONTHS_OF: dict[str, int] = {
    **dict.fromkeys(("bulan", "bln", "bulanan", "wulan", "sasi", "sasih", "bl", "blan", "month", "months"), 1),
    **dict.fromkeys(("tahun", "thn", "th", "taun", "tahunan", "warsa", "year", "years"), 12),
}
_DAYS_OF: dict[str, int] = {
    **dict.fromkeys(("hari", "hr", "hri", "dinten", "dina", "poe", "dino", "day", "days"), 1),
    **dict.fromkeys(("minggu", "mgg", "minggon", "week", "weeks"), 7),
}
_ONE_MONTHS: dict[str, int] = {
    **dict.fromkeys(("sebulan", "sabulan", "sewulan", "sasasi", "saulan", "sebln"), 1),
    **dict.fromkeys(("setahun", "sataun", "setaun", "sathn", "setahunan"), 12),
}
_ONE_DAYS: dict[str, int] = {
    **dict.fromkeys(("sehari", "sapoe", "sedina", "sedino", "sadinten", "seharian"), 1),
    **dict.fromkeys(("seminggu", "saminggu", "semingguan"), 7),
}
_PER_WORDS: dict[str, Per] = {
    **dict.fromkeys(
        ("hari", "hr", "hri", "perhari", "sehari", "sapoe", "sedina", "sedino", "sadinten", "harian", "poe", "dinten"),
        Per.DAY,
    ),
    **dict.fromkeys(("minggu", "mgg", "perminggu", "seminggu", "saminggu", "mingguan"), Per.WEEK),
    **dict.fromkeys(
        (
            "bulan",
            "bln",
            "bl",
            "perbulan",
            "perbln",
            "sebulan",
            "sabulan",
            "sewulan",
            "sasasi",
            "bulanan",
            "wulan",
            "sasi",
            "sebln",
        ),
        Per.MONTH,
    ),
    **dict.fromkeys(("tahun", "thn", "th", "taun", "pertahun", "setahun", "sataun", "setaun", "tahunan"), Per.YEAR),
    **dict.fromkeys(("panen", "musim", "semusim", "panenan", "sapanen", "sepanen"), Per.HARVEST),
}
_SINGLE_PER = frozenset(word for word in _PER_WORDS if word.startswith(("se", "sa", "per")) or word.endswith("an")) - {
    "panen",
    "bulan",
}
_EACH = word_set("/ per tiap setiap saban sekali tiap2 unggal saben")
_FROM_TO = word_set("sampai sampe smpe smp sampek hingga sd nepi ampe dugi nganti to")
_NOW = word_set("sekarang skrg skrang skg kini ini saiki ayeuna")
_ABOUT = word_set(
    """
    sekitar kira kisaran kisar ± ~ + - skitar sekitaran kurleb about hampir paling sktr kirang
    """
)
_BELOW = word_set("bawah dibawah kurang handap sahandapeun ngisor maksimal maks")
_ABOVE = frozenset({"atas", "diatas", "lebih", "luhur", "nduwur", "minimal", "min"})
_AGE = word_set(
    """
    umur usia umurnya usianya umurku umure umurna berumur berusia yuswa yuswo umurane age usiane
    """
)
_NOT_OWN_AGE = word_set("pensiun jht jp cair klaim pencairan batas berapa brp maksimal minimal")
"""Words between "usia" and a number that make it a rule's age, not a person's."""
_BIRTH = word_set("lahir kelahiran lahiran klahiran lair lahirnya kalahiran ttl born kelairan lahire")
_YEAR_WORDS = frozenset({"tahun", "thn", "th", "taun"})
_AGO = word_set("lalu silam kepungkur kapengker ago kemarin kmrn kemaren")
_AHEAD = frozenset({"lagi", "lg", "deui", "maning", "meneh", "mendatang"})
_PERCENT = frozenset({"%", "persen", "prosen", "prsn", "percent", "persennya", "pct"})
_RUPIAH = frozenset({"rupiah", "perak", "rp", "idr"})
_LAW = word_set(
    """
    pp uu permenaker perpres perda perbup inpres kepres pasal ayat nomor no nmr formulir form tahap
    lampiran kelas kls klas semester smt tingkat pukul jam ke gelombang desil sp kk rt rw pph nik kpj
    """
)
"""Words whose number is a name, a class or a clock time and never an amount."""
_HALVES = frozenset({"setengah", "satengah", "separo"})


def read(text: str, today: date) -> tuple[Quantity, ...]:
    """Return all that was read in any string, in order of place, without overlaps.

    Args:
        text: What a person wrote; at most `bot.language.normalise.MAX_LENGTH` characters are looked at.
        today: The day it was written: two-digit years and days without a year are the latest not after it.
    """
    return _Reader(fold(text), tokens(text), today).read()


class _Reader:
    """Walks over the tokens once and takes the longest reading at each place."""

    def __init__(self, text: str, row: tuple[Token, ...], today: date) -> None:
        self._text = text
        self._row = row
        self._today = today
        self._at = 0

    def read(self) -> tuple[Quantity, ...]:
        found: list[Quantity] = []
        while self._at < len(self._row):
            start = self._at
            token = self._row[start]
            quantity = self._next() if token.is_number or token.text in _STARTERS else None
            if quantity is not None:
                found.append(quantity)
            self._at = max(self._at, start + 1)
        return tuple(found)

    def _next(self) -> Quantity | None:
        """Read what begins here and move behind it, or None."""
        word = self._row[self._at].text
        if word in _LAW and self._word(self._at + 1)[:1].isdecimal():
            self._skip_name()
            return None
        if word in _BIRTH:
            return self._birth()
        if word in _AGE:
            return self._age()
        if self._row[self._at].is_number and self._coded():
            return None
        return self._interval() or self._date() or self._one_duration() or self._number()

    def _word(self, at: int) -> str:
        return self._row[at].text if 0 <= at < len(self._row) else ""

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self._row[first].start, self._row[last - 1].end

    def _skip_name(self) -> None:
        """Pass over "pp 44 tahun 2015", "permenaker 5/2021", "kelas 5", "jam 7"."""
        self._at += 2
        while self._word(self._at) in {"/", "tahun", "thn", "-"} and self._word(self._at + 1)[:1].isdecimal():
            self._at += 2
        if self._word(self._at).isdecimal() and len(self._word(self._at)) == 4:
            self._at += 1

    def _coded(self) -> bool:
        """Pass over a number that is part of a code (kk1, 3b, 48x) or of a long number (0812-…), and tell whether it was."""
        token = self._row[self._at]
        before = self._row[self._at - 1] if self._at else None
        if (
            token.glued
            and before is not None
            and before.is_word
            and before.text not in {*_RUPIAH, *_SCALE_ENDS}
            and len(before.text) <= 3
        ):
            return True
        following = self._row[self._at + 1] if self._at + 1 < len(self._row) else None
        return (
            following is not None
            and following.glued
            and following.is_word
            and len(following.text) == 1
            and following.text not in "kmx"
        )

    # --- births, ages, dates ---

    def _birth(self) -> Birth | None:
        """Read a day or year of birth after a word for it."""
        start = self._at
        for at in range(start + 1, min(start + 5, len(self._row))):
            token = self._row[at]
            said = calendar_at(self._row, at, self._today)
            if said is not None and said.year:
                self._at = said.last
                day = date(said.year, said.month, said.day) if said.day else None
                first, last = self._span(start, said.last)
                return Birth(start=first, end=last, year=said.year, day=day)
            if token.is_number:
                year = year_of(token.text, self._today)
                following = self._word(at + 1)
                if year and following not in _MONTHS_OF and following not in _DAYS_OF:
                    self._at = at + 1
                    first, last = self._span(start, at + 1)
                    return Birth(start=first, end=last, year=year)
                return None
            spoken = numeral(self._row, at)
            if spoken is not None:
                return self._spoken_birth(start, spoken)
        return None

    def _spoken_birth(self, start: int, spoken: Numeral) -> Birth | None:
        value = int(spoken.value)
        year = (
            value if FIRST_YEAR <= value <= LAST_YEAR else year_of(str(value), self._today) if 10 <= value < 100 else 0
        )
        if not year or spoken.value != value:
            return None
        self._at = spoken.last
        first, last = self._span(start, spoken.last)
        return Birth(start=first, end=last, year=year)

    def _age(self) -> Age | None:
        """Read an age after a word for it."""
        start = self._at
        for at in range(start + 1, min(start + 5, len(self._row))):
            if self._word(at) in _BIRTH or self._word(at) in _AGE or self._word(at) in _NOT_OWN_AGE:
                return None
            said = numeral(self._row, at)
            if said is None:
                continue
            measured = self._word(said.last) in _MONTHS_OF or self._word(said.last) in {"an", "-"}
            last = said.last + 1 if measured and _MONTHS_OF.get(self._word(said.last)) == 12 else said.last
            years = said.value
            if said.scale != 1 or years != int(years) or years > 150 or _MONTHS_OF.get(self._word(said.last)) == 1:
                return None
            self._at = last
            first, end = self._span(start, last)
            return Age(start=first, end=end, years=int(years), bound=self._bound(at))
        return None

    def _interval(self) -> Interval | None:
        """Read "maret 2021 sampai agustus 2024", "2019-2024", "januari 2020 sampai sekarang"."""
        first = calendar_at(self._row, self._at, self._today, 1)
        if first is None or (first.day and not first.year):
            return None
        at = first.last
        if self._word(at) in _FROM_TO or self._word(at) == "-":
            at += 1
        elif self._word(at) == "s" and self._word(at + 1) in {"/", "d"}:
            at += 3 if self._word(at + 1) == "/" else 2
        else:
            return None
        if at >= len(self._row):
            return None
        if self._word(at) in _NOW:
            last = Calendar(self._today.year, self._today.month, 0, at, at + 1)
        else:
            read = calendar_at(self._row, at, self._today, 1)
            if read is None or not read.year or bool(first.month) != bool(read.month):
                return None
            last = read
        begins = first.year or (last.year if first.month <= last.month else last.year - 1)
        self._at = last.last
        start, end = self._span(first.first, last.last)
        ends_month = last.month if first.month else 0
        return Interval(
            start=start, end=end, first_year=begins, first_month=first.month, last_year=last.year, last_month=ends_month
        )

    def _date(self) -> Day | Month | Year | None:
        """Read a day, a month or a year that stands alone."""
        said = calendar_at(self._row, self._at, self._today, 1)
        if said is None:
            return None
        self._at = said.last
        start, end = self._span(said.first, said.last)
        if said.day:
            return Day(start=start, end=end, day=self._latest(said), guessed=not said.year)
        if said.month:
            return Month(start=start, end=end, year=said.year, month=said.month)
        return Year(start=start, end=end, year=said.year)

    def _latest(self, said: Calendar) -> date:
        """Return the day said, in the latest year that is not in the future where none was said."""
        for year in (said.year,) if said.year else range(self._today.year, self._today.year - 9, -1):
            leap = said.month == 2 and said.day == 29 and year % 4
            if not leap and (said.year or date(year, said.month, said.day) <= self._today):
                return date(year, said.month, said.day)
        return self._today

    # --- durations, money, and other numbers ---

    def _one_duration(self) -> Duration | None:
        """Read setahun, sebulan, setengah tahun and what follows them."""
        word = self._word(self._at)
        if word in _HALVES and _MONTHS_OF.get(self._word(self._at + 1)):
            months = Fraction(_MONTHS_OF[self._word(self._at + 1)], 2)
            return self._duration(self._at, self._at + 2, months, 0, years_only=False)
        if word in _ONE_MONTHS:
            return self._duration(
                self._at, self._at + 1, Fraction(_ONE_MONTHS[word]), 0, years_only=_ONE_MONTHS[word] == 12
            )
        if word in _ONE_DAYS:
            return self._duration(self._at, self._at + 1, Fraction(0), _ONE_DAYS[word], years_only=False)
        return None

    def _duration(self, first: int, last: int, months: Fraction, days: int, *, years_only: bool) -> Duration:
        """Return a duration with the half and the smaller units that follow it."""
        if self._word(last) in _HALVES and not numeral(self._row, last):
            months += Fraction(6) if years_only else Fraction(1, 2) if months else Fraction(0)
            last += 1
        more = last + 1 if self._word(last) in {"dan", "lebih", "+", "jeung", "lan", "sama"} else last
        smaller = numeral(self._row, more)
        if years_only and smaller is not None and _MONTHS_OF.get(self._word(smaller.last)) == 1 and smaller.scale == 1:
            months += Fraction(smaller.value)
            last = smaller.last + 1
        ago = self._word(last) in _AGO or (self._word(last) in {"yang", "yg"} and self._word(last + 1) in _AGO)
        self._at = last
        start, end = self._span(first, last)
        return Duration(
            start=start,
            end=end,
            months=months,
            days=days,
            years_only=years_only,
            ago=ago,
            ahead=self._word(last) in _AHEAD,
            bound=self._bound(first),
        )

    def _number(self) -> Quantity | None:
        """Read a number, a range, and what it counts."""
        first = numeral(self._row, self._at)
        if first is None:
            return None
        low, high, last, final = self._range(first)
        unit = self._word(last)
        if unit in _PERCENT:
            self._at = last + 1
            start, end = self._span(first.first, last + 1)
            return Percent(start=start, end=end, value=(low + high) / 2)
        if (unit in _MONTHS_OF or unit in _DAYS_OF) and final.scale == 1 and not final.grouped:
            return self._measured(first.first, last, (low + high) / 2)
        counted = self._counted(first.first, last, low, final)
        if counted is not None:
            return counted
        return self._amount(first, final, low, high, last)

    def _range(self, first: Numeral) -> tuple[Decimal, Decimal, int, Numeral]:
        """Return the ends of a range that begins with `first` (both equal for a single number), where it ends, and its last number."""
        at = first.last
        words = {"atau", "ato", "atw"} if first.scale == 1 else set()
        if self._word(at) == "-" or self._word(at) in _FROM_TO or self._word(at) in words:
            at += 1
        elif self._word(at) == "s" and self._word(at + 1) == "/" and self._word(at + 2) == "d":
            at += 3
        elif not (first.scale == 1 and first.value < 10):
            return first.value, first.value, first.last, first
        second = numeral(self._row, at)
        neighbours = at != first.last or (second is not None and second.scale > 1 and self._next_in_line(first, second))
        if second is None or not neighbours or (second.scale == 1 and first.scale > 1):
            return first.value, first.value, first.last, first
        scale = second.scale if first.scale == 1 and first.value * second.scale <= second.value else Decimal(1)
        low = first.value * scale
        if low > second.value or (second.grouped and low < 1000):
            return first.value, first.value, first.last, first
        return low, second.value, second.last, second

    @staticmethod
    def _next_in_line(first: Numeral, second: Numeral) -> bool:
        """Return whether "dua tiga juta" is meant: from two to three million."""
        return second.value == (first.value + 1) * second.scale

    def _measured(self, first: int, last: int, value: Decimal) -> Duration:
        unit = self._word(last)
        exact = Fraction(value)
        if unit in _DAYS_OF:
            return self._duration(first, last + 1, Fraction(0), int(exact * _DAYS_OF[unit]), years_only=False)
        years = _MONTHS_OF[unit] == 12
        return self._duration(first, last + 1, exact * _MONTHS_OF[unit], 0, years_only=years)

    def _counted(self, first: int, last: int, value: Decimal, final: Numeral) -> Count | None:
        """Read how many people, children or times; "anak 2" too."""
        noun = NOUNS.get(self._word(last), "")
        if value != int(value) or value > 100_000_000:
            return None
        money = self._word(first - 1) in _RUPIAH or (final.scale > 1 and self._word(first - 1) in _LEADING)
        if noun and not money and not (noun == "kali" and final.scale > 1):
            self._at = last + 1
            if noun == "orang" and self._word(last + 1) in {"anak", "ank"}:
                noun = "anak"
                self._at += 1
            start, end = self._span(first, self._at)
            return Count(start=start, end=end, value=int(value), noun=noun)
        if (
            self._word(first - 1) in {"anak", "anaknya", "anaknya,"}
            and final.scale == 1
            and value <= 20
            and not final.grouped
        ):
            self._at = last
            start, end = self._span(first, last)
            return Count(start=start, end=end, value=int(value), noun="anak")
        return None

    def _amount(self, first: Numeral, final: Numeral, low: Decimal, high: Decimal, last: int) -> Money | Bare | None:
        """Return money where something marks it as such, else a bare number; None for one that begins with a telling zero."""
        self._at = last
        marked = self._word(first.first - 1) in _RUPIAH or self._word(last) in _RUPIAH
        token = self._row[first.first]
        if token.is_number and token.text.startswith("0") and token.text.isdecimal() and len(token.text) > 2:
            while self._word(self._at) == "-" and self._word(self._at + 1)[:1].isdecimal():
                self._at += 2
            return None
        large = final.scale > 1 or final.grouped or high >= 10_000
        about = first.about or final.about or self._roughly(first.first - (1 if marked else 0))
        begin = first.first - 1 if self._word(first.first - 1) in _RUPIAH else first.first
        end = last + 1 if self._word(last) in _RUPIAH else last
        if not large and not (marked and high >= 100):
            start, stop = self._span(first.first, last)
            return Bare(start=start, end=stop, low=low, high=high, about=about)
        per, every, after = self._per_after(end)
        if per is Per.UNSAID:
            per = self._per_before(begin)
        self._at = after
        start, stop = self._span(begin, end)
        return Money(
            start=start, end=stop, low=low, high=high, about=about, per=per, every=every, bound=self._bound(begin)
        )

    def _roughly(self, first: int) -> bool:
        """Return whether a word for "about" stands just before token `first`."""
        before = [self._word(first - back) for back in (1, 2)]
        if before[0] in _ABOUT - {"-"} or (before[0] == "lebih" and before[1] in {"kurang", "krg"}):
            return True
        return before[0] == "-" and before[1] == "+"

    def _bound(self, first: int) -> Bound:
        """Return whether "di bawah" or "di atas" stands just before token `first`."""
        at = first - 1
        than = self._word(at) in {"dari", "dr", "ti"}
        word = self._word(at - 1 if than else at)
        if word in _BELOW and (than or word != "kurang"):
            return Bound.BELOW
        if word in _ABOVE and (than or word != "lebih"):
            return Bound.ABOVE
        return Bound.NONE

    def _per_after(self, at: int) -> tuple[Per, int, int]:
        """Return what span the words at `at` name for the money before them, every how many months, and where they end."""
        if self._word(at) == "-" and self._word(at + 1) in _EACH | _SINGLE_PER:
            at += 1  # the dash of "Rp3.000.000,- per bulan"
        elif self._parted(at):
            return Per.UNSAID, 0, at
        word = self._word(at)
        if word in _SINGLE_PER and word in _PER_WORDS:
            return _PER_WORDS[word], 0, at + 1
        if word not in _EACH:
            return Per.UNSAID, 0, at
        each = self._word(at + 1)
        if each in _PER_WORDS:
            return _PER_WORDS[each], 0, at + 2
        number = numeral(self._row, at + 1)
        if number is not None and number.scale == 1 and self._word(number.last) in _MONTHS_OF:
            months = number.value * _MONTHS_OF[self._word(number.last)]
            if months == int(months) and months >= 1:
                return Per.HARVEST, int(months), number.last + 1
        return Per.UNSAID, 0, at

    def _parted(self, at: int) -> bool:
        """Return whether a comma or the like parts token `at` from the one before it."""
        if not 0 < at < len(self._row):
            return False
        return any(char in ",;:.\n" for char in self._text[self._row[at - 1].end : self._row[at].start])

    def _per_before(self, first: int) -> Per:
        """Return what span is named before the money at token `first`: "sehari 150rb", "per bulan dapat 3 juta"."""
        for back in range(1, 6):
            word = self._word(first - back)
            if word in _PER_WORDS and (word in _SINGLE_PER or self._word(first - back - 1) in _EACH):
                lasted = self._word(first - back - 1) in _LASTED
                return Per.UNSAID if lasted else _PER_WORDS[word]
            if word not in _LEADING:
                break
        return Per.UNSAID


_SCALE_ENDS = frozenset({"jt", "juta", "rb", "ribu", "s", "d", "sd"})
_LASTED = word_set("kerja bekerja baru sudah udah udh selama masa digawe nyambut kontrak")
"""Words before "setahun" that make it how long something lasted, not what an amount is for."""
_LEADING = word_set(
    """
    dapat dapet dpt dpet dpat entuk oleh olih meunang kenging paling cuma cuman hanya sekitar kira
    kurang lebih bisa rata rp itu nya an di bawah dibawah ya sekali gaji gajinya upah upahnya
    penghasilan penghasilannya pendapatan bersih untung hasil hasilnya dibayar bayaran masuk nabung setor
    bayar iuran disetor
    """
)
"""Words that may stand between "sebulan" and its amount."""


_STARTERS = frozenset({*_LAW, *_BIRTH, *_AGE, *_ONE_MONTHS, *_ONE_DAYS, *MONTH_NAMES, *NUMBER_WORDS})
"""Every word with which something that is read can begin."""
