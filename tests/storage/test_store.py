"""The store on real SQLite files, sound and otherwise."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import structlog

from bot.storage import ConfigurationError, GapKind, Store, UnavailableError
from bot.storage.tables import MAX_TEXT

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.asyncio


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def put(file: Path, content: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)


def aside(file: Path) -> list[Path]:
    return list(file.parent.glob(f"{file.name}.damaged-*"))


def scribble(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as damaged:
        damaged.seek(100)
        damaged.write(b"\xff" * (size - 100))


def delete_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    tmp_path.chmod(0o500)
    yield tmp_path
    tmp_path.chmod(0o700)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "jamsos.db"


@pytest_asyncio.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    async with await Store.open(url(file)) as opened:
        yield opened


async def test_no_set_up(store: Store, file: Path) -> None:
    """Opening makes the folder, the file and the tables, and sets the file to write-ahead logging."""
    assert await store.gaps(DAY) == ()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_equal_gaps_are_counted(store: Store) -> None:
    """The same text of the same kind and day is one row with a count and the latest suggestions; others stand apart."""
    await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="bisa kredit rumah", suggestions=["jht.rumah"])
    await store.record_gap(
        day=DAY, kind=GapKind.UNKNOWN, text="bisa kredit rumah", suggestions=["umum.mlt"], confidence=0.25
    )
    await store.record_gap(day=DAY, kind=GapKind.REFUSED, text="bisa kredit rumah")
    await store.record_gap(day=DAY + timedelta(days=1), kind=GapKind.UNKNOWN, text="bisa kredit rumah")
    found = await store.gaps(DAY)
    assert [(gap.day, gap.kind, gap.count) for gap in found] == [
        (DAY, GapKind.REFUSED, 1),
        (DAY, GapKind.UNKNOWN, 2),
        (DAY + timedelta(days=1), GapKind.UNKNOWN, 1),
    ]
    assert found[1].suggestions == ("umum.mlt",)
    assert found[1].confidence == 0.25


async def test_gaps_since(store: Store) -> None:
    """Only gaps and ratings from the day asked for on are returned."""
    await store.record_gap(day=DAY - timedelta(days=1), kind=GapKind.UNKNOWN, text="lama")
    await store.record_rating(entry="jht.definisi", day=DAY - timedelta(days=1), helpful=True)
    assert await store.gaps(DAY) == ()
    assert await store.ratings(DAY) == ()


async def test_texts_are_kept_whole_up_to_a_limit(store: Store) -> None:
    """Quotes, emoji and null bytes are stored as they are or harmlessly; very long texts are cut."""
    for text in ("'; DROP TABLE gaps; --", "🙏 tolong", "a\0b", "x" * 4096):
        await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text=text)
    assert {gap.text for gap in await store.gaps(DAY)} == {
        "'; DROP TABLE gaps; --",
        "🙏 tolong",
        "a b",
        "x" * MAX_TEXT,
    }


async def test_ratings_add_up(store: Store) -> None:
    """Helpful and unhelpful ratings of an entry are counted by day."""
    for helpful in (True, True, False):
        await store.record_rating(entry="jht.definisi", day=DAY, helpful=helpful)
    (rating,) = await store.ratings(DAY)
    assert (rating.entry, rating.helpful, rating.unhelpful) == ("jht.definisi", 2, 1)


async def test_context_until_it_expires(store: Store) -> None:
    """A context is found until its time, is replaced by the next, and is unknown for other chats."""
    await store.save_context("a", "{1}", NOON)
    await store.save_context("a", "{2}", NOON)
    assert await store.load_context("a", NOON - timedelta(seconds=1)) == "{2}"
    assert await store.load_context("a", NOON) is None
    assert await store.load_context("b", NOON - timedelta(seconds=1)) is None


async def test_claim_once(store: Store) -> None:
    """An update can be claimed once only, also when two ask at the same time."""
    assert sorted(await asyncio.gather(store.claim_update(7), store.claim_update(7))) == [False, True]
    assert await store.claim_update(8)


async def test_purge(store: Store) -> None:
    """Purging forgets what is older than the day and contexts that have expired, nothing else."""
    for day in (DAY - timedelta(days=1), DAY):
        await store.record_gap(day=day, kind=GapKind.UNKNOWN, text="x")
        await store.record_rating(entry="e.x", day=day, helpful=True)
    await store.save_context("old", "{}", NOON)
    await store.save_context("new", "{}", NOON + timedelta(minutes=1))
    await store.claim_update(1, NOON - timedelta(days=1))
    await store.purge(DAY, NOON)
    assert [gap.day for gap in await store.gaps(date.min)] == [DAY]
    assert [rating.day for rating in await store.ratings(date.min)] == [DAY]
    assert await store.load_context("new", NOON) == "{}"
    assert await store.load_context("old", NOON - timedelta(days=1)) is None
    assert await store.claim_update(1, NOON)


async def test_in_memory() -> None:
    """A database in memory lives as long as its store."""
    async with await Store.open("sqlite://") as store:
        await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")
        assert len(await store.gaps(DAY)) == 1


async def test_locked(file: Path) -> None:
    """A database that another process holds is unavailable after the time to wait, and works again when released."""
    async with await Store.open(url(file), busy_seconds=0.1) as store:
        holder = sqlite3.connect(file)
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnavailableError, match="locked"):
            await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")
        holder.rollback()
        holder.close()
        await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")
        assert len(await store.gaps(DAY)) == 1


async def test_read_only_file(store: Store, file: Path) -> None:
    """A database opened for reading only is unavailable for writing."""
    await store.close()
    async with Store(f"sqlite:///file:{file}?mode=ro&uri=true") as reader:
        with pytest.raises(UnavailableError, match="readonly"):
            await reader.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
async def test_read_only_folder(closed_folder: Path) -> None:
    """A folder that may not be written makes the database unavailable."""
    with pytest.raises(UnavailableError):
        await Store.open(url(closed_folder / "jamsos.db"))


async def test_impossible_folder(tmp_path: Path) -> None:
    """A folder that cannot be made, because a file stands in its place, makes the database unavailable."""
    put(tmp_path / "data", b"a file")
    with pytest.raises(UnavailableError):
        await Store.open(url(tmp_path / "data" / "jamsos.db"))


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
async def test_damaged_file(file: Path, content: bytes) -> None:
    """A file that is no database is moved aside with one clear line in the log, and a new one works at once."""
    put(file, content)
    with structlog.testing.capture_logs() as logs:
        async with await Store.open(url(file)) as store:
            await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")
            assert len(await store.gaps(DAY)) == 1
    (moved,) = aside(file)
    assert moved.read_bytes() == content
    (line,) = logs
    assert line["log_level"] == "error"
    assert line["moved_to"] == str(moved)


async def test_damaged_while_in_use(store: Store, file: Path) -> None:
    """A file that is damaged under a running bot is replaced as well."""
    for number in range(200):
        await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text=f"{number} {'x' * 400}")
    await store.close()
    scribble(file)
    await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="baru")
    assert [gap.text for gap in await store.gaps(DAY)] == ["baru"]


async def test_vanished_file(store: Store, file: Path) -> None:
    """A file deleted under a running bot is made anew instead of being written into the void."""
    await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="x")
    delete_all(file.parent)
    await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="y")
    assert [gap.text for gap in await store.gaps(DAY)] == ["y"]
    async with await Store.open(url(file)) as other:
        assert [gap.text for gap in await other.gaps(DAY)] == ["y"]


_WRITER = """
import asyncio, sys
from datetime import date
from bot.storage import GapKind, Store

async def main():
    async with await Store.open(sys.argv[1], busy_seconds=30) as store:
        for _ in range(50):
            await store.record_gap(day=date(2026, 11, 20), kind=GapKind.UNKNOWN, text="bersama")
            await store.record_gap(day=date(2026, 11, 20), kind=GapKind.UNKNOWN, text=sys.argv[2])

asyncio.run(main())
"""


async def test_two_processes_write(file: Path) -> None:
    """Two processes that begin on a missing file and write at the same time lose nothing."""

    def start(name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", _WRITER, url(file), name])  # noqa: S603 - our own program

    writers = [start("satu"), start("dua")]
    codes = [await asyncio.to_thread(writer.wait, 50) for writer in writers]
    assert codes == [0, 0]
    async with await Store.open(url(file)) as store:
        assert {gap.text: gap.count for gap in await store.gaps(DAY)} == {"bersama": 100, "satu": 50, "dua": 50}


@pytest.mark.parametrize("address", ["", "jamsos.db", "mysql://x/y", "sqlite+nothing:///x"])
async def test_impossible_address(address: str) -> None:
    """An address that cannot be understood, or whose driver is missing, is a mistake in the configuration."""
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        Store(address)


async def test_postgresql_out_of_reach() -> None:
    """A PostgreSQL server that does not answer is unavailable, and its password is in no message."""
    pytest.importorskip("asyncpg")
    with pytest.raises(UnavailableError) as caught:
        await Store.open("postgres://bot:rahasia@127.0.0.1:9/jamsos")
    assert "rahasia" not in str(caught.value)


@pytest.mark.skipif("JAMSOS_TEST_POSTGRESQL" not in os.environ, reason="no PostgreSQL server to test against")
async def test_postgresql_server() -> None:
    """Against a real PostgreSQL server the same calls give the same results."""
    async with await Store.open(os.environ["JAMSOS_TEST_POSTGRESQL"]) as store:
        await store.purge(date.max, NOON)
        for _ in range(2):
            await store.record_gap(day=DAY, kind=GapKind.UNKNOWN, text="halo " * 200, suggestions=["a.b"])
            await store.record_rating(entry="a.b", day=DAY, helpful=False)
        await store.save_context("k", "{}", NOON + timedelta(minutes=1))
        assert [gap.count for gap in await store.gaps(DAY)] == [2]
        assert [rating.unhelpful for rating in await store.ratings(DAY)] == [2]
        assert await store.load_context("k", NOON) == "{}"
        assert [await store.claim_update(1, NOON), await store.claim_update(1, NOON)] == [True, False]
