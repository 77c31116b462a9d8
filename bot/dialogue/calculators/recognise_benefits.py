"""Recognises questions about what is paid after a dismissal, a death or an accident at work, and for the children."""

from __future__ import annotations

from fractions import Fraction

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.benefits import Child, Level
from bot.dialogue.calculators.facts import Facts, Place, Sum
from bot.dialogue.calculators.form import NO, YES
from bot.dialogue.calculators.request import (
    NOT_TENURE,
    TENURE,
    WORKED,
    Memory,
    Request,
    encoded,
    pay_of,
    plain,
    segment,
    wants,
)
from bot.dialogue.calculators.steps_school import encode_children
from bot.language.amounts import Duration
from bot.language.dates import add_months
from bot.language.numerals import word_set

_ILL = word_set(
    """
    sakit stroke jantung kanker ginjal covid demam tumor diabetes paru serangan gering lara udur melahirkan penyakit tua
    liver dbd tbc hipertensi asma kolesterol
    """
)
_TAKEN_AFTER = word_set("selama setelah stlh ambil jkp total habis sesudah dapat cuma")
_WORKED_AFTER = word_set("kerja bekerja iuran masa peserta kerjanya")
_PAID_FOR = word_set("iuran peserta ikut bpjs jkm kepesertaan bayar jadi")
_NOT_TIME_OFF = word_set("umur usia peserta iuran bekerja lalu")
_NOT_YET = frozenset({("belum", "sekolah"), ("belum", "masuk"), ("blm", "sekolah"), ("acan", "sakola")})
_REPLACED = word_set("diganti ganti reimburse penggantian digantikan")
_HALF_GONE = word_set("fungsi fungsinya berkurang penurunan menurun turun fungsine")
_AT_SEA = word_set("laut pulau nyebrang nyeberang melaut")
_MOST_JKK = 1_000_000
"""Rupiah up to which an amount can be a JKK contribution."""
_OLD_PERCENTS = frozenset({45, 25})
"""Percentages by which people know the JKP of before 2025."""


# --- C7 and S5 ---


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


def job_loss(facts: Facts, memory: Memory) -> Request | None:
    """Return the JKP cash benefit: needs the wage."""
    named = "jkp" in facts.topics
    lost = "dismissed" in facts.events and not facts.topics & {"jht", "jp", "scholarship"}
    pay = pay_of(facts, memory)
    if not (named or lost) or not (pay or (facts.computes and named)):
        return None
    if not (wants(facts) or (named and facts.ends_open and plain(facts))):
        return None
    inputs = {
        **_dismissal(facts),
        "wage": pay,
        "segment": "bpu" if "bpu" in facts.segments and "employed" not in facts.segments else "",
        "working": YES if "working-again" in facts.events else "",
        **_months_of_benefit(facts),
        "claimed": YES if "pernah" in facts.bag and facts.bag & {"klaim", "ambil", "dapat", "jkp"} else "",
        "old_rule": YES if any(percent.value in _OLD_PERCENTS for percent in facts.percents) else "",
    }
    return Request("jkp", {name: value for name, value in inputs.items() if value})


def _months_of_benefit(facts: Facts) -> dict[str, str]:
    """Return for how many months JKP is taken, else how many months were worked."""
    taken = facts.duration(after=_TAKEN_AFTER, unless=frozenset({"kerja", "iuran", "masa"}))
    if taken is None and "working-again" in facts.events:
        taken = facts.duration()
    if taken is not None and 1 <= taken.total <= 24 and not taken.ahead:
        return {"months": str(int(taken.total))}
    worked = facts.duration(after=_WORKED_AFTER, before=WORKED, unless=NOT_TENURE)
    return {} if worked is None else {"paid": str(worked.total)}


def deadline(facts: Facts, memory: Memory) -> Request | None:
    """Return the last day to claim JKP: needs the day of the dismissal."""
    lost = "jkp" in facts.topics or "dismissed" in facts.events
    asked = facts.topics & {"deadline", "when"} and "jht" not in facts.topics
    if not lost or facts.day is None or facts.sums or not asked:
        return None
    return Request("deadline", _dismissal(facts))


# --- C13 ---


def school(facts: Facts, memory: Memory) -> Request | None:
    """Return the children's scholarship: needs a class, or how many children."""
    if "scholarship" not in facts.topics or not wants(facts):
        return None
    count = facts.count("anak")
    children = children_of(facts)
    if not children or not (count is not None or any(child.grade for child in facts.children)):
        return Request("school") if facts.computes else None
    paid = facts.duration(after=_PAID_FOR, unless=frozenset({"kuliah", "sampai"}))
    own_age = facts.age is not None and facts.bag & {"anak", "anaknya"}
    inputs = {
        "children": encode_children(children),
        "grade_unknown": YES if any(not child.grade for child in facts.children) else "",
        "count": str(count) if count is not None else "",
        "cause": _cause(facts),
        "result": "total" if "total" in facts.events else "",
        "paid": str(paid.total) if paid is not None else "",
        "other_school": YES if facts.bag & {"pesantren", "paket", "santri", "ponpes"} else "",
        "child_age": str(facts.age.years) if facts.age is not None and own_age else "",
    }
    return Request("school", {name: value for name, value in inputs.items() if value})


def children_of(facts: Facts) -> tuple[Child, ...]:
    """Return the children whose schooling is named; one that is not yet at school begins with TK."""
    if not facts.children and any(pair in _NOT_YET for pair in zip(facts.words, facts.words[1:], strict=False)):
        return (Child(Level.TK),)
    untold = not any(child.until for child in facts.children)
    everything = untold and facts.bag & {"kuliah", "universitas", "sarjana", "semua"}
    children = []
    for child in facts.children:
        level = Level(child.level)
        until = Level.PT if everything or level is Level.PT else Level.SMA
        children.append(Child(level, child.grade or 1, Level(child.until) if child.until else until, child.university))
    return tuple(children)


def _cause(facts: Facts) -> str:
    """Return whether a scholarship follows from an accident at work, from another death, or "" if not said."""
    if "jkk" in facts.topics or facts.events & {"accident", "total"}:
        return "work"
    return "other" if "jkm" in facts.topics or facts.bag & _ILL else ""


# --- S2 ---


def transport(facts: Facts, memory: Memory) -> Request | None:
    """Return what of the cost of transport is paid back: needs the cost."""
    about = "accident" in facts.events or "jkk" in facts.topics or facts.bag & _REPLACED
    costs = [said for said in facts.sums if said.role in {"cost", "", "pay"}]
    if "transport" not in facts.topics or not about or not wants(facts) or not costs:
        return None
    if facts.money("wage", "income"):
        return None
    ways = facts.find(cues.WAYS)
    sums: dict[str, Fraction] = {}
    for said in costs:
        way = _way(facts, ways, said)
        if not way:
            return Request("transport", {"cost": encoded(said)})
        sums[way] = sums.get(way, Fraction(0)) + said.value
    return Request("transport", {f"cost-{way}": str(value) for way, value in sums.items()})


def _way(facts: Facts, ways: tuple[Place, ...], said: Sum) -> str:
    """Return how the person was brought for a cost, from the nearest word before it, else after it; "" if unclear."""
    near = [place for place in ways if place.last <= said.at <= place.last + 7]
    near = near or [place for place in ways if said.end <= place.first <= said.end + 3]
    way = near[-1].cue if near else ""
    if way != "?":
        return way
    return "darat" if facts.bag & {"sungai", "danau"} else "laut" if facts.bag & _AT_SEA else ""


# --- C9 to C12 ---


def accident(facts: Facts, memory: Memory) -> Request | None:
    """Return what JKK pays after an accident at work: needs the wage, or what else it is counted from."""
    part = part_of(facts)
    if not wants(facts) or not _about_accident(facts, part):
        return None
    inputs = _injury_pay(facts, memory)
    if inputs is None:
        return None
    hurt = "accident" in facts.events or "jkk" in facts.topics or "damaged" in facts.events
    if "died" in facts.events and hurt:
        return Request("death", inputs)
    if "total" in facts.events:
        return Request("total", inputs)
    time = facts.duration(unless=_NOT_TIME_OFF)
    if "disabled" in facts.events or (part and time is None):
        return Request("partial", {**inputs, **_disability(facts, part)})
    if "off-work" in facts.events or time is not None:
        return Request("sick", {**inputs, **_time_off(time)})
    return Request("accident", inputs) if facts.pay is not None or facts.computes else None


def _about_accident(facts: Facts, part: str) -> bool:
    """Return whether the message is about an accident at work and what is paid for it."""
    events = facts.events
    hurt = "accident" in events or "jkk" in facts.topics or ("damaged" in events and bool(part))
    injured = bool(events & {"disabled", "total"})
    at_work = "off-work" in events and ("stmb" in facts.bag or "work" in events)
    if not (hurt or injured or at_work) or (not hurt and not injured and facts.bag & _ILL):
        return False
    told = events & {"accident", "damaged", "disabled", "total", "off-work"}
    if facts.topics & {"contribution", "cut", "employer-share"} and not (told or "died" in events):
        return False
    return bool(told) or "benefit" in facts.topics or facts.computes


def _injury_pay(facts: Facts, memory: Memory) -> dict[str, str] | None:
    """Return what a JKK benefit is counted from: the wage, a self-employed income, or the JKK contribution."""
    contribution = facts.money("contribution")
    if contribution is not None and facts.pay is None and contribution.value < _MOST_JKK:
        return {"contribution": encoded(contribution)} if "jkk" in facts.topics else None
    pay = pay_of(facts, memory)
    if not pay:
        return {} if facts.computes else None
    who, _ = segment(facts, memory)
    own = who == "bpu" and ("bpu" in facts.segments or facts.pay is None or facts.pay.role != "wage")
    return {("income" if own else "wage"): pay}


def _time_off(time: Duration | None) -> dict[str, str]:
    if time is None:
        return {}
    days = {"off_days": str(time.days)} if time.days and not time.months else {}
    return {"months": str(time.total), **days}


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


def part_of(facts: Facts) -> str:
    """Return the part of the body that was hurt, or "" where none is named; of several the first one in the table."""
    found = _parts(facts)
    known = [part for part in found if part != "other"]
    return _sided(facts, next(iter(known or found), ""))


def _parts(facts: Facts) -> tuple[str, ...]:
    """Return all parts of the body that are named, each once."""
    aside = {at for place in facts.find(cues.LEFT_HANDED) for at in range(place.first, place.last)}
    families: dict[str, str] = {}
    for place in facts.find(cues.PARTS):
        family = _FAMILY.get(place.cue.rstrip("?"), "other")
        before = families.get(family, "")
        if place.first not in aside and (not before or before.endswith("?")):
            families[family] = place.cue
    if "arm" in families:
        families.pop("other", None)
    if "outer" in families:
        families.pop("hearing", None)
    return tuple(families.values())


_BOTH = word_set("kedua keduanya duanya kabeh loro")
_ONE = word_set("sebelah kiri kanan sabeulah sesisih")
_DEAF = word_set("tuli budeg budek torek pendengaran pendengarannya")


def _sided(facts: Facts, part: str) -> str:
    """Return which of two eyes or ears is meant, where a word apart from it tells; else `part` as it is."""
    both, one = facts.bag & _BOTH, facts.bag & _ONE
    if part == "eye?" and (both or one):
        return "eyes" if both else "eye"
    if part == "ear?" and facts.bag & _DEAF and (both or one):
        return "hearing-both" if both else "hearing-one"
    return part


def _disability(facts: Facts, part: str) -> dict[str, str]:
    """Return the part, the percentages, the hand that is used, and a loss in decibel."""
    found = {"part": part} if part else {}
    if len(_parts(facts)) > 1:
        found["several"] = YES
    if facts.percents:
        found["function" if facts.bag & _HALF_GONE else "table"] = str(facts.percents[0].value)
    hand = facts.named(cues.LEFT_HANDED)
    if hand:
        found["hand"] = "right" if "right" in hand else "left"
    decibel = next((at for at, word in enumerate(facts.raw) if word in {"desibel", "db", "decibel"}), 0)
    if decibel and facts.raw[decibel - 1].isdecimal() and part.startswith(("hearing", "ear")):
        found["decibel"] = facts.raw[decibel - 1]
        found["part"] = "decibel-both" if part == "hearing-both" else "decibel-one"
    return found


# --- C8 ---


def death(facts: Facts, memory: Memory) -> Request | None:
    """Return the JKM lump sum: needs how long the person was a member."""
    if not _about_death(facts) or not wants(facts):
        return None
    months = _membership(facts)
    if months is None and not (facts.computes and "jkm" in facts.topics):
        return Request("died") if facts.computes else None
    who, _ = segment(facts, memory)
    helped = who == "bpu" and facts.segments & {"paid", "donor", "village"}
    two = facts.bag & {"dua", "2"} and facts.bag & {"perusahaan", "majikan", "tempat"}
    inputs = {
        "months": "" if months is None else str(months),
        "segment": "paid" if helped else who,
        "active": NO if "late" in facts.topics or "nonaktif" in facts.bag else "",
        "two_employers": YES if two else "",
        "cause": "other" if "died" in facts.events or facts.bag & _ILL else "",
    }
    return Request("jkm", {name: value for name, value in inputs.items() if value})


def _about_death(facts: Facts) -> bool:
    died = "died" in facts.events
    if not (died or "jkm" in facts.topics) or "accident" in facts.events or "jkk" in facts.topics:
        return False
    elsewhere = facts.topics & {"scholarship", "jp", "tax", "jht"} or ("contribution" in facts.topics and not died)
    return not elsewhere


def _membership(facts: Facts) -> Fraction | None:
    if facts.interval is not None:
        return Fraction(facts.interval.length)
    named = facts.duration(after=TENURE, before=WORKED, unless=NOT_TENURE)
    return named.total if named is not None else None
