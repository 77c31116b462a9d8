"""The recorder: answering neither waits for the database nor fails with it."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from bot.storage import GapKind, Recorder, Store

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

pytestmark = pytest.mark.asyncio


def recorder(file: Path, capacity: int = 100) -> Recorder:
    return Recorder(
        Store(f"sqlite:///{file}", busy_seconds=0.05), capacity=capacity, first_pause=0.01, longest_pause=0.05
    )


def note(recorder: Recorder, text: str) -> None:
    recorder.gap(day=DAY, kind=GapKind.UNKNOWN, text=text, suggestions=("jht.definisi",), confidence=0.1)


async def texts(file: Path) -> list[str]:
    async with await Store.open(f"sqlite:///{file}") as store:
        return [gap.text for gap in await store.gaps(DAY)]


async def test_records_reach_the_database(tmp_path: Path) -> None:
    """What was noted before closing is in the database afterwards, in full."""
    file = tmp_path / "jamsos.db"
    async with recorder(file) as notes:
        note(notes, "satu")
        note(notes, "dua")
        notes.rating(entry="jht.definisi", day=DAY, helpful=False)
    async with await Store.open(f"sqlite:///{file}") as store:
        assert [(gap.text, gap.suggestions, gap.confidence) for gap in await store.gaps(DAY)] == [
            ("dua", ("jht.definisi",), 0.1),
            ("satu", ("jht.definisi",), 0.1),
        ]
        assert [rating.unhelpful for rating in await store.ratings(DAY)] == [1]


async def test_nothing_waits_for_a_locked_database(tmp_path: Path) -> None:
    """With the database locked, noting returns at once, a context is given up on, and all arrives on release."""
    file = tmp_path / "jamsos.db"
    async with recorder(file) as notes:
        note(notes, "pertama")
        await asyncio.sleep(0.3)
        holder = sqlite3.connect(file)
        holder.execute("BEGIN EXCLUSIVE")
        begun = time.perf_counter()
        for number in range(50):
            note(notes, f"{number:02}")
        assert time.perf_counter() - begun < 0.05
        with structlog.testing.capture_logs() as logs:
            await asyncio.sleep(0.3)
        assert [line for line in logs if line["event"] == "record not stored, will try again"]
        assert "00" not in {str(value) for line in logs for value in line.values()}
        holder.rollback()
        holder.close()
    assert len(await texts(file)) == 51


async def test_full_queue_drops_the_oldest(tmp_path: Path) -> None:
    """A queue that is full loses its oldest records, counts them, and says so without flooding the log."""
    file = tmp_path / "jamsos.db"
    notes = recorder(file, capacity=3)
    with structlog.testing.capture_logs() as logs:
        for number in range(10):
            note(notes, str(number))
    assert notes.dropped == 7
    assert notes.waiting == 3
    assert [line["dropped"] for line in logs] == [1, 2, 4]
    await notes.aclose()
    assert await texts(file) == ["7", "8", "9"]


async def test_impossible_database_is_never_raised(tmp_path: Path) -> None:
    """A database that can never be opened costs a log line and the records, nothing else; closing keeps its time."""
    (tmp_path / "data").write_text("a file where a folder should be")
    notes = recorder(tmp_path / "data" / "jamsos.db")
    note(notes, "rahasia sekali")
    notes.save_context("k", "{}", NOON)
    begun = time.perf_counter()
    with structlog.testing.capture_logs() as logs:
        assert await notes.load_context("other", NOON) is None
        await notes.aclose(0.3)
    assert time.perf_counter() - begun < 1
    assert notes.dropped == 2
    assert logs[-1] == {"event": "closing with unsaved records", "lost": 2, "log_level": "error"}
    assert "rahasia" not in str(logs)


async def test_damaged_database_is_replaced(tmp_path: Path) -> None:
    """A damaged file does not lose the record that found it."""
    file = tmp_path / "jamsos.db"
    file.write_bytes(b"not a database, not at all" * 50)
    async with recorder(file) as notes:
        note(notes, "satu")
    assert await texts(file) == ["satu"]


async def test_context_is_seen_at_once(tmp_path: Path) -> None:
    """A context saved a moment ago is loaded even before the database has it, and from the database afterwards."""
    file = tmp_path / "jamsos.db"
    later = NOON + timedelta(minutes=30)
    async with recorder(file) as notes:
        notes.save_context("k", "{1}", later)
        notes.save_context("k", "{2}", later)
        assert await notes.load_context("k", NOON) == "{2}"
        assert await notes.load_context("k", later) is None
        await asyncio.sleep(0.01)
        notes.save_context("k", "{3}", later)
        assert await notes.load_context("k", NOON) == "{3}"
    async with recorder(file) as notes:
        assert await notes.load_context("k", NOON) == "{3}"
        notes.purge(DAY, later)
        await asyncio.sleep(0.2)
        assert await notes.load_context("k", NOON) is None


async def test_dropped_context_can_be_saved_again(tmp_path: Path) -> None:
    """A context that was pushed out of a full queue is not believed to be waiting still."""
    file = tmp_path / "jamsos.db"
    async with recorder(file, capacity=1) as notes:
        notes.save_context("k", "{1}", NOON)
        note(notes, "x")
        notes.save_context("k", "{2}", NOON)
    async with recorder(file) as notes:
        assert await notes.load_context("k", NOON - timedelta(seconds=1)) == "{2}"


async def test_a_stuck_database_holds_up_no_answer(tmp_path: Path) -> None:
    """While another process locks out even readers, a context is given up on in time, and later not even asked for."""
    file = tmp_path / "jamsos.db"
    async with recorder(file) as notes:
        note(notes, "x")
    holder = sqlite3.connect(file)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    async with Recorder(Store(f"sqlite:///{file}", busy_seconds=1), load_seconds=0.02) as notes:
        begun = time.perf_counter()
        for number in range(30):
            assert await notes.load_context(str(number), NOON) is None
        assert time.perf_counter() - begun < 0.6
        holder.close()


async def test_closing_an_idle_recorder(tmp_path: Path) -> None:
    """A recorder that noted nothing, or has nothing left to note, closes at once."""
    await recorder(tmp_path / "a.db").aclose()
    notes = recorder(tmp_path / "b.db")
    note(notes, "x")
    await asyncio.sleep(0.2)
    begun = time.perf_counter()
    await notes.aclose()
    assert time.perf_counter() - begun < 0.5
