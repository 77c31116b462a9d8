"""Figures as they read, on every day of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import load
from bot.knowledge.figures import date_text, lapsed_entries, number, render, rupiah, show
from bot.knowledge.markup import parse, plain
from bot.knowledge.models import Figure, Knowledge, Period, Place
from tests.knowledge.conftest import SHIPPED, SOUND

NOWHERE = Place("", 1, 1)


def figure(name: str, unit: str, *periods: Period) -> Figure:
    return Figure(name, unit, periods, (), (), NOWHERE)


FIGURES = {
    f.name: f
    for f in (
        figure("a.tetap", "rupiah", Period(Decimal(16800), None, None)),
        figure("a.persen", "persen", Period(Decimal("5.51"), None, None)),
        figure("a.diskon", "persen", Period(Decimal(50), date(2026, 4, 1), date(2026, 12, 31))),
        figure(
            "a.usia",
            "tahun",
            Period(Decimal(58), date(2022, 1, 1), date(2024, 12, 31)),
            Period(Decimal(59), date(2025, 1, 1), date(2027, 12, 31)),
            Period(Decimal(60), date(2028, 1, 1), None),
        ),
    )
}
BEFORE, FIRST, LAST, AFTER = date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31), date(2027, 1, 1)


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return load(SHIPPED)


@pytest.mark.parametrize(
    ("value", "unit", "form", "text"),
    [
        ("16800", "rupiah", "", "Rp16.800"),
        ("8400.5", "rupiah", "", "Rp8.401"),
        ("110863.00", "rupiah", "", "Rp110.863"),
        ("-500", "rupiah", "", "-Rp500"),
        ("0", "rupiah", "", "Rp0"),
        ("42000000", "rupiah", "juta", "Rp42 juta"),
        ("2500000", "rupiah", "juta", "Rp2,5 juta"),
        ("650459000000", "rupiah", "juta", "Rp650,459 miliar"),
        ("11086300", "rupiah", "juta", "Rp11.086.300"),
        ("500000", "rupiah", "juta", "Rp500.000"),
        ("42000000", "rupiah", "angka", "42.000.000"),
        ("5.51", "persen", "", "5,51%"),
        ("0.30", "persen", "", "0,3%"),
        ("6", "bulan", "", "6 bulan"),
        ("7", "hari kerja", "", "7 hari kerja"),
        ("21234", "orang", "", "21.234 orang"),
        ("5920000", "orang", "juta", "5,92 juta orang"),
        ("48", "kali", "angka", "48"),
        ("3.3333333333", "kali", "", "3,33 kali"),
        ("175", "angka", "", "175"),
    ],
)
def test_formats(value: str, unit: str, form: str, text: str) -> None:
    """Values read as Indonesians write them, with their unit, never with a fraction of a rupiah."""
    assert show(Decimal(value), unit, form) == text


def test_helpers() -> None:
    """Calculators share the same ways to write amounts, numbers and days."""
    assert rupiah(Decimal("1234567.49")) == "Rp1.234.567"
    assert number(Decimal("1234.5")) == "1.234,5"
    assert date_text(date(2026, 12, 31)) == "31 Desember 2026"


def test_places_are_filled() -> None:
    """Every place gets its value; a text without places stays as it is."""
    text = "Mulai **{a.tetap}** atau {a.persen}, {a.tetap:angka}."
    assert render(text, FIGURES, LAST).text == "Mulai **Rp16.800** atau 5,51%, 16.800."
    assert render("Tanpa angka.", FIGURES, LAST).text == "Tanpa angka."


@pytest.mark.parametrize(
    ("day", "text", "lapsed"),
    [
        (BEFORE, "50% (berlaku mulai 1 April 2026)", ()),
        (FIRST, "50%", ()),
        (LAST, "50%", ()),
        (AFTER, "50% (berlaku sampai 31 Desember 2026)", ("a.diskon",)),
    ],
)
def test_a_figure_past_its_last_day(day: date, text: str, lapsed: tuple[str, ...]) -> None:
    """A figure that does not hold says until or from when, and a lapsed one is named so that a notice can follow."""
    rendered = render("{a.diskon}", FIGURES, day)
    assert (rendered.text, rendered.lapsed) == (text, lapsed)


@pytest.mark.parametrize(("day", "text"), [(date(2027, 12, 31), "59 tahun"), (date(2028, 1, 1), "60 tahun")])
def test_a_later_period_takes_over(day: date, text: str) -> None:
    """A figure with a later period uses it from its first day on, without any notice."""
    assert render("{a.usia}", FIGURES, day).text == text
    assert render("{a.usia}", FIGURES, day).lapsed == ()


CONDITIONS = """Mulai {a.tetap}.
[sebelum a.diskon] Nanti ada potongan.
[selama a.diskon] Ada potongan {a.diskon}.
[setelah a.diskon] Potongan sudah berakhir.

[selama a.diskon] Satu paragraf lagi.

Akhir."""


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (BEFORE, "Mulai Rp16.800.\nNanti ada potongan.\n\nAkhir."),
        (FIRST, "Mulai Rp16.800.\nAda potongan 50%.\n\nSatu paragraf lagi.\n\nAkhir."),
        (AFTER, "Mulai Rp16.800.\nPotongan sudah berakhir.\n\nAkhir."),
    ],
)
def test_conditions(day: date, text: str) -> None:
    """A line under a condition shows only on its days, and where it is gone no hole is left."""
    assert render(CONDITIONS, FIGURES, day).text == text


def test_conditions_in_lists() -> None:
    """A list item under a condition takes its nested items along, and a numbered list still begins at one."""
    text = (
        "Cara:\n1. [selama a.diskon] Cek potongan.\n   - di JMO\n2. Buka.\n3. [setelah a.diskon] Tanya.\n4. Bayar.\n\n"
        "- [setelah a.diskon] [selama a.tetap] x\n- y"
    )
    assert render(text, FIGURES, LAST).text == "Cara:\n1. Cek potongan.\n   - di JMO\n2. Buka.\n3. Bayar.\n\n- y"
    assert plain(parse(render(text, FIGURES, AFTER).text)) == "Cara:\n1. Buka.\n2. Tanya.\n3. Bayar.\n\n- x\n- y"


def test_condition_at_the_end() -> None:
    """A text whose last line is gone ends with the line before it."""
    assert render("Satu.\n\n[setelah a.diskon] Dua.", FIGURES, LAST).text == "Satu."


def test_lapsed_entries() -> None:
    """Only entries that still state a lapsed figure on that day are named, not those whose line about it is gone."""
    knowledge = load(SOUND)
    assert lapsed_entries(knowledge, date(2025, 12, 31)) == {}
    assert lapsed_entries(knowledge, date(2026, 11, 22)) == {"jht.hasil": ("jht.definisi",)}
    assert lapsed_entries(knowledge, date(2027, 3, 1)) == {
        "jht.hasil": ("jht.definisi",),
        "iuran.batas_upah": ("iuran.batas-upah",),
    }


@settings(max_examples=60, deadline=None)
@given(day=st.dates(date(2015, 1, 1), date(2045, 12, 31)))
def test_no_place_is_left_unfilled(shipped: Knowledge, day: date) -> None:
    """On no day does any shipped answer show a brace or a condition."""
    for entry in shipped.entries.values():
        for text in (entry.answer, entry.details):
            written = render(text, shipped.figures, day).text
            assert not any(sign in written for sign in ("{", "}", "[selama", "[setelah", "[sebelum", "\n\n\n"))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "[selama a.diskon] ",
                "[setelah a.diskon] ",
                "- ",
                "1. ",
                "  ",
                "kata",
                "{a.diskon}",
                "{a.usia:angka}",
                "\n",
                "\n\n",
            ]
        ),
        max_size=12,
    ).map("".join),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_render_never_leaves_braces(text: str, day: date) -> None:
    """Whatever the text and the day, every place is filled and no hole of empty lines is made."""
    written = render(text, FIGURES, day).text
    assert "{" not in written
    if "[" in text:
        assert "\n\n\n" not in written


DISCOUNTS = [
    (date(2026, 12, 31), True, True),
    (date(2027, 1, 1), False, True),
    (date(2027, 3, 31), False, True),
    (date(2027, 4, 1), False, False),
]


@pytest.mark.parametrize(("day", "others", "transport"), DISCOUNTS)
def test_calendar_of_the_discount(shipped: Knowledge, day: date, others: bool, transport: bool) -> None:
    """The discount ends with December 2026, for transport with March 2027; no answer promises it a day longer."""
    figures = shipped.figures
    assert (figures["iuran.bpu_diskon_lainnya"].on(day) is not None) is others
    assert (figures["iuran.bpu_diskon_transportasi"].on(day) is not None) is transport
    assert (figures["iuran.bpu_dua_program_diskon"].on(day) is not None) is others
    assert (figures["iuran.bpu_dua_program_diskon_transportasi"].on(day) is not None) is transport
    stated = lapsed_entries(shipped, day)
    assert {name for name in stated if "diskon" in name} == set()


@pytest.mark.parametrize(("day", "holds"), [(date(2027, 2, 28), True), (date(2027, 3, 1), False)])
def test_calendar_of_the_wage_cap(shipped: Knowledge, day: date, holds: bool) -> None:
    """The wage cap of the pension holds to the end of February 2027; from March it is shown with its last day."""
    rendered = render("{jp.batas_upah}", shipped.figures, day)
    assert rendered.text == ("Rp11.086.300" if holds else "Rp11.086.300 (berlaku sampai 28 Februari 2027)")
    assert rendered.lapsed == (() if holds else ("jp.batas_upah",))


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 12, 31), 59), (date(2027, 12, 31), 59), (date(2028, 1, 1), 60), (date(2043, 1, 1), 65)]
)
def test_calendar_of_the_pension_age(shipped: Knowledge, day: date, age: int) -> None:
    """The pension age is 59 to the end of 2027 and 60 from 2028 on, and never lapses."""
    rendered = render("{jp.usia_pensiun}", shipped.figures, day)
    assert (rendered.text, rendered.lapsed) == (f"{age} tahun", ())


def test_shipped_answers_state_nothing_lapsed() -> None:
    """On the first day of 2027 every shipped answer that names a lapsed figure says until when it held."""
    shipped = load(SHIPPED)
    day = date(2027, 1, 1)
    for name, ids in lapsed_entries(shipped, day).items():
        last = shipped.figures[name].latest(day).last
        assert last is not None
        for entry in (shipped.entries[i] for i in ids):
            text = render(entry.answer + "\n\n" + entry.details, shipped.figures, day).text
            assert f"(berlaku sampai {date_text(last)})" in text
            assert last + timedelta(days=1) <= day
