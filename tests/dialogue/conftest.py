"""The engine over a small knowledge: the sound folder, with a programme, a group and words for follow-ups added."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.assistant import Assistant
from bot.knowledge import load
from bot.knowledge.models import Knowledge
from bot.matching.understanding import Understanding

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))

_JKP = {
    "jkp.definisi": ("Apa itu JKP?", "Apa itu JKP", ["apa itu jkp", "jkp artinya apa", "jaminan kehilangan pekerjaan"]),
    "jkp.syarat": (
        "Apa syarat klaim JKP?",
        "Syarat JKP",
        ["syarat jkp", "ketentuan dapat jkp", "apa saja syaratnya jkp"],
    ),
    "jkp.besaran": (
        "Berapa uang JKP?",
        "Besar JKP",
        ["jkp dapat berapa", "uang jkp berapa besar", "nominal jkp sebulan"],
    ),
    "jkp.resign": (
        "Resign dapat JKP?",
        "Resign dan JKP",
        ["resign dapat jkp tidak", "mengundurkan diri jkp cair tidak"],
    ),
    "jkp.lama": ("Berapa lama JKP cair?", "Lama JKP cair", ["jkp cair berapa lama", "berapa hari uang jkp masuk"]),
}
_GROUPS = {
    "kelompok.nelayan": (
        "Nelayan bisa ikut?",
        "Nelayan",
        ["saya nelayan", "nelayan bisa ikut tidak", "daftar nelayan"],
    ),
    "kelompok.guru-ngaji": ("Guru ngaji bisa ikut?", "Guru ngaji", ["saya guru ngaji", "guru ngaji bisa ikut tidak"]),
}
_WORDS = """
obrolan:
  - nama: bahaya
    variasi: [saya mau bunuh diri, mau mati saja, ingin mati, lebih baik mati]
    balasan: [Telepon 119 sekarang juga.]
slot:
  program:
    jkp: [jkp, jaminan kehilangan pekerjaan]
  aspek:
    definisi: [artinya]
    dokumen: [dokumen, berkas, surat apa]
    syarat: [syarat, ketentuan]
    besaran: [dapat berapa, berapa besar]
    lama: [berapa lama, berapa hari]
    iuran: [iuran]
  peristiwa:
    resign: [resign, mengundurkan diri]
    meninggal: [meninggal, wafat, mati]
  kelompok:
    nelayan: [nelayan]
    guru_ngaji: [guru ngaji]
    mandiri: [pekerja mandiri]
    karyawan: [karyawan]
  jenis_peserta:
    mandiri: [nelayan, guru ngaji]
kata: [kalau, maksud, bukan]
abaikan: [ya, itu, terus]
"""


def topic(name: str, entries: dict[str, tuple[str, str, list[str]]]) -> str:
    """Return a topic file with entries of id, question, label and variations."""
    lines = [f"topik: {name}", "entri:"]
    for entry, (question, label, variations) in entries.items():
        lines += [f"  - id: {entry}", f"    pertanyaan: {question}", f"    tombol: {label}"]
        lines += [f"    variasi: [{', '.join(variations)}]", f"    jawaban: Jawaban {entry}."]
        lines += ["    sumber: [pp-46-2015]", "    tinjau: 2027-06-30"]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The sound knowledge with one more programme, two groups, and the words that name aspects and events."""
    folder = tmp_path_factory.mktemp("dialog") / "pengetahuan"
    shutil.copytree(SOUND, folder)
    (folder / "program" / "jkp.yaml").write_text(topic("jkp", _JKP), encoding="utf-8")
    (folder / "umum" / "kelompok.yaml").write_text(topic("kelompok", _GROUPS), encoding="utf-8")
    (folder / "bahasa" / "slot.yaml").write_text(_WORDS, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="session")
def assistant(knowledge: Knowledge) -> Assistant:
    return Assistant(knowledge)


@pytest.fixture(scope="session")
def understanding(knowledge: Knowledge) -> Understanding:
    return Understanding(knowledge)
