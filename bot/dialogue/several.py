"""Parts a message that asks several things; a story with one question stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.dialogue.decide import Outcome
from bot.dialogue.followup import ASPECT, DANGER, GROUP, PROGRAMME, Understood
from bot.language.normalise import words
from bot.matching.analysis import Analyser, Analysis

MOST = 3
"""At most so many questions of one message are answered."""
_BREAKS = re.compile(
    r"""(?:^|\s+)\d[.)]\s+ | (?<=[?!])\s* | \n+ | ;\s* | ,\s+ | (?<=[^\d\s][.])\s+
    | \s+(?:dan|terus|trus|trs|lalu|sama|serta|plus|jg|juga|and|sareng|sarta|jeung|teras|tros|lan|karo)\s+(?=[^\s?!.,;]+\s+\S)""",
    re.IGNORECASE | re.VERBOSE,
)
_WHAT_IF = re.compile(r"\s+(?=(?:kalau|kalo|klo|klw|apakah|bolehkah|bisakah)\s+\S+\s+\S)", re.IGNORECASE)
"""Before these words a question may begin without any break, if both sides ask something."""
TROUBLE = "hambatan"
"""The slot of what went wrong; whoever tells it wants to know what to do."""
_SHORTEST = 2
_LONGEST = 30
"""Words; a longer message is a story, and its question is clearer with all of it."""
_ASKING = frozenset(
    words(
        "berapa bagaimana siapa kapan bisa boleh apakah apa mana wajib kenapa dapat kena harus perlu tanggung tanggal beda "
        "bolehkah bisakah adakah"
    )
)
_LEAST = 0.4
"""The least chance at which a part of a message is answered: the reader sees which question each answer is for."""
_SURE = 0.9
"""Above this chance the whole message is one question, unless the other parts are likely as well."""
_LIKELY = 0.65


def clauses(text: str, analyse: Analyser) -> tuple[str, ...]:
    """Return the parts of `text` that each ask something, at most `MOST`; empty where it asks one thing or tells a story.

    What only tells something goes with the question after it, or else before it.
    """
    if len(text.split()) > _LONGEST:
        return ()
    parts: list[str] = []
    told = ""
    for piece in _pieces(text, analyse):
        said = f"{told} {piece}".strip()
        if _asks(piece, analyse(piece)) or (parts and not told and _what_if(piece, analyse(piece))):
            parts.append(said)
            told = ""
        else:
            told = said
    if told and parts:
        parts[-1] = f"{parts[-1]} {told}"
    return tuple(parts) if 2 <= len(parts) <= MOST else ()


def shared(analysis: Analysis) -> dict[str, str]:
    """Return the programme and the group that a message names, if it names one only: they hold for all of its parts."""
    return {
        slot: values[0] for slot, values in analysis.slots.items() if slot in {PROGRAMME, GROUP} and len(values) == 1
    }


def apart(whole: Understood, parts: Sequence[Understood]) -> bool:
    """Return whether parts are answered one by one rather than the message as a whole.

    Each must be likely enough, they must differ, and a confident answer to the whole must be among theirs. A message with
    a word of despair in it is no list of questions.
    """
    if any(said.decision.label == DANGER for said in (whole, *parts)):
        return False
    answered = {part.decision.entries[0] for part in parts if part.decision.entries and part.best >= _LEAST}
    if len(answered) < 2 or any(part.best < _LEAST for part in parts):
        return False
    if whole.decision.outcome is not Outcome.ANSWER:
        return True
    one = whole.decision.entries[0]
    others = [part for part in parts if part.decision.entries[0] != one]
    return one in answered and (whole.best <= _SURE or all(part.best >= _LIKELY for part in others))


def _pieces(text: str, analyse: Analyser) -> Iterator[str]:
    """Yield the pieces between breaks; one with "kalau ..." in it is parted there where either side asks by its words."""
    for piece in filter(str.strip, filter(None, _BREAKS.split(text))):
        halves = _WHAT_IF.split(piece.strip(), maxsplit=1)
        yield from halves if all(_asks(half.rstrip("?"), analyse(half)) for half in halves) else [piece.strip()]


def _asks(piece: str, analysis: Analysis) -> bool:
    """Return whether a piece asks: it ends in "?" or "... or not", names an aspect or a trouble, or holds a question word."""
    stems = analysis.stems
    asking = piece.endswith("?") or not {ASPECT, TROUBLE}.isdisjoint(analysis.slots) or not _ASKING.isdisjoint(stems)
    return len(stems) >= _SHORTEST and (asking or stems[-1] == "tidak")


def _what_if(piece: str, analysis: Analysis) -> bool:
    """Return whether a piece after a question asks by "kalau" alone: "... terus kalau butuh kaki palsu"."""
    return analysis.stems[:1] == ("kalau",) and len(analysis.stems) > _SHORTEST
