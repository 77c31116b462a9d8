"""What can be wrong with the knowledge, as values and as the one exception tree of this package.

The tree:

    Exception
    └── KnowledgeError      the files cannot be used; `.problems` lists everything that is wrong
        └── MarkupError     one text leaves the Markdown subset; its places count within that text, `file` is ""
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.models import Place


class ProblemKind(StrEnum):
    """What a problem is about; `ERROR` makes the knowledge unusable, everything else is advice to staff."""

    ERROR = "galat"
    STALE = "tinjau-lewat"
    LAPSED = "angka-berakhir"
    LAPSING = "angka-segera-berakhir"
    UNDATED = "sumber-tanpa-tanggal"
    LONG = "jawaban-panjang"
    FEW = "variasi-sedikit"
    ALIKE = "variasi-mirip"
    SHARED = "variasi-sama-antar-entri"
    CONTAINED = "variasi-termuat"
    TYPED = "angka-diketik"
    ABBREVIATION = "singkatan"
    LABEL = "tombol-sama"
    LEAKED = "uji-sama-dengan-variasi"
    NEIGHBOUR = "kalah-dari-tetangga"
    UNCALIBRATED = "bobot-lama"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place: `message` is an Indonesian sentence that says what to do."""

    place: Place
    message: str
    kind: ProblemKind = ProblemKind.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class KnowledgeError(Exception):
    """The knowledge files cannot be used; `problems` holds all that is wrong, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = ordered(problems)
        super().__init__("\n".join(map(str, self.problems)))


class MarkupError(KnowledgeError):
    """A text uses more than the Markdown subset; the places count lines and columns within the text, from 1."""


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repetitions, sorted by file, line, column and message."""
    return tuple(sorted(set(problems), key=lambda p: (p.place.file, p.place.line, p.place.column, p.message)))
