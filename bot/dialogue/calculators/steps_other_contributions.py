"""From inputs to replies for the base behind a contribution (S6), a late fine (S3), construction (S4), migrants (S7)."""

from __future__ import annotations

from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import (
    Base,
    Construction,
    base_of_bpu,
    base_of_employee,
    bases_of_bpu_total,
    construction_layers,
    late_fine,
    migrant_contracts,
    migrant_contribution,
)
from bot.dialogue.calculators.form import NO, YES, Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule

_BPU_BASE = "jkk.penghasilan-bpu-santunan"


# --- S6 ---


def base(form: Form) -> Step:
    """Return the reported wage or income behind a contribution (S6)."""
    kind = form.choice(
        "kind",
        "Dihitung dari iuran yang mana?",
        (
            Option("Potongan JHT di slip gaji", "jht"),
            Option("Iuran JKK mandiri", "jkk"),
            Option("Total iuran mandiri", "total"),
        ),
    )
    question = {
        "jht": "Berapa potongan JHT di slip gaji sebulan? Contoh: 97 ribu.",
        "jkk": "Berapa iuran JKK sebulan sebelum diskon? Contoh: 12 ribu.",
        "total": "Berapa iuran mandirinya sebulan? Contoh: 16.800.",
    }[kind]
    given = form.amount("contribution", Ask("contribution", question), limits.PAYMENT, "iuran")
    return {"jht": _base_of_jht, "jkk": _base_of_jkk, "total": _base_of_total}[kind](form, given)


def _base_of_jht(form: Form, given: Given) -> Step:
    result = base_of_employee(form.rules, given.value)
    rate = say.percent(form.rules.value(Rule.JHT_WORKER))
    head = f"Upah yang dilaporkan kira-kira **{say.rupiah(result.dasar)} sebulan**.{given.clause}"
    steps = [f"Potongan JHT {say.rupiah(given.value)} ÷ {rate} = {say.rupiah(result.dasar)}"]
    notes = ["Bandingkan dengan upah yang sebenarnya. Kalau jauh berbeda, tanyakan ke HRD, lalu ke 175."]
    text = say.reply(head, steps, "PP 46/2015 (JHT pekerja).", [*notes, *form.confirmation])
    return Computed("hukum.upah-dilaporkan-lebih-kecil", text, result.figures())


def _base_of_jkk(form: Form, given: Given) -> Step:
    jkk, steps = given.value, list[str]()
    if form.has("discounted"):
        cut = form.rules.value(Rule.BPU_DISCOUNT_OTHER)
        jkk = jkk * 100 / (100 - Fraction(cut))
        steps.append(f"JKK sebelum diskon {say.percent(cut)}: {say.rupiah(jkk)}")
    result = base_of_bpu(form.rules, jkk)
    rate = say.percent(form.rules.value(Rule.BPU_JKK))
    head = f"Penghasilan yang dilaporkan kira-kira **{say.rupiah(result.dasar)} sebulan**.{given.clause}"
    steps.append(f"Iuran JKK {say.rupiah(jkk)} ÷ {rate} = {say.rupiah(result.dasar)}")
    notes = [
        "Santunan kecelakaan kerja dihitung dari dasar ini.",
        ""
        if form.has("discounted")
        else "Yang dipakai iuran JKK sebelum diskon. Di bulan berdiskon tagihannya lebih kecil.",
    ]
    text = say.reply(head, steps, "PP 44/2015 (JKK pekerja mandiri).", [*notes, *form.confirmation])
    return Computed(_BPU_BASE, text, result.figures())


def _base_of_total(form: Form, given: Given) -> Step:
    """Return the row whose whole contribution fits, or refer where none or several do."""
    rows = bases_of_bpu_total(form.rules, given.value)
    if len({found for found, _, _ in rows}) != 1:
        shown = say.rupiah(given.value)
        lead = f"Iuran {shown} tidak cocok dengan satu kelompok yang ada sumbernya, jadi dasarnya tidak saya tebak."
        return Refer(_BPU_BASE, lead)
    dasar, jht, reduced = rows[0]
    programmes = "tiga program (dengan JHT)" if jht else "dua program"
    how = " dengan diskon" if reduced else ""
    steps = [f"Iuran {say.rupiah(given.value)} cocok dengan {programmes}{how} untuk dasar {say.rupiah(dasar)}"]
    rule = "PP 44/2015 dan PP 46/2015 (tabel pekerja mandiri)."
    notes = ["Santunan kecelakaan kerja dihitung dari dasar ini.", *form.confirmation]
    text = say.reply(f"Dasarnya **{say.rupiah(dasar)} sebulan**.{given.clause}", steps, rule, notes)
    return Computed(_BPU_BASE, text, Base(dasar).figures())


# --- S3 ---


def fine(form: Form) -> Step:
    """Return an employer's fine for late payment (S3)."""
    if form.get("segment") == "bpu":
        return Refer("iuran.denda", "Pekerja mandiri tidak kena denda.")
    rate = say.percent(form.rules.value(Rule.LATE_FINE))
    question = Ask("contribution", f"Denda {rate} dari iuran. Berapa iuran sebulan yang terlambat? Contoh: 8,5 juta.")
    given = form.amount("contribution", question, limits.PAYMENT, "iuran")
    late = form.months("months", Ask("months", "Terlambat berapa bulan? Contoh: 3 bulan."), noun="terlambat")
    one = late_fine(form.rules, given.value, [late])
    several = late_fine(form.rules, given.value, range(1, late + 1))
    in_a_row = form.get("row") == YES
    result = several if in_a_row else one
    head = (
        f"Dendanya **{'sekitar ' if given.rough else ''}{say.rupiah(result.denda)}**, dibayar perusahaan.{given.clause}"
    )
    due = say.rupiah(given.value)
    first = f"Satu bulan iuran terlambat {late} bulan: {rate} × {due} × {late} = {say.rupiah(one.denda)}"
    months = " + ".join(str(number) for number in range(late, 0, -1))
    row = f"{late} bulan berturut-turut belum dibayar: {rate} × {due} × ({months}) = {say.rupiah(several.denda)}"
    steps = [first] if late < 2 else [row, first] if in_a_row else [first, row]
    notes = [
        "Tidak boleh dibebankan ke pekerja. Pekerja mandiri tidak kena denda.",
        "Kabar penghapusan denda Februari 2026 belum bisa kami pastikan; tanyakan ke 175.",
        *form.confirmation,
    ]
    return Computed("iuran.denda", say.reply(head, steps, "PP 44/2015.", notes), result.figures())


# --- S4 ---


def construction(form: Form) -> Step:
    """Return the contribution for a construction project (S4)."""
    question = Ask("contract", "Berapa nilai kontraknya tanpa PPN? Contoh: 620 juta.")
    given = form.amount("contract", question, limits.PAYMENT, "nilai kontrak")
    value, steps = given.value, list[str]()
    vat = form.decimal("vat")
    if vat:
        value = value * 100 / (100 + Fraction(vat))
        steps.append(f"Tanpa PPN {say.percent(vat)}: {say.rupiah(value)}")
    layers = construction_layers(form.rules, value)
    if layers is None:
        top = say.rupiah(int(form.rules.rows(Rule.CONSTRUCTION)[-1]["sampai"]))
        lead = f"Untuk kontrak di atas {top} tarifnya belum pasti, jadi tidak saya hitung. Tanyakan ke kantor cabang."
        return Refer("iuran.jakon", lead)
    result = Construction(sum(amount for _, _, amount in layers))
    steps += [f"{say.percent(rate)} × {say.rupiah(part)} = {say.rupiah(amount)}" for part, rate, amount in layers]
    total = f"{'sekitar ' if given.rough else ''}{say.rupiah(result.total)}"
    head = f"Iurannya **{total}** untuk JKK dan JKM, dibayar kontraktor.{given.clause}"
    rates = f"{say.percent(form.rules.value(Rule.JKK_VERY_HIGH))} + {say.percent(form.rules.value(Rule.JKM_EMPLOYEE))}"
    notes = [
        "" if vat else "Dihitung dari nilai kontrak tanpa PPN; keluarkan dulu PPN-nya.",
        "Tidak dipotong dari pekerja.",
        f"Kalau upah pekerjanya diketahui, hitungannya {rates} dari upah.",
        "Tarifnya dari satu sumber; pastikan ke kantor cabang.",
        *form.confirmation,
    ]
    rule = "Permenaker 44/2015, digantikan Permenaker 5/2021."
    return Computed("iuran.jakon", say.reply(head, steps, rule, notes), result.figures())


# --- S7 ---


def migrant(form: Form) -> Step:
    """Return the contribution of a migrant worker (S7)."""
    contracts = migrant_contracts(form.rules)
    lengths = sorted(contracts, reverse=True)
    contract = form.number("contract_months")
    if contract is None:
        options = tuple(Option(f"{length} bulan", str(length)) for length in lengths)
        raise UnansweredError(Ask("contract_months", "Kontraknya berapa bulan?", options))
    if contract not in contracts:
        known = say.listed(str(length) for length in lengths)
        lead = f"Iuran kontrak {contract} bulan tidak ada di aturan yang kami baca; yang ada {known} bulan."
        return Refer("iuran.pmi", lead)
    options = (Option("Lewat perusahaan penempatan", YES), Option("Sendiri, perseorangan", NO))
    alone = form.choice("agency", "Berangkatnya lewat siapa?", options) == NO
    extra = form.number("extra") or 0
    result = migrant_contribution(form.rules, contract, alone=alone, extra=extra)
    each = form.rules.whole(Rule.PMI_EXTRA)
    steps = [
        "" if alone else f"Sebelum bekerja: {say.rupiah(form.rules.whole(Rule.PMI_BEFORE))}",
        f"Kontrak {contract} bulan: {say.rupiah(contracts[contract])}",
        f"Lebih {extra} bulan × {say.rupiah(each)} = {say.rupiah(extra * each)}" if extra else "",
    ]
    least, most = (say.rupiah(form.rules.whole(rule)) for rule in (Rule.PMI_JHT_LEAST, Rule.PMI_JHT_MOST))
    notes = [
        f"Tabungan hari tua (JHT) boleh ditambahkan, {least} sampai {most} sebulan, belum termasuk di jumlah ini.",
        "Diminta lebih dari ini? Tanyakan dulu ke 175.",
    ]
    head = f"Totalnya **{say.rupiah(result.total)}** untuk JKK dan JKM."
    text = say.reply(head, steps, "Permenaker 4/2023 pasal 18.", notes)
    return Computed("iuran.pmi", text, result.figures(), ("kelompok.pmi",))
