"""Fits the weights and thresholds to a knowledge: on its own variations, each left out in turn, and on its test questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.knowledge import load
from bot.knowledge.models import Knowledge, Question
from bot.matching.calibration import FILE, Calibration, Sample, exceeded, fit, threshold
from bot.matching.matcher import Weights, judge
from bot.matching.understanding import FOREIGN, SMALL_TALK, Understanding

MOST_WRONG = 0.014
"""The share of the in-scope test questions that may get a confident wrong answer.

Lower than what is wanted of strangers' questions (3 %), since those who write for a bot write more clearly than those who need it.
"""
MOST_BOTHERED = 0.25
"""The share of the foreign test questions that may be asked back with our choices."""
_VARIATION_WEIGHT = 0.15
_FOLDS = 5
_EVERY = 6


def samples(knowledge: Knowledge, understanding: Understanding) -> Iterator[tuple[Sample, bool]]:
    """Yield the samples of a knowledge, each with whether it is a test question that belongs to an entry.

    Every `_EVERY`-th variation of a label is measured as if it had not been written; it weighs less than a test question, because
    it was written by who wrote the others.
    """
    place = {label: at for at, label in enumerate(understanding.labels)}
    foreign = tuple(at for label, at in place.items() if label.startswith(FOREIGN))
    talk = tuple(at for label, at in place.items() if label.startswith(SMALL_TALK))
    for question in knowledge.questions:
        right = _right(question, place, foreign, talk)
        measured = understanding.measure(understanding.analyser(question.text))
        none = question.scope in {"near", "far"} and not question.entries
        yield Sample(measured, right, none), question.scope == "in"
    for label, said in understanding.texts.items():
        at = place[label]
        right = foreign if label.startswith(FOREIGN) else talk if label.startswith(SMALL_TALK) else (at,)
        for variation in range(at % _EVERY, len(said), _EVERY):
            measured = understanding.measure(said[variation], without=(at, variation))
            yield Sample(measured, right, label.startswith(FOREIGN), _VARIATION_WEIGHT), False


def _right(
    question: Question, place: dict[str, int], foreign: tuple[int, ...], talk: tuple[int, ...]
) -> tuple[int, ...]:
    if question.scope == "chitchat":
        return talk
    known = tuple(place[entry] for entry in question.entries if entry in place)
    return known or foreign


def refit(folder: Path) -> str:
    """Fit the knowledge in `folder`, store the calibration beside it, and return a line about it in Indonesian.

    The thresholds come from questions that the weights were not fitted on (five folds), so that they hold for new ones.

    Raises:
        KnowledgeError: where the knowledge is not sound.
        ValueError: where it has no test questions to fit on.
    """
    knowledge = load(folder)
    if not any(question.scope == "in" for question in knowledge.questions):
        raise ValueError("Belum ada soal uji dengan lingkup dalam, jadi belum ada yang bisa dihitung.")
    understanding = Understanding(knowledge)
    drawn = list(samples(knowledge, understanding))
    best: list[tuple[float, bool]] = []
    foreign: list[float] = []
    for fold in range(_FOLDS):
        train = [sample for at, (sample, _) in enumerate(drawn) if at % _FOLDS != fold]
        held = [(sample, own) for at, (sample, own) in enumerate(drawn) if at % _FOLDS == fold and sample.weight == 1.0]
        weights = fit(train)
        for sample, own in held:
            entries = _entries(understanding.labels, sample, weights)
            if own:
                best.append((entries[0][1], entries[0][0] in sample.right))
            elif sample.none:
                foreign.append(sum(chance for _, chance in entries))
    calibration = Calibration(
        fit([sample for sample, _ in drawn]),
        threshold([chance for chance, _ in best], [good for _, good in best], MOST_WRONG),
        exceeded(foreign, MOST_BOTHERED),
        knowledge.digest,
    )
    beside = folder / f"{FILE}.baru"
    beside.write_text(calibration.to_json(), encoding="utf-8")
    beside.replace(folder / FILE)  # whole at once, for whoever reads it meanwhile
    return (
        f"Bobot dihitung dari {len(drawn)} contoh. Dijawab langsung mulai keyakinan {calibration.answer_from:.2f}, "
        f"ditawarkan pilihan mulai {calibration.choices_from:.2f}. Disimpan di {FILE}."
    )


def _entries(labels: Sequence[str], sample: Sample, weights: Weights) -> list[tuple[int, float]]:
    """Return the places and chances of the four likeliest entries."""
    chances = judge(labels, sample.measured, weights).chances
    own = [(at, float(chances[at])) for at, label in enumerate(labels) if not label.startswith((FOREIGN, SMALL_TALK))]
    return sorted(own, key=lambda pair: -pair[1])[:4]
