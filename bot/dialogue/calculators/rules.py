"""The rule figures that the calculators stand on, by name; their values live in `knowledge/angka.yaml` alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.knowledge.models import Figure, Period


class Rule(StrEnum):
    """The name of a figure of `angka.yaml` that a calculator uses."""

    BPU_JKK = "iuran.bpu_jkk"
    BPU_JHT = "iuran.bpu_jht"
    BPU_JKM = "iuran.bpu_jkm"
    BPU_TABLE = "iuran.bpu_tabel"
    BPU_DISCOUNT_TRANSPORT = "iuran.bpu_diskon_transportasi"
    BPU_DISCOUNT_OTHER = "iuran.bpu_diskon_lainnya"
    BPU_MAX_AGE = "umum.usia_daftar_bpu"
    JKK_VERY_LOW = "iuran.jkk_sangat_rendah"
    JKK_LOW = "iuran.jkk_rendah"
    JKK_MEDIUM = "iuran.jkk_sedang"
    JKK_HIGH = "iuran.jkk_tinggi"
    JKK_VERY_HIGH = "iuran.jkk_sangat_tinggi"
    JKM_EMPLOYEE = "iuran.jkm_pu"
    JHT_EMPLOYER = "iuran.jht_perusahaan"
    JHT_WORKER = "iuran.jht_pekerja"
    JP_EMPLOYER = "iuran.jp_perusahaan"
    JP_WORKER = "iuran.jp_pekerja"
    JP_WAGE_CAP = "jp.batas_upah"
    DAILY_TIMES = "iuran.upah_harian_kali"
    LATE_FINE = "iuran.denda_persen"
    CONSTRUCTION = "iuran.jakon_lapis"
    PMI_BEFORE = "iuran.pmi_sebelum"
    PMI_24 = "iuran.pmi_24_bulan"
    PMI_12 = "iuran.pmi_12_bulan"
    PMI_6 = "iuran.pmi_6_bulan"
    PMI_24_MONTHS = "iuran.pmi_masa_24"
    PMI_12_MONTHS = "iuran.pmi_masa_12"
    PMI_6_MONTHS = "iuran.pmi_masa_6"
    PMI_EXTRA = "iuran.pmi_per_bulan_tambahan"
    PMI_JHT_LEAST = "iuran.pmi_jht_min"
    PMI_JHT_MOST = "iuran.pmi_jht_maks"
    JHT_RETURN = "jht.hasil"
    JHT_AGE = "jht.usia"
    JHT_PARTIAL_YEARS = "jht.sebagian_masa"
    JHT_PARTIAL_TEN = "jht.sebagian_persiapan"
    JHT_PARTIAL_HOUSE = "jht.sebagian_rumah"
    TAX_FREE = "jht.pajak_batas"
    TAX_FINAL = "jht.pajak_final"
    TAX_PROGRESSIVE = "jht.pajak_progresif"
    TAX_NO_NPWP = "jht.pajak_tanpa_npwp"
    TAX_YEARS = "jht.pajak_tahun_kalender"
    JP_RETURN = "jp.hasil_sekaligus"
    JP_COEFFICIENT = "jp.koefisien"
    JP_MONTHS = "jp.masa_iur_minimal"
    JP_MIN = "jp.manfaat_min"
    JP_MAX = "jp.manfaat_maks"
    JP_AGE = "jp.usia_pensiun"
    JP_DELAY = "jp.tunda_maks"
    JKP_PERCENT = "jkp.persen"
    JKP_WAGE_CAP = "jkp.batas_upah"
    JKP_MONTHS = "jkp.bulan_maks"
    JKP_PAID = "jkp.masa_iur"
    JKP_WINDOW = "jkp.jendela"
    JKP_DEADLINE = "jkp.batas_ajukan"
    JKP_AGE = "jkp.usia_daftar"
    JKM_GRANT = "jkm.santunan"
    JKM_PERIODIC = "jkm.berkala"
    JKM_FUNERAL = "jkm.pemakaman"
    JKM_FULL_MONTHS = "jkm.bpu_masa_penuh"
    JKM_NEW = "jkm.bpu_kurang"
    JKK_DEATH_TIMES = "jkk.mati_kali"
    JKK_TOTAL_TIMES = "jkk.total_kali"
    JKK_PARTIAL_TIMES = "jkk.cacat_kali"
    JKK_DEATH_LEAST = "jkk.mati_minimal"
    JKK_PERIODIC = "jkk.berkala"
    JKK_FUNERAL = "jkk.pemakaman"
    STMB_FULL_MONTHS = "jkk.stmb_penuh_bulan"
    STMB_FULL = "jkk.stmb_awal"
    STMB_LATER = "jkk.stmb_lanjut"
    TRANSPORT_LAND = "jkk.transport_darat"
    TRANSPORT_SEA = "jkk.transport_laut"
    TRANSPORT_AIR = "jkk.transport_udara"
    EYES_BOTH = "jkk.persen_dua_mata"
    EYE_ONE = "jkk.persen_satu_mata"
    HEARING_BOTH = "jkk.persen_dua_telinga"
    HEARING_ONE = "jkk.persen_satu_telinga"
    ARM_RIGHT = "jkk.persen_lengan_kanan"
    ARM_LEFT = "jkk.persen_lengan_kiri"
    EAR_ONE = "jkk.persen_satu_daun_telinga"
    EARS_BOTH = "jkk.persen_dua_daun_telinga"
    DECIBEL_BOTH = "jkk.persen_desibel_dua"
    DECIBEL_ONE = "jkk.persen_desibel_satu"
    SMELL = "jkk.persen_penciuman"
    NOSE_WING = "jkk.persen_cuping_hidung"
    SCALP_LEAST = "jkk.persen_kulit_kepala_min"
    SCALP_MOST = "jkk.persen_kulit_kepala_maks"
    SCHOOL_TK = "beasiswa.tk"
    SCHOOL_SD = "beasiswa.sd"
    SCHOOL_SMP = "beasiswa.smp"
    SCHOOL_SMA = "beasiswa.sma"
    SCHOOL_PT = "beasiswa.pt"
    SCHOOL_TK_YEARS = "beasiswa.tk_tahun"
    SCHOOL_SD_YEARS = "beasiswa.sd_tahun"
    SCHOOL_SMP_YEARS = "beasiswa.smp_tahun"
    SCHOOL_SMA_YEARS = "beasiswa.sma_tahun"
    SCHOOL_PT_YEARS = "beasiswa.pt_tahun"
    SCHOOL_CHILDREN = "beasiswa.anak_maks"
    SCHOOL_PER_CHILD = "beasiswa.per_anak"
    SCHOOL_ALL = "beasiswa.semua"
    SCHOOL_AGE = "beasiswa.usia"
    SCHOOL_JKM_YEARS = "beasiswa.jkm_masa_iuran"


class MissingFigureError(LookupError):
    """A rule figure that a calculator needs is not in the knowledge, or has not the form it needs."""


class Rules:
    """The rule figures of one knowledge, as they stand on `day` unless another is asked for."""

    def __init__(self, figures: Mapping[str, Figure], day: date) -> None:
        self._figures = figures
        self.day = day

    def at(self, day: date) -> Rules:
        """Return the same rules as they stand on another day."""
        return Rules(self._figures, day)

    def value(self, rule: Rule, day: date | None = None) -> Decimal:
        """Return the value in force on `day` (the rules' own without one), else the last one that began by then.

        Raises:
            MissingFigureError: There is no such figure.
        """
        self.periods(rule)
        return self._figures[rule].latest(day or self.day).value

    def latest(self, rule: Rule) -> Period:
        """Return the value that stands, with its first and last day, which may have passed.

        Raises:
            MissingFigureError: There is no such figure.
        """
        self.periods(rule)
        return self._figures[rule].latest(self.day)

    def whole(self, rule: Rule, day: date | None = None) -> int:
        """Return `value` as a whole number: rupiah, months, years or times."""
        return int(self.value(rule, day))

    def period(self, rule: Rule, day: date) -> Period | None:
        """Return the value in force on `day` with its first and last day, or None where the facts hold none for it.

        Raises:
            MissingFigureError: There is no such figure.
        """
        self.periods(rule)
        return self._figures[rule].on(day)

    def periods(self, rule: Rule) -> tuple[Period, ...]:
        """Return all values of a figure in order of time, at least one.

        Raises:
            MissingFigureError: There is no such figure, or it is a table.
        """
        figure = self._figures.get(rule)
        if figure is None or not figure.periods:
            raise MissingFigureError(rule)
        return figure.periods

    def rows(self, rule: Rule) -> tuple[Mapping[str, Decimal], ...]:
        """Return the rows of a table, at least one.

        Raises:
            MissingFigureError: There is no such table.
        """
        figure = self._figures.get(rule)
        if figure is None or not figure.rows:
            raise MissingFigureError(rule)
        return figure.rows

    def missing(self) -> tuple[str, ...]:
        """Return the names of the rule figures that the knowledge lacks, in the order of `Rule`."""
        return tuple(rule.value for rule in Rule if rule not in self._figures)


def first_of_month(day: date) -> date:
    """Return the first day of the month of `day`, which stands for a contribution month."""
    return day.replace(day=1)
