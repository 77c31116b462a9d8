"""From inputs to replies after a dismissal: the JKP cash benefit (C7) and the last day to claim it (S5)."""

from __future__ import annotations

from datetime import date

from bot.dialogue.calculators import say
from bot.dialogue.calculators.benefits import Deadline, JobLoss, job_loss, last_claim_day
from bot.dialogue.calculators.form import YES, Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule

_NO_JKP = {
    "resign": ("jkp.resign", "Kalau mengundurkan diri, JKP tidak keluar, jadi tidak ada yang dihitung."),
    "contract": ("jkp.kontrak-habis", "Kontrak yang habis waktunya tidak mendapat JKP, jadi tidak ada yang dihitung."),
    "retired": ("jkp.pensiun", "Berhenti karena pensiun tidak mendapat JKP, jadi tidak ada yang dihitung."),
}
"""The ways a job may end that give no JKP. Source: PP 37/2021 as changed by PP 6/2025 art. 4."""
_SOON = 31
"""Days left at which the deadline is called near."""


# --- C7 ---


_ASK_REASON = Ask(
    "reason",
    "Berhenti kerjanya karena apa? JKP hanya untuk yang kena PHK.",
    (
        Option("Kena PHK", "dismissed"),
        Option("Mengundurkan diri", "resign"),
        Option("Kontrak habis", "contract"),
        Option("Pensiun", "retired"),
    ),
)


def job_loss_benefit(form: Form) -> Step:
    """Return the JKP cash benefit, or why none is due (C7)."""
    if form.guided:
        form.choice("reason", _ASK_REASON.text, _ASK_REASON.options)
    refused = _not_due(form)
    if refused is not None:
        return refused
    rate = say.percent(form.rules.value(Rule.JKP_PERCENT, form.today))
    question = (
        f"JKP {rate} dari upah. Berapa upah sebulan terakhir yang dilaporkan ke BPJS Ketenagakerjaan? "
        "Contoh: 3,65 juta."
    )
    wage = form.wage("wage", Ask("wage", question))
    most = form.rules.whole(Rule.JKP_MONTHS)
    taken = form.fraction("months")
    months = int(taken) if taken is not None and taken >= 1 else most
    result = job_loss(form.rules, wage.value, months, form.today)
    roughly = "sekitar " if wage.rough else ""
    head = (
        f"{say.LOST_WORK} JKP-nya **{roughly}{say.rupiah(result.per_bulan)} sebulan**, "
        f"{result.jumlah_bulan} bulan jadi "
        f"**{roughly}{say.rupiah(result.total)}**.{wage.clause}"
    )
    notes = [
        say.REPORTED_WAGE,
        _conditions(form),
        (
            "Diklaim tiap bulan di SIAPkerja, tidak otomatis; bulan kedua dan seterusnya perlu bukti "
            "mencari kerja. Berhenti "
            "kalau sudah bekerja lagi."
        ),
        _old_rule(form),
        f"Paling lama {most} bulan." if months > most else "",
        "Kalau sudah pernah klaim JKP, ada batas berapa kali dan jaraknya; lihat di bawah."
        if form.has("claimed")
        else "",
        *wage.notes,
        *form.confirmation,
    ]
    rule = "PP 37/2021 yang diubah PP 6/2025 pasal 4, 21, dan 40; Permenaker 2/2025 pasal 13."
    text = say.reply(head, _steps(form, wage, result, rate), rule, notes)
    related = ("jkp.berapa-kali", "jkp.syarat") if form.has("claimed") else ("jkp.syarat",)
    return Computed("jkp.besaran", text, result.figures(), related)


def _steps(form: Form, wage: Given, result: JobLoss, rate: str) -> list[str]:
    cap = form.rules.whole(Rule.JKP_WAGE_CAP, form.today)
    monthly = say.rupiah(result.per_bulan)
    return [
        *wage.steps,
        f"Upah {say.rupiah(wage.value)}, dihitung paling tinggi {say.rupiah(cap)}" if wage.value > cap else "",
        f"{rate} × {say.rupiah(result.dasar)} = {monthly} sebulan",
        f"{monthly} × {result.jumlah_bulan} bulan = {say.rupiah(result.total)}",
    ]


def _conditions(form: Form) -> str:
    paid, window, within = (form.rules.whole(rule) for rule in (Rule.JKP_PAID, Rule.JKP_WINDOW, Rule.JKP_DEADLINE))
    return (
        f"Syaratnya antara lain kena PHK (bukan mengundurkan diri atau kontrak habis), iuran {paid} "
        f"bulan dalam {window} "
        f"bulan terakhir, dan diajukan paling lambat {within} bulan sesudah PHK."
    )


def _since(form: Form) -> date | None:
    """Return the day from which the amounts hold that the facts know."""
    return form.rules.periods(Rule.JKP_PERCENT)[0].first


def _old_rule(form: Form) -> str:
    since = _since(form)
    if not form.has("old_rule") or since is None:
        return ""
    return f"Aturan lama yang jumlahnya turun di tengah jalan tidak berlaku lagi sejak {say.day(since)}."


def _not_due(form: Form) -> Refer | None:
    """Return why no JKP is due, as far as the message says it; every test is a rule of PP 6/2025."""
    if form.get("segment") == "bpu":
        return Refer("jkp.bpu", "Pekerja mandiri tidak punya JKP, jadi tidak ada yang dihitung.")
    if form.get("reason") in _NO_JKP:
        return Refer(*_NO_JKP[form.get("reason")])
    dismissed = form.day("dismissed")
    if dismissed is not None:
        since, last = _since(form), last_claim_day(form.rules, dismissed)
        if since is not None and dismissed < since:
            lead = (
                f"PHK-nya sebelum {say.day(since)}, jadi ada aturan peralihan dan tidak saya hitung dengan "
                "aturan sekarang."
            )
            return Refer("jkp.transisi-2025", lead)
        if last < form.today:
            lead = f"Batas mengajukan JKP sudah lewat pada {say.day(last)}, jadi tidak saya hitung."
            return Refer("jkp.batas-waktu", lead)
    if form.get("working") == YES and not form.has("months"):
        lead = "Kalau sudah bekerja lagi, JKP berhenti. Bulan yang sudah dibayar tetap milik Anda."
        return Refer("jkp.sudah-kerja-lagi", lead)
    paid, needed = form.fraction("paid"), form.rules.whole(Rule.JKP_PAID)
    if paid is not None and paid < needed:
        lead = f"Iurannya belum {needed} bulan, jadi syarat JKP belum terpenuhi dan tidak saya hitung."
        return Refer("jkp.syarat", lead)
    return None


# --- S5 ---


def deadline(form: Form) -> Step:
    """Return the last day to claim JKP (S5)."""
    if form.get("reason") in _NO_JKP:
        return Refer(*_NO_JKP[form.get("reason")])
    dismissed = form.day("dismissed")
    if dismissed is None:
        raise UnansweredError(Ask("dismissed", "Tanggal berapa PHK-nya? Contoh: 10 Juni 2026."))
    since = _since(form)
    if since is not None and dismissed < since:
        return Refer("jkp.transisi-2025", f"PHK-nya sebelum {say.day(since)}, jadi memakai aturan peralihan.")
    months = form.rules.whole(Rule.JKP_DEADLINE)
    last = last_claim_day(form.rules, dismissed)
    left = (last - form.today).days
    if left < 0:
        head = f"Batasnya **{say.day(last)}** dan sudah lewat, jadi hak JKP-nya sudah gugur."
    elif left <= _SOON:
        head = f"{say.LOST_WORK} Batasnya **{say.day(last)}**, tinggal {left} hari. Ajukan sekarang."
    else:
        head = f"{say.LOST_WORK} Paling lambat **{say.day(last)}**."
    steps = [f"PHK {say.day(dismissed)} + {months} bulan = {say.day(last)}"]
    notes = [
        "Aturannya tidak menyebut persis cara menghitung harinya, jadi jangan tunggu sampai hari terakhir.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "PP 6/2025 pasal 40.", notes)
    return Computed("jkp.batas-waktu", text, Deadline(months).figures(), ("jkp.cara-klaim",))
