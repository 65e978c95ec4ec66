"""How a word sounds, roughly: words written as they are heard ("Kris Fischer") have the sound of those meant (pure).

In the spirit of Metaphone (Lawrence Philips, 1990), coarser: it is only asked where another word already tells whom is meant.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from bot.match.table import Table

STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^(?:wr|rh)", "r"),
        (r"^x", "s"),
        (r"sch|sh|tch|dg|ti(?=o)|ci(?=a)", "s"),
        (r"ph", "f"),
        (r"ck|ch|q|x|c(?![eiy])", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gh(?![aeiou])", ""),
        (r"[zc]", "s"),
        (r"w", "v"),
        (r"(?<=[^aeiou])h|h(?=[^aeiouy]|$)", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e$", ""),
        (r"[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """What a folded word sounds like, as a few letters: `fischer` and `fisher` are one, so are `payne` and `pain`."""
    for pattern, to in STEPS:
        word = pattern.sub(to, word)
    return word


def sounds_like(one: str, other: str) -> bool:
    """Whether two folded words sound alike and are long enough for that to tell anything."""
    return min(len(one), len(other)) > 2 and len(sound(one)) > 1 and sound(one) == sound(other)


class Sounding:
    """Numbers of words, found by how they sound. Immutable; `extended` gives a new one with more words."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @classmethod
    def build(cls, words: Iterable[tuple[int, str]]) -> Sounding:
        """An index of `(number, word)`."""
        pairs = [(_key(word), number) for number, word in words]
        return cls(Table.build(array("I", (key for key, _ in pairs)), (number for _, number in pairs)))

    @classmethod
    def from_bytes(cls, starts: bytes, listed: bytes) -> Sounding:
        """What `to_bytes` gave, on the same kind of machine."""
        return cls(Table.from_bytes(starts, listed))

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The index as it was built; what came later is not in it."""
        return self._table.to_bytes()

    def extended(self, words: Iterable[tuple[int, str]]) -> Sounding:
        """The same index and some words more."""
        return Sounding(self._table.extended((_key(word), number) for number, word in words))

    def like(self, word: str) -> set[int]:
        """Numbers of the words that sound like `word`; with strays."""
        keys = (_key(word),)
        return self._table.built(keys) | self._table.later(keys)


def _key(word: str) -> int:
    return crc32(sound(word).encode())
