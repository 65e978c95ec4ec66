"""What happened before, so that it happens once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
MOST = 10_000


class Once(Generic[Key]):
    """Remembers the newest `most` keys."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._seen: OrderedDict[Key, None] = OrderedDict()

    def first(self, key: Key) -> bool:
        """Whether `key` is new; from now on it is not."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True

    def __contains__(self, key: Key) -> bool:
        """Whether `key` is remembered now."""
        return key in self._seen

    def __iter__(self) -> Iterator[Key]:
        """The keys that are remembered now, oldest first."""
        return iter(tuple(self._seen))

    def forget(self, key: Key) -> None:
        """Makes `key` new again."""
        self._seen.pop(key, None)
