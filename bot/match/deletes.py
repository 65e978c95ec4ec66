"""Candidates for a misspelt text: a symmetric-delete index.

The idea is Wolf Garbe's SymSpell (2012): index every string under all its versions with up to two letters deleted, delete
letters from the question likewise, and what meets is near. Only the first `PREFIX` letters are indexed, once for all strings
that begin with them, so that 100,000 names take tens of megabytes and cost a look into 37 slots.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import chain, combinations, count, repeat
from zlib import crc32

from bot.match.packed import Lists
from bot.match.table import Table

PREFIX = 8
"""Letters that are indexed of each string; longer ones differ further on, where the caller's exact distance sees it."""


def allowed(length: int) -> int:
    """How many edits a name of `length` letters may be away and still be meant: under 4 none, under 8 one, else two."""
    return 0 if length < 4 else 1 if length < 8 else 2


def generous(length: int) -> int:
    """The same for ordinary words, of which there are few enough to guess more boldly: two from six letters on."""
    return 0 if length < 4 else 1 if length < 6 else 2


Allowance = Callable[[int], int]
"""The edits that a length is granted; the same for every length from `PREFIX` on."""


def _keys(head: str, edits: int) -> list[int]:
    """Hashes of `head` with up to `edits` of its letters deleted."""
    versions = {head}
    for gone in range(1, min(edits, len(head) - 1) + 1):
        versions.update(map("".join, combinations(head, len(head) - gone)))
    return list(map(crc32, map(str.encode, versions)))


class Deletes:
    """Numbers of strings, found by a misspelt version. Immutable; `extended` gives a new one with more strings.

    `table` finds heads (beginnings of strings), `heads` the strings of each; what came later stands in the table's tail itself.
    """

    def __init__(self, table: Table, heads: Lists, allow: Allowance = allowed) -> None:
        self._table = table
        self._heads = heads
        self._allow = allow

    @classmethod
    def build(cls, texts: Iterable[tuple[int, str]], allow: Allowance = allowed) -> Deletes:
        """An index of `(number, text)`, with the edits that `allow` grants each length."""
        heads: dict[str, list[int]] = {}
        for number, text in texts:
            heads.setdefault(text[:PREFIX], []).append(number)
        keys, sizes = array("I"), array("B")
        for head in heads:
            own = _keys(head, allow(len(head)))
            keys.extend(own)
            sizes.append(len(own))
        table = Table.build(keys, chain.from_iterable(map(repeat, count(), sizes)))
        return cls(table, Lists.of(list(heads.values())), allow)

    @property
    def whole(self) -> bool:
        """Whether all of it was built at once, so that `to_bytes` keeps all of it."""
        return self._table.whole

    @classmethod
    def from_bytes(cls, *kept: bytes) -> Deletes:
        """What `to_bytes` gave, on the same kind of machine."""
        return cls(Table.from_bytes(kept[0], kept[1]), Lists.from_bytes(kept[2], kept[3]))

    def to_bytes(self) -> tuple[bytes, bytes, bytes, bytes]:
        """The index as it was built; what came later is not in it."""
        return (*self._table.to_bytes(), *self._heads.to_bytes())

    def extended(self, texts: Iterable[tuple[int, str]]) -> Deletes:
        """The same index and `texts` more, at a cost that depends on what came later alone."""
        pairs = ((key, number) for number, text in texts for key in _keys(text[:PREFIX], self._allow(len(text))))
        return Deletes(self._table.extended(pairs), self._heads, self._allow)

    def near(self, text: str) -> set[int]:
        """Numbers of the strings that may be within `allowed` edits of `text`; with strays, so measure them.

        It is the same for all texts that begin with the same `PREFIX` letters.
        """
        keys = _keys(text[:PREFIX], self._allow(len(text)))
        heads = map(self._heads.__getitem__, self._table.built(keys))
        return set(chain(self._table.later(keys), *heads))
