"""From inputs to replies for what is paid: after a dismissal, a death, an accident at work, and for the children's school."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.benefits import (
    WAY_LIMITS,
    Child,
    Deadline,
    Level,
    PartialDisability,
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
from bot.dialogue.calculators.contributions import base_of_bpu, bpu_base
from bot.dialogue.calculators.form import Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule, Rules

_PP_82 = "PP 82/2019 pasal 25 dan Lampiran III"

# --- C7 ---

_ASK_LAST_WAGE = Ask("wage", "Berapa upah sebulan terakhir yang dilaporkan ke BPJS Ketenagakerjaan? Contoh: 3,65 juta.")
_NO_JKP = {
    "resign": ("jkp.resign", "Kalau mengundurkan diri, JKP tidak keluar, jadi tidak ada yang dihitung."),
    "contract": ("jkp.kontrak-habis", "Kontrak yang habis waktunya tidak mendapat JKP, jadi tidak ada yang dihitung."),
    "retired": ("jkp.pensiun", "Berhenti karena pensiun tidak mendapat JKP, jadi tidak ada yang dihitung."),
}


def job_loss_benefit(form: Form) -> Step:
    """Return the JKP cash benefit, or why none is due (C7)."""
    refused = _no_job_loss(form)
    if refused is not None:
        return refused
    rates = say.percent(form.rules.value(Rule.JKP_PERCENT, form.today))
    wage = form.wage("wage", replace(_ASK_LAST_WAGE, text=f"JKP {rates} dari upah. {_ASK_LAST_WAGE.text}"))
    most = form.rules.whole(Rule.JKP_MONTHS)
    taken = form.fraction("months")
    months = min(int(taken), most) if taken is not None and taken >= 1 else most
    result = job_loss(form.rules, wage.value, months, form.today)
    cap = form.rules.whole(Rule.JKP_WAGE_CAP, form.today)
    roughly = "sekitar " if wage.rough else ""
    head = (
        f"{say.LOST_WORK} JKP-nya **{roughly}{say.rupiah(result.per_bulan)} sebulan**, {result.jumlah_bulan} bulan jadi "
        f"**{roughly}{say.rupiah(result.total)}**.{wage.clause}"
    )
    over = wage.value > cap
    steps = [
        *wage.steps,
        f"Upah {say.rupiah(wage.value)}, dihitung paling tinggi {say.rupiah(cap)}" if over else "",
        f"{rates} × {say.rupiah(result.dasar)} = {say.rupiah(result.per_bulan)} sebulan",
        f"{say.rupiah(result.per_bulan)} × {result.jumlah_bulan} bulan = {say.rupiah(result.total)}",
    ]
    since = form.rules.periods(Rule.JKP_PERCENT)[-1].first
    notes = [
        say.REPORTED_WAGE,
        f"Syaratnya antara lain kena PHK (bukan mengundurkan diri atau kontrak habis), iuran {form.rules.whole(Rule.JKP_PAID)} bulan dalam "
        f"{form.rules.whole(Rule.JKP_WINDOW)} bulan terakhir, dan diajukan paling lambat {form.rules.whole(Rule.JKP_DEADLINE)} bulan sesudah PHK.",
        "Diklaim tiap bulan di SIAPkerja, tidak otomatis; bulan kedua dan seterusnya perlu bukti mencari kerja. Berhenti kalau sudah bekerja lagi.",
        f"Aturan lama yang jumlahnya turun di tengah jalan tidak berlaku lagi sejak {say.day(since)}." if form.has("old_rule") and since else "",
        f"Paling lama {most} bulan." if taken is not None and taken > most else "",
        *wage.notes,
        *form.confirmation,
    ]
    rule = "PP 37/2021 yang diubah PP 6/2025 pasal 4, 21, dan 40; Permenaker 2/2025 pasal 13."
    return Computed("jkp.besaran", say.reply(head, steps, rule, notes), result.figures(), ("jkp.syarat",))


def _no_job_loss(form: Form) -> Refer | None:
    """Return why no JKP is due, as far as the message says it; every test is a rule of PP 6/2025."""
    if form.get("segment") == "bpu":
        return Refer("jkp.bpu", "Pekerja mandiri tidak punya JKP, jadi tidak ada yang dihitung.")
    if form.get("reason") in _NO_JKP:
        return Refer(*_NO_JKP[form.get("reason")])
    dismissed = form.day("dismissed")
    since = form.rules.periods(Rule.JKP_PERCENT)[-1].first
    if dismissed is not None and since is not None and dismissed < since:
        return Refer("jkp.transisi-2025", f"PHK-nya sebelum {say.day(since)}, jadi ada aturan peralihan dan tidak saya hitung dengan aturan sekarang.")
    if dismissed is not None and last_claim_day(form.rules, dismissed) < form.today:
        return Refer("jkp.batas-waktu", f"Batas mengajukan JKP sudah lewat pada {say.day(last_claim_day(form.rules, dismissed))}, jadi tidak saya hitung.")
    if form.get("working") == YES and not form.has("months"):
        return Refer("jkp.sudah-kerja-lagi", "Kalau sudah bekerja lagi, JKP berhenti. Bulan yang sudah dibayar tetap milik Anda.")
    paid, needed = form.fraction("paid"), form.rules.whole(Rule.JKP_PAID)
    if paid is not None and paid < needed:
        return Refer("jkp.syarat", f"Iurannya belum {needed} bulan, jadi syarat JKP belum terpenuhi dan tidak saya hitung.")
    return None


# --- S5 ---


def deadline(form: Form) -> Step:
    """Return the last day to claim JKP (S5)."""
    if form.get("reason") in _NO_JKP:
        return Refer(*_NO_JKP[form.get("reason")])
    dismissed = form.day("dismissed")
    if dismissed is None:
        raise UnansweredError(Ask("dismissed", "Tanggal berapa PHK-nya? Contoh: 10 Juni 2026."))
    since = form.rules.periods(Rule.JKP_PERCENT)[-1].first
    if since is not None and dismissed < since:
        return Refer("jkp.transisi-2025", f"PHK-nya sebelum {say.day(since)}, jadi memakai aturan peralihan.")
    months = form.rules.whole(Rule.JKP_DEADLINE)
    last = last_claim_day(form.rules, dismissed)
    left = (last - form.today).days
    if left < 0:
        head = f"Batasnya **{say.day(last)}** dan sudah lewat, jadi hak JKP-nya sudah gugur."
    elif left <= 31:
        head = f"{say.LOST_WORK} Batasnya **{say.day(last)}**, tinggal {left} hari. Ajukan sekarang."
    else:
        head = f"{say.LOST_WORK} Paling lambat **{say.day(last)}**."
    steps = [f"PHK {say.day(dismissed)} + {months} bulan = {say.day(last)}"]
    notes = ["Aturannya tidak menyebut persis cara menghitung harinya, jadi jangan tunggu sampai hari terakhir.", *form.confirmation]
    text = say.reply(head, steps, "PP 6/2025 pasal 40.", notes)
    return Computed("jkp.batas-waktu", text, Deadline(months).figures(), ("jkp.cara-klaim",))


# --- C8 ---

_ASK_JKM_SEGMENT = Ask(
    "segment",
    "Almarhum peserta sebagai apa?",
    (
        Option("Karyawan, didaftarkan perusahaan", "employee"),
        Option("Pekerja mandiri (BPU)", "bpu"),
        Option("Dibayari pemerintah atau donatur", "paid"),
    ),
)
_ASK_CAUSE = Ask(
    "cause",
    "Turut berduka cita. Meninggalnya karena kecelakaan kerja? Santunannya berbeda.",
    (Option("Ya, kecelakaan kerja", "work"), Option("Bukan, sakit atau sebab lain", "other")),
)


def died(form: Form) -> Step:
    """Return the grant after a death, once it is known whether it came from work (C8 or C9)."""
    cause = form.choice("cause", _ASK_CAUSE.text, _ASK_CAUSE.options)
    return death_at_work(form) if cause == "work" else death(form)


def death(form: Form) -> Step:
    """Return the JKM lump sum (C8)."""
    if form.get("cause") == "work":
        return death_at_work(form)
    if form.get("segment") == "pmi":
        return Refer("jkm.pmi-santunan", f"{say.GRIEF} Pekerja migran punya aturan sendiri, jadi tidak saya hitung di sini.")
    if form.has("two_employers"):
        return Refer("jkm.dua-pemberi-kerja", f"{say.GRIEF} Dua pemberi kerja tidak bisa dijumlahkan begitu saja, jadi tidak saya hitung.")
    if form.get("active") == NO:
        return Refer("jkm.peserta-nonaktif", f"{say.GRIEF} Kalau iurannya menunggak atau kepesertaannya tidak aktif, saya tidak menyebut angka.")
    segment = form.get("segment")
    if form.guided:
        segment = form.choice("segment", _ASK_JKM_SEGMENT.text, _ASK_JKM_SEGMENT.options)
    least = form.rules.whole(Rule.JKM_FULL_MONTHS)
    months = form.fraction("months")
    if segment in {"bpu", "paid"} and months is None:
        raise UnansweredError(Ask("months", "Sudah berapa bulan jadi peserta dan membayar iuran? Contoh: 14 bulan."))
    if months is not None:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(int(months))}", Ask("months", "Sudah berapa bulan? Contoh: 14 bulan."))
    short = months is not None and months < least
    new = short and segment in {"bpu", "paid"}
    result = death_grant(form.rules, new_self_employed=new)
    school = _school_note(form.rules, months)
    if new:
        head = f"{say.GRIEF} Keluarga menerima **{say.rupiah(result.total)}**."
        steps = [f"Pekerja mandiri yang belum {least} bulan jadi peserta: {say.rupiah(result.total)} seluruhnya"]
        notes = [
            f"Kalau iurannya pernah putus lalu mulai lagi, hitungan {least} bulannya belum jelas; tanyakan ke kantor cabang.",
            "Kalau meninggalnya karena kecelakaan kerja, yang dibayar JKK dan syarat ini tidak dipakai.",
        ]
    else:
        head = f"{say.GRIEF} Keluarga menerima **{say.rupiah(result.total)}**."
        steps = [
            f"Santunan: {say.rupiah(result.santunan or 0)}",
            f"Santunan berkala, dibayar sekaligus: {say.rupiah(result.berkala or 0)}",
            f"Biaya pemakaman: {say.rupiah(result.pemakaman or 0)}",
        ]
        smaller = say.rupiah(form.rules.whole(Rule.JKM_NEW))
        notes = [
            f"Itu untuk karyawan yang aktif. Pekerja mandiri yang belum {least} bulan: {smaller}." if short or (months is None and not segment) else "",
            "Peserta harus masih aktif saat meninggal. Besarnya tidak tergantung gaji.",
            school,
        ]
        if segment in {"bpu", "paid"}:
            notes.append("Potongan iuran 50% tidak mengurangi santunan.")
    if segment == "paid":
        notes.append("Yang iurannya dibayar pemerintah atau donatur kami hitung seperti pekerja mandiri.")
    entry = "jkm.masa-kepesertaan-3-bulan" if new else "jkm.besaran"
    rule = f"PP 82/2019 pasal 34 dan Lampiran III; Permenaker 1/2025 ({least} bulan)."
    text = say.reply(head, steps, rule, [*notes, say.DECISION, *form.confirmation])
    return Computed(entry, text, result.figures(), ("jkm.beasiswa",))


def _school_note(rules: Rules, months: Fraction | None) -> str:
    years = rules.whole(Rule.SCHOOL_JKM_YEARS)
    children = rules.whole(Rule.SCHOOL_CHILDREN)
    if months is None:
        return f"Kalau iurannya sudah {years} tahun, paling banyak {children} anak bisa dapat beasiswa."
    if months < years * 12:
        return f"Beasiswa anak belum ada, karena iurannya belum {years} tahun."
    return f"Iurannya sudah {years} tahun, jadi paling banyak {children} anak bisa dapat beasiswa; itu di luar jumlah ini."


# --- what accidents are counted from ---

_ASK_BASE = Ask(
    "wage",
    "Berapa upah sebulan yang dilaporkan ke BPJS Ketenagakerjaan? Contoh: 3,3 juta. Pekerja mandiri: tulis iuran JKK-nya sebelum potongan, contoh: "
    "JKK 10 ribu.",
)


def _base(form: Form) -> tuple[Given, str]:
    """Return the reported wage, or the base of a self-employed person, and the note on what it is."""
    if form.has("contribution"):
        jkk = form.amount("contribution", _ASK_BASE, limits.PAYMENT, "iuran JKK")
        dasar = base_of_bpu(form.rules, jkk.value).dasar
        rate = say.percent(form.rules.value(Rule.BPU_JKK))
        step = f"Iuran JKK {say.rupiah(jkk.value)} ÷ {rate} = dasar {say.rupiah(dasar)}"
        return Given(Fraction(dasar), steps=(step,)), say.REPORTED_INCOME
    if form.has("wage") or not form.has("income"):
        return form.wage("wage", _ASK_BASE), say.REPORTED_WAGE
    income = form.income("income", _ASK_BASE)
    dasar_row = bpu_base(form.rules, income.value)
    top = int(form.rules.rows(Rule.BPU_TABLE)[-1]["dasar"])
    if dasar_row is None or dasar_row == top:
        raise UnansweredError(
            Ask(
                "contribution",
                "Santunan pekerja mandiri dihitung dari dasar kelompoknya, bukan dari penghasilan persis. Berapa iuran JKK sebulan sebelum potongan 50%? "
                "Contoh: 12 ribu. Dasarnya iuran itu dikali seratus.",
            )
        )
    step = f"Penghasilan {say.rupiah(income.value)} masuk kelompok dengan dasar {say.rupiah(dasar_row)}"
    return replace(income, value=Fraction(dasar_row), steps=(*income.steps, step)), say.REPORTED_INCOME


# --- C9, C10 ---


def death_at_work(form: Form) -> Step:
    """Return what JKK pays after a death at work (C9)."""
    base, reported = _base(form)
    result = work_death(form.rules, base.value)
    times = form.rules.whole(Rule.JKK_DEATH_TIMES)
    raw = base.value * times
    least = form.rules.whole(Rule.JKK_DEATH_LEAST)
    roughly = "sekitar " if base.rough else ""
    steps = [*base.steps, f"Santunan: {times} × {say.rupiah(base.value)} = {say.rupiah(raw)}"]
    if raw < least:
        steps.append(f"Dinaikkan ke jumlah paling sedikit: {say.rupiah(least)}")
    steps += [
        f"Biaya pemakaman: {say.rupiah(result.pemakaman)}",
        f"Santunan berkala, dibayar sekaligus: {say.rupiah(result.berkala)}",
    ]
    notes = [
        reported,
        "Kantor cabang memastikan dulu bahwa ini kecelakaan kerja.",
        "Biaya berobat sebelum meninggal ditanggung di luar jumlah ini. Beasiswa anak juga di luar jumlah ini, tanpa syarat lama iuran.",
        "Santunan kematian (JKM) tidak dibayar lagi di atasnya. Belum didaftarkan perusahaan: perusahaan wajib membayar sebesar ini.",
        *form.confirmation,
    ]
    head = f"{say.GRIEF} Keluarga menerima **{roughly}{say.rupiah(result.total)}**.{base.clause}"
    text = say.reply(head, steps, f"{_PP_82}.", notes)
    own = ("jkk.penghasilan-bpu-santunan",) if reported == say.REPORTED_INCOME else ()
    return Computed("jkk.santunan-meninggal", text, result.figures(), (*own, "jkk.contoh-hitung", "jkk.beasiswa"))


def disability_total(form: Form) -> Step:
    """Return what JKK pays for total permanent disability (C10)."""
    base, reported = _base(form)
    result = total_disability(form.rules, base.value)
    times = form.rules.whole(Rule.JKK_TOTAL_TIMES)
    roughly = "sekitar " if base.rough else ""
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
    head = f"Ikut prihatin, semoga dikuatkan. Santunannya **{roughly}{say.rupiah(result.total)}**.{base.clause}"
    text = say.reply(head, steps, f"{_PP_82}.", notes)
    return Computed("jkk.cacat-total", text, result.figures(), ("jkk.contoh-hitung", "jkk.beasiswa"))


# --- C11 ---


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body in the table: how it is called, its rule figure, and whether its entry is the first one."""

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
_SWAPPED = {"arm-right": "arm-left", "arm-left": "arm-right"}
_ASK_ARM = Ask(
    "part",
    "Lengan yang mana? Persentasenya berbeda.",
    (Option("Lengan kanan dari bahu", "arm-right"), Option("Lengan kiri dari bahu", "arm-left"), Option("Di bawah bahu", "other")),
)
_ASK_EYE = Ask("part", "Mata yang mana?", (Option("Satu mata", "eye"), Option("Kedua mata", "eyes")))
_ASK_EAR = Ask(
    "part",
    "Bagian telinga yang mana?",
    (
        Option("Pendengaran satu telinga", "hearing-one"),
        Option("Pendengaran kedua telinga", "hearing-both"),
        Option("Satu daun telinga", "outer-ear"),
        Option("Kedua daun telinga", "outer-ears"),
    ),
)
_ASK_PART = Ask("part", "Bagian tubuh mana yang cacat? Contoh: satu mata, telinga kiri tuli, jari. Atau tulis persentase dari dokter, contoh: 12 persen.")
_VAGUE = {"arm?": _ASK_ARM, "eye?": _ASK_EYE, "ear?": _ASK_EAR}


def disability_partial(form: Form) -> Step:
    """Return what JKK pays for a lost part of the body or lost function (C11)."""
    key = form.get("part")
    if key in _VAGUE:
        raise UnansweredError(_VAGUE[key])
    table = form.decimal("table")
    if not key and table is None:
        raise UnansweredError(_ASK_PART)
    if key == "several":
        return Refer("jkk.cacat-sebagian", f"{say.GET_WELL} Untuk lebih dari satu bagian tubuh aturan menjumlahkannya tidak kami temukan, jadi saya hitung satu per satu. Tanyakan ke kantor cabang.")
    base, reported = _base(form)
    if key == "scalp" and table is None:
        return _scalp(form, base, reported)
    if key in _SWAPPED and form.get("hand") == "left":
        table_key = _SWAPPED[key]
    else:
        table_key = key
    part = PARTS.get(table_key)
    if table is None and part is not None:
        table = form.rules.value(part.rule) * (_tens(form) if key.startswith("decibel") else 1)
    function = form.decimal("function")
    for name, value in (("table", table), ("function", function)):
        if value is not None:
            form.judged(name, Fraction(value), limits.PERCENT, f"{say.percent(value)}", replace(_ASK_PART, field=name, text="Berapa persen menurut dokter? Contoh: 30 persen."))
    result = partial_disability(form.rules, base.value, table, function)
    if key in PARTS:
        entry = PARTS[key].entry
    else:
        entry = "jkk.cacat-sebagian"
    if function is not None:
        entry = "jkk.cacat-fungsi"
    name = PARTS[key].name if key in PARTS else ""
    return Computed(entry, _disability_text(form, base, result, name, reported), result.figures(), ("jkk.contoh-hitung", "jkk.tabel-cacat"), _hand(form, key))


def _tens(form: Form) -> int:
    """Return how many tens of decibel were lost."""
    decibel = form.number("decibel")
    if decibel is None:
        raise UnansweredError(Ask("decibel", "Turunnya berapa desibel menurut dokter? Contoh: 20 desibel."))
    return decibel // 10


def _hand(form: Form, key: str) -> Ask | None:
    if key not in _SWAPPED or form.has("hand"):
        return None
    return Ask("hand", "Tangan yang biasa dipakai?", (Option("Saya kidal (tangan kiri)", "left"),))


def _disability_text(form: Form, base: Given, result: PartialDisability, name: str, reported: str) -> str:
    times = form.rules.whole(Rule.JKK_PARTIAL_TIMES)
    roughly = "sekitar " if base.rough else ""
    wage = say.rupiah(base.value)
    steps = list(base.steps)
    notes = [reported]
    if result.santunan is None:
        head = (
            f"{say.GET_WELL} Tiap 1% di tabel cacat bernilai **{roughly}{say.rupiah(result.per_satu_persen or 0)}**; persentase bagian tubuh itu belum "
            f"ada di data kami.{base.clause}"
        )
        steps.append(f"1% × {times} × {wage} = {say.rupiah(result.per_satu_persen or 0)}")
        notes.append("Lihat persentase di formulir dokter (3b KK3), lalu kirim ke sini, contoh: 12 persen.")
    else:
        head = f"{say.GET_WELL} Santunan cacatnya **{roughly}{say.rupiah(result.santunan)}**.{base.clause}"
        share = f"{say.percent(result.persen_fungsi)} fungsi × " if result.persen_fungsi is not None else ""
        of_part = f" ({name})" if name else ""
        steps.append(f"{share}{say.percent(result.persen_tabel or Decimal(0))}{of_part} × {times} × {wage} = {say.rupiah(result.santunan)}")
        notes.append("Rumusnya pasti; persentase tabelnya dari satu sumber.")
    if name.startswith("lengan") and not form.has("hand"):
        notes.append("Dihitung untuk yang biasa memakai tangan kanan; untuk yang kidal kebalikannya.")
    notes += [say.DOCTOR, "Tanpa santunan berkala dan tanpa biaya pemakaman.", *form.confirmation]
    return say.reply(head, steps, f"Lampiran PP 44/2015 yang diubah {_PP_82}.", notes)


def _scalp(form: Form, base: Given, reported: str) -> Step:
    least, most = form.rules.value(Rule.SCALP_LEAST), form.rules.value(Rule.SCALP_MOST)
    low, high = (partial_disability(form.rules, base.value, value).santunan or 0 for value in (least, most))
    each = partial_disability(form.rules, base.value, None)
    times = form.rules.whole(Rule.JKK_PARTIAL_TIMES)
    head = f"{say.GET_WELL} Santunannya antara **{say.rupiah(low)}** dan **{say.rupiah(high)}**, menurut persentase dari dokter.{base.clause}"
    steps = [*base.steps, f"Kulit kepala {say.percent(least)} sampai {say.percent(most)} × {times} × {say.rupiah(base.value)}"]
    text = say.reply(head, steps, f"Lampiran PP 44/2015 yang diubah {_PP_82}.", [reported, say.DOCTOR, *form.confirmation])
    return Computed("jkk.tabel-cacat", text, each.figures(), ("jkk.cacat-sebagian",))


# --- C12 ---


def unable_to_work(form: Form) -> Step:
    """Return the pay while unable to work after an accident at work (C12)."""
    base, reported = _base(form)
    question = Ask("months", "Berapa lama belum bisa bekerja? Contoh: 9 bulan, atau 45 hari.")
    time = form.fraction("months")
    if time is None:
        raise UnansweredError(question)
    form.judged("months", time, limits.SICK_MONTHS, f"{say.number(time)} bulan belum bisa bekerja", question)
    if time == 0:
        return Refer("jkk.stmb", "Kalau tidak ada hari yang hilang, tidak ada yang diganti.")
    result = sick_pay(form.rules, base.value, time)
    days = form.number("off_days")
    full, half = say.percent(form.rules.value(Rule.STMB_FULL)), say.percent(form.rules.value(Rule.STMB_LATER))
    limit = form.rules.whole(Rule.STMB_FULL_MONTHS)
    roughly = "sekitar " if base.rough else ""
    steps = [*base.steps]
    if days:
        steps.append(f"{days} hari ÷ 30 = {say.number(time)} bulan (anggapan kami)")
    steps.append(f"{full} × {say.rupiah(base.value)} × {say.number(result.bulan_penuh)} bulan = {say.rupiah(result.total_penuh)}")
    if result.total_separuh:
        steps.append(f"{half} × {say.rupiah(base.value)} × {say.number(result.bulan_separuh)} bulan = {say.rupiah(result.total_separuh)}")
    notes = [
        reported,
        f"{limit} bulan pertama {full}, sesudahnya {half} sampai dokter menyatakan sembuh atau cacat. Aturan lama yang turun tiap setengah tahun tidak dipakai.",
        "Perlu surat istirahat dari dokter. Kalau perusahaan tetap menggaji, uangnya diganti ke perusahaan.",
        "Bulan yang tidak penuh kami hitung sebanding; itu anggapan kami." if time.denominator != 1 else "",
        "Hanya untuk kecelakaan atau penyakit karena kerja.",
        *form.confirmation,
    ]
    head = f"{say.GET_WELL} Penggantinya **{roughly}{say.rupiah(result.total)}** untuk {say.number(time)} bulan.{base.clause}"
    text = say.reply(head, steps, f"{_PP_82}.", notes)
    return Computed("jkk.stmb", text, result.figures(), ("jkk.contoh-hitung", "jkk.dokumen"))


_ASK_ACCIDENT = Ask(
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
    chosen = form.choice("result", _ASK_ACCIDENT.text, _ASK_ACCIDENT.options)
    steps = {"sick": unable_to_work, "partial": disability_partial, "total": disability_total, "death": death_at_work}
    return steps[chosen](form)


# --- S2 ---


def transport_cost(form: Form) -> Step:
    """Return what of the cost of transport after an accident is paid back (S2)."""
    question = Ask("cost-land", "Berapa biaya angkutannya? Contoh: ambulans 900 ribu, perahu laut 1,4 juta.")
    if form.has("cost"):
        way = form.choice(
            "way",
            "Lewat apa? Batas gantinya berbeda.",
            (Option("Darat, sungai, atau danau", Way.LAND.value), Option("Laut", Way.SEA.value), Option("Udara", Way.AIR.value)),
        )
        costs = {Way(way): form.amount("cost", question, limits.PAYMENT, "biaya").value}
    else:
        named = {way: f"cost-{way.value}" for way in Way}
        costs = {way: form.amount(name, question, limits.PAYMENT, "biaya").value for way, name in named.items() if form.has(name)}
    if not costs:
        raise UnansweredError(question)
    result = transport(form.rules, costs)
    words = {Way.LAND: "Darat, sungai, danau", Way.SEA: "Laut", Way.AIR: "Udara"}
    steps = []
    for way, cost in costs.items():
        limit = form.rules.whole(WAY_LIMITS[way])
        paid = min(cost, Fraction(limit))
        steps.append(f"{words[way]}: biaya {say.rupiah(cost)}, batas {say.rupiah(limit)}, diganti {say.rupiah(paid)}")
    rest = f" Yang tidak diganti {say.rupiah(result.tidak_diganti)}." if result.tidak_diganti else ""
    head = f"{say.GET_WELL} Yang diganti paling banyak **{say.rupiah(result.diganti)}**.{rest}"
    notes = ["Simpan kuitansinya. Perahu di sungai atau danau ikut batas darat, bukan laut.", say.DECISION, *form.confirmation]
    text = say.reply(head, steps, "PP 82/2019 Lampiran III.", notes)
    return Computed("jkk.biaya-transport", text, result.figures(), ("jkk.reimburse",))


# --- C13 ---

_ASK_CHILDREN = Ask("children", "Anaknya sekarang kelas berapa? Contoh: SD kelas 5, atau anak pertama SMA kelas 2 dan anak kedua TK.")
_ASK_PROGRAMME = Ask(
    "cause",
    "Turut berduka cita. Beasiswanya karena apa? Syaratnya berbeda.",
    (Option("Kecelakaan kerja", "work"), Option("Meninggal karena sebab lain", "other")),
)
_LEVEL_NAMES = {Level.TK: "TK", Level.SD: "SD", Level.SMP: "SMP", Level.SMA: "SMA", Level.PT: "kuliah atau pelatihan"}


def school(form: Form) -> Step:
    """Return the most that the children's scholarship can come to (C13)."""
    cause = form.choice("cause", _ASK_PROGRAMME.text, _ASK_PROGRAMME.options)
    years = form.rules.whole(Rule.SCHOOL_JKM_YEARS)
    entry = "jkk.beasiswa" if cause == "work" else "jkm.beasiswa"
    paid = form.fraction("paid")
    if cause == "other" and paid is not None and paid < years * 12:
        return Refer(entry, f"{say.GRIEF} Beasiswa dari JKM belum ada, karena iurannya belum {years} tahun.")
    child_age = form.number("child_age")
    limit = form.rules.whole(Rule.SCHOOL_AGE)
    if child_age is not None and child_age >= limit:
        return Refer(entry, f"Anak yang sudah berumur {limit} tahun tidak mendapat beasiswa lagi.")
    if form.has("other_school"):
        return Refer(entry, "Untuk pesantren dan Paket A, B, C aturannya tidak menyebut jumlah, jadi tidak saya hitung. Tanyakan ke kantor cabang.")
    children = decode_children(form.get("children"))
    if not children:
        raise UnansweredError(_ASK_CHILDREN)
    count = form.number("count") or len(children)
    form.judged("count", count, limits.CHILDREN, f"{count} anak", _ASK_CHILDREN)
    result = scholarship(form.rules, children)
    most = form.rules.whole(Rule.SCHOOL_CHILDREN)
    steps = []
    for place, child in enumerate(children[:most], start=1):
        parts = school_years(form.rules, child)
        spelled = " + ".join(f"{_LEVEL_NAMES[part.level]} {part.years} × {say.rupiah(part.each)}" for part in parts)
        amount = result.anak_1 if place == 1 else result.anak_2 or 0
        steps.append(f"{f'Anak {place}: ' if len(children) > 1 else ''}{spelled} = {say.rupiah(amount)}")
    loss = say.GRIEF if cause == "other" or form.get("result") != "total" else "Ikut prihatin."
    head = f"{loss} Beasiswanya paling banyak **{say.rupiah(result.total)}**, dibayar per tahun."
    notes = [
        "Tahun ajaran sekarang ikut dihitung, sampai lulus SMA." if all(child.until is not Level.PT for child in children) else "Tahun ajaran sekarang ikut dihitung.",
        "Kelas yang tidak disebut dihitung dari kelas 1." if form.has("grade_unknown") else "",
        f"Paling banyak {most} anak; yang dihitung {most} anak pertama yang disebut." if count > most or len(children) > most else "",
        "Untuk anak kedua dan seterusnya, tulis juga kelasnya." if len(children) < min(count, most) else "",
        f"Berhenti pada umur {limit} tahun, menikah, atau bekerja (ada pengecualian), jadi tahun kuliah terakhir bisa tidak terbayar.",
        f"Dari JKM hanya kalau iurannya sudah {years} tahun." if cause == "other" and paid is None else "",
        "Diajukan tiap tahun. Tahun mengulang di atas batas tidak dibayar.",
        *form.confirmation,
    ]
    rule = "PP 82/2019 Lampiran III, Permenaker 5/2021, Permenaker 1/2025 pasal 103 ayat (3a)."
    return Computed(entry, say.reply(head, steps, rule, notes), result.figures(), ("jkm.beasiswa-klaim",))


def encode_children(children: Sequence[Child]) -> str:
    """Return children as text for a form."""
    return ";".join(f"{child.level}:{child.grade}:{child.until}:{child.university}" for child in children)


def decode_children(text: str) -> tuple[Child, ...]:
    """Return the children that `encode_children` wrote; what is not of that form is left out."""
    children = []
    for part in text.split(";"):
        pieces = part.split(":")
        levels = set(Level)
        if len(pieces) == 4 and pieces[0] in levels and pieces[2] in levels and pieces[1].isdecimal() and pieces[3].isdecimal():
            children.append(Child(Level(pieces[0]), int(pieces[1]), Level(pieces[2]), int(pieces[3])))
    return tuple(children)
