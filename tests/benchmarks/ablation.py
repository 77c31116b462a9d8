"""What each part of the engine is worth: the engine without it, on questions it does not index, nothing refitted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.dialogue.assistant import Assistant
from bot.dialogue.evaluation import Result, Verdict, evaluate, score
from bot.knowledge import load
from bot.knowledge.models import Knowledge, Question
from bot.matching import analysis, matcher, spelling
from bot.matching import calibration as stored
from bot.matching.calibration import Calibration
from bot.matching.features import vector
from bot.matching.matcher import SIGNALS
from tests.benchmarks.measures import percent, table
from tests.benchmarks.own import ranked
from tests.benchmarks.systems import alone, question_sets

Change = Callable[[Knowledge], Knowledge]


def _same(knowledge: Knowledge) -> Knowledge:
    return knowledge


@dataclass(frozen=True, slots=True)
class Variant:
    """The engine without a part.

    `change` takes the part out of the knowledge; `replaced` are (object, name, what stands in its place) while the
    variant is built and asked; `signal` is the place of a signal whose weight becomes nothing.
    """

    name: str
    change: Change = _same
    replaced: tuple[tuple[object, str, object], ...] = ()
    signal: int | None = None


def _without_words(**emptied: Any) -> Change:
    """Return a change that empties parts of the vocabulary."""

    def change(knowledge: Knowledge) -> Knowledge:
        return replace(knowledge, vocabulary=replace(knowledge.vocabulary, **emptied))

    return change


def _whole_words(*_: object) -> Callable[[str], str]:
    """Return, in the place of a stemmer, what leaves every word whole."""
    return str


def _without_features(kind: str) -> Callable[[Sequence[str], Mapping[str, float]], dict[str, float]]:
    """Return, in the place of `vector`, one that passes over features of a kind."""

    def kept(found: Sequence[str], idf: Mapping[str, float]) -> dict[str, float]:
        return vector([feature for feature in found if not feature.startswith(kind)], idf)

    return kept


VARIANTS = (
    Variant("the whole engine"),
    Variant(
        "without spelling correction", replaced=((spelling.Speller, "correct", lambda _speller, word, *_: (word,)),)
    ),
    Variant("without consonant skeletons", replaced=((spelling, "skeleton", lambda *_: ""),)),
    Variant("without stemming", replaced=((analysis, "stemmer", _whole_words),)),
    Variant("without synonyms", _without_words(synonyms={})),
    Variant("without abbreviations and regional words", _without_words(spellings={})),
    Variant("without ignoring polite words", _without_words(ignored=frozenset())),
    Variant("without the list of further right words", _without_words(known=frozenset())),
    Variant("without slots as features", replaced=((matcher, "vector", _without_features("s:")),)),
    Variant("without any slots", _without_words(slots={})),
    Variant("without pairs of words", replaced=((matcher, "vector", _without_features("b:")),)),
    *(Variant(f"without the signal {name}", signal=place) for place, name in enumerate(SIGNALS)),
    Variant("without foreign themes", lambda knowledge: replace(knowledge, foreign={})),
)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a variant comes to on a set of questions: shares (0..1), and how many of the questions are in scope."""

    inside: int
    first: float
    among_four: float
    right: float
    wrong: float
    near: float
    far: float


def report(folder: Path, files: Sequence[Path], progress: Callable[[str], None]) -> str:
    """Return what each part is worth, as a Markdown table for each set of questions."""
    found: dict[str, list[tuple[str, Worth]]] = {}
    for variant in VARIANTS:
        progress(f"ablation: {variant.name}")
        for name, worth in alone(measure, VARIANTS.index(variant), folder, files).items():
            found.setdefault(name, []).append((variant.name, worth))
    return "\n\n".join(
        f"### What each part is worth, on {name}\n\n{_table(rows)}\n\n"
        f"In brackets the difference from the whole engine, in points; one question in scope is "
        f"{100 / max(rows[0][1].inside, 1):.1f}. Each part is taken out\nalone and nothing is fitted again: a part that "
        "another makes up for looks small, the weights are not at their best\nwithout it, and an engine without a signal "
        "is less sure of everything, right or wrong."
        for name, rows in found.items()
    )


def _table(rows: Sequence[tuple[str, Worth]]) -> str:
    whole = rows[0][1]
    header = ("engine", "top-1", "top-4", "right first", "confident wrong", "near answered", "far answered")
    return table(
        header,
        [
            (
                name,
                _compared(worth.first, whole.first),
                _compared(worth.among_four, whole.among_four),
                _compared(worth.right, whole.right),
                _compared(worth.wrong, whole.wrong),
                _compared(worth.near, whole.near),
                _compared(worth.far, whole.far),
            )
            for name, worth in rows
        ],
    )


def _compared(share: float, whole: float) -> str:
    return f"{percent(share)} ({(share - whole) * 100:+.1f})"


def measure(place: int, folder: Path, files: Sequence[Path]) -> dict[str, Worth]:
    """Return what the variant at a place of `VARIANTS` is worth on each set of questions."""
    variant = VARIANTS[place]
    knowledge = load(folder)
    sets = question_sets(knowledge, files, quick=False)
    with without_part(variant, knowledge, stored.read(folder)) as assistant:
        return {name: _worth(assistant, questions) for name, questions in sets.items()}


@contextmanager
def without_part(variant: Variant, knowledge: Knowledge, calibration: Calibration) -> Iterator[Assistant]:
    """Give the engine without a part; the part is back when the context ends."""
    with ExitStack() as stack:
        for target, name, replacement in variant.replaced:
            stack.enter_context(patch.object(target, name, replacement))
        yield Assistant(variant.change(knowledge), _calibration(calibration, variant.signal))


def _calibration(calibration: Calibration, silenced: int | None) -> Calibration:
    if silenced is None:
        return calibration
    signals = tuple(0.0 if at == silenced else weight for at, weight in enumerate(calibration.weights.signals))
    return replace(calibration, weights=replace(calibration.weights, signals=signals))


def _worth(assistant: Assistant, questions: Sequence[Question]) -> Worth:
    results = evaluate(assistant, questions, now=datetime.now(UTC))
    inside = [question for question in questions if question.scope == "in"]
    best = [ranked(assistant, question.text) for question in inside]
    count = max(len(inside), 1)
    return Worth(
        len(inside),
        sum(bool(set(labels[:1]) & set(q.entries)) for labels, q in zip(best, inside, strict=True)) / count,
        sum(bool(set(labels) & set(q.entries)) for labels, q in zip(best, inside, strict=True)) / count,
        _share(results, "in", Verdict.RIGHT),
        *(_share(results, scope, Verdict.WRONG) for scope in ("in", "near", "far")),
    )


def _share(results: Sequence[Result], scope: str, verdict: Verdict) -> float:
    return score([result for result in results if result.question.scope == scope]).share(verdict)
