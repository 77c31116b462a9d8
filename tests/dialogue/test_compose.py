"""Replies made of entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue import compose, texts
from bot.dialogue.context import Context
from bot.dialogue.reply import Button, Kind
from bot.knowledge.models import Knowledge

DAY = date(2026, 11, 22)


def test_answer(knowledge: Knowledge) -> None:
    """An answer has its text for the day, its shown sources, the rest behind a button, and what is asked next."""
    reply = compose.answer(knowledge, knowledge.entries["jht.dokumen"], Context(), DAY, 0.8)
    assert (reply.kind, reply.entries, reply.confidence, reply.rateable) == (Kind.ANSWER, ("jht.dokumen",), 0.8, True)
    assert reply.text.startswith("Yang dibawa:")
    assert reply.buttons == (
        Button(texts.DETAILS, "d:jht.dokumen"),
        Button("Cairkan setelah resign", "e:jht.klaim-resign"),
    )
    assert [source.title for source in reply.sources] == ["PP 46/2015, Jaminan Hari Tua"]


def test_another_agency(knowledge: Knowledge) -> None:
    """An entry about another agency redirects, and a source that is not to be shown is not shown."""
    reply = compose.answer(knowledge, knowledge.entries["luar.ktp-kk"], Context(), DAY, 1.0)
    assert reply.kind is Kind.REDIRECT
    assert reply.sources == ()


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 11, 22), "cukup **Rp8.400**"), (date(2027, 1, 1), "sudah berakhir")]
)
def test_figures_of_the_day(knowledge: Knowledge, day: date, said: str) -> None:
    """The text holds the figures of the day it is asked."""
    assert said in compose.answer(knowledge, knowledge.entries["iuran.mandiri"], Context(), day, 1.0).text


def test_lapsed_figure(knowledge: Knowledge) -> None:
    """An answer with a figure that has lapsed says so."""
    text = compose.answer(knowledge, knowledge.entries["iuran.batas-upah"], Context(), date(2028, 1, 1), 1.0).text
    assert "berlaku sampai 28 Februari 2027" in text


def test_joined(knowledge: Knowledge) -> None:
    """Several answers stand in order under their questions; confidence is the least, buttons and sources stand once."""
    first = compose.answer(knowledge, knowledge.entries["jht.definisi"], Context(), DAY, 0.9)
    second = compose.answer(knowledge, knowledge.entries["jht.dokumen"], Context(entry="jht.dokumen"), DAY, 0.7)
    reply = compose.joined(knowledge, [first, second])
    assert reply.entries == ("jht.definisi", "jht.dokumen")
    assert reply.text.index("**1. Apa itu JHT?**") < reply.text.index("**2. Apa saja dokumen untuk klaim JHT?**")
    assert (reply.confidence, reply.context) == (0.7, second.context)
    assert len(set(reply.buttons)) == len(reply.buttons)
    assert len(set(reply.sources)) == len(reply.sources)


def test_details(knowledge: Knowledge) -> None:
    """The rest of a long entry comes without the button that led to it."""
    reply = compose.details(knowledge, knowledge.entries["jht.dokumen"], Context(), DAY)
    assert reply.text.startswith("Surat keterangan kerja juga disebut paklaring")
    assert texts.DETAILS not in [button.label for button in reply.buttons]


def test_topic_pages(knowledge: Knowledge) -> None:
    """A long topic has pages that lead back and forth; a page beyond the last, or of no topic, does not exist."""
    many = tuple(list(knowledge.entries)[: compose.PAGE + 2])
    longer = replace(knowledge, topics={"jht": replace(knowledge.topics["jht"], entries=many)})
    first, second = (compose.topic_page(longer, "jht", page, Context()) for page in (0, 1))
    assert first is not None
    assert second is not None
    assert [b.action for b in first.buttons][-2:] == ["t:jht:1", "m"]
    assert [b.action for b in second.buttons] == [*(f"e:{name}" for name in many[compose.PAGE :]), "t:jht:0", "m"]
    assert compose.topic_page(longer, "jht", 2, Context()) is None
    assert compose.topic_page(longer, "jht", -1, Context()) is None
    assert compose.topic_page(longer, "zakat", 0, Context()) is None


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [("pendek", 10, "pendek"), ("dua kata panjang", 10, "dua kata…"), ("a" * 50, 10, "a" * 9 + "…")],
)
def test_short(text: str, limit: int, cut: str) -> None:
    """A text that is too long is cut between words, and never longer than the limit."""
    assert compose.short(text, limit) == cut
    assert len(compose.short(text, limit)) <= limit
