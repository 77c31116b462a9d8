"""Delivery: sends and edits messages, and knows which of Telegram's refusals are normal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import structlog
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.metrics import Metrics
from bot.telegram.render import Part

T = TypeVar("T")

# Passed with each call: as `Defaults`, the library would also send them with methods that do not know them.
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_PAUSES = (0.3, 1.5)
"""Seconds before each further try after a broken connection, a server error or a time-out."""
_LONGEST_FLOOD = 60.0
"""A flood limit longer than this is not waited for once the limiter has given up."""

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat, a topic of a forum if it is one, and the message it quotes if any."""

    chat_id: int
    thread_id: int | None = None
    quote: int | None = None


class UnreachableError(Exception):
    """The chat takes no message from the bot: blocked, deleted, left, or without the right to write."""


class Courier:
    """Sends the parts of an answer in order, and edits them in place.

    `pauses` are the seconds between the tries when the network fails.
    """

    def __init__(self, bot: Bot, metrics: Metrics, *, pauses: Sequence[float] = _PAUSES) -> None:
        self._bot = bot
        self._metrics = metrics
        self._pauses = tuple(pauses)

    async def send(
        self, place: Place, parts: Sequence[Part], markup: InlineKeyboardMarkup | None = None
    ) -> tuple[int, ...]:
        """Send `parts`, the last with `markup`, and return the ids of the messages.

        Raises:
            UnreachableError: if the chat takes no message from the bot.
            TelegramError: for anything else that goes wrong after all tries.
        """
        sent: list[int] = []
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            message, place = await self._send_one(place, part, markup if last else None)
            sent.append(message.message_id)
            place = replace(place, quote=None)
        return tuple(sent)

    async def revise(
        self, place: Place, messages: Sequence[int], parts: Sequence[Part], markup: InlineKeyboardMarkup | None = None
    ) -> tuple[int, ...]:
        """Turn `messages`, an earlier answer, into `parts`, and return the ids of the messages it now stands in.

        What is too much is deleted, what is missing is sent, and so is what can no longer be edited.

        Raises:
            UnreachableError: if the chat takes no message from the bot.
            TelegramError: for anything else that goes wrong after all tries.
        """
        kept: list[int] = []
        left = list(messages)
        while left and len(kept) < len(parts):
            message_id, last = left.pop(0), len(kept) == len(parts) - 1
            if not await self.edit(place, message_id, parts[len(kept)], markup if last else None):
                break
            kept.append(message_id)
        for message_id in left:
            await self._delete(place, message_id)
        return (*kept, *await self.send(place, parts[len(kept) :], markup))

    async def edit(self, place: Place, message_id: int, part: Part, markup: InlineKeyboardMarkup | None) -> bool:
        """Put `part` and `markup` in the place of a message; return whether it stands there now.

        Raises:
            UnreachableError: if the chat takes no message from the bot.
            TelegramError: for anything else that goes wrong after all tries.
        """

        async def call(text: str, mode: ParseMode | None) -> object:
            return await self._bot.edit_message_text(
                text,
                chat_id=place.chat_id,
                message_id=message_id,
                parse_mode=mode,
                link_preview_options=NO_PREVIEW,
                reply_markup=markup,
            )

        try:
            await self._try(lambda: _formatted(call, part))
        except BadRequest as error:
            if _says(error, "message is not modified"):
                return True
            if _says(error, "message to edit not found", "message can't be edited", "message_id_invalid"):
                return False
            raise
        return True

    async def edit_buttons(self, place: Place, message_id: int, markup: InlineKeyboardMarkup | None) -> None:
        """Put `markup` under a message; a message that is gone or has it already is left alone.

        Raises:
            UnreachableError: if the chat takes no message from the bot.
            TelegramError: for anything else that goes wrong after all tries.
        """
        try:
            await self._try(
                lambda: self._bot.edit_message_reply_markup(
                    chat_id=place.chat_id, message_id=message_id, reply_markup=markup
                )
            )
        except BadRequest as error:
            if not _says(error, "message is not modified", "message to edit not found", "message can't be edited"):
                raise

    async def _send_one(self, place: Place, part: Part, markup: InlineKeyboardMarkup | None) -> tuple[Message, Place]:
        """Send one part; return it and where it went, which differs once a group has become a supergroup."""

        async def call(text: str, mode: ParseMode | None) -> Message:
            quote = ReplyParameters(place.quote, allow_sending_without_reply=True) if place.quote else None
            return await self._bot.send_message(
                place.chat_id,
                text,
                parse_mode=mode,
                link_preview_options=NO_PREVIEW,
                message_thread_id=place.thread_id,
                reply_parameters=quote,
                reply_markup=markup,
            )

        try:
            return await self._try(lambda: _formatted(call, part)), place
        except ChatMigrated as moved:
            # Message ids of the old group mean nothing in the new one.
            place = Place(moved.new_chat_id)
            return await self._try(lambda: _formatted(call, part)), place

    async def _delete(self, place: Place, message_id: int) -> None:
        try:
            await self._try(lambda: self._bot.delete_message(place.chat_id, message_id))
        except BadRequest as error:
            _log.info("a message could not be deleted", reason=error.message)

    async def _try(self, call: Callable[[], Awaitable[T]]) -> T:
        """Return what `call` returns, trying again where the network fails or a flood limit outlasts the limiter."""
        pauses = iter(self._pauses)
        timed_out = False
        while True:
            try:
                return await call()
            except Forbidden as error:
                raise self._unreachable(error) from error
            except BadRequest as error:
                # In the library a kind of NetworkError, which it is not: trying again gives the same.
                if _says(error, *_CANNOT_WRITE):
                    raise self._unreachable(error) from error
                raise
            except NetworkError as error:
                self._metrics.telegram_errors.labels(type(error).__name__).inc()
                pause = next(pauses, None)
                # A request that timed out may have been carried out: one more copy of an answer is enough.
                if pause is None or (isinstance(error, TimedOut) and timed_out):
                    raise
                timed_out = timed_out or isinstance(error, TimedOut)
            except RetryAfter as error:
                self._metrics.telegram_errors.labels(type(error).__name__).inc()
                pause = next(pauses, None)
                if pause is None or seconds(error.retry_after) > _LONGEST_FLOOD:
                    raise
                pause = max(pause, seconds(error.retry_after))
            await asyncio.sleep(pause)

    def _unreachable(self, error: TelegramError) -> UnreachableError:
        self._metrics.telegram_errors.labels(type(error).__name__).inc()
        _log.info("a chat takes no messages", reason=error.message)
        return UnreachableError(error.message)


_CANNOT_WRITE = (
    "chat not found",
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "need administrator rights",
    "topic_closed",
    "message thread not found",
    "user is deactivated",
    "peer_id_invalid",
)


def seconds(span: float | timedelta) -> float:
    """Return a time span of the library in seconds; it is a number in old versions and a `timedelta` in new ones."""
    return span.total_seconds() if isinstance(span, timedelta) else float(span)


async def _formatted(call: Callable[[str, ParseMode | None], Awaitable[T]], part: Part) -> T:
    """Return `call` of the HTML, or, if Telegram cannot read that, once of the plain text."""
    try:
        return await call(part.html, ParseMode.HTML)
    except BadRequest as error:
        if not _says(error, "can't parse entities"):
            raise
        _log.warning("Telegram refused the formatting of a message", reason=error.message)
        return await call(part.plain, None)


def _says(error: BadRequest, *phrases: str) -> bool:
    said = error.message.lower()
    return any(phrase in said for phrase in phrases)
