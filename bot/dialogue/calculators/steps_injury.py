"""From inputs to replies after an accident at work: disability (C10, C11), pay while unable to work (C12), transport (S2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.benefits import (
    WAY_LIMITS,
    PartialDisability,
    Way,
    partial_disability,
    sick_pay,
    total_disability,
    transport,
)
from bot.dialogue.calculators.form import Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.injury_base import PP_82, injury_base
from bot.dialogue.calculators.rules import Rule
from bot.dialogue.calculators.steps_death import death_at_work
from bot.language.amounts import DAYS_IN_MONTH

_EXAMPLE = "jkk.contoh-hitung"

_ASK_RESULT = Ask(
    "result",
    "Ikut prihatin. Akibat kecelakaan kerjanya apa?",
    (
        Option("Belum bisa bekerja sementara", "sick"),
        Option("Cacat sebagian", "partial"),
        Option("Cacat total", "total"),
        Option("Meninggal", "death"),
    ),
)


def accident(form: Form) -> Step:
    """Return what JKK pays, once it is known what came of the accident (C9 to C12)."""
    chosen = form.choice("result", _ASK_RESULT.text, _ASK_RESULT.options)
    steps = {"sick": unable_to_work, "partial": disability_partial, "total": disability_total, "death": death_at_work}
    return steps[chosen](form)


# --- C10 ---


def disability_total(form: Form) -> Step:
    """Return what JKK pays for total permanent disability (C10)."""
    base, reported = injury_base(form)
    result = total_disability(form.rules, base.value)
    times = form.rules.whole(Rule.JKK_TOTAL_TIMES)
    steps = [
        *base.steps,
        f"Santunan: {times} × {say.rupiah(base.value)} = {say.rupiah(result.santunan)}",
        f"Santunan berkala, dibayar sekaligus: {say.rupiah(result.berkala)}",
    ]
    notes = [
        reported,
        "Cacat total tetap ditetapkan dokter.",
        "Beasiswa anak di luar jumlah ini. JHT boleh diklaim, dan JP kalau syaratnya terpenuhi.",
        *form.confirmation,
    ]
    roughly = "sekitar " if base.rough else ""
    head = f"{say.STRENGTH} Santunannya **{roughly}{say.rupiah(result.total)}**.{base.clause}"
    text = say.reply(head, steps, f"{PP_82}.", notes)
    return Computed("jkk.cacat-total", text, result.figures(), (_EXAMPLE, "jkk.beasiswa"))


# --- C11 ---


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body in the table: how it is called, its rule figure, and the entry that carries it."""

    name: str
    rule: Rule
    entry: str = "jkk.cacat-sebagian"


PARTS: dict[str, Part] = {
    "eyes": Part("kedua mata", Rule.EYES_BOTH),
    "eye": Part("satu mata", Rule.EYE_ONE),
    "hearing-both": Part("pendengaran kedua telinga", Rule.HEARING_BOTH),
    "hearing-one": Part("pendengaran satu telinga", Rule.HEARING_ONE),
    "arm-right": Part("lengan kanan dari bahu", Rule.ARM_RIGHT),
    "arm-left": Part("lengan kiri dari bahu", Rule.ARM_LEFT),
    "outer-ear": Part("satu daun telinga", Rule.EAR_ONE, "jkk.tabel-cacat"),
    "outer-ears": Part("kedua daun telinga", Rule.EARS_BOTH, "jkk.tabel-cacat"),
    "smell": Part("penciuman", Rule.SMELL, "jkk.tabel-cacat"),
    "nose": Part("cuping hidung", Rule.NOSE_WING, "jkk.tabel-cacat"),
    "decibel-both": Part("pendengaran kedua telinga, tiap 10 desibel", Rule.DECIBEL_BOTH, "jkk.tabel-cacat"),
    "decibel-one": Part("pendengaran satu telinga, tiap 10 desibel", Rule.DECIBEL_ONE, "jkk.tabel-cacat"),
}
"""The parts whose percentages are in the facts; that of no other part is invented."""
_SWAPPED = {"arm-right": "arm-left", "arm-left": "arm-right"}
_ASK_PART = Ask(
    "part",
    "Bagian tubuh mana yang cacat? Contoh: satu mata, telinga kiri tuli, jari. Atau tulis persentase dari dokter, "
    "contoh: 12 persen.",
)
_ASK_PERCENT = "Berapa persen menurut dokter? Contoh: 30 persen."
_VAGUE = {
    "arm?": Ask(
        "part",
        "Lengan yang mana? Persentasenya berbeda.",
        (
            Option("Lengan kanan dari bahu", "arm-right"),
            Option("Lengan kiri dari bahu", "arm-left"),
            Option("Di bawah bahu", "other"),
        ),
    ),
    "eye?": Ask("part", "Mata yang mana?", (Option("Satu mata", "eye"), Option("Kedua mata", "eyes"))),
    "ear?": Ask(
        "part",
        "Bagian telinga yang mana?",
        (
            Option("Pendengaran satu telinga", "hearing-one"),
            Option("Pendengaran kedua telinga", "hearing-both"),
            Option("Satu daun telinga", "outer-ear"),
            Option("Kedua daun telinga", "outer-ears"),
        ),
    ),
}
"""The questions back for words that may mean several parts."""


def disability_partial(form: Form) -> Step:
    """Return what JKK pays for a lost part of the body or lost function (C11)."""
    key = form.get("part")
    if key in _VAGUE:
        raise UnansweredError(_VAGUE[key])
    table, function = form.decimal("table"), form.decimal("function")
    if not key and table is None:
        raise UnansweredError(_ASK_PART)
    base, reported = injury_base(form)
    if key == "scalp" and table is None:
        return _scalp(form, base, reported)
    if table is None:
        table = _table_percent(form, key)
    for name, value in (("table", table), ("function", function)):
        if value is not None:
            form.judged(name, Fraction(value), limits.PERCENT, say.percent(value), Ask(name, _ASK_PERCENT))
    result = partial_disability(form.rules, base.value, table, function)
    part = PARTS.get(key)
    entry = "jkk.cacat-fungsi" if function is not None else part.entry if part else "jkk.cacat-sebagian"
    text = _disability_text(form, base, result, part.name if part else "", reported)
    hand = None
    if key in _SWAPPED and not form.has("hand"):
        hand = Ask("hand", "Tangan yang biasa dipakai?", (Option("Saya kidal (tangan kiri)", "left"),))
    return Computed(entry, text, result.figures(), (_EXAMPLE, "jkk.tabel-cacat"), hand)


def _table_percent(form: Form, key: str) -> Decimal | None:
    """Return the percentage of the table for a part, None where it is not in the facts; arms change for the left-handed."""
    part = PARTS.get(_SWAPPED[key] if key in _SWAPPED and form.get("hand") == "left" else key)
    if part is None:
        return None
    if not key.startswith("decibel"):
        return form.rules.value(part.rule)
    decibel = form.number("decibel")
    if decibel is None:
        raise UnansweredError(Ask("decibel", "Turunnya berapa desibel menurut dokter? Contoh: 20 desibel."))
    return form.rules.value(part.rule) * (decibel // 10)


def _disability_text(form: Form, base: Given, result: PartialDisability, name: str, reported: str) -> str:
    times, wage = form.rules.whole(Rule.JKK_PARTIAL_TIMES), say.rupiah(base.value)
    roughly = "sekitar " if base.rough else ""
    steps, notes = list(base.steps), [reported]
    if result.santunan is None:
        each = say.rupiah(result.per_satu_persen or 0)
        head = (
            f"{say.STRENGTH} Tiap 1% di tabel cacat bernilai **{roughly}{each}**; persentase bagian tubuh "
            "itu belum ada "
            f"di data kami.{base.clause}"
        )
        steps.append(f"1% × {times} × {wage} = {each}")
        notes.append("Lihat persentase di formulir dokter (3b KK3), lalu kirim ke sini, contoh: 12 persen.")
    else:
        grant = say.rupiah(result.santunan)
        head = f"{say.STRENGTH} Santunan cacatnya **{roughly}{grant}**.{base.clause}"
        share = f"{say.percent(result.persen_fungsi)} fungsi × " if result.persen_fungsi is not None else ""
        of_part = f" ({name})" if name else ""
        steps.append(f"{share}{say.percent(result.persen_tabel or Decimal(0))}{of_part} × {times} × {wage} = {grant}")
        notes.append("Rumusnya pasti; persentase tabelnya dari satu sumber." if name else "Rumusnya pasti.")
    if form.has("several"):
        counted = f" ({name})" if name else ""
        notes.append(
            f"Yang dihitung satu bagian tubuh saja{counted}: cara menjumlahkan beberapa bagian tidak ada di aturan yang "
            "kami baca. Tanyakan ke kantor cabang."
        )
    if name.startswith("lengan") and not form.has("hand"):
        notes.append("Dihitung untuk yang biasa memakai tangan kanan; untuk yang kidal kebalikannya.")
    notes += [say.DOCTOR, "Tanpa santunan berkala dan tanpa biaya pemakaman.", *form.confirmation]
    return say.reply(head, steps, f"Lampiran PP 44/2015 yang diubah {PP_82}.", notes)


def _scalp(form: Form, base: Given, reported: str) -> Step:
    """Return the span for the scalp, whose percentage is a span in the table."""
    least, most = form.rules.value(Rule.SCALP_LEAST), form.rules.value(Rule.SCALP_MOST)
    low, high = (partial_disability(form.rules, base.value, value).santunan or 0 for value in (least, most))
    times = form.rules.whole(Rule.JKK_PARTIAL_TIMES)
    span = f"antara **{say.rupiah(low)}** dan **{say.rupiah(high)}**"
    head = f"{say.STRENGTH} Santunannya {span}, menurut persentase dari dokter.{base.clause}"
    percents = f"{say.percent(least)} sampai {say.percent(most)}"
    steps = [*base.steps, f"Kulit kepala {percents} × {times} × {say.rupiah(base.value)}"]
    notes = [reported, say.DOCTOR, *form.confirmation]
    text = say.reply(head, steps, f"Lampiran PP 44/2015 yang diubah {PP_82}.", notes)
    each = partial_disability(form.rules, base.value, None)
    return Computed("jkk.tabel-cacat", text, each.figures(), (_EXAMPLE, "jkk.cacat-sebagian"))


# --- C12 ---


def unable_to_work(form: Form) -> Step:
    """Return the pay while unable to work after an accident at work (C12)."""
    base, reported = injury_base(form)
    question = Ask("months", "Berapa lama belum bisa bekerja? Contoh: 9 bulan, atau 45 hari.")
    time = form.fraction("months")
    if time is None:
        raise UnansweredError(question)
    form.judged("months", time, limits.SICK_MONTHS, f"{say.number(time)} bulan belum bisa bekerja", question)
    if time == 0:
        return Refer("jkk.stmb", "Kalau tidak ada hari yang hilang, tidak ada yang diganti.")
    result = sick_pay(form.rules, base.value, time)
    full, half = say.percent(form.rules.value(Rule.STMB_FULL)), say.percent(form.rules.value(Rule.STMB_LATER))
    wage, days = say.rupiah(base.value), form.number("off_days")
    months_full, months_half = say.number(result.bulan_penuh), say.number(result.bulan_separuh)
    steps = [
        *base.steps,
        f"{days} hari ÷ {DAYS_IN_MONTH} = {say.number(time)} bulan (anggapan kami)" if days else "",
        f"{full} × {wage} × {months_full} bulan = {say.rupiah(result.total_penuh)}",
        f"{half} × {wage} × {months_half} bulan = {say.rupiah(result.total_separuh)}" if result.total_separuh else "",
    ]
    limit = form.rules.whole(Rule.STMB_FULL_MONTHS)
    notes = [
        reported,
        (
            f"{limit} bulan pertama {full}, sesudahnya {half} sampai dokter menyatakan sembuh atau cacat. Aturan lama yang "
            "turun tiap setengah tahun tidak dipakai."
        ),
        "Perlu surat istirahat dari dokter. Kalau perusahaan tetap menggaji, uangnya diganti ke perusahaan.",
        "Bulan yang tidak penuh kami hitung sebanding; itu anggapan kami." if time.denominator != 1 else "",
        "Hanya untuk kecelakaan atau penyakit karena kerja.",
        *form.confirmation,
    ]
    roughly = "sekitar " if base.rough else ""
    paid = f"**{roughly}{say.rupiah(result.total)}**"
    head = f"{say.GET_WELL} Penggantinya {paid} untuk {say.number(time)} bulan.{base.clause}"
    text = say.reply(head, steps, f"{PP_82}.", notes)
    return Computed("jkk.stmb", text, result.figures(), (_EXAMPLE, "jkk.dokumen"))


# --- S2 ---

_WAY_NAMES = {Way.LAND: "Darat, sungai, danau", Way.SEA: "Laut", Way.AIR: "Udara"}
_ASK_WAY = Ask(
    "way",
    "Lewat apa? Batas gantinya berbeda.",
    (
        Option("Darat, sungai, atau danau", Way.LAND.value),
        Option("Laut", Way.SEA.value),
        Option("Udara", Way.AIR.value),
    ),
)
_ASK_COST = Ask("cost", "Berapa biaya angkutannya? Contoh: 900 ribu.")


def transport_cost(form: Form) -> Step:
    """Return what of the cost of transport after an accident is paid back (S2)."""
    named = {way: f"cost-{way.value}" for way in Way}
    costs = {
        way: form.amount(name, replace(_ASK_COST, field=name), limits.PAYMENT, "biaya").value
        for way, name in named.items()
        if form.has(name)
    }
    if not costs:
        cost = form.amount("cost", _ASK_COST, limits.PAYMENT, "biaya")
        costs = {Way(form.choice("way", _ASK_WAY.text, _ASK_WAY.options)): cost.value}
    result = transport(form.rules, costs)
    steps = []
    for way, value in costs.items():
        limit = form.rules.whole(WAY_LIMITS[way])
        paid = say.rupiah(min(value, Fraction(limit)))
        steps.append(f"{_WAY_NAMES[way]}: biaya {say.rupiah(value)}, batas {say.rupiah(limit)}, diganti {paid}")
    rest = f" Yang tidak diganti {say.rupiah(result.tidak_diganti)}." if result.tidak_diganti else ""
    head = f"{say.GET_WELL} Yang diganti paling banyak **{say.rupiah(result.diganti)}**.{rest}"
    notes = [
        "Simpan kuitansinya. Perahu di sungai atau danau ikut batas darat, bukan laut.",
        say.DECISION,
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 82/2019 Lampiran III.", notes)
    return Computed("jkk.biaya-transport", text, result.figures(), ("jkk.reimburse",))
