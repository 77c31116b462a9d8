"""Reads an utterance step by step, from the letters typed to stems and slots, and keeps every step for explanations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.models import Vocabulary
from bot.language.normalise import normalise, words
from bot.language.phrases import PhraseTable, Tokens
from bot.language.slots import SlotFinder, Slots
from bot.language.stem import candidates, stemmer
from bot.matching.spelling import Speller

_CLITICS = ("nya", "na", "ne", "e", "ku", "mu")
_SHORTEST_HOST = 3
_VOWELS = frozenset("aeiou")
GROUP = "kelompok"
"""The slot of the worker's group or occupation."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was read in an utterance.

    `words` are the words as typed; `expanded` after abbreviations and regional words; `corrected` after spelling; `stems`
    after affixes and synonyms; `core` the stems without the words that name the worker's group; `slots` what was
    recognised in the stems; `unknown` the words that nothing explained.
    """

    words: Tokens
    expanded: Tokens
    corrected: Tokens
    stems: Tokens
    core: Tokens
    slots: Slots
    unknown: Tokens


class Analyser:
    """Reads utterances with a vocabulary and the words of a corpus.

    `texts` are all variations and questions of the knowledge: their words are what spelling is corrected to.
    """

    def __init__(self, vocabulary: Vocabulary, texts: Iterable[str]) -> None:
        self._spellings = PhraseTable(
            (words(normalise(written)), words(normalise(meant))) for written, meant in vocabulary.spellings.items()
        )
        self._ignored = vocabulary.ignored
        counts = Counter(word for text in texts for word in self._expand(words(normalise(text))))
        for word in _slot_words(vocabulary):
            counts.setdefault(word, 1)
        self._whole = frozenset(vocabulary.known)
        acronyms = frozenset(
            word for word in _slot_words(vocabulary) if len(word) <= 3 or (len(word) == 4 and _VOWELS.isdisjoint(word))
        )
        reducible = {word for word in counts if word not in self._whole and _has_shorter(word, counts)}
        roots = (frozenset(counts) - reducible) | self._whole
        self.stem = stemmer(lambda word: word in roots, lambda word: word in counts)
        stems = frozenset(map(self.stem, counts))
        self.speller = Speller(
            counts,
            correct=self._whole,
            fixed=acronyms,
            is_form=lambda word: self.stem(word) in stems or self.stem(word) in self._whole,
            forms=lambda word: candidates(word)[1:],
        )
        self._synonyms = PhraseTable(
            (self._stems(phrase), self._stems(meant)) for phrase, meant in vocabulary.synonyms.items()
        )
        self._slots = SlotFinder(vocabulary.slots, lambda phrase: self._synonyms.replace(self._stems(phrase)))

    def _expand(self, tokens: Tokens) -> Tokens:
        return self._spellings.replace(tokens)

    def _stems(self, phrase: str) -> Tokens:
        said = self._expand(words(normalise(phrase)))
        return tuple(self.stem(word) for word in said if word not in self._ignored)

    def __call__(self, text: str) -> Analysis:
        """Return what was read in `text`, any string at all."""
        typed = words(normalise(text))
        expanded = self._expand(typed)
        corrected = tuple(part for word in self._rejoin(expanded) for part in self._correct(word))
        if corrected != expanded:
            corrected = self._expand(corrected)
        kept = tuple(word for word in corrected if word not in self._ignored)
        stems = self._synonyms.replace(tuple(map(self.stem, kept)))
        unknown = tuple(word for word in kept if not self.speller.known(word))
        core = self._slots.without(stems, GROUP)
        return Analysis(typed, expanded, corrected, stems, core, self._slots.find(stems), unknown)

    def _correct(self, word: str) -> Tokens:
        """Return what `word` means: itself where it is known, a spelling with a clitic, or the nearest known word."""
        if not self.speller.known(word):
            for clitic in _CLITICS:
                host = (word.removesuffix(clitic),)
                if word.endswith(clitic) and len(host[0]) >= _SHORTEST_HOST and host in self._spellings:
                    return self._spellings.replace(host)
        return self.speller.correct(word)

    def unexplained(self, analysis: Analysis) -> Tokens:
        """Return the stems of an utterance that name no slot."""
        return self._slots.unexplained(analysis.stems)

    def _rejoin(self, tokens: Tokens) -> list[str]:
        """Return `tokens` with a word that was torn in two put together where neither part is known alone."""
        result: list[str] = []
        for token in tokens:
            if (
                result
                and token.isalpha()
                and result[-1].isalpha()
                and not (self.speller.known(token) and self.speller.known(result[-1]))
                and len(result[-1] + token) > 4
                and self.speller.known(result[-1] + token)
            ):
                result[-1] += token
            else:
                result.append(token)
        return result


def _has_shorter(word: str, counts: Counter[str]) -> bool:
    """Return whether affix rules lead from `word` to a shorter word of the corpus that is long enough to trust."""
    return any(form in counts and len(form) < len(word) and len(form) >= 4 for form in candidates(word)[1:])


def _slot_words(vocabulary: Vocabulary) -> set[str]:
    """Return every word of the phrases that name slots."""
    named = (phrases for values in vocabulary.slots.values() for phrases in values.values())
    return {word for phrases in named for phrase in phrases for word in words(normalise(phrase))}
