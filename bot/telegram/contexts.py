"""The contexts of the chats: in memory, backed by storage, and never slowed down by it.

A chat is known by a keyed hash, so that neither the storage nor who reads it can tell whose chat it is.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from typing import Protocol

import structlog

from bot.dialogue.context import Context
from bot.telegram.metrics import Metrics
from bot.telegram.recent import Recent

_SIZE = 5000
_SAVE_SECONDS = 5.0

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class ContextStorage(Protocol):
    """Keeps contexts over a restart; both calls may raise anything."""

    async def load_context(self, chat: str) -> str | None:
        """Return what was saved for `chat`, or None."""

    async def save_context(self, chat: str, value: str) -> None:
        """Keep `value` for `chat`."""


class Contexts:
    """The newest contexts by chat.

    `load_seconds` is the longest that an answer waits for the storage. Where the storage is `shared` by several
    processes, each turn looks there, since another process may have had the turn before.
    """

    def __init__(
        self, secret: str, storage: ContextStorage, metrics: Metrics, *, load_seconds: float, shared: bool
    ) -> None:
        self._key = hmac.digest(secret.encode(), b"jamsos: chat keys", hashlib.sha256)
        self._storage = storage
        self._metrics = metrics
        self._load_seconds = load_seconds
        self._shared = shared
        self._known: Recent[str, Context] = Recent(_SIZE)
        self._unsaved: dict[str, Context] = {}
        self._writer: asyncio.Task[None] | None = None

    def key(self, chat_id: int, person: int) -> str:
        """Return the key of what `person` talks about in a chat."""
        return hmac.digest(self._key, f"{chat_id}:{person}".encode(), hashlib.sha256).hex()[:32]

    async def get(self, key: str) -> Context:
        """Return the context of a chat, an empty one for a stranger; it waits for the storage only a moment."""
        known = self._known.get(key)
        if known is not None and not self._shared:
            return known
        stored = await self._load(key)
        newest = max((known or Context(), stored), key=lambda context: context.at.timestamp() if context.at else 0.0)
        self._known.put(key, newest)
        return newest

    def put(self, key: str, context: Context) -> None:
        """Set the context of a chat; it is saved behind the worker's back."""
        self._known.put(key, context)
        self._unsaved[key] = context
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._save())

    async def close(self) -> None:
        """Wait until what was put is saved."""
        if self._writer:
            await self._writer

    async def _load(self, key: str) -> Context:
        try:
            async with asyncio.timeout(self._load_seconds):
                value = await self._storage.load_context(key)
        except Exception as error:  # noqa: BLE001 - whatever a database raises, the worker gets an answer
            self._failed("load", error)
            return Context()
        return Context.from_json(value) if value else Context()

    async def _save(self) -> None:
        while self._unsaved:
            key, context = self._unsaved.popitem()
            try:
                async with asyncio.timeout(_SAVE_SECONDS):
                    await self._storage.save_context(key, context.to_json())
            except Exception as error:  # noqa: BLE001 - as above; the context stays in memory
                self._failed("save", error)

    def _failed(self, action: str, error: Exception) -> None:
        self._metrics.storage_errors.inc()
        _log.warning("storage failed", action=action, kind=type(error).__name__)
