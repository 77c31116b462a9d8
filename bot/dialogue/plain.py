"""Shows a reply without markup: for terminals, JSON lines and logs of tests."""

from __future__ import annotations

from bot.dialogue.reply import Reply
from bot.knowledge.markup import parse, plain


def plain_text(reply: Reply) -> str:
    """Return the words of a reply, with its sources, as a user reads them without any markup."""
    text = plain(parse(reply.text))
    if not reply.sources:
        return text
    sources = "; ".join(f"{source.title} ({source.date})" if source.date else source.title for source in reply.sources)
    return f"{text}\n\nSumber: {sources}"


def screen(reply: Reply) -> str:
    """Return a reply for a terminal: its words, then its buttons, numbered so that a number can be typed back."""
    lines = [plain_text(reply)]
    if reply.buttons:
        lines += ["", *(f"  [{number}] {button.label}" for number, button in enumerate(reply.buttons, start=1))]
    return "\n".join(lines)
