"""What comes out of a sound folder."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge import KnowledgeError, Problem, load, try_load
from bot.knowledge.models import Confidence, Knowledge, Period, Place, SourceKind
from tests.knowledge.conftest import SHIPPED, SOUND


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(SOUND)


def test_entry(knowledge: Knowledge) -> None:
    """An entry has all its parts, and knows where it and each of its variations stand."""
    entry = knowledge.entries["jht.dokumen"]
    assert (entry.topic, entry.label, entry.confidence) == ("jht", "Dokumen klaim JHT", Confidence.MEDIUM)
    assert entry.answer.startswith("Yang dibawa:\n- KTP\n")
    assert entry.details.startswith("Surat keterangan")
    assert entry.review == date(2027, 6, 30)
    assert entry.note == "Daftar dokumen bisa berubah."
    assert entry.place == Place("program/jht.yaml", 50, 5)
    assert entry.variation_places[1] == Place("program/jht.yaml", 55, 9)
    assert len(entry.variation_places) == len(entry.variations)


def test_order_of_files(knowledge: Knowledge) -> None:
    """Topics and entries keep the order of the files."""
    assert list(knowledge.topics) == ["jht", "jkk", "iuran", "luar"]
    assert knowledge.topics["jkk"].entries == tuple(e for e in knowledge.entries if e.startswith("jkk."))
    assert knowledge.topics["jht"].title == "Jaminan Hari Tua (JHT)"


def test_what_may_be_left_out(folder: Path) -> None:
    """An entry without label, follow-ups, details and confidence, in a file without title, gets sensible ones."""
    (folder / "umum" / "kanal.yaml").write_text(
        "topik: kanal\nentri:\n  - id: kanal.telepon\n"
        "    pertanyaan: Nomor telepon mana yang bisa dihubungi setiap saat?\n"
        "    variasi: [nomor telepon]\n    jawaban: 175\n    sumber: [kabar-lama]\n    tinjau: 2027-01-31\n"
    )
    loaded = load(folder)
    entry = loaded.entries["kanal.telepon"]
    assert (entry.answer, entry.details, entry.follow_ups) == ("175", "", ())
    assert entry.label == "Nomor telepon mana yang bisa…"
    assert entry.confidence is Confidence.HIGH
    assert loaded.topics["kanal"].title == "Kanal"


def test_figures(knowledge: Knowledge) -> None:
    """Values, periods, formulas and tables become figures with exact decimals and whole days."""
    figures = knowledge.figures
    assert figures["jht.hasil"].periods == (Period(Decimal("5.51"), date(2025, 1, 1), date(2025, 12, 31)),)
    assert figures["jkk.total"].periods == (Period(Decimal(30_000_000), None, None),)
    assert figures["iuran.mandiri_diskon"].periods == (Period(Decimal(8400), date(2026, 4, 1), date(2026, 12, 31)),)
    assert figures["iuran.batas_upah"].periods[1].last == date(2027, 2, 28)
    assert figures["iuran.lapis"].rows == (
        {"sampai": 100_000_000, "tarif": Decimal("0.24")},
        {"tarif": Decimal("0.19")},
    )
    assert figures["iuran.lapis"].periods == ()
    assert figures["jkk.total"].place == Place("angka.yaml", 26, 3)


def test_sources(knowledge: Knowledge) -> None:
    """Sources are shown unless staff say no; their dates stay as precise as written."""
    assert knowledge.sources["pp-44-2015"].date == "2015-06"
    assert knowledge.sources["pp-50-2025"].date == "2025"
    old = knowledge.sources["kabar-lama"]
    assert (old.date, old.url, old.shown, old.kind) == ("", "", False, SourceKind.NEWS)
    assert old.place == Place("sumber.yaml", 16, 3)


def test_scalars_stay_text(knowledge: Knowledge) -> None:
    """What YAML would turn into numbers and truth values stays what staff typed."""
    assert knowledge.vocabulary.spellings["0175"] == "tidak"
    assert knowledge.vocabulary.spellings["no"] == "tidak"


def test_vocabulary(knowledge: Knowledge) -> None:
    """Words point from what is written to what is meant, in lower case, gathered from all files."""
    words = knowledge.vocabulary
    assert words.spellings["nang ndi"] == "di mana"
    assert words.synonyms["referensi kerja"] == "paklaring"
    assert "jht" not in words.synonyms  # listed under itself, which says nothing
    assert words.slots["program"]["jht"] == ("jht", "jaminan hari tua", "tabungan hari tua")
    assert words.known == {"santunan", "iuran"}
    assert words.ignored == {"min", "kak"}


def test_small_talk_and_questions(knowledge: Knowledge) -> None:
    """Small talk and test questions come out typed, the scopes under their English names."""
    assert [talk.name for talk in knowledge.small_talk] == ["salam", "terima-kasih"]
    assert [question.scope for question in knowledge.questions] == ["in", "near", "far", "chitchat"]
    assert knowledge.questions[0].entries == ("jht.klaim-resign",)
    assert knowledge.questions[0].style == "santai"


def test_dialogues(knowledge: Knowledge) -> None:
    """Test dialogues come out turn by turn, the kinds of reply under their published names, each turn with its place."""
    (dialogue,) = knowledge.dialogues
    assert (dialogue.name, dialogue.place) == ("apa lalu dokumen", Place("uji/percakapan.yaml", 3, 5))
    first, second = dialogue.turns
    assert (first.kinds, first.entries) == (("answer", "choices"), ("jht.definisi",))
    assert (second.kinds, second.entries, second.place) == ((), ("jht.dokumen",), Place("uji/percakapan.yaml", 6, 9))


def test_doubles_and_sums(knowledge: Knowledge) -> None:
    """Double questions hold the right ids for each need; sums their day and exact numbers."""
    (double,) = knowledge.doubles
    assert double.needs == (("jht.definisi",), ("jkk.lapor", "jht.klaim-resign"))
    (asked,) = knowledge.sums
    assert (asked.day, asked.entries) == (date(2026, 11, 22), ("iuran.mandiri",))
    assert asked.figures == {"total": Decimal(8400), "persen": Decimal("0.5")}


def test_digest(folder: Path) -> None:
    """The digest is the same for the same files and another for any other byte or name."""
    first = load(folder).digest
    assert first == load(SOUND).digest
    with (folder / "sumber.yaml").open("a") as file:
        file.write("# catatan\n")
    second = load(folder).digest
    (folder / "umum" / "luar.yaml").rename(folder / "umum" / "lain.yaml")
    assert len({first, second, load(folder).digest}) == 3


def test_line_ends_and_byte_order_mark(folder: Path, knowledge: Knowledge) -> None:
    """Files saved on Windows, with a byte order mark and CRLF, read the same, and places stay right."""
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder).entries == knowledge.entries


def test_hidden_files_are_skipped(folder: Path) -> None:
    """What a mounted volume or an editor leaves behind is not read."""
    shutil.copytree(folder / "program", folder / "..2026_11_22")
    (folder / "program" / ".jht.yaml.swp.yaml").write_text("bukan: yaml: sah")
    (folder / "program" / "jht.yaml~").write_text("bukan: yaml: sah")
    assert try_load(folder).problems == ()


def test_values_are_frozen(knowledge: Knowledge) -> None:
    """Nobody can change knowledge once it is loaded."""
    with pytest.raises(TypeError):
        knowledge.entries["x"] = knowledge.entries["jht.dokumen"]  # type: ignore[index]  # that is the test


def test_shipped_knowledge_is_sound() -> None:
    """The knowledge that is shipped loads without a single problem."""
    assert [str(problem) for problem in try_load(SHIPPED).problems] == []


_FILES = sorted(path.relative_to(SOUND).as_posix() for path in SOUND.rglob("*.yaml"))
_PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            b"\t",
            b"- ",
            b": ",
            b"'",
            b'"',
            b"[",
            b"{",
            b"}",
            b"|",
            b"&a ",
            b"*a",
            b"!!x ",
            b"---\n",
            b"\n",
            b"\xff",
            b"#",
            b"? ",
        ]
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(_FILES),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 8), _PIECES), min_size=1, max_size=4),
)
def test_spoilt_files_never_raise_anything_else(folder: Path, name: str, edits: list[tuple[int, int, bytes]]) -> None:
    """Whatever bytes a file holds, loading gives knowledge or a `KnowledgeError`, never another exception."""
    original = (SOUND / name).read_bytes()
    data = original
    for at, cut, piece in edits:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + cut :]
    (folder / name).write_bytes(data)
    problems: tuple[Problem, ...] = ()
    try:
        load(folder)
    except KnowledgeError as error:
        problems = error.problems
    finally:
        (folder / name).write_bytes(original)
    assert all(problem.message and problem.place.line > 0 for problem in problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    """The reader of a single file gives a tree for any bytes."""
    from bot.knowledge.tree import read

    assert read("x.yaml", data).file == "x.yaml"
