"""The pulse: when Telegram was last heard, which tells a bot that receives from one that only looks alive."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

SILENCE = 180.0
"""Polling that has heard nothing for so many seconds is dead: a poll takes about ten at most."""
OUTAGE = 600.0
"""After so many seconds away, what Telegram hands out first is a backlog."""
FULL = 100
"""The updates in one poll at most; after so many there are more."""


class Pulse:
    """Knows how long ago the last poll succeeded, and which updates had waited for it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._last: float | None = None
        self._catching_up = True
        self._backlog_end = -1

    def beat(self, numbers: Sequence[int] = ()) -> None:
        """Note that a poll has succeeded, with the updates of these numbers."""
        now = self._clock()
        if self._last is None or now - self._last > OUTAGE:
            self._catching_up = True
        if self._catching_up:
            self._backlog_end = max((self._backlog_end, *numbers))
            self._catching_up = len(numbers) >= FULL
        self._last = now

    @property
    def silence(self) -> float:
        """Seconds since Telegram was last heard, or since the start."""
        return self._clock() - (self._began if self._last is None else self._last)

    def waited(self, number: int) -> bool:
        """Whether an update waited at Telegram while the bot was away."""
        return number <= self._backlog_end
