"""Finds and replaces phrases in a row of tokens, the longest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

Tokens = tuple[str, ...]


class PhraseTable:
    """A table from phrases to what stands for them.

    `pairs` are (phrase, value); of two equal phrases the first wins. Empty phrases are passed over.
    """

    def __init__(self, pairs: Iterable[tuple[Tokens, Tokens]]) -> None:
        self._values: dict[Tokens, Tokens] = {}
        for phrase, value in pairs:
            if phrase:
                self._values.setdefault(phrase, value)
        longest: dict[str, int] = {}
        for phrase in self._values:
            longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        self._longest: Mapping[str, int] = longest

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._values

    @property
    def beginnings(self) -> Collection[str]:
        """The first tokens of all phrases."""
        return self._longest.keys()

    def matches(self, tokens: Sequence[str]) -> list[tuple[int, int, Tokens]]:
        """Return (start, end, value) of every phrase found from left to right, the longest at each place, none overlapping."""
        found: list[tuple[int, int, Tokens]] = []
        if self._longest.keys().isdisjoint(tokens):
            return found
        at = 0
        while at < len(tokens):
            step = 1
            longest = self._longest.get(tokens[at])
            if longest is not None:
                for length in range(min(longest, len(tokens) - at), 0, -1):
                    value = self._values.get(tuple(tokens[at : at + length]))
                    if value is not None:
                        found.append((at, at + length, value))
                        step = length
                        break
            at += step
        return found

    def replace(self, tokens: Sequence[str]) -> Tokens:
        """Return `tokens` with every phrase found replaced by its value."""
        return self._rebuilt(tokens, keep=True)

    def remove(self, tokens: Sequence[str]) -> Tokens:
        """Return `tokens` without the phrases found."""
        return self._rebuilt(tokens, keep=False)

    def _rebuilt(self, tokens: Sequence[str], *, keep: bool) -> Tokens:
        matches = self.matches(tokens)
        if not matches:
            return tuple(tokens)
        result: list[str] = []
        last = 0
        for start, end, value in matches:
            result.extend(tokens[last:start])
            if keep:
                result.extend(value)
            last = end
        result.extend(tokens[last:])
        return tuple(result)
