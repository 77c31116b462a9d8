"""A sparse matrix from features to columns (entries or variations) that adds up scores without a scan of everything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Postings:
    """For each feature, the columns it stands in and its weight there.

    `cells` are (feature, column, weight), each pair of feature and column once; `width` is the number of columns.
    """

    def __init__(self, cells: Iterable[tuple[str, int, float]], width: int) -> None:
        rows: dict[str, tuple[list[int], list[float]]] = {}
        for feature, column, weight in cells:
            columns, weights = rows.setdefault(feature, ([], []))
            columns.append(column)
            weights.append(weight)
        self.width = width
        self._rows: dict[str, tuple[Ints, Floats]] = {
            feature: (np.asarray(columns, dtype=np.int32), np.asarray(weights, dtype=np.float32))
            for feature, (columns, weights) in rows.items()
        }

    def __contains__(self, feature: object) -> bool:
        return feature in self._rows

    def columns(self, feature: str) -> Ints:
        """Return the columns in which `feature` stands; empty if none."""
        row = self._rows.get(feature)
        return row[0] if row else np.empty(0, dtype=np.int32)

    def scores(self, query: Mapping[str, float]) -> Floats:
        """Return the scalar product of `query` with every column."""
        result = np.zeros(self.width, dtype=np.float32)
        for feature, weight in query.items():
            row = self._rows.get(feature)
            if row is not None:
                result[row[0]] += row[1] * np.float32(weight)
        return result
