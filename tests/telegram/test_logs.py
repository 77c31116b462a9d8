"""Logging: what is written, and what never is."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot import logs
from bot.settings import LogFormat, LogLevel
from tests.telegram.running import logging_left_alone

TOKEN = "123456789:AAFakeTokenForTestsOnly_abcdefghijklmno"  # noqa: S105 - it opens nothing


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What is logged, as JSON lines."""
    stream = io.StringIO()
    with logging_left_alone():
        logs.configure(LogLevel.DEBUG, LogFormat.JSON, secrets=["sandi-basisdata", ""], stream=stream)
        yield stream


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """Return the lines as values."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_our_own_lines_and_only_warnings_of_libraries(written: io.StringIO) -> None:
    """The level is ours; libraries may warn."""
    structlog.stdlib.get_logger("bot.x").debug("halo", entries=3)
    for name in ("httpx", "telegram.ext.ExtBot", "aiosqlite", "sesuatu"):
        logging.getLogger(name).info("tidak")
    logging.getLogger("sesuatu").warning("ya %s", 1)
    assert [line["event"] for line in lines(written)] == ["halo", "ya 1"]
    assert lines(written)[0]["entries"] == 3


def test_a_token_is_hidden_wherever_it_stands(written: io.StringIO) -> None:
    """In messages, arguments, values, warnings, and addresses."""
    log = structlog.stdlib.get_logger("bot.x")
    message = f"pesan {TOKEN}"
    log.info(message)
    log.info("argumen %s", TOKEN)
    log.info("nilai", url=f"https://api.telegram.org/bot{TOKEN}/getMe", other=[TOKEN.replace(":", "%3A")])
    logging.getLogger("lain").error("x %s", f"sandi-basisdata {TOKEN}")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(TOKEN, stacklevel=1)
    assert written.getvalue().count(logs.HIDDEN) >= 6
    assert "AAFake" not in written.getvalue()
    assert "sandi-basisdata" not in written.getvalue()


def test_an_exception_is_its_class_and_its_places(written: io.StringIO) -> None:
    """Messages of exceptions may quote a worker; only the system's own words about files are kept."""

    def inner() -> None:
        raise ValueError(f"rahasia pekerja {TOKEN}")

    try:
        try:
            inner()
        except ValueError as error:
            raise FileNotFoundError(2, "No such file", "x.yaml") from error
    except OSError:
        structlog.stdlib.get_logger("bot.x").exception("gagal")
        logging.getLogger("lain").exception("gagal")
    for line in lines(written):
        shown = str(line["exception"])
        assert shown.startswith("builtins.FileNotFoundError: [Errno 2] No such file: 'x.yaml' at test_logs.py:")
        assert "caused by builtins.ValueError at test_logs.py:" in shown
        assert "inner" in shown
    assert "rahasia" not in written.getvalue()


def test_lines_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """On a console the same is said without JSON, on standard error."""
    with logging_left_alone():
        logs.configure(LogLevel.INFO, LogFormat.CONSOLE)
        structlog.stdlib.get_logger("bot.x").info("serving", mode="polling")
        structlog.stdlib.get_logger("bot.x").debug("tidak")
    said = capsys.readouterr()
    assert said.out == ""
    assert "serving" in said.err
    assert "mode=polling" in said.err
    assert "tidak" not in said.err
