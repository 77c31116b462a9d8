"""Amounts, dates, durations, counts and schooling are read as people write them, and nothing makes the reader fall over."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from bot.language.dates import add_months, year_of
from bot.language.normalise import MAX_LENGTH
from bot.language.numerals import literal, tokens
from bot.language.schooling import Schooling, schooling

TODAY = date(2026, 11, 20)


def one(text: str) -> Quantity:
    found = read(text, TODAY)
    assert len(found) == 1, found
    return found[0]


def money(text: str) -> Money:
    found = [quantity for quantity in read(text, TODAY) if isinstance(quantity, Money)]
    assert len(found) == 1, (text, found)
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3jt", 3_000_000),
        ("2,5 juta", 2_500_000),
        ("2.5jt", 2_500_000),
        ("Rp 3.000.000", 3_000_000),
        ("Rp3.000.000,-", 3_000_000),
        ("rp.2.500.000", 2_500_000),
        ("1,250,000", 1_250_000),
        ("1.250.000,50", Decimal("1250000.50")),
        ("3000000", 3_000_000),
        ("sejuta", 1_000_000),
        ("sejuta setengah", 1_500_000),
        ("tiga juta setengah", 3_500_000),
        ("2 juta 300 ribu", 2_300_000),
        ("2 juta 300", 2_300_000),
        ("2jt500", 2_500_000),
        ("dua setengah juta", 2_500_000),
        ("setengah juta", 500_000),
        ("satu juta delapan ratus", 1_800_000),
        ("satu juta dua ratus lima puluh ribu", 1_250_000),
        ("dua koma lima juta", 2_500_000),
        ("500rb", 500_000),
        ("500 ribu", 500_000),
        ("5 ratus ribu", 500_000),
        ("lima ratus ribu", 500_000),
        ("50k", 50_000),
        ("1.500rb", 1_500_000),
        ("1,250 juta", 1_250_000),
        ("seratus ribu", 100_000),
        ("sebelas juta", 11_000_000),
        ("16.800", 16_800),
        ("1,5M", 1_500_000_000),
        ("dua miliar", 2_000_000_000),
        ("rong juta", 2_000_000),
        ("telung yuta setengah", 3_500_000),
        ("satus seket ewu", 150_000),
        ("sajuta satengah", 1_500_000),
        ("salapan ratus rebu", 900_000),
        ("sewu", 1_000),
        ("goceng", 5_000),
        ("ceban", 10_000),
        ("Rp500", 500),
        ("90 juta tahun", 90_000_000),
        ("penghasilan 800 ribu petani", 800_000),
        ("３jt", 3_000_000),
    ],
)
def test_money_is_read(text: str, value: int | Decimal) -> None:
    found = money(text)
    assert found.low == found.high == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-4 juta", 3_000_000, 4_000_000),
        ("3 – 4 juta", 3_000_000, 4_000_000),
        ("antara 2 sampai 3 juta", 2_000_000, 3_000_000),
        ("2 s/d 3 jt", 2_000_000, 3_000_000),
        ("500rb - 1 juta", 500_000, 1_000_000),
        ("500-700rb", 500_000, 700_000),
        ("3 atau 4 juta", 3_000_000, 4_000_000),
        ("dua tiga juta", 2_000_000, 3_000_000),
        ("2 3 jutaan", 2_000_000, 3_000_000),
    ],
)
def test_a_range_keeps_both_ends_and_has_a_middle(text: str, low: int, high: int) -> None:
    found = money(text)
    assert (found.low, found.high, found.middle) == (Decimal(low), Decimal(high), Decimal(low + high) / 2)


@pytest.mark.parametrize(
    "text",
    ["4jtan", "4 jt-an", "sekitar 4 juta", "kira kira 4 juta", "kira2 4 juta", "± 4 juta", "kurang lebih 4 juta"],
)
def test_a_rough_amount_is_marked(text: str) -> None:
    found = money(text)
    assert found.low == 4_000_000
    assert found.about


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("150rb/hari", Per.DAY),
        ("seratus ribu sehari", Per.DAY),
        ("sehari dapat 100rb", Per.DAY),
        ("Rp4.200.000 per bulan", Per.MONTH),
        ("Rp4.200.000,- per bulan", Per.MONTH),
        ("sebulan 3 juta", Per.MONTH),
        ("tiap bulan masuk 200rb", Per.MONTH),
        ("500rb seminggu", Per.WEEK),
        ("30 juta setahun", Per.YEAR),
        ("9 juta sekali panen", Per.HARVEST),
        ("3 juta", Per.UNSAID),
        ("kerja setahun gaji 3 juta", Per.UNSAID),
    ],
)
def test_the_time_an_amount_is_for_is_read(text: str, per: Per) -> None:
    assert money(text).per is per


def test_a_comma_parts_an_amount_from_the_time_of_the_next() -> None:
    first, second = (q for q in read("nabung 15 juta, tiap bulan 200rb", TODAY) if isinstance(q, Money))
    assert (first.per, second.per) == (Per.UNSAID, Per.MONTH)


def test_a_harvest_keeps_its_months() -> None:
    found = money("9 juta tiap 4 bulan")
    assert (found.per, found.every) == (Per.HARVEST, 4)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("di bawah sejuta", Bound.BELOW),
        ("dibawah 1 juta", Bound.BELOW),
        ("kurang dari 1 juta", Bound.BELOW),
        ("di atas 1 juta", Bound.ABOVE),
        ("lebih dari 1 juta", Bound.ABOVE),
        ("kurang lebih 1 juta", Bound.NONE),
        ("1 juta", Bound.NONE),
    ],
)
def test_a_limit_is_told_from_an_amount(text: str, bound: Bound) -> None:
    assert money(text).bound is bound


@pytest.mark.parametrize(("text", "value"), [("gaji 4.2", "4.2"), ("gaji 7", "7"), ("upah 3,5", "3.5"), ("175", "175")])
def test_a_number_without_a_unit_stays_bare(text: str, value: str) -> None:
    found = one(text)
    assert isinstance(found, Bare)
    assert found.low == found.high == found.middle == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("30%", "30"), ("30 persen", "30"), ("0,24 %", "0.24"), ("tiga puluh persen", "30"), ("30 prosen", "30")],
)
def test_percentages(text: str, value: str) -> None:
    found = one(text)
    assert isinstance(found, Percent)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("umur 40", 40),
        ("umur sy 40 th", 40),
        ("usia 57 tahun", 57),
        ("usia saya sekarang 45", 45),
        ("berumur empat puluh dua tahun", 42),
        ("umur geus 55", 55),
        ("umure wis 61", 61),
    ],
)
def test_ages(text: str, years: int) -> None:
    found = one(text)
    assert isinstance(found, Age)
    assert found.years == years


@pytest.mark.parametrize("text", ["usia pensiun 59 tahun", "umur berapa", "umur pensiun 60", "usia 3 bulan"])
def test_a_rules_age_is_nobodys_age(text: str) -> None:
    assert not any(isinstance(quantity, Age) for quantity in read(text, TODAY))


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("kelahiran 1975", 1975, None),
        ("lahir 3 maret 1970", 1970, date(1970, 3, 3)),
        ("lahir 03-03-1970", 1970, date(1970, 3, 3)),
        ("tgl lahir 3/3/70", 1970, date(1970, 3, 3)),
        ("thn lahir 79", 1979, None),
        ("lahir thn 79", 1979, None),
        ("lair taun 1968", 1968, None),
        ("kelahiran 04", 2004, None),
        ("lahir tahun tujuh puluh sembilan", 1979, None),
        ("lahir tahun seribu sembilan ratus tujuh puluh lima", 1975, None),
    ],
)
def test_births(text: str, year: int, day: date | None) -> None:
    found = one(text)
    assert isinstance(found, Birth)
    assert (found.year, found.day) == (year, day)


def test_two_digit_years_are_the_latest_not_after_the_clock() -> None:
    assert [year_of(text, TODAY) for text in ("79", "04", "26", "27")] == [1979, 2004, 2026, 1927]
    assert year_of("27", TODAY, ahead=1) == 2027
    assert [year_of(text, TODAY) for text in ("1", "123", "abcd", "1850", "2150")] == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10 juni 2026", date(2026, 6, 10)),
        ("10-6-26", date(2026, 6, 10)),
        ("2026-06-10", date(2026, 6, 10)),
        ("10 jun 2026", date(2026, 6, 10)),
        ("10.6.2026", date(2026, 6, 10)),
        ("10 juni", date(2026, 6, 10)),
        ("25 desember", date(2025, 12, 25)),
        ("29 februari", date(2024, 2, 29)),
    ],
)
def test_days(text: str, day: date) -> None:
    found = one(text)
    assert isinstance(found, Day)
    assert found.day == day


def test_months_and_years() -> None:
    assert [
        (m.year, m.month) for m in (one("maret 2021"), one("mar '21"), one("februari 27")) if isinstance(m, Month)
    ] == [
        (2021, 3),
        (2021, 3),
        (2027, 2),
    ]
    nameless = one("november")
    assert isinstance(nameless, Month)
    assert (nameless.year, nameless.month) == (0, 11)
    assert isinstance(one("2019"), Year)


@pytest.mark.parametrize("text", ["31 februari 2020", "32 maret 2020", "13/2020", "des", "jan"])
def test_what_no_calendar_holds_is_no_day(text: str) -> None:
    assert not any(
        isinstance(quantity, Day | Month) for quantity in read(text, TODAY) if getattr(quantity, "day", None)
    )


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("maret 2021 sampai agustus 2024", 42),
        ("maret sampai agustus 2024", 6),
        ("november sampai februari 2025", 4),
        ("03/2021 - 08/2024", 42),
        ("januari 2020 sampai sekarang", 83),
        ("2019 - 2024", 60),
        ("agustus 2024 sampai maret 2021", 0),
    ],
)
def test_intervals_count_both_months(text: str, length: int) -> None:
    found = one(text)
    assert isinstance(found, Interval)
    assert found.length == length


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2 tahun 3 bulan", Fraction(27)),
        ("setahun", Fraction(12)),
        ("setahun setengah", Fraction(18)),
        ("dua tahun setengah", Fraction(30)),
        ("1,5 tahun", Fraction(18)),
        ("setengah tahun", Fraction(6)),
        ("18 bln", Fraction(18)),
        ("15 thn", Fraction(180)),
        ("lima belas taun", Fraction(180)),
        ("45 hari", Fraction(3, 2)),
        ("dua minggu", Fraction(14, 30)),
        ("3-4 bulan", Fraction(7, 2)),
        ("sabulan", Fraction(1)),
    ],
)
def test_durations(text: str, months: Fraction) -> None:
    found = one(text)
    assert isinstance(found, Duration)
    assert found.total == months


def test_what_is_past_and_what_is_to_come() -> None:
    past, ahead = one("2 tahun yang lalu"), one("4 bulan lagi")
    assert isinstance(past, Duration)
    assert isinstance(ahead, Duration)
    assert (past.ago, past.ahead, ahead.ago, ahead.ahead) == (True, False, False, True)


@pytest.mark.parametrize(
    ("text", "value", "noun"),
    [
        ("20 orang", 20, "orang"),
        ("21 ribu pekerja", 21_000, "orang"),
        ("anak 2", 2, "anak"),
        ("3 orang anak", 3, "anak"),
        ("48x", 48, "kali"),
    ],
)
def test_counts(text: str, value: int, noun: str) -> None:
    found = one(text)
    assert isinstance(found, Count)
    assert (found.value, found.noun) == (value, noun)


@pytest.mark.parametrize(
    "text",
    [
        "pp 44 tahun 2015",
        "permenaker 5/2021",
        "uu nomor 24 tahun 2011",
        "formulir 3b kk3",
        "jam 3 sore",
        "0812-3456-7890",
        "1.2.3.4",
        "3201234567890001",
        "kelas 5",
        "",
    ],
)
def test_names_and_codes_are_no_amounts(text: str) -> None:
    assert read(text, TODAY) == ()


def test_a_doubled_word_is_no_number() -> None:
    assert [token.text for token in tokens("kira2 3jt")] == ["kira", "3", "jt"]


def test_digits_with_separators() -> None:
    assert literal("1.2.3") is None
    assert literal("12.34.567") is None
    assert literal("12345678901234") is None
    assert literal("0,275") == Decimal("0.275")
    assert literal("1.250", decimal=True) == Decimal("1.25")


def _ways(value: int) -> list[str]:
    """Every way known here to write a multiple of a thousand below a thousand million."""
    dotted = f"{value:,}".replace(",", ".")
    millions, thousands = divmod(value // 1000, 1000)
    ways = [str(value), dotted, f"{value:,}", f"Rp{dotted}", f"rp {dotted},-", f"Rp. {dotted}", f"{dotted} rupiah"]
    if value < 1_000_000:
        ways += [f"{thousands}rb", f"{thousands} ribu", f"{thousands}k"]
    else:
        decimal = f"{Decimal(value) / 1_000_000}"
        ways += [f"{decimal}jt", f"{decimal.replace('.', ',')} juta"]
        ways.append(f"{millions} juta {thousands} ribu" if thousands else f"{millions} juta")
    return ways


@given(st.integers(min_value=10, max_value=999_999).map(lambda thousands: thousands * 1000), st.data())
def test_an_amount_written_in_any_known_way_is_read_back(value: int, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(_ways(value)))
    found = money(text)
    assert (found.low, found.high) == (Decimal(value), Decimal(value))


@given(st.integers(min_value=1, max_value=40), st.integers(min_value=1, max_value=11))
def test_a_time_written_out_is_read_back(years: int, months: int) -> None:
    for text in (f"{years} tahun {months} bulan", f"{years}thn {months}bln", f"{years} taun {months} wulan"):
        found = one(text)
        assert isinstance(found, Duration)
        assert found.total == years * 12 + months


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_digits_is_read_back(day: date) -> None:
    for text in (f"{day.day}-{day.month}-{day.year}", f"{day:%d/%m/%Y}", day.isoformat()):
        found = one(text)
        assert isinstance(found, Day)
        assert found.day == day


@given(st.dates(date(1901, 1, 1), date(2090, 1, 1)), st.integers(min_value=-900, max_value=100))
def test_adding_months_keeps_the_day_or_ends_the_month(day: date, months: int) -> None:
    if not 1 <= (day.year * 12 + day.month - 1 + months) // 12 <= 9998:
        return
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


_PIECES = st.sampled_from(
    [
        "3", "0", "12", "2,5", "1.000.000", "jt", "juta", "rb", "ribu", "k", "-", "/", "%", "sampai", "setengah", "se", "dua", "puluh",
        "ratus", "belas", "umur", "lahir", "maret", "2021", "tahun", "bulan", "hari", "orang", "anak", "rp", "koma", "lalu", "lagi",
        "kelas", "sd", "smp", "kuliah", "pp", "di", "bawah", "tiap", "per", "sehari", "29", "februari", "s/d", "jt-an", "genep",
    ]
)  # fmt: skip


def _sound(quantities: tuple[Quantity, ...], text: str) -> None:
    end = 0
    for quantity in quantities:
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        for name in ("low", "high", "value", "years", "months", "days", "length", "total", "every"):
            value = getattr(quantity, name, None)
            assert value is None or value >= 0


@given(st.lists(_PIECES, max_size=14), st.sampled_from([" ", ""]))
def test_no_row_of_words_makes_it_fail_or_negative(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    _sound(read(text, TODAY), text)
    schooling(text)


@given(st.text(max_size=200), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_no_string_makes_it_fail(text: str, today: date) -> None:
    _sound(read(text, today), text)
    schooling(text)


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert read("9" * 100_000, TODAY) == ()
    text = "a " * MAX_LENGTH + "3 juta"
    assert read(text, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anak kelas 5 sd", [Schooling("sd", 5)]),
        ("SD kelas 5", [Schooling("sd", 5)]),
        ("smp kelas 8", [Schooling("smp", 2)]),
        ("kelas 11", [Schooling("sma", 2)]),
        ("SMA kelas XI", [Schooling("sma", 2)]),
        ("smk 2 dan sd 3", [Schooling("sma", 2), Schooling("sd", 3)]),
        ("TK B", [Schooling("tk", 2)]),
        ("kuliah semester 3", [Schooling("pt", 2)]),
        ("kelas 5 sd sampai sma", [Schooling("sd", 5, "sma")]),
        ("kelas 2 SMA lanjut kuliah 4 tahun", [Schooling("sma", 2, "pt", 4)]),
        ("SMA kelas 1 sampai kuliah S1", [Schooling("sma", 1, "pt")]),
        ("yg satu kelas 2 SMA, satunya masuk TK", [Schooling("sma", 2), Schooling("tk", 0)]),
        ("bpjs tk berapa", []),
        ("iuran smp 2024", []),
        ("ma", []),
    ],
)
def test_schooling(text: str, found: list[Schooling]) -> None:
    assert list(schooling(text)) == found
