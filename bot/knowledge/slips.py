"""Says in Indonesian which slip of the pen lies behind a YAML syntax error, with the corrected line where it helps.

The texts of libyaml that are looked for here are those of its scanner and parser (`scanner.c`, `parser.c`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

_PAIR = re.compile(r"^(?P<head>\s*(?:- +)?(?P<key>[\w.-]+): +)(?P<value>.*?)\s*$")
_ITEM = re.compile(r"^(?P<head>\s*- +)(?P<value>.*?)\s*$")
_TIGHT = re.compile(r"^\s*(?:- +)?(?P<key>[a-z_]+):(?P<value>[^\s:].*)$")
_QUOTED = re.compile(r"""^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")$""")
_SPECIAL = "*&!%@`{}[],|>\"'"

_UNREADABLE = (
    "Susunan di baris ini tidak terbaca. Periksa jorokan (kelipatan dua spasi), titik dua, dan tanda kutipnya."
)
_OPEN_QUOTE = "Tanda kutip yang dibuka di sini tidak ditutup. Tambahkan tanda kutip yang sama di akhir teks."
_ESCAPE = "Tanda \\ di dalam kutip ganda punya arti khusus. Pakai kutip tunggal, contoh: 'teks'."
_BRACKET = "Kurung siku belum ditutup atau kurang koma. Contoh: sumber: [pp-46-2015, pp-44-2015]"
_BLOCK = "Baris-baris di bawah tanda | atau > harus menjorok sama dalam, dengan spasi."
_NO_COLON = "Baris ini kurang titik dua, atau kurang tanda - di depannya. Contoh: judul: Klaim JHT"
_LIST_ON_LINE = (
    "Daftar dimulai di baris baru, menjorok dua spasi di bawah kuncinya, tiap butir diawali tanda - dan spasi."
)
_DEEP = (
    "Baris ini menjorok lebih dalam daripada seharusnya, atau baris di atasnya kurang titik dua. "
    "Sejajarkan dengan kunci lain di entri yang sama."
)
_CROOKED = (
    "Baris ini tidak sejajar dengan baris lain di tingkat yang sama, atau tanda - di depannya kurang. "
    "Sejajarkan jorokannya; tiap butir daftar diawali tanda - dan spasi."
)


def diagnose(lines: Sequence[str], error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """Return line and column (from 1) of a YAML syntax error and the sentence for staff.

    Args:
        lines: The file's lines.
        error: What the YAML parser raised.
    """
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    opened = ("quoted" in context and "end of stream" in problem) or "parsing a flow" in context
    if error.context_mark and (opened or "expected ':'" in problem):
        # What was opened and not closed is where it was opened, not where the parser gave up waiting.
        mark = error.context_mark
    line, column = (min(mark.line, len(lines) - 1) + 1, mark.column + 1) if mark else (1, 1)
    if "block scalar" in context or (line > 1 and lines[line - 2].rstrip().endswith((" |", " >"))):
        return line, column, _BLOCK
    if line > 1 and (tight := _TIGHT.match(lines[line - 2])) and "mapping values" in problem:
        return line - 1, len(lines[line - 2]) - len(lines[line - 2].lstrip()) + 1, _tight_message(tight)
    return line, column, _sentence(lines[line - 1], problem, context)


def _tight_message(tight: re.Match[str] | None) -> str:
    corrected = f"{tight['key']}: {tight['value'].strip()}" if tight else "kunci: nilai"
    return f"Sesudah titik dua harus ada spasi. Tulis: {_short(corrected)}"


def _sentence(text: str, problem: str, context: str) -> str:
    pair = _PAIR.match(text) or _ITEM.match(text)
    tight = _TIGHT.match(text)
    head, value = (pair["head"].strip(), pair["value"]) if pair else ("", "")
    corrected = _short(f"{head} {_quote(value)}")
    special = value[:1] in _SPECIAL and not _QUOTED.match(value)
    cases = (
        ("quoted" in context and "end of stream" in problem, _OPEN_QUOTE),
        ("escape" in problem, _ESCAPE),
        ("flow" in context and not value.startswith("{"), _BRACKET),
        (
            "mapping values" in problem and ": " in f"{value} ",
            f"Ada titik dua di dalam nilai, jadi beri tanda kutip: {corrected}",
        ),
        (bool(value) and special, f"Nilai yang diawali tanda {value[:1]} harus diberi tanda kutip: {corrected}"),
        (tight is not None and ("expected ':'" in problem or "mapping values" in problem), _tight_message(tight)),
        ("expected ':'" in problem, _NO_COLON),
        ("block sequence entries" in problem, _LIST_ON_LINE),
        ("mapping values" in problem, _DEEP),
        (any(part in problem for part in ("'-' indicator", "expected key", "block end")), _CROOKED),
    )
    return next((sentence for applies, sentence in cases if applies), _UNREADABLE)


def _quote(value: str) -> str:
    """Return `value` in quotes that do not occur in it, without the pair that it may already have around it."""
    bare = value.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\"":
        bare = bare[1:-1]
    if "'" in bare and not set('"\\') & set(bare):
        return f'"{bare}"'
    return "'" + bare.replace("'", "''") + "'"


def _short(text: str) -> str:
    return text if len(text) <= 100 else text[:99] + "…"
