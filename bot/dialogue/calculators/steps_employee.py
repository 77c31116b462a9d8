"""From inputs to a reply for the contribution of an employee (C2), and the question who pays at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import (
    RISKS,
    CapKnown,
    EmployeeContribution,
    Programme,
    average_base,
    employee_contribution,
    jp_wage_cap,
)
from bot.dialogue.calculators.exact import half_up, percent
from bot.dialogue.calculators.form import Amount, Ask, Computed, Form, Given, Option, Step
from bot.dialogue.calculators.rules import Rule, Rules
from bot.dialogue.calculators.steps_self_employed import bpu

_ASK_WAGE = Ask(
    "wage",
    "Berapa gaji sebulan? Tulis gaji pokok ditambah tunjangan tetap, contoh: 4,2 juta. Kalau harian, contoh: 120 ribu "
    "sehari.",
)
_ASK_SEGMENT = Ask(
    "segment",
    "Iurannya sebagai apa? Hitungannya berbeda.",
    (Option("Karyawan, digaji perusahaan", "employee"), Option("Pekerja mandiri (BPU)", "bpu")),
)
_SIZES = {
    "micro": frozenset({Programme.JKK, Programme.JKM}),
    "small": frozenset({Programme.JKK, Programme.JKM, Programme.JHT}),
    "large": frozenset(Programme),
}
"""The programmes that are compulsory for a business of a size. Source: Perpres 109/2013 art. 6."""
_ENTRIES = {
    "cut": "iuran.potongan-gaji",
    "jkk": "jkk.iuran-pu",
    "jkm": "jkm.iuran-pu",
    "jht": "jht.iuran",
    "jp": "jp.iuran",
}
_RISK_LABELS = ("Sangat rendah", "Rendah", "Sedang", "Tinggi", "Sangat tinggi")
_RISK_KEYS = ("very-low", "low", "medium", "high", "very-high")


def contribution(form: Form) -> Step:
    """Return the contribution of someone of whom it must first be known whether an employer pays (C1 or C2)."""
    segment = form.choice("segment", _ASK_SEGMENT.text, _ASK_SEGMENT.options)
    name = "wage" if segment == "employee" else "income"
    inputs = {**form.values, name: form.get(name) or form.get("amount")}
    return (employee if segment == "employee" else bpu)(Form(inputs, form.rules, form.today, form.rested))


@dataclass(frozen=True, slots=True)
class _Case:
    """An employee's case: the wage, what is asked ("cut", "all" or a programme), the programmes, the risk, the result."""

    wage: Given
    focus: str
    programmes: frozenset[Programme]
    risk: Rule | None
    result: EmployeeContribution

    @property
    def single(self) -> bool:
        """Whether one programme alone was asked for."""
        return self.focus in set(Programme)

    @property
    def roughly(self) -> str:
        """A word for rough amounts, or ""."""
        return "sekitar " if self.wage.rough else ""


def employee(form: Form) -> Step:
    """Return the contribution of an employee, or the part of it that was asked for (C2)."""
    wage = _average(form) if form.has("totals") else form.wage("wage", _wage_question(form))
    people = form.person("people", 1, limits.PEOPLE, "karyawan", Ask("people", "Berapa karyawan? Contoh: 10 orang."))
    programmes = _programmes(form)
    risk = RISKS[_RISK_KEYS.index(form.get("risk"))] if form.get("risk") in _RISK_KEYS else None
    cap = jp_wage_cap(form.rules, form.month)
    if cap.known is CapKnown.NOT_YET and wage.value > cap.value:
        programmes -= {Programme.JP}
    result = employee_contribution(
        form.rules, wage.value, programmes=programmes, risk=risk, month=form.month, people=people
    )
    case = _Case(wage, form.get("focus"), programmes, risk, result)
    raised = _raised(form, case)
    head = raised or _head(form.rules, case, people)
    text = say.reply(head, [*wage.steps, *_steps(form.rules, case)], _rule(programmes), _notes(form, case, cap.known))
    entry = _ENTRIES.get(case.focus, "iuran.pu-ringkasan")
    related = ("iuran.komponen-upah", "iuran.contoh-hitung-pu")
    return Computed(entry, text, result.figures(), related, _refine(form.rules, case))


def _refine(rules: Rules, case: _Case) -> Ask | None:
    """Return the choice of the risk class, where the result would be more exact with it."""
    if case.risk is not None or Programme.JKK not in case.programmes or case.focus == "cut":
        return None
    classes = zip(_RISK_LABELS, RISKS, _RISK_KEYS, strict=True)
    options = tuple(Option(f"{label} ({say.percent(rules.value(rule))})", key) for label, rule, key in classes)
    return Ask("risk", "Kelas risiko tempat kerja?", options)


def _wage_question(form: Form) -> Ask:
    if form.has("minimum"):
        text = "Angka UMR atau UMK tidak ada di data saya. Berapa gajinya dalam rupiah? Contoh: 4,2 juta."
        return replace(_ASK_WAGE, text=text)
    if form.get("focus") == "cut":
        rates = say.percent(form.rules.value(Rule.JHT_WORKER) + form.rules.value(Rule.JP_WORKER))
        return replace(_ASK_WAGE, text=f"Potongannya paling banyak {rates} dari upah. {_ASK_WAGE.text}")
    return _ASK_WAGE


def _average(form: Form) -> Given:
    totals = [Fraction(text) for text in form.get("totals").split(",")]
    mean = average_base(totals)
    form.judged("totals", mean, limits.WAGE, f"rata-rata upah {say.rupiah(mean)} sebulan", _ASK_WAGE)
    summed = " + ".join(say.rupiah(total) for total in totals)
    step = f"Upah borongan dirata-rata: ({summed}) ÷ {len(totals)} bulan = {say.rupiah(mean)}"
    return Given(mean, steps=(step,))


def _programmes(form: Form) -> frozenset[Programme]:
    if form.get("focus") in set(Programme):
        return frozenset({Programme(form.get("focus"))})
    named = {Programme(name) for name in form.get("programmes").split(",") if name in set(Programme)}
    return frozenset(named) or _SIZES.get(form.get("size"), frozenset(Programme))


def _raised(form: Form, case: _Case) -> str:
    """Return the first line for a raise, the difference of two results, or "" where none was told."""
    before = Amount.decode(form.get("wage_before"))
    if before is None:
        return ""
    old = employee_contribution(
        form.rules, before.middle, programmes=case.programmes, risk=case.risk, month=form.month
    ).total_pekerja
    now = case.result.total_pekerja
    if old is None or now is None:
        return ""
    direction = "naik" if now >= old else "turun"
    more = f"**{case.roughly}{say.rupiah(abs(now - old))} sebulan**"
    return f"Potongan gajinya {direction} {more}, dari {say.rupiah(old)} menjadi {say.rupiah(now)}.{case.wage.clause}"


def _head(rules: Rules, case: _Case, people: int) -> str:
    heads = {"cut": _head_cut, "jht": _head_shared, "jp": _head_shared, "jkm": _head_employer, "jkk": _head_employer}
    head = heads[case.focus](rules, case) if case.focus in heads else _head_all(case, people)
    return f"{head}{case.wage.clause}"


def _head_cut(rules: Rules, case: _Case) -> str:
    worker = case.result.total_pekerja
    if not worker:
        return "Gaji **tidak dipotong** untuk BPJS Ketenagakerjaan; semuanya dibayar perusahaan."
    return f"Gaji dipotong **{case.roughly}{say.rupiah(worker)} sebulan** untuk BPJS Ketenagakerjaan."


def _head_shared(rules: Rules, case: _Case) -> str:
    result = case.result
    jht = case.focus == "jht"
    total, worker, employer = (
        (result.jht_total, result.jht_pekerja, result.jht_perusahaan)
        if jht
        else (result.jp_total, result.jp_pekerja, result.jp_perusahaan)
    )
    if total is None:
        return "Iuran JP bulan itu tidak bisa saya hitung: batas upahnya tidak ada di data kami."
    return (
        f"Iuran {case.focus.upper()} **{case.roughly}{say.rupiah(total)} sebulan**: dari gaji "
        f"{say.rupiah(worker or 0)}, "
        f"dari perusahaan {say.rupiah(employer or 0)}."
    )


def _head_employer(rules: Rules, case: _Case) -> str:
    paid = case.result.jkm_perusahaan if case.focus == "jkm" else case.result.jkk_perusahaan
    if paid is None:
        spanned = _risk_span(rules, case.wage.value)
        return f"Iuran JKK antara **{spanned} sebulan** menurut risiko tempat kerja, semuanya dibayar perusahaan."
    amount = f"**{case.roughly}{say.rupiah(paid)} sebulan**"
    return f"Iuran {case.focus.upper()} {amount}, semuanya dibayar perusahaan."


def _head_all(case: _Case, people: int) -> str:
    result = case.result
    worker = say.rupiah(result.total_pekerja or 0)
    if result.total_perusahaan is None or result.total is None:
        return (
            f"Dari gaji **{case.roughly}{worker} sebulan**; bagian perusahaan tergantung kelas risikonya, "
            "dirinci di bawah."
        )
    whole = ""
    if result.total_semua:
        whole = f" Untuk {people} karyawan semuanya **{say.rupiah(result.total_semua)}** sebulan."
    return (
        f"Perusahaan membayar **{case.roughly}{say.rupiah(result.total_perusahaan)}** sebulan, pekerja **{worker}**; "
        f"jumlahnya {say.rupiah(result.total)}.{whole}"
    )


def _risk_span(rules: Rules, wage: Fraction) -> str:
    least, most = (half_up(percent(rules.value(rule), wage)) for rule in (RISKS[0], RISKS[-1]))
    return f"{say.rupiah(least)} dan {say.rupiah(most)}"


def _steps(rules: Rules, case: _Case) -> list[str]:
    result = case.result
    base = say.rupiah(result.dasar_upah)
    pensionable = say.rupiah(min(result.dasar_upah, result.batas_upah or result.dasar_upah))
    jht = (Rule.JHT_WORKER, result.jht_pekerja, Rule.JHT_EMPLOYER, result.jht_perusahaan)
    jp = (Rule.JP_WORKER, result.jp_pekerja, Rule.JP_EMPLOYER, result.jp_perusahaan)
    steps = []
    for name, counted, (worker_rule, worker, employer_rule, employer) in (
        ("Hari tua (JHT)", base, jht),
        ("Pensiun (JP)", pensionable, jp),
    ):
        if worker is None or employer is None:
            continue
        line = f"{name}: pekerja {say.percent(rules.value(worker_rule))} × {counted} = {say.rupiah(worker)}"
        if case.focus != "cut":
            line += f", perusahaan {say.percent(rules.value(employer_rule))} = {say.rupiah(employer)}"
        steps.append(line)
    return steps if case.focus == "cut" else [*steps, *_employer_steps(rules, case, base)]


def _employer_steps(rules: Rules, case: _Case, base: str) -> list[str]:
    result = case.result
    steps = []
    if result.jkm_perusahaan is not None:
        rate = say.percent(rules.value(Rule.JKM_EMPLOYEE))
        steps.append(f"Kematian (JKM): perusahaan {rate} × {base} = {say.rupiah(result.jkm_perusahaan)}")
    if case.risk and result.jkk_perusahaan is not None:
        rate = say.percent(rules.value(case.risk))
        steps.append(f"Kecelakaan kerja (JKK): perusahaan {rate} × {base} = {say.rupiah(result.jkk_perusahaan)}")
    elif Programme.JKK in case.programmes:
        least, most = say.percent(rules.value(RISKS[0])), say.percent(rules.value(RISKS[-1]))
        spanned = _risk_span(rules, case.wage.value)
        steps.append(f"Kecelakaan kerja (JKK): perusahaan {least} sampai {most} menurut risiko, antara {spanned}")
    return steps


def _rule(programmes: frozenset[Programme]) -> str:
    named = []
    accident = [programme.upper() for programme in (Programme.JKK, Programme.JKM) if programme in programmes]
    if accident:
        named.append(f"PP 44/2015 ({', '.join(accident)})")
    if Programme.JHT in programmes:
        named.append("PP 46/2015 (JHT)")
    if Programme.JP in programmes:
        named.append("PP 45/2015 pasal 28 dan 29 (JP)")
    return f"{say.listed(named) or 'PP 45/2015'}."


def _notes(form: Form, case: _Case, cap: CapKnown) -> list[str]:
    assumed = not form.has("size", "programmes") and not case.single
    return [
        *case.wage.notes,
        (
            "Dihitung untuk usaha menengah atau besar, semua program. Usaha kecil tanpa JP; usaha mikro "
            "tanpa JHT dan JP, "
            "gaji tidak dipotong."
            if assumed
            else ""
        ),
        _cap_note(case, cap),
        (
            ""
            if case.single
            else (
                "JKK, JKM, dan JKP tidak boleh dipotong dari gaji. JKP tanpa tagihan tersendiri. BPJS "
                "Kesehatan terpisah."
            )
        ),
        "Upah yang dilaporkan seharusnya upah yang sebenarnya." if form.has("minimum") else "",
        (
            "Uang makan, transport, dan lembur yang tergantung kehadiran tidak ikut dihitung."
            if form.has("attendance")
            else ""
        ),
        (
            "Dihitung sebagai karyawan yang digaji perusahaan. Pekerja mandiri hitungannya lain."
            if form.has("weak")
            else ""
        ),
        "Tidak boleh dipotong dari gaji." if case.focus in {"jkk", "jkm"} else "",
        "Karena pembulatan, bisa berbeda beberapa rupiah dengan tagihan." if _rounded(form.rules, case) else "",
        say.FUTURE if form.month > form.today.replace(day=1) and cap is not CapKnown.LATER else "",
        *form.confirmation,
    ]


def _rounded(rules: Rules, case: _Case) -> bool:
    """Return whether any amount shown had to be rounded to whole rupiah."""
    wage = case.wage.value
    capped = min(wage, Fraction(case.result.batas_upah)) if case.result.batas_upah is not None else wage
    parts = {
        Programme.JHT: [(Rule.JHT_WORKER, wage), (Rule.JHT_EMPLOYER, wage)],
        Programme.JP: [(Rule.JP_WORKER, capped), (Rule.JP_EMPLOYER, capped)],
        Programme.JKM: [(Rule.JKM_EMPLOYEE, wage)],
        Programme.JKK: [(case.risk, wage)] if case.risk else [],
    }
    shown = [part for programme in case.programmes for part in parts[programme]]
    return any(percent(rules.value(rule), base).denominator != 1 for rule, base in shown)


def _cap_note(case: _Case, cap: CapKnown) -> str:
    """Return what must be said of the JP wage cap, or ""."""
    result = case.result
    if result.batas_upah is None:
        return "JP bulan itu tidak dihitung: batas upahnya tidak ada di data kami." if cap is CapKnown.NOT_YET else ""
    shown = say.rupiah(result.batas_upah)
    if cap is CapKnown.LATER:
        return f"JP dihitung dengan batas upah sekarang {shown}; batas itu berubah tiap Maret."
    if cap is CapKnown.NOT_YET:
        return "Batas upah JP bulan itu tidak ada di data kami; upah ini di bawah batas terdekat yang kami tahu."
    return (
        f"Untuk JP, upah yang dihitung paling tinggi {shown}. JHT tanpa batas atas."
        if result.dasar_upah > result.batas_upah
        else ""
    )
