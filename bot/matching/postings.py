"""A sparse matrix from features to columns (entries or variations) that adds up scores without a scan of everything."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]


class Postings:
    """For each feature, the columns it stands in and its weight there.

    `rows` are the columns in order, each a mapping from feature to weight; `width` is their number. All cells lie in two
    arrays, sorted by feature, so that an index of any size is three objects and a dictionary.
    """

    def __init__(self, rows: Iterable[Mapping[str, float]]) -> None:
        places: dict[str, int] = {}
        features, columns, weights = array("i"), array("i"), array("f")
        self.width = 0
        for column, row in enumerate(rows):
            self.width += 1
            for feature, weight in row.items():
                features.append(places.setdefault(feature, len(places)))
                columns.append(column)
                weights.append(weight)
        found = np.frombuffer(features, dtype=np.int32) if features else np.empty(0, dtype=np.int32)
        order = np.argsort(found, kind="stable")
        self._columns: Ints = np.asarray(columns, dtype=np.int32)[order]
        self._weights: Floats = np.asarray(weights, dtype=np.float32)[order]
        ends = np.cumsum(np.bincount(found, minlength=len(places)))
        self._starts = [0, *ends.tolist()]
        self._places = places

    def __contains__(self, feature: object) -> bool:
        return feature in self._places

    def columns(self, feature: str) -> Ints:
        """Return the columns in which `feature` stands; empty if none."""
        place = self._places.get(feature)
        if place is None:
            return np.empty(0, dtype=np.int32)
        return self._columns[self._starts[place] : self._starts[place + 1]]

    def scores(self, query: Mapping[str, float]) -> Floats:
        """Return the scalar product of `query` with every column."""
        columns: list[Ints] = []
        weights: list[Floats] = []
        for feature, weight in query.items():
            place = self._places.get(feature)
            if place is not None:
                start, end = self._starts[place], self._starts[place + 1]
                columns.append(self._columns[start:end])
                weights.append(self._weights[start:end] * np.float32(weight))
        if not columns:
            return np.zeros(self.width, dtype=np.float32)
        totals = np.bincount(np.concatenate(columns), np.concatenate(weights), self.width)
        return totals.astype(np.float32)
