"""Exact arithmetic for amounts: fractions in, whole rupiah out, never a binary float."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

_PRECISION = 50
"""Decimal digits carried where a root makes an exact result impossible."""


def half_up(value: Fraction) -> int:
    """Return `value`, zero or more, rounded to a whole number, halves up."""
    return int((value * 2 + 1) // 2)


def percent(rate: Decimal, base: Fraction | int) -> Fraction:
    """Return `rate` percent of `base`, exactly."""
    return Fraction(rate) * base / 100


def thousands(value: int) -> int:
    """Return an amount rounded half up to whole thousands, as rough figures are shown."""
    return half_up(Fraction(value, 1000)) * 1000


def grown(opening: Fraction, monthly: Fraction, months: int, rate: Decimal) -> Fraction:
    """Return what a balance grows to.

    The contribution of every month is added at its end; with the yearly rate r and j = (1 + r)^(1/12) - 1 that is
    opening x (1 + r)^(n/12) + monthly x ((1 + j)^n - 1) / j.

    Args:
        opening: The balance at the start, rupiah.
        monthly: What is added at the end of each month, rupiah.
        months: n, zero or more.
        rate: The yearly return in percent, zero or more.
    """
    if not rate:
        return opening + monthly * months
    with localcontext() as context:
        context.prec = _PRECISION
        year = 1 + rate / 100
        growth = year ** (Decimal(months) / 12)
        per_month = year ** (Decimal(1) / 12) - 1
        series = (growth - 1) / per_month
    return opening * Fraction(growth) + monthly * Fraction(series)
