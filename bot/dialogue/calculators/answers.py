"""Reads what a person types in reply to a question of an open form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.contributions import Work
from bot.dialogue.calculators.facts import Facts
from bot.dialogue.calculators.form import CONFIRMED, NO, YES, Amount, Ask
from bot.dialogue.calculators.recognise_benefits import children_of, part_of
from bot.dialogue.calculators.request import Memory, segment
from bot.dialogue.calculators.steps_school import encode_children
from bot.language.amounts import Age, Bare, Count, Day, Duration, Month, Percent, Year
from bot.language.dates import year_of
from bot.language.normalise import normalise, words
from bot.language.numerals import MILLION, THOUSAND, word_set

PAID = frozenset({"wage", "income", "amount"})
"""Fields of what a person earns: a small number is read as millions."""
_MONEY = PAID | {
    "balance",
    "contribution",
    "contract",
    "earlier",
    "cost",
    "cost-land",
    "cost-darat",
    "cost-laut",
    "cost-udara",
}
_IN_THOUSANDS = frozenset({"contribution"})
_LENGTHS = frozenset({"months", "paid", "prepaid", "contract_months", "extra", "every"})
_COUNTS = frozenset({"people", "count", "days", "decibel"})
_PERCENTS = frozenset({"table", "function", "rate"})
_YES = word_set(
    """
    ya iya y yup betul benar bener yoi muhun nggih inggih enggih oke ok iyah leres sumuhun punya ada
    sudah udah
    """
)
_NO = word_set(
    """
    tidak tdk ga gak nggak ngga enggak bukan bkn salah no teu henteu ora mboten sanes dudu belum tanpa
    ubah ganti
    """
)
_NEGATIVE = re.compile(r"\s*(?:-|−|minus\b)\s*(?:rp\.?\s*)?\d", re.IGNORECASE)
_ONE_SIDE = word_set("sebelah satu kiri kanan siji sabeulah hiji kirinya kanannya")
_BOTH_SIDES = word_set("dua kedua duanya dua2nya keduanya loro dua-duanya")
_REASONS = {"resign": "resign", "contract-end": "contract", "retired": "retired", "dismissed": "dismissed"}
_ALONE = word_set("sendiri mandiri perseorangan sorangan dewek")
_BY_AGENCY = word_set("p3mi agen perusahaan penyalur penempatan")
_SIDES = {"one": ("eye", "hearing-one"), "both": ("eyes", "hearing-both")}
_UNKNOWN = frozenset(["lupa", "poho", "lali", "entah", "embuh", "bingung"])


def unknown(facts: Facts) -> bool:
    """Return whether the person says not to know ("lupa", "tidak tahu")."""
    denied = facts.bag & {"tahu", "tau", "ngerti", "nyaho", "apal", "hafal"} and facts.bag & _NO
    return bool(facts.bag & _UNKNOWN or denied)


def unwanted(facts: Facts) -> bool:
    """Return whether a text holds a word of denial."""
    return bool(facts.bag & _NO)


def answered(facts: Facts, ask: Ask, memory: Memory) -> Mapping[str, str] | None:
    """Return the inputs that a text gives in reply to `ask`, or None where it gives none."""
    if ask.options:
        value = _chosen(facts, ask, memory)
        if value:
            return {ask.field: value}
    if ask.field in _MONEY:
        return _money(facts, ask.field)
    if ask.field in _LENGTHS or ask.field == "span":
        return _length(facts, ask.field)
    if ask.field in _COUNTS:
        return _count(facts, ask.field)
    if ask.field in _PERCENTS:
        found = _percent(facts)
        return None if found is None else {ask.field: str(found)}
    return _other(facts, ask)


# --- choices ---


def _chosen(facts: Facts, ask: Ask, memory: Memory) -> str:
    """Return the value of the option that a text names by its label, by yes or no, or by what it is about; "" if none."""
    typed = words(normalise(facts.text))
    for option in ask.options:
        if typed == words(normalise(option.label)):
            return option.value
    values = [option.value for option in ask.options]
    meant = _meant(facts, ask.field, memory)
    if meant in values:
        return meant
    sided = next((value for value in values if meant and value in _SIDES.get(meant, ())), "")
    if sided:
        return sided
    if set(values) == {YES, NO} or ask.field == CONFIRMED:
        said_no = bool(facts.bag & _NO)
        if said_no or facts.bag & _YES:
            return values[(values[0] == NO) != said_no] if len(values) == 2 else ""
    telling = set(typed)
    overlaps = [sum(word in telling for word in words(normalise(option.label))) for option in ask.options]
    best = max(overlaps)
    return values[overlaps.index(best)] if best and overlaps.count(best) == 1 and len(typed) <= 6 else ""


def _meant(facts: Facts, field: str, memory: Memory) -> str:
    """Return the value that the words of a text stand for in a field, or ""."""
    match field:
        case "segment":
            return segment(facts, memory)[0]
        case "work":
            return _work(facts)
        case "jht":
            return _jht(facts)
        case "cause":
            return _cause(facts)
        case "reason":
            return next((value for event, value in _REASONS.items() if event in facts.events), "")
        case "agency":
            return NO if facts.bag & _ALONE else YES if facts.bag & _BY_AGENCY else ""
        case "part":
            return part_of(facts) or _which_of_two(facts)
        case "way":
            ways = facts.named(cues.WAYS) - {"?"}
            return next(iter(ways)) if len(ways) == 1 else ""
    return ""


def _work(facts: Facts) -> str:
    if "transport" in facts.segments:
        return Work.TRANSPORT.value
    return Work.OTHER.value if "own" in facts.segments else ""


def _jht(facts: Facts) -> str:
    wanted = facts.named(cues.WITH_JHT)
    if wanted:
        return NO if "without" in wanted else YES
    number = facts.words[0] if len(facts.words) == 1 else ""
    return NO if number in {"2", "dua"} else YES if number in {"3", "tiga"} else ""


def _cause(facts: Facts) -> str:
    if facts.bag & _NO or facts.bag & {"sakit", "stroke", "jantung", "tua"}:
        return "other"
    return "work" if "accident" in facts.events or facts.bag & _YES else ""


def _which_of_two(facts: Facts) -> str:
    """Return the eye or the hearing meant by "sebelah" or "dua duanya", once the part itself was asked for."""
    return "one" if facts.bag & _ONE_SIDE else "both" if facts.bag & _BOTH_SIDES else ""


# --- values ---


def _money(facts: Facts, field: str) -> dict[str, str] | None:
    """Return an amount; a small bare number is read as millions, for a contribution as thousands."""
    if _NEGATIVE.match(facts.text):
        return {field: Amount(Fraction(-1), Fraction(-1)).encode()}
    if field == "wage" and "jkk" in facts.topics and facts.sums and facts.sums[0].value < 1_000_000:
        return {"contribution": facts.sums[0].amount.encode()}
    if facts.sums:
        amount = facts.sums[0].amount
        days = next((d.days for d, _ in facts.durations if not d.months and 1 <= d.days <= 31), 0)
        amount = replace(amount, days=days) if amount.per.value == "hari" else amount
        return {field: amount.encode()}
    bare = next((q for q in facts.quantities if isinstance(q, Bare)), None)
    if bare is None:
        return None
    scale, name = Decimal(1), ""
    if field in _IN_THOUSANDS and 0 < bare.high < 1000:
        scale, name = THOUSAND, "ribu"
    elif field not in _IN_THOUSANDS and 0 < bare.high < 100:
        scale, name = MILLION, "juta"
    elif field in PAID and 100 <= bare.high < 10_000:
        scale, name = THOUSAND, "ribu"
    return {field: Amount(Fraction(bare.low * scale), Fraction(bare.high * scale), bare.about, scaled=name).encode()}


def _length(facts: Facts, field: str) -> dict[str, str] | None:
    """Return a length of time in months, or from and to."""
    interval = facts.interval
    if interval is not None and field in {"months", "span", "paid"}:
        if interval.first_month:
            first = f"{interval.first_year:04d}-{interval.first_month:02d}-01"
            last = f"{interval.last_year:04d}-{interval.last_month:02d}-01"
            return {"from": first, "to": last, **({} if field == "span" else {field: str(interval.length)})}
        return None if field == "span" else {field: str(interval.length)}
    if field == "span":
        return None
    time = next((q for q in facts.quantities if isinstance(q, Duration)), None)
    if time is not None:
        days = {"off_days": str(time.days)} if time.days and not time.months else {}
        return {field: str(time.total), **days}
    bare = next((q for q in facts.quantities if isinstance(q, Bare | Count)), None)
    value = bare.value if isinstance(bare, Count) else bare.middle if isinstance(bare, Bare) else None
    return None if value is None else {field: str(Fraction(value))}


def _count(facts: Facts, field: str) -> dict[str, str] | None:
    for quantity in facts.quantities:
        match quantity:
            case Count(value=value):
                return {field: str(value)}
            case Bare() if quantity.low == quantity.high == int(quantity.low):
                return {field: str(int(quantity.low))}
            case Duration(days=days, months=months) if field == "days" and days and not months:
                return {field: str(days)}
    return None


def _percent(facts: Facts) -> Decimal | None:
    for quantity in facts.quantities:
        match quantity:
            case Percent(value=value):
                return value
            case Bare():
                return quantity.middle
    return None


def _other(facts: Facts, ask: Ask) -> dict[str, str] | None:
    """Return a year, a day, a birthday, an age, children, a part of the body or a group."""
    if ask.field == "birth":
        return _birth(facts)
    if ask.field == "year":
        year = _year(facts)
        return {"year": str(year)} if year else None
    if ask.field == "dismissed":
        return {"dismissed": facts.day.day.isoformat()} if facts.day else None
    if ask.field == "age":
        age = _age(facts)
        return None if age is None else {"age": str(age)}
    if ask.field == "children":
        children = children_of(facts)
        return {"children": encode_children(children)} if children else None
    if ask.field == "part":
        part = part_of(facts)
        share = _percent(facts)
        if part:
            return {"part": part}
        return None if share is None else {"table": str(share)}
    return None


def _birth(facts: Facts) -> dict[str, str] | None:
    for quantity in facts.quantities:
        match quantity:
            case Day(day=day, guessed=False):
                return {"birthday": day.isoformat()}
            case Year(year=year):
                return {"birth": str(year)}
            case Month(year=year) if year:
                return {"birth": str(year)}
            case Age(years=years):
                return {"age": str(years)}
            case Bare() if quantity.low == quantity.high and quantity.low == int(quantity.low):
                year = year_of(str(int(quantity.low)).zfill(2), facts.today)
                return {"birth": str(year or int(quantity.low))}
    if facts.birth is not None:
        birthday = {"birthday": facts.birth.day.isoformat()} if facts.birth.day else {}
        return {**birthday, "birth": str(facts.birth.year)}
    return None


def _year(facts: Facts) -> int:
    for quantity in facts.quantities:
        match quantity:
            case Year(year=year) | Month(year=year) if year:
                return year
            case Day(day=day):
                return day.year
            case Bare() if quantity.low == int(quantity.low):
                return year_of(str(int(quantity.low)).zfill(2), facts.today)
    return facts.today.year - 1 if {"tahun", "lalu"} <= facts.bag else 0


def _age(facts: Facts) -> int | None:
    for quantity in facts.quantities:
        match quantity:
            case Age(years=years):
                return years
            case Duration(months=months, years_only=True):
                return int(months / 12)
            case Bare() if quantity.low == int(quantity.low):
                return int(quantity.low)
    if facts.birth is not None:
        return facts.today.year - facts.birth.year
    return None
