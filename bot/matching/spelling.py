"""Corrects single words towards the words of the knowledge, and never a word that is one already."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

_VOWELS = frozenset("aeiou")
_DOUBLED = re.compile(r"([a-z])\1")
_SHORT_PARTS = frozenset({"di", "ke", "ga", "tk"})
_RARE = 3
_FORMS = 12
_SHORTEST = 4
_LONGEST = 30
_CACHE = 20_000


def skeleton(word: str) -> str:
    """Return the first letter and the later consonants of `word`, doubled letters once: pembayaran gives pmbyrn."""
    kept = [word[0]] if word else []
    for letter in word[1:]:
        if letter not in _VOWELS and letter != kept[-1]:
            kept.append(letter)
    return "".join(kept)


def allowed_edits(length: int) -> int:
    """Return how many edits a word of `length` letters may be away from its correction."""
    if length < _SHORTEST:
        return 0
    if length <= 5:
        return 1
    return 2 if length <= 11 else 3


class Speller:
    """Corrects words.

    `counts` maps every word that may be a correction to how often it occurs; `correct` are further right words, left alone but
    never proposed; `fixed` are words that are neither corrected nor proposed (acronyms are one edit apart: JKM, JKP);
    `is_form` tells whether a word is an inflected form of a known one; `forms` gives what is left of a word when its affixes go,
    fewest first.
    """

    def __init__(
        self,
        counts: Mapping[str, int],
        *,
        correct: Collection[str],
        fixed: Collection[str],
        is_form: Callable[[str], bool],
        forms: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._counts = counts
        self._right = frozenset(counts) | frozenset(correct) | frozenset(fixed)
        self._is_form = is_form
        self._forms = forms
        self._targets = sorted(
            word for word in counts if len(word) >= _SHORTEST and word.isalpha() and word not in fixed
        )
        self._parts = frozenset(word for word in counts if len(word) >= 3 and word.isalpha()) | _SHORT_PARTS
        self._skeletons: dict[str, str] = {}
        for word in sorted(self._targets, key=lambda word: (-counts[word], word)):
            self._skeletons.setdefault(skeleton(word), word)
        self._cache: dict[str, tuple[str, ...]] = {}

    def known(self, word: str) -> bool:
        """Return whether `word` is right as it stands: a known word, a number, or a form of a known word."""
        return word in self._right or not word.isalpha() or self._is_form(word)

    def correct(self, word: str) -> tuple[str, ...]:
        """Return the word or words meant by `word`; itself where it is right or nothing is near."""
        if self.known(word):
            return (word,)
        if word not in self._cache:
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            self._cache[word] = self._search(word)
        return self._cache[word]

    def _search(self, word: str) -> tuple[str, ...]:
        if not 3 <= len(word) <= _LONGEST:
            return (word,)
        single = _DOUBLED.sub(r"\1", word)
        if single != word and self.known(single):
            return (single,)
        if not _VOWELS & set(word[1:]) or len(skeleton(word)) >= len(word) - 1:
            by_skeleton = self._skeletons.get(skeleton(word))
            if by_skeleton and len(skeleton(word)) >= 3:
                return (by_skeleton,)
        nearest = self._nearest(word, 1 if len(word) >= _SHORTEST else 0)
        if nearest:
            return (nearest,)
        parted = self._part(word)
        if parted:
            return parted
        inside = [form for form in self._forms(word) if len(form) > _SHORTEST][:_FORMS]
        inner = next(filter(None, (self._nearest(form, 1) for form in inside)), "")
        if inner:
            return (inner,)
        nearest = self._nearest(word, allowed_edits(len(word)))
        return (nearest,) if nearest else (word,)

    def _nearest(self, word: str, edits: int) -> str:
        """Return the nearest target within `edits`, or "".

        Fewest edits come first, then the same first letter, then the most frequent. Two and more edits lead only to a word that begins
        alike and is no rarity.
        """
        if edits == 0:
            return ""
        near = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=edits, limit=None)
        ranked = [
            (distance + (0 if target[0] == word[0] else 0.5), -self._counts[target], target)
            for target, distance, _ in near
            if distance <= 1 or (target[0] == word[0] and self._counts[target] >= _RARE)
        ]
        return min(ranked)[2] if ranked else ""

    def _part(self, word: str) -> tuple[str, ...]:
        """Return two known words that `word` joins, the pair whose rarer part is the most frequent; or an empty tuple."""
        pairs = [
            (word[:at], word[at:])
            for at in range(2, len(word) - 1)
            if word[:at] in self._parts and word[at:] in self._parts
        ]
        if len(word) < 6 or not pairs:
            return ()
        return max(pairs, key=lambda pair: (min(self._counts.get(part, 0) for part in pair), pair))
