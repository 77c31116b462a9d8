"""What leans on what was said before, and what it then means."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Context
from bot.dialogue.decide import Outcome
from bot.dialogue.followup import Leaning, completions, correction, leaning, remembered, understand
from bot.knowledge.models import Knowledge
from bot.matching.understanding import Understanding
from tests.dialogue.conftest import NOW


def after(slots: dict[str, str], entry: str = "") -> Context:
    return Context(at=NOW, slots=slots, entry=entry)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("syaratnya?", Leaning.WHOLLY),
        ("kalau JKP?", Leaning.WHOLLY),
        ("terus kalau resign?", Leaning.WHOLLY),
        ("berapa lama ya", Leaning.WHOLLY),
        ("upah?", Leaning.PARTLY),
        ("syarat jkp apa saja", Leaning.NOT),
        ("jkp itu apa", Leaning.NOT),
        ("batas upah jaminan pensiun berapa", Leaning.NOT),
        ("resep rendang padang", Leaning.NOT),
        ("2", Leaning.NOT),
        ("", Leaning.NOT),
    ],
)
def test_leaning(text: str, how: Leaning, understanding: Understanding) -> None:
    """Slots and question words alone lean wholly; a topic with its aspect, an unknown word or a number does not lean."""
    analysis = understanding.analyser(text)
    assert leaning(analysis, understanding.analyser.unexplained(analysis)) is how


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("bukan, maksud saya JHT", "JHT"),
        ("eh salah maksudnya jkk", "jkk"),
        ("Bukan jkk tapi jkp", "jkp"),
        ("bukan. saya nelayan", "saya nelayan"),
        ("maksud gue yang jkp", "yang jkp"),
        ("bukan itu, jht", "jht"),
        ("sanes, jkk", "jkk"),
        ("bukan", ""),
        ("bukan kecelakaan kerja apa saja", ""),
        ("bukan, suami saya meninggal karena sakit bulan lalu", ""),
        ("jkp", ""),
    ],
)
def test_correction(text: str, meant: str) -> None:
    """A correction is told by its form, and gives way to a question of its own where it is long."""
    assert correction(text) == meant


@pytest.mark.parametrize(
    ("text", "slots", "entry"),
    [
        ("syaratnya?", {"program": "jkp"}, "jkp.syarat"),
        ("kalau jkp?", {"program": "jht", "aspek": "definisi"}, "jkp.definisi"),
        ("berapa lama?", {"program": "jkp", "aspek": "syarat"}, "jkp.lama"),
        ("kalau resign?", {"program": "jkp", "aspek": "syarat"}, "jkp.resign"),
        ("bukan, maksud saya jkp", {"program": "jht", "aspek": "besaran"}, "jkp.besaran"),
        ("dokumennya?", {"program": "jht"}, "jht.dokumen"),
        ("berapa iurannya?", {"kelompok": "nelayan", "jenis_peserta": "mandiri"}, "iuran.mandiri"),
    ],
)
def test_follow_up(
    text: str, slots: dict[str, str], entry: str, knowledge: Knowledge, understanding: Understanding
) -> None:
    """A follow-up takes from the context what it leaves out, and replaces what it names."""
    found = understand(text, after(slots), understanding, knowledge.vocabulary)
    assert found.decision.entries[0] == entry


@pytest.mark.parametrize(
    "text",
    ["apa itu jkk", "dokumen klaim jht apa saja", "kartu bpjs kesehatan nonaktif", "batas upah jaminan pensiun berapa"],
)
def test_complete_question_wins(text: str, knowledge: Knowledge, understanding: Understanding) -> None:
    """A complete question means the same whatever was spoken of before."""
    alone = understand(text, Context(), understanding, knowledge.vocabulary)
    later = understand(text, after({"program": "jkp", "aspek": "syarat"}), understanding, knowledge.vocabulary)
    assert alone.decision == later.decision


@pytest.mark.parametrize("text", ["resep rendang padang", "siapa juara liga inggris", "xyzzy", "17"])
def test_foreign_question_stays_foreign(text: str, knowledge: Knowledge, understanding: Understanding) -> None:
    """What was spoken of before never makes an answer out of a foreign question."""
    context = after({"program": "jkp", "aspek": "syarat"}, "jkp.syarat")
    found = understand(text, context, understanding, knowledge.vocabulary)
    assert found.decision.outcome not in {Outcome.ANSWER, Outcome.CHOICES}


@pytest.mark.parametrize("text", ["makasih", "halo", "hatur nuhun", "assalamualaikum"])
def test_small_talk_stays_small_talk(text: str, knowledge: Knowledge, understanding: Understanding) -> None:
    """Thanks and greetings are not completed into questions."""
    found = understand(text, after({"program": "jkp"}), understanding, knowledge.vocabulary)
    assert found.decision.outcome is Outcome.SMALL_TALK


def test_despair_is_never_outweighed(knowledge: Knowledge, understanding: Understanding) -> None:
    """A word of despair keeps its reply even where the context would make a question about death of it."""
    found = understand("mau mati saja", after({"program": "jkk"}), understanding, knowledge.vocabulary)
    assert found.decision.label == "obrolan:bahaya"


def test_not_the_same_answer_again(knowledge: Knowledge, understanding: Understanding) -> None:
    """After the answer for a group, a follow-up leads on to what holds for its kind of participant."""
    context = after({"kelompok": "nelayan", "jenis_peserta": "mandiri"}, "kelompok.nelayan")
    found = understand("iurannya?", context, understanding, knowledge.vocabulary)
    assert found.decision.entries[0] != "kelompok.nelayan"


def test_completions(knowledge: Knowledge, understanding: Understanding) -> None:
    """Each way of completing is there once; a named programme is never doubled, and an empty context adds nothing."""
    analysis = understanding.analyser("kalau jkp?")
    context = after({"program": "jht", "aspek": "syarat", "kelompok": "nelayan"})
    ways = completions("kalau jkp?", analysis, context, knowledge.vocabulary)
    assert "syarat nelayan kalau jkp?" in ways
    assert len(set(ways)) == len(ways)
    assert not any("jht" in way for way in ways)
    assert completions("kalau jkp?", analysis, Context(), knowledge.vocabulary) == ()


def test_what_is_remembered(understanding: Understanding) -> None:
    """The worker's group stays; programme, aspect and event are those of the entry and of what was just said."""
    context = after({"kelompok": "nelayan", "jenis_peserta": "mandiri", "program": "jht", "aspek": "dokumen"})
    said = understanding.analyser("syarat jkp")
    assert remembered(said, {"program": "jkp"}, context) == {
        "kelompok": "nelayan",
        "jenis_peserta": "mandiri",
        "program": "jkp",
        "aspek": "syarat",
    }


def test_event_stays_with_its_programme(understanding: Understanding) -> None:
    """Who resigned has still resigned in the next question about the same programme, not in one about another."""
    context = after({"program": "jht", "peristiwa": "resign"})
    assert remembered(None, {"program": "jht"}, context)["peristiwa"] == "resign"
    assert "peristiwa" not in remembered(None, {"program": "jkk"}, context)


def test_new_group_replaces_the_old(understanding: Understanding) -> None:
    """A newly named group takes the place of the old one and of its kind of participant."""
    context = after({"kelompok": "nelayan", "jenis_peserta": "mandiri"})
    assert remembered(understanding.analyser("saya karyawan"), {}, context) == {"kelompok": "karyawan"}


def test_kind_of_participant_says_no_more_than_the_group(understanding: Understanding) -> None:
    """A fisherman stays one when he is called what fishermen are: self-employed."""
    context = after({"kelompok": "nelayan", "jenis_peserta": "mandiri"})
    assert remembered(understanding.analyser("pekerja mandiri"), {}, context) == context.slots
