"""Deep links: the entry ids that stand in `https://t.me/<bot>?start=<parameter>`."""

from __future__ import annotations

import re

MAX_PARAMETER = 64
_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def parameter(entry_id: str) -> str:
    """Return the start parameter of an entry: its id with "__" for the dot, which Telegram does not allow.

    Raises:
        ValueError: if the id does not fit into a start parameter.
    """
    written = entry_id.replace(".", "__")
    if not _PARAMETER.fullmatch(written):
        raise ValueError(f"{entry_id!r} does not fit into a start parameter")
    return written


def entry_id(parameter: str) -> str:
    """Return the entry id that a start parameter stands for; the plain id, as some write it by hand, is taken too."""
    return parameter.strip().lower().replace("__", ".", 1)


def private_chat(username: str, parameter: str = "") -> str:
    """Return the link that opens the private chat with the bot, with an optional start parameter."""
    return f"https://t.me/{username}" + (f"?start={parameter}" if parameter else "")
