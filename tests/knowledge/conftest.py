"""A small sound knowledge folder that tests may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SOUND = Path(__file__).parent.parent / "data" / "pengetahuan"
SHIPPED = Path(__file__).parent.parent.parent / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sound folder."""
    copy = tmp_path / "pengetahuan"
    shutil.copytree(SOUND, copy)
    return copy
