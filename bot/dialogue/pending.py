"""Resolves a typed answer to the buttons that stand open: a number, an ordinal, a yes or no, or a label."""

from __future__ import annotations

from bot.dialogue.context import Context
from bot.language.normalise import normalise, words

_ORDINALS = {
    word: place
    for place, named in enumerate(
        (
            ("1", "satu", "pertama", "kesatu", "a", "hiji", "siji"),
            ("2", "dua", "kedua", "b", "dua2nya", "loro"),
            ("3", "tiga", "ketiga", "c", "tilu", "telu"),
            ("4", "empat", "keempat", "d", "opat", "papat"),
        )
    )
    for word in named
}
_YES = frozenset(
    {
        "iya",
        "ya",
        "y",
        "yup",
        "yoi",
        "betul",
        "benar",
        "bener",
        "muhun",
        "nggih",
        "inggih",
        "oke",
        "ok",
        "yes",
        "enggih",
    }
)
_NO = frozenset({"bukan", "bkn", "tidak", "gak", "ga", "nggak", "enggak", "sanes", "dudu", "salah", "no"})
_FILLERS = frozenset(
    {
        "yang",
        "yg",
        "nomor",
        "no",
        "nomer",
        "pilihan",
        "opsi",
        "ke",
        "itu",
        "pak",
        "bu",
        "kak",
        "min",
        "deh",
        "aja",
        "saja",
        "ini",
        "nomo",
        "pilih",
    }
)
_MOST_WORDS = 4


def resolve(text: str, context: Context) -> str:
    """Return the action that a typed text picks among the pending buttons, or "" if it picks none."""
    if not context.pending:
        return ""
    typed = words(normalise(text))
    for label, action in context.pending:
        if typed and typed == words(normalise(label)):
            return action
    telling = [word for word in typed if word not in _FILLERS]
    if not telling or len(typed) > _MOST_WORDS:
        return ""
    options = [action for _, action in context.pending if action != "x"]
    if len(telling) == 1 and telling[0] in _ORDINALS:
        place = _ORDINALS[telling[0]]
        return options[place] if place < len(options) else ""
    if all(word in _YES for word in telling):
        return options[0] if len(options) == 1 else ""
    if all(word in _NO for word in telling) and any(action == "x" for _, action in context.pending):
        return "x"
    return ""
