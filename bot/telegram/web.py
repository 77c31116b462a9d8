"""The HTTP side: Telegram's webhook where there is one, and health and metrics for the operator."""

from __future__ import annotations

import contextlib
import hmac
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.settings import WEBHOOK_PATH

MAX_BODY = 1024 * 1024
"""An update is a few kilobytes; this is far more than Telegram ever sends."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """Where the webhook hands its updates to: `accept` takes an update as JSON, and returns False if it is full."""

    secret: str
    accept: Callable[[dict[str, object]], bool]


@dataclass(frozen=True, slots=True)
class State:
    """What the HTTP side asks the service: whether it lives, whether it takes work, and its metrics."""

    alive: Callable[[], bool]
    ready: Callable[[], bool]
    metrics: Callable[[], bytes]


def web_application(state: State, intake: Intake | None) -> Starlette:
    """Return the application with `/healthz`, `/readyz`, `/metrics`, and, given an `intake`, the webhook."""

    async def healthz(_: Request) -> Response:
        return _status(state.alive())

    async def readyz(_: Request) -> Response:
        return _status(state.ready())

    async def metrics(_: Request) -> Response:
        return Response(state.metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    if intake:
        routes.append(Route(WEBHOOK_PATH, _Webhook(state, intake).receive, methods=["POST"]))
    return Starlette(routes=routes)


def _status(good: bool) -> Response:
    return PlainTextResponse("ok\n" if good else "unavailable\n", 200 if good else 503)


class _Webhook:
    """Takes updates from Telegram, and from nobody else."""

    def __init__(self, state: State, intake: Intake) -> None:
        self._state = state
        self._intake = intake

    async def receive(self, request: Request) -> Response:
        """Answer 200 once an update is taken; anything else makes Telegram send it again, or tells a stranger no."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._intake.secret.encode()):
            raise HTTPException(403)
        if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise HTTPException(415)
        try:
            update = json.loads(await _body(request))
        except ValueError as error:
            raise HTTPException(400) from error
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            raise HTTPException(400)
        if not self._state.ready() or not self._intake.accept(update):
            raise HTTPException(503, headers={"Retry-After": "1"})
        return PlainTextResponse("ok\n")


async def _body(request: Request) -> bytes:
    """Return the body.

    Raises:
        HTTPException: if it is larger than an update can be, or breaks off.
    """
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                raise HTTPException(413)
    except ClientDisconnect as error:
        raise HTTPException(400) from error
    return bytes(body)


class WebServer(uvicorn.Server):
    """Serves an application on a socket; it leaves signals to the program that it is a part of."""

    def __init__(self, application: Starlette, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                log_config=None,
                access_log=False,  # it would print the path of every request
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=5,
            )
        )
        self._listener = listener

    async def run_until_told(self) -> None:
        """Serve until `should_exit` is set."""
        await self.serve(sockets=[self._listener])

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signal handlers as they are."""
        yield


def listen(port: int) -> socket.socket:
    """Return a socket that listens on `port` on all interfaces.

    Raises:
        OSError: if the port is taken or not allowed.
    """
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("0.0.0.0", port))  # noqa: S104 - a container is reached from outside through this
    except OSError:
        listener.close()
        raise
    return listener
