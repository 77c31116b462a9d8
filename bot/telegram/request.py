"""The connection to Telegram: the library's HTTP client with a pulse, and without two of its weaknesses."""

from __future__ import annotations

import json
import os
import ssl
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import certifi
import structlog
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.request import HTTPXRequest

# The library's documented opt-in to time spans as `timedelta`; without it, each flood limit is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Request(HTTPXRequest):
    """Requests to the Bot API over at most `connections` connections, each answered within `patience` seconds."""

    def __init__(self, *, connections: int, patience: float) -> None:
        super().__init__(
            connection_pool_size=connections,
            pool_timeout=patience,
            read_timeout=patience,
            write_timeout=patience,
            connect_timeout=patience,
            httpx_kwargs={"verify": _certificates()},
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the JSON object in `payload`; unlike the library, do not write an unreadable one to the log.

        Raises:
            NetworkError: if it is not JSON, which something on the way must have made of it.
        """
        try:
            values: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise NetworkError("Invalid server response") from error
        return values


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates that are trusted; read once, since they take a tenth of a second and some megabytes."""
    return ssl.create_default_context(cafile=os.environ.get("SSL_CERT_FILE") or certifi.where())


class PollRequest(Request):
    """Requests for updates, with a connection pool of their own.

    The pool has room beside a connection that was torn without anyone noticing. `answered` is called with the numbers
    of the updates after each success, `rejected` each time Telegram does not take the token.
    """

    def __init__(
        self, *, patience: float, answered: Callable[[Sequence[int]], None], rejected: Callable[[], None]
    ) -> None:
        super().__init__(connections=4, patience=patience)
        self._answered = answered
        self._rejected = rejected

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Return the status and the body that a request got, with unreadable updates emptied."""
        status, body = await super().do_request(*args, **kwargs)
        if status == 200:
            body, numbers = _checked(body)
            self._answered(numbers)
        if status in {401, 404}:
            self._rejected()
        return status, body


def read_update(values: dict[str, Any], bot: Bot | None = None) -> Update:
    """Return an update, or, if the library cannot read it, an empty one of the same number.

    Telegram hands out an update until it is confirmed, and the library confirms none that it cannot read: without this,
    a single one would be fetched for ever and hold up all others. Its content is not logged.
    """
    try:
        return Update.de_json(values, bot)
    except (AttributeError, KeyError, TypeError, ValueError):
        _log.exception("an update could not be read", update_id=values["update_id"])
        return Update(values["update_id"])


def _checked(body: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return the answer to a poll with every unreadable update emptied, and the numbers of all updates in it."""
    try:
        answer = json.loads(body)
        updates = answer["result"]
        kept = [one if _holds_something(read_update(one)) else {"update_id": one["update_id"]} for one in updates]
    except (KeyError, TypeError, ValueError):
        return body, ()  # not what Telegram sends; the library says so
    numbers = tuple(one["update_id"] for one in kept)
    return (body if kept == updates else json.dumps({**answer, "result": kept}).encode()), numbers


def _holds_something(update: Update) -> bool:
    return any(getattr(update, kind) is not None for kind in Update.ALL_TYPES)
