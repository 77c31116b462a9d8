"""What the knowledge makes of an utterance, on the small sound knowledge."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import load
from bot.knowledge.models import Knowledge
from bot.matching.matcher import SIGNALS
from bot.matching.understanding import FOREIGN, SMALL_TALK, Reading, Understanding
from tests.matching.conftest import SOUND

QUICK = settings(deadline=None, max_examples=25)
KNOWLEDGE = load(SOUND)
WAYS = [
    *((entry.id, said) for entry in KNOWLEDGE.entries.values() for said in (entry.question, *entry.variations)),
    *((SMALL_TALK + talk.name, said) for talk in KNOWLEDGE.small_talk for said in talk.variations),
]
READER = Understanding(KNOWLEDGE)
PIECES = st.sampled_from(
    ["jht", "jkk", "klaim", "cair", "kerja", "resign", "iuran", "berapa", "halo", "zxqv", "3jt", "😀", "\u200b"]
)
UTTERANCES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join))


def best(reading: Reading) -> str:
    return reading.candidates[0].label if reading.candidates else ""


@pytest.mark.parametrize(("label", "said"), WAYS)
def test_every_way_to_ask_is_found(understanding: Understanding, label: str, said: str) -> None:
    """Each question, asked as staff wrote it, is understood as what they wrote it for, and more likely than not."""
    reading = understanding.read(said)
    assert (best(reading), reading.candidates[0].chance > 0.5) == (label, True)


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("APA ITU JHT???", "jht.definisi"),
        ("apa itu jeha te jht min", "jht.definisi"),
        ("prosdur pencairn jht sesudh brhenti bkerja", "jht.klaim-resign"),
        ("dokumenklaim jht", "jht.dokumen"),
        ("batas wktu lapor kcelakaan krja", "jkk.lapor"),
        ("ambil 10 persen jaminan hari tua", "jht.klaim-sebagian-10"),
        ("berapaaaa iuran mandiriiii", "iuran.mandiri"),
        ("makasih kak", SMALL_TALK + "terima-kasih"),
        ("apa\u200b itu\u202e jht", "jht.definisi"),
    ],
)
def test_people_write_as_they_write(understanding: Understanding, asked: str, label: str) -> None:
    """Slips, missing vowels, joined words, held-down keys and invisible marks do not hide a question."""
    assert best(understanding.read(asked)) == label


@pytest.mark.parametrize(
    "text",
    [
        "siapa presiden indonesia",
        "harga emas antam",
        "",
        " ",
        "😀😀",
        "\u200b\u200f",
        "a" * 4096,
        "مرحبا",
        "<b>x</b>",
        "???",
    ],
)
def test_what_shares_no_word_is_not_found(understanding: Understanding, text: str) -> None:
    """A text without any word of the knowledge is certainly none of its questions."""
    reading = understanding.read(text)
    assert (reading.candidates, reading.none) == ((), 1.0)


@QUICK
@given(UTTERANCES)
def test_any_text_is_read(text: str) -> None:
    """Any string at all is ranked: candidates best first, each a label, with the chance that it is none of them."""
    reading = READER.read(text)
    chances = [candidate.chance for candidate in reading.candidates]
    strange = [candidate.label for candidate in reading.candidates if candidate.label not in READER.labels]
    assert (chances, strange, sum(chances) + reading.none <= 1 + 1e-4) == (sorted(chances, reverse=True), [], True)


@QUICK
@given(st.lists(UTTERANCES, max_size=4))
def test_reading_does_not_depend_on_what_was_read_before(texts: list[str]) -> None:
    """The same text is read in the same way, by another index too."""
    other = Understanding(KNOWLEDGE)
    assert [READER.read(text) for text in texts] == [other.read(text) for text in reversed(texts)][::-1]


def test_entries_are_entries(understanding: Understanding, knowledge: Knowledge) -> None:
    """Among the candidates, those that can be answered are told from small talk and foreign themes."""
    reading = understanding.read("halo apa itu jht")
    assert [candidate.label for candidate in reading.entries] == [
        candidate.label for candidate in reading.candidates if candidate.label in knowledge.entries
    ]


def test_labels_are_all_that_staff_wrote(understanding: Understanding, knowledge: Knowledge) -> None:
    """There is a label for each entry, each foreign theme and each kind of small talk, once."""
    assert understanding.labels == (
        *knowledge.entries,
        *(FOREIGN + theme for theme in knowledge.foreign),
        *(SMALL_TALK + talk.name for talk in knowledge.small_talk),
    )


@pytest.mark.parametrize(("entry", "slots"), [("jht.definisi", {"program": "jht"}), ("luar.ktp-kk", {})])
def test_slots_of_an_entry(understanding: Understanding, entry: str, slots: dict[str, str]) -> None:
    """An entry speaks of what enough of its variations name."""
    assert understanding.slots_of(entry) == slots


def test_leaving_out_concerns_one_label(understanding: Understanding) -> None:
    """With a variation left out, nothing but the topic's signal changes for other labels, and its own never grow."""
    kept = [SIGNALS.index(signal) for signal in SIGNALS if signal != "topik"]
    changed = []
    for at, label in enumerate(understanding.labels):
        for place, said in enumerate(understanding.texts[label]):
            less = understanding.measure(said, without=(at, place)).signals[:, kept]
            change = less - understanding.measure(said).signals[:, kept]
            if (np.delete(change, at, axis=0) != 0).any() or (change[at] > 1e-5).any():
                changed.append((label, place))
    assert changed == []


def test_small_talk_may_be_missing(knowledge: Knowledge) -> None:
    """A knowledge without small talk is understood as well, its foreign themes too."""
    silent = Understanding(replace(knowledge, small_talk=(), foreign={"masak": ("resep rendang padang", "cara masak")}))
    assert (best(silent.read("apa itu jht")), best(silent.read("resep rendang"))) == ("jht.definisi", FOREIGN + "masak")
