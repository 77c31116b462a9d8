"""Compares an utterance with labels by the letters of their words, which forgives affixes and misspellings no rule knows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.language.phrases import Tokens
from bot.matching.postings import Floats, Postings

_SIZES = (3, 4)
_COMMON = 0.4
"""Runs that more than this share of the labels have tell nothing apart and are left out."""


def grams(word: str) -> tuple[str, ...]:
    """Return the runs of three and of four letters of a word with its borders marked: jht gives <jh, jht, ht>, <jht, jht>."""
    bordered = f"<{word}>"
    return tuple(bordered[at : at + size] for size in _SIZES for at in range(len(bordered) - size + 1))


class Letters:
    """An index over the letter runs of labels; `texts` are the stems of each label's variations."""

    def __init__(self, texts: Sequence[Sequence[Tokens]]) -> None:
        self._grams: dict[str, tuple[str, ...]] = {}
        words = [Counter(word for text in said for word in text) for said in texts]
        for word in {word for counts in words for word in counts}:
            self._grams[word] = grams(word)
        self._counts = [self._counted(counts) for counts in words]
        spread = Counter(gram for counts in self._counts for gram in counts)
        common = max(_COMMON * len(texts), 2)
        self._idf = {gram: math.log((1 + len(texts)) / (1 + n)) + 1 for gram, n in spread.items() if n <= common}
        self._labels = Postings(map(self._vector, self._counts))

    def scores(self, text: Tokens, *, without: tuple[int, Tokens] | None = None) -> Floats:
        """Return the cosine of a text's letter runs with every label's.

        With `without` (a label's place and one of its texts) that text is left out of its label.
        """
        query = self._vector(self._counted(Counter(text)))
        result = self._labels.scores(query)
        if without is not None:
            label, left_out = without
            rest = self._vector(self._counts[label] - self._counted(Counter(left_out)))
            result[label] = sum(weight * rest.get(gram, 0.0) for gram, weight in query.items())
        return result

    def _counted(self, words: Mapping[str, int]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for word, count in words.items():
            for gram in self._grams.get(word) or grams(word):
                counts[gram] += count
        return counts

    def _vector(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Return the tf-idf vector of length one, tf = 1 + ln(count); unknown runs are left out."""
        row = {gram: (1 + math.log(count)) * self._idf[gram] for gram, count in counts.items() if gram in self._idf}
        length = math.sqrt(sum(weight * weight for weight in row.values()))
        return {gram: weight / length for gram, weight in row.items()} if length else {}
