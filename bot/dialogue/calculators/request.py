"""What a recognised calculation is, and what several rules of recognition share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.facts import Facts, Sum
from bot.language.amounts import Per
from bot.language.numerals import word_set

TENURE = word_set(
    """
    kerja bekerja kerjanya digawe gawe masa iuran iur peserta ikut terdaftar bayar kepesertaan jadi baru jalan daftar
    didaftarkan nabung anggota masuk setor iurannya kerjaan ngabdi kartu bpu jkm jp jht karek lagi
    """
)
"""Words before a length of time that say it is one of work or membership."""
WORKED = word_set("kerja bekerja jadi ikut peserta iuran nabung digawe kepesertaan masa")
"""Words behind a length of time that say the same ("3 tahun kerja")."""
NOT_TENURE = word_set("umur usia telat terlambat nunggak denda selang")
"""Words before a length of time that say it is something else."""
HEIRS = word_set("janda duda waris ahliwaris almarhum yatim")
"""Words that show a pension to be that of the survivors, which is not computed."""
_DENIALS = word_set("tidak ga gak nggak ngga enggak belum tanpa tdk blm teu ora gk ndak")
_ASKED_LINKS = word_set("saya sy aku nya kira total ku abdi jp jht totalnya - uang")
_LONGEST_PLAIN = 16
"""Words up to which a message that asks nothing can still mean "and what does that come to?"."""
_GETS = frozenset({"benefit", "balance", "jht", "jp"})


@dataclass(frozen=True, slots=True)
class Request:
    """A calculation asked for: its name and the inputs found, as a form holds them."""

    calculator: str
    inputs: Mapping[str, str] = field(default_factory=dict)


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known beside the words of a message.

    `who` tells who pays the contribution of the worker's group ("bpu", "employee", "pmi" or ""), found only when it is
    needed; `pay` is the pay last named, as a form holds it, or "".
    """

    who: Callable[[], str] = _nobody
    pay: str = ""


Rule = Callable[[Facts, Memory], Request | None]
"""A rule of recognition: the calculation that a message asks for, or None."""


def segment(facts: Facts, memory: Memory) -> tuple[str, bool]:
    """Return "bpu", "employee", "pmi" or "" for who pays the contribution, and whether that rests on a weak word alone.

    Outright words (mandiri, BPU) win over words for an employer, those over an occupation, that over penghasilan or gaji.
    """
    outright = _outright_segment(facts)
    if outright:
        return outright, False
    group = memory.who()
    if group:
        return group, False
    role = facts.pay.role if facts.pay is not None else ""
    weak = {"income": "bpu", "wage": "employee"}.get(role, "")
    return weak, bool(weak)


def _outright_segment(facts: Facts) -> str:
    found = facts.segments
    chooses_jht = bool(facts.named(cues.WITH_JHT)) and "cut" not in facts.topics and "employed" not in found
    if "migrant" in found:
        return "pmi"
    if "bpu" in found or chooses_jht:
        return "bpu"
    if "employed" in found:
        return "employee"
    return "bpu" if found & {"own", "paid", "village"} else ""


def pay_of(facts: Facts, memory: Memory) -> str:
    """Return the pay as a form holds it, with the working days or the harvest's months beside it; "" if none is known."""
    pay = facts.pay
    if pay is None:
        return memory.pay
    amount = pay.amount
    if amount.per is Per.DAY and not amount.days:
        days = next((d.days for d, _ in facts.durations if not d.months and 1 <= d.days <= 31), 0)
        amount = replace(amount, days=days)
    if amount.per is Per.UNSAID and facts.bag & {"panen", "musim", "panenan"}:
        spans = [d for d, _ in facts.durations if d.months and d.months == int(d.months) and not d.ago]
        amount = replace(amount, per=Per.HARVEST, every=int(spans[0].months) if spans else 0)
    return amount.encode()


def tenure(facts: Facts) -> Fraction | None:
    """Return the months of work or membership that were named, or None."""
    if facts.interval is not None:
        return Fraction(facts.interval.length)
    named = facts.duration(after=TENURE, before=WORKED, unless=NOT_TENURE) or facts.duration(unless=NOT_TENURE)
    return named.total if named is not None else None


def span_of(facts: Facts) -> dict[str, str]:
    """Return from and to as a form holds them, where months were named, else the months alone."""
    interval = facts.interval
    if interval is None:
        months = tenure(facts)
        return {} if months is None else {"months": str(months)}
    if not interval.first_month:
        return {"months": str(interval.length)}
    first = date(interval.first_year, interval.first_month, 1)
    last = date(interval.last_year, interval.last_month, 1)
    return {"from": first.isoformat(), "to": last.isoformat()} if interval.length else {}


def wants(facts: Facts) -> bool:
    """Return whether a sum of money or outright a calculation is asked for."""
    return facts.asks_amount or facts.computes


def plain(facts: Facts) -> bool:
    """Return whether nothing in the message asks for something else than a number."""
    short = len(facts.raw) <= _LONGEST_PLAIN
    return short and not (facts.knowledge or facts.doubts or facts.yes_or_no or facts.either_or)


def encoded(said: Sum) -> str:
    """Return an amount as a form holds it."""
    return said.amount.encode()


def denied(facts: Facts, word: str) -> bool:
    """Return whether `word` is denied: "tidak punya npwp", "tanpa npwp"."""
    return any(
        {*facts.raw[max(0, at - 2) : at], *facts.raw[at + 1 : at + 2]} & _DENIALS
        for at, written in enumerate(facts.raw)
        if written == word
    )


def gets_how_much(facts: Facts) -> bool:
    """Return whether "dapat berapa" or "cair berapa" is asked, the words next to each other."""
    if not facts.asks_amount:
        return False
    benefit = [place for place in facts.find(cues.TOPICS) if place.cue in _GETS]
    asked = [at for at, word in enumerate(facts.words) if word in cues.ASKING]
    return any(
        0 <= at - place.last <= 2
        and _ASKED_LINKS.issuperset(facts.raw[place.last : at])
        and facts.raw[at + 1 : at + 2] != ("lagi",)
        for at in asked
        for place in benefit
    )
