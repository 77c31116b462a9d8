"""Reads YAML bytes into a tree of plain texts that remembers where everything stands.

Every scalar stays the text that staff typed (`0175`, `no` and `2027-01-31` are texts), because YAML's own guesses lose
zeros and turn words into truth values. Anchors, aliases and tags are refused without being followed, so a file cannot
grow while it is read, and nothing here recurses, so a file cannot exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from bot.knowledge.errors import Problem
from bot.knowledge.models import Place
from bot.knowledge.slips import diagnose

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: ten times slower, same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # the two loaders share one interface

MAX_BYTES = 4_000_000
MAX_DEPTH = 12
MAX_SLIPS = 20
"""After so many syntax errors in one file the rest is noise."""

_UNIT = re.compile(r"(?: {0,4}- +(?:id|tanya|nama): )|(?:  ?[^\s#-][^:]*:\s*$)")
_CLAIMED_ID = re.compile(r"^\s*(?:- +)?id: *['\"]?([a-z0-9.-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `style` is YAML's sign for how it was written: "" plain, a quote, "|" or ">"."""

    line: int
    column: int
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; `keys` says where each key stands, as a scalar."""

    line: int
    column: int
    values: dict[str, Node]
    keys: dict[str, Scalar]


Node = Scalar | Items | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its root (None where nothing could be read), its lines, what is wrong, and the ids it claims.

    `whole` is false where some part could not be read, so that names missing from the tree may still exist;
    `claimed` then holds the entry ids found in the raw text.
    """

    file: str
    root: Node | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]
    whole: bool
    claimed: frozenset[str]

    def place(self, node: Node) -> Place:
        """Return where `node` starts."""
        return Place(self.file, node.line, node.column)

    def place_in(self, node: Scalar, line: int, column: int) -> Place:
        """Return where line `line` and column `column` (from 1) of the text of `node` stand in the file.

        Exact for `|` blocks and for texts on one line; for folded texts it is where the text starts.
        """
        texts = node.text.split("\n")
        if node.style == "|" and line <= len(texts) and node.line + line <= len(self.lines):
            raw = self.lines[node.line + line - 1]
            return Place(self.file, node.line + line, max(len(raw) - len(texts[line - 1]), 0) + column)
        if len(texts) == 1 and node.style in {"", "'", '"'}:
            return Place(self.file, node.line, node.column + len(node.style) + column - 1)
        return self.place(node)


def plain(node: Node) -> Plain:
    """Return the tree below `node` as texts, lists and dictionaries. The depth is bounded by `MAX_DEPTH`."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.values.items()}


def read(file: str, data: bytes) -> Tree:
    """Return the tree of one YAML file; never raises, whatever the bytes are.

    Args:
        file: The path to name in problems.
        data: The file's bytes: UTF-8, with or without a byte order mark, with any line ends.
    """
    if len(data) > MAX_BYTES:
        message = (
            f"Berkas ini terlalu besar ({len(data)} byte). Pecah menjadi beberapa berkas di bawah {MAX_BYTES} byte."
        )
        return _unread(file, "", [Problem(Place(file, 1, 1), message)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        message = (
            "Berkas ini bukan UTF-8: ada huruf yang tidak terbaca di baris ini. "
            "Simpan ulang berkas dengan pengodean UTF-8, lalu tulis ulang huruf itu."
        )
        return _unread(file, data.decode("utf-8", "replace"), [Problem(Place(file, line, column), message)])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    problems = _characters(file, lines)
    if problems:
        # What follows from a tab is not worth a second message, so syntax errors are left out here.
        cleaned = text.replace("\t", "  ").split("\n")
        tree = _parse(file, ["".join(c if c.isprintable() else " " for c in line) for line in cleaned])
        found = tree.problems if tree.whole else ()
        return Tree(file, tree.root, lines, (*problems, *found), whole=False, claimed=_claimed(text))
    return _parse(file, lines)


def _claimed(text: str) -> frozenset[str]:
    return frozenset(_CLAIMED_ID.findall(text))


def _unread(file: str, text: str, problems: Sequence[Problem]) -> Tree:
    return Tree(file, None, tuple(text.split("\n")), tuple(problems), whole=False, claimed=_claimed(text))


def _characters(file: str, lines: Sequence[str]) -> list[Problem]:
    """Report tabs and characters that nobody sees, the first of each line."""
    problems = []
    for number, line in enumerate(lines, 1):
        if not line.isprintable():
            column, character = next((i, c) for i, c in enumerate(line, 1) if not c.isprintable())
            problems.append(Problem(Place(file, number, column), _hidden(character)))
    return problems


def _hidden(character: str) -> str:
    if character == "\t":
        return "Ada tombol Tab di baris ini. Ganti dengan spasi; YAML hanya menerima spasi untuk menjorokkan baris."
    return (
        f"Ada karakter yang tidak kelihatan (U+{ord(character):04X}), biasanya ikut tersalin dari Word atau web. "
        "Hapus, lalu ketik ulang dengan spasi biasa."
    )


def _parse(file: str, lines: Sequence[str]) -> Tree:
    """Parse, and after a syntax error blank the unit it stands in and go on, so that all errors come at once."""
    slips: list[Problem] = []
    rest = list(lines)
    while True:
        builder = _Builder(file)
        try:
            for event in _events("\n".join(rest)):
                builder.take(event)
        except yaml.MarkedYAMLError as error:
            line, column, message = diagnose(rest, error)
            slips.append(Problem(Place(file, line, column), message))
            if len(slips) < MAX_SLIPS and _blank(rest, line):
                continue
        except _StopReadingError as stop:
            slips.append(stop.problem)
        break
    root = builder.root
    problems = [*slips, *builder.problems]
    if root is None and not problems:
        message = "Berkas ini kosong. Isi menurut panduan, atau hapus berkasnya."
        problems.append(Problem(Place(file, 1, 1), message))
    text = "\n".join(lines)
    claimed = _claimed(text) if slips else frozenset()
    return Tree(file, root, tuple(lines), tuple(problems), whole=not slips, claimed=claimed)


def _blank(lines: list[str], line: int) -> bool:
    """Empty the unit (entry, figure, source, question) around `line`; False where there is none to empty."""
    first = next((i for i in range(min(line, len(lines)) - 1, -1, -1) if _UNIT.match(lines[i])), None)
    if first is None:
        return False
    after = next((i for i in range(first + 1, len(lines)) if _UNIT.match(lines[i])), len(lines))
    lines[first:after] = [""] * (after - first)
    return True


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_Loader)


def _start(event: yaml.Event) -> tuple[int, int]:
    """Return line and column where an event starts, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _StopReadingError(Exception):
    """Carries a problem after which reading on makes no sense, out of the builder to `_parse`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; a mapping where `values` is not None; `flow` where it has brackets."""

    line: int
    column: int
    items: list[Node]
    values: dict[str, Node] | None
    keys: dict[str, Scalar]
    flow: bool
    key: Scalar | None = None


class _Builder:
    """Turns YAML events into nodes, collecting what this project refuses although YAML allows it."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._file = file
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event; raises `_StopReadingError` where the rest is not worth reading."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_signs(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._problem(event, _SIGNS)
            self._add(Scalar(*_start(event), "", ""))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_signs(event)
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                message = "Ada baris --- yang memulai dokumen kedua. Hapus baris itu; satu berkas berisi satu dokumen."
                raise _StopReadingError(self._make(event, message))

    def _make(self, event: yaml.Event, message: str) -> Problem:
        return Problem(Place(self._file, *_start(event)), message)

    def _problem(self, event: yaml.Event, message: str) -> None:
        self.problems.append(self._make(event, message))

    def _refuse_signs(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._problem(event, _SIGNS)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        line, column = _start(event)
        style = event.style if event.style in {"'", '"', "|", ">"} else ""
        inside = self._open[-1] if self._open else None
        in_list = inside is not None and inside.values is None and not inside.flow
        if not style and in_list and event.end_mark and event.end_mark.line >= line:
            message = (
                "Butir daftar ini bersambung ke baris berikutnya. Kalau baris berikutnya butir baru, "
                "awali dengan tanda - yang sejajar; kalau memang satu kalimat, tulis dalam satu baris."
            )
            self._problem(event, message)
        return Scalar(line, column, event.value, style)

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) >= MAX_DEPTH:
            message = f"Susunan di sini bertingkat lebih dari {MAX_DEPTH} lapis. Periksa tanda kurung dan jorokannya."
            raise _StopReadingError(self._make(event, message))
        parent = self._open[-1] if self._open else None
        if parent and parent.values is not None and parent.key is None:
            message = "Kunci harus berupa satu kata, bukan daftar. Hapus tanda ? atau kurung di awal baris ini."
            raise _StopReadingError(self._make(event, message))
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(_Open(*_start(event), [], {} if mapping else None, {}, bool(event.flow_style)))

    def _end(self) -> None:
        done = self._open.pop()
        if done.values is None:
            self._add(Items(done.line, done.column, tuple(done.items)))
        else:
            self._add(Mapping(done.line, done.column, done.values, done.keys))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if parent.values is None:
            parent.items.append(node)
        elif parent.key is None:
            # `_start` stops at a collection in this position, so a key is always a scalar.
            parent.key = node if isinstance(node, Scalar) else None
        else:
            key, parent.key = parent.key, None
            if key.text in parent.values:
                first = parent.keys[key.text].line
                message = f"Kunci '{key.text}' sudah ada di baris {first}. Gabungkan isinya, atau hapus salah satu."
                self.problems.append(Problem(Place(self._file, key.line, key.column), message))
                return
            parent.values[key.text] = node
            parent.keys[key.text] = key


_SIGNS = (
    "Nilai yang diawali tanda &, * atau ! punya arti khusus di YAML dan tidak dipakai di sini. "
    "Tulis isinya apa adanya; kalau tanda itu bagian dari teks, beri tanda kutip, contoh: '*teks'."
)
