"""From inputs to replies for everything about contributions: BPU, employees, base, fine, construction, migrant workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import (
    DISCOUNTS,
    RISKS,
    BpuContribution,
    CapKnown,
    Construction,
    EmployeeContribution,
    Payer,
    Programme,
    Work,
    base_of_bpu,
    base_of_employee,
    bases_of_bpu_total,
    bpu_contribution,
    bpu_months,
    construction_layers,
    discount,
    employee_contribution,
    jp_wage_cap,
    late_fine,
    migrant_contracts,
    migrant_contribution,
)
from bot.dialogue.calculators.exact import half_up
from bot.dialogue.calculators.form import Amount, Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule, Rules
from bot.language.dates import add_months

ASK_INCOME = Ask(
    "income",
    "Berapa penghasilan bersih sebulan? Contoh: 800 ribu atau 2,5 juta. Kalau tidak tentu, tulis rata-ratanya. "
    "Iurannya mengikuti penghasilan itu.",
)
ASK_WAGE = Ask(
    "wage",
    "Berapa gaji sebulan? Tulis gaji pokok ditambah tunjangan tetap, contoh: 4,2 juta. Kalau harian, contoh: 120 ribu sehari.",
)
ASK_WORK = Ask(
    "work",
    "Pekerjaannya apa? Potongan iuran untuk angkutan berakhir belakangan.",
    (Option("Ojek, sopir, kurir", Work.TRANSPORT.value), Option("Pekerjaan lain", Work.OTHER.value)),
)
YES, NO = "ya", "tidak"
ASK_JHT = Ask(
    "jht",
    "Mau ikut berapa program?\n\nDua program: kecelakaan kerja dan kematian. Tiga program: ditambah tabungan hari tua (JHT).",
    (Option("Dua program", NO), Option("Tiga program, dengan JHT", YES)),
)
ASK_SEGMENT = Ask(
    "segment",
    "Iurannya sebagai apa? Hitungannya berbeda.",
    (Option("Karyawan, digaji perusahaan", "employee"), Option("Pekerja mandiri (BPU)", "bpu")),
)


def contribution(form: Form) -> Step:
    """Return the contribution of someone of whom it must first be known whether an employer pays (C1 or C2)."""
    form.choice("segment", ASK_SEGMENT.text, ASK_SEGMENT.options)
    segment = form.get("segment")
    given = {**form.values, ("wage" if segment == "employee" else "income"): form.get("amount")}
    return (employee if segment == "employee" else bpu)(Form(given, form.rules, form.today, form.rested))


# --- C1 ---


def bpu(form: Form) -> Step:
    """Return the contribution of a self-employed person (C1)."""
    oldest = form.rules.whole(Rule.BPU_MAX_AGE)
    age = form.number("age")
    if age is not None and age >= oldest and not form.has("member"):
        return Refer("daftar.usia-maksimal", f"Pada umur {age} tahun pekerja mandiri tidak bisa mendaftar baru, jadi iurannya tidak saya hitung.")
    income = form.income("income", ASK_INCOME)
    jht = form.choice("jht", ASK_JHT.text, ASK_JHT.options) == YES if form.guided else form.get("jht") == YES
    work = Work(form.get("work")) if form.get("work") in set(Work) else Work.UNKNOWN
    payer = Payer(form.get("payer")) if form.get("payer") in set(Payer) else Payer.SELF
    months = form.number("prepaid") or 1
    people = form.person("people", 1, limits.PEOPLE, "orang", Ask("people", "Berapa orang yang dibayarkan? Contoh: 20 orang."))
    if months > limits.PREPAID[-1]:
        raise UnansweredError(Ask("prepaid", f"Sekali bayar paling lama {limits.PREPAID[-1]} bulan. Mau bayar untuk berapa bulan? Contoh: 6 bulan."))
    known = [discount(form.rules, work, payer, add_months(form.month, ahead)) for ahead in range(months)]
    if None in known:
        raise UnansweredError(ASK_WORK)
    result = bpu_contribution(
        form.rules, income.value, jht=jht, work=work, payer=payer, month=form.month, months=months, people=people
    )
    paid = bpu_months(
        form.rules, income.value, jht=jht, work=work, payer=payer, month=form.month, months=months
    )
    text = say.reply(
        _bpu_head(form, result, income, payer, months, people),
        _bpu_steps(form.rules, result, income, paid, people),
        _BPU_RULE,
        _bpu_notes(form, result, income, payer, months, jht=jht),
    )
    refine = None if form.has("jht") else replace(ASK_JHT, options=(Option("Dengan JHT juga", YES),))
    single = {"jkk": ("jkk.iuran-bpu",), "jkm": ("jkm.iuran-bpu",)}.get(form.get("focus"), ())
    related = (*single, "iuran.cara-bayar-bpu" if result.dasar else "iuran.ubah-penghasilan")
    return Computed(_bpu_entry(form, result), text, result.figures(), related, refine)


_BPU_RULE = "PP 44/2015 untuk JKK dan JKM, PP 46/2015 untuk JHT, potongan menurut PP 50/2025."


def _bpu_entry(form: Form, result: BpuContribution) -> str:
    focus = {"jht": "jht.iuran-bpu", "discount": "iuran.diskon-bpu"}.get(form.get("focus"))
    lowest = int(form.rules.rows(Rule.BPU_TABLE)[0]["dasar"])
    return focus or ("iuran.bpu-ringkasan" if result.dasar == lowest else "iuran.bpu-tabel")


def _bpu_head(form: Form, result: BpuContribution, income: Given, payer: Payer, months: int, people: int) -> str:
    programmes = _bpu_programmes(result)
    normal, cheaper = result.total or result.perkiraan_total or 0, result.total_diskon or result.perkiraan_total_diskon

    def show(value: int) -> str:
        if result.dasar is None:
            return say.about(value)
        return f"{'sekitar ' if income.rough else ''}{say.rupiah(value)}"

    if payer is Payer.STATE:
        head = f"Iurannya **{show(normal)} sebulan** untuk {programmes}, dibayar pemerintah. Anda tidak membayar apa-apa."
        return f"{head}{income.clause}"
    everything = result.total_semua or result.perkiraan_total_semua
    if everything is not None:
        whom = f" untuk {people} orang" if people > 1 else ""
        first, last = say.month(form.month), say.month(add_months(form.month, months - 1))
        span = f" sebulan ({first})" if months == 1 else f" untuk {months} bulan ({first} sampai {last})"
        return say.capital(f"**{show(everything)}**{whom}{span}, {programmes}.{income.clause}")
    if cheaper is None:
        return say.capital(f"**{show(normal)} sebulan** untuk {programmes}.{income.clause}")
    return say.capital(
        f"**{show(cheaper)} sebulan** untuk {programmes}, dengan potongan sampai iuran {_discount_end(form)}. "
        f"Sesudah itu **{show(normal)}**, bila potongannya tidak diperpanjang.{income.clause}"
    )


def _bpu_programmes(result: BpuContribution) -> str:
    taken = result.jht is not None or result.perkiraan_jht is not None
    return "tiga program (JKK, JKM, dan JHT)" if taken else "dua program (JKK dan JKM)"


def _discount_end(form: Form) -> str:
    ends = {work: form.rules.period(rule, form.month) for work, rule in DISCOUNTS.items()}
    lasts = {work: say.month(period.last) for work, period in ends.items() if period and period.last}
    work = Work(form.get("work")) if form.get("work") in set(DISCOUNTS) else Work.UNKNOWN
    if work is not Work.UNKNOWN:
        return lasts.get(work, "")
    return f"{lasts.get(Work.OTHER, '')} (ojek, sopir, dan kurir sampai {lasts.get(Work.TRANSPORT, '')})"


def _bpu_steps(rules: Rules, result: BpuContribution, income: Given, paid: Sequence[int], people: int) -> list[str]:
    jkk_rate, jht_rate = say.percent(rules.value(Rule.BPU_JKK)), say.percent(rules.value(Rule.BPU_JHT))
    steps = list(income.steps)
    if result.dasar is None:
        base = income.shown
        steps.append(f"Kecelakaan kerja (JKK): kira-kira {jkk_rate} × {base} = {say.about(result.perkiraan_jkk or 0)}")
    else:
        base = say.rupiah(result.dasar)
        jkk = f"{say.rupiah(result.jkk or 0)}{_cheaper(result.jkk_diskon)}"
        steps.append(f"Penghasilan {income.shown} masuk kelompok dengan dasar {base}")
        steps.append(f"Kecelakaan kerja (JKK): {jkk_rate} × {base} = {jkk}")
    steps.append(f"Kematian (JKM): {say.rupiah(result.jkm or 0)}{_cheaper(result.jkm_diskon)}")
    if result.jht is not None or result.perkiraan_jht is not None:
        shown = say.rupiah(result.jht) if result.jht is not None else say.about(result.perkiraan_jht or 0)
        steps.append(f"Hari tua (JHT): {jht_rate} × {base} = {shown}, tidak dipotong")
    if len(paid) > 1 or people > 1:
        stretches = [(amount, len(list(group))) for amount, group in groupby(paid)]
        summed = " + ".join(f"{count} bulan × {say.rupiah(amount)}" for amount, count in stretches)
        whom = f" × {people} orang" if people > 1 else ""
        bracketed = f"({summed})" if people > 1 and len(stretches) > 1 else summed
        steps.append(f"{bracketed}{whom} = {say.rupiah(sum(paid) * people)}")
    return steps


def _cheaper(value: int | None) -> str:
    return f", dengan potongan {say.rupiah(value)}" if value is not None else ""


def _bpu_notes(form: Form, result: BpuContribution, income: Given, payer: Payer, months: int, *, jht: bool) -> list[str]:
    notes = list(income.notes)
    if result.dasar is None:
        notes.append(
            "Tabel kelompok penghasilan ini belum bisa kami pastikan. Rumusnya JKK dan JHT dari dasar kelompok, bukan dari penghasilan persis. "
            + say.ESTIMATE
        )
    elif result.dasar == int(form.rules.rows(Rule.BPU_TABLE)[-1]["dasar"]):
        notes.append("Kelompok tertinggi ini dari berita, belum kami cocokkan dengan lampiran aturannya. Pastikan ke 175.")
    if form.get("focus") in {"jkk", "jkm"}:
        notes.append("JKK dan JKM satu paket, tidak bisa dipilih salah satu.")
    if not jht and not form.has("jht"):
        notes.append("Belum termasuk tabungan hari tua (JHT), yang boleh ditambahkan.")
    if payer is Payer.VILLAGE:
        notes.append("Untuk iuran yang dibayar dana desa (APBDes) aturannya tidak jelas soal potongan, jadi dihitung tarif biasa. Tanyakan ke 175.")
    elif payer is Payer.STATE:
        notes.append("Potongan 2026 tidak berlaku untuk iuran yang dibayar APBN atau APBD.")
    elif payer is Payer.DONOR:
        notes.append("Yang dikecualikan dari potongan hanya iuran yang dibayar APBN dan APBD.")
    if months > 1:
        notes.append("Tiap bulan dihitung dengan tarif bulannya. Cara menagih bayar di muka tidak ada di aturan, jadi ini perkiraan tagihan.")
        if months not in limits.PREPAID:
            notes.append(f"Pilihan bayar sekaligus biasanya {', '.join(map(str, limits.PREPAID))} bulan.")
    if form.has("no_pension"):
        notes.append("Pekerja mandiri tidak punya Jaminan Pensiun (JP) dan Jaminan Kehilangan Pekerjaan (JKP).")
    if form.has("employer"):
        notes.append("Pekerja mandiri yang mempekerjakan orang mungkin wajib ikut JHT juga. Tanyakan ke kantor cabang.")
    if form.month > form.today.replace(day=1):
        notes.append(say.FUTURE)
    return [*notes, *form.confirmation]


# --- C2 ---

_SIZES = {
    "micro": frozenset({Programme.JKK, Programme.JKM}),
    "small": frozenset({Programme.JKK, Programme.JKM, Programme.JHT}),
    "large": frozenset(Programme),
}
_EMPLOYEE_ENTRIES = {
    "cut": "iuran.potongan-gaji",
    "jkk": "jkk.iuran-pu",
    "jkm": "jkm.iuran-pu",
    "jht": "jht.iuran",
    "jp": "jp.iuran",
}
_RISK_LABELS = ("Sangat rendah", "Rendah", "Sedang", "Tinggi", "Sangat tinggi")
_RISK_KEYS = ("very-low", "low", "medium", "high", "very-high")


def employee(form: Form) -> Step:
    """Return the contribution of an employee, or the part of it that was asked for (C2)."""
    if form.has("totals"):
        wage = _average(form)
    else:
        wage = form.wage("wage", _wage_question(form))
    people = form.person("people", 1, limits.PEOPLE, "karyawan", Ask("people", "Berapa karyawan? Contoh: 10 orang."))
    focus = form.get("focus")
    programmes = _programmes(form)
    risk = RISKS[_RISK_KEYS.index(form.get("risk"))] if form.get("risk") in _RISK_KEYS else None
    cap = jp_wage_cap(form.rules, form.month)
    unknown_cap = Programme.JP in programmes and cap.known is CapKnown.NOT_YET and wage.value > cap.value
    if unknown_cap:
        programmes -= {Programme.JP}
    result = employee_contribution(
        form.rules, wage.value, programmes=programmes, risk=risk, month=form.month, people=people
    )
    raised = _raised(form, wage, programmes)
    notes = _employee_notes(form, result, wage, cap.known, programmes, unknown_cap=unknown_cap)
    head = _employee_head(form, result, wage, focus, people, raised)
    text = say.reply(head, [*wage.steps, *_employee_steps(form.rules, result, risk, programmes)], _employee_rule(programmes), notes)
    refine = None
    if risk is None and Programme.JKK in programmes and focus != "cut":
        shown = zip(_RISK_LABELS, RISKS, _RISK_KEYS, strict=True)
        refine = Ask(
            "risk",
            "Kelas risiko tempat kerja?",
            tuple(Option(f"{label} ({say.percent(form.rules.value(rule))})", key) for label, rule, key in shown),
        )
    entry = _EMPLOYEE_ENTRIES.get(focus, "iuran.pu-ringkasan")
    return Computed(entry, text, result.figures(), ("iuran.komponen-upah", "iuran.contoh-hitung-pu"), refine)


def _wage_question(form: Form) -> Ask:
    if form.has("minimum"):
        return replace(ASK_WAGE, text="Angka UMR atau UMK tidak ada di data saya. Berapa gajinya dalam rupiah? Contoh: 4,2 juta.")
    if form.get("focus") == "cut":
        rates = say.percent(form.rules.value(Rule.JHT_WORKER) + form.rules.value(Rule.JP_WORKER))
        return replace(ASK_WAGE, text=f"Potongannya paling banyak {rates} dari upah. {ASK_WAGE.text}")
    return ASK_WAGE


def _average(form: Form) -> Given:
    totals = [Fraction(text) for text in form.get("totals").split(",")]
    mean = sum(totals, Fraction(0)) / len(totals)
    form.judged("wage", mean, limits.WAGE, f"rata-rata upah {say.rupiah(mean)} sebulan", ASK_WAGE)
    summed = " + ".join(say.rupiah(total) for total in totals)
    return Given(mean, steps=(f"Upah borongan dirata-rata: ({summed}) ÷ {len(totals)} bulan = {say.rupiah(mean)}",))


def _programmes(form: Form) -> frozenset[Programme]:
    if form.get("focus") in set(Programme):
        return frozenset({Programme(form.get("focus"))})
    named = {Programme(name) for name in form.get("programmes").split(",") if name in set(Programme)}
    return frozenset(named) or _SIZES.get(form.get("size"), frozenset(Programme))


def _raised(form: Form, wage: Given, programmes: frozenset[Programme]) -> tuple[int, int] | None:
    """Return what the worker paid before a raise and pays after it, or None where none was told."""
    before = Amount.decode(form.get("wage_before"))
    if before is None:
        return None
    paid = [
        employee_contribution(form.rules, value, programmes=programmes, risk=None, month=form.month).total_pekerja or 0
        for value in (before.middle, wage.value)
    ]
    return paid[0], paid[1]


def _employee_head(
    form: Form, result: EmployeeContribution, wage: Given, focus: str, people: int, raised: tuple[int, int] | None
) -> str:
    roughly = "sekitar " if wage.rough else ""
    worker = result.total_pekerja or 0
    if raised is not None:
        more = abs(raised[1] - raised[0])
        direction = "naik" if raised[1] >= raised[0] else "turun"
        return f"Potongan gajinya {direction} **{roughly}{say.rupiah(more)} sebulan**, dari {say.rupiah(raised[0])} menjadi {say.rupiah(raised[1])}.{wage.clause}"
    if focus == "cut" and worker == 0:
        return f"Gaji **tidak dipotong** untuk BPJS Ketenagakerjaan; semuanya dibayar perusahaan.{wage.clause}"
    if focus == "cut":
        return f"Gaji dipotong **{roughly}{say.rupiah(worker)} sebulan** untuk BPJS Ketenagakerjaan.{wage.clause}"
    if focus in {"jht", "jp"}:
        total = result.jht_total if focus == "jht" else result.jp_total
        employer = result.jht_perusahaan if focus == "jht" else result.jp_perusahaan
        return (
            f"Iuran {focus.upper()} **{roughly}{say.rupiah(total or 0)} sebulan**: dari gaji {say.rupiah(worker)}, dari perusahaan "
            f"{say.rupiah(employer or 0)}.{wage.clause}"
        )
    if focus == "jkm":
        return f"Iuran JKM **{roughly}{say.rupiah(result.jkm_perusahaan or 0)} sebulan**, semuanya dibayar perusahaan.{wage.clause}"
    if focus == "jkk" and result.jkk_perusahaan is not None:
        return f"Iuran JKK **{roughly}{say.rupiah(result.jkk_perusahaan)} sebulan**, semuanya dibayar perusahaan.{wage.clause}"
    if focus == "jkk":
        return f"Iuran JKK antara **{_risk_span(form.rules, wage.value)} sebulan** menurut risiko tempat kerja, semuanya dibayar perusahaan.{wage.clause}"
    if result.total_perusahaan is None or result.total is None:
        return (
            f"Dari gaji **{roughly}{say.rupiah(worker)} sebulan**; bagian perusahaan tergantung kelas risikonya, dirinci di bawah.{wage.clause}"
        )
    whole = f" Untuk {people} karyawan semuanya **{say.rupiah(result.total_semua)}** sebulan." if result.total_semua else ""
    return (
        f"Perusahaan membayar **{roughly}{say.rupiah(result.total_perusahaan)}** sebulan, pekerja **{say.rupiah(worker)}**; jumlahnya "
        f"{say.rupiah(result.total)}.{whole}{wage.clause}"
    )


def _risk_span(rules: Rules, wage: Fraction) -> str:
    least, most = (half_up(Fraction(rules.value(rule)) * wage / 100) for rule in (RISKS[0], RISKS[-1]))
    return f"{say.rupiah(least)} dan {say.rupiah(most)}"


def _employee_steps(rules: Rules, result: EmployeeContribution, risk: Rule | None, programmes: frozenset[Programme]) -> list[str]:
    base = say.rupiah(result.dasar_upah)
    steps = []
    if result.jht_pekerja is not None and result.jht_perusahaan is not None:
        steps.append(
            f"Hari tua (JHT) dari {base}: pekerja {say.percent(rules.value(Rule.JHT_WORKER))} = {say.rupiah(result.jht_pekerja)}, perusahaan "
            f"{say.percent(rules.value(Rule.JHT_EMPLOYER))} = {say.rupiah(result.jht_perusahaan)}"
        )
    if result.jp_pekerja is not None and result.jp_perusahaan is not None:
        counted = say.rupiah(min(result.dasar_upah, result.batas_upah or result.dasar_upah))
        steps.append(
            f"Pensiun (JP) dari {counted}: pekerja {say.percent(rules.value(Rule.JP_WORKER))} = {say.rupiah(result.jp_pekerja)}, perusahaan "
            f"{say.percent(rules.value(Rule.JP_EMPLOYER))} = {say.rupiah(result.jp_perusahaan)}"
        )
    if result.jkm_perusahaan is not None:
        steps.append(f"Kematian (JKM): perusahaan {say.percent(rules.value(Rule.JKM_EMPLOYEE))} × {base} = {say.rupiah(result.jkm_perusahaan)}")
    if risk and result.jkk_perusahaan is not None:
        steps.append(f"Kecelakaan kerja (JKK): perusahaan {say.percent(rules.value(risk))} × {base} = {say.rupiah(result.jkk_perusahaan)}")
    elif Programme.JKK in programmes:
        least, most = say.percent(rules.value(RISKS[0])), say.percent(rules.value(RISKS[-1]))
        spanned = _risk_span(rules, Fraction(result.dasar_upah))
        steps.append(f"Kecelakaan kerja (JKK): perusahaan {least} sampai {most} menurut risiko, antara {spanned}")
    return steps


def _employee_rule(programmes: frozenset[Programme]) -> str:
    named = []
    if programmes & {Programme.JKK, Programme.JKM}:
        named.append("PP 44/2015 (JKK, JKM)")
    if Programme.JHT in programmes:
        named.append("PP 46/2015 (JHT)")
    if Programme.JP in programmes:
        named.append("PP 45/2015 pasal 28 dan 29 (JP)")
    return f"{say.listed(named) or 'PP 45/2015'}."


def _employee_notes(
    form: Form,
    result: EmployeeContribution,
    wage: Given,
    cap: CapKnown,
    programmes: frozenset[Programme],
    *,
    unknown_cap: bool,
) -> list[str]:
    notes = list(wage.notes)
    focus = form.get("focus")
    if not form.has("size", "programmes") and focus not in set(Programme):
        notes.append("Dihitung untuk usaha menengah atau besar, semua program. Usaha kecil tanpa JP; usaha mikro tanpa JHT dan JP, gaji tidak dipotong.")
    if unknown_cap:
        notes.append("JP bulan itu tidak saya hitung: batas upahnya tidak ada di data kami.")
    elif Programme.JP in programmes and result.batas_upah is not None:
        if cap is CapKnown.LATER:
            notes.append(f"JP dihitung dengan batas upah sekarang {say.rupiah(result.batas_upah)}; batas itu berubah tiap Maret.")
        elif cap is CapKnown.NOT_YET:
            notes.append("Batas upah JP bulan itu tidak ada di data kami; di bawah batas terdekat yang kami tahu.")
        elif result.dasar_upah > result.batas_upah:
            notes.append(f"Untuk JP, upah yang dihitung paling tinggi {say.rupiah(result.batas_upah)}. JHT tanpa batas atas.")
    if focus not in set(Programme):
        notes.append("JKK, JKM, dan JKP tidak boleh dipotong dari gaji. JKP tanpa tagihan tersendiri. BPJS Kesehatan terpisah.")
    if form.has("minimum"):
        notes.append("Upah yang dilaporkan seharusnya upah yang sebenarnya.")
    if form.has("attendance"):
        notes.append("Uang makan, transport, dan lembur yang tergantung kehadiran tidak ikut dihitung.")
    if form.has("weak"):
        notes.append("Dihitung sebagai karyawan yang digaji perusahaan. Pekerja mandiri hitungannya lain.")
    if form.month > form.today.replace(day=1) and cap is not CapKnown.LATER:
        notes.append(say.FUTURE)
    return [*notes, *form.confirmation]


# --- S6 ---


def base(form: Form) -> Step:
    """Return the reported wage or income behind a contribution (S6)."""
    of_jht = form.get("kind") == "jht"
    question = Ask(
        "contribution",
        "Berapa potongan JHT di slip gaji sebulan? Contoh: 97 ribu."
        if of_jht
        else "Berapa iuran JKK sebulan sebelum potongan 50%? Contoh: 12 ribu.",
    )
    given = form.amount("contribution", question, limits.PAYMENT, "iuran")
    if form.get("kind") == "total":
        return _base_of_total(form, given)
    result = base_of_employee(form.rules, given.value) if of_jht else base_of_bpu(form.rules, given.value)
    rate = say.percent(form.rules.value(Rule.JHT_WORKER if of_jht else Rule.BPU_JKK))
    head = f"{'Upah' if of_jht else 'Penghasilan'} yang dilaporkan kira-kira **{say.rupiah(result.dasar)} sebulan**.{given.clause}"
    steps = [f"{'Potongan JHT' if of_jht else 'Iuran JKK'} {say.rupiah(given.value)} ÷ {rate} = {say.rupiah(result.dasar)}"]
    notes = ["Bandingkan dengan upah yang sebenarnya. Kalau jauh berbeda, tanyakan ke HRD, lalu ke 175."] if of_jht else []
    if not of_jht:
        notes = ["Santunan kecelakaan kerja dihitung dari dasar ini.", "Kalau tagihannya sudah kena potongan 50%, kalikan dua dulu iuran JKK-nya."]
    entry = "hukum.upah-dilaporkan-lebih-kecil" if of_jht else "jkk.penghasilan-bpu-santunan"
    rule = "PP 46/2015 (JHT pekerja)." if of_jht else "PP 44/2015 (JKK pekerja mandiri)."
    return Computed(entry, say.reply(head, steps, rule, [*notes, *form.confirmation]), result.figures())


def _base_of_total(form: Form, given: Given) -> Step:
    """Return the row whose whole contribution fits, or refer where none or several do."""
    rows = bases_of_bpu_total(form.rules, given.value)
    bases = {found for found, _, _ in rows}
    if len(bases) != 1:
        return Refer(
            "jkk.penghasilan-bpu-santunan",
            f"Iuran {say.rupiah(given.value)} tidak cocok dengan satu kelompok yang kami punya sumbernya, jadi dasarnya tidak saya tebak.",
        )
    dasar, jht, reduced = rows[0]
    head = f"Dasarnya **{say.rupiah(dasar)} sebulan**."
    programmes = "tiga program (dengan JHT)" if jht else "dua program"
    how = " dengan potongan 50%" if reduced else ""
    steps = [f"Iuran {say.rupiah(given.value)} cocok dengan {programmes}{how} untuk dasar {say.rupiah(dasar)}"]
    rule = "PP 44/2015 dan PP 46/2015 (tabel pekerja mandiri)."
    text = say.reply(head, steps, rule, ["Santunan kecelakaan kerja dihitung dari dasar ini."])
    return Computed("jkk.penghasilan-bpu-santunan", text, {"dasar": dasar})


# --- S3 ---


def fine(form: Form) -> Step:
    """Return an employer's fine for late payment (S3)."""
    if form.get("segment") == "bpu":
        return Refer("iuran.denda", "Pekerja mandiri tidak kena denda.")
    question = Ask("contribution", "Berapa iuran sebulan yang terlambat? Dendanya persentase dari iuran itu. Contoh: 8,5 juta.")
    given = form.amount("contribution", question, limits.PAYMENT, "iuran")
    late = form.months("months", Ask("months", "Terlambat berapa bulan? Contoh: 3 bulan."), noun="terlambat")
    row = form.get("row") == YES
    one = late_fine(form.rules, given.value, [late])
    several = late_fine(form.rules, given.value, range(1, late + 1))
    result = several if row else one
    rate = say.percent(form.rules.value(Rule.LATE_FINE))
    head = f"Dendanya **{'sekitar ' if given.rough else ''}{say.rupiah(result.denda)}**, dibayar perusahaan.{given.clause}"
    first = f"Satu bulan iuran terlambat {late} bulan: {rate} × {say.rupiah(given.value)} × {late} = {say.rupiah(one.denda)}"
    months = " + ".join(str(number) for number in range(late, 0, -1))
    second = f"{late} bulan berturut-turut belum dibayar: {rate} × {say.rupiah(given.value)} × ({months}) = {say.rupiah(several.denda)}"
    steps = [first] if late < 2 else [second, first] if row else [first, second]
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
    value = given.value
    steps = []
    vat = form.decimal("vat")
    if vat:
        value = value * 100 / (100 + Fraction(vat))
        steps.append(f"Tanpa PPN {say.percent(vat)}: {say.rupiah(value)}")
    layers = construction_layers(form.rules, value)
    if layers is None:
        top = int(form.rules.rows(Rule.CONSTRUCTION)[-1]["sampai"])
        return Refer("iuran.jakon", f"Untuk kontrak di atas {say.rupiah(top)} tarifnya belum pasti, jadi tidak saya hitung. Tanyakan ke kantor cabang.")
    result = Construction(sum(amount for _, _, amount in layers))
    steps += [f"{say.percent(rate)} × {say.rupiah(part)} = {say.rupiah(amount)}" for part, rate, amount in layers]
    head = f"Iurannya **{'sekitar ' if given.rough else ''}{say.rupiah(result.total)}** untuk JKK dan JKM, dibayar kontraktor.{given.clause}"
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
    choices = tuple(Option(f"{length} bulan", str(length)) for length in lengths)
    contract = form.number("contract_months")
    if contract is None:
        raise UnansweredError(Ask("contract_months", "Kontraknya berapa bulan?", choices))
    if contract not in contracts:
        return Refer("iuran.pmi", f"Iuran untuk kontrak {contract} bulan tidak ada di aturan yang kami baca; yang ada {say.listed(f'{n}' for n in lengths)} bulan.")
    alone = form.choice(
        "agency", "Berangkatnya lewat siapa?", (Option("Lewat perusahaan penempatan", YES), Option("Sendiri, perseorangan", NO))
    ) == NO
    extra = form.number("extra") or 0
    result = migrant_contribution(form.rules, contract, alone=alone, extra=extra)
    steps = [] if alone else [f"Sebelum bekerja: {say.rupiah(form.rules.whole(Rule.PMI_BEFORE))}"]
    steps.append(f"Kontrak {contract} bulan: {say.rupiah(contracts[contract])}")
    if extra:
        each = form.rules.whole(Rule.PMI_EXTRA)
        steps.append(f"Lebih {extra} bulan × {say.rupiah(each)} = {say.rupiah(extra * each)}")
    head = f"Totalnya **{say.rupiah(result.total)}** untuk JKK dan JKM."
    notes = ["Tabungan hari tua (JHT) boleh ditambahkan, dibayar tersendiri.", "Diminta lebih dari ini? Tanyakan dulu ke 175."]
    text = say.reply(head, steps, "Permenaker 4/2023 pasal 18.", notes)
    return Computed("iuran.pmi", text, result.figures(), ("kelompok.pmi",))

