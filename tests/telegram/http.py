"""Enough of HTTP/1.1 for the tests: a server that can misbehave on purpose, and a client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """A request or a response: its first line split at spaces, its headers in lower case, its body."""

    line: tuple[str, ...]
    headers: dict[str, str]
    body: bytes

    @property
    def status(self) -> int:
        """The status of a response."""
        return int(self.line[1])


@dataclass(frozen=True)
class Answer:
    """What a server answers: a status and a body; `tear` closes the connection instead."""

    status: int = 200
    body: bytes = b""
    tear: bool = False


@dataclass
class Server:
    """Answers each request with what `respond` returns."""

    respond: Callable[[Message], Awaitable[Answer]]
    port: int = 0
    _server: asyncio.Server | None = None
    _connections: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close everything, whatever is in flight."""
        if self._server:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        if self._connections:
            await asyncio.wait(self._connections)
        if self._server:
            await self._server.wait_closed()
            self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            while (request := await _read(reader)) is not None:
                answer = await self.respond(request)
                if answer.tear:
                    break
                head = f"HTTP/1.1 {answer.status} X\r\nContent-Type: application/json\r\n"
                writer.write(f"{head}Content-Length: {len(answer.body)}\r\n\r\n".encode() + answer.body)
                await writer.drain()
        except (asyncio.CancelledError, ConnectionError):
            return  # the end of a test, or a client that has gone away
        finally:
            self._connections.discard(task)
            writer.close()


async def call(port: int, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Message:
    """Return the response of a server on this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    given = {"Host": "test", "Connection": "close", "Content-Length": str(len(body)), **(headers or {})}
    writer.write(f"{method} {path} HTTP/1.1\r\n".encode())
    writer.write("".join(f"{name}: {value}\r\n" for name, value in given.items()).encode() + b"\r\n" + body)
    try:
        response = await _read(reader)
    finally:
        writer.close()
        await writer.wait_closed()
    assert response, "the server closed the connection"
    return response


async def _read(reader: asyncio.StreamReader) -> Message | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    line, *rest = head.strip().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in rest)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Message(tuple(line.split(" ")), headers, body)
