"""An utterance read step by step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.models import Vocabulary
from bot.matching.analysis import Analyser

QUICK = settings(deadline=None, max_examples=50)
VOCABULARY = Vocabulary(
    spellings={"gmn": "bagaimana", "klo": "kalau", "dmn": "di mana", "tdk": "tidak", "min": ""},
    synonyms={"surat keterangan kerja": "paklaring", "jaminan hari tua": "jht"},
    slots={
        "program": {"jht": ("jht", "tabungan hari tua"), "jp": ("jp", "jaminan pensiun")},
        "kelompok": {"petani": ("petani",), "buruh_tani": ("buruh tani",)},
    },
    known=frozenset({"pensiun", "petani", "sawah"}),
    ignored=frozenset({"kak", "ya"}),
)
TEXTS = (
    "bagaimana cara cair jht",
    "cara mencairkan jaminan hari tua",
    "paklaring dari perusahaan hilang",
    "surat keterangan kerja hilang kalau keluar kerja",
    "bayar iuran buruh tani",
    "jaminan pensiun tidak cair",
    "tabungan hari tua petani",
)
READ = Analyser(VOCABULARY, TEXTS)


@pytest.mark.parametrize(
    ("text", "step", "tokens"),
    [
        ("GMN cara-cara cair JHT?", "words", ("gmn", "cara", "cair", "jht")),
        ("gmn cair", "expanded", ("bagaimana", "cair")),
        ("dmn paklaring", "expanded", ("di", "mana", "paklaring")),
        ("min cair", "expanded", ("cair",)),
        ("paklarng hilamg", "corrected", ("paklaring", "hilang")),
        ("pak laring hilang", "corrected", ("paklaring", "hilang")),
        ("iuranburuh", "corrected", ("iuran", "buruh")),
        ("byr iuran", "corrected", ("bayar", "iuran")),
        ("175 jp jkm", "corrected", ("175", "jp", "jkm")),
        ("dicairin kak", "stems", ("cair",)),
        ("pencairannya ya", "stems", ("cair",)),
        ("surat keterangan kerja saya", "stems", ("paklaring", "saya")),
        ("jaminan hari tua", "stems", ("jht",)),
        ("jaminan hari tuaa", "stems", ("jht",)),
        ("pensiun petani", "stems", ("pensiun", "petani")),
        ("petani cair jht", "core", ("cair", "jht")),
        ("buruh tani cair", "core", ("cair",)),
        ("cair jht", "core", ("cair", "jht")),
        ("petani", "core", ()),
        ("cair zxqv kak", "unknown", ("zxqv",)),
        ("cair 2,5 jht", "unknown", ()),
        ("", "stems", ()),
        ("😀 \u200b", "words", ()),
    ],
)
def test_steps(text: str, step: str, tokens: tuple[str, ...]) -> None:
    """Words, abbreviations, spelling, stems, stems but for the group, and what nothing explained are all kept."""
    assert getattr(READ(text), step) == tokens


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("cair jht", {"program": ("jht",)}),
        ("jaminan hari tua petani", {"program": ("jht",), "kelompok": ("petani",)}),
        ("tabungan hari tuanya", {"program": ("jht",)}),
        ("jp atau jht", {"program": ("jp", "jht")}),
        ("buruh tani", {"kelompok": ("buruh_tani",)}),
        ("buruhtani", {"kelompok": ("buruh_tani",)}),
        ("jkm", {}),
    ],
)
def test_slots(text: str, slots: dict[str, tuple[str, ...]]) -> None:
    """Slots are found in the stems, so that spelling, affixes and synonyms do not hide them."""
    assert READ(text).slots == slots


@pytest.mark.parametrize("text", TEXTS)
def test_the_knowledge_is_read_as_it_stands(text: str) -> None:
    """No word of the knowledge itself is corrected, and none is unknown."""
    read = READ(text)
    assert (read.corrected, read.unknown) == (read.expanded, ())


@QUICK
@given(st.one_of(st.text(max_size=60), st.text(alphabet="abcdeijknrpt -", max_size=60)))
def test_any_text_is_read(text: str) -> None:
    """Any string at all is read, in the same way each time, into stems without an empty one."""
    read = READ(text)
    assert (read, [stem for stem in read.stems if not stem]) == (READ(text), [])


@QUICK
@given(st.permutations(TEXTS))
def test_the_order_of_the_knowledge_does_not_matter(texts: list[str]) -> None:
    """Reading depends on what the knowledge says, not on where it says it."""
    other = Analyser(VOCABULARY, texts)
    asked = "gmn cara nyairin jaminn hari tua klo petani kluar krja pak laring"
    assert other(asked) == READ(asked)
