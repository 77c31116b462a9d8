"""Rendering: formatting, escaping, and splitting under Telegram's limit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.context import Context
from bot.dialogue.reply import Citation, Kind, Reply
from bot.telegram import texts
from bot.telegram.render import Part, first_line, render, render_text
from tests.telegram.markup import MAX_ENTITIES, MAX_UNITS, shown, units


def html(text: str) -> str:
    """Return the HTML of a text that fits into one message."""
    (part,) = render_text(text)
    return part.html


def reply(text: str, *sources: Citation, checked: str = "") -> Reply:
    """Return an answer."""
    return Reply(Kind.ANSWER, text, Context(), sources=sources, checked=checked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ya, **gratis**.", "Ya, <b>gratis</b>."),
        ("satu\ndua", "satu\ndua"),
        ("satu\n\ndua", "satu\n\ndua"),
        ("Bawa:\n- KTP\n- KK", "Bawa:\n• KTP\n• KK"),
        ("Bawa:\n\n- KTP\n- KK", "Bawa:\n• KTP\n• KK"),
        ("3. tiga\n4. empat", "3. tiga\n4. empat"),
        ("- satu\n  - dalam\n- dua", "• satu\n   ◦ dalam\n• dua"),
        ("[situs](https://a.go.id/?x=1&y=2)", '<a href="https://a.go.id/?x=1&amp;y=2">situs</a>'),
        ("upah 1 & 2", "upah 1 &amp; 2"),
    ],
)
def test_the_subset_as_html(text: str, expected: str) -> None:
    """Bold, lines, lists and links become what Telegram knows; everything else is escaped."""
    assert html(text) == expected


def test_markup_outside_the_subset_is_shown_as_it_is_written() -> None:
    """A slip in a text costs the formatting, never the words."""
    assert html("# Judul <b>\n\nisi") == "# Judul &lt;b&gt;\n\nisi"


def test_nothing_still_says_something() -> None:
    """Telegram takes no empty message."""
    assert render_text(" \n ") == (Part(texts.NOTHING, texts.NOTHING),)


def test_sources_and_date_stand_in_small_print() -> None:
    """Only web addresses become links, and titles are escaped."""
    (part,) = render(
        reply(
            "Ya.",
            Citation("PP 46 & 60", "30 Juni 2015", "https://a.go.id"),
            Citation("Surat", "", "javascript:alert(1)"),
            checked="1 Mei 2026",
        )
    )
    assert part.plain == "Ya.\n\nSumber: PP 46 & 60 (30 Juni 2015); Surat\nDiperiksa: 1 Mei 2026"
    assert '<i><a href="https://a.go.id">PP 46 &amp; 60</a></i>' in part.html
    assert "javascript" not in part.html


def test_the_first_line_has_no_markup() -> None:
    """Inline results show it as their description."""
    assert first_line(reply("**Ya**, bisa.\nLalu")) == "Ya, bisa."


def test_long_texts_are_broken_between_paragraphs() -> None:
    """A paragraph that fits into a message is never cut."""
    paragraphs = [f"{number} " + "kata " * 300 for number in range(8)]
    parts = render_text("\n\n".join(paragraphs))
    assert len(parts) > 1
    assert "\n\n".join(part.plain for part in parts).split("\n\n") == [one.strip() for one in paragraphs]


def test_a_long_paragraph_is_broken_between_lines_and_a_long_line_between_words() -> None:
    """No word and no tag is cut as long as it fits."""
    lines = render_text("\n".join("baris " * 100 for _ in range(20)))
    assert all(part.plain.startswith("baris") and len(part.plain) <= MAX_UNITS for part in lines)
    words = render_text("**" + "kata " * 2000 + "akhir**")
    assert all(shown(part.html, "HTML").text == part.plain for part in words)
    assert " ".join(" ".join(part.plain for part in words).split()) == "kata " * 2000 + "akhir"


def test_a_text_without_spaces_is_cut_between_characters() -> None:
    """Characters that Telegram counts double are counted double and not halved."""
    parts = render_text("😀" * 5000)
    assert "".join(part.plain for part in parts) == "😀" * 5000
    assert all(units(part.plain) <= MAX_UNITS for part in parts)


def test_more_formatting_than_telegram_keeps_is_spread_over_messages() -> None:
    """No bold word loses its weight."""
    parts = render_text("\n".join(f"**{number}** kata" for number in range(300)))
    assert sum(part.html.count("<b>") for part in parts) == 300
    assert all(shown(part.html, "HTML").entities <= MAX_ENTITIES for part in parts)


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from(list("<>&\"'*_[]()`#-1.\n 😀")), max_size=400
)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(1, 60))
def test_whatever_the_text_telegram_takes_it(text: str, times: int) -> None:
    """Every part is valid HTML that shows exactly the plain text, is not empty, and is not too long."""
    for part in render_text(text * times):
        seen = shown(part.html, "HTML")
        assert seen.text == part.plain
        assert part.plain.strip()
        assert units(part.plain) <= MAX_UNITS
        assert seen.entities <= MAX_ENTITIES
