"""Episodes found by words of their titles, in any order, misspelt, or only some of them (pure)."""

from __future__ import annotations

import itertools
import math
from array import array
from collections.abc import Container, Iterable, Sequence
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
            spelt, places, lines, posts, deletes = parts
            self._spelt: list[str] = list(spelt)  # type: ignore[call-overload]
            self._places = array("I", bytes(places))  # type: ignore[call-overload]
            self._lines = Lists.from_bytes(*lines)  # type: ignore[misc]
            self._posts = Lists.from_bytes(*posts)  # type: ignore[misc]
            self._deletes = Deletes.from_bytes(*deletes)  # type: ignore[misc]
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
        whole = self if self._deletes.whole else Titles(self._things)
        parts = (whole._lines.to_bytes(), whole._posts.to_bytes(), whole._deletes.to_bytes())
        return pack(mark(self._things), whole._spelt, whole._places.tobytes(), *parts)

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

    def find(
        self, words: Sequence[Word], skip: Container[int], plain: Container[str], most: int | None = None
    ) -> list[TitleMatch]:
        """Episodes whose titles share telling words with `words` outside the positions `skip`, the best `most` of them.

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
        best = self._ranked(lines, {n: self._bits[n] - 1.5 * edits for n, (_, edits) in said.items()})
        order = sorted(best.items(), key=lambda pair: (pair[1][0], self._things[pair[0]].keys), reverse=True)
        return [self._match(at, line, told, whole, said) for at, (_, line, told, whole) in order[:most]]

    def _ranked(self, lines: Iterable[int], worth: dict[int, float]) -> dict[int, tuple[float, int, float, float]]:
        """The best line of each thing: its rank, itself, the bits told of it, and all its bits."""
        best: dict[int, tuple[float, int, float, float]] = {}
        bits = self._bits
        for line in lines:
            numbers = self._lines[line]
            # Words have other numbers once titles have changed; exact sums are the same in any order.
            whole = math.fsum([bits[n] for n in numbers])
            if whole:
                told = math.fsum([worth[n] for n in numbers if n in worth])
                rank = told * (0.35 + max(0.0, told) / whole)
                at = self._places[line]
                if at not in best or rank > best[at][0]:
                    best[at] = (rank, line, told, whole)
        return best

    def _read(self, word: str, plain: Container[str]) -> tuple[tuple[int, int], ...]:
        if word in plain:
            number = self._stems.get(stem(squash(word)))
            return () if number is None else ((number, 0),)
        return self.spellings(word)

    def _match(self, at: int, line: int, told: float, whole: float, said: dict[int, tuple[int, int]]) -> TitleMatch:
        shared = [n for n in self._lines[line] if n in said]
        spots = tuple(sorted({said[n][0] for n in shared}))
        return TitleMatch(self._things[at], max(0.0, told) / whole, told, spots, sum(said[n][1] for n in shared))
