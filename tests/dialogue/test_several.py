"""Which messages ask several things, and which are answered part by part."""

from __future__ import annotations

import pytest

from bot.dialogue.context import Context
from bot.dialogue.followup import Understood, understand
from bot.dialogue.several import MOST, apart, clauses, shared
from bot.knowledge.models import Knowledge
from bot.matching.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("syarat jkp apa dan berapa lama cairnya?", ("syarat jkp apa", "berapa lama cairnya?")),
        ("apa itu jht? apa itu jkk?", ("apa itu jht?", "apa itu jkk?")),
        ("jht bisa cair tidak terus jkp berapa besar", ("jht bisa cair tidak", "jkp berapa besar")),
        ("1. apa itu jht\n2. dokumen jht\n3. apa itu jkk", ("apa itu jht", "dokumen jht", "apa itu jkk")),
        (
            "suami saya meninggal, santunan berapa dan dokumen jht apa",
            ("suami saya meninggal santunan berapa", "dokumen jht apa"),
        ),
        ("apa itu jht? kak makasih, dokumen jkk apa", ("apa itu jht?", "kak makasih dokumen jkk apa")),
    ],
)
def test_parts(text: str, parts: tuple[str, ...], understanding: Understanding) -> None:
    """Questions are parted at sentence ends, commas, numbers and joining words; what only tells goes with the next question."""
    assert clauses(text, understanding.analyser) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "apa itu jht",
        "halo kak, apa itu jht",
        "saya resign dan paklaring belum keluar, jht bisa cair tidak",
        "apa bedanya jht sama jkk?",
        "jkp berapa besar kalau resign",
        "🙏🙏",
        ", , ? ! .",
    ],
)
def test_one_question(text: str, understanding: Understanding) -> None:
    """One question stays whole, whatever greeting or story stands around it."""
    assert clauses(text, understanding.analyser) == ()


def test_too_many_parts(understanding: Understanding) -> None:
    """A message of more questions than can be answered at once stays whole."""
    assert clauses("apa itu jht? " * (MOST + 1), understanding.analyser) == ()


def test_long_story(understanding: Understanding) -> None:
    """A long story stays whole although it holds question words."""
    assert clauses("apa itu jht? " + "saya kerja di pabrik " * 8 + "apa itu jkk?", understanding.analyser) == ()


def test_shared_slots(understanding: Understanding) -> None:
    """The only programme named holds for all parts; of two programmes neither does."""
    assert shared(understanding.analyser("syarat jkp dan berapa lama")) == {"program": "jkp"}
    assert shared(understanding.analyser("syarat jkp dan dokumen jht")) == {}


def read(knowledge: Knowledge, understanding: Understanding, *texts: str) -> list[Understood]:
    return [understand(text, Context(), understanding, knowledge.vocabulary) for text in texts]


def test_answered_apart(knowledge: Knowledge, understanding: Understanding) -> None:
    """Parts with different sure answers are answered one by one."""
    whole, *parts = read(knowledge, understanding, "apa itu jht dan syarat jkp", "apa itu jht", "syarat jkp")
    assert apart(whole, parts)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("apa itu jht", ("apa itu jht", "jht artinya apa ya")),
        ("apa itu jht", ("apa itu jht", "resep rendang padang")),
        ("apa itu jkk", ("apa itu jht", "syarat jkp")),
        ("mau mati saja", ("apa itu jht", "syarat jkp")),
        ("apa itu jht", ("mau mati saja", "syarat jkp")),
        ("apa itu jht", ()),
    ],
    ids=["same answer", "one unknown", "another answer to the whole", "despair", "despair in a part", "no parts"],
)
def test_answered_as_one(
    whole: str, parts: tuple[str, ...], knowledge: Knowledge, understanding: Understanding
) -> None:
    """Parts are not answered apart if they mean the same, are not all known, lose the answer to the whole, or hold despair."""
    message, *pieces = read(knowledge, understanding, whole, *parts)
    assert not apart(message, pieces)
