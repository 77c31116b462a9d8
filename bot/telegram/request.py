"""The connection to Telegram: the library's HTTP client, with a pulse and without one leak."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError
from telegram.request import HTTPXRequest


class Request(HTTPXRequest):
    """Requests to the Bot API over at most `connections` connections.

    `answered` is called after each success, `rejected` each time Telegram does not take the token.
    """

    def __init__(
        self,
        *,
        connections: int,
        pool_timeout: float,
        read_timeout: float,
        answered: Callable[[], None] | None = None,
        rejected: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(
            connection_pool_size=connections,
            pool_timeout=pool_timeout,
            read_timeout=read_timeout,
            write_timeout=10,
            connect_timeout=10,
        )
        self._answered = answered
        self._rejected = rejected

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Return the status and the body that a request got."""
        status, body = await super().do_request(*args, **kwargs)
        if self._answered and status == 200:
            self._answered()
        if self._rejected and status in {401, 404}:
            self._rejected()
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the JSON object in `payload`; unlike the library's, an unreadable one is not written to the log.

        Raises:
            TelegramError: if it is not JSON.
        """
        try:
            values: dict[str, Any] = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        return values
