"""The Markdown subset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.errors import MarkupError
from bot.knowledge.markup import Bullets, Document, Item, Paragraph, Span, check, parse, plain


def test_document() -> None:
    """Paragraphs, kept line breaks, bold, lists with one nested level and links become a document."""
    text = "Bisa, **10%**.\nCaranya:\n\n- satu\n  1. a\n  2. b\n- [dua](https://contoh.id/x)\n\nSelesai."
    assert parse(text) == Document(
        (
            Paragraph(((Span("Bisa, "), Span("10%", bold=True), Span(".")), (Span("Caranya:"),))),
            Bullets(
                None,
                (
                    Item(((Span("satu"),),), Bullets(1, (Item(((Span("a"),),)), Item(((Span("b"),),))))),
                    Item(((Span("dua", url="https://contoh.id/x"),),)),
                ),
            ),
            Paragraph(((Span("Selesai."),),)),
        )
    )


def test_plain() -> None:
    """Plain text keeps lists and their numbers, stands close under its introduction, and spells out links."""
    text = "Bawa:\n\n- **KTP**\n  - asli\n- KK\n\nLalu:\n3. buka [Lapak Asik](https://contoh.id)\n4. kirim\n\nSelesai."
    written = plain(parse("Bawa:\n\n- **KTP**\n  - asli\n- KK\n\nSelesai."))
    assert written == "Bawa:\n- KTP\n  - asli\n- KK\n\nSelesai."
    assert plain(parse("3. buka [Lapak Asik](https://contoh.id)\n4. kirim")) == (
        "3. buka Lapak Asik (https://contoh.id)\n4. kirim"
    )
    assert plain(parse("[Lapak](https://contoh.id)"), links=False) == "Lapak"
    assert plain(parse("[https://contoh.id](https://contoh.id)")) == "https://contoh.id"
    assert "3. buka" in plain(parse(text))


@pytest.mark.parametrize(
    "text", ["", "\n", "halo", "a\nb", "2 x 3 = 6 & 1 < 2", "snake_case_kata", "[selain itu]", "Rp5.000,-"]
)
def test_plain_text_is_plain(text: str) -> None:
    """Ordinary signs mean nothing."""
    assert plain(parse(text)) == text.strip()


@pytest.mark.parametrize("text", ["a  \nb", "a\\\nb", "a\nb"])
def test_line_breaks(text: str) -> None:
    """However Markdown writes a line break, the line breaks."""
    assert plain(parse(text)) == "a\nb"


def test_problems_have_places() -> None:
    """All that is wrong is reported at once, with line and column within the text."""
    with pytest.raises(MarkupError) as caught:
        parse("# Judul\n\nteks *miring*\n\n> kutip")
    assert [(p.place.line, p.place.column) for p in caught.value.problems] == [(1, 1), (3, 6), (5, 1)]


def test_check_sees_through_figures_and_conditions() -> None:
    """An answer that still holds figures and conditions is judged as it will read."""
    assert check("**{a.b}** dan {c_d.e_f} serta {g_h.i_j}\n[selama a.b] Ada.\n- [setelah a.b] butir") == ()
    assert [p.message for p in check("**{a.b}**an")] != []
    assert [(p.place.line, p.place.column) for p in check("[selama a.b] *x*\nb *x*")] == [(1, 1), (2, 3)]


def refusals(text: str) -> int:
    """Return how many problems the parser finds."""
    try:
        parse(text)
    except MarkupError as error:
        return len(error.problems)
    return 0


_LINES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "- ",
                "1. ",
                "  ",
                "    ",
                "**",
                "*",
                "_",
                "__",
                "a",
                "b c",
                "kata ",
                "{a.b}",
                "[selama a.b] ",
                "[",
                "](https://x.id)",
                "]",
                "#",
                "> ",
                "`",
                "~~",
                "|",
                "<b>",
                "&amp;",
                "!",
                "=",
                "---",
                "+",
                "\\",
                "1)",
                "(",
                ")",
                ".",
                "%",
                "é",
                '"',
                "http://a.id",
            ]
        ),
        max_size=6,
    ).map("".join),
    max_size=6,
)


@settings(max_examples=600, deadline=None)
@given(_LINES)
def test_quick_check_agrees_with_the_parser(lines: list[str]) -> None:
    """What `check` lets pass without a parser is what the parser lets pass."""
    from bot.knowledge import template

    text = "\n".join(lines)
    bare = template.PLACE.sub("Rp0%", template.without_conditions(text))
    assert len(check(text)) == refusals(bare)


@settings(max_examples=400, deadline=None)
@given(_LINES)
def test_plain_text_has_no_markup(lines: list[str]) -> None:
    """Whatever parses leaves no asterisks, backticks or link signs in its plain text."""
    try:
        written = plain(parse("\n".join(lines)))
    except MarkupError:
        return
    assert not any(sign in written for sign in ("**", "](", "`", "__"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text makes the parser fail otherwise."""
    assert refusals(text) >= 0
