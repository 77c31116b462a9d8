"""What is paid when work is lost, after an accident at work, and after a death."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.dialogue.calculators.exact import half_up, percent
from bot.dialogue.calculators.results import Result
from bot.dialogue.calculators.rules import Rule, Rules
from bot.language.dates import add_months

# --- C7 and S5: lost work ---


@dataclass(frozen=True, slots=True)
class JobLoss(Result):
    """The cash benefit of JKP, rupiah: the wage counted, a month, the months taken and their sum, and the sum of all months."""

    dasar: int
    per_bulan: int
    jumlah_bulan: int
    total: int
    total_maks: int


def job_loss(rules: Rules, wage: Fraction, months: int, day: date) -> JobLoss:
    """Return the JKP cash benefit: 60% of the reported wage up to Rp5 million, the same in each of at most six months.

    Source: PP 37/2021 as changed by PP 6/2025 art. 21.

    Args:
        rules: The rule figures.
        wage: The last wage reported, rupiah a month.
        months: Months taken, from 1; more than the most there are count as the most.
        day: The day for which rate and cap are taken.
    """
    most = rules.whole(Rule.JKP_MONTHS)
    base = min(wage, Fraction(rules.value(Rule.JKP_WAGE_CAP, day)))
    monthly = half_up(percent(rules.value(Rule.JKP_PERCENT, day), base))
    taken = min(months, most)
    return JobLoss(half_up(base), monthly, taken, monthly * taken, monthly * most)


@dataclass(frozen=True, slots=True)
class Deadline(Result):
    """Within how many months of a dismissal JKP must be claimed."""

    batas_ajukan_bulan: int


def last_claim_day(rules: Rules, dismissed: date) -> date:
    """Return the last day to claim JKP: six months on, the same day, or the last one of a shorter month.

    Source: PP 6/2025 art. 40; how the day is counted is not in the facts.
    """
    return add_months(dismissed, rules.whole(Rule.JKP_DEADLINE))


# --- C8: death not from work ---


@dataclass(frozen=True, slots=True)
class DeathGrant(Result):
    """The JKM lump sum, rupiah; its parts are None where it is the smaller one of a new self-employed member."""

    santunan: int | None
    berkala: int | None
    pemakaman: int | None
    total: int


def death_grant(rules: Rules, *, new_self_employed: bool = False) -> DeathGrant:
    """Return the JKM lump sum: grant, periodic grant and funeral, or one smaller sum for a new self-employed member.

    Source: PP 82/2019 art. 34 and Annex III; Permenaker 1/2025 (members of less than 3 months).
    """
    if new_self_employed:
        return DeathGrant(None, None, None, rules.whole(Rule.JKM_NEW))
    parts = [rules.whole(rule) for rule in (Rule.JKM_GRANT, Rule.JKM_PERIODIC, Rule.JKM_FUNERAL)]
    return DeathGrant(parts[0], parts[1], parts[2], sum(parts))


# --- C9 to C12 and S2: accidents at work ---


@dataclass(frozen=True, slots=True)
class WorkDeath(Result):
    """What JKK pays after a death at work, rupiah."""

    dasar: int
    santunan: int
    pemakaman: int
    berkala: int
    total: int


def work_death(rules: Rules, wage: Fraction) -> WorkDeath:
    """Return 48 times the reported wage, at least Rp20 million, with funeral and periodic grant.

    Source: PP 82/2019 art. 25 and Annex III (60% x 80 x wage).
    """
    grant = half_up(max(wage * rules.whole(Rule.JKK_DEATH_TIMES), Fraction(rules.value(Rule.JKK_DEATH_LEAST))))
    funeral, periodic = rules.whole(Rule.JKK_FUNERAL), rules.whole(Rule.JKK_PERIODIC)
    return WorkDeath(half_up(wage), grant, funeral, periodic, grant + funeral + periodic)


@dataclass(frozen=True, slots=True)
class TotalDisability(Result):
    """What JKK pays for total permanent disability, rupiah."""

    dasar: int
    santunan: int
    berkala: int
    total: int


def total_disability(rules: Rules, wage: Fraction) -> TotalDisability:
    """Return 56 times the reported wage with the periodic grant. Source: PP 82/2019 art. 25 and Annex III (70% x 80 x wage)."""
    grant = half_up(wage * rules.whole(Rule.JKK_TOTAL_TIMES))
    periodic = rules.whole(Rule.JKK_PERIODIC)
    return TotalDisability(half_up(wage), grant, periodic, grant + periodic)


@dataclass(frozen=True, slots=True)
class PartialDisability(Result):
    """What JKK pays for a lost part of the body or its lost function, rupiah and percent.

    Without a percentage only `per_satu_persen` is computed: what each percent of the table is worth.
    """

    dasar: int
    persen_tabel: Decimal | None = None
    persen_fungsi: Decimal | None = None
    santunan: int | None = None
    per_satu_persen: int | None = None


def partial_disability(
    rules: Rules, wage: Fraction, table: Decimal | None, function: Decimal | None = None
) -> PartialDisability:
    """Return table% x 80 x wage, for a lost function its percentage of that.

    Source: PP 44/2015 annex as changed by PP 82/2019 (art. 25, Annex III).

    Args:
        rules: The rule figures.
        wage: The reported wage or base, rupiah a month.
        table: The percentage of the table, 0 to 100, or None if unknown.
        function: The share of the function that is lost, 0 to 100 percent, or None where the part itself is lost.
    """
    whole = wage * rules.whole(Rule.JKK_PARTIAL_TIMES)
    if table is None:
        return PartialDisability(half_up(wage), persen_fungsi=function, per_satu_persen=half_up(whole / 100))
    grant = percent(table, whole)
    if function is not None:
        grant = percent(function, grant)
    return PartialDisability(half_up(wage), table, function, half_up(grant))


@dataclass(frozen=True, slots=True)
class SickPay(Result):
    """What JKK pays while unable to work, rupiah; the months may be parts of one."""

    dasar: int
    bulan_penuh: Decimal
    bulan_separuh: Decimal
    total_penuh: int
    total_separuh: int
    total: int


def sick_pay(rules: Rules, wage: Fraction, months: Fraction) -> SickPay:
    """Return the wage for the first 12 months and half of it after, part months in proportion.

    Source: PP 82/2019 art. 25 and Annex III; that part months count in proportion is an assumption of ours.

    Args:
        rules: The rule figures.
        wage: The reported wage or base, rupiah a month.
        months: How long, zero or more.
    """
    full = min(months, Fraction(rules.value(Rule.STMB_FULL_MONTHS)))
    later = months - full
    paid_full = half_up(percent(rules.value(Rule.STMB_FULL), wage) * full)
    paid_later = half_up(percent(rules.value(Rule.STMB_LATER), wage) * later)
    return SickPay(half_up(wage), _decimal(full), _decimal(later), paid_full, paid_later, paid_full + paid_later)


def _decimal(value: Fraction) -> Decimal:
    """Return a number of months with at most two decimals, without trailing zeros."""
    cents = half_up(value * 100)
    return Decimal(cents // 100) if cents % 100 == 0 else (Decimal(cents) / 100).normalize()


class Way(StrEnum):
    """How an injured person was brought: on land, a river or a lake; over the sea; through the air."""

    LAND = "darat"
    SEA = "laut"
    AIR = "udara"


WAY_LIMITS = {Way.LAND: Rule.TRANSPORT_LAND, Way.SEA: Rule.TRANSPORT_SEA, Way.AIR: Rule.TRANSPORT_AIR}


@dataclass(frozen=True, slots=True)
class Transport(Result):
    """What of the cost of transport is paid back and what is not, rupiah."""

    diganti: int
    tidak_diganti: int


def transport(rules: Rules, costs: dict[Way, Fraction]) -> Transport:
    """Return each kind's cost up to its limit, added. Source: PP 82/2019 Annex III.

    Args:
        rules: The rule figures.
        costs: What was paid for each kind, rupiah.
    """
    paid = sum(half_up(min(cost, Fraction(rules.value(WAY_LIMITS[way])))) for way, cost in costs.items())
    return Transport(paid, sum(half_up(cost) for cost in costs.values()) - paid)


# --- C13: scholarship ---


class Level(StrEnum):
    """A level of school."""

    TK = "tk"
    SD = "sd"
    SMP = "smp"
    SMA = "sma"
    PT = "pt"


_LEVEL_RULES = {
    Level.TK: (Rule.SCHOOL_TK, Rule.SCHOOL_TK_YEARS),
    Level.SD: (Rule.SCHOOL_SD, Rule.SCHOOL_SD_YEARS),
    Level.SMP: (Rule.SCHOOL_SMP, Rule.SCHOOL_SMP_YEARS),
    Level.SMA: (Rule.SCHOOL_SMA, Rule.SCHOOL_SMA_YEARS),
    Level.PT: (Rule.SCHOOL_PT, Rule.SCHOOL_PT_YEARS),
}


@dataclass(frozen=True, slots=True)
class Child:
    """A child at school.

    `level` and `grade` are its level and class now (the first class is 1), `until` the last level counted, `university`
    the years of university (0: as many as are paid).
    """

    level: Level
    grade: int = 1
    until: Level = Level.SMA
    university: int = 0


@dataclass(frozen=True, slots=True)
class SchoolYears:
    """The years of one level that are still to come, and what one of them pays, rupiah."""

    level: Level
    years: int
    each: int

    @property
    def total(self) -> int:
        """What they pay together, rupiah."""
        return self.years * self.each


def school_years(rules: Rules, child: Child) -> tuple[SchoolYears, ...]:
    """Return the paid years still to come for a child, the current school year counted, level by level.

    At most 2, 6, 3, 3 and 5 years of TK, SD, SMP, SMA and university or training. Source: PP 82/2019 Annex III.
    """
    order = list(Level)
    found = []
    for level in order[order.index(child.level) : order.index(max(child.until, child.level, key=order.index)) + 1]:
        amount, longest = (rules.whole(rule) for rule in _LEVEL_RULES[level])
        if level is Level.PT and child.university:
            longest = min(longest, child.university)
        years = longest - (child.grade - 1 if level is child.level else 0)
        if years > 0:
            found.append(SchoolYears(level, years, amount))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Scholarship(Result):
    """The most that the children's scholarship can come to, rupiah, for one or two children and together."""

    anak_1: int
    anak_2: int | None
    total: int


def scholarship(rules: Rules, children: tuple[Child, ...]) -> Scholarship:
    """Return the scholarship of the first two children.

    At most Rp87 million a child, two children, Rp174 million. Source: PP 82/2019 Annex III, Permenaker 5/2021 (claim).

    Raises:
        ValueError: No child was given.
    """
    counted = children[: rules.whole(Rule.SCHOOL_CHILDREN)]
    if not counted:
        raise ValueError("no child")
    per_child = rules.whole(Rule.SCHOOL_PER_CHILD)
    sums = [min(sum(part.total for part in school_years(rules, child)), per_child) for child in counted]
    return Scholarship(sums[0], sums[1] if len(sums) > 1 else None, min(sum(sums), rules.whole(Rule.SCHOOL_ALL)))
