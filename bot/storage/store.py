"""Keeps and finds what is remembered, in SQLite without any set-up or in PostgreSQL for several replicas.

Every method opens the database if need be and makes its tables, so a database that appears, vanishes or comes back
while the bot runs needs no restart. A SQLite file that is damaged is moved aside and a new one begun: what was in it
are statistics, and a bot that goes on counting is worth more than those.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import structlog
from sqlalchemy import URL, Table, delete, event, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.storage.errors import ConfigurationError, RejectedError, UnavailableError
from bot.storage.tables import MAX_TEXT, contexts, gaps, metadata, ratings, updates

BUSY_SECONDS = 2.0
"""How long SQLite waits for another process before it calls the database locked; such a wait cannot be cut short."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
_DAMAGED = ("file is not a database", "malformed", "file is encrypted")

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

T = TypeVar("T")


class GapKind(StrEnum):
    """Why a question counts as a gap in the knowledge."""

    UNKNOWN = "unknown"
    REFUSED = "refused"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that was not served on a day: masked `text`, the entry ids suggested, and how often it came."""

    day: date
    kind: GapKind
    text: str
    suggestions: tuple[str, ...]
    confidence: float
    count: int


@dataclass(frozen=True, slots=True)
class Rating:
    """How an entry was rated on a day."""

    entry: str
    day: date
    helpful: int
    unhelpful: int


class _DamagedError(Exception):
    """The SQLite file is damaged; never leaves this module."""


class Store:
    """A database, opened when it is first used.

    Args:
        url: `sqlite:///path`, `sqlite://` (in memory), or `postgresql://…`; a driver may be named.
        busy_seconds: How long SQLite waits for another process.

    Raises:
        ConfigurationError: The address cannot be understood, or its driver is not installed.
    """

    def __init__(self, url: str, *, busy_seconds: float = BUSY_SECONDS) -> None:
        parsed = _parsed(url)
        self._path = _file(parsed)
        self._sqlite = parsed.get_backend_name() == "sqlite"
        self._engine = _engine(parsed, busy_seconds)
        self._prepared: tuple[int, int] | None = None
        self._preparing = asyncio.Lock()

    @classmethod
    async def open(cls, url: str, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Return a store whose database is known to work now.

        Raises:
            ConfigurationError: See the class.
            UnavailableError: The database cannot be used now.
        """
        store = cls(url, busy_seconds=busy_seconds)
        try:
            await store.check()
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def check(self) -> None:
        """Do nothing if the database works; raises `UnavailableError` if it does not."""

        async def look(connection: AsyncConnection) -> None:
            await connection.execute(select(contexts.c.key).limit(1))

        await self._run(look)

    async def record_gap(
        self, *, day: date, kind: GapKind, text: str, suggestions: Sequence[str] = (), confidence: float = 0.0
    ) -> None:
        """Count a question that was not served; the same text of the same kind and day is counted up.

        Args:
            day: The day it came.
            kind: Why it counts.
            text: The question, already masked by the caller; only its first `MAX_TEXT` characters are kept.
            suggestions: The ids of the entries offered instead, best first.
            confidence: The confidence of the best of them, 0..1.
        """
        insert = self._insert(gaps).values(
            day=day,
            kind=kind.value,
            text=_clean(text),
            suggestions=json.dumps(list(suggestions)),
            confidence=confidence,
            count=1,
        )
        new = insert.excluded
        await self._write(
            insert.on_conflict_do_update(
                index_elements=[gaps.c.day, gaps.c.kind, gaps.c.text],
                set_={"count": gaps.c.count + 1, "suggestions": new.suggestions, "confidence": new.confidence},
            )
        )

    async def record_rating(self, *, entry: str, day: date, helpful: bool) -> None:
        """Count one rating of an entry."""
        insert = self._insert(ratings).values(entry=entry, day=day, helpful=int(helpful), unhelpful=int(not helpful))
        new = insert.excluded
        await self._write(
            insert.on_conflict_do_update(
                index_elements=[ratings.c.entry, ratings.c.day],
                set_={
                    "helpful": ratings.c.helpful + new.helpful,
                    "unhelpful": ratings.c.unhelpful + new.unhelpful,
                },
            )
        )

    async def load_context(self, key: str, now: datetime | None = None) -> str | None:
        """Return the JSON saved under a hashed chat key, or None where there is none or it has expired by `now`."""
        moment = _seconds(now or datetime.now(UTC))

        async def find(connection: AsyncConnection) -> str | None:
            query = select(contexts.c.value).where(contexts.c.key == key, contexts.c.expires > moment)
            found: str | None = await connection.scalar(query)
            return found

        return await self._run(find)

    async def save_context(self, key: str, value: str, expires: datetime) -> None:
        """Keep `value` (JSON) under a hashed chat key until `expires` (timezone-aware), in place of what was there."""
        insert = self._insert(contexts).values(key=key, value=value, expires=_seconds(expires))
        new = insert.excluded
        await self._write(
            insert.on_conflict_do_update(
                index_elements=[contexts.c.key], set_={"value": new.value, "expires": new.expires}
            )
        )

    async def claim_update(self, update: int, now: datetime | None = None) -> bool:
        """Return whether this Telegram update has not been claimed before, and claim it; for repeats by webhook."""
        insert = self._insert(updates).values(id=update, seen=_seconds(now or datetime.now(UTC)))

        async def claim(connection: AsyncConnection) -> bool:
            result = await connection.execute(insert.on_conflict_do_nothing(index_elements=[updates.c.id]))
            return result.rowcount == 1

        return await self._run(claim)

    async def purge(self, older_than: date, now: datetime | None = None) -> None:
        """Forget gaps, ratings and update numbers from before `older_than`, and contexts expired by `now`."""
        moment = _seconds(now or datetime.now(UTC))
        midnight = _seconds(datetime(older_than.year, older_than.month, older_than.day, tzinfo=UTC))

        async def forget(connection: AsyncConnection) -> None:
            await connection.execute(delete(gaps).where(gaps.c.day < older_than))
            await connection.execute(delete(ratings).where(ratings.c.day < older_than))
            await connection.execute(delete(contexts).where(contexts.c.expires <= moment))
            await connection.execute(delete(updates).where(updates.c.seen < midnight))

        await self._run(forget)

    async def gaps(self, since: date) -> tuple[Gap, ...]:
        """Return the gaps from `since` on, in order of day and text."""

        async def find(connection: AsyncConnection) -> tuple[Gap, ...]:
            query = select(gaps).where(gaps.c.day >= since).order_by(gaps.c.day, gaps.c.text, gaps.c.kind)
            return tuple(
                Gap(day, GapKind(kind), text, tuple(json.loads(suggestions)), confidence, count)
                for day, kind, text, suggestions, confidence, count in await connection.execute(query)
            )

        return await self._run(find)

    async def ratings(self, since: date) -> tuple[Rating, ...]:
        """Return the ratings from `since` on, in order of day and entry."""

        async def find(connection: AsyncConnection) -> tuple[Rating, ...]:
            query = select(ratings).where(ratings.c.day >= since).order_by(ratings.c.day, ratings.c.entry)
            return tuple(Rating(*row) for row in await connection.execute(query))

        return await self._run(find)

    def _insert(self, table: Table) -> Any:  # the two dialects' inserts share no type with their common methods
        return sqlite.insert(table) if self._sqlite else postgresql.insert(table)

    async def _write(self, statement: Any) -> None:
        async def write(connection: AsyncConnection) -> None:
            await connection.execute(statement)

        await self._run(write)

    async def _run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do `work` in one transaction; a damaged file is replaced and the work done again."""
        try:
            return await self._attempt(work)
        except _DamagedError:
            await self._replace()
        try:
            return await self._attempt(work)
        except _DamagedError:
            raise UnavailableError("the database file is damaged") from None

    async def _attempt(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        try:
            await self._prepare()
            async with self._engine.begin() as connection:
                return await work(connection)
        except (DataError, IntegrityError) as error:
            raise RejectedError(type(error.orig).__name__) from None
        except DBAPIError as error:
            self._prepared = None
            reason = str(error.orig) if self._sqlite else type(error.orig).__name__
            if self._sqlite and any(sign in reason for sign in _DAMAGED):
                raise _DamagedError from None
            raise UnavailableError(reason) from None
        except SQLAlchemyError as error:
            raise UnavailableError(type(error).__name__) from None
        except OSError as error:
            self._prepared = None
            raise UnavailableError(error.strerror or type(error).__name__) from None

    async def _prepare(self) -> None:
        """Make folder and tables unless this very file has them already."""
        if self._prepared is not None and self._prepared == self._identity():
            return
        async with self._preparing:
            if self._prepared is not None and self._prepared == self._identity():
                return
            if self._path:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                await self._make_tables()
            except IntegrityError:
                # PostgreSQL says so where two replicas begin at the same moment; by now the other one has made them.
                await self._make_tables()
            self._prepared = self._identity()

    async def _make_tables(self) -> None:
        async with self._engine.begin() as connection:
            for table in metadata.sorted_tables:
                await connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    await connection.execute(CreateIndex(index, if_not_exists=True))

    def _identity(self) -> tuple[int, int] | None:
        """Return what tells this file from another under the same name; the same always where there is no file."""
        if self._path is None:
            return (0, 0)
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return (status.st_dev, status.st_ino)

    async def _replace(self) -> None:
        """Move the damaged file aside, unless another process already has."""
        self._prepared = None
        path = self._path
        if path is None:
            return
        try:
            moved = await asyncio.to_thread(_move_damaged, path)
        except OSError as error:
            raise UnavailableError(error.strerror or type(error).__name__) from None
        if moved:
            _log.error("database file was damaged: moved aside, a new one is begun", moved_to=str(moved))


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigurationError("DATABASE_URL is not an address; example: sqlite:///data/jamsos.db") from None
    return parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))


def _file(url: URL) -> Path | None:
    """Return the SQLite file of an address, or None where it is in memory, another database, or a SQLite URI."""
    name = url.database
    if url.get_backend_name() != "sqlite" or not name or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def _engine(url: URL, busy_seconds: float) -> AsyncEngine:
    is_sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"pool_pre_ping": True}
    if is_sqlite:
        # Opening SQLite takes two milliseconds; a connection that is kept would go on writing to a replaced file.
        options = {"connect_args": {"timeout": busy_seconds}, "poolclass": NullPool if _file(url) else StaticPool}
    try:
        engine = create_async_engine(url, hide_parameters=True, **options)
    except (ImportError, SQLAlchemyError) as error:
        raise ConfigurationError(f"DATABASE_URL cannot be used: {type(error).__name__}") from None
    if is_sqlite:
        event.listen(engine.sync_engine, "connect", _tune)
    return engine


def _tune(connection: Any, _: object) -> None:
    """Let readers and one writer work at the same time (https://sqlite.org/wal.html)."""
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()
    except BaseException:
        connection.close()  # the pool does not know it yet, so nobody else would
        raise


def _move_damaged(path: Path) -> Path | None:
    """Move a damaged database file and its side files; returns the new path, or None if the file is sound after all."""
    if not path.exists() or _is_sound(path):
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for side in ("-wal", "-shm"):
        beside = path.with_name(path.name + side)
        if beside.exists():
            beside.rename(f"{path}.damaged-{stamp}{side}")
    return path.rename(f"{path}.damaged-{stamp}")


def _is_sound(path: Path) -> bool:
    try:
        connection = sqlite3.connect(path, timeout=1)
        try:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return True  # locked or unreadable is another matter than damaged
    except sqlite3.DatabaseError:
        return False


def _clean(text: str) -> str:
    return text.replace("\0", " ").strip()[:MAX_TEXT]


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
