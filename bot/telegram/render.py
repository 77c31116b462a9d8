"""Renders a reply as Telegram messages: HTML, the same as plain text, none longer than Telegram takes.

The text is split first and formatted afterwards, so that no tag is ever cut, and everything is escaped on the way.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import structlog

from bot.dialogue.reply import Citation, Reply
from bot.knowledge.errors import MarkupError
from bot.knowledge.markup import Bullets, Document, Paragraph, SpanLine, parse
from bot.telegram import texts

MAX_UNITS = 4096
"""The longest message, in UTF-16 code units after parsing, as Telegram counts."""
MAX_ENTITIES = 100
"""The most pieces of formatting in one message; Telegram drops those beyond."""
_INDENT = "   "

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """One message: as HTML, and as the plain text that stands in where Telegram refuses the HTML."""

    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text without line breaks, in one format."""

    text: str
    bold: bool = False
    small: bool = False
    url: str = ""

    @property
    def entities(self) -> int:
        """How many pieces of formatting it takes."""
        return self.bold + self.small + bool(self.url)


Row = tuple[Run, ...]
"""A line."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together; `close` says that no empty line stands before them."""

    rows: tuple[Row, ...]
    close: bool = False


def render(reply: Reply) -> tuple[Part, ...]:
    """Return the messages that show `reply`: its text, then its sources and date in small print. At least one."""
    return _parts([*_sections_of(reply.text), *_footer(reply.sources, reply.checked)])


def render_text(text: str) -> tuple[Part, ...]:
    """Return the messages that show `text`, which is written in the Markdown subset. At least one."""
    return _parts(_sections_of(text))


def first_line(reply: Reply) -> str:
    """Return the first line of `reply` without formatting."""
    return next((line for section in _sections_of(reply.text) for row in section.rows if (line := _plain(row))), "")


def units(text: str) -> int:
    """Return the length of `text` as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _parts(sections: Iterable[Section]) -> tuple[Part, ...]:
    return tuple(
        Part("\n".join(map(_html, rows)), "\n".join(map(_plain, rows))) for rows in _messages(sections) if any(rows)
    ) or (Part(texts.NOTHING, texts.NOTHING),)


def _sections_of(text: str) -> tuple[Section, ...]:
    try:
        document = parse(text)
    except MarkupError:
        # Knowledge is checked when it is loaded, so this is a slip in the program. The worker still gets the words.
        _log.exception("a reply is not in the Markdown subset")
        return tuple(
            Section(tuple((Run(line),) for line in block.splitlines())) for block in text.split("\n\n") if block.strip()
        )
    return tuple(_sections(document))


def _sections(document: Document) -> Iterator[Section]:
    after_paragraph = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Section(tuple(_row(line) for line in block.lines))
        else:
            yield Section(tuple(_list_rows(block, "", "•")), close=after_paragraph)
        after_paragraph = isinstance(block, Paragraph)


def _list_rows(bullets: Bullets, indent: str, dot: str) -> Iterator[Row]:
    for place, item in enumerate(bullets.items):
        mark = dot if bullets.start is None else f"{bullets.start + place}."
        for number, line in enumerate(item.lines):
            head = f"{indent}{mark} " if number == 0 else indent + _INDENT
            yield (Run(head), *_row(line))
        if item.nested:
            yield from _list_rows(item.nested, indent + _INDENT, "◦")


def _row(line: SpanLine) -> Row:
    return tuple(Run(span.text, bold=span.bold, url=span.url if _is_web(span.url) else "") for span in line)


def _footer(sources: Sequence[Citation], checked: str) -> Iterator[Section]:
    """Yield the small print: where the answer comes from, and when it was last checked."""
    rows: list[Row] = []
    if sources:
        row = [Run(texts.SOURCE, small=True)]
        for number, source in enumerate(sources):
            if number:
                row.append(Run("; ", small=True))
            row.append(Run(source.title, small=True, url=source.url if _is_web(source.url) else ""))
            if source.date:
                row.append(Run(f" ({source.date})", small=True))
        rows.append(tuple(row))
    if checked:
        rows.append((Run(texts.CHECKED + checked, small=True),))
    if rows:
        yield Section(tuple(rows))


def _is_web(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _messages(sections: Iterable[Section]) -> Iterator[list[Row]]:
    """Yield the lines of each message: broken between sections where possible, else between lines, else words."""
    message: list[Row] = []
    for section in sections:
        rows = [piece for row in section.rows for piece in _fit(row)]
        gap: list[Row] = [()] if message and not section.close else []
        if _fits([*message, *gap, *rows]):
            message += [*gap, *rows]
            continue
        if message and _fits(rows):
            yield message
            message = rows
            continue
        message += gap
        for row in rows:
            if message and not _fits([*message, row]):
                yield message
                message = []
            message.append(row)
    if message:
        yield message


def _fits(rows: Sequence[Row]) -> bool:
    length = sum(units(run.text) for row in rows for run in row) + max(len(rows) - 1, 0)
    return length <= MAX_UNITS and sum(run.entities for row in rows for run in row) <= MAX_ENTITIES


def _fit(row: Row) -> Iterator[Row]:
    """Yield `row` in pieces that each fit into a message, broken between words, else between characters."""
    if _fits([row]):
        yield row
        return
    piece: list[Run] = []
    for run in row:
        for word in _words(run):
            if piece and not _fits([(*piece, word)]):
                yield tuple(piece)
                piece = []
            piece.append(word)
    if piece:
        yield tuple(piece)


def _words(run: Run) -> Iterator[Run]:
    """Yield `run` in pieces of whole words of at most half a message, with the spaces after them."""
    piece = ""
    for word in run.text.split(" "):
        for start in range(0, max(len(word), 1), MAX_UNITS // 4):
            chunk = word[start : start + MAX_UNITS // 4]
            if piece and units(piece + chunk) > MAX_UNITS // 2:
                yield replace(run, text=piece)
                piece = ""
            piece += chunk
        piece += " "
    if piece.rstrip(" "):
        yield replace(run, text=piece.removesuffix(" "))


def _html(row: Row) -> str:
    return "".join(map(_run_html, row))


def _run_html(run: Run) -> str:
    written = html.escape(run.text)
    if run.url:
        written = f'<a href="{html.escape(run.url)}">{written}</a>'
    if run.bold:
        written = f"<b>{written}</b>"
    return f"<i>{written}</i>" if run.small else written


def _plain(row: Row) -> str:
    return "".join(run.text for run in row)
