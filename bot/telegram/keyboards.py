"""Buttons: what stands in their callback data, and how they are laid out under a message.

Old messages keep old buttons for years, so the data carries a version and an action that means the same for ever:
an entry id, never a position in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.reply import Button
from bot.telegram import texts

VERSION = "v1:"
MAX_BYTES = 64
MAX_BUTTONS = 95  # Telegram allows 100; a few places are kept for rating and links
_NARROW = 17  # two labels up to this length fit side by side on a small phone
_HELPFUL = "+:"
_UNHELPFUL = "-:"
_VOTED = "=:"


@dataclass(frozen=True, slots=True)
class Rating:
    """A press on "Membantu" or "Tidak membantu" under the answer of `entry`."""

    entry: str
    helpful: bool


@dataclass(frozen=True, slots=True)
class Voted:
    """A press on the thanks that stand where the rating buttons were."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button of the dialogue."""

    action: str


def encode(action: str) -> str:
    """Return the callback data of `action`.

    Raises:
        ValueError: if it is empty or does not fit into Telegram's 64 bytes.
    """
    data = VERSION + action
    if not action or len(data.encode()) > MAX_BYTES:
        raise ValueError(f"the action {action!r} does not fit into {MAX_BYTES} bytes of callback data")
    return data


def decode(data: str) -> Rating | Voted | Press | None:
    """Return what was pressed, or None if the data is none of ours or of a version no longer known."""
    if not data.startswith(VERSION) or data == VERSION:
        return None
    action = data.removeprefix(VERSION)
    if action.startswith((_HELPFUL, _UNHELPFUL)):
        entry = action[len(_HELPFUL) :]
        return Rating(entry, helpful=action.startswith(_HELPFUL)) if entry else None
    if action.startswith(_VOTED):
        return Voted()
    return Press(action)


def keyboard(
    buttons: Iterable[Button], *, rate: str = "", links: Sequence[InlineKeyboardButton] = ()
) -> InlineKeyboardMarkup | None:
    """Return the keyboard with the dialogue's buttons, then links, then the two rating buttons for the entry `rate`.

    Two narrow buttons in a row share a line. None if there is nothing to press.
    """
    rows: list[list[InlineKeyboardButton]] = []
    for button in list(buttons)[:MAX_BUTTONS]:
        made = InlineKeyboardButton(button.label, callback_data=encode(button.action))
        if rows and len(rows[-1]) == 1 and len(rows[-1][0].text) <= _NARROW and len(button.label) <= _NARROW:
            rows[-1].append(made)
        else:
            rows.append([made])
    rows.extend([link] for link in links)
    if rate:
        rows.append(
            [
                InlineKeyboardButton(texts.HELPFUL, callback_data=encode(_HELPFUL + rate)),
                InlineKeyboardButton(texts.UNHELPFUL, callback_data=encode(_UNHELPFUL + rate)),
            ]
        )
    return InlineKeyboardMarkup(rows) if rows else None


def is_menu(action: str) -> bool:
    """Whether `action` opens a menu or turns its page."""
    return action == "m" or action.startswith("t:")


def voted(markup: InlineKeyboardMarkup) -> InlineKeyboardMarkup:
    """Return `markup` with a word of thanks in place of its rating buttons."""
    rows = [list(row) for row in markup.inline_keyboard if not any(_rates(button) for button in row)]
    rows.append([InlineKeyboardButton(texts.THANKS, callback_data=encode(_VOTED))])
    return InlineKeyboardMarkup(rows)


def is_answer(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether the message under which `markup` stands is an answer, which must stay, rather than a menu."""
    return markup is not None and any(
        _rates(button) or button.callback_data == encode(_VOTED) for row in markup.inline_keyboard for button in row
    )


def _rates(button: InlineKeyboardButton) -> bool:
    return isinstance(button.callback_data, str) and isinstance(decode(button.callback_data), Rating)
