"""Telegram: updates in, messages and buttons out; the only room that knows python-telegram-bot."""

import os

# The library's documented opt-in to time spans as `timedelta`; without it, each flood limit raises a deprecation
# warning. It must be set before the first request, hence before anything else of this package is imported.
os.environ.setdefault("PTB_TIMEDELTA", "true")
