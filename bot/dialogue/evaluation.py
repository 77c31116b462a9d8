"""Measures the engine on labelled questions: what share is answered right, asked back, wrong, or rightly left alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from bot.dialogue.assistant import Assistant
from bot.dialogue.compose import FOREIGN_TOPIC
from bot.dialogue.context import Context
from bot.dialogue.reply import Kind, Reply
from bot.knowledge.models import Dialogue, Double, Place, Question, Sum, Turn


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
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
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


_ANSWERED = _CONFIDENT | {Kind.REDIRECT}
_PAUSE = timedelta(seconds=20)
"""Between two turns of a test dialogue."""


def turn_right(turn: Turn, reply: Reply) -> bool:
    """Return whether a reply is of an allowed kind and, where ids are expected, answers or offers one of them."""
    if turn.kinds and reply.kind.value not in turn.kinds:
        return False
    served = reply.kind in _ANSWERED or reply.kind is Kind.CHOICES
    return not turn.entries or (served and not set(turn.entries).isdisjoint(reply.entries))


def needs_met(double: Double, reply: Reply) -> bool:
    """Return whether one reply answers every need with a right entry."""
    return reply.kind in _ANSWERED and all(not set(need).isdisjoint(reply.entries) for need in double.needs)


def sum_exact(asked: Sum, reply: Reply) -> bool:
    """Return whether a reply is a calculation by a right rule, with every expected number exactly right."""
    ruled = not asked.entries or not set(asked.entries).isdisjoint(reply.entries)
    exact = all(reply.figures.get(name) == value for name, value in asked.figures.items())
    return reply.kind is Kind.CALCULATION and ruled and exact


@dataclass(frozen=True, slots=True)
class Trial:
    """One turn, double question or sum with its reply: `asked` is its text, `wanted` what should have come, as text."""

    place: Place
    asked: str
    wanted: str
    reply: Reply
    right: bool


def converse(assistant: Assistant, dialogue: Dialogue, *, now: datetime) -> tuple[Trial, ...]:
    """Return a trial for each turn of a dialogue that a stranger begins at `now`."""
    trials = []
    context = Context()
    for number, turn in enumerate(dialogue.turns):
        reply = assistant.answer(turn.text, context, now=now + number * _PAUSE)
        context = reply.context
        wanted = " ".join((*turn.kinds, *turn.entries)) or "-"
        trials.append(Trial(turn.place, f"{dialogue.name}: {turn.text}", wanted, reply, turn_right(turn, reply)))
    return tuple(trials)


def ask_doubles(assistant: Assistant, doubles: Iterable[Double], *, now: datetime) -> tuple[Trial, ...]:
    """Return a trial for each double question, each asked by a stranger at `now`."""
    trials = []
    for double in doubles:
        reply = assistant.answer(double.text, Context(), now=now)
        wanted = " + ".join("/".join(need) for need in double.needs)
        trials.append(Trial(double.place, double.text, wanted, reply, needs_met(double, reply)))
    return tuple(trials)


def ask_sums(assistant: Assistant, sums: Iterable[Sum], *, now: datetime) -> tuple[Trial, ...]:
    """Return a trial for each sum, each asked by a stranger on its own day, else at `now`."""
    trials = []
    for asked in sums:
        moment = now.replace(year=asked.day.year, month=asked.day.month, day=asked.day.day) if asked.day else now
        reply = assistant.answer(asked.text, Context(), now=moment)
        wanted = " ".join((*asked.entries, *(f"{name}={value}" for name, value in asked.figures.items())))
        trials.append(Trial(asked.place, asked.text, wanted, reply, sum_exact(asked, reply)))
    return tuple(trials)
