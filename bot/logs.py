"""Logging: structured lines on one handler, in which no bot token and no word of a worker can stand.

Three rules make that so. Libraries log warnings only, since some print tokens and message texts below that. An
exception is shown as its class and the places it passed, not as its message, which may quote what a worker wrote.
And each finished line goes through `redact`, whoever wrote it.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from bot.settings import LogFormat, LogLevel

HIDDEN = "[disembunyikan]"
_TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# These print addresses (with the token), statements (with their values) or whole updates below WARNING.
_TALKATIVE = ("aiosqlite", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram", "uvicorn", "watchfiles")


def configure(level: LogLevel, style: LogFormat, *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send all logging of the process to `stream` (standard error by default).

    `bot.*` logs from `level` up, everything else from WARNING up. `secrets` are replaced wherever they appear, beside
    anything that looks like a bot token.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _exception_without_message,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style is LogFormat.JSON
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        _RedactingFormatter(
            tuple(secret for secret in secrets if secret),
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(level.value)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` without anything that looks like a bot token and without `secrets`."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return _TOKEN.sub(HIDDEN, text)


def places(error: BaseException) -> str:
    """Return the class of `error` and of what led to it, each with the places it passed; never their messages.

    Only what the operating system says of a file or a connection is kept, since no worker's words stand in it.
    """
    lines = []
    for one in _chain(error):
        said = f": {one}" if isinstance(one, OSError) else ""
        passed = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in reversed(traceback.extract_tb(one.__traceback__))
        )
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}{said} at {passed or 'nowhere'}")
    return "\ncaused by ".join(lines)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _exception_without_message(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace the exception of a record by its places."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = places(error)
    return event


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Writes one line, and redacts it when it is finished, so that nothing can pass beside the redaction."""

    def __init__(
        self, secrets: tuple[str, ...], *, foreign_pre_chain: list[Processor], processors: list[Processor]
    ) -> None:
        super().__init__(foreign_pre_chain=foreign_pre_chain, processors=processors)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)
