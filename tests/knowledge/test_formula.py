"""Formulas: what they compute, and on which days their result holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import load
from bot.knowledge.formula import parse
from bot.knowledge.models import Period


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 4 - 3", "3"),
        ("100 / 10 / 2", "5"),
        ("2 * (3 + (4 - 1)) / 4", "3"),
        ("0.1 + 0.2", "0.3"),
        ("a.x * (100 - b.y_z) / 100", "8400"),
    ],
)
def test_arithmetic(text: str, result: str) -> None:
    """Products come before sums, equals from left to right, parentheses first, all in exact decimals."""
    assert parse(text).compute({"a.x": Decimal(16800), "b.y_z": Decimal(50)}) == Decimal(result)


def test_names() -> None:
    """A formula tells which figures it uses, each once, in order."""
    assert parse("b.y + a.x * 2 - b.y").names == ("b.y", "a.x")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.+-*/() abx_", max_size=30))
def test_any_text_is_computed_or_refused(text: str) -> None:
    """No text makes the reader fail otherwise than with its sentence, and what it accepts can be computed."""
    refused = ""
    try:
        formula = parse(text)
        computed = formula.compute(dict.fromkeys(formula.names, Decimal(2)))
    except ZeroDivisionError:
        return
    except ValueError as error:
        refused = str(error)
    assert "umus" in refused if refused else isinstance(computed, Decimal)


def test_periods_of_a_formula(folder: Path) -> None:
    """A formula holds where all its operands do and within its own dates; periods of one value are joined."""
    with (folder / "angka.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  uji.a:\n    rumus: iuran.batas_upah / 100\n    satuan: rupiah\n    sumber: [pp-50-2025]\n"
            "    dari: 2025-06\n"
            "  uji.b:\n    rumus: uji.a * iuran.diskon\n    satuan: rupiah\n    sumber: [pp-50-2025]\n"
            "  uji.c:\n    rumus: iuran.batas_upah * 0\n    satuan: rupiah\n    sumber: [pp-50-2025]\n"
        )
    figures = load(folder).figures
    assert figures["uji.a"].periods == (
        Period(Decimal(105474), date(2025, 6, 1), date(2026, 2, 28)),
        Period(Decimal(110863), date(2026, 3, 1), date(2027, 2, 28)),
    )
    assert figures["uji.b"].periods == (Period(Decimal(5543150), date(2026, 4, 1), date(2026, 12, 31)),)
    assert figures["uji.c"].periods == (Period(Decimal(0), date(2025, 3, 1), date(2027, 2, 28)),)
