"""Recognises questions about contributions: of workers, migrants and projects, fines, and the base behind a contribution."""

from __future__ import annotations

from bot.dialogue.calculators import cues
from bot.dialogue.calculators.contributions import Payer, Work
from bot.dialogue.calculators.facts import PAY, Facts, Sum
from bot.dialogue.calculators.form import NO, YES
from bot.dialogue.calculators.limits import PREPAID, WAGE
from bot.dialogue.calculators.request import Memory, Request, encoded, pay_of, plain, segment, wants
from bot.language.amounts import Bound

_BY_NAME = frozenset({"jht", "jkk", "jkm", "jp"})
_LASTING = frozenset({"iuran", "iurannya", "masa", "kerja", "peserta"})
_MORE = frozenset({"nambah", "tambah", "lebih", "diperpanjang", "perpanjang", "tambahan", "ditambah"})
_AGENCIES = frozenset({"agen", "agency", "penyalur", "penempatan", "sponsor", "pjtki"})
_ALONE = frozenset({"sendiri", "mandiri", "perseorangan", "dewek", "sorangan"})
_OTHER_MATTERS = frozenset({"fine", "tax", "scholarship", "jkp"})
_LOSSES = frozenset({"died", "accident", "dismissed", "disabled"})
_STAFF = frozenset({"karyawan", "pegawai", "pekerja", "buruh"})
_LEAST_CONTRACT = 1_000_000
"""Rupiah from which an amount can be a contract's value."""
_MOST_CONTRIBUTION = 5_000_000
"""Rupiah up to which an amount can be the contribution of one worker."""
_PAYERS = (("village", Payer.VILLAGE), ("paid", Payer.STATE), ("donor", Payer.DONOR))


# --- S7, S4, S3, S6 ---


def migrant(facts: Facts, memory: Memory) -> Request | None:
    """Return the contribution of a migrant worker: needs the contract's length."""
    if not {"contribution", "migrant"} <= facts.topics or facts.sums:
        return None
    contract = facts.duration(after=frozenset({"kontrak", "kontraknya", "kerja"})) or facts.duration()
    if contract is None or not (wants(facts) or plain(facts)):
        return None
    inputs = {"contract_months": str(int(contract.total))}
    extra = facts.duration(after=_MORE)
    if extra is not None and extra is not contract:
        inputs["extra"] = str(int(extra.total))
    if "p3mi" in facts.text.lower() or facts.bag & _AGENCIES:
        inputs["agency"] = YES
    elif facts.bag & _ALONE:
        inputs["agency"] = NO
    return Request("migrant", inputs)


def construction(facts: Facts, memory: Memory) -> Request | None:
    """Return the contribution for a project: needs the contract's value."""
    if "construction" not in facts.topics or facts.money("wage", "income"):
        return None
    sure = bool(facts.bag & {"jakon", "konstruksi"})
    said = _contract(facts, sure=sure)
    if said is None:
        return Request("construction") if sure and facts.computes else None
    if not (sure or "contribution" in facts.topics) or not (wants(facts) or plain(facts)):
        return None
    inputs = {"contract": encoded(said)}
    with_vat = "ppn" in facts.bag and facts.bag & {"termasuk", "sudah", "udah", "include", "dengan", "plus"}
    if with_vat and facts.percents:
        inputs["vat"] = str(facts.percents[0].value)
    return Request("construction", inputs)


def _contract(facts: Facts, *, sure: bool) -> Sum | None:
    said = facts.money("contract")
    if said is None and sure:
        said = facts.money("", "balance", "contribution", "cost", "pay")
    return said if said is not None and said.value >= _LEAST_CONTRACT else None


def fine(facts: Facts, memory: Memory) -> Request | None:
    """Return the fine for late payment: needs the contribution."""
    said = facts.money("contribution", "")
    if "fine" not in facts.topics or not wants(facts) or (said is None and not facts.computes):
        return None
    inputs = {} if said is None else {"contribution": encoded(said)}
    late = facts.duration()
    if late is not None:
        inputs["months"] = str(int(late.total))
    if facts.bag & {"berturut", "beruntun", "turut", "berentet"}:
        inputs["row"] = YES
    if "bpu" in facts.segments:
        inputs["segment"] = "bpu"
    return Request("fine", inputs)


def base(facts: Facts, memory: Memory) -> Request | None:
    """Return the base behind a contribution: needs the contribution, and no pay."""
    said = facts.money("contribution", "balance")
    if "base" not in facts.topics or said is None or not facts.asks_amount or facts.pay is not None:
        return None
    elsewhere = facts.events & {"died", "accident", "dismissed"} or "fine" in facts.topics
    if elsewhere or said.value > _MOST_CONTRIBUTION:
        return None
    kind = "jht" if facts.topics & {"jht", "cut"} else "jkk" if "jkk" in facts.topics else "total"
    inputs = {"kind": kind, "contribution": encoded(said)}
    if kind == "jkk" and "discount" in facts.topics:
        inputs["discounted"] = YES
    return Request("base", inputs)


# --- C1 and C2 ---


def contribution(facts: Facts, memory: Memory) -> Request | None:
    """Return the contribution of a worker: needs the pay, or for the self-employed the months that are paid ahead."""
    if not _about_contribution(facts) or not (wants(facts) or plain(facts)):
        return None
    pay, prepaid = pay_of(facts, memory) or _lone_amount(facts), _prepaid(facts)
    topics = facts.topics
    unnamed = "cut" in topics and bool(facts.bag & {"umr", "umk"}) and facts.asks_amount
    ahead = prepaid > 1 and facts.asks_amount and not facts.sums and not topics & _BY_NAME
    if not (pay or facts.computes or unnamed or ahead) or _as_pension(facts, prepaid):
        return None
    who, weak = segment(facts, memory)
    fitting = bool(pay) or facts.computes or ((who == "bpu") if ahead else who != "bpu")
    if who == "pmi" or not fitting:
        return None
    if who == "employee":
        return Request("employee", employee_inputs(facts, pay, weak=weak))
    if who == "bpu":
        return Request("bpu", bpu_inputs(facts, pay, prepaid))
    inputs = {**bpu_inputs(facts, "", prepaid), **employee_inputs(facts, "", weak=False)}
    return Request("contribution", {**inputs, "amount": pay} if pay else inputs)


def _lone_amount(facts: Facts) -> str:
    """Return the only amount where it is supposed ("iuran kalau 3 juta") and large enough for a wage, else ""."""
    lone = facts.sums[0] if len(facts.sums) == 1 and facts.asks_amount else None
    if lone is None or lone.role or not lone.supposed or lone.value < WAGE.usual_from:
        return ""
    return encoded(lone)


def _about_contribution(facts: Facts) -> bool:
    """Return whether the message is about what a contribution costs, for one amount of pay."""
    topics = facts.topics
    if not topics & {"contribution", "cut", "employer-share"} or topics & _OTHER_MATTERS or facts.events & _LOSSES:
        return False
    base_asked = bool(facts.bag & {"dasar", "dasarnya"})
    over = facts.pay is not None and facts.pay.bound is Bound.ABOVE
    return not (base_asked or over or _several_pays(facts))


def _several_pays(facts: Facts) -> bool:
    """Return whether several earnings are compared, so that no single one can be counted."""
    earned = {said.value for said in facts.sums if said.role in {*PAY, ""} and not said.reported}
    return len(earned) > 1 and facts.raised is None and not facts.average_of


def _as_pension(facts: Facts, prepaid: int) -> bool:
    """Return whether years of contributions and what they give are asked, not what a month costs."""
    lasting = facts.duration(after=_LASTING)
    return lasting is not None and lasting.total >= 12 and lasting.total != prepaid and "benefit" in facts.topics


def _prepaid(facts: Facts) -> int:
    """Return for how many months is paid at once, 1 if not said."""
    beside = {at for place in facts.find(cues.TOGETHER) for at in (place.first, place.last - 1)}
    for duration, at in facts.durations:
        months = duration.total
        near = any(abs(at - other) <= 4 for other in beside)
        whole = months == int(months) and 1 <= months <= PREPAID[-1]
        if near and whole and not duration.ago and not duration.ahead:
            return int(months)
    return 1


def bpu_inputs(facts: Facts, pay: str, prepaid: int) -> dict[str, str]:
    """Return what a message says about a self-employed person's contribution."""
    payer = next((value for cue, value in _PAYERS if cue in facts.segments), None)
    work = ""
    if facts.segments & {"transport", "own"}:
        work = (Work.TRANSPORT if "transport" in facts.segments else Work.OTHER).value
    inputs = {
        "income": pay,
        "no_pension": YES if facts.topics & {"jp", "jkp"} else "",
        "work": work,
        "payer": payer.value if payer is not None else "",
        "prepaid": str(prepaid) if prepaid > 1 else "",
        "employer": YES if "punya" in facts.bag and facts.bag & _STAFF else "",
        **_bpu_programmes(facts),
        **_when_and_how_many(facts),
        **_enrolment(facts),
    }
    return {name: value for name, value in inputs.items() if value}


def _bpu_programmes(facts: Facts) -> dict[str, str]:
    """Return whether JHT is wanted, and which part of the contribution is asked for."""
    wanted = facts.named(cues.WITH_JHT)
    single = facts.topics & {"jht", "jkk", "jkm"}
    found = {}
    if wanted:
        found["jht"] = NO if "without" in wanted else YES
    elif "jht" in facts.topics:
        found["jht"] = YES
    if "discount" in facts.topics:
        found["focus"] = "discount"
    elif len(single) == 1 and not wanted:
        found["focus"] = next(iter(single))
    return found


def _enrolment(facts: Facts) -> dict[str, str]:
    """Return an age, and whether the person is a member already."""
    if facts.age is None or facts.age.bound is not Bound.NONE:
        return {}
    member = facts.bag & {"sudah", "udah", "terdaftar", "peserta", "lama"}
    return {"age": str(facts.age.years), "member": YES if member else ""}


def _when_and_how_many(facts: Facts) -> dict[str, str]:
    people = facts.count("orang") or 0
    return {
        "month": facts.month.isoformat() if facts.month is not None else "",
        "people": str(people) if people > 1 else "",
    }


def employee_inputs(facts: Facts, pay: str, *, weak: bool) -> dict[str, str]:
    """Return what a message says about an employee's contribution."""
    inputs = {
        "wage": pay,
        **_employee_focus(facts),
        **_workplace(facts),
        **_when_and_how_many(facts),
        "totals": ",".join(map(str, facts.average_of)),
        "minimum": YES if facts.bag & {"umk", "umr"} else "",
        "attendance": YES if any(said.role == "apart" for said in facts.sums) else "",
        "weak": YES if weak else "",
    }
    if facts.raised is not None and facts.after_raise is not None:
        inputs |= {"wage": encoded(facts.after_raise), "wage_before": encoded(facts.raised), "focus": "cut"}
    return {name: value for name, value in inputs.items() if value}


def _employee_focus(facts: Facts) -> dict[str, str]:
    """Return which part of the contribution is asked for, and the programmes named."""
    topics = facts.topics
    named = [
        name for name in ("jht", "jp", "jkk", "jkm") if name in topics or (name == "jp" and "pension" in facts.events)
    ]
    if len(named) == 1:
        return {"focus": named[0]}
    focus = "cut" if "cut" in topics and "employer-share" not in topics else "all"
    whole = not named or (focus == "cut" and set(named) == {"jht", "jp"})
    return {"focus": focus} if whole else {"focus": focus, "programmes": ",".join(named)}


def _workplace(facts: Facts) -> dict[str, str]:
    """Return the risk class and the size of the business, where they are named."""
    found = {}
    for table, name, needed in ((cues.RISK, "risk", {"risiko", "resiko"}), (cues.SIZE, "size", set[str]())):
        places = facts.find(table)
        if places and (not needed or facts.bag & needed):
            found[name] = max(places, key=lambda place: place.last - place.first).cue
    return found
