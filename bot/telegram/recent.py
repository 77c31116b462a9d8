"""A bounded memory: the newest things, and none of the older."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that keeps the `size` values set or read last."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[K, V] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """Return the value of `key`, which counts as used now, or None."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key]

    def put(self, key: K, value: V) -> None:
        """Set the value of `key`; the one unused for longest goes if there are too many."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._size:
            self._values.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forget `key`, if it is known."""
        self._values.pop(key, None)


class Seen(Generic[K]):
    """Remembers the `size` newest keys, to tell a repeat."""

    def __init__(self, size: int) -> None:
        self._keys: Recent[K, bool] = Recent(size)

    def first(self, key: K) -> bool:
        """Return whether `key` comes for the first time, and remember it."""
        if self._keys.get(key):
            return False
        self._keys.put(key, value=True)
        return True
