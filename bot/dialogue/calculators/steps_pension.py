"""From inputs to replies for JP: what it pays a month (C4) or at once (C5), and from which age (C6)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import CapKnown, jp_wage_cap
from bot.dialogue.calculators.form import Ask, Computed, Form, Given, Refer, Step, UnansweredError
from bot.dialogue.calculators.pension import (
    MonthlyPension,
    PensionAge,
    cap_stretches,
    monthly_pension,
    pension_age,
    pension_contribution,
    pension_lump,
    programme_start,
)
from bot.dialogue.calculators.rules import Rule
from bot.dialogue.calculators.steps_savings import ASK_MONTHS
from bot.language.dates import add_months

# --- C4 and C5 ---


def pension(form: Form) -> Step:
    """Return what JP pays: a month from 15 years of contributions (C4), else at once (C5)."""
    if form.get("segment") in {"bpu", "pmi"}:
        return Refer("jp.bpu", "Pekerja mandiri dan pekerja migran tidak punya Jaminan Pensiun (JP).")
    rate = _rate_of_jp(form)
    question = Ask("wage", f"Berapa rata-rata upah sebulan? Iuran JP {rate} dari upah. Contoh: 4,2 juta.")
    wage = form.wage("wage", question)
    span = form.span()
    months = span[1] if span else form.months("months", ASK_MONTHS, noun="masa iuran")
    if span:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(months)}", ASK_MONTHS)
    if months == 0:
        return Refer("jp.masa-iur", "Belum ada masa iuran, jadi belum ada yang dihitung.")
    least = form.rules.whole(Rule.JP_MONTHS)
    if months >= least:
        return _monthly(form, wage, months)
    return _lump(form, wage, months, span[0] if span else None)


def _rate_of_jp(form: Form) -> str:
    return say.percent(form.rules.value(Rule.JP_EMPLOYER) + form.rules.value(Rule.JP_WORKER))


def _monthly(form: Form, wage: Given, months: int) -> Step:
    rules = form.rules
    cap = jp_wage_cap(rules, form.today).value
    result = monthly_pension(rules, months, wage.value, form.today)
    roughly = "sekitar " if wage.rough else ""
    monthly = f"**{roughly}{say.rupiah(result.per_bulan)} sebulan**"
    head = f"Kira-kira {monthly}, untuk iuran {say.months(months)}.{wage.clause}"
    counted = say.rupiah(min(wage.value, Fraction(cap)))
    coefficient, years = say.percent(rules.value(Rule.JP_COEFFICIENT)), say.number(Fraction(months, 12))
    steps = [*wage.steps, f"{coefficient} × {years} tahun × {counted} = {say.rupiah(result.per_bulan_rumus)}"]
    first = rules.latest(Rule.JP_MIN).first
    of_year = f" tahun {first.year}" if first else ""
    steps.append(_limited(result, of_year))
    notes = [
        f"Upah di atas {say.rupiah(cap)} dihitung sebesar batas itu." if wage.value > cap else "",
        _too_early(form, months),
        "Upah lama sebenarnya disesuaikan dulu dengan inflasi; itu tidak bisa saya hitung, jadi angka aslinya berbeda.",
        f"Batas paling sedikit dan paling banyak{of_year} dari satu surat yang dikutip, dan naik tiap tahun.",
        "Dibayar mulai usia pensiun JP, bukan saat berhenti kerja. Sesudah tahun pertama mengikuti inflasi.",
        *form.confirmation,
    ]
    rule = "PP 45/2015 pasal 17 (rumus), 18 (batas), 19 dan 20 (15 tahun)."
    return Computed("jp.rumus", say.reply(head, steps, rule, notes), result.figures(), ("jp.besaran-min-max",))


def _limited(result: MonthlyPension, of_year: str) -> str:
    if result.per_bulan > result.per_bulan_rumus:
        return f"Dinaikkan ke batas paling sedikit{of_year}: {say.rupiah(result.per_bulan)}"
    if result.per_bulan < result.per_bulan_rumus:
        return f"Diturunkan ke batas paling banyak{of_year}: {say.rupiah(result.per_bulan)}"
    return ""


def _too_early(form: Form, months: int) -> str:
    """Return that so many months cannot have been paid yet, or ""."""
    start = programme_start(form.rules)
    least = form.rules.whole(Rule.JP_MONTHS)
    possible = max(0, (form.today.year - start.year) * 12 + form.today.month - start.month + 1)
    if months <= possible:
        return ""
    return (
        f"JP baru mulai {say.month(start)}: sampai sekarang paling banyak {possible} bulan, dan {least} bulan paling "
        f"cepat tercapai {say.month(add_months(start, least))}. Jadi ini gambaran untuk nanti."
    )


def _lump(form: Form, wage: Given, months: int, first: date | None) -> Step:
    rules = form.rules
    lowest = min(int(period.value) for period in rules.periods(Rule.JP_WAGE_CAP))
    if first is None and wage.value > lowest:
        text = (
            "Batas upah JP berganti tiap tahun. Dari bulan apa sampai bulan apa iurannya? Contoh: "
            "Januari 2025 sampai Desember 2025."
        )
        raise UnansweredError(Ask("span", text))
    caps = cap_stretches(rules, first, months) if first else ((lowest, months, CapKnown.YES),)
    if any(known is CapKnown.NOT_YET and wage.value > cap for cap, _, known in caps):
        lead = "Batas upah JP untuk sebagian bulan itu tidak ada di data kami, jadi tidak saya hitung."
        return Refer("jp.batas-upah", lead)
    stretches = tuple((pension_contribution(rules, wage.value, cap), count) for cap, count, _ in caps)
    result = pension_lump(rules, stretches)
    rate, total = _rate_of_jp(form), say.about(result.perkiraan_total)
    roughly = "sekitar " if wage.rough else ""
    least = rules.whole(Rule.JP_MONTHS)
    head = (
        f"Belum {least // 12} tahun iuran, jadi dibayar sekaligus. Yang disetor "
        f"**{roughly}{say.rupiah(result.total_iuran)}**; dengan hasil pengembangan **{total}**.{wage.clause}"
    )
    steps = list(wage.steps)
    for (monthly, count), (cap, _, _) in zip(stretches, caps, strict=True):
        counted = say.rupiah(min(wage.value, Fraction(cap)))
        steps.append(f"{rate} × {counted} = {say.rupiah(monthly)}, {count} bulan: {say.rupiah(monthly * count)}")
    steps.append(f"Dengan hasil {say.percent(rules.value(Rule.JP_RETURN))} setahun: {total}")
    notes = [
        "Dibayar pada usia pensiun JP, atau saat cacat total atau meninggal; bukan saat berhenti kerja.",
        "Hasil tahun 2025 itu dari satu sumber dan ditetapkan tiap tahun, jadi ini gambaran, bukan janji.",
        say.CONSTANT_WAGE,
        _before_known_caps(form, months, first),
        (
            "Bulan sesudah batas upah terakhir yang kami tahu dihitung dengan batas sekarang."
            if any(known is CapKnown.LATER for _, _, known in caps)
            else ""
        ),
        "Bulan tanpa iuran JP, misalnya di usaha kecil, tidak dihitung.",
        "Pajaknya tidak saya hitung; tanyakan ke kantor cabang.",
        *form.confirmation,
    ]
    text = say.reply(head, steps, "UU 40/2004 pasal 41; PP 45/2015 pasal 28 dan 29.", notes)
    return Computed("jp.kurang-15-tahun", text, result.figures(), ("jp.masa-iur",))


def _before_known_caps(form: Form, months: int, first: date | None) -> str:
    """Return that the caps of the earliest months are not in the facts, or ""."""
    known_from = form.rules.periods(Rule.JP_WAGE_CAP)[0].first
    begins = first or add_months(form.today.replace(day=1), 1 - months)
    if known_from is None or begins >= known_from:
        return ""
    return f"Batas upah JP sebelum {say.month(known_from)} tidak ada di data kami."


# --- C6 ---

_ASK_BIRTH = Ask("birth", "Lahir tahun berapa? Contoh: 1975, atau 3 Maret 1970.")


def age(form: Form) -> Step:
    """Return from which age and year JP is paid (C6)."""
    born = form.day("birthday")
    year = born.year if born else form.number("birth")
    years = form.number("age") if year is None else None
    if years is not None:
        form.judged("age", years, limits.AGE, f"umur {years} tahun", _ASK_BIRTH)
        year = (form.number("age_year") or form.today.year) - years
    if year is None:
        raise UnansweredError(_ASK_BIRTH)
    _believed(form, born, year)
    result = pension_age(form.rules, year)
    if result is None or year < limits.BIRTH_KNOWN_FROM:
        first = int(form.rules.periods(Rule.JP_AGE)[0].value)
        start = say.month(programme_start(form.rules))
        lead = (
            f"Kelahiran {year} sudah mencapai usia pensiun JP ({first} tahun) pada atau sebelum program "
            f"ini mulai, {start}."
        )
        return Refer("jp.usia-pensiun", f"{lead} Tanyakan ke kantor cabang.")
    notes = [
        say.FUTURE,
        "" if years is None else _other_birthday(form, year, result),
        (
            "Ini umur menerima JP, bukan umur harus berhenti kerja, dan bukan JHT "
            f"({form.rules.whole(Rule.JHT_AGE)} tahun)."
        ),
        f"Masih bekerja pada umur itu: boleh ditunda, paling lama {form.rules.whole(Rule.JP_DELAY)} tahun.",
        (
            f"Dibayar bulanan kalau iurannya sudah {form.rules.whole(Rule.JP_MONTHS) // 12} tahun; kurang "
            "dari itu sekaligus."
        ),
        (
            "Yang genap umurnya atau berhenti kerja tepat sebelum usia pensiun naik mungkin kena aturan "
            "peralihan; tanyakan "
            "ke kantor cabang."
        ),
        *form.confirmation,
    ]
    rule = "PP 45/2015 pasal 15; umur per tahun lahir hitungan kami dari aturan itu."
    text = say.reply(_age_head(form, result, born, year), _age_steps(form, result, year), rule, notes)
    return Computed("jp.usia-pensiun", text, result.figures(), ("jp.masa-iur",))


def _believed(form: Form, born: date | None, year: int) -> None:
    """Let a year of birth pass, or end the step with a question about it."""
    if born is not None and born > form.today:
        raise UnansweredError(Ask("birth", f"Maaf, tanggal lahir itu belum lewat. {_ASK_BIRTH.text}"))
    if not limits.BIRTH_FROM <= year <= form.today.year:
        raise UnansweredError(Ask("birth", f"Maaf, tahun lahir {year} tidak bisa saya hitung. {_ASK_BIRTH.text}"))
    if year > form.today.year - limits.YOUNGEST_WORKER:
        form.judged("birth", form.today.year - year, limits.AGE, f"kelahiran {year}", _ASK_BIRTH)


def _age_head(form: Form, result: PensionAge, born: date | None, year: int) -> str:
    when, past = f"tahun {result.tahun}", result.tahun < form.today.year
    if born is not None:
        reached = add_months(born, result.usia_pensiun * 12)
        when, past = say.day(reached), reached <= form.today
    since = f"sudah sejak **{when}**" if past else f"mulai **{when}**"
    return f"Jaminan Pensiun (JP) untuk kelahiran {year} cair umur **{result.usia_pensiun} tahun**, {since}."


def _age_steps(form: Form, result: PensionAge, year: int) -> list[str]:
    first = int(form.rules.periods(Rule.JP_AGE)[0].value)
    steps = []
    for reached in range(max(first, result.usia_pensiun - 1), result.usia_pensiun + 1):
        needed = form.rules.whole(Rule.JP_AGE, date(year + reached, 12, 31))
        verdict = "cukup" if needed <= reached else "belum cukup"
        steps.append(f"Umur {reached} di tahun {year + reached}: usia pensiun tahun itu {needed}, {verdict}")
    return steps


def _other_birthday(form: Form, year: int, result: PensionAge) -> str:
    """Return the result for the year before, where the birthday is still to come and it would differ."""
    other = pension_age(form.rules, year - 1)
    if other is None or other == result:
        return ""
    age_too = f"umur {other.usia_pensiun}, " if other.usia_pensiun != result.usia_pensiun else ""
    return (
        f"Dihitung sebagai kelahiran {year}. Kalau ulang tahunnya belum lewat (kelahiran {year - 1}): {age_too}tahun "
        f"{other.tahun}."
    )
