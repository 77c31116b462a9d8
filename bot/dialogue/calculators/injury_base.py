"""What the benefits after an accident at work are counted from: the reported wage, or the base of a self-employed person."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import base_of_bpu, bpu_base
from bot.dialogue.calculators.form import Ask, Form, Given, UnansweredError
from bot.dialogue.calculators.rules import Rule

PP_82 = "PP 82/2019 pasal 25 dan Lampiran III"
_ASK_BASE = Ask(
    "wage",
    "Berapa upah sebulan yang dilaporkan ke BPJS Ketenagakerjaan? Contoh: 3,3 juta. Pekerja mandiri: tulis iuran "
    "JKK-nya sebelum diskon, contoh: JKK 10 ribu.",
)
_ASK_JKK = Ask(
    "contribution",
    "Santunan pekerja mandiri dihitung dari dasar kelompoknya, bukan dari penghasilan persis. Berapa iuran JKK sebulan "
    "sebelum diskon? Contoh: 12 ribu.",
)


def injury_base(form: Form) -> tuple[Given, str]:
    """Return the monthly base and the note on what it is.

    An employee's is the reported wage; that of a self-employed person is the base of the row of the income, where that row is
    one of the sourced lower ones, or follows from the JKK contribution (S6).

    Raises:
        UnansweredError: It is not known, or the row of the income is not.
    """
    if form.has("contribution"):
        jkk = form.amount("contribution", _ASK_JKK, limits.PAYMENT, "iuran JKK")
        base = base_of_bpu(form.rules, jkk.value).dasar
        rate = say.percent(form.rules.value(Rule.BPU_JKK))
        step = f"Iuran JKK {say.rupiah(jkk.value)} ÷ {rate} = dasar {say.rupiah(base)}"
        return Given(Fraction(base), steps=(step,)), say.REPORTED_INCOME
    if form.has("wage") or not form.has("income"):
        return form.wage("wage", _ASK_BASE), say.REPORTED_WAGE
    income = form.income("income", _ASK_BASE)
    row = bpu_base(form.rules, income.value)
    top = int(form.rules.rows(Rule.BPU_TABLE)[-1]["dasar"])
    if row is None or row == top:
        raise UnansweredError(_ASK_JKK)
    step = f"Penghasilan {income.shown} masuk kelompok dengan dasar {say.rupiah(row)}"
    base_of_row = replace(income, value=Fraction(row), rough=False, steps=(*income.steps, step))
    return base_of_row, say.REPORTED_INCOME
