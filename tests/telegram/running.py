"""Runs the real service against the fake Telegram, in the test's own process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.settings import Settings
from bot.telegram import serve
from bot.telegram.application import Options
from tests.telegram.fake import TOKEN, FakeTelegram
from tests.telegram.scripted import Scripted, load_scripted

KNOWLEDGE = Path(__file__).parent.parent / "data" / "pengetahuan"
_SHARED = load_scripted(KNOWLEDGE)


def load(folder: Path) -> Scripted:
    """Return the engine over `folder`; the one over the small knowledge is read once for all tests."""
    return _SHARED if folder == KNOWLEDGE else load_scripted(folder)


FAST = Options(
    burst=0,
    pauses=(0.01, 0.02),
    starts=(0.01, 0.02),
    debounce=50,
    poll=2,
    drain=5,
    flush=0.5,
    patience=2,
    load=load,
)
"""Without the wait for further messages, and with short pauses."""


def database(folder: Path) -> str:
    """Return the address of a database in `folder`."""
    return f"sqlite:///{folder}/jamsos.db"


def settings(telegram: FakeTelegram, **more: Any) -> Settings:
    """Return settings for a run against `telegram` with a database in memory; `more` are further ones."""
    given: dict[str, Any] = {
        "telegram_bot_token": SecretStr(TOKEN),
        "telegram_api_url": telegram.api_url,
        "knowledge_dir": KNOWLEDGE,
        "database_url": SecretStr("sqlite://"),
    }
    return Settings(**{**given, **more})


@dataclass
class Running:
    """A service in the background; `ended` is its exit code once it has ended."""

    telegram: FakeTelegram
    stop: asyncio.Event
    task: asyncio.Task[int]

    async def end(self, seconds: float = 8) -> int:
        """Tell it to stop, and return its exit code."""
        self.stop.set()
        return await self.ended(seconds)

    async def ended(self, seconds: float = 8) -> int:
        """Wait until it has ended by itself, and return its exit code."""
        async with asyncio.timeout(seconds):
            return await asyncio.shield(self.task)


@asynccontextmanager
async def running(
    telegram: FakeTelegram, options: Options = FAST, *, wait: bool = True, **more: Any
) -> AsyncIterator[Running]:
    """Run the service until the end of the block, and check that Telegram had nothing against what it sent."""
    with logging_left_alone():
        stop = asyncio.Event()
        task = asyncio.create_task(serve(settings(telegram, **more), options, stop))
        service = Running(telegram, stop, task)
        try:
            if wait:
                method = "setWebhook" if "webhook_url" in more else "getUpdates"
                await telegram.wait(lambda: telegram.made(method) or task.done())
            yield service
        finally:
            stop.set()
            code = await service.ended()
        assert code == 0 or not wait, code
        assert not telegram.refusals, telegram.refusals


def burst(seconds: float) -> Options:
    """Return fast options with a wait for further messages."""
    return replace(FAST, burst=seconds)


@contextmanager
def logging_left_alone() -> Iterator[None]:
    """Give logging back as it was, since the service sets it up for itself."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        root.setLevel(level)
