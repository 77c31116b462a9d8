"""Recognises questions about JHT (balance, partial claim, tax) and JP (its age, a month, at once)."""

from __future__ import annotations

from bot.dialogue.calculators.facts import PAY, Facts, Sum
from bot.dialogue.calculators.form import NO, YES
from bot.dialogue.calculators.request import (
    HEIRS,
    NOT_TENURE,
    TENURE,
    WORKED,
    Memory,
    Request,
    denied,
    encoded,
    gets_how_much,
    pay_of,
    segment,
    span_of,
    wants,
)
from bot.language.amounts import Bound, Per
from bot.language.numerals import word_set

_PAID_OUT = frozenset({"jamsostek", "bpjstk", "cairin", "cair", "klaim"})
_TAKING = frozenset({"ambil", "ngambil", "narik", "pernah", "klaim"})
_YEAR_WORDS = frozenset({"tahun", "thn", "taun", "th"})
_RETURN_WORDS = frozenset({"hasil", "bunga", "imbal", "pengembangan", "syariah", "bagi"})
_CIVIL_SERVANTS = frozenset({"pns", "asn", "pppk", "tni", "polri"})
_SELF = word_set("saya sy aku abdi bapak ibu suami istri kula")
_SHARES = frozenset({10, 30})


# --- C14 ---


def tax(facts: Facts, memory: Memory) -> Request | None:
    """Return the tax on JHT: needs the amount paid."""
    about = facts.topics & {"jht", "balance"} or facts.bag & _PAID_OUT
    if "tax" not in facts.topics or not about or "jp" in facts.topics or not wants(facts):
        return None
    said = facts.money("balance", "", "pay")
    if said is None or said.bound is not Bound.NONE:
        return None
    inputs = {"balance": encoded(said), **_taken_before(facts)}
    taken = facts.money("taken")
    if taken is not None and taken is not said:
        inputs["earlier"] = encoded(taken)
    if "npwp" in facts.bag:
        inputs["npwp"] = NO if denied(facts, "npwp") else YES
    return Request("tax", inputs)


def _taken_before(facts: Facts) -> dict[str, str]:
    """Return whether a part was taken earlier, and in which year."""
    year = facts.year.year if facts.year is not None and facts.year.year <= facts.today.year else None
    named = year is not None and year < facts.today.year and facts.bag & _TAKING
    partly = "partial" in facts.topics or any(percent.value in _SHARES for percent in facts.percents)
    if not (partly or named or facts.money("taken")):
        return {}
    if year is None:
        year = _years_ago(facts)
    return {"before": YES} if year is None else {"before": YES, "year": str(year)}


def _years_ago(facts: Facts) -> int | None:
    """Return the year meant by "tahun lalu" or "3 tahun lalu", or None."""
    ago = next((d for d, _ in facts.durations if d.ago and d.months >= 12), None)
    if ago is not None:
        return facts.today.year - int(ago.months / 12)
    pairs = zip(facts.raw, facts.raw[1:], strict=False)
    last = any(word in _YEAR_WORDS and following in {"lalu", "kemarin", "kmrn"} for word, following in pairs)
    return facts.today.year - 1 if last else None


# --- S1 ---


def partial(facts: Facts, memory: Memory) -> Request | None:
    """Return how much of a balance may be taken while working: needs the balance."""
    shares = {int(percent.value) for percent in facts.percents} & _SHARES
    about = facts.topics & {"jht", "balance"} and (shares or "partial" in facts.topics)
    said = facts.money("balance", "", "taken", "pay")
    if not about or not wants(facts) or said is None or said.bound is not Bound.NONE:
        return None
    inputs = {"balance": encoded(said)}
    ten, house = 10 in shares, 30 in shares or (not shares and "house" in facts.topics)
    if house != ten:
        inputs["kind"] = "house" if house else "ten"
    member = facts.duration(after=TENURE | {"sudah", "udah"}, before=WORKED, unless=NOT_TENURE)
    if member is not None and facts.interval is None:
        inputs["months"] = str(member.total)
    return Request("ten", inputs)


# --- C3 ---


def projection(facts: Facts, memory: Memory) -> Request | None:
    """Return what a balance may come to: needs a length of time, with a wage, a contribution or "dapat berapa"."""
    about = facts.topics & {"jht", "balance"} and not facts.topics & {"tax", "jkp", "cut"}
    if not about or facts.events & {"died", "accident"} or not wants(facts):
        return None
    span, pay = span_of(facts), pay_of(facts, memory)
    if not (span or facts.computes) or not (pay or _worth_asking(facts)):
        return None
    inputs = {**span, **_paid_in(facts, pay)}
    if "stretches" in inputs:
        inputs.pop("months", None)
    if facts.percents and facts.bag & _RETURN_WORDS:
        inputs["rate"] = str(facts.percents[0].value)
    if "late" in facts.topics:
        inputs["arrears"] = YES
    if segment(facts, memory) == ("bpu", False):
        inputs["segment"] = "bpu"
    return Request("jht", inputs)


def _worth_asking(facts: Facts) -> bool:
    """Return whether it is plainly a balance that is asked for, although no pay was named."""
    if facts.computes or facts.money("contribution") is not None:
        return True
    worked = facts.interval is not None or facts.duration(after=TENURE, before=WORKED, unless=NOT_TENURE) is not None
    return worked and gets_how_much(facts) and "partial" not in facts.topics


def _paid_in(facts: Facts, pay: str) -> dict[str, str]:
    """Return what is paid in each month and what is there already."""
    earned = [said for said in facts.sums if said.role in PAY]
    lengths = [d for d, _ in facts.durations if not d.ago and d.total == int(d.total)]
    if len(earned) > 1 and len(earned) == len(lengths):
        pairs = zip(earned, lengths, strict=True)
        return {"stretches": ";".join(f"{said.value}x{int(length.total)}" for said, length in pairs)}
    monthly = _monthly_contribution(facts)
    if monthly is None:
        balance = facts.money("balance")
        found = {"wage": pay}
    else:
        others = [said for said in facts.sums if said is not monthly and said.role in {"balance", "contribution", ""}]
        balance = others[0] if others else None
        found = {"contribution": encoded(monthly)}
    found["balance"] = encoded(balance) if balance is not None else ""
    return {name: value for name, value in found.items() if value}


def _monthly_contribution(facts: Facts) -> Sum | None:
    """Return what is paid in each month, told from what was saved before by "sebulan"; None where a wage was named."""
    paid = [said for said in facts.sums if said.role == "contribution"]
    if not paid or facts.money("wage", "income") is not None:
        return None
    monthly = [said for said in facts.sums if said.role in {"contribution", ""} and said.amount.per is Per.MONTH]
    return (monthly or paid)[0]


# --- C6 ---


def pension_age(facts: Facts, memory: Memory) -> Request | None:
    """Return from which age JP is paid: needs a year of birth, or an age and a question for the time."""
    about = "pension" in facts.events and ("jht" not in facts.topics or "jp" in facts.topics)
    if not about or facts.sums or facts.bag & (_CIVIL_SERVANTS | HEIRS):
        return None
    birth = facts.birth
    if birth is None:
        return _by_age(facts)
    if not ("when" in facts.topics or wants(facts) or len(facts.raw) <= _SHORT):
        return None
    inputs = {"birthday": birth.day.isoformat()} if birth.day else {}
    return Request("age", {**inputs, "birth": str(birth.year)})


_SHORT = 7
"""Words up to which a year of birth and "pensiun" need no question word."""
_STILL_TO_COME = 56
"""The age from which a question for the time of the pension is rather one on how to claim it."""


def _by_age(facts: Facts) -> Request | None:
    age = facts.age.years if facts.age and facts.age.bound is Bound.NONE else _spoken_age(facts)
    if age is None or age >= _STILL_TO_COME or "when" not in facts.topics:
        return None
    if facts.events & {"died", "total", "disabled"}:
        return None
    inputs = {"age": str(age)}
    year = facts.year.year if facts.year is not None else None
    if year is not None and year <= facts.today.year and facts.bag & {"tahun", "thn", "waktu", "pas"}:
        inputs["age_year"] = str(year)
    return Request("age", inputs)


def _spoken_age(facts: Facts) -> int | None:
    """Return an age said without a word for it ("saya 45 tahun"), or None."""
    for duration, at in facts.durations:
        years = duration.months / 12
        own = _SELF & set(facts.raw[max(0, at - 2) : at])
        if own and duration.years_only and not duration.ago and years == int(years) and 15 <= years <= 80:
            return int(years)
    return None


# --- C4 and C5 ---


def pension(facts: Facts, memory: Memory) -> Request | None:
    """Return what JP pays: needs a length of contributions, with a wage or "dapat berapa"."""
    if not _about_pension(facts) or not wants(facts):
        return None
    span, pay = span_of(facts), pay_of(facts, memory)
    if not ((span and (pay or gets_how_much(facts))) or (facts.computes and (pay or span))):
        return None
    inputs = dict(span)
    if pay:
        inputs["wage"] = pay
    if facts.segments & {"bpu", "migrant"}:
        inputs["segment"] = "bpu"
    return Request("jp", inputs)


def _about_pension(facts: Facts) -> bool:
    spoken = "jp" in facts.topics or ("pension" in facts.events and "jht" not in facts.topics)
    elsewhere = facts.topics & {"tax", "cut", "employer-share"} or facts.events & {"died", "disabled", "total"}
    return spoken and not elsewhere and not facts.bag & HEIRS
