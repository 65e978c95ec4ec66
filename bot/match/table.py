"""Numbers by their keys, packed: a table of slots that keeps no keys (pure).

What shares a slot by chance is a stray more, so whoever looks something up measures what comes. In return millions of entries
take a few bytes each, load at once from bytes, and are found without a search.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate

from bot.match.packed import Lists

LEAST_BITS, PART_BITS = 4, 8


class Table:
    """Numbers by 32-bit keys, with strays. Immutable; `extended` gives a new one with more of them."""

    def __init__(self, slots: Lists, tail: Mapping[int, list[int]] | None = None) -> None:
        self._slots = slots
        self._last = len(slots) - 1
        self._tail = tail or {}

    @classmethod
    def build(cls, keys: array[int], numbers: Iterable[int]) -> Table:
        """A table of as many numbers as `keys`."""
        bits = max(LEAST_BITS, len(keys).bit_length() - 1)
        last, listed = (1 << bits) - 1, array("I")
        sizes = array("I", bytes(4 * (last + 1)))
        for part in _parted(keys, numbers, bits):
            for both in part:
                sizes[both >> 32] += 1
            listed.extend([both & 0xFFFFFFFF for both in sorted(part)])
        return cls(Lists(array("I", accumulate(sizes, initial=0)), listed))

    @property
    def whole(self) -> bool:
        """Whether nothing came later."""
        return not self._tail

    @classmethod
    def from_bytes(cls, starts: bytes, listed: bytes) -> Table:
        """What `to_bytes` gave, on the same kind of machine."""
        return cls(Lists.from_bytes(starts, listed))

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The table as it was built; what came later is not in it."""
        return self._slots.to_bytes()

    def extended(self, pairs: Iterable[tuple[int, int]]) -> Table:
        """The same table and some `(key, number)` more, at a cost that depends on what came later alone."""
        tail = {key: list(numbers) for key, numbers in self._tail.items()}
        for key, number in pairs:
            tail.setdefault(key, []).append(number)
        return Table(self._slots, tail)

    def built(self, keys: Iterable[int]) -> set[int]:
        """The numbers that one of `keys` had when the table was built, and strays."""
        starts, listed, last = self._slots.starts, self._slots.numbers, self._last
        found: set[int] = set()
        for key in keys:
            slot = key & last
            found.update(listed[starts[slot] : starts[slot + 1]])
        return found

    def later(self, keys: Iterable[int]) -> set[int]:
        """The numbers that came later under one of `keys`."""
        tail = self._tail
        return {number for key in keys if key in tail for number in tail[key]} if tail else set()


def _parted(keys: array[int], numbers: Iterable[int], bits: int) -> list[array[int]]:
    """Slot and number of each key in one, in parts by the first bits of the slot: small enough for the processor's cache."""
    last, cut = (1 << bits) - 1, max(0, bits - PART_BITS)
    parts = [array("Q") for _ in range((last >> cut) + 1)]
    put = [part.append for part in parts]
    for key, number in zip(keys, numbers, strict=True):
        slot = key & last
        put[slot >> cut](slot << 32 | number)
    return parts
