"""The formulas of the calculators: every worked example of the specification, every edge, and a slow way beside each closed form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.calculators.benefits import (
    Child,
    Level,
    Way,
    death_grant,
    job_loss,
    last_claim_day,
    partial_disability,
    scholarship,
    school_years,
    sick_pay,
    total_disability,
    transport,
    work_death,
)
from bot.dialogue.calculators.contributions import (
    RISKS,
    BpuContribution,
    CapKnown,
    Payer,
    Programme,
    Work,
    average_base,
    base_of_bpu,
    base_of_employee,
    bases_of_bpu_total,
    bpu_base,
    bpu_contribution,
    bpu_months,
    construction_layers,
    daily_base,
    discount,
    employee_contribution,
    jp_wage_cap,
    late_fine,
    migrant_contracts,
    migrant_contribution,
)
from bot.dialogue.calculators.exact import grown, half_up, percent, thousands
from bot.dialogue.calculators.pension import (
    cap_stretches,
    monthly_pension,
    pension_age,
    pension_contribution,
    pension_lump,
    programme_start,
)
from bot.dialogue.calculators.rules import MissingFigureError, Rule, Rules
from bot.dialogue.calculators.savings import (
    final_tax,
    jht_contribution,
    jht_projection,
    partial_claim,
    progressive_layers,
    progressive_tax,
)
from bot.knowledge import load
from bot.language.dates import add_months

NOVEMBER = date(2026, 11, 20)
ALL = frozenset(Programme)


@cache
def rules() -> Rules:
    return Rules(load(Path(__file__).parents[2] / "knowledge").figures, NOVEMBER)


def bpu(income: int, *, jht: bool = False, work: Work = Work.OTHER, payer: Payer = Payer.SELF, month: date = NOVEMBER,
        months: int = 1, people: int = 1) -> BpuContribution:  # fmt: skip
    return bpu_contribution(
        rules(), Fraction(income), jht=jht, work=work, payer=payer, month=month, months=months, people=people
    )


# --- exact arithmetic and figures ---


def test_halves_are_rounded_up() -> None:
    assert [half_up(Fraction(value, 10)) for value in (0, 4, 5, 15, 24, 25)] == [0, 0, 1, 2, 2, 3]
    assert [thousands(value) for value in (0, 499, 500, 63_400)] == [0, 0, 1000, 63_000]
    assert percent(Decimal("0.24"), 18_000_000) == 43_200


def test_the_knowledge_has_every_figure_that_a_rule_names() -> None:
    assert rules().missing() == ()


def test_a_figure_that_is_missing_or_has_another_form_is_named() -> None:
    empty = Rules({}, NOVEMBER)
    for ask in (empty.value, empty.rows, empty.whole, empty.periods):
        with pytest.raises(MissingFigureError, match=r"iuran\.bpu_jkk"):
            ask(Rule.BPU_JKK)
    with pytest.raises(MissingFigureError):
        rules().value(Rule.BPU_TABLE)
    with pytest.raises(MissingFigureError):
        rules().rows(Rule.BPU_JKK)
    assert len(empty.missing()) == len(Rule)


# --- C1 ---


def test_c1_example_1_rice_farmer() -> None:
    result = bpu(800_000)
    assert result.figures() == {
        "dasar": 1_000_000,
        "jkk": 10_000,
        "jkm": 6_800,
        "total": 16_800,
        "jkk_diskon": 5_000,
        "jkm_diskon": 3_400,
        "total_diskon": 8_400,
    }
    six = bpu(800_000, months=6)
    assert (six.total_bulan, six.total_semua) == (8_400, 84_000)


def test_c1_example_2_courier() -> None:
    result = bpu(1_250_000, jht=True, work=Work.TRANSPORT, month=date(2027, 2, 1))
    assert (result.jkk, result.jkm, result.jht, result.total) == (12_000, 6_800, 24_000, 42_800)
    assert (result.jkk_diskon, result.jkm_diskon, result.total_diskon) == (6_000, 3_400, 33_400)
    assert bpu(1_250_000, jht=True, work=Work.TRANSPORT, month=date(2027, 4, 1)).figures()["total"] == 42_800


def test_c1_example_3_between_the_rows_nothing_exact_is_given() -> None:
    assert bpu(2_400_000, jht=True).figures() == {
        "jkm": 6_800,
        "jkm_diskon": 3_400,
        "perkiraan_jkk": 24_000,
        "perkiraan_jht": 48_000,
        "perkiraan_total": 78_800,
        "perkiraan_total_diskon": 63_400,
    }


def test_c1_example_4_top_row() -> None:
    three, two = bpu(30_000_000, jht=True), bpu(30_000_000)
    assert (three.total, three.total_diskon, two.total, two.total_diskon) == (627_800, 520_900, 213_800, 106_900)


@pytest.mark.parametrize(
    ("income", "base"),
    [
        (0, 1_000_000),
        (1, 1_000_000),
        (999_999, 1_000_000),
        (1_099_999, 1_000_000),
        (1_100_000, 1_200_000),
        (1_299_999, 1_200_000),
        (1_300_000, None),
        (20_699_999, None),
        (20_700_000, 20_700_000),
        (10_000_000_000, 20_700_000),
    ],
)
def test_c1_rows_begin_and_end_where_the_table_says(income: int, base: int | None) -> None:
    assert bpu_base(rules(), Fraction(income)) == base


def test_c1_the_discount_through_the_calendar() -> None:
    """Transport January 2026 to March 2027, others April to December 2026, and nobody before or after."""
    for ahead in range(24):
        month = add_months(date(2025, 10, 15), ahead)
        transport_cut = Decimal(50) if date(2026, 1, 1) <= month < date(2027, 4, 1) else Decimal(0)
        other_cut = Decimal(50) if date(2026, 4, 1) <= month < date(2027, 1, 1) else Decimal(0)
        assert discount(rules(), Work.TRANSPORT, Payer.SELF, month) == transport_cut
        assert discount(rules(), Work.OTHER, Payer.DONOR, month) == other_cut
        unknown = transport_cut if transport_cut == other_cut else None
        assert discount(rules(), Work.UNKNOWN, Payer.SELF, month) == unknown
        for payer in (Payer.STATE, Payer.VILLAGE):
            assert discount(rules(), Work.TRANSPORT, payer, month) == 0


def test_c1_jht_is_never_discounted_and_nothing_is_where_the_state_pays() -> None:
    assert bpu(800_000, jht=True).total_diskon == 28_400
    paid = bpu(800_000, payer=Payer.STATE)
    assert (paid.total, paid.total_diskon, paid.jkk_diskon) == (16_800, None, None)


def test_c1_unknown_work_where_the_kinds_differ_is_refused() -> None:
    with pytest.raises(ValueError, match="kind of work"):
        bpu(800_000, work=Work.UNKNOWN, month=date(2027, 1, 1))
    assert bpu(800_000, work=Work.UNKNOWN).total_diskon == 8_400


@given(
    st.integers(0, 30_000_000),
    st.sampled_from([Work.TRANSPORT, Work.OTHER]),
    st.integers(0, 30).map(lambda ahead: add_months(date(2025, 11, 1), ahead)),
    st.integers(1, 12),
    st.integers(1, 50),
)
def test_c1_months_and_people_add_up(income: int, work: Work, month: date, months: int, people: int) -> None:
    for jht in (False, True):
        result = bpu(income, jht=jht, work=work, month=month, months=months, people=people)
        whole = result.total_semua or result.perkiraan_total_semua
        singles = []
        for later in range(months):
            alone = bpu(income, jht=jht, work=work, month=add_months(month, later))
            normal = alone.total or alone.perkiraan_total or 0
            singles.append(alone.total_diskon or alone.perkiraan_total_diskon or normal)
        each = bpu_months(rules(), Fraction(income), jht=jht, work=work, payer=Payer.SELF, month=month, months=months)
        assert list(each) == singles
        assert whole == (sum(singles) * people if months > 1 or people > 1 else None)


# --- C2 ---


def test_c2_example_1() -> None:
    result = employee_contribution(rules(), Fraction(5_250_000), programmes=ALL, risk=Rule.JKK_LOW, month=NOVEMBER)
    assert result.figures() == {
        "dasar_upah": 5_250_000,
        "jkk_perusahaan": 28_350,
        "jkm_perusahaan": 15_750,
        "jht_perusahaan": 194_250,
        "jht_pekerja": 105_000,
        "jht_total": 299_250,
        "jp_perusahaan": 105_000,
        "jp_pekerja": 52_500,
        "jp_total": 157_500,
        "total_perusahaan": 343_350,
        "total_pekerja": 157_500,
        "total": 500_850,
        "batas_upah": 11_086_300,
    }


def test_c2_example_2_cap() -> None:
    result = employee_contribution(
        rules(), Fraction(18_000_000), programmes=ALL, risk=Rule.JKK_VERY_LOW, month=NOVEMBER
    )
    assert (result.jp_pekerja, result.jp_perusahaan) == (110_863, 221_726)
    assert (result.jht_pekerja, result.jht_perusahaan) == (360_000, 666_000)
    assert (result.jkm_perusahaan, result.jkk_perusahaan) == (54_000, 43_200)
    assert (result.total_pekerja, result.total_perusahaan, result.total) == (470_863, 984_926, 1_455_789)


def test_c2_example_3_daily_wage_small_business() -> None:
    wage = daily_base(rules(), Fraction(118_000))
    result = employee_contribution(rules(), wage, programmes=ALL - {Programme.JP}, risk=Rule.JKK_MEDIUM, month=NOVEMBER)
    assert (result.dasar_upah, result.total_pekerja, result.total_perusahaan) == (2_950_000, 59_000, 144_255)
    assert (result.jht_perusahaan, result.jkm_perusahaan, result.jkk_perusahaan) == (109_150, 8_850, 26_255)
    assert (result.jp_pekerja, result.batas_upah) == (None, None)


def test_c2_micro_business_cuts_nothing_from_the_pay() -> None:
    micro = frozenset({Programme.JKK, Programme.JKM})
    result = employee_contribution(
        rules(), Fraction(2_000_000), programmes=micro, risk=Rule.JKK_HIGH, month=NOVEMBER, people=3
    )
    assert (result.total_pekerja, result.total_perusahaan, result.total_semua) == (0, 31_400, 94_200)


def test_c2_without_a_risk_class_no_sum_with_jkk_is_computed() -> None:
    result = employee_contribution(rules(), Fraction(4_000_000), programmes=ALL, risk=None, month=NOVEMBER)
    assert (result.jkk_perusahaan, result.total_perusahaan, result.total) == (None, None, None)
    assert result.total_pekerja == 120_000
    alone = employee_contribution(
        rules(), Fraction(4_000_000), programmes=frozenset({Programme.JKM}), risk=None, month=NOVEMBER
    )
    assert (alone.total_perusahaan, alone.total_pekerja, alone.total) == (12_000, None, None)


def test_c2_the_cap_through_the_calendar() -> None:
    known = {2023: 9_559_600, 2024: 10_042_300, 2025: 10_547_400, 2026: 11_086_300}
    for ahead in range(72):
        month = add_months(date(2022, 1, 10), ahead)
        year = month.year if month.month >= 3 else month.year - 1
        cap = jp_wage_cap(rules(), month)
        if year in known:
            assert (cap.value, cap.known) == (known[year], CapKnown.YES)
        elif year < 2023:
            assert (cap.value, cap.known) == (known[2023], CapKnown.NOT_YET)
        else:
            assert (cap.value, cap.known) == (known[2026], CapKnown.LATER)


def test_c2_piece_work_is_averaged() -> None:
    assert average_base([Fraction(3_000_000), Fraction(3_500_000), Fraction(2_800_000)]) == 3_100_000
    with pytest.raises(ValueError, match="totals"):
        average_base([])


@given(st.integers(1, 200_000_000), st.sampled_from(RISKS), st.integers(1, 40))
def test_c2_the_lines_shown_add_up(wage: int, risk: Rule, people: int) -> None:
    result = employee_contribution(rules(), Fraction(wage), programmes=ALL, risk=risk, month=NOVEMBER, people=people)
    parts = (result.jht_perusahaan, result.jp_perusahaan, result.jkm_perusahaan, result.jkk_perusahaan)
    assert result.total_perusahaan == sum(part or 0 for part in parts)
    assert result.total_pekerja == (result.jht_pekerja or 0) + (result.jp_pekerja or 0)
    assert result.total == (result.total_perusahaan or 0) + (result.total_pekerja or 0)
    assert result.total_semua == (result.total * people if people > 1 and result.total is not None else None)


# --- C3 and C5: savings, closed form against month by month ---


def month_by_month(opening: int, monthly: int, months: int, rate: Decimal) -> float:
    """The obvious slow way, in plain floats: each month the balance earns a twelfth root, then the contribution goes in."""
    balance = float(opening)
    for _ in range(months):
        balance = balance * (1 + float(rate) / 100) ** (1 / 12) + monthly
    return balance


def test_c3_example_1() -> None:
    monthly = jht_contribution(rules(), Fraction(4_300_000))
    result = jht_projection(rules(), ((monthly, 36),))
    assert result.figures() == {
        "iuran_per_bulan": 245_100,
        "bulan": 36,
        "total_iuran": 8_823_600,
        "perkiraan_saldo": 9_551_767,
    }


def test_c3_example_2() -> None:
    result = jht_projection(rules(), ((24_000, 24),), opening=12_000_000)
    assert (result.total_iuran, result.saldo_awal, result.perkiraan_saldo) == (576_000, 12_000_000, 13_965_503)


def test_c3_several_wages_one_after_another() -> None:
    result = jht_projection(rules(), ((171_000, 24), (228_000, 36)))
    assert (result.iuran_per_bulan, result.bulan, result.total_iuran) == (None, 60, 12_312_000)
    first = month_by_month(0, 171_000, 24, Decimal("5.51"))
    assert abs(result.perkiraan_saldo - month_by_month(int(first), 228_000, 36, Decimal("5.51"))) < 5


def test_c3_no_return_and_no_months() -> None:
    assert jht_projection(rules(), ((100_000, 10),), opening=5, rate=Decimal(0)).perkiraan_saldo == 1_000_005
    assert jht_projection(rules(), ((100_000, 0),), opening=7).perkiraan_saldo == 7


@given(
    st.integers(0, 100_000_000),
    st.integers(0, 5_000_000),
    st.integers(0, 540),
    st.decimals(min_value=0, max_value=15, places=2),
)
def test_growth_equals_the_sum_month_by_month(opening: int, monthly: int, months: int, rate: Decimal) -> None:
    fast = grown(Fraction(opening), Fraction(monthly), months, rate)
    slow = month_by_month(opening, monthly, months, rate)
    assert abs(float(fast) - slow) <= max(2.0, slow * 1e-9)


def test_c5_example_1() -> None:
    monthly = pension_contribution(rules(), Fraction(6_200_000), 11_086_300)
    assert pension_lump(rules(), ((monthly, 100),)).figures() == {
        "iuran_per_bulan": 186_000,
        "bulan": 100,
        "total_iuran": 18_600_000,
        "perkiraan_total": 24_364_237,
    }


def test_c5_example_2_two_caps() -> None:
    caps = cap_stretches(rules(), date(2025, 1, 1), 12)
    assert caps == ((10_042_300, 2, CapKnown.YES), (10_547_400, 10, CapKnown.YES))
    stretches = tuple((pension_contribution(rules(), Fraction(14_000_000), cap), count) for cap, count, _ in caps)
    assert stretches == ((301_269, 2), (316_422, 10))
    result = pension_lump(rules(), stretches)
    assert (result.total_iuran, result.iuran_per_bulan) == (3_766_758, None)


@given(st.integers(1, 50_000_000), st.integers(0, 80), st.integers(1, 179))
def test_c5_stretches_equal_the_sum_over_single_months(wage: int, ahead: int, months: int) -> None:
    first = add_months(date(2021, 1, 1), ahead)
    single = sum(
        pension_contribution(rules(), Fraction(wage), jp_wage_cap(rules(), add_months(first, later)).value)
        for later in range(months)
    )
    stretches = cap_stretches(rules(), first, months)
    assert sum(count for _, count, _ in stretches) == months
    assert single == sum(pension_contribution(rules(), Fraction(wage), cap) * count for cap, count, _ in stretches)


# --- C4, C6 ---


def test_c4_examples() -> None:
    first = monthly_pension(rules(), 216, Fraction(4_200_000), NOVEMBER)
    assert first.figures() == {"bulan": 216, "per_bulan_rumus": 756_000, "per_bulan": 756_000}
    least = monthly_pension(rules(), 180, Fraction(2_500_000), NOVEMBER)
    assert (least.per_bulan_rumus, least.per_bulan) == (375_000, 411_400)


def test_c4_the_average_is_capped_and_the_benefit_has_a_most() -> None:
    capped = monthly_pension(rules(), 180, Fraction(30_000_000), NOVEMBER)
    assert capped.per_bulan == monthly_pension(rules(), 180, Fraction(11_086_300), NOVEMBER).per_bulan == 1_662_945
    most = monthly_pension(rules(), 600, Fraction(30_000_000), NOVEMBER)
    assert (most.per_bulan_rumus, most.per_bulan) == (5_543_150, 4_932_300)


_AGES = {
    1960: (56, 2016), 1961: (56, 2017), 1962: (56, 2018), 1963: (57, 2020), 1964: (57, 2021), 1965: (58, 2023),
    1966: (58, 2024), 1967: (59, 2026), 1968: (59, 2027), 1969: (60, 2029), 1970: (60, 2030), 1971: (61, 2032),
    1972: (61, 2033), 1973: (62, 2035), 1974: (62, 2036), 1975: (63, 2038), 1976: (63, 2039), 1977: (64, 2041),
    1978: (64, 2042), 1979: (65, 2044), 1980: (65, 2045), 1981: (65, 2046),
}  # fmt: skip


@pytest.mark.parametrize(("born", "expected"), _AGES.items())
def test_c6_the_table(born: int, expected: tuple[int, int]) -> None:
    result = pension_age(rules(), born)
    assert result is not None
    assert (result.usia_pensiun, result.tahun) == expected


@given(st.integers(1960, 2020))
def test_c6_is_the_first_age_that_is_enough(born: int) -> None:
    def needed(year: int) -> int:
        steps = (
            (2043, 65),
            (2040, 64),
            (2037, 63),
            (2034, 62),
            (2031, 61),
            (2028, 60),
            (2025, 59),
            (2022, 58),
            (2019, 57),
        )
        return next((age for since, age in steps if year >= since), 56)

    result = pension_age(rules(), born)
    assert result is not None
    assert result.usia_pensiun == next(age for age in range(56, 66) if needed(born + age) <= age)
    assert result.tahun == born + result.usia_pensiun


def test_c6_who_was_there_before_the_programme_is_not_computed() -> None:
    assert programme_start(rules()) == date(2015, 7, 1)
    assert pension_age(rules(), 1959) is None
    assert pension_age(rules(), 1940) is None


# --- C7, S5 ---


def test_c7_examples() -> None:
    first = job_loss(rules(), Fraction(3_650_000), 6, NOVEMBER)
    assert (first.per_bulan, first.total, first.total_maks) == (2_190_000, 13_140_000, 13_140_000)
    capped = job_loss(rules(), Fraction(8_200_000), 4, NOVEMBER)
    assert (capped.dasar, capped.per_bulan, capped.jumlah_bulan, capped.total) == (5_000_000, 3_000_000, 4, 12_000_000)


def test_c7_more_than_six_months_are_six() -> None:
    assert job_loss(rules(), Fraction(3_000_000), 12, NOVEMBER).jumlah_bulan == 6


def test_s5_examples_and_short_months() -> None:
    assert last_claim_day(rules(), date(2026, 6, 10)) == date(2026, 12, 10)
    assert last_claim_day(rules(), date(2026, 8, 31)) == date(2027, 2, 28)
    assert last_claim_day(rules(), date(2027, 8, 31)) == date(2028, 2, 29)


# --- C8 to C12, S2 ---


def test_c8_examples() -> None:
    assert death_grant(rules()).figures() == {
        "santunan": 20_000_000,
        "berkala": 12_000_000,
        "pemakaman": 10_000_000,
        "total": 42_000_000,
    }
    assert death_grant(rules(), new_self_employed=True).figures() == {"total": 10_000_000}


def test_c9_examples_and_where_the_minimum_bites() -> None:
    first = work_death(rules(), Fraction(3_300_000))
    assert (first.santunan, first.total) == (158_400_000, 180_400_000)
    least = work_death(rules(), Fraction(400_000))
    assert (least.santunan, least.total) == (20_000_000, 42_000_000)
    assert work_death(rules(), Fraction(416_666)).santunan == 20_000_000
    assert work_death(rules(), Fraction(416_667)).santunan == 20_000_016


def test_c10_examples() -> None:
    assert total_disability(rules(), Fraction(2_900_000)).figures() == {
        "dasar": 2_900_000,
        "santunan": 162_400_000,
        "berkala": 12_000_000,
        "total": 174_400_000,
    }
    assert total_disability(rules(), Fraction(1_200_000)).total == 79_200_000


def test_c11_examples() -> None:
    assert partial_disability(rules(), Fraction(3_100_000), Decimal(20)).santunan == 49_600_000
    function = partial_disability(rules(), Fraction(4_400_000), Decimal(35), Decimal(30))
    assert function.santunan == 36_960_000
    unknown = partial_disability(rules(), Fraction(4_400_000), None)
    assert unknown.figures() == {"dasar": 4_400_000, "per_satu_persen": 3_520_000}


def test_c11_lost_function_of_nothing_and_of_all() -> None:
    whole = partial_disability(rules(), Fraction(3_000_000), Decimal(40)).santunan
    assert partial_disability(rules(), Fraction(3_000_000), Decimal(40), Decimal(0)).santunan == 0
    assert partial_disability(rules(), Fraction(3_000_000), Decimal(40), Decimal(100)).santunan == whole


def test_c12_examples_and_parts_of_months() -> None:
    assert sick_pay(rules(), Fraction(3_300_000), Fraction(9)).total == 29_700_000
    long = sick_pay(rules(), Fraction(2_800_000), Fraction(20))
    assert (long.bulan_penuh, long.bulan_separuh) == (Decimal(12), Decimal(8))
    assert (long.total_penuh, long.total_separuh, long.total) == (33_600_000, 11_200_000, 44_800_000)
    part = sick_pay(rules(), Fraction(3_000_000), Fraction(3, 2))
    assert (part.bulan_penuh, part.total) == (Decimal("1.5"), 4_500_000)


@given(st.integers(1, 100_000_000), st.integers(0, 60))
def test_c12_equals_the_sum_over_months(wage: int, months: int) -> None:
    slow = sum((Fraction(wage) if month < 12 else Fraction(wage, 2) for month in range(months)), Fraction(0))
    assert abs(sick_pay(rules(), Fraction(wage), Fraction(months)).total - slow) <= 1


def test_s2_each_kind_has_its_own_limit() -> None:
    taxi = transport(rules(), {Way.LAND: Fraction(6_200_000)})
    assert (taxi.diganti, taxi.tidak_diganti) == (5_000_000, 1_200_000)
    assert transport(rules(), {Way.SEA: Fraction(1_400_000), Way.LAND: Fraction(900_000)}).diganti == 2_300_000
    assert transport(rules(), {Way.AIR: Fraction(15_000_000)}).diganti == 10_000_000
    assert transport(rules(), {}).diganti == 0


# --- C13 ---


def test_c13_examples() -> None:
    assert scholarship(rules(), (Child(Level.SD, 5),)).figures() == {"anak_1": 18_000_000, "total": 18_000_000}
    both = scholarship(rules(), (Child(Level.SMA, 2, Level.PT, 4), Child(Level.TK, 1, Level.PT)))
    assert both.figures() == {"anak_1": 54_000_000, "anak_2": 87_000_000, "total": 141_000_000}


def test_c13_two_children_at_most_and_a_ceiling_for_each() -> None:
    child = Child(Level.TK, 1, Level.PT)
    assert scholarship(rules(), (child, child, child)).total == 174_000_000
    with pytest.raises(ValueError, match="no child"):
        scholarship(rules(), ())


def test_c13_years_beyond_the_most_are_not_paid() -> None:
    late = school_years(rules(), Child(Level.PT, 5, Level.PT))
    assert [part.years for part in late] == [1]
    assert school_years(rules(), Child(Level.PT, 6, Level.PT)) == ()
    assert [part.years for part in school_years(rules(), Child(Level.SMA, 3, Level.PT, 9))] == [1, 5]
    assert [part.level for part in school_years(rules(), Child(Level.SMA, 1, Level.SD))] == [Level.SMA]


# --- C14, S1 ---


def test_c14_examples() -> None:
    assert final_tax(rules(), Fraction(58_000_000)).figures() == {
        "kena_pajak": 8_000_000,
        "pajak": 400_000,
        "bersih": 57_600_000,
    }
    assert progressive_tax(rules(), Fraction(90_000_000), npwp=True).pajak == 7_500_000
    without = progressive_tax(rules(), Fraction(90_000_000), npwp=False)
    assert (without.pajak, without.bersih) == (9_000_000, 81_000_000)


@pytest.mark.parametrize(
    ("amount", "tax"), [(0, 0), (50_000_000, 0), (50_000_001, 0), (50_000_010, 1), (60_000_000, 500_000)]
)
def test_c14_nothing_up_to_fifty_million(amount: int, tax: int) -> None:
    assert final_tax(rules(), Fraction(amount)).pajak == tax


@given(st.integers(0, 20_000_000_000), st.booleans())
def test_c14_layers_cover_the_amount(amount: int, npwp: bool) -> None:
    layers = progressive_layers(rules(), Fraction(amount), npwp=npwp)
    assert sum(part for part, _, _ in layers) == amount
    slow, below = Fraction(0), 0
    for top, rate in ((60, 5), (250, 15), (500, 25), (5_000, 30), (10**9, 35)):
        part = max(0, min(amount, top * 1_000_000) - below)
        slow += Fraction(part * rate * (100 if npwp else 120), 10_000)
        below = top * 1_000_000
    assert abs(progressive_tax(rules(), Fraction(amount), npwp=npwp).pajak - slow) <= len(layers)


def test_s1_examples() -> None:
    assert partial_claim(rules(), Fraction(42_500_000)).figures() == {
        "sepuluh_persen": 4_250_000,
        "tiga_puluh_persen": 12_750_000,
    }
    assert partial_claim(rules(), Fraction(28_400_000)).tiga_puluh_persen == 8_520_000
    assert partial_claim(rules(), Fraction(0)).sepuluh_persen == 0
    assert partial_claim(rules(), Fraction(100), house=False).figures() == {"sepuluh_persen": 10}


# --- S3, S4, S6, S7 ---


def test_s3_examples() -> None:
    assert late_fine(rules(), Fraction(8_500_000), [3]).denda == 510_000
    assert late_fine(rules(), Fraction(8_500_000), [3, 2, 1]).denda == 1_020_000
    assert late_fine(rules(), Fraction(8_500_000), []).denda == 0


def test_s4_examples_and_the_last_layer() -> None:
    def total(contract: int) -> int | None:
        layers = construction_layers(rules(), Fraction(contract))
        return None if layers is None else sum(amount for _, _, amount in layers)

    assert total(80_000_000) == 192_000
    assert total(620_000_000) == 1_180_000
    assert total(1_000_000_000) == 1_750_000
    assert total(1_000_000_001) is None


def test_s6_examples() -> None:
    assert base_of_employee(rules(), Fraction(97_000)).dasar == 4_850_000
    assert base_of_bpu(rules(), Fraction(12_000)).dasar == 1_200_000


@pytest.mark.parametrize(
    ("total", "found"),
    [
        (16_800, [(1_000_000, False, False)]),
        (8_400, [(1_000_000, False, True)]),
        (36_800, [(1_000_000, True, False)]),
        (28_400, [(1_000_000, True, True)]),
        (42_800, [(1_200_000, True, False)]),
        (17_000, []),
    ],
)
def test_s6_a_whole_contribution_fits_a_row_or_none(total: int, found: list[tuple[int, bool, bool]]) -> None:
    assert list(bases_of_bpu_total(rules(), Fraction(total))) == found


def test_s7_examples() -> None:
    assert migrant_contribution(rules(), 24, alone=False, extra=3).total == 410_500
    assert migrant_contribution(rules(), 12, alone=True).total == 189_000
    assert sorted(migrant_contracts(rules())) == [6, 12, 24]
    with pytest.raises(KeyError):
        migrant_contribution(rules(), 18, alone=True)
