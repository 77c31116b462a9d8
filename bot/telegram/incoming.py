"""Reads a Telegram message: whether it is meant for the bot, and what is asked in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

ASK = "tanya"
MAX_TEXT = 4096


class Other(Enum):
    """What a message without words holds."""

    VOICE = "voice"
    PICTURE = "picture"
    PLACE = "place"
    CONTACT = "contact"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that is meant for the bot.

    `command` is its command without slash and bot name, in lower case, or "". `text` is what is asked: the words
    without command and mention, "" if there are none; then `other` says what the message holds instead, if anything.
    `quote` is the message that an answer belongs to, `album` the id that the pictures of one album share.
    """

    chat_id: int
    thread_id: int | None
    message_id: int
    person: int
    group: bool
    at: datetime
    command: str
    text: str
    other: Other | None
    quote: int
    album: str


def read(message: Message, me: User) -> Incoming | None:
    """Return what `message` means to the bot, or None if it is not meant for it.

    In a private chat every message of a person is; in a group only a command, a mention, or a reply to the bot.
    """
    group = message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}
    if not (group or message.chat.type == ChatType.PRIVATE) or not _from_a_person(message, me):
        return None
    command, text = _command(message, me)
    if command is None or (group and not command and not _addressed(message, me)):
        return None
    text = _without_mention(text, me)
    other = None if text else _other(message)
    if not (text or command or other or (group and _addressed(message, me)) or message.text is not None):
        return None  # a service message: someone joined, a message was pinned
    quote = message.message_id
    if group and not text and command in {"", ASK} and message.reply_to_message:
        # "/tanya" in reply to someone's question asks that question.
        asked = message.reply_to_message
        text = _clean(asked.text or asked.caption or "") if asked.from_user and asked.from_user.id != me.id else ""
        quote = asked.message_id if text else quote
    return Incoming(
        chat_id=message.chat.id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        message_id=message.message_id,
        person=message.from_user.id if message.from_user else message.chat.id,
        group=group,
        at=message.date,
        command=command,
        text=text[:MAX_TEXT],
        other=other,
        quote=quote,
        album=message.media_group_id or "",
    )


def _from_a_person(message: Message, me: User) -> bool:
    """Whether a person wrote `message`, rather than a bot, a channel, or the bot itself through inline mode."""
    if message.is_automatic_forward or (message.via_bot and message.via_bot.id == me.id):
        return False
    if message.sender_chat:
        return message.sender_chat.id == message.chat.id  # an administrator who writes as the group
    return message.from_user is not None and not message.from_user.is_bot


def _command(message: Message, me: User) -> tuple[str | None, str]:
    """Return the command at the start of `message` ("" if none, None if it is another bot's) and the rest."""
    text = _clean(message.text or message.caption or "")
    found = re.match(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)\s*", text)
    if not found:
        return "", text
    if found[2] and found[2].lower() != (me.username or "").lower():
        return None, text
    return found[1].lower(), text[found.end() :]


def _addressed(message: Message, me: User) -> bool:
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id:
        return True
    entities = message.entities or message.caption_entities
    if any(
        entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me.id for entity in entities
    ):
        return True
    return bool(_mention(me).search(message.text or message.caption or ""))


def _mention(me: User) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(me.username or '')}(?!\w)", re.IGNORECASE)


def _without_mention(text: str, me: User) -> str:
    return re.sub(r"[ \t]{2,}", " ", _mention(me).sub("", text)).strip()


def _clean(text: str) -> str:
    """Return `text` without half characters, which nothing behind this door can encode."""
    return text.encode("utf-8", "replace").decode().strip()


def _other(message: Message) -> Other | None:
    """Return what a message without words holds; None for a service message."""
    if message.voice or message.audio or message.video_note:
        return Other.VOICE
    if message.photo or message.document or message.video or message.animation or message.paid_media or message.story:
        return Other.PICTURE
    if message.location or message.venue:
        return Other.PLACE
    if message.contact:
        return Other.CONTACT
    if message.sticker or message.dice or message.poll or message.game or message.checklist:
        return Other.STICKER
    return None
