"""The signals once more, written down slowly and plainly: no index, no arrays, every label looked at in full.

Only what an utterance was read as is taken from the product; whatever is computed from it is computed here anew.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.matching.analysis import Analysis

Row = Mapping[str, float]
SOME = 0.1
"""The share of a label's texts that must name a value for the label to be about it."""
COMMON = 0.4
"""The share of the labels above which a run of letters tells nothing."""


def plain_features(stems: Sequence[str], slots: Mapping[str, Sequence[str]]) -> list[str]:
    found = [f"w:{stem}" for stem in stems]
    found += [f"b:{stems[at]} {stems[at + 1]}" for at in range(len(stems) - 1)]
    for slot, values in slots.items():
        found += [f"s:{slot}={value}" for value in values]
    return found


def letter_runs(word: str) -> list[str]:
    marked = "<" + word + ">"
    return [marked[at : at + size] for size in (3, 4) for at in range(len(marked)) if at + size <= len(marked)]


def rarity(documents: Sequence[set[str]]) -> dict[str, float]:
    """Return the smoothed inverse frequency of everything that stands in some document."""
    idf = {}
    for thing in set().union(*documents):
        holding = sum(thing in document for document in documents)
        idf[thing] = math.log((1 + len(documents)) / (1 + holding)) + 1
    return idf


def weighed(found: Sequence[str], idf: Row) -> dict[str, float]:
    return {thing: (1 + math.log(found.count(thing))) * idf[thing] for thing in found if thing in idf}


def size(row: Row) -> float:
    return math.sqrt(sum(weight * weight for weight in row.values()))


def cosine(first: Row, second: Row) -> float:
    if not first or not second:
        return 0.0
    shared = sum(weight * second[thing] for thing, weight in first.items() if thing in second)
    return shared / (size(first) * size(second))


def added(rows: Iterable[Row]) -> dict[str, float]:
    """Return the sum of rows, each scaled to length one first."""
    total: Counter[str] = Counter()
    for row in rows:
        for thing, weight in row.items():
            total[thing] += weight / size(row)  # type: ignore[assignment]  # a Counter of weights
    return dict(total)


class Reference:
    """The signals of an utterance, label by label."""

    def __init__(self, texts: Mapping[str, Sequence[Analysis]], group: Callable[[str], str]) -> None:
        self.texts = texts
        self.group = group
        self.found = {label: [plain_features(text.stems, text.slots) for text in said] for label, said in texts.items()}
        self.idf = rarity([{thing for text in said for thing in text} for said in self.found.values()])
        self.rows = {label: [weighed(text, self.idf) for text in said] for label, said in self.found.items()}
        self.runs = {
            label: [run for text in said for stem in text.stems for run in letter_runs(stem)]
            for label, said in texts.items()
        }
        spread = Counter(run for runs in self.runs.values() for run in set(runs))
        self.run_idf = {
            run: weight
            for run, weight in rarity([set(runs) for runs in self.runs.values()]).items()
            if spread[run] <= max(COMMON * len(texts), 2)
        }

    def signals(self, label: str, said: Analysis) -> dict[str, float]:
        """Return the signals of one label by name."""
        about_group = any(self.named_by(label, "kelompok", value) >= SOME for value in said.slots.get("kelompok", ()))
        found, stems = self.what_counts(said, whole=about_group)
        query = weighed(found, self.idf)
        members = [added(self.rows[other]) for other in self.texts if self.group(other) == self.group(label)]
        return {
            "pusat": cosine(query, added(self.rows[label])),
            "terdekat": max(cosine(query, row) for row in self.rows[label]),
            "cakupan": self.share(found, {thing for text in self.found[label] for thing in text}),
            "topik": cosine(query, added(members)),
            "huruf": cosine(
                weighed([run for stem in stems for run in letter_runs(stem)], self.run_idf),
                weighed(self.runs[label], self.run_idf),
            ),
            **self.programmes(label, said.slots.get("program", ())),
            "peristiwa-tak-dibahas": self.silent(label, said.slots.get("peristiwa", ())),
        }

    def unseen(self, said: Analysis) -> float:
        """Return the share of an utterance on words that no label has."""
        found, _ = self.what_counts(said, whole=False)
        words = {thing for thing in found if thing.startswith("w:")}
        return 1 - self.share(found, set(self.idf)) if words else 1.0

    def what_counts(self, said: Analysis, *, whole: bool) -> tuple[list[str], Sequence[str]]:
        """Return the features and stems that are compared: without the worker's group, where other words are left."""
        if whole or "kelompok" not in said.slots or not said.core:
            return plain_features(said.stems, said.slots), said.stems
        slots = {slot: values for slot, values in said.slots.items() if slot != "kelompok"}
        return plain_features(said.core, slots), said.core

    def share(self, found: Sequence[str], known: set[str]) -> float:
        """Return the share of the weight of the distinct words of `found` that lies on `known` ones."""
        rarest = math.log(1 + len(self.texts)) + 1
        weights = {thing: self.idf.get(thing, rarest) for thing in found if thing.startswith("w:")}
        whole = sum(weights.values())
        return sum(weight for thing, weight in weights.items() if thing in known) / whole if whole else 0.0

    def named_by(self, label: str, slot: str, value: str) -> float:
        """Return the share of a label's texts that name a value of a slot."""
        said = self.texts[label]
        return sum(value in text.slots.get(slot, ()) for text in said) / len(said)

    def programmes(self, label: str, named: Sequence[str]) -> dict[str, float]:
        """Return how firmly a label speaks of a programme that is not named."""
        values = {value for said in self.texts.values() for text in said for value in text.slots.get("program", ())}
        firm = max((self.named_by(label, "program", value) for value in values - set(named)), default=0.0)
        agrees = any(self.named_by(label, "program", value) >= SOME for value in named)
        return {
            "program-lain": firm if named and not agrees else 0.0,
            "program-tak-disebut": 0.0 if named else firm,
        }

    def silent(self, label: str, events: Sequence[str]) -> float:
        """Return whether a label speaks of none of the events that are told of."""
        return float(bool(events) and all(self.named_by(label, "peristiwa", event) < SOME for event in events))
