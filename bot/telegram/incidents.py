"""Incidents: an unexpected error gives the worker a code, the log a line, and the staff a note.

Neither the log nor the note holds what the worker wrote.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from telegram import Bot, CallbackQuery, Update
from telegram.error import InvalidToken, TelegramError

from bot.logs import places
from bot.telegram import texts
from bot.telegram.delivery import Courier, Place, UnreachableError
from bot.telegram.metrics import Metrics
from bot.telegram.recent import Recent
from bot.telegram.render import render_text

_QUIET = timedelta(hours=1)
"""A staff note of one kind is not repeated within this time."""
_KINDS = 100

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class StaffChat:
    """Sends short notes to the office's chat, each kind at most once an hour; it never fails and never waits long."""

    def __init__(self, courier: Courier, chat_id: int | None, clock: Callable[[], datetime]) -> None:
        self._courier = courier
        self._chat_id = chat_id
        self._clock = clock
        self._last: Recent[str, datetime] = Recent(_KINDS)

    async def note(self, kind: str, text: str) -> None:
        """Send `text` (in the Markdown subset), unless there is no staff chat or `kind` was noted a short while ago."""
        now = self._clock()
        last = self._last.get(kind)
        if self._chat_id is None or (last is not None and now - last < _QUIET):
            return
        self._last.put(kind, now)
        try:
            await self._courier.send(Place(self._chat_id), render_text(text))
        except (UnreachableError, TelegramError) as error:
            _log.warning("a note could not be sent to the staff chat", note=kind, reason=str(error))


class Incidents:
    """Deals with exceptions that no handler foresaw."""

    def __init__(self, bot: Bot, courier: Courier, staff: StaffChat, metrics: Metrics) -> None:
        self._bot = bot
        self._courier = courier
        self._staff = staff
        self._metrics = metrics

    async def report(self, update: object, error: BaseException) -> None:
        """Log `error`, tell the worker whose `update` it was, and tell staff. It never fails itself."""
        if isinstance(error, UnreachableError):
            return  # someone has blocked the bot: normal, and nobody is left to tell
        kind = type(error).__name__
        incident = secrets.token_hex(3)
        said = error.message if isinstance(error, TelegramError) and not isinstance(error, InvalidToken) else None
        self._metrics.incidents.labels(kind).inc()
        _log.error("incident", incident=incident, kind=kind, said=said, where=places(error))
        try:
            if isinstance(update, Update):
                await self._apologise(update, incident)
        except (UnreachableError, TelegramError, TimeoutError) as second:
            _log.warning("the apology could not be sent", incident=incident, kind=type(second).__name__)
        await self._staff.note(f"incident {kind}", texts.STAFF_INCIDENT.format(kind=kind, incident=incident))

    async def _apologise(self, update: Update, incident: str) -> None:
        """Tell the worker, where there is a chat to tell it in."""
        if update.callback_query:
            await self._release(update.callback_query)
        message = update.effective_message
        if message is None or update.my_chat_member:
            return
        chat = message.chat
        place = Place(
            chat.id,
            message.message_thread_id if message.is_topic_message else None,
            message.message_id if chat.type != chat.PRIVATE else None,
        )
        async with asyncio.timeout(10):
            await self._courier.send(place, render_text(texts.TROUBLE.format(incident=incident)))

    async def _release(self, query: CallbackQuery) -> None:
        """Stop the waiting sign on the pressed button, if it still turns."""
        try:
            await self._bot.answer_callback_query(query.id, texts.TROUBLE_TOAST)
        except TelegramError as error:
            _log.info("a button press could not be answered", reason=error.message)
