"""From inputs to replies after a death: the JKM lump sum (C8), and JKK after an accident at work (C9)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.benefits import DeathGrant, death_grant, work_death
from bot.dialogue.calculators.form import NO, Ask, Computed, Form, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.injury_base import PP_82, injury_base
from bot.dialogue.calculators.rules import Rule, Rules

_ASK_SEGMENT = Ask(
    "segment",
    "Almarhum peserta sebagai apa?",
    (
        Option("Karyawan, didaftarkan perusahaan", "employee"),
        Option("Pekerja mandiri (BPU)", "bpu"),
        Option("Dibayari pemerintah atau donatur", "paid"),
    ),
)
_ASK_CAUSE = Ask(
    "cause",
    f"{say.GRIEF} Meninggalnya karena kecelakaan kerja? Santunannya berbeda.",
    (Option("Ya, kecelakaan kerja", "work"), Option("Bukan, sakit atau sebab lain", "other")),
)
_ASK_MONTHS = Ask("months", "Sudah berapa bulan jadi peserta dan membayar iuran? Contoh: 14 bulan.")
_LIKE_BPU = frozenset({"bpu", "paid"})


def died(form: Form) -> Step:
    """Return the grant after a death, once it is known whether it came from work (C8 or C9)."""
    cause = form.choice("cause", _ASK_CAUSE.text, _ASK_CAUSE.options)
    return death_at_work(form) if cause == "work" else death(form)


# --- C8 ---


def death(form: Form) -> Step:
    """Return the JKM lump sum (C8)."""
    if form.get("cause") == "work":
        return death_at_work(form)
    refused = _not_computed(form)
    if refused is not None:
        return refused
    segment = form.choice("segment", _ASK_SEGMENT.text, _ASK_SEGMENT.options) if form.guided else form.get("segment")
    months = form.fraction("months")
    if segment in _LIKE_BPU and months is None:
        raise UnansweredError(_ASK_MONTHS)
    if months is not None:
        form.judged("months", months, limits.MONTHS, f"masa iuran {say.months(int(months))}", _ASK_MONTHS)
    least = form.rules.whole(Rule.JKM_FULL_MONTHS)
    new = segment in _LIKE_BPU and months is not None and months < least
    result = death_grant(form.rules, new_self_employed=new)
    notes = _notes_new(least) if new else _notes_full(form.rules, segment, months)
    if segment == "paid":
        notes = [*notes, "Yang iurannya dibayar pemerintah atau donatur kami hitung seperti pekerja mandiri."]
    text = say.reply(
        f"{say.GRIEF} Keluarga menerima **{say.rupiah(result.total)}**.",
        _steps(result, least),
        f"PP 82/2019 pasal 34 dan Lampiran III; Permenaker 1/2025 ({least} bulan).",
        [*notes, say.DECISION, *form.confirmation],
    )
    entry = "jkm.masa-kepesertaan-3-bulan" if new else "jkm.besaran"
    return Computed(entry, text, result.figures(), ("jkm.beasiswa",))


def _not_computed(form: Form) -> Refer | None:
    if form.get("segment") == "pmi":
        lead = f"{say.GRIEF} Pekerja migran punya aturan sendiri, jadi tidak saya hitung di sini."
        return Refer("jkm.pmi-santunan", lead)
    if form.has("two_employers"):
        lead = f"{say.GRIEF} Dua pemberi kerja tidak bisa dijumlahkan begitu saja, jadi tidak saya hitung."
        return Refer("jkm.dua-pemberi-kerja", lead)
    if form.get("active") == NO:
        lead = f"{say.GRIEF} Kalau iurannya menunggak atau kepesertaannya tidak aktif, saya tidak menyebut angka."
        return Refer("jkm.peserta-nonaktif", lead)
    return None


def _steps(result: DeathGrant, least: int) -> list[str]:
    if result.santunan is None:
        return [f"Pekerja mandiri yang belum {least} bulan jadi peserta: {say.rupiah(result.total)} seluruhnya"]
    return [
        f"Santunan: {say.rupiah(result.santunan)}",
        f"Santunan berkala, dibayar sekaligus: {say.rupiah(result.berkala or 0)}",
        f"Biaya pemakaman: {say.rupiah(result.pemakaman or 0)}",
    ]


def _notes_new(least: int) -> Sequence[str]:
    return (
        (
            f"Kalau iurannya pernah putus lalu mulai lagi, hitungan {least} bulannya belum jelas; "
            "tanyakan ke kantor cabang."
        ),
        "Kalau meninggalnya karena kecelakaan kerja, yang dibayar JKK dan syarat ini tidak dipakai.",
    )


def _notes_full(rules: Rules, segment: str, months: Fraction | None) -> Sequence[str]:
    least, smaller = rules.whole(Rule.JKM_FULL_MONTHS), say.rupiah(rules.whole(Rule.JKM_NEW))
    unsure = not segment and (months is None or months < least)
    own = segment in _LIKE_BPU
    return (
        f"Itu untuk karyawan yang aktif. Pekerja mandiri yang belum {least} bulan: {smaller}." if unsure else "",
        "Peserta harus masih aktif saat meninggal. Besarnya tidak tergantung gaji.",
        _school_note(rules, months),
        "Diskon iuran tidak mengurangi santunan." if own else "",
    )


def _school_note(rules: Rules, months: Fraction | None) -> str:
    years, children = rules.whole(Rule.SCHOOL_JKM_YEARS), rules.whole(Rule.SCHOOL_CHILDREN)
    if months is None:
        return f"Kalau iurannya sudah {years} tahun, paling banyak {children} anak bisa dapat beasiswa."
    if months < years * 12:
        return f"Beasiswa anak belum ada, karena iurannya belum {years} tahun."
    return f"Iurannya sudah {years} tahun, jadi paling banyak {children} anak bisa dapat beasiswa, di luar jumlah ini."


# --- C9 ---


def death_at_work(form: Form) -> Step:
    """Return what JKK pays after a death at work (C9)."""
    base, reported = injury_base(form)
    result = work_death(form.rules, base.value)
    times = form.rules.whole(Rule.JKK_DEATH_TIMES)
    raw, least = base.value * times, form.rules.whole(Rule.JKK_DEATH_LEAST)
    steps = [
        *base.steps,
        f"Santunan: {times} × {say.rupiah(base.value)} = {say.rupiah(raw)}",
        f"Dinaikkan ke jumlah paling sedikit: {say.rupiah(least)}" if raw < least else "",
        f"Biaya pemakaman: {say.rupiah(result.pemakaman)}",
        f"Santunan berkala, dibayar sekaligus: {say.rupiah(result.berkala)}",
    ]
    notes = [
        reported,
        "Kantor cabang memastikan dulu bahwa ini kecelakaan kerja.",
        "Biaya berobat sebelum meninggal dan beasiswa anak di luar jumlah ini; beasiswanya tanpa syarat lama iuran.",
        (
            "Santunan kematian (JKM) tidak dibayar lagi di atasnya. Belum didaftarkan perusahaan: "
            "perusahaan wajib membayar "
            "sebesar ini."
        ),
        *form.confirmation,
    ]
    roughly = "sekitar " if base.rough else ""
    head = f"{say.GRIEF} Keluarga menerima **{roughly}{say.rupiah(result.total)}**.{base.clause}"
    own = ("jkk.penghasilan-bpu-santunan",) if reported == say.REPORTED_INCOME else ()
    related = (*own, "jkk.contoh-hitung", "jkk.beasiswa")
    return Computed("jkk.santunan-meninggal", say.reply(head, steps, f"{PP_82}.", notes), result.figures(), related)
