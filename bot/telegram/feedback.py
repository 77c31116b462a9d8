"""Feedback: what staff should learn from the conversations, with personal numbers masked and without who it was.

A miss is worth little without the question it was a miss of, so the last question of each person and the question
under each answer are held in memory, masked as well, until newer ones push them out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.dialogue.reply import Reply
from bot.language.privacy import mask
from bot.storage import GapKind, Recorder
from bot.telegram.metrics import Metrics
from bot.telegram.recent import Recent, Seen

_REMEMBERED = 2000


class Feedback:
    """Counts turns and ratings, and records those that staff should learn of."""

    def __init__(self, recorder: Recorder, metrics: Metrics, clock: Callable[[], datetime]) -> None:
        self._recorder = recorder
        self._metrics = metrics
        self._clock = clock
        self._questions: Recent[str, str] = Recent(_REMEMBERED)
        self._answers: Recent[tuple[int, int], str] = Recent(_REMEMBERED)
        self._rated: Seen[tuple[int, int]] = Seen(_REMEMBERED)

    def asked(self, key: str, words: str) -> None:
        """Hold what the person with the context `key` has asked."""
        self._questions.put(key, mask(words))

    def replied(self, key: str, reply: Reply, *, refused: bool = False) -> None:
        """Count a reply to the last question of `key`; `refused` means that it follows on "Bukan ini"."""
        self._metrics.replies.labels(reply.kind.value).inc()
        if reply.missed:
            self._metrics.missed.inc()
            self._gap(
                GapKind.REFUSED if refused else GapKind.UNKNOWN,
                self._questions.get(key),
                reply.entries,
                reply.confidence,
            )

    def shown(self, key: str, chat_id: int, messages: Iterable[int]) -> None:
        """Hold which messages answer the last question of `key`."""
        question = self._questions.get(key)
        for message_id in messages if question else ():
            self._answers.put((chat_id, message_id), question or "")

    def rated(self, entry: str, helpful: bool, chat_id: int, message_id: int) -> bool:
        """Record a rating, unless the message has one already; return whether it was recorded."""
        if not self._rated.first((chat_id, message_id)):
            return False
        self._metrics.ratings.labels(str(helpful).lower()).inc()
        self._recorder.rating(entry=entry, day=self._clock().date(), helpful=helpful)
        if not helpful:
            self._gap(GapKind.UNHELPFUL, self._answers.get((chat_id, message_id)), (entry,), 0.0)
        return True

    def _gap(self, kind: GapKind, question: str | None, entries: tuple[str, ...], confidence: float) -> None:
        if question:
            day = self._clock().date()
            self._recorder.gap(day=day, kind=kind, text=question, suggestions=entries, confidence=confidence)
