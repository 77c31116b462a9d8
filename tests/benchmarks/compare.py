"""Compares the engine with its peers in one run: `python -m tests.benchmarks.compare [FILE.jsonl ...]`.

Every system is given the same texts and asked the same questions, one after another, each in a fresh process. Timings
stand side by side and are never asserted.
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bot.dialogue.evaluation import Verdict
from bot.knowledge import KnowledgeError, load
from bot.knowledge.models import Question
from bot.matching import calibration as stored
from bot.matching.errors import CalibrationError
from tests.benchmarks import ablation, growth, memory, own
from tests.benchmarks.measures import percent, percentile, table
from tests.benchmarks.systems import OWN_QUESTIONS, QUICK, Asked, Corpus, Measured, alone, question_sets

HEADER = (
    "system",
    "top-1",
    "top-4",
    "right first",
    "right or offered",
    "confident wrong",
    "near answered",
    "far answered",
    "median ms",
    "p99 ms",
    "index s",
    "index MB",
)
_SCOPES = {"in": "in scope", "near": "near", "far": "far", "chitchat": "small talk"}
_LIBRARIES = ("numpy", "rapidfuzz", "bm25s", "scikit-learn")
_QUICK_NOTE = f"""\
- Quick run: rows with a remark in brackets rest on {QUICK} questions of each set, or on fewer passes over the texts.
"""
_NOTES = f"""\
- top-1, top-4: in scope, the right entry first, or among the best four, when forced to answer. right first, right or
  offered, confident wrong: in scope, each system on its own bands. near, far answered: out of scope, answered with
  confidence by an entry of ours.
- Every system indexes the same texts: questions, labels and variations of the entries, foreign themes, small talk. A
  peer whose best label is foreign or small talk answers no entry.
- The engine answers by the bands stored with the knowledge. A peer answers from the lowest score at which at most 3 %
  of the in-scope questions of {OWN_QUESTIONS} are answered wrongly, and offers its best four below it. On those
  questions themselves each fifth is judged by the threshold of the other four, on a file's questions by that of all.
- The engine's weights (a handful of numbers) were fitted on the questions of {OWN_QUESTIONS}, which staff also read
  while they write; only a file of questions that nobody tuned to is a fair judge.
- Times: `time.perf_counter` around one question, after a warm-up on texts of the index, no question twice. The
  engine's is a whole `Assistant.answer` with the reply composed, a peer's the ranking alone (rapidfuzz: `extractOne`
  over texts that were processed beforehand).
- index MB: growth of resident memory while the index is built, each in a fresh process, freed memory given back first.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparison that the arguments ask for and print it as Markdown."""
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    try:
        knowledge = load(options.knowledge)
        sets = question_sets(knowledge, options.files, quick=False)
        fitted = stored.read(options.knowledge).digest == knowledge.digest
    except (KnowledgeError, CalibrationError, OSError, ValueError) as error:
        sys.exit(str(error))
    corpus = Corpus.of(knowledge)
    given = sys.argv[1:] if arguments is None else arguments
    print(f"## `{shlex.join(('python', '-m', 'tests.benchmarks.compare', *given))}`\n")
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.machine()}, {os.cpu_count()} cores, load {_load()}, "
        f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in _LIBRARIES)}. "
        f"{corpus.entries} entries, {len(corpus.texts)} texts."
    )
    if not fitted:
        print("\n**The stored weights were fitted on another state of the knowledge.** Run: jamsos kalibrasi")
    if not options.without_peers:
        measured = _measured(options.knowledge, options.files, quick=options.quick)
        for name, questions in sets.items():
            print(f"\n### {name}: {_counts(questions)}\n\n{table(HEADER, [row(one, name) for one in measured])}")
        print(f"\n{_QUICK_NOTE if options.quick else ''}{_NOTES}")
    if options.growth:
        print(f"\n{growth.report(options.knowledge, _progress)}")
    if options.ablation:
        print(f"\n{ablation.report(options.knowledge, options.files, _progress)}")
    if options.memory:
        print(f"\n{memory.report(options.knowledge)}")
    _progress(f"done in {time.perf_counter() - started:.0f} s")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.compare", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.jsonl", help="further labelled questions")
    parser.add_argument(
        "--knowledge", type=Path, default=Path("knowledge"), metavar="FOLDER", help="default: knowledge"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"ask peers that scan everything {QUICK} questions of each set; fit logistic regression in fewer passes",
    )
    parser.add_argument("--growth", action="store_true", help="add 1x, 10x and 100x the variations (some minutes)")
    parser.add_argument("--ablation", action="store_true", help="add the engine without each of its parts")
    parser.add_argument("--memory", action="store_true", help="add the memory of a process with an idle Assistant")
    parser.add_argument("--without-peers", action="store_true", help="leave the table of peers out")
    return parser


def _measured(folder: Path, files: Sequence[Path], *, quick: bool) -> list[Measured]:
    from tests.benchmarks import peers

    _progress(own.NAME)
    measured = [alone(own.measure, folder, files)]
    for name in peers.RECIPES:
        _progress(name)
        measured.append(alone(peers.measure, name, folder, files, quick=quick))
    return measured


def row(measured: Measured, questions: str) -> tuple[str, ...]:
    """Return the cells of a system on the set of questions of that name, as `HEADER`."""
    asked = measured.asked[questions]
    inside = [one for one in asked if one.question.scope == "in"]
    times = [one.milliseconds for one in asked]
    return (
        measured.name if not measured.remark else f"{measured.name} ({measured.remark})",
        percent(_share([bool(set(one.ranked[:1]) & set(one.question.entries)) for one in inside])),
        percent(_share([bool(set(one.ranked) & set(one.question.entries)) for one in inside])),
        percent(_share([one.verdict is Verdict.RIGHT for one in inside])),
        percent(_share([one.verdict in {Verdict.RIGHT, Verdict.OFFERED} for one in inside])),
        percent(_share([one.verdict is Verdict.WRONG for one in inside])),
        percent(_answered(asked, "near")),
        percent(_answered(asked, "far")),
        f"{percentile(times, 0.5):.2f}",
        f"{percentile(times, 0.99):.2f}",
        f"{measured.index_seconds:.1f}",
        "–" if measured.index_bytes is None else f"{measured.index_bytes / 2**20:.0f}",
    )


def _answered(asked: Sequence[Asked], scope: str) -> float | None:
    return _share([one.verdict is Verdict.WRONG for one in asked if one.question.scope == scope])


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _counts(questions: Sequence[Question]) -> str:
    counts = Counter(question.scope for question in questions)
    return ", ".join(f"{counts[scope]} {name}" for scope, name in _SCOPES.items() if counts[scope])


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _progress(text: str) -> None:
    sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {text}\n")


if __name__ == "__main__":
    main()
