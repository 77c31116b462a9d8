"""Puts questions to our own engine: a whole `Assistant.answer` is timed, not the ranking alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.dialogue.evaluation import judge
from bot.knowledge import load
from bot.matching import calibration as stored
from tests.benchmarks.systems import CHOICES, Asked, Corpus, Measured, question_sets, timed, warm_up, weighed

NAME = "**Tanya Jamsos**"


def measure(folder: Path, files: Sequence[Path]) -> Measured:
    """Return the measurements of the engine with the bands that are stored beside the knowledge."""
    knowledge = load(folder)
    sets = question_sets(knowledge, files, quick=False)
    corpus = Corpus.of(knowledge)
    calibration = stored.read(folder)
    assistant, seconds, size = weighed(lambda: Assistant(knowledge, calibration))
    answer = partial(assistant.answer, context=Context(), now=datetime.now(UTC))
    warm_up(answer, corpus)
    asked: dict[str, list[Asked]] = {}
    for name, questions in sets.items():
        replies = [timed(answer, question.text) for question in questions]
        asked[name] = [
            Asked(question, ranked(assistant, question.text), judge(question, reply), milliseconds)
            for question, (reply, milliseconds) in zip(questions, replies, strict=True)
        ]
    return Measured(NAME, seconds, size, asked)


def ranked(assistant: Assistant, text: str) -> tuple[str, ...]:
    """Return the best four entries for a text, whatever their chance."""
    return tuple(candidate.label for candidate in assistant.understanding.read(text).entries[:CHOICES])
