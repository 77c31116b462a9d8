"""Reads and computes the `rumus` of a figure: + - * / and parentheses over numbers and figure names, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z][a-z0-9_]*\.[a-z0-9_]+)|(?P<sign>[-+*/()]))")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_MAX_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in postfix order: numbers, figure names, and the signs that combine the two values before them."""

    steps: tuple[Decimal | str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The figure names used, each once, in order."""
        return tuple(dict.fromkeys(s for s in self.steps if isinstance(s, str) and s not in _RANK))

    def compute(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the result with these values of the names.

        Raises:
            ZeroDivisionError: A divisor is zero.
        """
        stack: list[Decimal] = []
        for step in self.steps:
            if isinstance(step, Decimal):
                stack.append(step)
            elif step in _RANK:
                right, left = stack.pop(), stack.pop()
                stack.append(_apply(step, left, right))
            else:
                stack.append(values[step])
        return stack[0]


def _apply(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if right == 0:
        raise ZeroDivisionError
    return left / right


def parse(text: str) -> Formula:
    """Return the formula that `text` spells.

    Raises:
        ValueError: With an Indonesian sentence that says what is wrong.
    """
    steps: list[Decimal | str] = []
    waiting: list[str] = []
    operand_next = True
    for kind, part in _tokens(text):
        if kind in {"number", "name"} or part == "(":
            if not operand_next:
                raise ValueError(f"Di rumus kurang tanda hitung (+ - * /) sebelum '{part}'.")
            if part == "(":
                waiting.append(part)
            else:
                steps.append(Decimal(part) if kind == "number" else part)
                operand_next = False
            continue
        if operand_next:
            raise ValueError(f"Di rumus kurang angka atau nama angka sebelum '{part}'.")
        if part == ")":
            _close(steps, waiting)
            continue
        while waiting and waiting[-1] != "(" and _RANK[waiting[-1]] >= _RANK[part]:
            steps.append(waiting.pop())
        waiting.append(part)
        operand_next = True
    if operand_next:
        raise ValueError("Rumus ini berhenti di tengah. Contoh: jkm.santunan + jkm.berkala")
    if "(" in waiting:
        raise ValueError("Di rumus ada kurung buka tanpa kurung tutup.")
    return Formula((*steps, *reversed(waiting)))


def _close(steps: list[Decimal | str], waiting: list[str]) -> None:
    while waiting and waiting[-1] != "(":
        steps.append(waiting.pop())
    if not waiting:
        raise ValueError("Di rumus ada kurung tutup tanpa kurung buka.")
    waiting.pop()


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].strip()[:20]
            raise ValueError(
                f"Bagian '{rest}' di rumus tidak dikenal. "
                "Pakai nama angka (topik.nama), angka, + - * / dan kurung saja."
            )
        kind = match.lastgroup or ""
        tokens.append((kind, match[kind]))
        at = match.end()
    if len(tokens) > _MAX_TOKENS:
        raise ValueError(
            f"Rumus ini terlalu panjang. Paling banyak {_MAX_TOKENS} bagian; pecah menjadi beberapa angka."
        )
    return tokens
