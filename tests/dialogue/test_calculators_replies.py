"""What the calculators say and ask: texts, limits, eligibility, forms by button and by text, follow-ups, and the guided check."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.calculators import Calculators
from bot.dialogue.calculators.engine import CALCULATORS
from bot.dialogue.calculators.form import Amount
from bot.dialogue.context import Context
from bot.dialogue.reply import Kind, Reply
from bot.knowledge import load
from bot.knowledge.markup import parse
from bot.knowledge.models import Knowledge
from bot.language.amounts import Per
from bot.matching.analysis import Analyser

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 10, tzinfo=ZONE)


@cache
def knowledge() -> Knowledge:
    return load(Path(__file__).parents[2] / "knowledge")


@cache
def calculators() -> Calculators:
    texts = [text for entry in knowledge().entries.values() for text in (entry.question, *entry.variations)]
    return Calculators(knowledge(), Analyser(knowledge().vocabulary, texts))


def sound(reply: Reply) -> Reply:
    """Check what holds for every reply, and return it."""
    assert parse(reply.text).blocks
    assert all(entry in knowledge().entries for entry in reply.entries)
    for button in reply.buttons:
        assert len(button.label) <= 40
        assert len(button.action) <= 58
        assert button.action.isascii()
    assert Context.from_json(reply.context.to_json()) == reply.context
    if reply.kind is Kind.CALCULATION:
        assert reply.figures
        assert reply.context.form == {}
        assert reply.sources
        for name, value in reply.figures.items():
            assert isinstance(value, int | Decimal), name
            assert not isinstance(value, bool), name
            assert value >= 0, name
    else:
        assert not reply.figures
    if reply.kind is Kind.CHOICES:
        assert len(reply.context.pending) >= 1
    return reply


def say(text: str, context: Context | None = None, now: datetime = NOW) -> Reply:
    reply = calculators().reply(text, context or Context(at=now), now=now, ranked=())
    assert reply is not None, text
    return sound(reply)


def press(action: str, context: Context | None = None, now: datetime = NOW) -> Reply:
    reply = calculators().press(action, context or Context(at=now), now=now)
    assert reply is not None, action
    return sound(reply)


def talk(*turns: str, now: datetime = NOW) -> Reply:
    """Return the last reply to texts and, with a leading "!", buttons."""
    context = Context(at=now)
    reply: Reply | None = None
    for turn in turns:
        reply = press(turn[1:], context, now) if turn.startswith("!") else say(turn, context, now)
        context = reply.context
    assert reply is not None
    return reply


def first_line(reply: Reply) -> str:
    return reply.text.split("\n", 1)[0]


# --- 1.1: the form of a reply ---


def test_the_result_comes_first_then_the_arithmetic_the_rule_and_what_it_depends_on() -> None:
    blocks = say("penghasilan 800 ribu iuran bpu berapa").text.split("\n\n")
    assert "**Rp8.400 sebulan**" in blocks[0]
    assert blocks[1].startswith("- Penghasilan Rp800.000")
    assert blocks[2].startswith("Aturannya: PP 44/2015")
    assert blocks[3] == "Yang perlu diingat:"


@pytest.mark.parametrize(
    ("text", "sympathy"),
    [
        ("suami nelayan bpu 14 bulan meninggal sakit dapat berapa", "Turut berduka cita."),
        ("adik meninggal kecelakaan kerja gaji 3,3 juta dapat berapa", "Turut berduka cita."),
        ("gaji 2,9jt cacat total karena kecelakaan kerja dapat berapa", "Ikut prihatin"),
        ("satu mata buta kecelakaan kerja gaji 3 juta dapat berapa", "Ikut prihatin"),
        ("kecelakaan kerja 2 bulan tidak bisa kerja gaji 3 juta diganti berapa", "Semoga lekas pulih."),
        ("gaji 6 juta kena phk dapat jkp berapa", "Ikut prihatin"),
        ("kelas 5 sd bapaknya meninggal kecelakaan kerja beasiswa berapa", "Turut berduka cita."),
    ],
)
def test_sympathy_comes_before_the_number(text: str, sympathy: str) -> None:
    line = first_line(say(text))
    assert line.startswith(sympathy)
    assert "Rp" in line


def test_no_word_of_the_user_enters_the_reply() -> None:
    reply = say("gaji Zxqv 4 juta kena phk jkp berapa Wvkj")
    assert not re.search("zxqv|wvkj", reply.text, re.IGNORECASE)


def test_the_law_is_named_with_every_result() -> None:
    for question in knowledge().sums:
        reply = calculators().reply(question.text, Context(at=NOW), now=NOW, ranked=())
        if reply is not None and reply.kind is Kind.CALCULATION:
            sound(reply)
            assert re.search(r"Aturannya: .*(PP|UU|Permenaker) ", reply.text), question.text
            assert len(reply.text) < 1200, question.text


def test_a_rough_figure_is_shown_in_thousands_and_named_so() -> None:
    reply = say("penghasilan 2,4 juta ikut 3 program iuran bpu berapa")
    assert "Sekitar Rp63.000 sebulan" in first_line(reply)
    assert reply.figures["perkiraan_total_diskon"] == 63_400
    assert "total" not in reply.figures
    assert "Ini perkiraan, bukan angka resmi." in reply.text


# --- 1.2: what was read is said ---


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gaji 4.2 potongan bpjs berapa", "saya baca Rp4.200.000"),
        ("gaji 850 kena phk jkp berapa", "saya baca Rp850.000"),
        ("penghasilan 3-4 juta iuran bpu berapa", "tengahnya: Rp3.500.000"),
    ],
)
def test_a_reading_that_is_no_plain_one_is_told_in_the_first_line(text: str, said: str) -> None:
    assert said in first_line(say(text))


def test_about_stays_about() -> None:
    assert "sekitar" in first_line(say("gaji 4jtan kena phk jkp berapa"))


def test_an_income_under_a_sum_is_that_row() -> None:
    reply = say("penghasilan di bawah sejuta iuran bpu berapa")
    assert reply.figures["dasar"] == 1_000_000
    assert "di bawah Rp1.000.000" in reply.text
    assert say("penghasilan di bawah 1,1 juta iuran bpu berapa").figures["dasar"] == 1_000_000


def test_daily_pay_of_an_employee_counts_25_times_and_the_real_days_are_shown_too() -> None:
    reply = say("upah 150rb sehari kerja 20 hari di pabrik potongan bpjs berapa")
    assert reply.figures["dasar_upah"] == 3_750_000
    assert "20 hari kerja Rp3.000.000" in reply.text


def test_daily_pay_of_the_self_employed_needs_the_days() -> None:
    asked = say("tukang becak sehari 40 ribu iuran bpjs tk berapa")
    assert asked.kind is Kind.UNKNOWN
    assert "berapa hari" in asked.text
    assert say("25 hari", asked.context).figures["dasar"] == 1_000_000


def test_a_harvest_is_divided_by_its_months_and_that_is_called_no_rule() -> None:
    asked = say("hasil panen 9 juta iuran petani berapa")
    assert "berapa bulan" in asked.text
    reply = say("4 bulan", asked.context)
    assert reply.figures["perkiraan_jkk"] == 22_500
    assert "bukan bunyi aturan" in reply.text


def test_a_minimum_wage_is_asked_for_in_rupiah() -> None:
    asked = say("gaji umr potongan bpjs berapa")
    assert "UMR" in asked.text
    assert say("4,9 juta", asked.context).figures["total_pekerja"] == 147_000


def test_the_contribution_month_is_the_clocks_in_jakarta_unless_another_is_named() -> None:
    late = datetime(2026, 12, 31, 18, tzinfo=ZoneInfo("UTC"))  # 2027 in Jakarta already
    reply = say("petani penghasilan 800 ribu iurannya berapa", now=late)
    assert reply.figures["total"] == 16_800
    assert "total_diskon" not in reply.figures
    assert say("petani penghasilan 800 ribu iuran desember 2026 berapa", now=late).figures["total_diskon"] == 8_400


# --- 1.3: limits ---


@pytest.mark.parametrize("amount", ["0", "-500000", "minus 3 juta", "20 miliar"])
def test_an_impossible_income_is_refused_kindly_and_asked_again(amount: str) -> None:
    asked = press("h:bpu")
    reply = say(amount, asked.context)
    assert reply.kind is Kind.UNKNOWN
    assert reply.text.startswith("Maaf")
    assert say("800rb", reply.context).kind is Kind.CHOICES


@pytest.mark.parametrize("amount", ["150 ribu", "200 juta"])
def test_an_odd_wage_is_questioned_and_used_once_confirmed(amount: str) -> None:
    asked = say(f"gaji {amount} potongan bpjs berapa")
    assert asked.kind is Kind.CHOICES
    assert "betul?" in asked.text
    for yes in ("iya", "betul"):
        reply = say(yes, asked.context)
        assert reply.kind is Kind.CALCULATION
        assert "memakai angka yang tadi Anda pastikan" in reply.text
    pressed = press(asked.buttons[0].action, asked.context)
    assert pressed.kind is Kind.CALCULATION
    taken_back = say("bukan", asked.context)
    assert say("4 juta", taken_back.context).figures["total_pekerja"] == 120_000


def test_a_lost_wage_of_nothing_asks_for_the_last_reported_one() -> None:
    asked = say("gaji 0 kena phk dapat jkp berapa")
    assert "upah terakhir" in asked.text
    assert say("3,65 juta", asked.context).figures["per_bulan"] == 2_190_000


def test_an_odd_time_and_an_odd_age_are_questioned() -> None:
    assert "betul?" in say("gaji 3 juta kerja 50 tahun jht saya berapa").text
    assert "betul?" in say("kecelakaan kerja 40 bulan tidak bisa kerja gaji 3 juta diganti berapa").text
    assert "betul?" in say("12", press("c", Context(at=NOW, slots={"kelompok": "petani"})).context).text
    assert "betul?" in say("lahir 2015 kapan pensiun jp").text


def test_a_balance_beyond_belief_is_questioned() -> None:
    asked = say("gaji 99 juta kerja 45 tahun jht saya jadi berapa")
    assert asked.kind is Kind.CHOICES
    assert say("iya", asked.context).kind is Kind.CALCULATION


def test_no_more_than_twelve_months_are_paid_at_once() -> None:
    opened = Context(at=NOW, form={"calc": "bpu", "income": "800000", "prepaid": "24"})
    asked = press("f:work=lain", opened)
    assert "paling lama 12 bulan" in asked.text
    reply = say("6 bulan", asked.context)
    assert reply.figures["total_semua"] == 84_000


# --- eligibility before money ---


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("gaji 5 juta resign dapat jkp berapa", "jkp.resign"),
        ("gaji 5 juta kontrak habis jkp dapat berapa", "jkp.kontrak-habis"),
        ("ojol bpu penghasilan 5 juta jkp dapat berapa", "jkp.bpu"),
        ("phk 7 bulan lalu gaji 4 juta jkp dapat berapa", "jkp.batas-waktu"),
        ("phk 3 januari 2025 gaji 4 juta jkp berapa", "jkp.transisi-2025"),
        ("baru kerja 8 bulan gaji 4 juta kena phk jkp berapa", "jkp.syarat"),
        ("kena phk gaji 4 juta sudah kerja lagi jkp berapa", "jkp.sudah-kerja-lagi"),
        ("phk 3 januari 2025 batas klaim jkp sampai kapan", "jkp.transisi-2025"),
        ("tki ikut bpjs 8 bulan meninggal sakit dapat berapa", "jkm.pmi-santunan"),
        ("bapak bpu 8 bulan nunggak iuran lalu meninggal sakit dapat berapa", "jkm.peserta-nonaktif"),
        ("kerja 5 tahun saldo jht 20 juta ambil 10 persen dapat berapa", "jht.klaim-sebagian-10"),
        ("proyek 1,2 miliar iuran jakon berapa", "iuran.jakon"),
        ("tki kontrak 18 bulan lewat agen bayar iuran berapa", "iuran.pmi"),
        ("petani umur 67 penghasilan 800 ribu iuran berapa", "daftar.usia-maksimal"),
        ("kelahiran 1955 kapan pensiun jp", "jp.usia-pensiun"),
        ("suami meninggal sakit iuran 2 tahun anak kelas 3 sd beasiswa berapa", "jkm.beasiswa"),
        ("iuran bpu saya 17.500 dasar upahnya berapa", "jkk.penghasilan-bpu-santunan"),
    ],
)
def test_where_nothing_is_due_the_entry_says_why_and_no_amount_is_given(text: str, entry: str) -> None:
    reply = say(text)
    assert reply.kind is Kind.ANSWER
    assert reply.entries == (entry,)
    assert reply.figures == {}


# --- edges of single calculators ---


def test_the_kind_of_work_is_asked_only_where_the_discount_depends_on_it() -> None:
    assert say("penghasilan 800 ribu iuran mandiri berapa").figures["total_diskon"] == 8_400
    january = NOW + timedelta(days=60)
    asked = say("penghasilan 800 ribu iuran mandiri berapa", now=january)
    assert asked.kind is Kind.CHOICES
    assert say("ojek", asked.context, january).figures["total_diskon"] == 8_400
    assert "total_diskon" not in say("dagang", asked.context, january).figures


def test_who_pays_changes_the_discount() -> None:
    state = say("petani penghasilan 700rb iurannya dibayari apbd berapa")
    assert "Anda tidak membayar apa-apa" in first_line(state)
    assert "total_diskon" not in state.figures
    village = say("petani penghasilan 700rb iurannya dibayar dana desa berapa")
    assert "APBDes" in village.text
    assert "total_diskon" not in village.figures
    assert say("petani penghasilan 700rb iurannya dibayar donatur berapa").figures["total_diskon"] == 8_400


def test_jkk_or_jkm_alone_is_not_offered() -> None:
    reply = say("penghasilan 800 ribu iuran jkk bpu berapa")
    assert "tidak bisa dipilih salah satu" in reply.text
    assert {"jkk", "jkm"} <= set(reply.figures)


def test_paying_ahead_across_the_end_of_the_discount_shows_each_rate() -> None:
    reply = say("nelayan penghasilan sejuta iuran 6 bulan sekaligus berapa")
    assert "2 bulan × Rp8.400 + 4 bulan × Rp16.800 = Rp84.000" in reply.text
    assert "perkiraan tagihan" in reply.text


def test_the_top_row_is_hedged() -> None:
    assert "Pastikan ke 175" in say("penghasilan 30 juta iuran bpu berapa").text


def test_an_employees_month_outside_the_known_caps() -> None:
    future = say("gaji 20 juta potongan bpjs maret 2027 berapa")
    assert "batas upah sekarang" in future.text
    past = say("gaji 20 juta potongan bpjs januari 2023 berapa")
    assert "jp_pekerja" not in past.figures
    assert "batas upahnya tidak ada" in past.text
    low = say("gaji 5 juta potongan bpjs januari 2023 berapa")
    assert low.figures["jp_pekerja"] == 50_000


def test_a_raise_is_the_difference_of_two_results() -> None:
    reply = say("gaji naik dari 4 juta jadi 5 juta potongan bpjs jadi berapa")
    assert "naik **Rp30.000 sebulan**, dari Rp120.000 menjadi Rp150.000" in first_line(reply)


def test_fixed_allowances_count_and_attendance_money_does_not() -> None:
    assert say("gaji pokok 3 juta tunjangan tetap 500 ribu potongan bpjs berapa").figures["dasar_upah"] == 3_500_000
    reply = say("gaji pokok 3 juta uang makan 500 ribu potongan bpjs berapa")
    assert reply.figures["dasar_upah"] == 3_000_000
    assert "Uang makan" in reply.text


def test_the_size_of_the_business_decides_the_programmes() -> None:
    micro = say("usaha mikro gaji 2 juta potongan bpjs karyawan berapa")
    assert "tidak dipotong" in first_line(micro)
    small = say("usaha kecil karyawan gaji 2 juta potongan bpjs berapa")
    assert small.figures["total_pekerja"] == 40_000


def test_piece_work_is_averaged() -> None:
    reply = say("karyawan borongan 3 bulan terakhir gaji 3 juta, 3,5 juta, 2,8 juta potongan bpjs berapa")
    assert reply.figures["dasar_upah"] == 3_100_000


def test_jht_is_certain_first_and_illustrated_second() -> None:
    line = first_line(say("gaji 4,3jt kerja 3 tahun jht saya berapa"))
    assert line.index("Rp8.823.600") < line.index("Rp9,55 juta")


def test_jp_too_early_is_told() -> None:
    assert "paling cepat tercapai Juli 2030" in say("gaji 5 juta iuran jp 15 tahun pensiun sebulan berapa").text


def test_jp_above_the_lowest_cap_asks_for_the_months() -> None:
    asked = say("gaji 14 juta jp 12 bulan diambil sekaligus dapat berapa")
    assert asked.kind is Kind.UNKNOWN
    reply = say("januari 2025 sampai desember 2025", asked.context)
    assert reply.figures["total_iuran"] == 3_766_758


def test_an_age_names_the_other_year_of_birth() -> None:
    assert "kelahiran 1971" in say("umur saya 54 tahun, terima jp umur berapa").text


def test_a_birthday_gives_a_day_and_one_that_is_past_says_since_when() -> None:
    assert "3 Maret 2030" in first_line(say("lahir 3 maret 1970 kapan bisa ambil jp"))
    assert "sudah sejak **12 Agustus 2024**" in first_line(say("lahir 12 agustus 1966 kapan pensiun jp"))


def test_the_deadline_near_and_past() -> None:
    near = say("di phk 10 juni 2026 sampai kapan bisa klaim jkp")
    assert "10 Desember 2026" in first_line(near)
    assert "tinggal 20 hari" in first_line(near)
    assert "sudah lewat" in first_line(say("di phk 10 maret 2026 sampai kapan bisa klaim jkp"))


def test_jkm_of_exactly_three_months_is_full_and_an_unknown_segment_gets_both() -> None:
    assert say("bapak bpu 3 bulan meninggal sakit dapat berapa").figures["total"] == 42_000_000
    both = say("bapak baru 2 bulan jadi peserta meninggal sakit dapat berapa")
    assert both.figures["total"] == 42_000_000
    assert "Rp10.000.000" in both.text


def test_an_income_between_the_rows_asks_for_the_jkk_contribution() -> None:
    asked = say("suami nelayan bpu penghasilan 2 juta meninggal kecelakaan melaut dapat berapa")
    assert asked.kind is Kind.UNKNOWN
    assert say("12 ribu", asked.context).figures["dasar"] == 1_200_000


def test_parts_of_the_body_outside_the_table_get_no_percentage_until_the_doctors() -> None:
    reply = say("jari putus kecelakaan kerja gaji 4,4 juta dapat berapa")
    assert reply.figures == {"dasar": 4_400_000, "per_satu_persen": 3_520_000}
    follow = say("12 persen", reply.context)
    assert follow.figures["santunan"] == 42_240_000


def test_a_vague_part_is_asked_back_and_the_scalp_is_a_span() -> None:
    asked = say("lengan putus kecelakaan kerja gaji 3 juta dapat berapa")
    assert asked.kind is Kind.CHOICES
    assert say("yang kanan dari bahu", asked.context).figures["persen_tabel"] == 40
    scalp = say("kulit kepala rusak kecelakaan kerja gaji 3 juta dapat berapa")
    assert "antara **Rp24.000.000** dan **Rp72.000.000**" in first_line(scalp)


def test_the_left_handed_have_the_arms_the_other_way_round() -> None:
    right = say("lengan kiri putus dari bahu kecelakaan kerja gaji 3 juta dapat berapa")
    assert right.figures["persen_tabel"] == 35
    assert right.buttons[0].action == "f:hand=left"
    assert press("f:hand=left", right.context).figures["persen_tabel"] == 40
    assert (
        say("lengan kiri putus dari bahu kecelakaan kerja saya kidal gaji 3 juta dapat berapa").figures["persen_tabel"]
        == 40
    )


def test_hearing_is_counted_by_tens_of_decibel() -> None:
    reply = say("kecelakaan kerja pendengaran kedua telinga turun 25 desibel gaji 3 juta dapat berapa")
    assert reply.figures["persen_tabel"] == 12


def test_a_boat_alone_is_asked_back() -> None:
    asked = say("sewa perahu 1,4 juta bawa korban kecelakaan kerja diganti berapa")
    assert asked.kind is Kind.CHOICES
    assert say("lewat laut", asked.context).figures["diganti"] == 1_400_000


def test_tax_within_two_calendar_years_is_an_estimate_on_the_sum() -> None:
    asked = say("tahun 2025 ambil jht 10 persen, sekarang sisanya 60 juta dicairkan pajaknya berapa")
    assert "Berapa yang sudah diambil" in asked.text
    reply = say("6 juta", asked.context)
    assert reply.figures["pajak"] == 800_000
    assert "perkiraan" in reply.text


def test_tax_asks_for_the_year_and_the_npwp() -> None:
    asked = say("pernah ambil jht 10 persen, sisa 90 juta pajaknya berapa")
    assert "tahun berapa" in asked.text
    npwp = say("2022", asked.context)
    assert npwp.kind is Kind.CHOICES
    assert say("punya", npwp.context).figures["pajak"] == 7_500_000
    assert press("f:npwp=tidak", npwp.context).figures["pajak"] == 9_000_000


def test_the_fine_gives_both_readings() -> None:
    text = say("perusahaan iuran 8,5 juta telat 3 bulan denda berapa").text
    assert "Rp510.000" in text
    assert "Rp1.020.000" in text
    assert say("iuran 8,5 juta belum bayar 3 bulan berturut turut dendanya berapa").figures["denda"] == 1_020_000


def test_vat_is_taken_out_first() -> None:
    reply = say("nilai proyek 111 juta sudah termasuk ppn 11 persen iuran jakon berapa")
    assert reply.figures["total"] == 240_000


def test_a_discounted_jkk_is_brought_back_first() -> None:
    assert say("bayar jkk 6 ribu sudah diskon, dasar penghasilannya berapa").figures["dasar"] == 1_200_000


# --- forms ---


@pytest.mark.parametrize(
    ("turns", "entry", "name", "value"),
    [
        (("!h:bpu", "800rb", "!f:jht=tidak"), "iuran.bpu-ringkasan", "total", 16_800),
        (("!h:bpu", "1,25 juta", "tiga program"), "iuran.bpu-tabel", "total", 42_800),
        (("!h:employee", "5,25", "!f:risk=low"), "iuran.pu-ringkasan", "total", 500_850),
        (("!h:jht", "4,3 juta", "3 tahun"), "jht.manfaat", "perkiraan_saldo", 9_551_767),
        (("!h:jht", "4,3 juta", "36"), "jht.manfaat", "bulan", 36),
        (("!h:jkp", "kena phk", "3,65 juta"), "jkp.besaran", "total", 13_140_000),
        (("!h:age", "1975"), "jp.usia-pensiun", "tahun", 2038),
        (("!h:age", "79"), "jp.usia-pensiun", "tahun", 2044),
        (("!h:age", "umur 45"), "jp.usia-pensiun", "usia_pensiun", 65),
        (("!h:age", "3-3-1970"), "jp.usia-pensiun", "tahun", 2030),
        (("!h:jp", "4,2 juta", "18 tahun"), "jp.rumus", "per_bulan", 756_000),
        (
            ("!h:died", "!f:cause=other", "!f:segment=bpu", "2 bulan"),
            "jkm.masa-kepesertaan-3-bulan",
            "total",
            10_000_000,
        ),
        (("!h:died", "bukan", "karyawan"), "jkm.besaran", "total", 42_000_000),
        (("!h:died", "iya kecelakaan", "3,3 juta"), "jkk.santunan-meninggal", "total", 180_400_000),
        (("!h:died", "iya", "jkk 10 ribu"), "jkk.santunan-meninggal", "total", 70_000_000),
        (("!h:accident", "!f:result=sick", "3,3 juta", "9 bulan"), "jkk.stmb", "total", 29_700_000),
        (("!h:accident", "cacat total", "2,9 juta"), "jkk.cacat-total", "total", 174_400_000),
        (
            ("!h:accident", "!f:result=partial", "telinga", "yang sebelah", "3,1 juta"),
            "jkk.cacat-sebagian",
            "santunan",
            49_600_000,
        ),
        (("!h:accident", "!f:result=partial", "12 persen", "4 juta"), "jkk.cacat-sebagian", "santunan", 38_400_000),
        (("!h:tax", "58", "belum pernah"), "jht.pajak", "pajak", 400_000),
        (("!h:tax", "90 juta", "!f:before=ya", "2022", "punya"), "jht.pajak-klaim-sebagian", "pajak", 7_500_000),
        (("!h:ten", "42,5"), "jht.klaim-sebagian-10", "tiga_puluh_persen", 12_750_000),
        (("!h:school", "kecelakaan kerja", "SD kelas 5"), "jkk.beasiswa", "total", 18_000_000),
        (("!h:deadline", "10 juni 2026"), "jkp.batas-waktu", "batas_ajukan_bulan", 6),
        (("!h:transport", "6,2 juta", "darat"), "jkk.biaya-transport", "diganti", 5_000_000),
        (("!h:base", "!f:kind=jht", "97"), "hukum.upah-dilaporkan-lebih-kecil", "dasar", 4_850_000),
        (("!h:base", "!f:kind=total", "16.800"), "jkk.penghasilan-bpu-santunan", "dasar", 1_000_000),
        (("!h:fine", "8,5 juta", "3 bulan"), "iuran.denda", "denda", 510_000),
        (("!h:construction", "620 juta"), "iuran.jakon", "total", 1_180_000),
        (("!h:migrant", "!f:contract_months=24", "!f:agency=ya"), "iuran.pmi", "total", 370_000),
        (("!h:migrant", "12 bulan", "berangkat sendiri"), "iuran.pmi", "total", 189_000),
    ],
)
def test_every_form_leads_to_its_result(turns: tuple[str, ...], entry: str, name: str, value: int) -> None:
    reply = talk(*turns)
    assert reply.kind is Kind.CALCULATION
    assert reply.entries[0] == entry
    assert reply.figures[name] == value


def test_every_calculator_of_the_menus_can_be_opened() -> None:
    first, more = press("h"), press("h:lain")
    names = [button.action.removeprefix("h:") for button in (*first.buttons, *more.buttons)]
    assert len(first.buttons) == 9
    assert first.buttons[-1].label == "Lainnya"
    for name in names:
        if name != "lain":
            opened = press(f"h:{name}")
            assert opened.kind in {Kind.CHOICES, Kind.UNKNOWN}
            assert opened.context.form["calc"] == name
    assert set(CALCULATORS) >= set(names) - {"lain"}


def test_a_question_has_two_to_four_buttons_or_an_example_of_how_to_write_it() -> None:
    for name in CALCULATORS:
        asked = press(f"h:{name}")
        if asked.kind is Kind.CHOICES:
            assert 2 <= len(asked.context.pending) <= 4
        else:
            assert "contoh" in asked.text.lower()
            assert asked.entries


def test_who_pays_is_asked_where_nothing_tells_it() -> None:
    asked = say("iuran kalau 3 juta sebulan berapa")
    assert asked.kind is Kind.CHOICES
    assert say("karyawan", asked.context).figures["total_pekerja"] == 90_000
    assert say("mandiri", asked.context).figures["perkiraan_jkk"] == 30_000


def test_the_group_told_before_decides_who_pays() -> None:
    context = Context(at=NOW, slots={"kelompok": "nelayan"})
    assert "jkm_diskon" in say("iuran kalau 3 juta sebulan berapa", context).figures
    worker = Context(at=NOW, slots={"kelompok": "karyawan"})
    assert "jkm_perusahaan" in say("iuran kalau 3 juta sebulan berapa", worker).figures


def test_a_text_that_does_not_answer_is_asked_once_in_other_words_then_left() -> None:
    asked = press("h:jht")
    again = say("asdf", asked.context)
    assert again.text != asked.text
    assert calculators().reply("qwer", again.context, now=NOW, ranked=()) is None
    assert say("4 juta", again.context).context.form


def test_who_does_not_know_is_told_where_to_look() -> None:
    reply = say("gak tau", press("h:jht").context)
    assert "175" in reply.text
    assert calculators().reply("lupa", reply.context, now=NOW, ranked=()) is None


def test_a_form_is_left_for_a_new_question_and_dropped_when_told() -> None:
    asked = press("h:jht").context
    assert calculators().reply("klaim jht lewat jmo gimana caranya", asked, now=NOW, ranked=()) is None
    dropped = say("batal", asked)
    assert dropped.kind is Kind.SMALLTALK
    assert dropped.context.form == {}
    assert say("gak jadi", asked).context.form == {}


def test_another_calculation_replaces_the_open_form() -> None:
    reply = say("kelahiran 1975 pensiun kapan", press("h:jht").context)
    assert reply.entries[0] == "jp.usia-pensiun"


def test_an_answer_may_bring_more_than_was_asked() -> None:
    reply = say("gaji 4,3 juta kerja 3 tahun jht berapa", press("h:jht").context)
    assert reply.figures["bulan"] == 36


def test_a_button_of_a_form_that_is_gone_is_not_known() -> None:
    for action in (
        "f:jht=ya",
        "f:sure=wage",
        "f:bogus=1",
        "f:jht",
        "h:bogus",
        "x",
        "",
        "f:wage=9999999999999999999999999",
    ):
        assert calculators().press(action, Context(at=NOW), now=NOW) is None
    form = press("h:bpu").context
    for action in ("f:bogus=1", "f:income=1", "f:jht=" + "a" * 40, "f:jht=YA!"):
        assert calculators().press(action, form, now=NOW) is None


# --- follow-ups ---


@pytest.mark.parametrize(
    ("turns", "name", "value"),
    [
        (("gaji 6 juta kena phk jkp berapa", "kalau gaji 3 juta?"), "per_bulan", 1_800_000),
        (("gaji 6 juta kena phk jkp berapa", "kalau 4 bulan?"), "total", 12_000_000),
        (("penghasilan 800 ribu iuran bpu berapa", "plus jht"), "total", 36_800),
        (("penghasilan 800 ribu ikut jht iuran bpu berapa", "tanpa jht"), "total", 16_800),
        (("penghasilan 800 ribu iuran bpu berapa", "kalau 20 orang?"), "total_semua", 168_000),
        (("petani penghasilan 800 ribu iurannya berapa", "kalau januari 2027?"), "total", 16_800),
        (("gaji 4,3jt kerja 3 tahun jht saya berapa", "kalau 5 tahun?"), "bulan", 60),
        (("saldo jht 58 juta pajaknya berapa", "kalau 100 juta?"), "pajak", 2_500_000),
        (("kelahiran 1975 pensiun kapan", "kalau kelahiran 1970?"), "tahun", 2030),
        (("gaji 5 juta resiko rendah total iuran karyawan berapa", "kalau gaji 6 juta?"), "jkk_perusahaan", 32_400),
    ],
)
def test_a_short_text_changes_one_thing(turns: tuple[str, ...], name: str, value: int) -> None:
    assert talk(*turns).figures[name] == value


def test_a_follow_up_needs_the_calculation_to_be_the_last_answer() -> None:
    context = say("gaji 6 juta kena phk jkp berapa").context
    elsewhere = replace(context, entry="jht.definisi")
    assert calculators().reply("kalau gaji 3 juta?", elsewhere, now=NOW, ranked=()) is None
    assert calculators().reply("syaratnya apa", context, now=NOW, ranked=()) is None
    assert calculators().reply("kalau jkm?", context, now=NOW, ranked=()) is None


def test_the_pay_is_remembered_for_another_programme() -> None:
    context = say("gaji 4 juta kena phk jkp berapa").context
    reply = say("kalau jht nya kerja 3 tahun dapat berapa", context)
    assert reply.figures["total_iuran"] == 228_000 * 36


def test_what_is_stored_of_the_last_calculation_may_be_spoilt() -> None:
    for stored in (
        "{",
        "[]",
        "{}",
        json.dumps({"calc": "bogus", "entry": ""}),
        json.dumps({"calc": "bpu", "entry": "other"}),
    ):
        context = Context(at=NOW, slots={"hitung": stored})
        assert calculators().reply("kalau 3 juta?", context, now=NOW, ranked=()) is None


# --- the guided check ---


@pytest.mark.parametrize(
    ("turns", "entries", "said"),
    [
        (
            ("!c", "!f:group=ojol", "40"),
            ("kelompok.ojek-online", "iuran.bpu-ringkasan", "daftar.bpu-cara"),
            "Maret 2027",
        ),
        (
            ("!c", "guru ngaji", "50"),
            ("kelompok.guru-ngaji", "iuran.bpu-ringkasan", "daftar.bpu-cara"),
            "Desember 2026",
        ),
        (("!c", "karyawan pabrik", "30"), ("kelompok.pu", "iuran.potongan-gaji", "daftar.pu-oleh-perusahaan"), "HRD"),
        (("!c", "!f:group=lain", "tidak", "30"), ("kelompok.bpu", "iuran.bpu-ringkasan", "daftar.bpu-cara"), "JMO"),
        (
            ("!c", "!f:group=lain", "!f:employed=ya", "55"),
            ("kelompok.pu", "iuran.potongan-gaji", "daftar.pu-oleh-perusahaan"),
            "JKP",
        ),
        (("!c", "petani", "70"), ("daftar.usia-maksimal",), "tidak bisa mendaftar"),
        (("!c", "petani", "16"), ("daftar.usia-minimal",), "tidak seragam"),
        (("!c", "tki"), ("kelompok.pmi",), "migran"),
        (
            ("sy tukang ojek umur 40 bisa ikut apa aja",),
            ("kelompok.ojek-online", "iuran.bpu-ringkasan", "daftar.bpu-cara"),
            "JKK",
        ),
        (
            ("nelayan 45 th bisa ikut program apa",),
            ("kelompok.nelayan", "iuran.bpu-ringkasan", "daftar.bpu-cara"),
            "JHT",
        ),
    ],
)
def test_the_check_ends_in_programmes_cost_and_how_to_register(
    turns: tuple[str, ...], entries: tuple[str, ...], said: str
) -> None:
    reply = talk(*turns)
    assert reply.kind is Kind.ANSWER
    assert reply.entries == entries
    assert said in reply.text
    assert len(turns) <= 4


def test_the_check_remembers_the_group_and_drops_the_discount_when_it_ends() -> None:
    asked = press("c", Context(at=NOW, slots={"kelompok": "petani"}))
    assert "Umurnya" in asked.text
    assert "potongan" in say("40", asked.context).text
    later = datetime(2027, 5, 1, 10, tzinfo=ZONE)
    assert "potongan" not in talk("!c", "petani", "40", now=later).text


# --- more edges ---


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("pedagang penghasilan 250rb seminggu iuran bpjs tk berapa", "dasar", 1_000_000),
        ("petani penghasilan 12 juta setahun iuran bpjs tk berapa", "dasar", 1_000_000),
        ("karyawan gaji 600rb seminggu potongan bpjs berapa", "dasar_upah", 2_600_000),
        ("karyawan gaji 48 juta setahun potongan bpjs berapa", "dasar_upah", 4_000_000),
        ("petani penghasilan 800 ribu iuran maret berapa", "total", 16_800),
        ("petani penghasilan 800 ribu iuran desember berapa", "total_diskon", 8_400),
        ("3 tahun lalu ambil jht 10 persen, punya npwp, sisa 90 juta pajaknya berapa", "pajak", 7_500_000),
        ("dulu tahun lalu ambil 10 persen jht 4 juta, saldo sisa 56 juta pajaknya berapa", "pajak", 500_000),
        ("gaji 4 juta kerja 3 tahun jht dengan hasil 6 persen jadi berapa", "total_iuran", 8_208_000),
        ("tahun 2020 umur saya 40, jp cair umur berapa", "tahun", 2045),
        ("gaji 30 juta iuran jp 45 tahun pensiun sebulan berapa", "per_bulan", 4_932_300),
        ("bapak petani iurannya dibayar pemda 5 bulan meninggal sakit dapat berapa", "total", 42_000_000),
        ("bapak bpu dari januari 2026 sampai agustus 2026 meninggal sakit dapat berapa", "total", 42_000_000),
        ("gaji 4 juta kena phk jkp 12 bulan berapa", "jumlah_bulan", 6),
        ("satu mata buta dan jari putus kecelakaan kerja gaji 3 juta dapat berapa", "persen_tabel", 35),
        ("daun telinga putus kecelakaan kerja gaji 3 juta dapat berapa", "persen_tabel", 5),
        ("kedua mata buta kecelakaan kerja gaji 3 juta dapat berapa", "persen_tabel", 70),
        ("iuran mandiri 4 bulan sekaligus penghasilan 800 ribu petani berapa", "total_semua", 2 * 8_400 + 2 * 16_800),
        ("diskon iuran petani penghasilan 800 ribu jadi berapa", "total_diskon", 8_400),
        ("kira kira hitung pensiun upah 6 juta 20 tahun", "per_bulan", 1_200_000),
        (
            "anak pertama sma 3, kedua smp 3, ketiga sd 6, bapak meninggal kecelakaan kerja beasiswa berapa",
            "total",
            14_000_000,
        ),
    ],
)
def test_further_ways_to_say_it(text: str, name: str, value: int) -> None:
    assert say(text).figures[name] == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gaji 4 juta kena phk jkp yang 45 persen berapa", "tidak berlaku lagi sejak 7 Februari 2025"),
        ("gaji 4 juta kerja 3 tahun perusahaan nunggak jht saya berapa", "hanya yang benar-benar disetor"),
        ("gaji 4 juta kerja 3 tahun jht hasil 6 persen jadi berapa", "persentase dari Anda"),
        ("bapak petani iurannya dibayar pemda 5 bulan meninggal sakit dapat berapa", "seperti pekerja mandiri"),
        ("iuran mandiri 4 bulan sekaligus penghasilan 800 ribu petani berapa", "1, 3, 6, 12 bulan"),
        ("warung punya karyawan, penghasilan 800 ribu, iuran bpu saya berapa", "mungkin wajib ikut JHT"),
        (
            "jari putus dan satu mata buta kecelakaan kerja gaji 3 juta dapat berapa",
            "satu bagian tubuh saja (satu mata)",
        ),
        ("jari dan kaki putus kecelakaan kerja gaji 3 juta dapat berapa", "Tiap 1%"),
        ("gaji 3333333 potongan bpjs berapa", "beberapa rupiah"),
        ("gaji 4 juta iuran jkm dari perusahaan berapa", "Tidak boleh dipotong dari gaji."),
        ("nelayan penghasilan 500 ribu iurannya berapa", "walau penghasilan lebih kecil"),
        ("20 nelayan penghasilan 500 ribu iurannya berapa", "Potongan berlaku sampai iuran Desember 2026"),
        ("pernah klaim jkp, gaji 4 juta kena phk lagi jkp berapa", "sudah pernah klaim JKP"),
        ("tki kontrak 12 bulan berangkat sendiri bayar iuran berapa", "Rp50.000 sampai Rp600.000"),
        (
            "suami meninggal sakit iuran 5 tahun anak kelas 3 sd, kelas 1 smp, kelas 2 sma beasiswa berapa",
            "Paling banyak 2 anak",
        ),
    ],
)
def test_what_must_be_said_is_said(text: str, said: str) -> None:
    assert said in say(text).text


def test_rounding_is_told_only_where_it_happened() -> None:
    assert "beberapa rupiah" not in say("gaji 4 juta potongan bpjs berapa").text


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("saya bpu penghasilan 5 juta jp 20 tahun dapat pensiun berapa", "jp.bpu"),
        ("gaji 14 juta jp januari 2022 sampai desember 2022 dapat berapa", "jp.batas-upah"),
        ("gaji 4 juta iuran jp 0 bulan dapat berapa", "jp.masa-iur"),
        ("kecelakaan kerja 0 hari tidak bisa kerja gaji 3 juta diganti berapa", "jkk.stmb"),
        ("resign tanggal 10 juni 2026 batas klaim jkp kapan", "jkp.resign"),
        ("karyawan dua perusahaan kerja 4 tahun meninggal sakit jkm berapa", "jkm.dua-pemberi-kerja"),
        ("anak kelas 3 di pesantren, bapak meninggal kecelakaan kerja, beasiswa berapa", "jkk.beasiswa"),
        ("anak umur 24 kuliah semester 5 bapak meninggal kecelakaan kerja beasiswa berapa", "jkk.beasiswa"),
    ],
)
def test_further_cases_without_an_amount(text: str, entry: str) -> None:
    reply = say(text)
    assert reply.kind is Kind.ANSWER
    assert reply.entries == (entry,)


@pytest.mark.parametrize(
    ("turns", "name", "value"),
    [
        (("!h:age", "lahir tahun 1975"), "tahun", 2038),
        (("!h:age", "maret 1970"), "tahun", 2030),
        (("!h:age", "2030", "1975"), "tahun", 2038),
        (("!h:age", "3 maret 2030", "1850", "1975"), "tahun", 2038),
        (("!h:tax", "90 juta", "pernah", "22", "tidak punya"), "pajak", 9_000_000),
        (("!h:tax", "90 juta", "pernah", "10 mei 2022", "punya"), "pajak", 7_500_000),
        (("!h:tax", "60 juta", "pernah", "tahun lalu", "6 juta"), "pajak", 800_000),
        (("!h:tax", "90 juta", "pernah", "2030", "2022", "punya"), "pajak", 7_500_000),
        (("!h:bpu", "850", "2"), "total", 16_800),
        (("!h:bpu", "1 juta", "3"), "total", 36_800),
        (("!h:bpu", "100rb sehari", "12", "dua"), "total", 18_800),
        (("!h:accident", "!f:result=partial", "telinga", "dua duanya", "4 juta"), "persen_tabel", 40),
        (("!h:accident", "!f:result=partial", "telinga tuli sebelah turun 25 desibel", "4 juta"), "persen_tabel", 20),
        (("!h:school", "kecelakaan kerja", "belum sekolah"), "total", 27_000_000),
        (("!h:jht", "4 juta", "2019 sampai 2022"), "bulan", 36),
        (("!h:jht", "4 juta", "maret 2021 sampai agustus 2024"), "bulan", 42),
        (("!h:fine", "8,5 juta", "dua bulan"), "denda", 340_000),
        (
            ("saldo jht 90 juta tahun 2022 ambil 10 persen pajaknya berapa", "punya", "kalau tidak punya npwp?"),
            "pajak",
            9_000_000,
        ),
        (("penghasilan 800 ribu iuran bpu berapa", "kalau bayar 3 bulan?", "dagang"), "total_semua", 33_600),
    ],
)
def test_further_ways_to_answer(turns: tuple[str, ...], name: str, value: int) -> None:
    assert talk(*turns).figures[name] == value


def test_a_clock_time_or_a_name_is_no_answer() -> None:
    for name, text in (("deadline", "kemarin lusa"), ("school", "anaknya pintar"), ("age", "tua"), ("check", "x")):
        reply = calculators().reply(text, press(f"h:{name}").context, now=NOW, ranked=())
        assert reply is None or reply.kind is not Kind.CALCULATION


def without(*figures: str, entries: tuple[str, ...] = ()) -> Calculators:
    """Return calculators over a knowledge that lacks some figures and entries."""
    kept = {name: figure for name, figure in knowledge().figures.items() if name not in figures}
    left = {name: entry for name, entry in knowledge().entries.items() if name not in entries}
    spoilt = replace(knowledge(), figures=kept, entries=left)
    return Calculators(spoilt, Analyser(spoilt.vocabulary, ["gaji iuran"]))


def test_a_missing_figure_leaves_the_question_to_the_entries() -> None:
    lacking = without("jkp.persen", "iuran.bpu_tabel")
    context = Context(at=NOW)
    assert lacking.reply("gaji 4 juta kena phk jkp berapa", context, now=NOW, ranked=()) is None
    assert lacking.reply("penghasilan 1 juta iuran bpu berapa", context, now=NOW, ranked=()) is None
    assert lacking.reply("saldo jht 58 juta pajaknya berapa", context, now=NOW, ranked=()) is not None
    form = lacking.press("h:jkp", context, now=NOW)
    assert form is not None
    assert lacking.press("f:reason=dismissed", form.context, now=NOW) is None


def test_a_missing_entry_is_neither_named_nor_linked() -> None:
    lacking = without(entries=("jkp.resign", "jkp.besaran", "jkp.syarat"))
    refused = lacking.reply("gaji 4 juta resign jkp berapa", Context(at=NOW), now=NOW, ranked=())
    assert refused is not None
    assert (refused.kind, refused.entries) == (Kind.ANSWER, ())
    assert "175" in refused.text
    computed = lacking.reply("gaji 4 juta kena phk jkp berapa", Context(at=NOW), now=NOW, ranked=())
    assert computed is not None
    assert (computed.kind, computed.entries, computed.sources) == (Kind.CALCULATION, (), ())


def test_a_form_of_another_version_is_left() -> None:
    context = Context(at=NOW, form={"calc": "abacus"})
    assert calculators().reply("3 juta", context, now=NOW, ranked=()) is None
    assert calculators().press("f:jht=ya", context, now=NOW) is None


# --- whatever comes ---


def test_an_amount_survives_being_stored() -> None:
    for text in ("3000000", "7/2"):
        assert Amount.decode(text) is not None
    daily = Amount(Amount.decode("100").low, Amount.decode("200").high, True, Per.DAY, 20, 0, "", True)  # type: ignore[union-attr]
    assert Amount.decode(daily.encode()) == daily
    for spoilt in ("", "x", "1/0", "1|2", "1|2|hari|x|0||", "1|2|bogus|0|0||"):
        assert Amount.decode(spoilt) is None


_WORDS = st.sampled_from(
    [
        "gaji", "3 juta", "iuran", "berapa", "phk", "jkp", "jht", "kerja", "5 tahun", "meninggal", "kecelakaan", "mata", "bpu", "petani",
        "karyawan", "pajak", "saldo", "10 persen", "lahir", "1975", "pensiun", "umur", "40", "kalau", "hitung", "iya", "bukan", "tidak",
        "sd kelas 5", "beasiswa", "proyek", "denda", "telat", "3 bulan", "0", "-1", "ambulans", "2026", "maret", "kemarin", "semua",
    ]
)  # fmt: skip
_FORMS = st.sampled_from(sorted(CALCULATORS)).map(lambda name: {"calc": name})


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=9).map(" ".join), st.one_of(st.just({}), _FORMS))
def test_no_row_of_words_makes_it_fail(text: str, form: dict[str, str]) -> None:
    reply = calculators().reply(text, Context(at=NOW, form=form), now=NOW, ranked=())
    if reply is not None:
        sound(reply)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80),
    st.one_of(st.just({}), _FORMS),
    st.datetimes(datetime(2015, 8, 1), datetime(2060, 1, 1), timezones=st.just(ZONE)),  # noqa: DTZ001
)
def test_no_string_on_any_day_makes_it_fail(text: str, form: dict[str, str], now: datetime) -> None:
    reply = calculators().reply(text, Context(at=now, form=form), now=now, ranked=())
    if reply is not None:
        sound(reply)


@pytest.mark.parametrize("year", range(2015, 2045, 3))
def test_every_question_has_an_answer_in_any_year(year: int) -> None:
    """A figure that has lapsed or not begun leads to the last or first one known, never to a failure."""
    now = datetime(year, 9, 15, tzinfo=ZONE)
    for question in knowledge().sums:
        reply = calculators().reply(question.text, Context(at=now), now=now, ranked=())
        assert reply is not None, question.text
        sound(reply)
