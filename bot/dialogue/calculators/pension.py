"""What the pension programme (JP) pays: from which age, a month, or at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators.contributions import CapKnown, jp_wage_cap
from bot.dialogue.calculators.exact import grown, half_up, percent
from bot.dialogue.calculators.results import Result
from bot.dialogue.calculators.rules import Rule, Rules
from bot.language.dates import add_months

# --- C6: the age ---


@dataclass(frozen=True, slots=True)
class PensionAge(Result):
    """The age from which JP is paid and the year in which it is reached."""

    usia_pensiun: int
    tahun: int


def programme_start(rules: Rules) -> date:
    """Return the day on which JP began, the first of its pension ages."""
    first = rules.periods(Rule.JP_AGE)[0].first
    return first or date.min


def pension_age(rules: Rules, birth_year: int) -> PensionAge | None:
    """Return the smallest age that is at least the pension age of the year in which it is reached.

    None for those who had reached the first pension age in the year the programme began, or before. Source: PP 45/2015
    art. 15; the ages by year of birth are our own reckoning from it.
    """
    ages = [int(period.value) for period in rules.periods(Rule.JP_AGE)]
    if birth_year + ages[0] <= programme_start(rules).year:
        return None
    for age in range(ages[0], ages[-1] + 1):
        year = birth_year + age
        if rules.whole(Rule.JP_AGE, date(year, 12, 31)) <= age:
            return PensionAge(age, year)
    return PensionAge(ages[-1], birth_year + ages[-1])


# --- C4: a month ---


@dataclass(frozen=True, slots=True)
class MonthlyPension(Result):
    """The monthly benefit by the formula and within its limits, rupiah; `bulan` is in months."""

    bulan: int
    per_bulan_rumus: int
    per_bulan: int


def monthly_pension(rules: Rules, months: int, average: Fraction, day: date) -> MonthlyPension:
    """Return the monthly benefit: 1% x (months / 12) x the average wage up to the cap, within the limits of the year.

    Source: PP 45/2015 art. 17 (formula) and 18 (limits); without the adjustment of past wages for inflation.

    Args:
        rules: The rule figures.
        months: Months of contributions, at least those of `jp.masa_iur_minimal`.
        average: The average monthly wage, rupiah.
        day: The day for which cap and limits are taken, else the last ones known by then.
    """
    counted = min(average, Fraction(jp_wage_cap(rules, day).value))
    raw = percent(rules.value(Rule.JP_COEFFICIENT), counted) * Fraction(months, 12)
    limited = min(max(raw, Fraction(rules.value(Rule.JP_MIN, day))), Fraction(rules.value(Rule.JP_MAX, day)))
    return MonthlyPension(months, half_up(raw), half_up(limited))


# --- C5: at once ---


@dataclass(frozen=True, slots=True)
class PensionLump(Result):
    """What was paid in for certain and, as an illustration, what is paid out, rupiah; `bulan` is in months."""

    iuran_per_bulan: int | None
    bulan: int
    total_iuran: int
    perkiraan_total: int


def pension_contribution(rules: Rules, wage: Fraction, cap: int) -> int:
    """Return the monthly JP contribution of both shares, rupiah: 3% of the wage up to `cap`. Source: PP 45/2015 art. 28, 29."""
    rate = rules.value(Rule.JP_EMPLOYER) + rules.value(Rule.JP_WORKER)
    return half_up(percent(rate, min(wage, Fraction(cap))))


def cap_stretches(rules: Rules, first: date, months: int) -> tuple[tuple[int, int, CapKnown], ...]:
    """Return the JP wage caps of `months` months from `first` on: for each the cap, how many months, and whether it is known."""
    found: list[tuple[int, int, CapKnown]] = []
    for ahead in range(months):
        cap = jp_wage_cap(rules, add_months(first, ahead))
        if found and found[-1][0] == cap.value and found[-1][2] is cap.known:
            found[-1] = (cap.value, found[-1][1] + 1, cap.known)
        else:
            found.append((cap.value, 1, cap.known))
    return tuple(found)


def pension_lump(rules: Rules, stretches: tuple[tuple[int, int], ...], rate: Decimal | None = None) -> PensionLump:
    """Return the lump sum for less than 15 years of contributions.

    Certain is the sum of contributions; the illustration adds a yearly return as `exact.grown` does. Source: UU 40/2004
    art. 41, PP 45/2015 art. 28 and 29.

    Args:
        rules: The rule figures.
        stretches: Pairs of monthly contribution (rupiah) and months, in order of time.
        rate: The yearly return in percent; None takes that of the figure `jp.hasil_sekaligus`.
    """
    yearly = rules.value(Rule.JP_RETURN) if rate is None else rate
    balance = Fraction(0)
    for monthly, months in stretches:
        balance = grown(balance, Fraction(monthly), months, yearly)
    return PensionLump(
        iuran_per_bulan=stretches[0][0] if len({monthly for monthly, _ in stretches}) == 1 else None,
        bulan=sum(months for _, months in stretches),
        total_iuran=sum(monthly * months for monthly, months in stretches),
        perkiraan_total=half_up(balance),
    )
