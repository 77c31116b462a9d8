"""What every system under measurement shares: its questions, its texts, how it is timed, weighed and judged."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.dialogue.evaluation import Verdict, read_questions
from bot.knowledge.models import Knowledge, Question
from bot.matching.understanding import FOREIGN, SMALL_TALK
from tests.benchmarks.measures import sample

P = ParamSpec("P")
T = TypeVar("T")

OWN_QUESTIONS = "knowledge/uji"
"""The name of the questions that belong to the knowledge."""
QUICK = 150
"""How many questions of a set a slow system is asked in a quick run."""
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Corpus:
    """The texts that every system is given, each with its label: the entries first, then foreign themes and small talk.

    `starts` are the places of the labels' first texts, the texts of a label standing together.
    """

    labels: tuple[str, ...]
    entries: int
    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Corpus:
        """Return the texts of a knowledge: those that `Understanding` reads."""
        said: dict[str, tuple[str, ...]] = {
            entry.id: (entry.question, entry.label, *entry.variations) for entry in knowledge.entries.values()
        }
        entries = len(said)
        said |= {FOREIGN + theme: texts for theme, texts in knowledge.foreign.items()}
        said |= {SMALL_TALK + talk.name: talk.variations for talk in knowledge.small_talk}
        return cls.made_of(said, entries)

    @classmethod
    def made_of(cls, said: Mapping[str, Sequence[str]], entries: int) -> Corpus:
        """Return the texts of labels, the first `entries` of which are entries."""
        starts = [0]
        for texts in said.values():
            starts.append(starts[-1] + len(texts))
        return cls(tuple(said), entries, tuple(text for texts in said.values() for text in texts), tuple(starts[:-1]))

    def head(self, labels: int) -> Corpus:
        """Return the corpus of the first labels alone."""
        end = self.starts[labels]
        return Corpus(self.labels[:labels], min(labels, self.entries), self.texts[:end], self.starts[:labels])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a system: its best four entries if forced to answer, the verdict on its own bands, the time."""

    question: Question
    ranked: tuple[str, ...]
    verdict: Verdict
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """A system on every set of questions, by the name of the set.

    `index_bytes` is None where memory cannot be read; `remark` tells how the system was measured if unlike the others.
    """

    name: str
    index_seconds: float
    index_bytes: int | None
    asked: Mapping[str, Sequence[Asked]]
    remark: str = ""


def question_sets(knowledge: Knowledge, files: Sequence[Path], *, quick: bool) -> dict[str, tuple[Question, ...]]:
    """Return the questions of the knowledge and of each file, by name; a quick run has a sample of each.

    Raises:
        ValueError: naming the line, where a file is not of the form that `read_questions` reads.
    """
    sets = {OWN_QUESTIONS: knowledge.questions} | {path.name: read_questions(path) for path in files}
    return {name: sample(questions, QUICK) for name, questions in sets.items()} if quick else sets


def warm_up(answer: Callable[[str], object], corpus: Corpus, *, size: int = 100) -> None:
    """Let a system answer some texts of its index, not the questions, which a cache would then know."""
    for text in sample(corpus.texts, size):
        answer(text)
    gc.collect()


def timed(answer: Callable[[str], T], text: str) -> tuple[T, float]:
    """Return what `answer` makes of `text`, and the milliseconds that it took."""
    start = time.perf_counter()
    result = answer(text)
    return result, (time.perf_counter() - start) * 1000


def weighed(build: Callable[[], T]) -> tuple[T, float, int | None]:
    """Return what `build` builds, the seconds it took, and the bytes that the resident memory grew by.

    What was freed is given back to the system before each look, as far as the allocator does so.
    """
    before = _settled()
    start = time.perf_counter()
    built = build()
    seconds = time.perf_counter() - start
    after = _settled()
    return built, seconds, None if before is None or after is None else max(after - before, 0)


def resident() -> int | None:
    """Return the bytes of resident memory of this process, or None where there is no /proc."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def available() -> int | None:
    """Return the bytes of memory that this machine can still give, or None where there is no /proc."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), None)


def _settled() -> int | None:
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)
    return resident()


def alone(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `function` returns in a fresh process, so that no system inherits memory or caches of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()
