"""The rows of `jamsos laporan`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.storage import Gap, GapKind, Rating, Store
from bot.storage.report import rated, report, unserved

FIRST, LATER = date(2026, 11, 1), date(2026, 11, 20)


def test_equal_questions_are_one_row() -> None:
    """Texts equal but for case and spaces are one row with summed counts, both dates, and the latest suggestions."""
    rows = unserved(
        [
            Gap(FIRST, GapKind.REFUSED, "Kredit rumah", ("a.a",), 0.1, 2),
            Gap(LATER, GapKind.UNKNOWN, "kredit  rumah", ("b.b", "c.c"), 0.2, 1),
            Gap(LATER, GapKind.UNKNOWN, "lain", (), 0.0, 1),
        ]
    )
    assert [row.count for row in rows] == [3, 1]
    assert rows[0].kinds == (GapKind.UNKNOWN, GapKind.REFUSED)
    assert (rows[0].first, rows[0].last, rows[0].suggestions) == (FIRST, LATER, ("b.b", "c.c"))


def test_worst_entries_first() -> None:
    """Entries are ordered by their share of unhelpful ratings, then by how often they were rated."""
    rows = rated(
        [
            Rating("good.x", FIRST, 9, 1),
            Rating("bad.x", FIRST, 0, 1),
            Rating("worse.x", FIRST, 0, 2),
            Rating("worse.x", LATER, 0, 3),
        ]
    )
    assert [(row.entry, row.unhelpful) for row in rows] == [("worse.x", 5), ("bad.x", 1), ("good.x", 1)]
    assert rows[2].share == pytest.approx(0.1)


@pytest.mark.asyncio
async def test_report_from_a_database(tmp_path: Path) -> None:
    """The report reads what the store kept since the day asked for."""
    async with await Store.open(f"sqlite:///{tmp_path / 'jamsos.db'}") as store:
        await store.record_gap(day=FIRST, kind=GapKind.UNKNOWN, text="lama")
        await store.record_gap(day=LATER, kind=GapKind.UNKNOWN, text="baru")
        await store.record_rating(entry="a.a", day=LATER, helpful=True)
        found = await report(store, LATER)
    assert [row.text for row in found.unserved] == ["baru"]
    assert [(row.entry, row.share) for row in found.rated] == [("a.a", 0.0)]
