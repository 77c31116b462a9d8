"""Completes a question that leans on what was said before: "kalau JKP?", "syaratnya?", "berapa lama?"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.context import Context
from bot.knowledge.models import Vocabulary
from bot.matching.analysis import Analysis

TOPICAL = ("program", "kelompok", "peristiwa", "kanal")
"""The slots that say what is spoken of."""
ASPECT = "aspek"
_CARRIED = (ASPECT, *TOPICAL)
_MOST_WORDS = 7

QUESTION_WORDS = frozenset(
    {
        "apa",
        "apakah",
        "bagaimana",
        "berapa",
        "siapa",
        "kapan",
        "mana",
        "di",
        "ke",
        "dari",
        "kenapa",
        "bisa",
        "boleh",
        "saja",
        "ada",
    }
)
_FILLERS = QUESTION_WORDS | frozenset(
    {
        "kalau",
        "untuk",
        "soal",
        "tentang",
        "maksud",
        "saya",
        "bukan",
        "yang",
        "juga",
        "lagi",
        "lalu",
        "terus",
        "berarti",
        "sama",
        "tidak",
    }
)


def leans(analysis: Analysis) -> bool:
    """Return whether an utterance says too little to stand alone: only slots, question words and fillers, not both topic and aspect.

    A complete question never leans, whatever was said before.
    """
    if not analysis.stems or len(analysis.stems) > _MOST_WORDS or analysis.unknown:
        return False
    slots = analysis.slots
    topical = any(slot in slots for slot in TOPICAL)
    if topical and ASPECT in slots:
        return False
    rest = [stem for stem in analysis.stems if stem not in _FILLERS]
    return len(rest) <= (2 if topical or ASPECT in slots else 1)


def carried(analysis: Analysis, context: Context) -> dict[str, str]:
    """Return the slots that hold after an utterance: its own, and those of the context that it does not replace.

    A newly named programme or channel ends what was spoken of before, except for the aspect and the worker's group.
    """
    own = {slot: values[0] for slot, values in analysis.slots.items() if slot in _CARRIED}
    renewed = any(slot in own for slot in ("program", "kanal"))
    kept = {
        slot: value
        for slot, value in context.slots.items()
        if slot in _CARRIED and not (renewed and slot in {"program", "kanal", "peristiwa"})
    }
    return kept | own


def completed(text: str, analysis: Analysis, context: Context, vocabulary: Vocabulary) -> str:
    """Return `text` with the words for what the context adds to it, or `text` itself where it adds nothing."""
    own = set(analysis.slots)
    added = [_phrase(vocabulary, slot, value) for slot, value in carried(analysis, context).items() if slot not in own]
    return " ".join([*added, text]) if added else text


def remembered(analysis: Analysis | None, entry: Mapping[str, str], context: Context) -> dict[str, str]:
    """Return the slots to remember once an entry is answered: the worker's group, then the entry's, then those just said."""
    group = {
        slot: value for slot, value in context.slots.items() if slot not in {ASPECT, "program", "peristiwa", "kanal"}
    }
    own = {slot: values[0] for slot, values in analysis.slots.items() if slot in _CARRIED} if analysis else {}
    return group | dict(entry) | own


def _phrase(vocabulary: Vocabulary, slot: str, value: str) -> str:
    """Return the first phrase that names a slot's value: the one staff put first."""
    return vocabulary.slots.get(slot, {}).get(value, (value,))[0]
