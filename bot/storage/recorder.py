"""Lets the bot remember without waiting: a bounded queue in memory, and one task that carries it to the database.

What cannot be stored now is tried again with growing pauses; what does not fit the queue is dropped, oldest first, and
counted. Nothing here ever raises because of the database, and no text of a person is ever logged.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

import structlog

from bot.storage.errors import RejectedError, StorageError
from bot.storage.store import GapKind, Store

CAPACITY = 1000
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
DRAIN_SECONDS = 5.0
"""How long `aclose` gives what is still queued."""
LOAD_SECONDS = 0.5
"""How long an answer waits for the context of its chat."""
MAX_LOADS = 10
"""So many contexts may be on their way; when more are asked for, the database is stuck and is not asked."""

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to store; `key` is the chat key of a context, or ""."""

    run: Callable[[Store], Awaitable[None]]
    key: str = ""


class Recorder:
    """Records in the background. Make, use and close it inside a running event loop.

    Args:
        store: Where to; it is closed by `aclose`.
        capacity: How many jobs may wait.
        first_pause: Seconds before the first repetition; each further one waits twice as long.
        longest_pause: Seconds that no pause exceeds.
        load_seconds: Seconds that `load_context` waits at most.
    """

    def __init__(
        self,
        store: Store,
        *,
        capacity: int = CAPACITY,
        first_pause: float = FIRST_PAUSE,
        longest_pause: float = LONGEST_PAUSE,
        load_seconds: float = LOAD_SECONDS,
    ) -> None:
        self._store = store
        self._capacity = capacity
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._load_seconds = load_seconds
        self._jobs: deque[_Job] = deque()
        self._unsaved: dict[str, tuple[str, datetime]] = {}
        self._loads: set[asyncio.Task[str | None]] = set()
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many jobs were lost: pushed out of a full queue, refused by the database, or left over at the end."""
        return self._dropped

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return len(self._jobs)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def gap(
        self, *, day: date, kind: GapKind, text: str, suggestions: Sequence[str] = (), confidence: float = 0.0
    ) -> None:
        """Remember a question that was not served; see `Store.record_gap`."""
        kept = tuple(suggestions)

        async def run(store: Store) -> None:
            await store.record_gap(day=day, kind=kind, text=text, suggestions=kept, confidence=confidence)

        self._put(_Job(run))

    def rating(self, *, entry: str, day: date, helpful: bool) -> None:
        """Remember a rating; see `Store.record_rating`."""

        async def run(store: Store) -> None:
            await store.record_rating(entry=entry, day=day, helpful=helpful)

        self._put(_Job(run))

    def save_context(self, key: str, value: str, expires: datetime) -> None:
        """Keep a chat's context; `load_context` sees it at once, the database when it can."""
        waits = key in self._unsaved
        self._unsaved[key] = (value, expires)
        if waits:
            return  # the job that waits for this key takes the newest value

        async def run(store: Store) -> None:
            stored = self._unsaved[key]
            await store.save_context(key, *stored)
            if self._unsaved[key] is stored:
                del self._unsaved[key]
            else:
                self._put(_Job(run, key))

        self._put(_Job(run, key))

    async def load_context(self, key: str, now: datetime) -> str | None:
        """Return a chat's context; None where there is none, it has expired, or the database does not tell in time."""
        if key in self._unsaved:
            value, expires = self._unsaved[key]
            return value if expires > now else None
        if len(self._loads) >= MAX_LOADS:
            return None
        # SQLite cannot be interrupted while it waits for a lock, so the wait is left to itself rather than cancelled.
        load = asyncio.create_task(self._load(key, now))
        self._loads.add(load)
        load.add_done_callback(self._loads.discard)
        await asyncio.wait([load], timeout=self._load_seconds)
        if load.done():
            return load.result()
        _log.warning("context not loaded", reason="the database does not answer")
        return None

    async def _load(self, key: str, now: datetime) -> str | None:
        try:
            return await self._store.load_context(key, now)
        except StorageError as error:
            _log.warning("context not loaded", reason=_reason(error))
            return None

    def purge(self, older_than: date, now: datetime) -> None:
        """Forget what is old; see `Store.purge`."""

        async def run(store: Store) -> None:
            await store.purge(older_than, now)

        self._put(_Job(run))

    async def aclose(self, seconds: float = DRAIN_SECONDS) -> None:
        """Store what still waits, for at most `seconds`, then close the store.

        A SQLite that waits for a lock holds this up for as long again as the store's `busy_seconds`.
        """
        self._closing.set()
        self._wake.set()
        task, self._task = self._task, None
        running: set[asyncio.Task[Any]] = {*self._loads, task} if task is not None else {*self._loads}
        if running:
            _, late = await asyncio.wait(running, timeout=seconds)
            for one in late:
                one.cancel()
            if late:
                await asyncio.wait(late)
        if self._jobs:
            self._dropped += len(self._jobs)
            _log.error("closing with unsaved records", lost=len(self._jobs))
            self._jobs.clear()
            self._unsaved.clear()
        await self._store.close()

    def _put(self, job: _Job) -> None:
        if len(self._jobs) >= self._capacity:
            self._drop(self._jobs.popleft(), "the queue is full")
        self._jobs.append(job)
        self._wake.set()
        if self._task is None and not self._closing.is_set():
            self._task = asyncio.get_running_loop().create_task(self._work(), name="recorder")
            self._task.add_done_callback(self._stopped)

    def _stopped(self, task: asyncio.Task[None]) -> None:
        """Make room for a new task should this one have ended by a slip in the program; the next record starts it."""
        if self._task is task:
            self._task = None
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("recorder stopped", reason=type(error).__name__)

    def _drop(self, job: _Job, why: str) -> None:
        self._unsaved.pop(job.key, None)
        self._dropped += 1
        # The first loss is news; later ones only now and then, or a full queue floods the log as well.
        if self._dropped & (self._dropped - 1) == 0:
            _log.warning("record dropped", why=why, dropped=self._dropped)

    async def _work(self) -> None:
        pause = self._first_pause
        while self._jobs or not self._closing.is_set():
            if not self._jobs:
                self._wake.clear()
                await self._wake.wait()
                continue
            job = self._jobs.popleft()
            try:
                await job.run(self._store)
            except RejectedError as error:
                self._drop(job, _reason(error))
            except StorageError as error:
                _log.warning("record not stored, will try again", reason=_reason(error), waiting=len(self._jobs) + 1)
                self._put_back(job)
                await self._rest(pause)
                pause = min(pause * 2, self._longest_pause)
            except asyncio.CancelledError:
                self._put_back(job)
                raise
            else:
                pause = self._first_pause

    def _put_back(self, job: _Job) -> None:
        if len(self._jobs) >= self._capacity:
            self._drop(job, "the queue is full")
        else:
            self._jobs.appendleft(job)

    async def _rest(self, pause: float) -> None:
        """Wait for the pause; when closing, only briefly, since the time to drain is short."""
        if self._closing.is_set():
            await asyncio.sleep(min(pause, 0.1))
            return
        try:
            async with asyncio.timeout(pause):
                await self._closing.wait()
        except TimeoutError:
            return


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
