"""Sums up what was remembered into the rows of `jamsos laporan`; printing them is the command's business."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.storage.store import Gap, GapKind, Rating, Store


@dataclass(frozen=True, slots=True)
class UnservedRow:
    """A question that was not served: how often and when it came, why, and the entries nearest to it, best first."""

    text: str
    count: int
    first: date
    last: date
    kinds: tuple[GapKind, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatedRow:
    """An entry's ratings; `share` is the share of unhelpful ones, 0..1."""

    entry: str
    helpful: int
    unhelpful: int

    @property
    def share(self) -> float:
        """The share of unhelpful ratings, 0..1."""
        return self.unhelpful / max(self.helpful + self.unhelpful, 1)


@dataclass(frozen=True, slots=True)
class Report:
    """All rows since a day: questions by count, entries by unhelpful share, the worst first."""

    since: date
    unserved: tuple[UnservedRow, ...]
    rated: tuple[RatedRow, ...]


async def report(store: Store, since: date) -> Report:
    """Return the report of what was remembered from `since` on.

    Raises:
        UnavailableError: The database cannot be used now.
    """
    return Report(since, unserved(await store.gaps(since)), rated(await store.ratings(since)))


def unserved(gaps: Iterable[Gap]) -> tuple[UnservedRow, ...]:
    """Return the questions, equal texts (but for case and spaces) made one, the most frequent first."""
    groups: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        groups[" ".join(gap.text.casefold().split())].append(gap)
    rows = [
        UnservedRow(
            text=group[-1].text,
            count=sum(gap.count for gap in group),
            first=min(gap.day for gap in group),
            last=max(gap.day for gap in group),
            kinds=tuple(kind for kind in GapKind if any(gap.kind is kind for gap in group)),
            suggestions=max(group, key=lambda gap: gap.day).suggestions,
        )
        for group in groups.values()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.last.toordinal(), row.text)))


def rated(ratings: Iterable[Rating]) -> tuple[RatedRow, ...]:
    """Return the entries, the largest share of unhelpful ratings first, then the most rated."""
    helpful: Counter[str] = Counter()
    unhelpful: Counter[str] = Counter()
    for rating in ratings:
        helpful[rating.entry] += rating.helpful
        unhelpful[rating.entry] += rating.unhelpful
    rows = [RatedRow(entry, helpful[entry], unhelpful[entry]) for entry in helpful | unhelpful]
    return tuple(sorted(rows, key=lambda row: (-row.share, -(row.helpful + row.unhelpful), row.entry)))
