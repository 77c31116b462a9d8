"""Turns what a user typed into plain lower-case words and numbers, whatever the keyboard put in."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 4096
"""Characters of a message that are read; Telegram sends no more in one."""

_LINK = re.compile(r"(?:https?://|(?<!\w)w{1,3}\.)\S+|[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]+|(?<!\w)@\w+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+2(?![0-9a-z])|[a-z]+")
_CONTROLS = dict.fromkeys([*range(32), 127], " ")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼ", ""))


def normalise(text: str) -> str:
    """Return `text` in lower case, without accents, invisible characters, links or letters held down.

    Compatibility forms are folded (full-width letters, ligatures), control and formatting characters (zero-width
    joiners, direction marks, tags) are dropped, and three or more equal letters in a row become one. The result is
    idempotent and never longer than four times `MAX_LENGTH`.
    """
    kept = text[:MAX_LENGTH].lower().translate(_CONTROLS) if text.isascii() else _fold(text[:MAX_LENGTH])
    kept = kept[: 4 * MAX_LENGTH].translate(_APOSTROPHES)
    while (squeezed := _REPEATED.sub(r"\1", kept)) != kept:
        kept = squeezed
    while (unlinked := _LINK.sub(" ", kept)) != kept:
        kept = unlinked
    return " ".join(kept.split())


def _fold(text: str) -> str:
    """Return `text` in lower case, decomposed, without marks and invisible characters."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_keep(char) for char in unicodedata.normalize("NFKD", folded))


def _keep(char: str) -> str:
    """Return the character, a space for a control character, or nothing for a mark or an invisible one."""
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Cs", "Co"}:
        return ""
    return " " if category[0] in "CZ" else char


def words(normalised: str) -> tuple[str, ...]:
    """Return the words and numbers of a normalised text, in order.

    A word doubled with a digit or a hyphen (`apa2`, `teman-teman`) stands once; a number keeps its separators
    (`2,5`); letters and digits that touch are parted (`3jt` gives `3`, `jt`).
    """
    result: list[str] = []
    for match in _TOKEN.finditer(normalised):
        token = match.group()
        word = token[:-1] if token[0].isalpha() and token.endswith("2") else token
        if result and result[-1] == word and normalised[match.start() - 1] == "-":
            continue
        result.append(word)
    return tuple(result)
