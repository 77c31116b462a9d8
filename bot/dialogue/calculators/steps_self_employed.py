"""From inputs to a reply for the contribution of a self-employed person (C1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import (
    DISCOUNTS,
    BpuContribution,
    Payer,
    Work,
    bpu_contribution,
    bpu_months,
    discount,
)
from bot.dialogue.calculators.form import NO, YES, Ask, Computed, Form, Given, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule, Rules
from bot.language.dates import add_months

_ASK_INCOME = Ask(
    "income",
    "Berapa penghasilan bersih sebulan? Contoh: 800 ribu atau 2,5 juta. Kalau tidak tentu, tulis rata-ratanya. "
    "Iurannya mengikuti penghasilan itu.",
)
_ASK_WORK = Ask(
    "work",
    "Pekerjaannya apa? Potongan iuran untuk angkutan berakhir belakangan.",
    (Option("Ojek, sopir, kurir", Work.TRANSPORT.value), Option("Pekerjaan lain", Work.OTHER.value)),
)
_ASK_JHT = Ask(
    "jht",
    "Mau ikut berapa program?\n\n"
    "Dua program: kecelakaan kerja dan kematian. Tiga program: ditambah tabungan hari tua (JHT).",
    (Option("Dua program", NO), Option("Tiga program, dengan JHT", YES)),
)
_ASK_PEOPLE = Ask("people", "Berapa orang yang dibayarkan? Contoh: 20 orang.")
_RULE = "PP 44/2015 untuk JKK dan JKM, PP 46/2015 untuk JHT, potongan menurut PP 50/2025."


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be paid: for whom, from when, for how long, by whom."""

    income: Given
    jht: bool
    work: Work
    payer: Payer
    month: date
    months: int
    people: int


def bpu(form: Form) -> Step:
    """Return the contribution of a self-employed person (C1)."""
    oldest = form.rules.whole(Rule.BPU_MAX_AGE)
    age = form.number("age")
    if age is not None and age >= oldest and not form.has("member"):
        lead = f"Pada umur {age} tahun pekerja mandiri tidak bisa mendaftar baru, jadi iurannya tidak saya hitung."
        return Refer("daftar.usia-maksimal", lead)
    plan = _plan(form)
    rules = form.rules
    result = bpu_contribution(
        rules,
        plan.income.value,
        jht=plan.jht,
        work=plan.work,
        payer=plan.payer,
        month=plan.month,
        months=plan.months,
        people=plan.people,
    )
    text = say.reply(_head(rules, plan, result), _steps(rules, plan, result), _RULE, _notes(form, plan, result))
    refine = None if form.has("jht") else replace(_ASK_JHT, options=(Option("Dengan JHT juga", YES),))
    single = {"jkk": ("jkk.iuran-bpu",), "jkm": ("jkm.iuran-bpu",)}.get(form.get("focus"), ())
    related = (*single, "iuran.cara-bayar-bpu" if result.dasar else "iuran.ubah-penghasilan")
    return Computed(_entry(form, result), text, result.figures(), related, refine)


def _plan(form: Form) -> _Plan:
    income = form.income("income", _ASK_INCOME)
    asked = form.choice("jht", _ASK_JHT.text, _ASK_JHT.options) if form.guided else form.get("jht")
    work = Work(form.get("work")) if form.get("work") in set(Work) else Work.UNKNOWN
    payer = Payer(form.get("payer")) if form.get("payer") in set(Payer) else Payer.SELF
    people = form.person("people", 1, limits.PEOPLE, "orang", _ASK_PEOPLE)
    months = form.number("prepaid") or 1
    most = limits.PREPAID[-1]
    if months > most:
        raise UnansweredError(
            Ask("prepaid", f"Sekali bayar paling lama {most} bulan. Mau bayar untuk berapa bulan? Contoh: 6 bulan.")
        )
    cuts = [discount(form.rules, work, payer, add_months(form.month, ahead)) for ahead in range(months)]
    if None in cuts:
        raise UnansweredError(_ASK_WORK)
    return _Plan(income, asked == YES, work, payer, form.month, months, people)


def _entry(form: Form, result: BpuContribution) -> str:
    focus = {"jht": "jht.iuran-bpu", "discount": "iuran.diskon-bpu"}.get(form.get("focus"))
    lowest = int(form.rules.rows(Rule.BPU_TABLE)[0]["dasar"])
    return focus or ("iuran.bpu-ringkasan" if result.dasar == lowest else "iuran.bpu-tabel")


def _head(rules: Rules, plan: _Plan, result: BpuContribution) -> str:
    programmes = "tiga program (JKK, JKM, dan JHT)" if plan.jht else "dua program (JKK dan JKM)"
    normal = result.total or result.perkiraan_total or 0
    cheaper = result.total_diskon or result.perkiraan_total_diskon
    everything = result.total_semua or result.perkiraan_total_semua
    clause = plan.income.clause

    def show(value: int) -> str:
        if result.dasar is None:
            return say.about(value)
        return f"{'sekitar ' if plan.income.rough else ''}{say.rupiah(value)}"

    if plan.payer is Payer.STATE:
        paid = f"Iurannya **{show(normal)} sebulan** untuk {programmes}, dibayar pemerintah."
        return f"{paid} Anda tidak membayar apa-apa.{clause}"
    if everything is not None:
        whom = f" untuk {plan.people} orang" if plan.people > 1 else ""
        first, last = say.month(plan.month), say.month(add_months(plan.month, plan.months - 1))
        span = f" sebulan ({first})" if plan.months == 1 else f" untuk {plan.months} bulan ({first} sampai {last})"
        return say.capital(f"**{show(everything)}**{whom}{span}, {programmes}.{clause}")
    if cheaper is None:
        return say.capital(f"**{show(normal)} sebulan** untuk {programmes}.{clause}")
    return say.capital(
        f"**{show(cheaper)} sebulan** untuk {programmes}, dengan potongan sampai iuran {_discount_end(rules, plan)}. "
        f"Sesudah itu **{show(normal)}**, bila potongannya tidak diperpanjang.{clause}"
    )


def _discount_end(rules: Rules, plan: _Plan) -> str:
    """Return the last discounted month, for both kinds of work where the kind is not known."""
    periods = {work: rules.period(rule, plan.month) for work, rule in DISCOUNTS.items()}
    lasts = {work: say.month(period.last) for work, period in periods.items() if period and period.last}
    if plan.work is not Work.UNKNOWN:
        return lasts.get(plan.work, "")
    return f"{lasts.get(Work.OTHER, '')} (ojek, sopir, dan kurir sampai {lasts.get(Work.TRANSPORT, '')})"


def _steps(rules: Rules, plan: _Plan, result: BpuContribution) -> list[str]:
    jkk_rate, jht_rate = say.percent(rules.value(Rule.BPU_JKK)), say.percent(rules.value(Rule.BPU_JHT))
    income = plan.income
    steps = list(income.steps)
    base = income.shown if result.dasar is None else say.rupiah(result.dasar)
    if result.dasar is None:
        steps.append(f"Kecelakaan kerja (JKK): kira-kira {jkk_rate} × {base} = {say.about(result.perkiraan_jkk or 0)}")
    else:
        jkk = f"{say.rupiah(result.jkk or 0)}{_cheaper(result.jkk_diskon)}"
        steps.append(f"Penghasilan {income.shown} masuk kelompok dengan dasar {base}")
        steps.append(f"Kecelakaan kerja (JKK): {jkk_rate} × {base} = {jkk}")
    steps.append(f"Kematian (JKM): {say.rupiah(result.jkm or 0)}{_cheaper(result.jkm_diskon)}")
    if plan.jht:
        shown = say.rupiah(result.jht) if result.jht is not None else say.about(result.perkiraan_jht or 0)
        steps.append(f"Hari tua (JHT): {jht_rate} × {base} = {shown}, tidak dipotong")
    return [*steps, *_summed(rules, plan)]


def _cheaper(value: int | None) -> str:
    return f", dengan potongan {say.rupiah(value)}" if value is not None else ""


def _summed(rules: Rules, plan: _Plan) -> Sequence[str]:
    """Return the sum over months and people, where there are several."""
    if plan.months == 1 and plan.people == 1:
        return ()
    paid = bpu_months(
        rules,
        plan.income.value,
        jht=plan.jht,
        work=plan.work,
        payer=plan.payer,
        month=plan.month,
        months=plan.months,
    )
    stretches = [(amount, len(list(group))) for amount, group in groupby(paid)]
    summed = " + ".join(f"{count} bulan × {say.rupiah(amount)}" for amount, count in stretches)
    whom = f" × {plan.people} orang" if plan.people > 1 else ""
    bracketed = f"({summed})" if whom and len(stretches) > 1 else summed
    return (f"{bracketed}{whom} = {say.rupiah(sum(paid) * plan.people)}",)


_PAYER_NOTES = {
    Payer.VILLAGE: "Untuk iuran yang dibayar dana desa (APBDes) aturannya tidak jelas soal potongan, jadi dihitung "
    "tarif biasa. Tanyakan ke 175.",
    Payer.STATE: "Potongan 2026 tidak berlaku untuk iuran yang dibayar APBN atau APBD.",
    Payer.DONOR: "Yang dikecualikan dari potongan hanya iuran yang dibayar APBN dan APBD.",
}


def _notes(form: Form, plan: _Plan, result: BpuContribution) -> list[str]:
    notes = list(plan.income.notes)
    if result.dasar is None:
        notes.append(
            "Tabel kelompok penghasilan ini belum bisa kami pastikan. Rumusnya JKK dan JHT dari dasar "
            "kelompok, bukan dari "
            f"penghasilan persis. {say.ESTIMATE}"
        )
    elif result.dasar == int(form.rules.rows(Rule.BPU_TABLE)[-1]["dasar"]):
        notes.append(
            "Kelompok tertinggi ini dari berita, belum kami cocokkan dengan lampiran aturannya. Pastikan ke 175."
        )
    notes += [
        "JKK dan JKM satu paket, tidak bisa dipilih salah satu." if form.get("focus") in {"jkk", "jkm"} else "",
        "" if plan.jht or form.has("jht") else "Belum termasuk tabungan hari tua (JHT), yang boleh ditambahkan.",
        _PAYER_NOTES.get(plan.payer, ""),
        _lowest_note(plan, result),
        _ending_note(form.rules, plan, result),
        *_prepaid_notes(plan.months),
        (
            "Pekerja mandiri tidak punya Jaminan Pensiun (JP) dan Jaminan Kehilangan Pekerjaan (JKP)."
            if form.has("no_pension")
            else ""
        ),
        (
            "Pekerja mandiri yang mempekerjakan orang mungkin wajib ikut JHT juga. Tanyakan ke kantor cabang."
            if form.has("employer")
            else ""
        ),
        say.FUTURE if plan.month > form.today.replace(day=1) else "",
    ]
    return [*notes, *form.confirmation]


def _lowest_note(plan: _Plan, result: BpuContribution) -> str:
    """Return that benefits rest on the base of the row even where the income is smaller, or ""."""
    if result.dasar is None or plan.income.value >= result.dasar:
        return ""
    return f"Santunan tetap dihitung dari dasar {say.rupiah(result.dasar)}, walau penghasilan lebih kecil."


def _ending_note(rules: Rules, plan: _Plan, result: BpuContribution) -> str:
    """Return until when the discount lasts, where the first line tells a sum over months or people instead."""
    cheaper = result.total_diskon or result.perkiraan_total_diskon
    if cheaper is None or (plan.months == 1 and plan.people == 1):
        return ""
    return f"Potongan berlaku sampai iuran {_discount_end(rules, plan)}, bila tidak diperpanjang."


def _prepaid_notes(months: int) -> Sequence[str]:
    if months == 1:
        return ()
    estimate = (
        "Tiap bulan dihitung dengan tarif bulannya. Cara menagih bayar di muka tidak ada di aturan, jadi ini perkiraan "
        "tagihan."
    )
    if months in limits.PREPAID:
        return (estimate,)
    return (estimate, f"Pilihan bayar sekaligus biasanya {', '.join(map(str, limits.PREPAID))} bulan.")
