"""Parts a message that asks several things; a story with one question stays whole."""

from __future__ import annotations

import re

from bot.dialogue.followup import ASPECT
from bot.matching.analysis import Analyser, Analysis

MOST = 3
"""At most so many questions of one message are answered."""
_BREAKS = re.compile(
    r"(?<=[?])\s*|\n+|[,;]\s+|\s+(?:dan|terus|trus|trs|lalu|sama|serta|plus|jg|juga)\s+(?=\S+\s+\S+)", re.IGNORECASE
)
_SHORTEST = 2
_ASKING = frozenset({"berapa", "bagaimana", "siapa", "kapan", "bisa", "boleh", "apakah", "apa", "mana", "wajib"})


def clauses(text: str, analyse: Analyser) -> tuple[str, ...]:
    """Return the parts of `text` that each ask something, at most `MOST`; empty where it asks one thing or tells a story.

    Every part must hold a question word or name an aspect, besides something to ask it of.
    """
    parts = [part.strip() for part in _BREAKS.split(text) if part and part.strip()]
    if not 2 <= len(parts) <= MOST:
        return ()
    return tuple(parts) if all(_asks(analyse(part)) for part in parts) else ()


def _asks(analysis: Analysis) -> bool:
    asking = ASPECT in analysis.slots or not _ASKING.isdisjoint(analysis.stems)
    return asking and len(analysis.stems) >= _SHORTEST
