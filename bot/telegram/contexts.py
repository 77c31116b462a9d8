"""The contexts of the chats: in memory, backed by storage, and never slowed down by it.

A chat is known by a keyed hash, so that neither the storage nor who reads it can tell whose chat it is.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.dialogue.context import LIFETIME, Context
from bot.storage import Recorder
from bot.telegram.metrics import Metrics
from bot.telegram.recent import Recent

_SIZE = 5000

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Contexts:
    """The newest contexts by chat.

    `load_seconds` is the longest that an answer waits for the storage. Where the storage is `shared` by several
    processes, each turn looks there, since another process may have had the turn before.
    """

    def __init__(
        self,
        secret: str,
        recorder: Recorder,
        metrics: Metrics,
        *,
        load_seconds: float,
        shared: bool,
        clock: Callable[[], datetime],
    ) -> None:
        self._secret = hmac.digest(secret.encode(), b"jamsos: chat keys", hashlib.sha256)
        self._recorder = recorder
        self._metrics = metrics
        self._load_seconds = load_seconds
        self._shared = shared
        self._clock = clock
        self._known: Recent[str, Context] = Recent(_SIZE)

    def key(self, chat_id: int, person: int) -> str:
        """Return the key of what `person` talks about in a chat."""
        return hmac.digest(self._secret, f"{chat_id}:{person}".encode(), hashlib.sha256).hex()[:32]

    async def get(self, key: str) -> Context:
        """Return the context of a chat, an empty one for a stranger; it waits for the storage only a moment."""
        known = self._known.get(key)
        if known is not None and not self._shared:
            return known
        context = _newer(known or Context(), await self._load(key))
        self._known.put(key, context)
        return context

    def put(self, key: str, context: Context) -> None:
        """Set the context of a chat; it is saved behind the worker's back."""
        self._known.put(key, context)
        self._recorder.save_context(key, context.to_json(), (context.at or self._clock()) + LIFETIME)

    async def _load(self, key: str) -> Context:
        try:
            async with asyncio.timeout(self._load_seconds):
                value = await self._recorder.load_context(key, self._clock())
        except TimeoutError:
            self._metrics.slow_storage.inc()
            _log.warning("storage too slow, a context was not loaded")
            return Context()
        return Context.from_json(value) if value else Context()


def _newer(one: Context, other: Context) -> Context:
    if one.at is None or other.at is None:
        return other if one.at is None else one
    return other if other.at > one.at else one
