"""The fake Telegram, and the real bot talking to it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.telegram.fake import FakeTelegram
from tests.telegram.running import KNOWLEDGE, running


@pytest_asyncio.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    """A fake Telegram to which no bot talks yet."""
    async with FakeTelegram() as fake:
        yield fake


@pytest_asyncio.fixture
async def telegram(server: FakeTelegram) -> AsyncIterator[FakeTelegram]:
    """A fake Telegram with the bot serving it, without waiting for bursts."""
    async with running(server):
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small knowledge that a test may change."""
    copy = tmp_path / "pengetahuan"
    shutil.copytree(KNOWLEDGE, copy)
    return copy
