"""The profile: what Telegram shows of the bot before anyone has written to it, brought up to date at the start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    BotDescription,
    BotShortDescription,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from bot.telegram import texts

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


# What the library raises where the answer is an error, or none that it can read.
_FAILURES = (TelegramError, AttributeError, KeyError, TypeError)


async def update_profile(bot: Bot) -> None:
    """Set commands, descriptions and menu button where they differ; a failure is a warning, as the bot works without.

    Nothing is set for a language of its own: the texts are the fall-back for all, and they are Indonesian.
    """
    steps: tuple[Callable[[Bot], Awaitable[None]], ...] = (_commands, _description, _short_description, _menu_button)
    for step in steps:
        try:
            await step(bot)
        except _FAILURES as error:
            _log.warning("the profile was not brought up to date", step=step.__name__.strip("_"), reason=str(error))


async def _commands(bot: Bot) -> None:
    scopes: tuple[tuple[BotCommandScope, Mapping[str, str]], ...] = (
        (BotCommandScopeDefault(), texts.PRIVATE_COMMANDS),
        (BotCommandScopeAllPrivateChats(), texts.PRIVATE_COMMANDS),
        (BotCommandScopeAllGroupChats(), texts.GROUP_COMMANDS),
    )
    for scope, commands in scopes:
        wanted = tuple(BotCommand(name, meaning) for name, meaning in commands.items())
        if await _found(bot.get_my_commands(scope=scope)) != wanted:
            await bot.set_my_commands(wanted, scope=scope)


async def _description(bot: Bot) -> None:
    if await _found(bot.get_my_description()) != BotDescription(texts.DESCRIPTION):
        await bot.set_my_description(texts.DESCRIPTION)


async def _short_description(bot: Bot) -> None:
    if await _found(bot.get_my_short_description()) != BotShortDescription(texts.SHORT_DESCRIPTION):
        await bot.set_my_short_description(texts.SHORT_DESCRIPTION)


async def _menu_button(bot: Bot) -> None:
    if await _found(bot.get_chat_menu_button()) != MenuButtonCommands():
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _found(call: Awaitable[object]) -> object:
    """Return what is set now, or None where that cannot be learnt; then it is set anew."""
    try:
        return await call
    except _FAILURES as error:
        _log.warning("a part of the profile could not be read", reason=str(error))
        return None
