"""How the engine grows with ten and a hundred times the variations, and how a scan of all sentences grows beside it."""

from __future__ import annotations

import resource
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.knowledge import load
from bot.knowledge.models import Knowledge
from bot.matching import calibration as stored
from tests.benchmarks.measures import multiplied, percentile, sample, table
from tests.benchmarks.systems import QUICK, Corpus, alone, available, timed, warm_up, weighed

_ENGINE = "Tanya Jamsos, one answer"
_SCAN = "rapidfuzz WRatio, extractOne"
_TIMES = (1, 10, 100)
_SCAN_TIMES = (1, 10)
_SHARE_OF_MEMORY = 0.85


@dataclass(frozen=True, slots=True)
class Grown:
    """A system at one size; `milliseconds` holds the time of each question."""

    texts: int
    seconds: float
    bytes: int | None
    milliseconds: tuple[float, ...]


def report(folder: Path, progress: Callable[[str], None]) -> str:
    """Return the growth as a Markdown table."""
    rows = []
    for name, function, sizes in ((_ENGINE, grow_engine, _TIMES), (_SCAN, grow_scan, _SCAN_TIMES)):
        for times in sizes:
            progress(f"{name} at {times}x")
            rows.append([name, f"{times}x", *_cells(alone(function, folder, times))])
    header = ("system", "variations", "texts", "index s", "index MB", "median ms", "p99 ms")
    return (
        "### Growth with the variations of the entries\n\n"
        f"{table(header, rows)}\n\n"
        "Every variation is there once as written; the others are its words in another order among neutral words, no\n"
        f"two alike. Each size in a fresh process, on the same {QUICK} questions of the knowledge."
    )


def _cells(grown: Grown | None) -> list[str]:
    if grown is None:
        return ["–", "not within memory", "–", "–", "–"]
    size = "–" if grown.bytes is None else f"{grown.bytes / 2**20:.0f}"
    median, last = percentile(grown.milliseconds, 0.5), percentile(grown.milliseconds, 0.99)
    return [f"{grown.texts}", f"{grown.seconds:.1f}", size, f"{median:.2f}", f"{last:.2f}"]


def grown_knowledge(knowledge: Knowledge, times: int) -> Knowledge:
    """Return the knowledge with `times` as many variations of every entry."""
    entries = {
        name: replace(entry, variations=multiplied(entry.variations, times))
        for name, entry in knowledge.entries.items()
    }
    return replace(knowledge, entries=entries)


def grow_engine(folder: Path, times: int) -> Grown | None:
    """Return the engine over `times` the variations, or None where the machine's memory does not hold it."""
    free = available()
    if free is not None:
        limit = int(free * _SHARE_OF_MEMORY)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    try:
        knowledge = grown_knowledge(load(folder), times)
        calibration = stored.read(folder)
        corpus = Corpus.of(knowledge)
        assistant, seconds, size = weighed(lambda: Assistant(knowledge, calibration))
        answer = partial(assistant.answer, context=Context(), now=datetime.now(UTC))
        warm_up(answer, corpus)
        return _asked(answer, corpus, knowledge, seconds, size)
    except MemoryError:
        return None


def grow_scan(folder: Path, times: int) -> Grown:
    """Return a scan of every sentence by WRatio over `times` the variations."""
    knowledge = grown_knowledge(load(folder), times)
    corpus = Corpus.of(knowledge)
    texts, seconds, size = weighed(lambda: [default_process(text) for text in corpus.texts])

    def answer(text: str) -> object:
        return process.extractOne(default_process(text), texts, scorer=fuzz.WRatio)

    warm_up(answer, corpus, size=10)  # it has no cache to fill, and takes its time
    return _asked(answer, corpus, knowledge, seconds, size)


def _asked(
    answer: Callable[[str], object], corpus: Corpus, knowledge: Knowledge, seconds: float, size: int | None
) -> Grown:
    times = tuple(timed(answer, question.text)[1] for question in sample(knowledge.questions, QUICK))
    return Grown(len(corpus.texts), seconds, size, times)
