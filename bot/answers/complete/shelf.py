"""All things of one kind, the likeliest first, searched while somebody is still typing (pure).

Every name is a line of one long text: looking for the beginning of a line costs one search in C, and the first hits are the
best ones.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from bot.answers.complete.suggestion import Suggestion, Tier
from bot.match import nearest_by_edits
from bot.match.deletes import allowed
from bot.text import split, squash

CUT = 10
"""Letters of a word that are compared; what is typed after them rarely tells more."""
SLIPS = 2
"""Words with a slip in one name."""
LOOKED_AT = 20_000
"""Things up to which half-typed words are also held against every word for slips: a pass costs a millisecond a thousand."""


class _Lines:
    """Lines of folded text, each belonging to an entry, searched at C's speed."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        starts, self.owners, texts, at = array("Q"), array("I"), [], 1
        for owner, text in lines:
            starts.append(at)
            self.owners.append(owner)
            texts.append(text)
            at += len(text) + 1
        self._starts = starts
        self.text = "\n" + "\n".join(texts) + "\n"

    def hits(self, wanted: str) -> Iterator[int]:
        """Entries that have a line with `wanted`, in the order of the lines; begin with a newline for the line's beginning."""
        at, lead = self.text.find(wanted), int(wanted.startswith("\n"))
        while at >= 0:
            line = bisect_right(self._starts, at + lead) - 1
            if line >= 0:
                yield self.owners[line]
            at = self.text.find(wanted, at + 1)

    def all(self) -> Iterator[tuple[int, str]]:
        """Every line with its entry."""
        return zip(self.owners, self.text[1:-1].split("\n") if self.owners else (), strict=True)


class Shelf:
    """All of one kind, the likeliest first."""

    def __init__(self, entries: Sequence[Suggestion], extra: Sequence[Sequence[str]]) -> None:
        self.entries = tuple(entries)
        self._aliases = tuple(tuple(a) for a in extra)
        self.by_value = {e.value: e for e in entries}
        named = [(n, e.name) for n, e in enumerate(entries)]
        numbered = [(n, e.row.label) for n, e in enumerate(entries) if e.row and e.row.label]
        other = [(n, alias) for n, aliases in enumerate(extra) for alias in aliases]
        self._names = _Lines((n, squash(name)) for n, name in sorted([*named, *numbered], key=lambda pair: pair[0]))
        self._others = _Lines((n, squash(alias)) for n, alias in other)
        self._words = _Lines((n, " ".join(split(name))) for n, name in named)
        self._cuts: dict[int, dict[str, list[str]]] = {}
        self._other_words = _Lines((n, " ".join(split(alias))) for n, alias in other)

    def typed(self, text: str) -> Iterator[Suggestion]:
        """Entries that begin, or have a word that begins, with what was typed; one may come several times."""
        key, spaced = squash(text), " " + " ".join(split(text))
        if not key:
            yield from self.entries
            return
        yield from self._told(self._names.hits(f"\n{key}\n"), Tier.EXACT)
        yield from self._told(self._others.hits(f"\n{key}\n"), Tier.EXACT, key)
        yield from self._told(self._names.hits(f"\n{key}"), Tier.PREFIX)
        yield from self._told(self._words.hits(spaced), Tier.INSIDE)
        yield from self._told(self._others.hits(f"\n{key}"), Tier.ALIAS, key)
        yield from self._told(self._other_words.hits(spaced), Tier.ALIAS, key)
        parts = split(text)
        if len(parts) > 1:
            yield from self._told(self._any_order(parts), Tier.ALIAS)

    def _any_order(self, parts: Sequence[str]) -> Iterator[int]:
        """Entries whose names have all these words or beginnings of words, in whatever order."""
        first = max(parts, key=len)
        for n in self._words.hits(first):
            own = split(self.entries[n].name)
            if all(any(word.startswith(part) for word in own) for part in parts):
                yield n

    def _told(self, hits: Iterable[int], tier: Tier, key: str = "") -> Iterator[Suggestion]:
        for n in hits:
            yield replace(self.entries[n], tier=tier, alias=self._alias(n, key))

    def _alias(self, n: int, key: str) -> str:
        return next((a for a in self._aliases[n] if key and key in squash(a)), "")

    @cached_property
    def _vocabulary(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for n, line in self._words.all():
            for word in line.split():
                found.setdefault(word, []).append(n)
        return found

    def misspelt(self, text: str) -> Iterator[Suggestion]:
        """Entries of which each word typed begins a word, slips allowed in a few."""
        parts = split(text)
        if len(self.entries) > LOOKED_AT:
            return
        hits: set[int] | None = None
        strange = []
        for part in parts:
            begun = {n for word in self._beginning(part) for n in self._vocabulary[word]}
            if begun:
                hits = begun if hits is None else hits & begun
            else:
                strange.append(part)
        if not strange or len(strange) > SLIPS or hits == set():
            return
        for part in strange:
            near = {n for word in self._nearest(part) for n in self._vocabulary[word]}
            hits = near if hits is None else hits & near
        for n in sorted(hits or ()):
            yield replace(self.entries[n], tier=Tier.TYPO)

    def _beginning(self, part: str) -> list[str]:
        size = min(len(part), CUT)
        return [word for word in self._cut(size).get(part[:size], ()) if word.startswith(part)]

    def _nearest(self, part: str) -> set[str]:
        """The words whose beginning is nearest to `part`: a letter too few or too many moves where that ends."""
        part = part[:CUT]
        limit = allowed(len(part))
        if not limit:
            return set()
        cuts = [self._cut(size) for size in range(len(part) - 1, len(part) + 2)]
        starts = {start for cut in cuts for start in cut}
        near = nearest_by_edits(part, starts, limit)
        return {word for start, _ in near for cut in cuts for word in cut.get(start, ())}

    def _cut(self, size: int) -> dict[str, list[str]]:
        """All words by their first `size` letters."""
        if size not in self._cuts:
            found: dict[str, list[str]] = {}
            for word in self._vocabulary:
                found.setdefault(word[:size], []).append(word)
            self._cuts[size] = found
        return self._cuts[size]

    def warm(self) -> None:
        """Makes what searching needs, so that the first to type does not wait for it."""
        if len(self.entries) <= LOOKED_AT:
            for size in range(1, CUT + 2):
                self._cut(size)
