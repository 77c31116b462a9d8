"""Handlers: what each kind of update leads to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import structlog
from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    ChatMember,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.dialogue.reply import Reply
from bot.storage import StorageError
from bot.telegram import keyboards, links, texts
from bot.telegram.burst import Bursts
from bot.telegram.conversation import Conversation, Pressed, as_question
from bot.telegram.delivery import NO_PREVIEW, Courier, Place
from bot.telegram.incidents import Incidents
from bot.telegram.incoming import ASK, Incoming, read
from bot.telegram.knowledge import Current
from bot.telegram.metrics import Metrics
from bot.telegram.order import Lanes, lane_of
from bot.telegram.pulse import Pulse
from bot.telegram.recent import Recent, Seen
from bot.telegram.render import first_line, render, render_text

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""What Telegram is asked to send; leaving this out would keep whatever was asked for last."""
TOO_OLD = timedelta(minutes=10)
"""Group messages older than this are not answered; private ones always are."""
CROWD = 30
"""More waiting updates than this from one chat come from no thumb; the surplus is not handled."""
DOUBLE_TAP = timedelta(seconds=2)
INLINE_RESULTS = 10
INLINE_CACHE_SECONDS = 300
_REMEMBERED = 4000
_DESCRIPTION = 120

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
Use: TypeAlias = ContextTypes.DEFAULT_TYPE
Person: TypeAlias = tuple[int, int]
Claim: TypeAlias = Callable[[int], Awaitable[bool]]
"""Returns whether an update number comes for the first time to any process; raises `StorageError`."""
Spawn: TypeAlias = Callable[[Coroutine[Any, Any, None], Update], object]

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Handlers:
    """Takes updates to the conversation, in order, once, and as one question where they belong together."""

    def __init__(
        self,
        *,
        bot: Bot,
        conversation: Conversation,
        courier: Courier,
        current: Current,
        incidents: Incidents,
        lanes: Lanes,
        bursts: Bursts[Person, Incoming],
        pulse: Pulse,
        metrics: Metrics,
        clock: Callable[[], datetime],
        claim: Claim | None,
        claim_seconds: float,
        spawn: Spawn,
    ) -> None:
        self._bot = bot
        self._conversation = conversation
        self._courier = courier
        self._current = current
        self._incidents = incidents
        self._lanes = lanes
        self._bursts = bursts
        self._pulse = pulse
        self._metrics = metrics
        self._clock = clock
        self._claim = claim
        self._claim_seconds = claim_seconds
        self._spawn = spawn
        self._updates: Seen[int] = Seen(_REMEMBERED)
        self._taps: Recent[tuple[int, int, str], datetime] = Recent(_REMEMBERED)

    def register(self, application: App) -> None:
        """Add all handlers to `application`."""
        application.add_handler(TypeHandler(Update, self.gate), group=-1)
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.message))
        application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, self.edited))
        application.add_handler(CallbackQueryHandler(self.pressed))
        application.add_handler(InlineQueryHandler(self.inline))
        application.add_handler(ChatMemberHandler(self.membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_error_handler(self.error)

    async def gate(self, update: Update, _: Use) -> None:
        """Count an update, and keep out what came before, what is too old, and what is too much."""
        kind = next((name for name in ALLOWED_UPDATES if getattr(update, name) is not None), "other")
        self._metrics.updates.labels(kind).inc()
        reason = self._refusal(update) or (
            "" if await claimed(self._claim, update.update_id, self._claim_seconds) else "repeated"
        )
        if reason:
            self._metrics.dropped.labels(reason).inc()
            raise ApplicationHandlerStop

    def _refusal(self, update: Update) -> str:
        """Return why `update` is not handled, or ""."""
        if not self._updates.first(update.update_id):
            return "repeated"
        message = update.message or update.edited_message
        if message and message.chat.type != Chat.PRIVATE:
            at = message.edit_date or message.date
            if self._clock() - at > TOO_OLD:
                return "old"
        if self._lanes.queued(lane_of(update)) > CROWD:
            return "crowd"
        return ""

    async def message(self, update: Update, _: Use) -> None:
        """Answer a message, together with what the person sends right after it."""
        incoming = self._read(update.message)
        if incoming is None:
            return
        person = (incoming.chat_id, incoming.person)
        if incoming.command:
            await self._finish(person)
            await self._conversation.command(incoming)
        elif not self._bursts.window:
            await self._conversation.ask([incoming])
        elif self._bursts.add(person, incoming):
            self._spawn(self._answer_burst(person), update)

    async def edited(self, update: Update, _: Use) -> None:
        """Bring the answer to an edited question in step with it; one not yet answered is answered as it is now."""
        incoming = self._read(update.edited_message)
        if incoming is None or incoming.command not in {"", ASK}:
            return
        person = (incoming.chat_id, incoming.person)
        for held in self._bursts.held(person):
            if held.message_id == incoming.message_id:
                self._bursts.replace(person, held, incoming)
                return
        if not await self._conversation.revise(incoming) and self._clock() - incoming.at <= TOO_OLD:
            await self._conversation.ask([incoming])

    async def pressed(self, update: Update, _: Use) -> None:
        """Follow a button; the waiting sign on it is stopped before anything is sent."""
        query = update.callback_query
        if query is None:
            return
        code = keyboards.decode(query.data or "")
        where = _where(query)
        if where is None or code is None:
            await self._release(query, texts.STALE)
            if where:
                await self._conversation.stale(where)
        elif isinstance(code, keyboards.Rating):
            await self._rated(query, where, code)
        elif isinstance(code, keyboards.Press):
            await self._followed(query, where, code.action, self._pulse.waited(update.update_id))
        else:
            await self._release(query, texts.VOTED_BEFORE)

    async def _rated(self, query: CallbackQuery, where: Pressed, rating: keyboards.Rating) -> None:
        if not self._conversation.knows(rating.entry):
            await self._release(query, texts.STALE)
            return
        first = self._conversation.rate(rating, where)
        thanks = texts.VOTED_HELPFUL if rating.helpful else texts.VOTED_UNHELPFUL
        await self._release(query, thanks if first else texts.VOTED_BEFORE)
        if first and isinstance(query.message, Message) and query.message.reply_markup:
            await self._conversation.thank(where, query.message.reply_markup)

    async def _followed(self, query: CallbackQuery, where: Pressed, action: str, waited: bool) -> None:
        known = await self._conversation.preview(action, where) is not None
        in_time = await self._release(query, None if known else texts.STALE)
        tap = (where.place.chat_id, where.message_id, action)
        last, now = self._taps.get(tap), self._clock()
        self._taps.put(tap, now)
        if waited and not in_time:
            # The bot was away when it was pressed, and for long; whoever pressed has gone on since.
            self._metrics.dropped.labels("old").inc()
        elif last is None or now - last > DOUBLE_TAP:
            await self._finish((where.place.chat_id, where.person))
            await self._conversation.press(action, where)

    async def _release(self, query: CallbackQuery, toast: str | None) -> bool:
        """Stop the waiting sign on a button, with a word if there is one; False: Telegram says it is too late."""
        try:
            await self._bot.answer_callback_query(query.id, toast)
        except BadRequest as error:
            _log.info("a button press was not answered", reason=error.message)
            return "too old" not in error.message.lower()
        except TelegramError as error:
            # The sign turns a little longer; what was asked for comes all the same.
            _log.warning("a button press was not answered", reason=error.message)
        return True

    async def inline(self, update: Update, _: Use) -> None:
        """Offer entries for what is typed after the bot's name in any chat."""
        query = update.inline_query
        if query is None:
            return
        found = self._current.assistant.search(query.query, now=self._clock(), limit=INLINE_RESULTS)
        results = [] if query.offset else [self._article(entry_id, reply) for entry_id, reply in found]
        try:
            await self._bot.answer_inline_query(
                query.id,
                results,
                cache_time=INLINE_CACHE_SECONDS,
                is_personal=False,
                next_offset="",
                button=InlineQueryResultsButton(texts.INLINE_HELP, start_parameter=ASK),
            )
        except BadRequest as error:
            _log.info("an inline query was not answered", reason=error.message)

    def _article(self, entry_id: str, reply: Reply) -> InlineQueryResultArticle:
        link = links.private_chat(self._bot.username, links.parameter(entry_id))
        return InlineQueryResultArticle(
            id=entry_id,
            title=self._current.assistant.knowledge.entries[entry_id].question,
            input_message_content=InputTextMessageContent(
                render(reply)[0].html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
            ),
            description=first_line(reply)[:_DESCRIPTION],
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(texts.TO_PRIVATE, url=link)]]),
        )

    async def membership(self, update: Update, _: Use) -> None:
        """Say how to call the bot when someone adds it to a group; being blocked or removed needs nothing."""
        change = update.my_chat_member
        if change is None or change.chat.type not in {Chat.GROUP, Chat.SUPERGROUP}:
            return
        inside = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}
        if change.new_chat_member.status in inside and change.old_chat_member.status not in {
            *inside,
            ChatMember.RESTRICTED,
        }:
            await self._courier.send(Place(change.chat.id), render_text(texts.GROUP_WELCOME))

    async def error(self, update: object, context: Use) -> None:
        """Deal with what no handler foresaw."""
        if context.error:
            await self._incidents.report(update, context.error)

    def _read(self, message: Message | None) -> Incoming | None:
        incoming = read(message, self._bot.bot) if message else None
        return as_question(incoming) if incoming else None

    async def _answer_burst(self, person: Person) -> None:
        await self._bursts.settle(person)
        async with self._lanes.enter(person[0]):
            await self._finish(person)

    async def _finish(self, person: Person) -> None:
        """Answer what `person` has sent and nobody has answered yet."""
        question = self._bursts.take(person)
        if question:
            await self._conversation.ask(question)


async def claimed(claim: Claim | None, number: int, seconds: float) -> bool:
    """Return whether no other process has had an update; where the database does not tell in time, it is new."""
    if claim is None:
        return True
    try:
        async with asyncio.timeout(seconds):
            return await claim(number)
    except (StorageError, TimeoutError) as error:
        _log.warning("an update was handled unclaimed", reason=type(error).__name__)
        return True


def _where(query: CallbackQuery) -> Pressed | None:
    """Return where a button was pressed; None if it hangs under a message sent through inline mode."""
    message = query.message
    if message is None:
        return None
    group = message.chat.type != Chat.PRIVATE
    found = message if isinstance(message, Message) and message.is_accessible else None
    thread = found.message_thread_id if found and found.is_topic_message else None
    return Pressed(
        place=Place(message.chat.id, thread, message.message_id if group else None),
        message_id=message.message_id,
        person=query.from_user.id,
        group=group,
        editable=found is not None and not keyboards.is_answer(found.reply_markup),
    )
