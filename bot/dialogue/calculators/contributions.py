"""What contributions cost: self-employed, employees, migrant workers, construction projects, late payment, and back to the base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from bot.dialogue.calculators.exact import half_up, percent
from bot.dialogue.calculators.results import Result
from bot.dialogue.calculators.rules import MissingFigureError, Rule, Rules, first_of_month
from bot.language.dates import add_months


class Work(StrEnum):
    """The kind of work of a self-employed person, as the discount parts it."""

    TRANSPORT = "angkutan"
    OTHER = "lain"
    UNKNOWN = ""


class Payer(StrEnum):
    """Who pays the contribution of a self-employed person."""

    SELF = "sendiri"
    DONOR = "perusahaan"
    STATE = "negara"
    VILLAGE = "desa"


class Programme(StrEnum):
    """A programme with a contribution."""

    JKK = "jkk"
    JKM = "jkm"
    JHT = "jht"
    JP = "jp"


DISCOUNTS = {Work.TRANSPORT: Rule.BPU_DISCOUNT_TRANSPORT, Work.OTHER: Rule.BPU_DISCOUNT_OTHER}
RISKS = (Rule.JKK_VERY_LOW, Rule.JKK_LOW, Rule.JKK_MEDIUM, Rule.JKK_HIGH, Rule.JKK_VERY_HIGH)


# --- C1: self-employed ---


@dataclass(frozen=True, slots=True)
class BpuContribution(Result):
    """The monthly contribution of a self-employed person, normal and discounted, and the sum over months and people.

    Between the sourced rows of the table the `perkiraan_` fields stand in place of what depends on the row.
    `total_bulan` is the first month for all people, `total_semua` all months for all people.
    """

    dasar: int | None = None
    jkk: int | None = None
    jkm: int | None = None
    jht: int | None = None
    total: int | None = None
    jkk_diskon: int | None = None
    jkm_diskon: int | None = None
    total_diskon: int | None = None
    total_bulan: int | None = None
    total_semua: int | None = None
    perkiraan_jkk: int | None = None
    perkiraan_jht: int | None = None
    perkiraan_total: int | None = None
    perkiraan_total_diskon: int | None = None
    perkiraan_total_bulan: int | None = None
    perkiraan_total_semua: int | None = None


def bpu_base(rules: Rules, income: Fraction) -> int | None:
    """Return the base of the row that a monthly income falls into, rupiah, or None between the sourced rows.

    Source: PP 44/2015 Annex II and PP 46/2015 annex, as far as the figure `iuran.bpu_tabel` holds their rows.
    """
    for row in rules.rows(Rule.BPU_TABLE):
        if "penghasilan_dari" not in row or "dasar" not in row:
            raise MissingFigureError(Rule.BPU_TABLE)
        below = row.get("penghasilan_di_bawah")
        if Fraction(row["penghasilan_dari"]) <= income and (below is None or income < Fraction(below)):
            return int(row["dasar"])
    return None


def discount(rules: Rules, work: Work, payer: Payer, month: date) -> Decimal | None:
    """Return the discount on JKK and JKM in a contribution month, in percent, 0 where there is none.

    None means that it depends on the kind of work, which is not known. Source: PP 50/2025 art. 2 to 5; not for
    contributions that APBN or APBD pays.
    """
    if payer in {Payer.STATE, Payer.VILLAGE}:
        return Decimal(0)
    day = first_of_month(month)
    kinds = DISCOUNTS.values() if work is Work.UNKNOWN else (DISCOUNTS[work],)
    values = {period.value if (period := rules.period(rule, day)) else Decimal(0) for rule in kinds}
    return values.pop() if len(values) == 1 else None


@dataclass(frozen=True, slots=True)
class _BpuMonth:
    """One person's month by programme, rupiah; JKK and JHT rest on a row's base or, roughly, on the income itself."""

    jkk: int
    jkm: int
    jht: int

    @property
    def total(self) -> int:
        return self.jkk + self.jkm + self.jht


def _bpu_month(rules: Rules, base: Fraction, cut: Decimal, *, jht: bool) -> _BpuMonth:
    left = 1 - Fraction(cut) / 100
    return _BpuMonth(
        jkk=half_up(percent(rules.value(Rule.BPU_JKK), base) * left),
        jkm=half_up(Fraction(rules.value(Rule.BPU_JKM)) * left),
        jht=half_up(percent(rules.value(Rule.BPU_JHT), base)) if jht else 0,
    )


def bpu_months(
    rules: Rules, income: Fraction, *, jht: bool, work: Work, payer: Payer, month: date, months: int
) -> tuple[int, ...]:
    """Return what one self-employed person pays for each of `months` months from that of `month` on, rupiah.

    Arguments, source and errors as for `bpu_contribution`.
    """
    base = bpu_base(rules, income)
    counted = income if base is None else Fraction(base)
    cuts = [discount(rules, work, payer, add_months(first_of_month(month), ahead)) for ahead in range(months)]
    if any(cut is None for cut in cuts):
        raise ValueError("the discount depends on the kind of work")
    first = first_of_month(month)
    return tuple(
        _bpu_month(rules.at(add_months(first, ahead)), counted, cut or Decimal(0), jht=jht).total
        for ahead, cut in enumerate(cuts)
    )


def bpu_contribution(
    rules: Rules,
    income: Fraction,
    *,
    jht: bool,
    work: Work,
    payer: Payer,
    month: date,
    months: int = 1,
    people: int = 1,
) -> BpuContribution:
    """Return the contribution of self-employed people with a monthly `income` in rupiah.

    JKK = 1% and JHT = 2% of the base of the income's row, JKM a fixed amount; in the months of the discount JKK and JKM
    cost half, JHT never less. Each amount is rounded half up, then added. Source: PP 44/2015 Annex II (JKK, JKM), PP 46/2015
    annex (JHT), PP 50/2025 art. 2 to 5 (discount).

    Args:
        rules: The rule figures.
        income: Net income a month, zero or more.
        jht: Whether JHT is taken too.
        work: The kind of work; unknown only where the discount is the same for all in every month asked for.
        payer: Who pays.
        month: Any day of the first contribution month.
        months: How many months are paid at once, from 1.
        people: How many people with this income, from 1.

    Raises:
        ValueError: The discount depends on the kind of work and that is unknown.
    """
    base = bpu_base(rules, income)
    counted = income if base is None else Fraction(base)
    paid = bpu_months(rules, income, jht=jht, work=work, payer=payer, month=month, months=months)
    cut = discount(rules, work, payer, month)
    then = rules.at(first_of_month(month))
    normal = _bpu_month(then, counted, Decimal(0), jht=jht)
    cheaper = _bpu_month(then, counted, cut, jht=jht) if cut else None
    several = months > 1 or people > 1
    first, everything = (paid[0] * people, sum(paid) * people) if several else (None, None)
    if base is None:
        return BpuContribution(
            jkm=normal.jkm,
            jkm_diskon=cheaper.jkm if cheaper else None,
            perkiraan_jkk=normal.jkk,
            perkiraan_jht=normal.jht if jht else None,
            perkiraan_total=normal.total,
            perkiraan_total_diskon=cheaper.total if cheaper else None,
            perkiraan_total_bulan=first,
            perkiraan_total_semua=everything,
        )
    return BpuContribution(
        dasar=base,
        jkk=normal.jkk,
        jkm=normal.jkm,
        jht=normal.jht if jht else None,
        total=normal.total,
        jkk_diskon=cheaper.jkk if cheaper else None,
        jkm_diskon=cheaper.jkm if cheaper else None,
        total_diskon=cheaper.total if cheaper else None,
        total_bulan=first,
        total_semua=everything,
    )


# --- C2: employees ---


class CapKnown(StrEnum):
    """Whether the JP wage cap of a month is in the facts."""

    YES = "berlaku"
    NOT_YET = "belum ada"
    LATER = "akan berubah"


@dataclass(frozen=True, slots=True)
class WageCap:
    """The JP wage cap counted for a month, rupiah, and whether it is really that month's."""

    value: int
    known: CapKnown


def jp_wage_cap(rules: Rules, month: date) -> WageCap:
    """Return the JP wage cap of a contribution month: its own, else the first or the last known one, marked as such.

    Source: PP 45/2015 art. 29, with the figures that BPJS Ketenagakerjaan announces each year.
    """
    day = first_of_month(month)
    period = rules.period(Rule.JP_WAGE_CAP, day)
    if period is not None:
        return WageCap(int(period.value), CapKnown.YES)
    periods = rules.periods(Rule.JP_WAGE_CAP)
    if periods[0].first is not None and day < periods[0].first:
        return WageCap(int(periods[0].value), CapKnown.NOT_YET)
    return WageCap(rules.whole(Rule.JP_WAGE_CAP, day), CapKnown.LATER)


@dataclass(frozen=True, slots=True)
class EmployeeContribution(Result):
    """The monthly contribution of one employee by programme and share, rupiah; a programme not taken is None.

    Where the risk class is not known, neither JKK nor a sum that holds it is computed.
    """

    dasar_upah: int
    jkk_perusahaan: int | None = None
    jkm_perusahaan: int | None = None
    jht_perusahaan: int | None = None
    jht_pekerja: int | None = None
    jht_total: int | None = None
    jp_perusahaan: int | None = None
    jp_pekerja: int | None = None
    jp_total: int | None = None
    total_perusahaan: int | None = None
    total_pekerja: int | None = None
    total: int | None = None
    batas_upah: int | None = None
    total_semua: int | None = None


def daily_base(rules: Rules, daily: Fraction) -> Fraction:
    """Return the monthly base of a daily wage: 25 times it. Source: PP 44/2015, Perdir 22/2022 through a training module."""
    return daily * Fraction(rules.value(Rule.DAILY_TIMES))


def average_base(totals: Sequence[Fraction]) -> Fraction:
    """Return the base of piece work: the mean of the last monthly totals (3, or 12 where it depends on the weather).

    Source: Perdir 22/2022 through a training module.

    Raises:
        ValueError: No totals were given.
    """
    if not totals:
        raise ValueError("no monthly totals")
    return sum(totals, Fraction(0)) / len(totals)


def employee_contribution(
    rules: Rules, wage: Fraction, *, programmes: frozenset[Programme], risk: Rule | None, month: date, people: int = 1
) -> EmployeeContribution:
    """Return the monthly contribution for an employee.

    JKK 0,24% to 1,74% by risk and JKM 0,30%, both paid by the employer; JHT 3,7% by the employer and 2% by the worker; JP 2% and 1% of
    the wage up to the cap of the month. Each amount is rounded half up, then added. Source: PP 44/2015 (JKK, JKM), PP
    46/2015 (JHT), PP 45/2015 art. 28 and 29 (JP). JKP is no bill of its own (PP 6/2025 art. 11) and never added.

    Args:
        rules: The rule figures.
        wage: The monthly base in rupiah, zero or more.
        programmes: The programmes that the business takes part in.
        risk: The risk class of the workplace (one of `RISKS`), or None if unknown.
        month: Any day of the contribution month, for the cap.
        people: How many employees with this wage, from 1; `total_semua` is given from 2.
    """
    rules = rules.at(first_of_month(month))
    cap = jp_wage_cap(rules, month).value
    pensionable = min(wage, Fraction(cap))

    def share(rule: Rule, programme: Programme, base: Fraction = wage) -> int | None:
        return half_up(percent(rules.value(rule), base)) if programme in programmes else None

    jht_employer = share(Rule.JHT_EMPLOYER, Programme.JHT)
    jht_worker = share(Rule.JHT_WORKER, Programme.JHT)
    jp_employer = share(Rule.JP_EMPLOYER, Programme.JP, pensionable)
    jp_worker = share(Rule.JP_WORKER, Programme.JP, pensionable)
    jkm = share(Rule.JKM_EMPLOYEE, Programme.JKM)
    jkk = share(risk, Programme.JKK) if risk else None
    cut = bool(programmes & {Programme.JHT, Programme.JP}) or len(programmes) > 1
    worker = _added(jht_worker, jp_worker) if cut else None
    complete = jkk is not None or Programme.JKK not in programmes
    employer = _added(jht_employer, jp_employer, jkm, jkk) if complete else None
    total = None if employer is None or worker is None else worker + employer
    return EmployeeContribution(
        dasar_upah=half_up(wage),
        jkk_perusahaan=jkk,
        jkm_perusahaan=jkm,
        jht_perusahaan=jht_employer,
        jht_pekerja=jht_worker,
        jht_total=None if jht_employer is None or jht_worker is None else jht_employer + jht_worker,
        jp_perusahaan=jp_employer,
        jp_pekerja=jp_worker,
        jp_total=None if jp_employer is None or jp_worker is None else jp_employer + jp_worker,
        total_perusahaan=employer,
        total_pekerja=worker,
        total=total,
        batas_upah=cap if Programme.JP in programmes else None,
        total_semua=total * people if total is not None and people > 1 else None,
    )


def _added(*parts: int | None) -> int:
    return sum(part for part in parts if part is not None)


# --- S3: late payment ---


@dataclass(frozen=True, slots=True)
class Fine(Result):
    """An employer's fine for late payment, rupiah."""

    denda: int


def late_fine(rules: Rules, contribution: Fraction, months_late: Sequence[int]) -> Fine:
    """Return the fine on unpaid months: 2% of the contribution for each month that each of them is late.

    Source: PP 44/2015 (no article in the facts).

    Args:
        rules: The rule figures.
        contribution: What was due for each month, rupiah.
        months_late: For each unpaid month how many months it is late.
    """
    each = percent(rules.value(Rule.LATE_FINE), contribution)
    return Fine(sum(half_up(each * late) for late in months_late))


# --- S4: construction ---


@dataclass(frozen=True, slots=True)
class Construction(Result):
    """The contribution for a construction project, JKK and JKM together, rupiah."""

    total: int


def construction_layers(rules: Rules, contract: Fraction) -> tuple[tuple[Fraction, Decimal, int], ...] | None:
    """Return for each layer of a contract's value its part of the value, its rate in percent and its contribution.

    None above the last layer that the facts hold. Source: Permenaker 44/2015, replaced by Permenaker 5/2021.

    Args:
        rules: The rule figures.
        contract: The contract's value without VAT, rupiah.
    """
    layers = []
    below = Fraction(0)
    for row in rules.rows(Rule.CONSTRUCTION):
        rate = row.get("tarif")
        if rate is None:
            raise MissingFigureError(Rule.CONSTRUCTION)
        top = Fraction(row["sampai"]) if "sampai" in row else contract
        part = min(contract, top) - below
        if part > 0:
            layers.append((part, rate, half_up(percent(rate, part))))
        below = max(below, top)
    return None if contract > below else tuple(layers)


# --- S6: from a contribution to its base ---


@dataclass(frozen=True, slots=True)
class Base(Result):
    """The reported wage or income behind a contribution, rupiah."""

    dasar: int


def base_of_bpu(rules: Rules, jkk: Fraction) -> Base:
    """Return the base behind the JKK contribution of a self-employed person before the discount: it times 100 (1%).

    Source: PP 44/2015 Annex II.
    """
    return Base(half_up(jkk * 100 / Fraction(rules.value(Rule.BPU_JKK))))


def base_of_employee(rules: Rules, jht: Fraction) -> Base:
    """Return the reported wage behind the JHT that is cut from the pay: it divided by 2%. Source: PP 46/2015."""
    return Base(half_up(jht * 100 / Fraction(rules.value(Rule.JHT_WORKER))))


def bases_of_bpu_total(rules: Rules, total: Fraction) -> tuple[tuple[int, bool, bool], ...]:
    """Return the sourced rows whose whole contribution is `total`: the base, whether with JHT, whether discounted."""
    cut = rules.value(Rule.BPU_DISCOUNT_OTHER)
    found = []
    for row in rules.rows(Rule.BPU_TABLE):
        for jht in (False, True):
            for reduced in (False, True):
                month = _bpu_month(rules, Fraction(row["dasar"]), cut if reduced else Decimal(0), jht=jht)
                if month.total == total:
                    found.append((int(row["dasar"]), jht, reduced))
    return tuple(found)


# --- S7: migrant workers ---


@dataclass(frozen=True, slots=True)
class Migrant(Result):
    """The contribution of a migrant worker, JKK and JKM, rupiah."""

    total: int


def migrant_contracts(rules: Rules) -> dict[int, int]:
    """Return the contract lengths that the facts hold, months, each with its contribution in rupiah.

    Source: Permenaker 4/2023 art. 18.
    """
    pairs = ((Rule.PMI_24_MONTHS, Rule.PMI_24), (Rule.PMI_12_MONTHS, Rule.PMI_12), (Rule.PMI_6_MONTHS, Rule.PMI_6))
    return {rules.whole(length): rules.whole(amount) for length, amount in pairs}


def migrant_contribution(rules: Rules, contract: int, *, alone: bool, extra: int = 0) -> Migrant:
    """Return what a migrant worker pays.

    The amount before work (not for who goes alone), the amount of the contract, and an amount for each month over it.
    Source: Permenaker 4/2023 art. 18.

    Args:
        rules: The rule figures.
        contract: Its length in months, one of `migrant_contracts`.
        alone: Whether the worker goes without an agency.
        extra: Months over the contract, zero or more.

    Raises:
        KeyError: The contract has another length.
    """
    before = 0 if alone else rules.whole(Rule.PMI_BEFORE)
    return Migrant(before + migrant_contracts(rules)[contract] + extra * rules.whole(Rule.PMI_EXTRA))
