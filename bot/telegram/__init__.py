"""Telegram: updates in, messages and buttons out; the only room that knows python-telegram-bot."""

from bot.telegram.service import serve

__all__ = ["serve"]
