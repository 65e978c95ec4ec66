"""Candidates for a misspelt text: a symmetric-delete index.

The idea is Wolf Garbe's SymSpell (2012): index every string under all its versions with up to two letters deleted, delete
letters from the question likewise, and what meets is near. Only the first `PREFIX` letters are indexed, and the keys are packed
into one sorted array of integers, so that 100,000 names take tens of megabytes, load at once from bytes, and cost a bisection.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from zlib import crc32

PREFIX = 8
"""Letters that are indexed of each string; longer ones differ further on, where the caller's exact distance sees it."""
SHIFT = 32


def allowed(length: int) -> int:
    """How many edits a name of `length` letters may be away and still be meant: under 4 none, under 8 one, else two."""
    return 0 if length < 4 else 1 if length < 8 else 2


def generous(length: int) -> int:
    """The same for ordinary words, of which there are few enough to guess more boldly: two from six letters on."""
    return 0 if length < 4 else 1 if length < 6 else 2


Allowance = Callable[[int], int]


@lru_cache(maxsize=4096)
def _keys(text: str, edits: int) -> tuple[int, ...]:
    """Hashes of the first `PREFIX` letters of `text` with up to `edits` of them deleted."""
    versions = {text[:PREFIX]}
    edge = versions
    for _ in range(edits):
        edge = {v[:i] + v[i + 1 :] for v in edge if len(v) > 1 for i in range(len(v))}
        versions |= edge
    return tuple(crc32(v.encode()) for v in versions)


class Deletes:
    """Numbers of strings, found by a misspelt version. Immutable; `extended` gives a new one with more strings."""

    def __init__(self, packed: array[int], tail: dict[int, list[int]] | None = None, allow: Allowance = allowed) -> None:
        self._packed = packed
        self._tail = tail or {}
        self._allow = allow

    @classmethod
    def build(cls, texts: Iterable[tuple[int, str]], allow: Allowance = allowed) -> Deletes:
        """An index of `(number, text)`, with the edits that `allow` grants each length."""
        pairs = [key << SHIFT | number for number, text in texts for key in _index_keys(text, allow)]
        pairs.sort()
        return cls(array("Q", pairs), allow=allow)

    @classmethod
    def from_bytes(cls, data: bytes) -> Deletes:
        """What `to_bytes` gave, on the same kind of machine."""
        packed = array("Q")
        packed.frombytes(data)
        return cls(packed)

    def to_bytes(self) -> bytes:
        """The packed index, tail included."""
        if not self._tail:
            return self._packed.tobytes()
        pairs = list(self._packed) + [key << SHIFT | n for key, numbers in self._tail.items() for n in numbers]
        pairs.sort()
        return array("Q", pairs).tobytes()

    def extended(self, texts: Iterable[tuple[int, str]]) -> Deletes:
        """The same index and `texts` more, at a cost that depends on `texts` alone."""
        tail = {key: list(numbers) for key, numbers in self._tail.items()}
        for number, text in texts:
            for key in _index_keys(text, self._allow):
                tail.setdefault(key, []).append(number)
        return Deletes(self._packed, tail, self._allow)

    def near(self, text: str) -> Iterator[int]:
        """Numbers of the strings that may be within `allowed` edits of `text`; with repeats and strays, so measure them."""
        packed, tail, size = self._packed, self._tail, len(self._packed)
        for key in _keys(text, self._allow(len(text))):
            at = bisect_left(packed, key << SHIFT)
            while at < size and packed[at] >> SHIFT == key:
                yield packed[at] & 0xFFFFFFFF
                at += 1
            if key in tail:
                yield from tail[key]


def _index_keys(text: str, allow: Allowance) -> tuple[int, ...]:
    return _keys.__wrapped__(text, allow(len(text)))
