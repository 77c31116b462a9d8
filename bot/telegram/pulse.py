"""The pulse: when Telegram was last heard, which tells a bot that receives from one that only looks alive."""

from __future__ import annotations

import time
from collections.abc import Callable

SILENCE = 180.0
"""Polling that has heard nothing for so many seconds is dead: a poll takes about ten at most."""
OUTAGE = 600.0
CATCHING_UP = 60.0


class Pulse:
    """Knows how long ago the last request for updates succeeded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self._last: float | None = None
        self._resumed = self._began

    def beat(self) -> None:
        """Note that Telegram has just been heard."""
        now = self._clock()
        if self._last is None or now - self._last > OUTAGE:
            self._resumed = now
        self._last = now

    @property
    def silence(self) -> float:
        """Seconds since Telegram was last heard, or since the start."""
        return self._clock() - (self._began if self._last is None else self._last)

    @property
    def catching_up(self) -> bool:
        """Whether what arrives now may have waited at Telegram for long: the bot has just come back."""
        return self._clock() - self._resumed < CATCHING_UP
