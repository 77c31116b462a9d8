"""From inputs to a reply for the children's scholarship (C13)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.benefits import Child, Level, Scholarship, scholarship, school_years
from bot.dialogue.calculators.form import Ask, Computed, Form, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule, Rules

_ASK_CHILDREN = Ask(
    "children",
    "Anaknya sekarang kelas berapa? Contoh: SD kelas 5, atau anak pertama SMA kelas 2 dan anak kedua TK.",
)
_ASK_CAUSE = Ask(
    "cause",
    f"{say.GRIEF} Beasiswanya karena apa? Syaratnya berbeda.",
    (Option("Kecelakaan kerja", "work"), Option("Meninggal karena sebab lain", "other")),
)
_LEVEL_NAMES = {
    Level.TK: "TK",
    Level.SD: "SD",
    Level.SMP: "SMP",
    Level.SMA: "SMA",
    Level.PT: "kuliah atau pelatihan",
}


def school(form: Form) -> Step:
    """Return the most that the children's scholarship can come to (C13)."""
    cause = form.choice("cause", _ASK_CAUSE.text, _ASK_CAUSE.options)
    entry = "jkk.beasiswa" if cause == "work" else "jkm.beasiswa"
    refused = _not_due(form, cause, entry)
    if refused is not None:
        return refused
    children = decode_children(form.get("children"))
    if not children:
        raise UnansweredError(_ASK_CHILDREN)
    count = form.number("count") or len(children)
    form.judged("count", count, limits.CHILDREN, f"{count} anak", _ASK_CHILDREN)
    result = scholarship(form.rules, children)
    loss = say.STRENGTH if form.get("result") == "total" else say.GRIEF
    head = f"{loss} Beasiswanya paling banyak **{say.rupiah(result.total)}**, dibayar per tahun."
    rule = "PP 82/2019 Lampiran III, Permenaker 5/2021, Permenaker 1/2025 pasal 103 ayat (3a)."
    text = say.reply(head, _steps(form.rules, children, result), rule, _notes(form, cause, children, count))
    return Computed(entry, text, result.figures(), ("jkm.beasiswa-klaim",))


def _not_due(form: Form, cause: str, entry: str) -> Refer | None:
    years, limit = form.rules.whole(Rule.SCHOOL_JKM_YEARS), form.rules.whole(Rule.SCHOOL_AGE)
    paid, age = form.fraction("paid"), form.number("child_age")
    if cause == "other" and paid is not None and paid < years * 12:
        return Refer(entry, f"{say.GRIEF} Beasiswa dari JKM belum ada, karena iurannya belum {years} tahun.")
    if age is not None and age >= limit:
        return Refer(entry, f"Anak yang sudah berumur {limit} tahun tidak mendapat beasiswa lagi.")
    if form.has("other_school"):
        lead = "Untuk pesantren dan Paket A, B, C aturannya tidak menyebut jumlah, jadi tidak saya hitung."
        return Refer(entry, f"{lead} Tanyakan ke kantor cabang.")
    return None


def _steps(rules: Rules, children: Sequence[Child], result: Scholarship) -> list[str]:
    sums = [amount for amount in (result.anak_1, result.anak_2) if amount is not None]
    steps = []
    for place, (child, amount) in enumerate(zip(children, sums, strict=False), start=1):
        parts = school_years(rules, child)
        spelled = " + ".join(f"{_LEVEL_NAMES[part.level]} {part.years} × {say.rupiah(part.each)}" for part in parts)
        whose = f"Anak {place}: " if len(sums) > 1 else ""
        steps.append(f"{whose}{spelled or 'tidak ada tahun yang tersisa'} = {say.rupiah(amount)}")
    return steps


def _notes(form: Form, cause: str, children: Sequence[Child], count: int) -> list[str]:
    most, limit = form.rules.whole(Rule.SCHOOL_CHILDREN), form.rules.whole(Rule.SCHOOL_AGE)
    to_sma = all(child.until is Level.SMA for child in children)
    years = form.rules.whole(Rule.SCHOOL_JKM_YEARS)
    return [
        f"Tahun ajaran sekarang ikut dihitung{', sampai lulus SMA' if to_sma else ''}.",
        "Kelas yang tidak disebut dihitung dari kelas 1." if form.has("grade_unknown") else "",
        f"Paling banyak {most} anak; yang dihitung {most} yang pertama disebut."
        if max(count, len(children)) > most
        else "",
        "Untuk anak yang lain, tulis juga kelasnya." if len(children) < min(count, most) else "",
        (
            f"Berhenti pada umur {limit} tahun, menikah, atau bekerja (ada pengecualian), jadi tahun kuliah terakhir bisa "
            "tidak terbayar."
        ),
        f"Dari JKM hanya kalau iurannya sudah {years} tahun." if cause == "other" and not form.has("paid") else "",
        "Diajukan tiap tahun. Tahun mengulang di atas batas tidak dibayar.",
        *form.confirmation,
    ]


def encode_children(children: Sequence[Child]) -> str:
    """Return children as text for a form."""
    return ";".join(f"{child.level}:{child.grade}:{child.until}:{child.university}" for child in children)


def decode_children(text: str) -> tuple[Child, ...]:
    """Return the children that `encode_children` wrote; what is not of that form is left out."""
    levels = set(Level)
    children = []
    for part in text.split(";"):
        pieces = part.split(":")
        if len(pieces) != 4 or not {pieces[0], pieces[2]} <= levels:
            continue
        if all(number.isascii() and number.isdecimal() for number in (pieces[1], pieces[3])):
            children.append(Child(Level(pieces[0]), int(pieces[1]), Level(pieces[2]), int(pieces[3])))
    return tuple(children)
