"""How the calculators write: amounts, months, lists, and the sentences that several of them share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.dialogue.calculators.exact import half_up, thousands
from bot.knowledge import figures

ESTIMATE = "Ini perkiraan, bukan angka resmi. Angka pastinya lihat simulasi resmi atau tanya **175**."
REPORTED_WAGE = "Dihitung dari upah yang dilaporkan ke BPJS Ketenagakerjaan, bukan yang diterima."
REPORTED_INCOME = "Dihitung dari penghasilan yang dilaporkan ke BPJS Ketenagakerjaan, bukan yang diterima."
DOCTOR = "Persentasenya ditetapkan dokter sesudah pengobatan selesai."
DECISION = "Yang memutuskan kantor cabang BPJS Ketenagakerjaan setelah berkas diperiksa."
FUTURE = "Dengan aturan yang berlaku sekarang."
CONSTANT_WAGE = "Dihitung dengan upah yang sama dari awal sampai akhir."

GRIEF = "Turut berduka cita."
GET_WELL = "Semoga lekas pulih."
STRENGTH = "Ikut prihatin, semoga dikuatkan."
LOST_WORK = "Ikut prihatin, semoga dimudahkan mencari kerja lagi."

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def rupiah(value: Fraction | int) -> str:
    """Return an amount as "Rp1.234.567"."""
    return figures.rupiah(Decimal(half_up(Fraction(value))))


def about(value: int) -> str:
    """Return a rough amount, rounded to thousands: "sekitar Rp63.000"; millions with two decimals: "sekitar Rp9,55 juta"."""
    if value >= 1_000_000:
        return f"sekitar Rp{number(Decimal(half_up(Fraction(value, 10_000))) / 100)} juta"
    return f"sekitar {rupiah(thousands(value))}"


def number(value: Decimal | Fraction | int) -> str:
    """Return a number as Indonesians write it, at most two decimals for a fraction: "5,51", "1,5"."""
    if isinstance(value, Fraction):
        value = Decimal(half_up(value * 100)) / 100
    return figures.number(Decimal(value))


def percent(value: Decimal) -> str:
    """Return a percentage: "0,24%"."""
    return f"{number(value)}%"


def month(day: date) -> str:
    """Return a month in words: "November 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def day(value: date) -> str:
    """Return a day in words: "3 Maret 2030"."""
    return figures.date_text(value)


def months(count: Fraction | int) -> str:
    """Return a number of months, with years where there are any: "18 bulan (1 tahun 6 bulan)"."""
    whole = int(count)
    if count != whole or whole < 12:
        return f"{number(Fraction(count))} bulan"
    years, left = divmod(whole, 12)
    return f"{whole} bulan ({years} tahun{f' {left} bulan' if left else ''})"


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case, also behind the sign for bold."""
    at = next((place for place, char in enumerate(text) if char.isalpha()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def reply(head: str, steps: Iterable[str], rule: str, notes: Iterable[str] = ()) -> str:
    """Return a reply's text: the result, the lines of the arithmetic, the rule, and what it depends on."""
    arithmetic = "\n".join(f"- {step}" for step in steps if step)
    depends = "\n".join(f"- {note}" for note in notes if note)
    parts = (head, arithmetic, f"Aturannya: {rule}", f"Yang perlu diingat:\n\n{depends}" if depends else "")
    return "\n\n".join(part for part in parts if part)


def listed(parts: Iterable[str]) -> str:
    """Return words as a list in a sentence: "a, b, dan c"."""
    items = list(parts)
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"
