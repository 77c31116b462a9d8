"""The guided check (/cek): from the work, who pays and the age to the programmes, what they cost and how to register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.dialogue.calculators import limits, say
from bot.dialogue.calculators.contributions import Payer, Work, bpu_contribution, discount
from bot.dialogue.calculators.form import NO, YES, Advice, Ask, Form, Option, Refer, Step, UnansweredError
from bot.dialogue.calculators.rules import Rule

OTHER = "lain"
"""The group of those whose work is not in the list."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of workers: its entry, whether an employer pays them (None: ask), its kind of work.

    `own_rules` is true where the entry alone says what holds (civil servants, migrants, trainees).
    """

    entry: str
    employed: bool | None
    work: Work = Work.OTHER
    own_rules: bool = False


GROUPS: Mapping[str, Group] = {
    "nelayan": Group("kelompok.nelayan", employed=False),
    "petani": Group("kelompok.petani", employed=False),
    "buruh_tani": Group("kelompok.buruh-tani", employed=False),
    "ojol": Group("kelompok.ojek-online", employed=False, work=Work.TRANSPORT),
    "kurir": Group("kelompok.kurir", employed=None, work=Work.TRANSPORT),
    "sopir": Group("kelompok.sopir", employed=None, work=Work.TRANSPORT),
    "guru_ngaji": Group("kelompok.guru-ngaji", employed=False),
    "kader": Group("kelompok.kader-posyandu", employed=False),
    "rt_rw": Group("kelompok.rt-rw", employed=False, own_rules=True),
    "bpd": Group("kelompok.bpd", employed=False, own_rules=True),
    "balawista": Group("kelompok.balawista", employed=None),
    "umkm": Group("kelompok.umkm", employed=False),
    "pedagang": Group("kelompok.pedagang", employed=False),
    "art": Group("kelompok.art", employed=False, own_rules=True),
    "bangunan": Group("kelompok.buruh-bangunan", employed=None),
    "pmi": Group("kelompok.pmi", employed=None, own_rules=True),
    "honorer": Group("kelompok.honorer-non-asn", employed=True, own_rules=True),
    "asn": Group("kelompok.asn-pppk", employed=True, own_rules=True),
    "magang": Group("kelompok.magang", employed=None, own_rules=True),
    "freelance": Group("kelompok.freelancer", employed=False),
    "perangkat_desa": Group("kelompok.perangkat-desa", employed=True, own_rules=True),
    "mandiri": Group("kelompok.bpu", employed=False),
    "karyawan": Group("kelompok.pu", employed=True),
}
"""The groups of the vocabulary's slot `kelompok`, and drivers."""

_ASK_WORK = Ask(
    "group",
    "Pekerjaannya apa? Pilih, atau tulis saja, contoh: guru ngaji.",
    (
        Option("Karyawan, buruh pabrik", "karyawan"),
        Option("Ojek, sopir, kurir", "ojol"),
        Option("Tani, nelayan, dagang", "petani"),
        Option("Pekerjaan lain", OTHER),
    ),
)
_ASK_EMPLOYED = Ask(
    "employed", "Digaji perusahaan atau majikan?", (Option("Ya, digaji", YES), Option("Tidak, usaha sendiri", NO))
)
_ASK_AGE = Ask("age", "Umurnya berapa? Contoh: 40.")


def segment_of(group: str) -> str:
    """Return "bpu", "employee", "pmi" or "" for a group of the vocabulary."""
    if group == "pmi":
        return "pmi"
    known = GROUPS.get(group)
    if known is None or known.employed is None:
        return ""
    return "employee" if known.employed else "bpu"


def check(form: Form) -> Step:
    """Return which programmes a person may join, what they cost and how to register, in three questions at most."""
    name = form.get("group")
    if not name:
        raise UnansweredError(_ASK_WORK)
    group = GROUPS.get(name, Group("kelompok.bpu", employed=None))
    if group.own_rules:
        return Refer(group.entry, "")
    employed = group.employed
    if employed is None:
        employed = form.choice("employed", _ASK_EMPLOYED.text, _ASK_EMPLOYED.options) == YES
    age = form.number("age")
    if age is None:
        raise UnansweredError(_ASK_AGE)
    form.judged("age", age, limits.AGE, f"umur {age} tahun", _ASK_AGE)
    if age < limits.ADULT_WORKER:
        return Refer("daftar.usia-minimal", f"Untuk umur {age} tahun, sumber yang kami baca tidak seragam.")
    return _employee(form, group, age) if employed else _self_employed(form, group, name, age)


def _self_employed(form: Form, group: Group, name: str, age: int) -> Step:
    oldest = form.rules.whole(Rule.BPU_MAX_AGE)
    if age >= oldest:
        return Refer("daftar.usia-maksimal", f"Pada umur {age} tahun pekerja mandiri tidak bisa mendaftar baru.")
    work = group.work if name in GROUPS else Work.UNKNOWN
    two, three = (
        bpu_contribution(form.rules, Fraction(0), jht=jht, work=Work.OTHER, payer=Payer.STATE, month=form.today)
        for jht in (False, True)
    )
    lines = [
        f"Kecelakaan kerja (JKK) dan kematian (JKM): mulai {say.rupiah(two.total or 0)} sebulan",
        f"Ditambah tabungan hari tua (JHT): mulai {say.rupiah(three.total or 0)} sebulan",
        f"Umur {age} masih bisa mendaftar; batasnya sebelum {oldest} tahun",
    ]
    cut = discount(form.rules, work, Payer.SELF, form.today)
    if cut:
        kind = Work.TRANSPORT if work is Work.TRANSPORT else Work.OTHER
        cheaper = bpu_contribution(form.rules, Fraction(0), jht=False, work=kind, payer=Payer.SELF, month=form.today)
        rule = Rule.BPU_DISCOUNT_TRANSPORT if kind is Work.TRANSPORT else Rule.BPU_DISCOUNT_OTHER
        period = form.rules.period(rule, form.today.replace(day=1))
        if cheaper.total_diskon is not None and period is not None and period.last is not None:
            lines.insert(
                1,
                (
                    f"Sampai iuran {say.month(period.last)} ada potongan: dua program mulai "
                    f"{say.rupiah(cheaper.total_diskon)}"
                ),
            )
    listed = "\n".join(f"- {line}" for line in lines)
    text = (
        "Bisa ikut **kecelakaan kerja (JKK) dan kematian (JKM)** sebagai pekerja mandiri, boleh "
        f"ditambah **tabungan hari tua (JHT)**.\n\n{listed}\n\n"
        "Penghasilan lebih besar, iurannya naik. Jaminan pensiun dan jaminan PHK tidak ada untuk pekerja mandiri.\n\n"
        "Daftarnya gratis: aplikasi JMO, situs BPJS Ketenagakerjaan, atau kantor cabang, cukup bawa KTP."
    )
    return Advice((group.entry, "iuran.bpu-ringkasan", "daftar.bpu-cara"), text)


def _employee(form: Form, group: Group, age: int) -> Step:
    most = say.percent(form.rules.value(Rule.JHT_WORKER) + form.rules.value(Rule.JP_WORKER))
    first = form.rules.whole(Rule.JKP_AGE)
    late = (
        (
            f"\n\nUmur {age}: kalau baru pertama kali didaftarkan sesudah umur {first}, tidak masuk "
            "jaminan PHK (JKP). Tanyakan ke 175."
        )
        if age >= first
        else ""
    )
    text = (
        "Perusahaan yang wajib mendaftarkan, programnya menurut besar usaha:\n\n"
        "- Semua usaha: **kecelakaan kerja (JKK)** dan **kematian (JKM)**\n"
        "- Usaha kecil: ditambah **tabungan hari tua (JHT)**\n"
        "- Usaha menengah dan besar: ditambah **pensiun (JP)**\n"
        "- Jaminan PHK (JKP): kalau syaratnya terpenuhi\n\n"
        f"Gaji dipotong paling banyak {most}, hanya untuk JHT dan JP; selebihnya dibayar perusahaan.{late}\n\n"
        "Minta nomor peserta ke HRD, lalu cek di aplikasi JMO."
    )
    entry = group.entry if group.employed else "kelompok.pu"
    return Advice((entry, "iuran.potongan-gaji", "daftar.pu-oleh-perusahaan"), text)
