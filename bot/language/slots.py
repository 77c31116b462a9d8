"""Finds slots (programme, aspect, group, event, channel, obstacle, who asks) in a row of tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.language.phrases import PhraseTable, Tokens

Slots = Mapping[str, tuple[str, ...]]
"""Slot name to the values found, in the order of the utterance, each once."""


class SlotFinder:
    """Finds the values of every slot by the phrases that name them.

    `phrases` is slot to value to phrases; `prepare` turns a phrase into the same kind of tokens that `find` is given.
    """

    def __init__(self, phrases: Mapping[str, Mapping[str, tuple[str, ...]]], prepare: Callable[[str], Tokens]) -> None:
        self._tables = {
            slot: PhraseTable((prepare(phrase), (value,)) for value, named in values.items() for phrase in named)
            for slot, values in phrases.items()
        }

        self._beginnings: dict[str, list[str]] = {}
        for slot, table in self._tables.items():
            for token in table.beginnings:
                self._beginnings.setdefault(token, []).append(slot)

    def find(self, tokens: Sequence[str]) -> Slots:
        """Return the values found in `tokens`; a slot without one is absent."""
        found: dict[str, tuple[str, ...]] = {}
        possible = {slot for token in tokens for slot in self._beginnings.get(token, ())}
        for slot, table in self._tables.items():
            if slot not in possible:
                continue
            values = dict.fromkeys(value for _, _, (value,) in table.matches(tokens))
            if values:
                found[slot] = tuple(values)
        return found

    def without(self, tokens: Tokens, slot: str) -> Tokens:
        """Return `tokens` without the phrases that name a value of `slot`."""
        table = self._tables.get(slot)
        return table.remove(tokens) if table else tokens

    def unexplained(self, tokens: Tokens) -> Tokens:
        """Return the tokens that belong to no phrase of any slot."""
        explained = {
            place
            for table in self._tables.values()
            for start, end, _ in table.matches(tokens)
            for place in range(start, end)
        }
        return tuple(token for place, token in enumerate(tokens) if place not in explained)
