"""Measures the engine on labelled questions: what share is answered right, asked back, wrong, or rightly left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from bot.dialogue.assistant import Assistant
from bot.dialogue.compose import FOREIGN_TOPIC
from bot.dialogue.context import Context
from bot.dialogue.reply import Kind, Reply
from bot.knowledge.models import Place, Question


class Verdict(StrEnum):
    """How a labelled question ended; a closed vocabulary."""

    RIGHT = "benar"
    OFFERED = "ditawarkan"
    WRONG = "salah yakin"
    MISSED = "tidak ketemu"


_CONFIDENT = frozenset({Kind.ANSWER, Kind.CALCULATION})


def judge(question: Question, reply: Reply) -> Verdict:
    """Return the verdict on one reply.

    In scope: right if a right entry is answered first, offered if it is among the choices, wrong if another entry is answered
    with confidence, missed otherwise. Near and far: wrong if an entry of our own programmes is answered that is not among the
    right ones, else right. Small talk: right if handled as such, wrong if an entry is answered, missed otherwise.
    """
    confident = reply.kind in _CONFIDENT
    if question.scope == "in":
        if (confident or reply.kind is Kind.REDIRECT) and any(entry in question.entries for entry in reply.entries):
            return Verdict.RIGHT
        if reply.kind is Kind.CHOICES and any(entry in question.entries for entry in reply.entries[:4]):
            return Verdict.OFFERED
        return Verdict.WRONG if confident or reply.kind is Kind.REDIRECT else Verdict.MISSED
    if question.scope == "chitchat":
        if reply.kind is Kind.SMALLTALK:
            return Verdict.RIGHT
        return Verdict.WRONG if confident else Verdict.MISSED
    foreign = all(entry.startswith(f"{FOREIGN_TOPIC}.") for entry in reply.entries)
    right = not confident or foreign or any(entry in question.entries for entry in reply.entries)
    return Verdict.RIGHT if right else Verdict.WRONG


@dataclass(frozen=True, slots=True)
class Result:
    """One question, its reply and the verdict."""

    question: Question
    reply: Reply
    verdict: Verdict


def evaluate(assistant: Assistant, questions: Iterable[Question], *, now: datetime) -> tuple[Result, ...]:
    """Return a result for each question, each asked by a stranger at `now`."""
    results = []
    for question in questions:
        reply = assistant.answer(question.text, Context(), now=now)
        results.append(Result(question, reply, judge(question, reply)))
    return tuple(results)


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of a group of questions."""

    total: int
    verdicts: Mapping[Verdict, int]

    def share(self, *verdicts: Verdict) -> float:
        """Return the share (0..1) of the questions that ended in one of `verdicts`; 0 for an empty group."""
        return sum(self.verdicts.get(verdict, 0) for verdict in verdicts) / self.total if self.total else 0.0


def score(results: Sequence[Result]) -> Score:
    """Return the counts of `results`."""
    return Score(len(results), {verdict: sum(r.verdict is verdict for r in results) for verdict in Verdict})


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a JSON-lines file with the keys `q`, `scope`, `ids` and `style`.

    Raises:
        ValueError: naming the line, where one is not of that form.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question = Question(
                text=str(row["q"]),
                scope=str(row["scope"]),
                entries=tuple(map(str, row.get("ids", ()))),
                style=str(row.get("style", "")),
                place=Place(path.name, number, 1),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name}:{number}:1: baris ini bukan soal uji yang benar ({error})") from error
        questions.append(question)
    return tuple(questions)
