"""Decides whether a message asks for a calculation, which one, and with which inputs.

Every rule asks for two things: words that show what is to be computed, and a number it can be computed from (or an
outright "hitung"). A question about rules that merely holds a number is left to the entries.
"""

from __future__ import annotations

from bot.dialogue.calculators import (
    cues,
    recognise_benefits,
    recognise_contributions,
    recognise_savings,
)
from bot.dialogue.calculators.facts import Facts
from bot.dialogue.calculators.request import TENURE, Memory, Request, Rule

MENU = "menu"
"""The calculator that stands for the menu of them all."""
_SHORT = 6
"""Words up to which an outright request without a topic opens the menu."""
_BY_TOPIC = (
    ("tax", "tax"),
    ("scholarship", "school"),
    ("fine", "fine"),
    ("jkp", "jkp"),
    ("jht", "jht"),
    ("jp", "jp"),
    ("jkm", "died"),
    ("jkk", "accident"),
    ("migrant", "migrant"),
    ("contribution", "contribution"),
    ("cut", "contribution"),
)
"""The calculator for a topic that is named with "hitung" and nothing else."""


def recognise(facts: Facts, memory: Memory) -> Request | None:
    """Return the calculation that a message asks for, or None if it asks for none."""
    if facts.elsewhere:
        return None
    found = (rule(facts, memory) for rule in _RULES)
    return next((request for request in found if request is not None), None)


def _eligible(facts: Facts, memory: Memory) -> Request | None:
    """Return the guided check of programmes, where a person who tells an age asks what to join."""
    if not facts.named(cues.ELIGIBLE):
        return None
    age = facts.age.years if facts.age else _age_aside(facts)
    return Request("check", {"age": str(age)}) if age is not None else None


def _age_aside(facts: Facts) -> int | None:
    """Return years named in a message about who may join what: they are an age unless said to be of work."""
    for duration, at in facts.durations:
        years = duration.months / 12
        before = set(facts.raw[max(0, at - 3) : at])
        worked = before & (TENURE | {"sudah", "udah"})
        if duration.years_only and years == int(years) and 10 <= years <= 100 and not worked:
            return int(years)
    return None


def _outright(facts: Facts, memory: Memory) -> Request | None:
    """Return the calculation for "hitung" with a topic but no number; without a topic the menu."""
    if not facts.computes:
        return None
    named = next((calculator for topic, calculator in _BY_TOPIC if topic in facts.topics), "")
    if not named and "pension" in facts.events:
        named = "jp"
    if named:
        return Request(named)
    return Request(MENU) if len(facts.raw) <= _SHORT else None


_RULES: tuple[Rule, ...] = (
    _eligible,
    recognise_contributions.migrant,
    recognise_contributions.construction,
    recognise_contributions.fine,
    recognise_savings.tax,
    recognise_savings.partial,
    recognise_contributions.base,
    recognise_benefits.school,
    recognise_benefits.transport,
    recognise_benefits.accident,
    recognise_benefits.death,
    recognise_benefits.deadline,
    recognise_benefits.job_loss,
    recognise_savings.pension_age,
    recognise_savings.pension,
    recognise_savings.projection,
    recognise_contributions.contribution,
    _outright,
)
"""In order: the narrower question before the wider one."""
