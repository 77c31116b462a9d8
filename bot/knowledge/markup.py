"""The small Markdown subset of answers, read into a document that Telegram's HTML and plain text are made from.

Allowed are paragraphs, line breaks (kept as written), `**bold**`, `- ` and `1. ` lists with one level nested, and
`[text](https://…)` links. Everything else that Markdown knows is refused, so that staff see at once what will not show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.knowledge import template
from bot.knowledge.errors import MarkupError, Problem
from bot.knowledge.models import Place


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `url` is "" unless it is a link. `text` holds no line break."""

    text: str
    bold: bool = False
    url: str = ""


SpanLine = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[SpanLine, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its lines, and the list nested under it if there is one."""

    lines: tuple[SpanLine, ...]
    nested: Bullets | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `start` is the number of its first item, or None for a list with dashes."""

    start: int | None
    items: tuple[Item, ...]


Block = Paragraph | Bullets


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the subset, block by block."""

    blocks: tuple[Block, ...]


_REFUSED = {
    "heading_open": "Judul (# atau garis di bawah teks) tidak dipakai di jawaban. Pakai **tebal** di baris sendiri.",
    "blockquote_open": "Kutipan (tanda > di awal baris) tidak dipakai di jawaban. Hapus tanda > itu.",
    "code_block": "Baris ini menjorok empat spasi atau lebih, jadi dianggap kode. Kurangi jorokannya.",
    "fence": "Blok kode (```) tidak dipakai di jawaban. Hapus tanda itu.",
    "code_inline": "Tanda ` tidak dipakai di jawaban. Hapus, atau pakai **tebal**.",
    "hr": "Garis pemisah (--- atau ***) tidak dipakai di jawaban. Pisahkan dengan satu baris kosong.",
    "html_block": "Tanda < > ala HTML tidak dipakai di jawaban. Hapus; untuk tebal pakai **tebal**.",
    "html_inline": "Tanda < > ala HTML tidak dipakai di jawaban. Hapus; untuk tebal pakai **tebal**.",
    "table_open": "Tabel tidak dipakai di jawaban, karena tidak muat di layar ponsel. Tulis sebagai daftar.",
    "image": "Gambar tidak dipakai di jawaban. Hapus tanda ! di depan kurung siku, atau hapus gambarnya.",
    "em_open": "Huruf miring (*…* atau _…_) tidak dipakai di jawaban. Pakai **tebal**.",
    "s_open": "Teks coret (~~…~~) tidak dipakai di jawaban. Hapus tanda itu.",
}
_REFUSED_MARKERS = {
    "*": "Butir daftar ditulis dengan tanda - dan spasi. Ganti * di awal butir.",
    "+": "Butir daftar ditulis dengan tanda - dan spasi. Ganti + di awal butir.",
    ")": "Nomor daftar ditulis dengan titik: 1. bukan 1)",
}
# All of Markdown, so that what is not allowed is recognised and refused by its name.
_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_LEFTOVER = re.compile(r"\*+|__+|`")
_BOLD = re.compile(r"(?<![\w*])\*\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*\*(?![\w*])")
_RISKY = re.compile(r"[*`_<>#|~\[\]\\&]|^[0-9]{1,9}[.)]|^[^\w\"'(]")
_FIGURE_STAND_IN = "Rp0%"
"""Stands for a figure while a text is checked: letters in front and a sign behind are what `**` is pickiest about."""


def parse(text: str) -> Document:
    """Return the document that a text of the subset spells.

    Raises:
        MarkupError: The text uses something else; every place counts lines and columns within `text` from 1.
    """
    reader = _Reader(text)
    document = reader.document(_PARSER.parse(text))
    if reader.problems:
        raise MarkupError(reader.problems)
    return document


def check(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with the markup of an answer that still holds figures and conditions; () if nothing is.

    The places count lines and columns within `text` as it stands, except that a column behind a figure or a condition
    is where the line starts.
    """
    bare = template.PLACE.sub(_FIGURE_STAND_IN, template.without_conditions(text))
    if _surely_sound(bare):
        return ()
    try:
        parse(bare)
    except MarkupError as error:
        written = text.split("\n")
        return tuple(
            problem
            if written[problem.place.line - 1] == bare.split("\n")[problem.place.line - 1]
            else Problem(Place("", problem.place.line, 1), problem.message)
            for problem in error.problems
        )
    return ()


def _surely_sound(text: str) -> bool:
    """Whether the text is so plain that Markdown can find nothing but the subset in it; saves the parser most answers.

    False says nothing: the parser then decides.
    """
    in_list = False
    for line in template.split(text):
        content = line.text.rstrip()
        if not content and not line.marker:
            in_list = False
            continue
        clings = in_list and not line.marker
        if line.indent or clings or len(line.marker) - len(line.marker.rstrip()) > 1:
            return False
        in_list = bool(line.marker)
        if not content or _RISKY.search(_BOLD.sub("b", content)):
            return False
    return True


def plain(document: Document, *, links: bool = True) -> str:
    """Return the document as text without markup: lists as "- x" or "1. x", links as "text (address)".

    Args:
        document: What to write out.
        links: False leaves the addresses of links away.
    """
    written = ""
    before: Block | None = None
    for block in document.blocks:
        if before is not None:
            # A list belongs to the line that introduces it.
            written += "\n" if isinstance(before, Paragraph) and isinstance(block, Bullets) else "\n\n"
        if isinstance(block, Bullets):
            written += _plain_list(block, "", links=links)
        else:
            written += "\n".join(_plain_line(line, links=links) for line in block.lines)
        before = block
    return written


def _plain_list(bullets: Bullets, indent: str, *, links: bool) -> str:
    lines = []
    for number, item in enumerate(bullets.items, bullets.start or 1):
        marker = "- " if bullets.start is None else f"{number}. "
        inner = indent + " " * len(marker)
        lines.append(indent + marker + f"\n{inner}".join(_plain_line(line, links=links) for line in item.lines))
        if item.nested:
            lines.append(_plain_list(item.nested, inner, links=links))
    return "\n".join(lines)


def _plain_line(line: SpanLine, *, links: bool) -> str:
    return "".join(f"{s.text} ({s.url})" if links and s.url and s.url != s.text else s.text for s in line)


class _Reader:
    """Walks the flat tokens of markdown-it, building blocks and collecting problems."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._lines = text.split("\n")

    def document(self, tokens: Sequence[Token]) -> Document:
        blocks: list[Block] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            after = _after(tokens, at)
            if token.type == "paragraph_open":
                blocks.append(Paragraph(self._inline(tokens[at + 1])))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                blocks.append(self._list(tokens[at:after], level=1))
            else:
                self._refuse(_line_of(token), 1, _REFUSED[token.type])
            at = after
        return Document(tuple(blocks))

    def _refuse(self, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(Place("", line, column), message))

    def _list(self, tokens: Sequence[Token], level: int) -> Bullets:
        head = tokens[0]
        if head.markup in _REFUSED_MARKERS:
            self._refuse(_line_of(head), 1, _REFUSED_MARKERS[head.markup])
        items = []
        at = 1
        while at < len(tokens) - 1:
            after = _after(tokens, at)
            items.append(self._item(tokens[at:after], level))
            at = after
        start = int(head.attrGet("start") or 1) if head.type == "ordered_list_open" else None
        return Bullets(start, tuple(items))

    def _item(self, tokens: Sequence[Token], level: int) -> Item:
        lines: tuple[SpanLine, ...] = ()
        nested: Bullets | None = None
        at = 1
        while at < len(tokens) - 1:
            token, after = tokens[at], _after(tokens, at)
            line = _line_of(token)
            if token.type == "paragraph_open":
                if lines or nested:
                    self._refuse(
                        line, 1, "Satu butir daftar hanya satu paragraf. Jadikan butir baru, atau akhiri daftarnya."
                    )
                lines = self._inline(tokens[at + 1])
                self._check_lazy(token)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                if level > 1 or nested:
                    self._refuse(line, 1, "Daftar di dalam daftar hanya boleh satu, satu tingkat. Ratakan daftar ini.")
                else:
                    nested = self._list(tokens[at:after], level + 1)
            else:
                self._refuse(line, 1, _REFUSED[token.type])
            at = after
        if not lines:
            self._refuse(_line_of(tokens[0]), 1, "Butir daftar ini kosong. Isi teksnya, atau hapus tandanya.")
        return Item(lines, nested)

    def _check_lazy(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        for line in range(first + 1, last):
            if not self._lines[line].startswith("  "):
                message = (
                    "Baris ini menempel ke butir daftar di atasnya. Beri satu baris kosong sebelum baris ini; "
                    "kalau memang lanjutan butir, jorokkan sejajar teksnya."
                )
                self._refuse(line + 1, 1, message)

    def _inline(self, token: Token) -> tuple[SpanLine, ...]:
        """Return the lines of an inline token; reports what is refused in them."""
        lines: list[list[Span]] = [[]]
        bold, url = False, ""
        for child in token.children or ():
            line = _line_of(token) + len(lines) - 1
            if child.type in {"softbreak", "hardbreak"}:
                lines.append([])
            elif child.type in {"strong_open", "strong_close"}:
                bold = child.type == "strong_open"
                if child.markup != "**":
                    self._refuse_at(line, child.markup, "Tebal ditulis dengan dua bintang: **teks**, bukan __teks__.")
            elif child.type == "link_open":
                url = self._link(child, line)
            elif child.type == "link_close":
                url = ""
            elif child.type == "text":
                self._check_text(child.content, line)
                if child.content:
                    lines[-1].append(Span(child.content, bold, url))
            elif child.type in _REFUSED:
                sign = "![" if child.type == "image" else child.markup or child.content
                self._refuse_at(line, sign, _REFUSED[child.type])
        return tuple(tuple(spans) for spans in lines)

    def _refuse_at(self, line: int, sign: str, message: str) -> None:
        column = self._lines[line - 1].find(sign) if line <= len(self._lines) else -1
        self._refuse(line, max(column, 0) + 1, message)

    def _link(self, token: Token, line: int) -> str:
        url = str(token.attrGet("href") or "")
        if token.markup == "autolink":
            self._refuse_at(line, "<", "Tautan ditulis dengan nama: [teks](https://alamat), bukan <https://alamat>.")
        elif not url.startswith("https://"):
            self._refuse_at(line, "](", f"Tautan harus dimulai dengan https://, bukan '{url}'.")
        elif token.attrGet("title"):
            self._refuse_at(
                line, "](", "Tautan tidak memakai judul dalam tanda kutip. Tulis [teks](https://alamat) saja."
            )
        return url

    def _check_text(self, text: str, line: int) -> None:
        if leftover := _LEFTOVER.search(text):
            message = (
                f"Tanda {leftover[0]} di sini tidak berpasangan. Tebal ditulis **teks**, tanpa spasi di sisi dalam "
                "dan tanpa huruf yang menempel di luar."
            )
            self._refuse_at(line, leftover[0], message)
        elif "](" in text:
            self._refuse_at(
                line, "](", "Tautan ini tidak terbaca. Tulis [teks](https://alamat) tanpa spasi di dalam alamat."
            )


def _after(tokens: Sequence[Token], at: int) -> int:
    """Return the index behind the token at `at` and all that it encloses."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index + 1
    return len(tokens)


def _line_of(token: Token) -> int:
    return (token.map[0] if token.map else 0) + 1
