"""Order: the updates of one chat are handled one after another, those of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Beyond this the library would hold updates back before they reach their lane; a waiting update is only a small task.
_UNLIMITED = 100_000


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Lanes:
    """A lane for each chat, first come first served, and a limit on how many are busy at once.

    `slots` chats are served at the same time; whoever holds a lane longer than `seconds` is interrupted.
    """

    def __init__(self, *, slots: int, seconds: float) -> None:
        self._lanes: dict[Hashable, _Lane] = {}
        self._slots = asyncio.Semaphore(slots)
        self._seconds = seconds

    @property
    def waiting(self) -> int:
        """How many are in a lane or wait for one."""
        return sum(lane.users for lane in self._lanes.values())

    def queued(self, key: Hashable) -> int:
        """Return how many are in the lane of `key` or wait for it."""
        lane = self._lanes.get(key)
        return lane.users if lane else 0

    @asynccontextmanager
    async def enter(self, key: Hashable) -> AsyncIterator[None]:
        """Wait for the lane of `key`, and hold it.

        Raises:
            TimeoutError: if the lane is held for too long.
        """
        lane = self._lanes.setdefault(key, _Lane())
        lane.users += 1
        try:
            async with lane.lock, self._slots, asyncio.timeout(self._seconds):
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]


class OrderedProcessor(BaseUpdateProcessor):
    """Lets each update into the lane of its chat."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__(_UNLIMITED)
        self._lanes = lanes

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle `update` by awaiting `coroutine` in the lane of its chat."""
        async with self._lanes.enter(lane_of(update)):
            await coroutine

    async def initialize(self) -> None:
        """Nothing is to be set up."""

    async def shutdown(self) -> None:
        """Nothing is to be torn down."""


def lane_of(update: object) -> Hashable:
    """Return the key of the lane of `update`: its chat, else its user, else a lane of its own."""
    if isinstance(update, Update):
        if update.effective_chat:
            return update.effective_chat.id
        if update.effective_user:
            return update.effective_user.id
    return object()
