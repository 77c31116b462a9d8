"""The conversation: takes what a person asked or pressed to the engine, and shows what it replies.

Everything here runs while the lane of its chat is held, so that no two turns of a chat mix.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.assistant import Assistant
from bot.dialogue.context import Context
from bot.dialogue.pending import resolve
from bot.dialogue.reply import Kind, Reply
from bot.telegram import keyboards, links, texts
from bot.telegram.contexts import Contexts
from bot.telegram.delivery import Courier, Place
from bot.telegram.feedback import Feedback
from bot.telegram.incoming import ASK, Incoming, Other
from bot.telegram.knowledge import Current
from bot.telegram.metrics import Metrics
from bot.telegram.recent import Recent, Seen
from bot.telegram.render import Part, render, render_text

Turn = TypeVar("Turn", Reply, Reply | None)

MAX_QUESTION = 4096
"""A burst longer than this is cut; no single message is longer."""
LATE = timedelta(minutes=1)
"""An answer that comes later than this quotes its question, since other messages may stand between them."""
_REMEMBERED = 2000
REFUSE = "x"
"""The action of "Bukan ini"."""
_DIALOGUE_COMMANDS = frozenset({"hitung", "cek"})
"""Commands that begin a form of the dialogue, which takes them as they are written."""

_NO_WORDS = {
    Other.VOICE: texts.NO_VOICE,
    Other.PICTURE: texts.NO_PICTURE,
    Other.PLACE: texts.NO_PLACE,
    Other.CONTACT: texts.NO_CONTACT,
    Other.STICKER: texts.NO_STICKER,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered: its messages, the context around it, and the messages of the answer."""

    question: tuple[Incoming, ...]
    before: Context
    after: Context
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: where, under which message, by whom, and whether that message may be edited."""

    place: Place
    message_id: int
    person: int
    group: bool
    editable: bool


def as_question(incoming: Incoming) -> Incoming:
    """Return `incoming` with a command of the dialogue turned into the words of a question."""
    if incoming.command not in _DIALOGUE_COMMANDS:
        return incoming
    return replace(incoming, command=ASK, text=f"/{incoming.command} {incoming.text}".strip())


class Conversation:
    """Answers questions and presses, remembers enough to follow an edit, and tells storage what staff should learn."""

    def __init__(
        self,
        *,
        current: Current,
        courier: Courier,
        contexts: Contexts,
        feedback: Feedback,
        metrics: Metrics,
        username: Callable[[], str],
        clock: Callable[[], datetime],
    ) -> None:
        self._current = current
        self._courier = courier
        self._contexts = contexts
        self._feedback = feedback
        self._metrics = metrics
        self._username = username
        self._clock = clock
        self._answered: Recent[tuple[int, int], Answered] = Recent(_REMEMBERED)
        self._albums: Seen[tuple[int, str]] = Seen(_REMEMBERED)

    async def ask(self, question: Sequence[Incoming]) -> None:
        """Answer the messages of one person as one question; those without words get a word of explanation."""
        last = question[-1]
        key = self._key(last)
        before = await self._contexts.get(key)
        reply = self._reply_to(question, key, before)
        if reply is None:
            return
        after = self._keep(key, before, reply, last.group)
        messages = await self._show(reply, self._place(last), last.group)
        self._feedback.shown(key, last.chat_id, messages)
        answered = Answered(tuple(question), before, after, messages)
        for piece in question:
            self._answered.put((piece.chat_id, piece.message_id), answered)

    async def revise(self, edited: Incoming) -> bool:
        """Bring the answer to `edited` in step with its new words; return False if that answer is not remembered."""
        answered = self._answered.get((edited.chat_id, edited.message_id))
        if answered is None:
            return False
        old = next(piece for piece in answered.question if piece.message_id == edited.message_id)
        if (old.command, old.text) == (edited.command, edited.text):
            return True  # something else changed: a preview was loaded, a reaction given
        question = tuple(edited if piece is old else piece for piece in answered.question)
        key = self._key(edited)
        reply = self._reply_to(question, key, answered.before)
        if reply is None:
            return True
        # Where the conversation has gone on since, the edit does not turn it back.
        latest = await self._contexts.get(key) == answered.after
        after = self._keep(key, answered.before, reply, edited.group) if latest else answered.after
        markup = self._markup(reply, edited.group)
        place = self._place(question[-1])
        messages = await self._courier.revise(place, answered.messages, self._parts(reply, edited.group), markup)
        self._feedback.shown(key, edited.chat_id, messages)
        revised = Answered(question, answered.before, after, messages)
        for piece in question:
            self._answered.put((piece.chat_id, piece.message_id), revised)
        return True

    async def command(self, incoming: Incoming) -> None:
        """Carry out a command; in a group an unknown one is none of the bot's business."""
        assistant, now = self._current.assistant, self._clock()
        match incoming.command:
            case "start":
                reply = await self._start(incoming)
            case "bantuan" | "help":
                reply = assistant.help(now=now)
            case "topik":
                reply = assistant.topics(now=now)
            case "privasi" | "privacy":
                reply = assistant.privacy(now=now)
            case "tanya":
                if incoming.text:
                    await self.ask([incoming])
                else:
                    await self._courier.send(self._place(incoming), render_text(texts.ASK_HOW))
                return
            case _:
                if not incoming.group:
                    await self._courier.send(self._place(incoming), render_text(texts.UNKNOWN_COMMAND))
                return
        await self._show(reply, self._place(incoming), incoming.group)

    async def preview(self, action: str, pressed: Pressed) -> Reply | None:
        """Return what a press on `action` leads to, or None if it no longer leads anywhere; nothing is shown yet."""
        context = await self._contexts.get(self._contexts.key(pressed.place.chat_id, pressed.person))
        return self._think(lambda assistant, now: assistant.press(action, context, now=now))

    async def press(self, action: str, pressed: Pressed) -> None:
        """Show what a press on `action` leads to: a menu turns its page, anything else is a new message.

        In a group it takes the place of the message, so that one question stays one message.
        """
        key = self._contexts.key(pressed.place.chat_id, pressed.person)
        before = await self._contexts.get(key)
        reply = self._think(lambda assistant, now: assistant.press(action, before, now=now))
        if reply is None:
            await self.stale(pressed)
            return
        self._keep(key, before, reply, pressed.group)
        self._feedback.replied(key, reply, refused=action == REFUSE)
        if pressed.editable and (pressed.group or keyboards.is_menu(action)):
            parts, markup = self._parts(reply, pressed.group), self._markup(reply, pressed.group)
            messages = await self._courier.revise(pressed.place, [pressed.message_id], parts, markup)
        else:
            messages = await self._show(reply, pressed.place, pressed.group)
        self._feedback.shown(key, pressed.place.chat_id, messages)

    async def stale(self, pressed: Pressed) -> None:
        """Show the menu in place of a button that leads nowhere any more; in a group the toast has said enough."""
        if not pressed.group:
            reply = replace(self._current.assistant.topics(now=self._clock()), text=texts.STALE_BUTTON)
            await self._show(reply, pressed.place, pressed.group)

    def rate(self, rating: keyboards.Rating, pressed: Pressed) -> bool:
        """Record a rating, and return whether it is the first under that message."""
        return self._feedback.rated(rating.entry, rating.helpful, pressed.place.chat_id, pressed.message_id)

    def knows(self, entry_id: str) -> bool:
        """Return whether there is an entry of that id."""
        return entry_id in self._current.assistant.knowledge.entries

    async def thank(self, pressed: Pressed, markup: InlineKeyboardMarkup) -> None:
        """Put a word of thanks where the rating buttons of a message are."""
        await self._courier.edit_buttons(pressed.place, pressed.message_id, keyboards.voted(markup))

    async def _start(self, incoming: Incoming) -> Reply:
        """Return what `/start` shows: the entry of a deep link, else the welcome. It begins the conversation anew."""
        assistant, now = self._current.assistant, self._clock()
        wanted = incoming.text.split()[0] if incoming.text else ""
        if wanted in {"", ASK}:
            reply = assistant.welcome(now=now)
        else:
            found = assistant.entry(links.entry_id(wanted), Context(), now=now)
            reply = found or replace(assistant.topics(now=now), text=texts.STALE_LINK)
        self._contexts.put(self._key(incoming), reply.context)
        return reply

    def _reply_to(self, question: Sequence[Incoming], key: str, context: Context) -> Reply | None:
        """Return the reply to the words of `question`, or, where there are none, to what else it holds."""
        words = "\n".join(piece.text for piece in question if piece.text)[:MAX_QUESTION]
        others = [piece for piece in question if piece.other]
        if others and not words:
            # The pictures of an album are messages of their own; one word of explanation is enough for all.
            if others[0].album and not self._albums.first((others[0].chat_id, others[0].album)):
                return None
            return Reply(Kind.SMALLTALK, _NO_WORDS[others[0].other or Other.STICKER], context)
        if not words and question[-1].group:
            return Reply(Kind.SMALLTALK, texts.ASK_HOW, context)
        picked = resolve(words, context.fresh(self._clock()))
        if not picked:
            self._feedback.asked(key, words)
        reply = self._think(lambda assistant, now: assistant.answer(words, context, now=now))
        self._feedback.replied(key, reply, refused=picked == REFUSE)
        return reply

    def _think(self, turn: Callable[[Assistant, datetime], Turn]) -> Turn:
        with self._metrics.thinking.time():
            return turn(self._current.assistant, self._clock())

    def _keep(self, key: str, before: Context, reply: Reply, group: bool) -> Context:
        """Set the context of a chat after `reply`, and return it; a form is not begun where others read along."""
        after = before if group and reply.context.form else reply.context
        self._contexts.put(key, after)
        return after

    async def _show(self, reply: Reply, place: Place, group: bool) -> tuple[int, ...]:
        return await self._courier.send(place, self._parts(reply, group), self._markup(reply, group))

    def _parts(self, reply: Reply, group: bool) -> tuple[Part, ...]:
        return render_text(texts.GROUP_FORM) if group and reply.context.form else render(reply)

    def _markup(self, reply: Reply, group: bool) -> InlineKeyboardMarkup | None:
        """Return the buttons under `reply`; in a group only a choice, and the way to the private chat."""
        answered = reply.entries[0] if reply.entries and reply.kind is not Kind.CHOICES else ""
        if not group:
            return keyboards.keyboard(reply.buttons, rate=answered if reply.rateable else "")
        link = InlineKeyboardButton(
            texts.TO_PRIVATE, url=links.private_chat(self._username(), links.parameter(answered or ASK))
        )
        choices = reply.buttons if reply.kind is Kind.CHOICES and not reply.context.form else ()
        return keyboards.keyboard(choices, links=[link])

    def _key(self, incoming: Incoming) -> str:
        return self._contexts.key(incoming.chat_id, incoming.person)

    def _place(self, incoming: Incoming) -> Place:
        """Return where the answer to `incoming` goes: in a group, and where it comes late, as a reply to it."""
        quotes = incoming.group or self._clock() - incoming.at > LATE
        return Place(incoming.chat_id, incoming.thread_id, incoming.quote if quotes else None)
