"""Resolves a typed answer to the buttons that stand open: a number, an ordinal, a yes or no, or a label."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.context import Context
from bot.language.normalise import normalise, words

NONE_OF_THESE = "x"
"""The action of "Bukan ini"."""
_PLACES = {
    word: place
    for place, named in enumerate(
        (
            "1 satu pertama kesatu a hiji kahiji siji kapisan atas",
            "2 dua kedua b kadua loro kapindho",
            "3 tiga ketiga c tilu katilu telu katelu",
            "4 empat keempat d opat kaopat papat kapapat",
        )
    )
    for word in words(named)
} | dict.fromkeys(("terakhir", "bawah"), -1)
_YES = frozenset(
    words("iya iye iyah ya yaa y yup yoi betul benar bener muhun sumuhun nggih inggih enggih oke ok okey yes leres")
)
_NO = frozenset(
    words(
        "bukan bkn tidak tdk gak ga nggak enggak engga kagak kaga sanes dudu salah teu henteu mboten ora semua semuanya"
    )
)
_LACKING = frozenset(words("ada cocok pas sesuai aya cocog"))
"""With a no, these say that none of the options is meant."""
_FILLERS = frozenset(
    words(
        "yang yg nu sing nomor no nomer nmr pilihan pilih opsi ke itu ini eta iki pak bu kak min mas mba mbak bang teh kang "
        "deh dong aja saja wae bae mau paling"
    )
)
_MOST_WORDS = 5
_SHORTEST_LABEL = 4
"""Letters that a part of a label must have to stand for it."""


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
    options = [(label, action) for label, action in context.pending if action != NONE_OF_THESE]
    if len(telling) == 1 and telling[0] in _PLACES:
        return _at(_PLACES[telling[0]], [action for _, action in options])
    if all(word in _YES for word in telling):
        return options[0][1] if len(options) == 1 else ""
    if _refuses(telling):
        return NONE_OF_THESE if len(options) < len(context.pending) else ""
    return _by_label(telling, options)


def _at(place: int, actions: Sequence[str]) -> str:
    return actions[place] if place < len(actions) and actions else ""


def _refuses(telling: Sequence[str]) -> bool:
    """Return whether the words say no, or that none fits: "ga ada yang cocok"."""
    return not _NO.isdisjoint(telling) and all(word in _NO or word in _LACKING for word in telling)


def _by_label(telling: Sequence[str], options: Sequence[tuple[str, str]]) -> str:
    """Return the action of the only option whose label has all the words typed, or ""."""
    if max(map(len, telling)) < _SHORTEST_LABEL:
        return ""
    named = [action for label, action in options if set(telling) <= set(words(normalise(label)))]
    return named[0] if len(named) == 1 else ""
