"""Episodes found by words of their titles, in any order, misspelt, or only some of them (pure)."""

from __future__ import annotations

import itertools
import math
from array import array
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.match.deletes import Deletes, allowed
from bot.match.packed import Lists, mark, pack, unpack
from bot.match.things import Thing
from bot.text import Word, split, squash, stem

KEPT = 8192
"""Words of which the spellings are kept: the same are asked again and again."""
RARE = 4
"""Telling words of the question that candidates are drawn from, the rarest first."""
MOST = 400
"""Episodes drawn from one word; a word in more titles than that tells too little."""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title that shares words with the text.

    `covered` is the share of the title's telling words that were said, `told` the weight of those words in bits, `at` the
    positions of the words that said them, `edits` the slips in them.
    """

    thing: Thing
    covered: float
    told: float
    at: tuple[int, ...]
    edits: int


class Titles:
    """The words of all titles and their other titles, for finding episodes by some of them."""

    def __init__(self, things: Sequence[Thing], kept: bytes | None = None, before: Titles | None = None) -> None:
        self._things = things
        parts = unpack(mark(things), kept) if kept else None
        self.built = parts is None
        """Whether it had to be built, so that keeping it pays."""
        if parts:
            spelt, places, *packed, deletes = parts
            self._spelt: list[str] = list(spelt)  # type: ignore[call-overload]
            self._places = array("I", bytes(places))  # type: ignore[call-overload]
            self._lines = Lists.from_bytes(packed[0], packed[1])  # type: ignore[arg-type]
            self._posts = Lists.from_bytes(packed[2], packed[3])  # type: ignore[arg-type]
            self._deletes = Deletes.from_bytes(deletes)  # type: ignore[arg-type]
            self._stems = {word: n for n, word in enumerate(self._spelt)}
        else:
            self._build(before)
        self._spellings = lru_cache(maxsize=KEPT)(self._spelt_near)
        count = len(self._lines)
        self._bits = [math.log2((1 + count) / (b - a or 1)) for a, b in itertools.pairwise(self._posts.starts)]

    def _build(self, before: Titles | None) -> None:
        """Builds the index; the words of `before` keep their numbers, so that only new ones need be indexed."""
        self._spelt = list(before._spelt) if before else []
        self._stems = dict(before._stems) if before else {}
        lines: list[Sequence[int]] = []
        self._places = array("I")
        known = before._by_thing() if before else {}
        for at, thing in enumerate(self._things):
            own = known.get(id(thing)) or [self._line(title) for title in (thing.name, *thing.aliases)]
            self._places.extend([at] * len(own))
            lines += own
        posts: list[list[int]] = [[] for _ in self._spelt]
        for number, words in enumerate(lines):
            for word in words:
                posts[word].append(number)
        self._lines, self._posts = Lists.of(lines), Lists.of(posts)
        if before:
            fresh = range(len(before._spelt), len(self._spelt))
            self._deletes = before._deletes.extended((n, self._spelt[n]) for n in fresh if len(self._spelt[n]) > 3)
            for number, standing in enumerate(posts):
                if not standing and self._stems.get(self._spelt[number]) == number:
                    # A word that no title has any more is a misspelt one from now on.
                    del self._stems[self._spelt[number]]
        else:
            self._deletes = Deletes.build((n, w) for n, w in enumerate(self._spelt) if len(w) > 3)

    def _by_thing(self) -> dict[int, list[Sequence[int]]]:
        """The lines of each thing, by its identity."""
        found: dict[int, list[Sequence[int]]] = {}
        for number, at in enumerate(self._places):
            found.setdefault(id(self._things[at]), []).append(self._lines[number])
        return found

    def _line(self, title: str) -> list[int]:
        return sorted({self._enter(stem(squash(word))) for word in split(title)})

    def _enter(self, root: str) -> int:
        number = self._stems.setdefault(root, len(self._spelt))
        if number == len(self._spelt):
            self._spelt.append(root)
        return number

    def seal(self) -> bytes:
        """The index as bytes, to hand in as `kept` next time."""
        lists = (*self._lines.to_bytes(), *self._posts.to_bytes())
        return pack(mark(self._things), self._spelt, self._places.tobytes(), *lists, self._deletes.to_bytes())

    def word(self, number: int) -> str:
        """The stem that has a number in `spellings`."""
        return self._spelt[number]

    def spellings(self, word: str) -> tuple[tuple[int, int], ...]:
        """Words of titles that `word` may mean, as (number, edits): itself, or else those nearest."""
        return self._spellings(word)

    def _spelt_near(self, word: str) -> tuple[tuple[int, int], ...]:
        root = stem(squash(word))
        if root in self._stems:
            return ((self._stems[root], 0),)
        limit = min(allowed(len(root)), 2) if len(root) > 4 else 0
        standing = (n for n in set(self._deletes.near(root)) if self._posts.starts[n] != self._posts.starts[n + 1])
        measured = [(OSA.distance(root, self._spelt[n], score_cutoff=limit), n) for n in standing]
        near = sorted((edits, self._spelt[n], n) for edits, n in measured if edits <= min(limit, allowed(len(self._spelt[n]))))
        return tuple((n, edits) for edits, _, n in near if edits == near[0][0])[:6]

    def find(self, words: Sequence[Word], skip: Container[int], plain: Container[str]) -> list[TitleMatch]:
        """Episodes whose titles share telling words with `words` outside the positions `skip`, best first.

        Words in `plain` count as spelt only, so that "is" does not become a name.
        """
        said: dict[int, tuple[int, int]] = {}
        for at, word in enumerate(words):
            if at not in skip:
                for number, edits in self._read(word.folded, plain):
                    if number not in said or edits < said[number][1]:
                        said[number] = (at, edits)
        rare = sorted(said, key=lambda n: len(self._posts[n]))[:RARE]
        lines = {line for n in rare if len(self._posts[n]) <= MOST or n == rare[0] for line in self._posts[n][-MOST:]}
        best: dict[int, TitleMatch] = {}
        for line in lines:
            match = self._measure(line, said)
            at = self._places[line]
            if match and (at not in best or _rank(match) > _rank(best[at])):
                best[at] = match
        return sorted(best.values(), key=lambda m: (_rank(m), m.thing.keys), reverse=True)

    def _read(self, word: str, plain: Container[str]) -> tuple[tuple[int, int], ...]:
        if word in plain:
            number = self._stems.get(stem(squash(word)))
            return () if number is None else ((number, 0),)
        return self.spellings(word)

    def _measure(self, line: int, said: dict[int, tuple[int, int]]) -> TitleMatch | None:
        at, numbers = self._places[line], self._lines[line]
        shared = [n for n in numbers if n in said]
        # Words have other numbers once titles have changed; exact sums are the same in any order.
        whole = math.fsum(self._bits[n] for n in numbers)
        told = math.fsum(self._bits[n] - 1.5 * said[n][1] for n in shared)
        if not whole:
            return None
        spots = tuple(sorted({said[n][0] for n in shared}))
        return TitleMatch(self._things[at], max(0.0, told) / whole, told, spots, sum(said[n][1] for n in shared))


def _rank(match: TitleMatch) -> float:
    return match.told * (0.35 + match.covered)
