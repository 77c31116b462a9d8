"""The shapes of the YAML files: which keys there are and what each may hold, as pydantic models.

These models check a tree of texts (see `bot.knowledge.tree`) and are published as JSON Schemas for the staff's editor
(see `bot.knowledge.schema`), which is why titles and descriptions are Indonesian. A rule that needs a second entry or
file is not here but in `bot.knowledge.references`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from bot.knowledge.models import Confidence, SourceKind

NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ENTRY_ID = re.compile(rf"{NAME}\.{NAME}")
FIGURE_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_]+")
MAX_ID_BYTES = 40
"""An id travels in Telegram's 64 bytes of callback data and start parameter, beside a version and a verb."""
MAX_NUMBER = Decimal(10) ** 15
"""Above any amount in the subject, and below what decimals of the default precision can still be rounded to."""

_YEARS = range(1900, 2201)
_TOPIC = re.compile(NAME)
_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_URL = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")


class Unit(StrEnum):
    """What a figure counts; its text follows the number in an answer. Closed, so that no two spellings arise."""

    RUPIAH = "rupiah"
    PERCENT = "persen"
    YEAR = "tahun"
    MONTH = "bulan"
    PAID_MONTH = "bulan iuran"
    CALENDAR_YEAR = "tahun kalender"
    WEEK = "minggu"
    DAY = "hari"
    WORKING_DAY = "hari kerja"
    HOUR = "jam"
    MINUTE = "menit"
    TIMES = "kali"
    PERSON = "orang"
    WORKER = "pekerja"
    CHILD = "anak"
    PARTICIPANT = "peserta"
    GROUP = "kelompok"
    PROGRAMME = "program"
    BENEFIT = "manfaat"
    KIND = "jenis"
    APPLICATION = "lamaran"
    CALL = "panggilan"
    STALL = "tenan"
    SHEET = "lembar"
    DECIBEL = "desibel"
    MEGABYTE = "MB"
    METRE = "meter"
    KILOMETRE = "kilometer"
    HECTARE = "hektare"
    GROSS_TONNAGE = "GT"
    NONE = "angka"


def number(text: object) -> Decimal:
    """Return the number that `text` spells with a dot as its decimal sign; raises `ValueError` with advice otherwise.

    "1.000" is refused although it reads as one: in Indonesian it means a thousand.
    """
    if not isinstance(text, str) or not text:
        raise ValueError("Di sini harus ada satu angka. Contoh: 16800 atau 0.24")
    if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", text):
        raise ValueError(
            f"Titik berarti desimal di sini, jadi '{text}' tidak jelas. "
            f"Tulis ribuan tanpa titik: {text.replace('.', '')}"
        )
    if "," in text and _DECIMAL.fullmatch(text.replace(",", ".", 1)):
        raise ValueError(f"Pakai titik untuk desimal, bukan koma: {text.replace(',', '.')}")
    if not _DECIMAL.fullmatch(text) or len(text) > 40:
        raise ValueError(
            f"'{text}' bukan angka. Tulis angkanya saja tanpa Rp, persen, atau satuan, dengan titik untuk desimal: 0.24"
        )
    value = Decimal(text)
    if abs(value) >= MAX_NUMBER:
        raise ValueError(f"Angka '{text}' terlalu besar. Periksa banyaknya nol.")
    return value


def first_day(text: object) -> date:
    """Return the first day of a date, month or year ("2026-12-31", "2026-12", "2026"); raises `ValueError`."""
    year, month, day = _day_parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: object) -> date:
    """Return the last day of a date, month or year; raises `ValueError`."""
    year, month, day = _day_parts(text)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _day_parts(text: object) -> tuple[int, int, int]:
    """Return year, month and day, zero where not given."""
    advice = "Tulis tanggal sebagai tahun-bulan-hari, contoh: 2026-12-31, atau 2026-12, atau 2026."
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError(f"{advice} Yang tertulis: {_shown(text)}")
    given = [int(part) for part in text.split("-")]
    year, month, day = (*given, 0, 0)[:3]
    try:
        date(*given, *(1, 1)[len(given) - 1 :])
    except ValueError:
        raise ValueError(f"Tanggal {text} tidak ada di kalender. {advice}") from None
    if year not in _YEARS:
        raise ValueError(f"Tahun {year} tidak mungkin. {advice}")
    return year, month, day


def _whole_day(text: object) -> date:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"Tulis tanggal lengkap, tahun-bulan-hari, contoh: 2027-01-31. Yang tertulis: {_shown(text)}")
    return first_day(text)


def _dated(text: str) -> str:
    first_day(text)
    return text


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) and value else "kosong atau daftar"


def _entry_id(text: str) -> str:
    if not ENTRY_ID.fullmatch(text):
        raise ValueError(
            f"Id '{text}' harus berbentuk topik.aspek dengan huruf kecil, angka, dan tanda hubung. "
            "Contoh: jht.klaim-sebagian-10"
        )
    if len(text) > MAX_ID_BYTES:
        raise ValueError(f"Id '{text}' terlalu panjang ({len(text)} huruf). Paling panjang {MAX_ID_BYTES} huruf.")
    return text


def _topic(text: str) -> str:
    if not _TOPIC.fullmatch(text):
        raise ValueError(f"Nama '{text}' harus huruf kecil, angka, dan tanda hubung saja. Contoh: jht")
    return text


def _figure_name(text: str) -> str:
    if not FIGURE_NAME.fullmatch(text):
        raise ValueError(
            f"Nama angka '{text}' harus berbentuk topik.nama dengan huruf kecil, angka, dan garis bawah. "
            "Contoh: jht.masa_tunggu"
        )
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise ValueError(
            f"Alamat '{text}' harus dimulai dengan https:// dan tanpa spasi. Contoh: https://peraturan.bpk.go.id/"
        )
    return text


_TEXT_OR_NUMBER: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Phrase = Annotated[
    str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True), WithJsonSchema(_TEXT_OR_NUMBER)
]
EntryId = Annotated[
    str,
    StringConstraints(min_length=1),
    AfterValidator(_entry_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ENTRY_ID.pattern}$", "maxLength": MAX_ID_BYTES}),
]
SourceKey = Annotated[str, StringConstraints(min_length=1), AfterValidator(_topic), WithJsonSchema({"type": "string"})]
TopicName = Annotated[
    str, StringConstraints(min_length=1, max_length=20), AfterValidator(_topic), WithJsonSchema({"type": "string"})
]
FigureName = Annotated[str, AfterValidator(_figure_name), WithJsonSchema({"type": "string"})]
Number = Annotated[Decimal, BeforeValidator(number), WithJsonSchema({"type": ["number", "string"]})]
FirstDay = Annotated[date, BeforeValidator(first_day), WithJsonSchema({"type": ["string", "integer"]})]
LastDay = Annotated[date, BeforeValidator(last_day), WithJsonSchema({"type": ["string", "integer"]})]
WholeDay = Annotated[date, BeforeValidator(_whole_day), WithJsonSchema({"type": "string", "format": "date"})]
SourceDate = Annotated[str, AfterValidator(_dated), WithJsonSchema({"type": ["string", "integer"]})]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
YesNo = Annotated[Literal["ya", "tidak"], WithJsonSchema({"enum": ["ya", "tidak"]})]


class Shape(BaseModel):
    """What all shapes share: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EntryShape(Shape):
    """One entry of a topic file."""

    model_config = ConfigDict(title="Entri: satu pertanyaan dan jawabannya")

    id: EntryId = Field(
        description="Nama tetap entri ini: topik, titik, aspek. Jangan diubah setelah dipakai; "
        "tombol dan statistik memakainya."
    )
    question: Text = Field(alias="pertanyaan", description="Pertanyaannya, seperti diucapkan pekerja.")
    label: Annotated[Text, Field(max_length=32)] | None = Field(
        None, alias="tombol", description="Tulisan di tombol pilihan, paling panjang 32 huruf."
    )
    variations: list[Phrase] = Field(
        alias="variasi",
        min_length=1,
        description="Cara orang sungguh menanyakannya, paling sedikit 12: resmi, santai, singkat, cerita, daerah.",
    )
    answer: Text = Field(
        alias="jawaban",
        description="Kalimat pertama menjawab. Paling panjang kira-kira 700 huruf. Boleh **tebal**, daftar, dan "
        "[tautan](https://…). Angka ditulis dengan namanya: {jkm.total}.",
    )
    details: Text | None = Field(
        None,
        alias="rincian",
        description="Lanjutan untuk perkara yang panjang; tampil bila pekerja menekan Selengkapnya.",
    )
    sources: list[SourceKey] = Field(
        alias="sumber", min_length=1, description="Kunci sumber dari sumber.yaml, yang paling resmi lebih dulu."
    )
    follow_ups: list[EntryId] = Field(
        default=[], alias="lanjutan", max_length=6, description="Id entri yang biasanya ditanyakan sesudah ini."
    )
    review: WholeDay = Field(alias="tinjau", description="Tanggal entri ini harus diperiksa lagi, contoh 2027-01-31.")
    confidence: Confidence = Field(
        Confidence.HIGH, alias="keyakinan", description="Seberapa yakin isinya: tinggi (bawaan), sedang, atau rendah."
    )
    note: Text | None = Field(
        None, alias="catatan", description="Catatan untuk staf; tidak pernah tampil kepada pekerja."
    )


class EntryFile(Shape):
    """A topic file."""

    model_config = ConfigDict(title="Berkas topik: daftar entri satu topik")

    topic: TopicName = Field(alias="topik", description="Nama topik; semua id di berkas ini dimulai dengannya.")
    title: Annotated[Text, Field(max_length=40)] | None = Field(
        None, alias="judul", description="Judul topik di tombol, paling panjang 40 huruf."
    )
    menu: list[EntryId] = Field(
        default=[],
        alias="menu",
        max_length=4,
        description="Paling banyak empat id yang ditawarkan kalau orang hanya menyebut nama topik. Kosong: empat yang pertama.",
    )
    entries: list[EntryShape] = Field(alias="entri", min_length=1, description="Daftar entri.")


class PeriodShape(Shape):
    """One row of `masa`."""

    model_config = ConfigDict(title="Nilai selama satu masa")

    value: Number = Field(alias="nilai", description="Nilainya, dengan titik untuk desimal.")
    first: FirstDay | None = Field(
        None, alias="dari", description="Hari pertama berlaku: 2026-03-01, 2026-03, atau 2026."
    )
    last: LastDay | None = Field(
        None, alias="sampai", description="Hari terakhir berlaku: 2027-02-28, 2027-02, atau 2026."
    )


class FigureShape(Shape):
    """One figure of `angka.yaml`."""

    model_config = ConfigDict(
        title="Angka: pilih satu di antara nilai, rumus, masa, atau baris",
        # `bot.knowledge.registry` checks this, with a sentence of its own.
        json_schema_extra={"oneOf": [{"required": [key]} for key in ("nilai", "rumus", "masa", "baris")]},
    )

    value: Number | None = Field(None, alias="nilai", description="Angka tunggal, dengan titik untuk desimal: 0.24")
    formula: Text | None = Field(
        None,
        alias="rumus",
        description="Dihitung dari angka lain dengan + - * / dan kurung: jkm.santunan + jkm.berkala",
    )
    periods: list[PeriodShape] | None = Field(
        None, alias="masa", min_length=1, description="Nilai yang berganti menurut tanggal, urut dari yang terlama."
    )
    rows: list[dict[str, Number]] | None = Field(
        None, alias="baris", min_length=1, description="Tabel: tiap baris berisi nama kolom dan angka."
    )
    unit: Unit = Field(alias="satuan", description="Satuannya, dari daftar tetap.")
    first: FirstDay | None = Field(
        None, alias="dari", description="Hari pertama berlaku: 2026-04-01, 2026-04, atau 2026."
    )
    last: LastDay | None = Field(
        None, alias="sampai", description="Hari terakhir berlaku: 2026-12-31, 2026-12, atau 2026."
    )
    sources: list[SourceKey] = Field(alias="sumber", min_length=1, description="Kunci sumber dari sumber.yaml.")
    note: Text | None = Field(None, alias="catatan", description="Catatan untuk staf.")


class FigureFile(Shape):
    """The file `angka.yaml`."""

    model_config = ConfigDict(title="angka.yaml: semua besaran yang disebut jawaban dan hitungan")

    figures: dict[FigureName, FigureShape] = Field(alias="angka", description="Nama angka dan isinya.")


class SourceShape(Shape):
    """One source of `sumber.yaml`."""

    model_config = ConfigDict(title="Sumber: dari mana suatu jawaban berasal")

    title: Text = Field(alias="judul", description="Judul yang ditampilkan di bawah jawaban.")
    kind: SourceKind = Field(alias="jenis", description="peraturan, resmi (BPJS atau kementerian), berita, atau lain.")
    date: SourceDate | None = Field(
        None, alias="tanggal", description="Tanggal terbit: 2026-03-02, 2026-03, atau 2026."
    )
    url: Url | None = Field(None, alias="url", description="Alamat halaman, kalau ada.")
    shown: YesNo = Field(
        "ya", alias="tampilkan", description="tidak = dicatat untuk staf, tidak ditunjukkan kepada pekerja."
    )
    note: Text | None = Field(None, alias="catatan", description="Catatan untuk staf.")


class SourceFile(Shape):
    """The file `sumber.yaml`."""

    model_config = ConfigDict(title="sumber.yaml: sumber setiap jawaban")

    sources: dict[SourceKey, SourceShape] = Field(alias="sumber", description="Kunci sumber dan isinya.")


class SmallTalkShape(Shape):
    """One kind of small talk."""

    model_config = ConfigDict(title="Obrolan: sapaan, terima kasih, dan sejenisnya")

    name: Annotated[str, StringConstraints(min_length=1), AfterValidator(_topic)] = Field(
        alias="nama", description="Nama pendek, huruf kecil, contoh: sapaan"
    )
    variations: list[Phrase] = Field(alias="variasi", min_length=1, description="Cara orang mengatakannya.")
    replies: list[Text] = Field(alias="balasan", min_length=1, description="Balasan; salah satu dipakai bergantian.")


class LanguageFile(Shape):
    """A file of `bahasa/`."""

    model_config = ConfigDict(title="Berkas bahasa: kata, ejaan, dan obrolan yang dikenal bot")

    spellings: dict[Phrase, list[Phrase]] = Field(
        default={}, alias="ejaan", description="Kata baku dan cara orang menulisnya: bagaimana: [gmn, gimana, pripun]"
    )
    synonyms: dict[Phrase, list[Phrase]] = Field(
        default={},
        alias="sinonim",
        description="Istilah baku dan istilah lain yang sama artinya: paklaring: [surat referensi kerja]",
    )
    slots: dict[Phrase, dict[Phrase, list[Phrase]]] = Field(
        default={}, alias="slot", description="Hal yang dikenali dari pesan: program: {jht: [jht, jaminan hari tua]}"
    )
    known: list[Phrase] = Field(
        default=[], alias="kata", description="Kata yang sudah benar dan tidak boleh dibetulkan bot."
    )
    ignored: list[Phrase] = Field(
        default=[], alias="abaikan", description="Kata tanpa makna yang dilewati bot: sapaan, partikel, panggilan."
    )
    small_talk: list[SmallTalkShape] = Field(
        default=[], alias="obrolan", description="Sapaan, terima kasih, dan sejenisnya."
    )
    foreign: dict[TopicName, list[Phrase]] = Field(
        default={}, alias="asing", description="Contoh pertanyaan di luar urusan bot, menurut tema."
    )


class QuestionShape(Shape):
    """One labelled question of `uji/`."""

    model_config = ConfigDict(title="Pertanyaan uji: pertanyaan dan entri yang benar")

    text: Phrase = Field(
        alias="tanya", description="Pertanyaannya, seperti ditulis pekerja; jangan sama dengan variasi."
    )
    scope: Literal["dalam", "tetangga", "asing", "obrolan"] = Field(
        alias="lingkup",
        description="dalam = dijawab bot; tetangga = urusan badan lain; asing = di luar semua itu; obrolan = sapaan.",
    )
    entries: list[EntryId] = Field(
        default=[], alias="entri", description="Semua id yang benar; wajib untuk lingkup dalam."
    )
    style: Annotated[str, WithJsonSchema({"type": ["string", "number"]})] = Field(
        "", alias="gaya", description="Gaya bahasanya, contoh: santai, sunda, singkatan."
    )


class TurnShape(Shape):
    """One turn of a test dialogue."""

    model_config = ConfigDict(title="Giliran: satu pesan dan balasan yang diharapkan")

    text: Phrase = Field(alias="tanya", description="Pesannya, seperti ditulis pekerja.")
    kinds: list[Literal["jawaban", "pilihan", "hitungan", "rujukan", "obrolan", "tidak-tahu"]] = Field(
        default=[],
        alias="jenis",
        description="Jenis balasan yang boleh; rujukan = urusan badan lain. Kosong: jenisnya tidak dinilai.",
    )
    entries: list[EntryId] = Field(
        default=[],
        alias="entri",
        description="Semua id yang benar; cukup satu yang dijawab atau ditawarkan. Kosong: isinya tidak dinilai.",
    )


class DialogueShape(Shape):
    """One test dialogue."""

    model_config = ConfigDict(title="Dialog uji: percakapan beberapa pesan")

    name: Text = Field(alias="nama", description="Nama pendek percakapan ini.")
    turns: list[TurnShape] = Field(
        alias="giliran", min_length=2, max_length=12, description="Pesan demi pesan, paling sedikit dua."
    )


class DoubleShape(Shape):
    """One message that asks several things."""

    model_config = ConfigDict(title="Pertanyaan ganda: satu pesan dengan dua atau tiga pertanyaan")

    text: Phrase = Field(alias="tanya", description="Pesannya, seperti ditulis pekerja.")
    needs: list[Annotated[list[EntryId], Field(min_length=1)]] = Field(
        alias="entri",
        min_length=2,
        max_length=3,
        description="Untuk tiap pertanyaan di dalamnya, berurutan: semua id yang benar. "
        "Contoh: [[jht.dokumen-resign], [jht.lama-proses]]",
    )


class SumShape(Shape):
    """One question that asks for a calculation."""

    model_config = ConfigDict(title="Hitungan uji: pertanyaan dan angka yang benar")

    text: Phrase = Field(alias="tanya", description="Pertanyaannya, seperti ditulis pekerja.")
    day: WholeDay | None = Field(
        None, alias="tanggal", description="Hari pertanyaan ini diajukan. Kosong: hari uji dijalankan."
    )
    entries: list[EntryId] = Field(
        default=[], alias="entri", description="Semua id aturan yang benar. Kosong: aturannya tidak dinilai."
    )
    figures: dict[Text, Number] = Field(
        alias="angka", min_length=1, description="Nama hasil dan nilainya, contoh: iuran_total: 60000"
    )


class QuestionFile(Shape):
    """A file of `uji/`; every key is optional so that each kind of test can stand in a file of its own."""

    model_config = ConfigDict(title="Berkas uji: pertanyaan yang menjaga bot tetap benar")

    questions: list[QuestionShape] = Field(default=[], alias="uji", description="Daftar pertanyaan uji.")
    dialogues: list[DialogueShape] = Field(default=[], alias="dialog", description="Daftar percakapan uji.")
    doubles: list[DoubleShape] = Field(default=[], alias="ganda", description="Daftar pertanyaan ganda.")
    sums: list[SumShape] = Field(default=[], alias="hitung", description="Daftar hitungan uji.")
