"""Bursts: what one person sends within a moment is held together, to be read as one question."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_LONGEST = 3
"""A burst that goes on is read after this many windows."""


@dataclass(slots=True)
class _Burst(Generic[T]):
    began: float
    last: float
    items: list[T] = field(default_factory=list)


class Bursts(Generic[K, T]):
    """Holds the items of each key until nothing new has come for `window` seconds; with a window of 0, hold nothing."""

    def __init__(self, window: float) -> None:
        self.window = window
        self._bursts: dict[K, _Burst[T]] = {}
        self._hurry = asyncio.Event()

    def add(self, key: K, item: T) -> bool:
        """Hold `item`. True means that it begins a burst: the caller then waits with `settle` and calls `take`."""
        now = asyncio.get_running_loop().time()
        burst = self._bursts.get(key)
        begins = burst is None
        if burst is None:
            burst = self._bursts[key] = _Burst(began=now, last=now)
        burst.last = now
        burst.items.append(item)
        return begins

    def replace(self, key: K, old: T, new: T) -> None:
        """Put `new` in the place of `old`, which is held for `key`."""
        items = self._bursts[key].items
        items[items.index(old)] = new

    def held(self, key: K) -> tuple[T, ...]:
        """Return what is held for `key`, oldest first, and keep it."""
        burst = self._bursts.get(key)
        return tuple(burst.items) if burst else ()

    def take(self, key: K) -> tuple[T, ...]:
        """Return what is held for `key`, oldest first, and hold it no longer."""
        burst = self._bursts.pop(key, None)
        return tuple(burst.items) if burst else ()

    async def settle(self, key: K) -> None:
        """Wait until the burst of `key` is over: quiet for the window, long enough, taken by another, or in a hurry."""
        loop = asyncio.get_running_loop()
        burst = self._bursts.get(key)
        while burst is not None and self._bursts.get(key) is burst and not self._hurry.is_set():
            end = min(burst.last + self.window, burst.began + _LONGEST * self.window)
            if (left := end - loop.time()) <= 0:
                return
            try:
                await asyncio.wait_for(self._hurry.wait(), left)
            except TimeoutError:
                continue

    def hurry(self) -> None:
        """End all waiting, now and from here on: the program is about to stop."""
        self._hurry.set()
