"""What the old-age savings (JHT) come to: the balance, the parts that may be taken while working, and the tax."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators.exact import grown, half_up, percent
from bot.dialogue.calculators.results import Result
from bot.dialogue.calculators.rules import MissingFigureError, Rule, Rules

# --- C3: the balance ---


@dataclass(frozen=True, slots=True)
class Projection(Result):
    """What is paid in for certain and, as an illustration, what it may grow to, rupiah; `bulan` is in months."""

    iuran_per_bulan: int | None
    bulan: int
    total_iuran: int
    saldo_awal: int | None
    perkiraan_saldo: int


def jht_contribution(rules: Rules, wage: Fraction) -> int:
    """Return the monthly JHT contribution of both shares, rupiah: 5,7% of the wage. Source: PP 46/2015."""
    rate = rules.value(Rule.JHT_EMPLOYER) + rules.value(Rule.JHT_WORKER)
    return half_up(percent(rate, wage))


def jht_projection(
    rules: Rules, stretches: tuple[tuple[int, int], ...], *, opening: int | None = None, rate: Decimal | None = None
) -> Projection:
    """Return the savings after stretches of constant contributions.

    Certain is the sum of contributions. The illustration adds a yearly return, contributions at the end of each month, one stretch after
    another (see `exact.grown`). Source: PP 46/2015 art. 22 (contributions plus return), UU 40/2004 art. 37 (the return).

    Args:
        rules: The rule figures.
        stretches: Pairs of monthly contribution (rupiah) and months (zero or more).
        opening: The balance at the start, rupiah, None where none was given.
        rate: The yearly return in percent; None takes that of the figure `jht.hasil`.
    """
    balance = Fraction(opening or 0)
    yearly = rules.value(Rule.JHT_RETURN) if rate is None else rate
    for monthly, months in stretches:
        balance = grown(balance, Fraction(monthly), months, yearly)
    return Projection(
        iuran_per_bulan=stretches[0][0] if len(stretches) == 1 else None,
        bulan=sum(months for _, months in stretches),
        total_iuran=sum(monthly * months for monthly, months in stretches),
        saldo_awal=opening,
        perkiraan_saldo=half_up(balance),
    )


# --- S1: a part while still working ---


@dataclass(frozen=True, slots=True)
class Partial(Result):
    """The most that may be taken of a balance while still working, rupiah."""

    sepuluh_persen: int | None
    tiga_puluh_persen: int | None


def partial_claim(rules: Rules, balance: Fraction, *, ten: bool = True, house: bool = True) -> Partial:
    """Return the most that may be taken: 10% of the balance to prepare for retirement, 30% for a house.

    Source: PP 46/2015 art. 22; one of the two, once, from 10 years of membership.
    """
    return Partial(
        sepuluh_persen=half_up(percent(rules.value(Rule.JHT_PARTIAL_TEN), balance)) if ten else None,
        tiga_puluh_persen=half_up(percent(rules.value(Rule.JHT_PARTIAL_HOUSE), balance)) if house else None,
    )


# --- C14: tax ---


@dataclass(frozen=True, slots=True)
class Tax(Result):
    """The tax on a JHT payment, rupiah: what is taxed, the tax, and what is left."""

    kena_pajak: int
    pajak: int
    bersih: int


def final_tax(rules: Rules, amount: Fraction) -> Tax:
    """Return the final tax: 5% of what is above Rp50 million. Source: PP 68/2009 (all paid within 2 calendar years).

    Args:
        rules: The rule figures.
        amount: What is paid, rupiah, zero or more.
    """
    taxed = max(Fraction(0), amount - Fraction(rules.value(Rule.TAX_FREE)))
    tax = half_up(percent(rules.value(Rule.TAX_FINAL), taxed))
    return Tax(half_up(taxed), tax, half_up(amount) - tax)


def progressive_layers(rules: Rules, amount: Fraction, *, npwp: bool) -> tuple[tuple[Fraction, Decimal, int], ...]:
    """Return for each layer of an amount its part, its rate in percent and its tax.

    Without NPWP each rate is a fifth higher. Source: UU PPh art. 17, PP 68/2009 (payments in the third year or later).
    """
    surcharge = Decimal(0) if npwp else rules.value(Rule.TAX_NO_NPWP)
    layers = []
    below = Fraction(0)
    for row in rules.rows(Rule.TAX_PROGRESSIVE):
        if "tarif" not in row:
            raise MissingFigureError(Rule.TAX_PROGRESSIVE)
        rate = row["tarif"] * (100 + surcharge) / 100
        top = Fraction(row["sampai"]) if "sampai" in row else amount
        part = min(amount, top) - below
        if part > 0:
            layers.append((part, rate, half_up(percent(rate, part))))
        below = max(below, top)
    return tuple(layers)


def progressive_tax(rules: Rules, amount: Fraction, *, npwp: bool) -> Tax:
    """Return the progressive tax on a payment in the third calendar year or later (see `progressive_layers`)."""
    tax = sum(part for _, _, part in progressive_layers(rules, amount, npwp=npwp))
    return Tax(half_up(amount), tax, half_up(amount) - tax)
