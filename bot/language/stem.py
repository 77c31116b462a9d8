"""Strips Indonesian affixes, formal and colloquial, so that mencairkan, dicairin and pencairan meet as cair."""

from __future__ import annotations

from collections.abc import Callable, Iterator

# A nasal prefix swallows the first letter of some roots (men- + terima = menerima, meng- + kirim = mengirim); each row
# is the written prefix and what may stand in its place. After Adriani et al. 2007 ("Stemming Indonesian: a confix-
# stripping approach"), with the colloquial prefixes of Jakarta and Banten (nge-, ng-, ny-, n-, ke-, ti-, ka-).
_PREFIXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("menge", ("", "k")),
    ("penge", ("", "k")),
    ("meng", ("", "k")),
    ("peng", ("", "k")),
    ("meny", ("s", "c")),
    ("peny", ("s", "c")),
    ("mem", ("", "p")),
    ("pem", ("", "p")),
    ("men", ("", "t")),
    ("pen", ("", "t")),
    ("nge", ("", "k")),
    ("ber", ("",)),
    ("bel", ("",)),
    ("ter", ("",)),
    ("per", ("",)),
    ("pel", ("",)),
    ("memper", ("",)),
    ("diper", ("",)),
    ("ng", ("", "k")),
    ("ny", ("s", "c")),
    ("me", ("",)),
    ("pe", ("",)),
    ("be", ("",)),
    ("di", ("",)),
    ("ke", ("",)),
    ("se", ("",)),
    ("ku", ("",)),
    ("n", ("", "t")),
    ("m", ("p", "")),
)
_PARTICLES = ("lah", "kah", "tah", "pun")
_POSSESSIVES = ("nya", "ku", "mu", "ne", "na", "é")
_SUFFIXES = ("kan", "an", "in", "i", "ken", "keun", "ake")
_SHORTEST_ROOT = 3
_SHORTEST_GUESS = 4


def _cut(word: str, endings: tuple[str, ...], shortest: int) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            yield word[: -len(ending)]


def _open(word: str, shortest: int) -> Iterator[str]:
    for prefix, replacements in _PREFIXES:
        if word.startswith(prefix):
            for first in replacements:
                rest = first + word[len(prefix) :]
                if len(rest) >= shortest:
                    yield rest


def candidates(word: str) -> tuple[str, ...]:
    """Return every root that affix rules allow for `word`, the word itself first, fewest cuts first."""
    found = {word: None}
    level = [word]
    for _ in range(4):
        following: list[str] = []
        for form in level:
            cuts = (
                *_cut(form, _PARTICLES, _SHORTEST_ROOT),
                *_cut(form, _POSSESSIVES, _SHORTEST_ROOT),
                *_cut(form, _SUFFIXES, _SHORTEST_ROOT),
                *_open(form, _SHORTEST_ROOT),
            )
            for cut in cuts:
                if cut not in found:
                    found[cut] = None
                    following.append(cut)
        level = following
    return tuple(found)


def _guess(word: str) -> str:
    """Return `word` without the formal affixes that are almost never part of a root."""
    for endings in (_PARTICLES, ("nya",), ("kan", "an")):
        word = next(_cut(word, endings, _SHORTEST_GUESS), word)
    for prefix, replacements in _PREFIXES[:13]:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_GUESS:
            rest = replacements[0] + word[len(prefix) :]
            swallowed = prefix.endswith(("ng", "m", "n")) and rest[0] in "aeiou"
            return replacements[-1] + word[len(prefix) :] if swallowed else rest
    if word.startswith("di") and len(word) >= _SHORTEST_GUESS + 2:
        return word[2:]
    return word


def stemmer(is_root: Callable[[str], bool], is_used: Callable[[str], bool] = lambda _: True) -> Callable[[str], str]:
    """Return a function from a lower-case word to its root.

    `is_root` tells whether a word is known to stand alone, `is_used` whether the knowledge uses it. A known root is left whole (so
    pensiun, santunan and meninggal keep their endings); otherwise the known root that needs the fewest cuts is taken, but one
    in use before one that is merely a letter shorter (memindahkan: pindah, not indah); a word without one loses its formal affixes.
    """
    cache: dict[str, str] = {}

    def stem(word: str) -> str:
        if word not in cache:
            known = [form for form in candidates(word) if is_root(form)] if len(word) > _SHORTEST_ROOT else []
            if len(cache) > 50_000:
                cache.clear()
            if known and known[0] != word and not is_used(known[0]):
                first = known[0]
                known.sort(key=lambda form: not (is_used(form) and len(form) >= len(first)))
            cache[word] = known[0] if known else _guess(word) if len(word) > _SHORTEST_GUESS else word
        return cache[word]

    return stem
