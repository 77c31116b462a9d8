"""Decides whether a message asks for a calculation, which one, and with which inputs.

Every rule asks for two things: words that show what is to be computed, and a number it can be computed from (or an outright
"hitung"). A question about rules that merely holds a number is left to the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.benefits import Child, Level
from bot.dialogue.calculators.contributions import Payer, Work
from bot.dialogue.calculators.facts import PAY, Facts, Sum
from bot.dialogue.calculators.form import NO, YES
from bot.dialogue.calculators.limits import PREPAID
from bot.dialogue.calculators.steps_school import encode_children
from bot.language.amounts import Bound, Duration, Per
from bot.language.dates import add_months
from bot.language.numerals import word_set


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


_TENURE = word_set(
    """
    kerja bekerja kerjanya digawe gawe masa iuran iur peserta ikut terdaftar bayar kepesertaan jadi baru
    jalan daftar didaftarkan nabung anggota masuk setor iurannya kerjaan ngabdi kartu bpu jkm jp jht
    karek lagi
    """
)
"""Words before a length of time that say it is one of work or membership."""
_NOT_TENURE = word_set("umur usia telat terlambat nunggak denda selang")
_ILL = word_set(
    """
    sakit stroke jantung kanker ginjal covid demam tumor diabetes paru serangan gering lara udur
    melahirkan penyakit tua liver dbd tbc hipertensi asma kolesterol
    """
)
_OUT = word_set("tidak ga gak nggak ngga enggak belum tanpa tdk blm teu ora gk ndak")


def recognise(facts: Facts, memory: Memory) -> Request | None:
    """Return the calculation that a message asks for, or None if it asks for none."""
    if facts.elsewhere:
        return None
    for rule in _RULES:
        request = rule(facts, memory)
        if request is not None:
            return request
    return None


# --- shared ---


def segment(facts: Facts, memory: Memory) -> tuple[str, bool]:
    """Return "bpu", "employee", "pmi" or "" for who pays the contribution, and whether that rests on a weak word alone.

    Outright words (mandiri, BPU) win over words for an employer, those over an occupation, that over penghasilan or gaji.
    """
    found = facts.segments
    if "migrant" in found:
        return "pmi", False
    if "bpu" in found or (
        facts.named(cues.WITH_JHT) & {"with", "without"} and "cut" not in facts.topics and "employed" not in found
    ):
        return "bpu", False
    if "employed" in found:
        return "employee", False
    if found & {"own", "paid", "village"}:
        return "bpu", False
    group = memory.who()
    if group:
        return group, False
    pay = facts.pay
    if pay is not None and pay.role == "income":
        return "bpu", True
    if pay is not None and pay.role == "wage":
        return "employee", True
    return "", False


def _pay(facts: Facts, memory: Memory) -> str:
    """Return the pay as a form holds it, with the working days named beside a daily one; "" where none was named."""
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


def _tenure(facts: Facts) -> Fraction | None:
    """Return the months of work or membership that were named, or None."""
    if facts.interval is not None:
        return Fraction(facts.interval.length)
    named = facts.duration(after=_TENURE, unless=_NOT_TENURE) or facts.duration(unless=_NOT_TENURE)
    return named.total if named is not None else None


def _span(facts: Facts) -> dict[str, str]:
    """Return from and to as a form holds them, where months were named, else the months alone."""
    interval = facts.interval
    if interval is None:
        months = _tenure(facts)
        return {} if months is None else {"months": str(months)}
    if not interval.first_month:
        return {"months": str(interval.length)}
    first = date(interval.first_year, interval.first_month, 1)
    last = date(interval.last_year, interval.last_month, 1)
    return {"from": first.isoformat(), "to": last.isoformat()} if interval.length else {}


def _wants(facts: Facts) -> bool:
    return facts.asks_amount or facts.computes


def _plain(facts: Facts) -> bool:
    """Return whether nothing in the message asks for something else than a number."""
    return not facts.knowledge and not facts.doubts and not facts.yes_or_no


def _encoded(said: Sum) -> str:
    return said.amount.encode()


def _without(facts: Facts, word: str) -> bool:
    """Return whether `word` is denied: "tidak punya npwp", "tanpa npwp"."""
    return any(
        {*facts.raw[max(0, at - 2) : at], *facts.raw[at + 1 : at + 2]} & _OUT
        for at, written in enumerate(facts.raw)
        if written == word
    )


# --- contributions of migrants, projects, late payers ---


def _migrant(facts: Facts, memory: Memory) -> Request | None:
    if not facts.topics & {"contribution"} or "migrant" not in facts.topics or facts.sums:
        return None
    contract = facts.duration(after=frozenset({"kontrak", "kontraknya", "kerja"})) or facts.duration()
    if contract is None or not (_wants(facts) or _plain(facts)):
        return None
    inputs = {"contract_months": str(int(contract.total))}
    extra = facts.duration(
        after=frozenset({"nambah", "tambah", "lebih", "diperpanjang", "perpanjang", "tambahan", "ditambah"})
    )
    if extra is not None and extra is not contract:
        inputs["extra"] = str(int(extra.total))
    if "p3mi" in facts.text.lower() or facts.bag & {"agen", "agency", "penyalur", "penempatan", "sponsor", "pjtki"}:
        inputs["agency"] = YES
    elif facts.bag & {"sendiri", "mandiri", "perseorangan", "dewek", "sorangan"}:
        inputs["agency"] = NO
    return Request("migrant", inputs)


def _construction(facts: Facts, memory: Memory) -> Request | None:
    if "construction" not in facts.topics or facts.money("wage", "income"):
        return None
    sure = bool(facts.bag & {"jakon", "konstruksi"})
    said = facts.money("contract") or (facts.money("", "balance", "contribution", "cost", "pay") if sure else None)
    contribution = "contribution" in facts.topics or sure
    if said is None or said.value < 1_000_000:
        return Request("construction") if sure and facts.computes else None
    if not contribution or not (_wants(facts) or _plain(facts)) or "employed" in facts.segments - {"employed"}:
        return None
    inputs = {"contract": _encoded(said)}
    if "ppn" in facts.bag and facts.bag & {"termasuk", "sudah", "udah", "include", "dengan", "plus"} and facts.percents:
        inputs["vat"] = str(facts.percents[0].value)
    return Request("construction", inputs)


def _fine(facts: Facts, memory: Memory) -> Request | None:
    said = facts.money("contribution", "")
    if "fine" not in facts.topics or not _wants(facts) or (said is None and not facts.computes):
        return None
    inputs = {} if said is None else {"contribution": _encoded(said)}
    late = facts.duration()
    if late is not None:
        inputs["months"] = str(int(late.total))
    if facts.bag & {"berturut", "beruntun", "turut", "berentet"}:
        inputs["row"] = YES
    if "bpu" in facts.segments:
        inputs["segment"] = "bpu"
    return Request("fine", inputs)


# --- savings ---


def _tax(facts: Facts, memory: Memory) -> Request | None:
    jht = (
        "jht" in facts.topics
        or "balance" in facts.topics
        or facts.bag & {"jamsostek", "bpjstk", "cairin", "cair", "klaim"}
    )
    if "tax" not in facts.topics or not jht or "jp" in facts.topics:
        return None
    said = facts.money("balance", "", "pay")
    if said is None or said.bound is not Bound.NONE or not _wants(facts):
        return None
    inputs = {"balance": _encoded(said)}
    partly = any(percent.value in {10, 30} for percent in facts.percents) or "partial" in facts.topics
    ago = next((d for d, _ in facts.durations if d.ago and d.months >= 12), None)
    if (
        partly
        or facts.money("taken")
        or (
            facts.year
            and facts.year.year < facts.today.year
            and facts.bag & {"ambil", "ngambil", "narik", "pernah", "klaim"}
        )
    ):
        inputs["before"] = YES
        if facts.year is not None and facts.year.year <= facts.today.year:
            inputs["year"] = str(facts.year.year)
        elif ago is not None:
            inputs["year"] = str(facts.today.year - int(ago.months / 12))
        elif any(
            pair in {("tahun", "lalu"), ("thn", "lalu"), ("tahun", "kemarin")}
            for pair in zip(facts.raw, facts.raw[1:], strict=False)
        ):
            inputs["year"] = str(facts.today.year - 1)
        taken = facts.money("taken")
        if taken is not None and taken is not said:
            inputs["earlier"] = _encoded(taken)
    if "npwp" in facts.bag:
        inputs["npwp"] = NO if _without(facts, "npwp") else YES
    return Request("tax", inputs)


def _partial(facts: Facts, memory: Memory) -> Request | None:
    shares = {int(percent.value) for percent in facts.percents} & {10, 30}
    about = "jht" in facts.topics or "balance" in facts.topics
    if not about or not (shares or "partial" in facts.topics) or not _wants(facts):
        return None
    said = facts.money("balance", "", "taken", "pay")
    if said is None or said.bound is not Bound.NONE:
        return None
    inputs = {"balance": _encoded(said)}
    house = 30 in shares or (not shares and "house" in facts.topics)
    ten = 10 in shares
    if house != ten:
        inputs["kind"] = "house" if house else "ten"
    tenure = facts.duration(after=_TENURE | {"sudah", "udah"}, unless=_NOT_TENURE)
    if tenure is not None and facts.interval is None:
        inputs["months"] = str(tenure.total)
    return Request("ten", inputs)


def _base(facts: Facts, memory: Memory) -> Request | None:
    said = facts.money("contribution", "balance")
    if (
        "base" not in facts.topics
        or said is None
        or said.value > 5_000_000
        or not facts.asks_amount
        or facts.pay is not None
    ):
        return None
    if facts.events & {"died", "accident", "dismissed"} or "fine" in facts.topics:
        return None
    if "jht" in facts.topics or "cut" in facts.topics:
        return Request("base", {"kind": "jht", "contribution": _encoded(said)})
    if "jkk" in facts.topics:
        inputs = {"kind": "jkk", "contribution": _encoded(said)}
        return Request("base", {**inputs, "discounted": YES} if "discount" in facts.topics else inputs)
    return Request("base", {"kind": "total", "contribution": _encoded(said)})


def _projection(facts: Facts, memory: Memory) -> Request | None:
    if "jht" not in facts.topics and "balance" not in facts.topics:
        return None
    if facts.topics & {"tax", "jkp", "cut"} or facts.events & {"died", "accident"}:
        return None
    span = _span(facts)
    pay = _pay(facts, memory)
    monthly = facts.money("contribution")
    balance = facts.money("balance")
    if not _wants(facts) or not (span or facts.computes):
        return None
    if not pay and monthly is None and not facts.computes:
        worked = facts.interval is not None or facts.duration(after=_TENURE, unless=_NOT_TENURE) is not None
        if not worked or not _gets_how_much(facts) or "partial" in facts.topics:
            return None
    inputs = dict(span)
    earned = [said for said in facts.sums if said.role in PAY]
    lengths = [d for d, _ in facts.durations if not d.ago and d.total == int(d.total)]
    if len(earned) > 1 and len(earned) == len(lengths):
        pairs = zip(earned, lengths, strict=True)
        inputs = {"stretches": ";".join(f"{said.value}x{int(length.total)}" for said, length in pairs)}
    elif monthly is not None and facts.pay is None:
        inputs["contribution"] = _encoded(monthly)
    elif pay:
        inputs["wage"] = pay
    if balance is not None and balance.value != (monthly.value if monthly else -1):
        inputs["balance"] = _encoded(balance)
    if facts.percents and facts.bag & {"hasil", "bunga", "imbal", "pengembangan", "syariah", "bagi"}:
        inputs["rate"] = str(facts.percents[0].value)
    if "late" in facts.topics:
        inputs["arrears"] = YES
    if segment(facts, memory) == ("bpu", False):
        inputs["segment"] = "bpu"
    return Request("jht", inputs)


_LINKING = word_set("saya sy aku nya kira total ku abdi jp jht totalnya - uang")


def _gets_how_much(facts: Facts) -> bool:
    """Return whether "dapat berapa" or "cair berapa" is asked, the words next to each other."""
    benefit = [place for place in facts.find(cues.TOPICS) if place.cue in {"benefit", "balance", "jht", "jp"}]
    asked = [at for at, word in enumerate(facts.raw) if word in cues.ASKING or facts.words[at] == "berapa"]
    return any(
        0 <= at - place.last <= 2
        and _LINKING.issuperset(facts.raw[place.last : at])
        and facts.raw[at + 1 : at + 2] != ("lagi",)
        and facts.asks_amount
        for at in asked
        for place in benefit
    )


# --- pension ---


_HEIRS = frozenset({"janda", "duda", "waris", "ahliwaris", "almarhum", "yatim"})


def _pension_age(facts: Facts, memory: Memory) -> Request | None:
    if "pension" not in facts.events or facts.sums or facts.bag & {"pns", "asn", "pppk", "tni", "polri"}:
        return None
    if ("jht" in facts.topics and "jp" not in facts.topics) or facts.bag & _HEIRS:
        return None
    birth = facts.birth
    if birth is not None:
        if not ("when" in facts.topics or _wants(facts) or len(facts.raw) <= 7):
            return None
        inputs = {"birthday": birth.day.isoformat()} if birth.day else {}
        return Request("age", {**inputs, "birth": str(birth.year)})
    age = facts.age.years if facts.age and facts.age.bound is Bound.NONE else _spoken_age(facts)
    if age is None or "when" not in facts.topics or age >= 56 or facts.events & {"died", "total", "disabled"}:
        return None
    inputs = {"age": str(age)}
    if facts.year is not None and facts.year.year <= facts.today.year and facts.bag & {"tahun", "thn", "waktu", "pas"}:
        inputs["age_year"] = str(facts.year.year)
    return Request("age", inputs)


def _spoken_age(facts: Facts) -> int | None:
    """Return an age said without a word for it ("saya 45 tahun"), or None."""
    for duration, at in facts.durations:
        before = facts.raw[max(0, at - 2) : at]
        if (
            duration.years_only
            and not duration.ago
            and {"saya", "sy", "aku", "abdi", "bapak", "ibu", "suami", "istri", "kula"} & set(before)
        ):
            years = duration.months / 12
            if years == int(years) and 15 <= years <= 80:
                return int(years)
    return None


def _pension(facts: Facts, memory: Memory) -> Request | None:
    spoken = "jp" in facts.topics or "pension" in facts.events
    if (
        not spoken
        or not _wants(facts)
        or facts.topics & {"tax", "cut", "employer-share"}
        or facts.events & {"died", "disabled", "total"}
    ):
        return None
    if "jht" in facts.topics and "jp" not in facts.topics:
        return None
    pay = _pay(facts, memory)
    span = _span(facts)
    if not ((span and (pay or _gets_how_much(facts))) or (facts.computes and (pay or span))):
        return None
    if facts.bag & _HEIRS:
        return None
    inputs = dict(span)
    if pay:
        inputs["wage"] = pay
    if (
        segment(facts, memory)[0] in {"bpu", "pmi"}
        and "bpu" in facts.segments | {segment(facts, memory)[0]}
        and facts.segments & {"bpu", "migrant"}
    ):
        inputs["segment"] = "bpu"
    return Request("jp", inputs)


# --- lost work ---


def _dismissal(facts: Facts) -> dict[str, str]:
    """Return what the message says about how and when the job ended."""
    found: dict[str, str] = {}
    for event, reason in (("resign", "resign"), ("contract-end", "contract"), ("retired", "retired")):
        if event in facts.events and ("dismissed" not in facts.events or event == "contract-end"):
            found["reason"] = reason
    ago = next((d for d, _ in facts.durations if d.ago), None)
    if facts.day is not None:
        found["dismissed"] = facts.day.day.isoformat()
    elif ago is not None and ago.months == int(ago.months) and "dismissed" in facts.events:
        found["dismissed"] = add_months(facts.today, -int(ago.months)).isoformat()
    return found


def _job_loss(facts: Facts, memory: Memory) -> Request | None:
    lost = "jkp" in facts.topics or "dismissed" in facts.events
    if not lost or ("jkp" not in facts.topics and facts.topics & {"jht", "jp", "scholarship"}):
        return None
    pay = _pay(facts, memory)
    if not pay and not (facts.computes and "jkp" in facts.topics):
        return None
    if not (_wants(facts) or ("jkp" in facts.topics and facts.ends_open and _plain(facts))):
        return None
    inputs = _dismissal(facts)
    if pay:
        inputs["wage"] = pay
    if facts.segments & {"bpu"} and "employed" not in facts.segments:
        inputs["segment"] = "bpu"
    if "working-again" in facts.events:
        inputs["working"] = YES
    taken = facts.duration(
        after=frozenset({"selama", "setelah", "stlh", "ambil", "jkp", "total", "habis", "sesudah", "dapat", "cuma"}),
        unless=frozenset({"kerja", "iuran", "masa"}),
    )
    tenure = facts.duration(
        after=frozenset({"kerja", "bekerja", "iuran", "masa", "peserta", "kerjanya"}), unless=_NOT_TENURE
    )
    if taken is not None and 1 <= taken.total <= 24 and not taken.ahead:
        inputs["months"] = str(int(taken.total))
    elif "working-again" in facts.events:
        short = facts.duration()
        if short is not None and short.total <= 6:
            inputs["months"] = str(int(short.total))
    if tenure is not None and tenure is not taken and "months" not in inputs:
        inputs["paid"] = str(tenure.total)
    if any(percent.value in {45, 25} for percent in facts.percents):
        inputs["old_rule"] = YES
    return Request("jkp", inputs)


def _deadline(facts: Facts, memory: Memory) -> Request | None:
    lost = "jkp" in facts.topics or "dismissed" in facts.events
    if not lost or facts.day is None or facts.sums or not facts.topics & {"deadline", "when"} or "jht" in facts.topics:
        return None
    return Request("deadline", _dismissal(facts))


# --- deaths and accidents ---


def _school(facts: Facts, memory: Memory) -> Request | None:
    if "scholarship" not in facts.topics or not _wants(facts):
        return None
    named = any(child.grade for child in facts.children) or facts.count("anak") is not None
    if not facts.children or not named:
        return Request("school") if facts.computes else None
    inputs: dict[str, str] = {}
    everything = facts.bag & {"kuliah", "universitas", "sarjana", "semua", "s1"} and not any(
        child.until for child in facts.children
    )
    children = []
    for child in facts.children:
        level = Level(child.level)
        until = Level(child.until) if child.until else Level.PT if everything or level is Level.PT else Level.SMA
        children.append(Child(level, child.grade or 1, until, child.university))
    inputs["children"] = encode_children(children)
    if any(not child.grade for child in facts.children):
        inputs["grade_unknown"] = YES
    count = facts.count("anak")
    if count is not None:
        inputs["count"] = str(count)
    if "jkk" in facts.topics or "accident" in facts.events or "total" in facts.events:
        inputs["cause"] = "work"
    elif "jkm" in facts.topics or facts.bag & _ILL:
        inputs["cause"] = "other"
    if "total" in facts.events:
        inputs["result"] = "total"
    paid = facts.duration(
        after=frozenset({"iuran", "peserta", "ikut", "bpjs", "jkm", "kepesertaan", "bayar", "jadi"}),
        unless=frozenset({"kuliah", "sampai"}),
    )
    if paid is not None:
        inputs["paid"] = str(paid.total)
    if facts.bag & {"pesantren", "paket", "santri", "ponpes"}:
        inputs["other_school"] = YES
    if facts.age is not None and facts.bag & {"anak", "anaknya"}:
        inputs["child_age"] = str(facts.age.years)
    return Request("school", inputs)


def _transport(facts: Facts, memory: Memory) -> Request | None:
    about = (
        facts.events & {"accident"}
        or "jkk" in facts.topics
        or facts.bag & {"diganti", "ganti", "reimburse", "penggantian", "digantikan"}
    )
    if "transport" not in facts.topics or not about or not _wants(facts) or facts.money("wage", "income"):
        return None
    costs = [said for said in facts.sums if said.role in {"cost", "", "pay"}]
    if not costs:
        return None
    ways = facts.find(cues.WAYS)
    inputs: dict[str, str] = {}
    at_sea = bool(facts.bag & {"laut", "pulau", "nyebrang", "nyeberang", "melaut"})
    inland = bool(facts.bag & {"sungai", "danau"})
    sums: dict[str, Fraction] = {}
    for said in costs:
        near = [place for place in ways if place.last <= said.at and said.at - place.last <= 7]
        near = near or [place for place in ways if said.end <= place.first <= said.end + 3]
        way = near[-1].cue if near else ""
        if way == "?":
            way = "darat" if inland else "laut" if at_sea else ""
        if not way:
            return Request("transport", {"cost": _encoded(said)})
        sums[way] = sums.get(way, Fraction(0)) + said.value
    inputs = {f"cost-{way}": str(value) for way, value in sums.items()}
    return Request("transport", inputs)


def _injury_pay(facts: Facts, memory: Memory) -> dict[str, str] | None:
    """Return what a JKK benefit is counted from: the wage, a self-employed income, or the JKK contribution."""
    contribution = facts.money("contribution")
    if contribution is not None and facts.pay is None and contribution.value < 1_000_000:
        if "jkk" in facts.topics:
            return {"contribution": _encoded(contribution)}
        return None
    pay = _pay(facts, memory)
    if not pay:
        return {} if facts.computes else None
    who, _ = segment(facts, memory)
    own = who == "bpu" and ("bpu" in facts.segments or facts.pay is None or facts.pay.role != "wage")
    return {("income" if own else "wage"): pay}


def _accident(facts: Facts, memory: Memory) -> Request | None:
    hurt = "accident" in facts.events or "jkk" in facts.topics
    injured = "disabled" in facts.events or "total" in facts.events
    away = "off-work" in facts.events
    at_work = "stmb" in facts.bag or "work" in facts.events
    if not (hurt or injured or (away and at_work)) or not _wants(facts):
        return None
    if facts.topics & {"contribution", "cut", "employer-share"} and not facts.events & {
        "accident",
        "died",
        "disabled",
        "total",
        "off-work",
    }:
        return None
    if (
        "accident" not in facts.events
        and not injured
        and not away
        and "benefit" not in facts.topics
        and not facts.computes
    ):
        return None
    if not hurt and facts.bag & _ILL:
        return None
    inputs = _injury_pay(facts, memory)
    if inputs is None:
        return None
    if "died" in facts.events and hurt:
        return Request("death", inputs)
    if "total" in facts.events:
        return Request("total", inputs)
    part = part_of(facts)
    if (part and injured) or "disabled" in facts.events:
        if facts.computes or part or facts.percents:
            return Request("partial", {**inputs, **_disability(facts, part)})
        return Request("partial", inputs)
    time = facts.duration(
        unless=frozenset({"umur", "usia", "peserta", "iuran", "kerja", "bekerja", "lalu"}) - {"kerja"}
    )
    if away or time is not None:
        return Request("sick", {**inputs, **_time_off(time)})
    return Request("accident", inputs) if facts.pay is not None or facts.computes else None


def _time_off(time: Duration | None) -> dict[str, str]:
    if time is None:
        return {}
    days = {"off_days": str(time.days)} if time.days and not time.months else {}
    return {"months": str(time.total), **days}


def part_of(facts: Facts) -> str:
    """Return the part of the body that was hurt, "several" for more than one, or ""."""
    aside = {at for place in facts.find(cues.LEFT_HANDED) for at in range(place.first, place.last)}
    found = [place.cue for place in facts.find(cues.PARTS) if place.first not in aside]
    families: dict[str, str] = {}
    for cue in found:
        family = _FAMILY.get(cue.rstrip("?"), "other")
        before = families.get(family, "")
        if not before or before.endswith("?"):
            families[family] = cue
    if "arm" in families:
        families.pop("other", None)
    if "outer" in families:
        families.pop("hearing", None)
    if not families:
        return ""
    return next(iter(families.values())) if len(families) == 1 else "several"


_FAMILY = {
    "eyes": "eye",
    "eye": "eye",
    "hearing-both": "hearing",
    "hearing-one": "hearing",
    "ear": "hearing",
    "outer-ears": "outer",
    "outer-ear": "outer",
    "smell": "smell",
    "nose": "nose",
    "scalp": "scalp",
    "arm-right": "arm",
    "arm-left": "arm",
    "arm": "arm",
}


def _disability(facts: Facts, part: str) -> dict[str, str]:
    found = {"part": part} if part else {}
    function = facts.bag & {"fungsi", "fungsinya", "berkurang", "penurunan", "menurun", "turun", "fungsine"}
    if facts.percents and function:
        found["function"] = str(facts.percents[0].value)
    elif facts.percents:
        found["table"] = str(facts.percents[0].value)
    hand = facts.named(cues.LEFT_HANDED)
    if hand:
        found["hand"] = "right" if "right" in hand else "left"
    decibel = next((at for at, word in enumerate(facts.raw) if word in {"desibel", "db", "decibel"}), 0)
    if decibel and facts.raw[decibel - 1].isdecimal() and part.startswith(("hearing", "ear")):
        found["decibel"] = facts.raw[decibel - 1]
        found["part"] = "decibel-both" if part == "hearing-both" else "decibel-one"
    return found


def _death(facts: Facts, memory: Memory) -> Request | None:
    about = "died" in facts.events or "jkm" in facts.topics
    if (
        not about
        or "accident" in facts.events
        or "jkk" in facts.topics
        or facts.topics & {"scholarship", "jp", "tax", "jht"}
    ):
        return None
    if facts.topics & {"contribution"} and "died" not in facts.events:
        return None
    if not _wants(facts):
        return None
    tenure = facts.duration(after=_TENURE, unless=_NOT_TENURE)
    if facts.interval is not None:
        months: Fraction | None = Fraction(facts.interval.length)
    else:
        months = tenure.total if tenure is not None else None
    if months is None and not (facts.computes and "jkm" in facts.topics):
        return Request("died") if facts.computes else None
    inputs = {} if months is None else {"months": str(months)}
    who, _ = segment(facts, memory)
    if who:
        inputs["segment"] = who
    if facts.segments & {"paid", "donor", "village"} and who == "bpu":
        inputs["segment"] = "paid"
    if "late" in facts.topics or facts.bag & {"nonaktif", "nunggak", "menunggak"}:
        inputs["active"] = NO
    if facts.count("orang") is None and facts.bag & {"dua", "2"} and facts.bag & {"perusahaan", "majikan", "tempat"}:
        inputs["two_employers"] = YES
    if "died" in facts.events or facts.bag & _ILL:
        inputs["cause"] = "other"
    return Request("jkm", inputs)


# --- contributions of workers ---


def _contribution(facts: Facts, memory: Memory) -> Request | None:
    topics = facts.topics
    about = bool(topics & {"contribution", "cut", "employer-share"}) or bool(
        topics & {"jht", "jp", "jkk", "jkm"} and topics & {"cut", "contribution", "employer-share"}
    )
    if (
        not about
        or facts.bag & {"dasar", "dasarnya"}
        or topics & {"fine", "tax", "scholarship", "jkp"}
        or facts.events & {"died", "accident", "dismissed", "disabled"}
    ):
        return None
    if _several_pays(facts) or (facts.pay is not None and facts.pay.bound is Bound.ABOVE):
        return None
    pay = _pay(facts, memory)
    prepaid = _prepaid(facts)
    lasting = facts.duration(after=frozenset({"iuran", "iurannya", "masa", "kerja", "peserta"}))
    if lasting is not None and lasting.total >= 12 and lasting.total != prepaid and "benefit" in topics:
        return None
    unnamed = "cut" in topics and bool(facts.bag & {"umr", "umk"}) and facts.asks_amount
    ahead = prepaid > 1 and facts.asks_amount and not facts.sums and not topics & _BY_NAME
    if not (pay or facts.computes or unnamed or ahead) or not (_wants(facts) or _plain(facts)):
        return None
    who, weak = segment(facts, memory)
    if who == "pmi" or (not pay and not facts.computes and (who != "bpu" if ahead else who == "bpu")):
        return None
    if who == "employee":
        return Request("employee", _employee_inputs(facts, pay, weak=weak))
    if who == "bpu":
        return Request("bpu", _bpu_inputs(facts, pay, prepaid))
    if pay or facts.computes:
        inputs = {**_bpu_inputs(facts, "", prepaid), **_employee_inputs(facts, "", weak=False)}
        return Request("contribution", {**inputs, "amount": pay} if pay else inputs)
    return None


_BY_NAME = frozenset({"jht", "jkk", "jkm", "jp"})


def _several_pays(facts: Facts) -> bool:
    """Return whether several earnings are compared, so that no single one can be counted."""
    earned = {said.value for said in facts.sums if said.role in {*PAY, ""} and not said.reported}
    return len(earned) > 1 and facts.raised is None and not facts.average_of


def _prepaid(facts: Facts) -> int:
    """Return for how many months is paid at once, 1 if not said."""
    beside = {at for place in facts.find(cues.TOGETHER) for at in (place.first, place.last - 1)}
    for duration, at in facts.durations:
        months = duration.total
        near = any(abs(at - other) <= 4 for other in beside)
        if not duration.ago and not duration.ahead and near and months == int(months) and 1 <= months <= PREPAID[-1]:
            return int(months)
    return 1


def _bpu_inputs(facts: Facts, pay: str, prepaid: int) -> dict[str, str]:
    inputs = {"income": pay} if pay else {}
    wanted = facts.named(cues.WITH_JHT)
    if wanted:
        inputs["jht"] = NO if "without" in wanted else YES
    elif "jht" in facts.topics:
        inputs |= {"jht": YES, "focus": "jht"}
    if "discount" in facts.topics:
        inputs["focus"] = "discount"
    elif facts.topics & {"jkk", "jkm"} and not wanted and len(facts.topics & {"jkk", "jkm", "jht"}) == 1:
        inputs["focus"] = "jkk" if "jkk" in facts.topics else "jkm"
    if facts.topics & {"jp", "jkp"}:
        inputs["no_pension"] = YES
    if "transport" in facts.segments:
        inputs["work"] = Work.TRANSPORT.value
    elif "own" in facts.segments:
        inputs["work"] = Work.OTHER.value
    payers = (("village", Payer.VILLAGE), ("paid", Payer.STATE), ("donor", Payer.DONOR))
    payer = next((value for cue, value in payers if cue in facts.segments), None)
    if payer is not None:
        inputs["payer"] = payer.value
    if facts.month is not None:
        inputs["month"] = facts.month.isoformat()
    if prepaid > 1:
        inputs["prepaid"] = str(prepaid)
    people = facts.count("orang")
    if people is not None and people > 1:
        inputs["people"] = str(people)
    if facts.age is not None and facts.age.bound is Bound.NONE:
        inputs["age"] = str(facts.age.years)
        if facts.bag & {"sudah", "udah", "terdaftar", "peserta", "lama"}:
            inputs["member"] = YES
    return inputs


def _employee_inputs(facts: Facts, pay: str, *, weak: bool) -> dict[str, str]:
    inputs = {"wage": pay} if pay else {}
    topics = facts.topics
    named = [
        name for name in ("jht", "jp", "jkk", "jkm") if name in topics or (name == "jp" and "pension" in facts.events)
    ]
    if "employer-share" in topics and len(named) != 1:
        inputs["focus"] = "all"
    elif len(named) == 1:
        inputs["focus"] = named[0]
    elif "cut" in topics:
        inputs["focus"] = "cut"
    else:
        inputs["focus"] = "all"
    if len(named) > 1:
        inputs["programmes"] = ",".join(named)
        if inputs["focus"] == "cut" and set(named) == {"jht", "jp"}:
            del inputs["programmes"]
    for table, name in ((cues.RISK, "risk"), (cues.SIZE, "size")):
        found = facts.find(table)
        if found:
            inputs[name] = max(found, key=lambda place: place.last - place.first).cue
    if inputs.get("risk") and not facts.bag & {"risiko", "resiko"}:
        del inputs["risk"]
    if facts.month is not None:
        inputs["month"] = facts.month.isoformat()
    people = facts.count("orang")
    if people is not None and people > 1:
        inputs["people"] = str(people)
    if facts.raised is not None and facts.after_raise is not None:
        inputs |= {"wage": _encoded(facts.after_raise), "wage_before": _encoded(facts.raised), "focus": "cut"}
    if facts.average_of:
        inputs["totals"] = ",".join(map(str, facts.average_of))
    if facts.bag & {"umk", "umr"}:
        inputs["minimum"] = YES
    if any(said.role == "apart" for said in facts.sums):
        inputs["attendance"] = YES
    if weak:
        inputs["weak"] = YES
    return inputs


def _eligible(facts: Facts, memory: Memory) -> Request | None:
    """Return the guided check of programmes, where a person with an occupation or age asks what to join."""
    if not facts.named(cues.ELIGIBLE):
        return None
    age = facts.age.years if facts.age else _age_aside(facts)
    if age is None:
        return None
    inputs = {"age": str(age)}
    return Request("check", inputs)


def _age_aside(facts: Facts) -> int | None:
    """Return years named in a message about who may join what: they are an age unless said to be of work."""
    for duration, at in facts.durations:
        years = duration.months / 12
        before = set(facts.raw[max(0, at - 3) : at])
        if (
            duration.years_only
            and years == int(years)
            and 10 <= years <= 100
            and not before & (_TENURE | {"sudah", "udah"})
        ):
            return int(years)
    return None


_MAIN_MONEY = {
    "bpu": "income",
    "employee": "wage",
    "contribution": "amount",
    "jkp": "wage",
    "jp": "wage",
    "tax": "balance",
    "ten": "balance",
    "fine": "contribution",
    "construction": "contract",
    "base": "contribution",
}
"""The amount that a follow-up with an amount alone means."""
_ACCIDENTS = frozenset({"death", "total", "partial", "sick", "accident"})
_LONGEST_FOLLOW_UP = 8


def follow_up(facts: Facts, calculator: str, last: Mapping[str, str]) -> Request | None:
    """Return the last calculation with what a short text changes in it ("kalau gaji 5 juta?", "tanpa jht"), or None."""
    if len(facts.raw) > _LONGEST_FOLLOW_UP or facts.elsewhere or not _plain(facts):
        return None
    programmes = facts.topics & {"jht", "jkk", "jkm", "jp", "jkp"}
    if programmes - {"jht"} or (programmes and calculator not in {"bpu", "jht", "tax", "ten"}):
        return None
    changes = _changes(facts, calculator, last)
    if not changes:
        return None
    inputs = {name: value for name, value in last.items() if name not in {"calc", "entry"}}
    if "months" in changes:
        inputs = {name: value for name, value in inputs.items() if name not in {"from", "to"}}
    return Request(calculator, {**inputs, **changes})


def _changes(facts: Facts, calculator: str, last: Mapping[str, str]) -> dict[str, str]:
    changes: dict[str, str] = {}
    money = _main_money(calculator, last)
    if money and len(facts.sums) == 1:
        changes[money] = _encoded(facts.sums[0])
    if calculator in {"jht", "jp", "sick", "jkm", "jkp"}:
        changes |= _span(facts)
    if calculator == "age" and facts.birth is not None:
        return {
            "birth": str(facts.birth.year),
            "birthday": facts.birth.day.isoformat() if facts.birth.day else "",
            "age": "",
        }
    if calculator == "bpu":
        wanted = facts.named(cues.WITH_JHT)
        if wanted or "jht" in facts.topics:
            changes["jht"] = NO if "without" in wanted else YES
        if facts.segments & {"transport", "own"} and not facts.sums:
            changes["work"] = (Work.TRANSPORT if "transport" in facts.segments else Work.OTHER).value
        if _prepaid(facts) > 1:
            changes["prepaid"] = str(_prepaid(facts))
    if calculator in {"bpu", "employee"}:
        if facts.month is not None:
            changes["month"] = facts.month.isoformat()
        if (facts.count("orang") or 0) > 1:
            changes["people"] = str(facts.count("orang"))
    if calculator == "partial" and facts.percents:
        changes["table"] = str(facts.percents[0].value)
    if calculator == "tax" and "npwp" in facts.bag:
        changes["npwp"] = NO if _without(facts, "npwp") else YES
    return changes


def _main_money(calculator: str, last: Mapping[str, str]) -> str:
    if calculator in _ACCIDENTS:
        return next((name for name in ("contribution", "income") if last.get(name)), "wage")
    if calculator == "jht":
        return "contribution" if last.get("contribution") else "wage"
    return _MAIN_MONEY.get(calculator, "")


def _outright(facts: Facts, memory: Memory) -> Request | None:
    """Return the calculation for "hitung" with a topic but no number; without a topic the menu."""
    if not facts.computes or facts.knowledge:
        return None
    order = (
        ("tax", "tax"), ("scholarship", "school"), ("fine", "fine"), ("jkp", "jkp"), ("jht", "jht"), ("jp", "jp"), ("jkm", "died"),
        ("jkk", "accident"), ("construction", ""), ("migrant", "migrant"),
    )  # fmt: skip
    for topic, calculator in order:
        if topic in facts.topics and calculator:
            return Request(calculator)
    if "pension" in facts.events:
        return Request("jp")
    if facts.topics & {"contribution", "cut"}:
        return Request("contribution")
    return Request("menu") if len(facts.raw) <= 6 else None


Rule = Callable[[Facts, Memory], Request | None]
_RULES: tuple[Rule, ...] = (
    _eligible,
    _migrant,
    _construction,
    _fine,
    _tax,
    _partial,
    _base,
    _school,
    _transport,
    _accident,
    _death,
    _deadline,
    _job_loss,
    _pension_age,
    _pension,
    _projection,
    _contribution,
    _outright,
)
