"""Recognises a short text that changes one thing in the calculation before ("kalau gaji 5 juta?", "tanpa jht")."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.facts import Facts
from bot.dialogue.calculators.form import NO, YES
from bot.dialogue.calculators.recognise_contributions import bpu_inputs, employee_inputs
from bot.dialogue.calculators.request import Request, denied, encoded, plain, span_of

_MAIN_MONEY = {
    "bpu": "income",
    "employee": "wage",
    "contribution": "amount",
    "jht": "wage",
    "jkp": "wage",
    "jp": "wage",
    "tax": "balance",
    "ten": "balance",
    "fine": "contribution",
    "construction": "contract",
    "base": "contribution",
    "death": "wage",
    "total": "wage",
    "partial": "wage",
    "sick": "wage",
    "accident": "wage",
}
"""The amount that a follow-up with an amount alone means."""
_INSTEAD = ("contribution", "income")
"""What stands in place of a wage, where the last calculation rested on it."""
_TIMED = frozenset({"jht", "jp", "sick", "jkm", "jkp"})
_NAMES_JHT = frozenset({"bpu", "jht", "tax", "ten"})
_LONGEST = 8
"""Words up to which a text can be a follow-up."""


def follow_up(facts: Facts, calculator: str, last: Mapping[str, str]) -> Request | None:
    """Return the last calculation with what a short text changes in it, or None.

    Args:
        facts: The text.
        calculator: The name of the last calculation.
        last: Its inputs.
    """
    programmes = facts.topics & {"jht", "jkk", "jkm", "jp", "jkp"}
    other = programmes - {"jht"} or (programmes and calculator not in _NAMES_JHT)
    if len(facts.raw) > _LONGEST or facts.elsewhere or not plain(facts) or other:
        return None
    changes = {**_changes(facts, calculator, last), **_special(facts, calculator)}
    if not changes:
        return None
    replaced = {"from", "to"} if "months" in changes else set[str]()
    inputs = {name: value for name, value in last.items() if name not in replaced}
    return Request(calculator, {**inputs, **changes})


def _changes(facts: Facts, calculator: str, last: Mapping[str, str]) -> dict[str, str]:
    """Return an amount or a length of time that is changed."""
    changes: dict[str, str] = {}
    money = _MAIN_MONEY.get(calculator, "")
    if money == "wage":
        money = next((name for name in _INSTEAD if last.get(name)), money)
    if money and len(facts.sums) == 1:
        changes[money] = encoded(facts.sums[0])
    if calculator in _TIMED:
        changes |= span_of(facts)
    return changes


def _special(facts: Facts, calculator: str) -> dict[str, str]:
    """Return what can be changed in one calculator only."""
    match calculator:
        case "age" if facts.birth is not None:
            birthday = facts.birth.day.isoformat() if facts.birth.day else ""
            return {"birth": str(facts.birth.year), "birthday": birthday, "age": ""}
        case "bpu":
            names = {"jht", "work", "month", "people", "prepaid"}
            said = bpu_inputs(facts, "", _months_ahead(facts))
            wanted = {"jht": NO if "without" in facts.named(cues.WITH_JHT) else YES} if "jht" in said else {}
            return {name: value for name, value in {**said, **wanted}.items() if name in names}
        case "employee":
            names = {"month", "people", "risk", "size"}
            return {name: value for name, value in employee_inputs(facts, "", weak=False).items() if name in names}
        case "tax" if "npwp" in facts.bag:
            return {"npwp": NO if denied(facts, "npwp") else YES}
        case "partial" if facts.percents:
            return {"table": str(facts.percents[0].value)}
    return {}


def _months_ahead(facts: Facts) -> int:
    time = facts.duration()
    return int(time.total) if time is not None and time.total == int(time.total) and 1 <= time.total <= 12 else 1
