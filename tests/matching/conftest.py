"""A vocabulary of three-letter words, which no rule of spelling or stemming touches, and the small sound knowledge."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import load
from bot.knowledge.models import Knowledge, Vocabulary
from bot.matching.analysis import Analyser, Analysis
from bot.matching.understanding import Understanding

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"

WORDS = ("aba", "bab", "cac", "dad", "efe")
PROGRAMMES = ("pap", "qaq")
GROUPS = ("gag", "hah")
EVENTS = ("wow", "xox")
STRANGE = ("zaz", "yay")
"""Words that no text of a test knows."""


def short_words() -> Analyser:
    """Return an analyser that reads three-letter words as they stand, some of them as programmes, groups and events."""
    vocabulary = Vocabulary(
        spellings={},
        synonyms={},
        slots={
            "program": {word.upper(): (word,) for word in PROGRAMMES},
            "kelompok": {word.upper(): (word,) for word in GROUPS},
            "peristiwa": {word.upper(): (word,) for word in EVENTS},
        },
        known=frozenset(),
        ignored=frozenset(),
    )
    return Analyser(vocabulary, (*WORDS, *PROGRAMMES, *GROUPS, *EVENTS))


READ = short_words()


def read_all(texts: dict[str, list[str]]) -> dict[str, tuple[Analysis, ...]]:
    return {label: tuple(map(READ, said)) for label, said in texts.items()}


def topic(label: str) -> str:
    return label.split(".", maxsplit=1)[0]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(SOUND)


@pytest.fixture(scope="session")
def understanding(knowledge: Knowledge) -> Understanding:
    return Understanding(knowledge)
