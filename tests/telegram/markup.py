"""Telegram's HTML, as Telegram reads it: what is shown, and what is refused."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TAGS = frozenset({"a", "b", "blockquote", "code", "del", "em", "i", "ins", "pre", "s", "strike", "strong", "u"})
MAX_UNITS = 4096
MAX_ENTITIES = 100
_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>|&(?:#x?[0-9a-fA-F]+|[a-zA-Z]+);|<|&|[^<&]+")
_NAMED = frozenset({"&lt;", "&gt;", "&amp;", "&quot;"})


class EntityError(Exception):
    """HTML that Telegram cannot parse; the message is Telegram's own."""


@dataclass
class Shown:
    """What a reader sees: the text, the links in it, and how many pieces of formatting."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    entities: int = 0


def units(text: str) -> int:
    """Return the length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def shown(text: str, parse_mode: str | None) -> Shown:
    """Return what Telegram shows for `text`.

    Raises:
        EntityError: if it is not the HTML that Telegram knows.
    """
    if parse_mode is None:
        return Shown(text)
    if parse_mode != "HTML":
        raise EntityError(f"unsupported parse_mode {parse_mode}")
    seen = Shown()
    stack: list[str] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "<" or (token[2] and token[2] not in TAGS):
            raise EntityError(f'Unsupported start tag "{token[2] or ""}" at byte offset {token.start()}')
        if not token[2]:
            known = token[0] in _NAMED or token[0].startswith("&#")
            seen.text += html.unescape(token[0]) if known else token[0]
        elif token[1]:
            if not stack or stack.pop() != token[2]:
                raise EntityError(f'Unmatched end tag at byte offset {token.start()}, found "{token[0]}"')
        else:
            _open(seen, token[2], token[3])
            stack.append(token[2])
    if stack:
        raise EntityError(f'Can\'t find end tag corresponding to start tag "{stack[-1]}"')
    return seen


def _open(seen: Shown, tag: str, attributes: str) -> None:
    seen.entities += 1
    if tag == "a":
        href = re.fullmatch(r'\s+href="([^"]*)"', attributes)
        if not href or urlsplit(html.unescape(href[1])).scheme not in {"http", "https", "tg"}:
            raise EntityError(f"Bad link: {attributes}")
        seen.links.append(html.unescape(href[1]))
    elif attributes.strip() not in ({"", "expandable"} if tag == "blockquote" else {""}):
        raise EntityError(f"Unexpected attribute: {attributes}")
