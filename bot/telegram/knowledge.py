"""The knowledge in service: read again when its files change, and replaced as a whole once it is sound."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.dialogue.assistant import Assistant
from bot.knowledge.errors import KnowledgeError
from bot.matching.calibration import Calibration
from bot.matching.errors import CalibrationError
from bot.telegram import texts
from bot.telegram.incidents import StaffChat
from bot.telegram.metrics import Metrics

_LOGGED_PROBLEMS = 20
_LOOK_AGAIN_MS = 5000

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Current:
    """Holds the engine that answers now."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant


class Watcher:
    """Keeps `current` in step with the files in `folder`; a broken edit leaves the last good knowledge in service.

    `debounce` is how many milliseconds a row of changes is waited for, since a save or a checkout touches many files.
    """

    def __init__(
        self,
        *,
        current: Current,
        folder: Path,
        load: Callable[[Path], Assistant],
        metrics: Metrics,
        staff: StaffChat,
        debounce: int,
    ) -> None:
        self._load = load
        self._current = current
        self._folder = folder
        self._metrics = metrics
        self._staff = staff
        self._debounce = debounce

    async def run(self, stop: asyncio.Event) -> None:
        """Watch until `stop` is set."""
        while not stop.is_set():
            watched = _identity(self._folder)
            if watched is None:
                await self._reload()
                while _identity(self._folder) is None and not stop.is_set():
                    await _pause(stop, _LOOK_AGAIN_MS / 1000)
                continue
            async for changes in awatch(
                self._folder,
                debounce=self._debounce,
                stop_event=stop,
                rust_timeout=_LOOK_AGAIN_MS,
                yield_on_timeout=True,
            ):
                replaced = _identity(self._folder) != watched
                if changes or replaced:
                    await self._reload()
                if replaced:
                    break  # another folder of that name stands there now, of which the watch knows nothing

    async def _reload(self) -> None:
        """Read the files beside the knowledge in service, and put it in service if it is sound and different."""
        try:
            assistant = await asyncio.to_thread(self._load, self._folder)
        except KnowledgeError as error:
            problems = [str(problem) for problem in error.problems]
            _log.error("knowledge not reloaded", problems=problems[:_LOGGED_PROBLEMS], count=len(problems))
            self._metrics.reloads.labels("refused").inc()
            await self._staff.note("knowledge refused", texts.STAFF_KNOWLEDGE_BROKEN.format(count=len(problems)))
            return
        except (OSError, CalibrationError):
            _log.exception("knowledge not reloaded")
            self._metrics.reloads.labels("unreadable").inc()
            await self._staff.note("knowledge unreadable", texts.STAFF_KNOWLEDGE_UNREADABLE)
            return
        if _version(assistant) == _version(self._current.assistant):
            return
        self._current.assistant = assistant
        count = len(assistant.knowledge.entries)
        _log.info("knowledge reloaded", entries=count)
        self._metrics.reloads.labels("replaced").inc()
        await self._staff.note("knowledge replaced", texts.STAFF_KNOWLEDGE_SOUND.format(count=count))


def _version(assistant: Assistant) -> tuple[str, Calibration]:
    return assistant.knowledge.digest, assistant.calibration


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells this folder from another of the same name, or None if there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait for `seconds`, or until `stop` is set."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
