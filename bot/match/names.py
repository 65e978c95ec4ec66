"""Names found in a text: every span is held against every way to name a thing (pure).

Spans of words rather than the whole question, spaces and case aside, candidates from a symmetric-delete index: measured on real
data this links 98 of 100 names right where the whole question against the list of names links 47.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import OSA

from bot.match.deletes import Deletes, allowed
from bot.match.packed import Lists, mark, pack, unpack
from bot.match.things import How, Thing, best_surfaces
from bot.text import Word, split, squash

LONGEST = 12
"""Words in a span."""
FUZZY_WORDS = 5
KEPT = 8192
"""Texts of which the names they may be slips of are kept: the same words are asked again and again."""
NEAR = 300
"""Candidates looked at for a name that is near an unknown one."""
EDIT_PRICE = 2.2
"""Letters that one edit costs."""
HOW_PRICE = {How.FULL: 0.0, How.ALIAS: 0.2, How.SHORT: 0.4, How.PART: 1.2, How.INITIALS: 1.0}


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive) of a text read as the name of `thing`.

    `weight` is in letters: those explained, less the price of each edit and of naming only a part. `score` is 0 to 100.
    """

    start: int
    end: int
    thing: Thing
    how: How
    text: str
    edits: int
    weight: float

    @property
    def score(self) -> float:
        """100 for the full name without a slip."""
        return max(0.0, 100.0 * self.weight / max(1, len(self.text)))

    @property
    def exact(self) -> bool:
        """Whether it is spelt right, spaces and accents aside."""
        return self.edits == 0


class Names:
    """Everything that has a name, indexed once a load. Immutable.

    `kept` is what `seal` gave for the same things; without it the index is built, with `before` from an earlier one.
    """

    def __init__(self, things: Sequence[Thing], kept: bytes | None = None, before: Names | None = None) -> None:
        self.things = tuple(things)
        parts = unpack(mark(self.things), kept) if kept else None
        self.built = parts is None
        """Whether it had to be built, so that keeping it pays."""
        if parts:
            texts, starts, numbers, deletes, words = parts
            self._texts: list[str] = list(texts)  # type: ignore[call-overload]
            self._owners = Lists.from_bytes(starts, numbers)  # type: ignore[arg-type]
            self._deletes = Deletes.from_bytes(deletes)  # type: ignore[arg-type]
            self._number = {text: n for n, text in enumerate(self._texts)}
            self.words = frozenset(str(words).split(" "))
        elif before is None or not self._grow(before):
            self._build()
        self._near = lru_cache(maxsize=KEPT)(self._nearest)
        self._parts = lru_cache(maxsize=KEPT)(self._parts_near)

    def _build(self) -> None:
        """Builds the index of all things anew."""
        self._texts, self._number = [], {}
        owners: list[list[int]] = []
        self._enter(owners, range(len(self.things)))
        self._owners = Lists.of(owners)
        self.words = frozenset(word for thing in self.things for word in _words(thing))
        """Every word of every name, folded."""
        self._deletes = Deletes.build(enumerate(self._texts))

    def _grow(self, before: Names) -> bool:
        """Builds on an earlier index: what it knew keeps its number, so that only new texts are indexed.

        False where so much is new or gone that building anew is better.
        """
        moved = _moved(before.things, self.things)
        self._texts, self._number = list(before._texts), dict(before._number)
        owners = before._owners.renumbered(moved)
        stay = {at for at in moved if at >= 0}
        new = [at for at in range(len(self.things)) if at not in stay]
        fresh, crowded = self._enter(owners, new)
        dead = [number for number, one in enumerate(owners) if not one]
        if (len(fresh) + len(dead)) * 5 > len(owners):
            return False
        for number in crowded:
            owners[number].sort()
        for number in dead:
            # A name that is gone is a misspelt one from now on. It may have come back under another number.
            if self._number.get(self._texts[number]) == number:
                del self._number[self._texts[number]]
        self._owners = Lists.of(owners)
        self.words = self._words_since(before, moved, new)
        self._deletes = before._deletes.extended((n, self._texts[n]) for n in fresh)
        return True

    def _words_since(self, before: Names, moved: Sequence[int], new: Sequence[int]) -> frozenset[str]:
        """Every word of every name, of which most are as `before`."""
        words = {word for at in new for word in _words(self.things[at])}
        gone = {word for at, to in enumerate(moved) if to < 0 for word in _words(before.things[at])}
        if gone <= words:
            return before.words | words
        return frozenset(word for thing in self.things for word in _words(thing))

    def _enter(self, owners: list[list[int]], places: Iterable[int]) -> tuple[list[int], set[int]]:
        """Writes the things at these places into the texts and their owners; the texts that are new, and all it touched."""
        fresh: list[int] = []
        touched: set[int] = set()
        for at in places:
            for text, how in best_surfaces(self.things[at]).items():
                number = self._number.setdefault(text, len(self._texts))
                if number == len(self._texts):
                    self._texts.append(text)
                    owners.append([])
                    fresh.append(number)
                owners[number].append(at << 3 | how)
                touched.add(number)
        return fresh, touched

    def seal(self) -> bytes:
        """The index as bytes, to hand in as `kept` next time."""
        lists = self._owners.to_bytes()
        return pack(mark(self.things), self._texts, *lists, self._deletes.to_bytes(), " ".join(self.words))

    def _named(self, number: int) -> Iterator[tuple[Thing, How]]:
        for packed in self._owners[number]:
            yield self.things[packed >> 3], How(packed & 7)

    def exact(self, text: str) -> list[tuple[Thing, How]]:
        """The things that a squashed text names without a slip."""
        number = self._number.get(text)
        return [] if number is None else list(self._named(number))

    def similar(self, text: str, kind: str) -> list[str]:
        """Names of a kind that are like `text` or have a word like one of its words; strays among them, so measure them."""
        found: dict[str, None] = {}
        for key in (squash(text), *(word for word in split(text) if len(word) > 3)):
            exact = self._number.get(key)
            for number in ({exact} if exact is not None else set()) | set(islice(self._deletes.near(key), NEAR)):
                for thing, _ in islice(self._named(number), 20):
                    if thing.kind == kind and thing.weight:
                        found[thing.name] = None
        return list(found)[:NEAR]

    def parts_near(self, word: str, most: int) -> tuple[tuple[Thing, str], ...]:
        """People with a first name or surname at most `most` edits from a folded word, each with that part of the name."""
        return self._parts(word, most)

    def _parts_near(self, word: str, most: int) -> tuple[tuple[Thing, str], ...]:
        found = {number for number in self._deletes.near(word) if OSA.distance(word, self._texts[number]) <= most}
        named = ((thing, how, self._texts[number]) for number in found for thing, how in self._named(number))
        return tuple((thing, text) for thing, how, text in named if how == How.PART and thing.kind == "person")

    def find(self, words: Sequence[Word], plain: Container[str]) -> list[Match]:
        """All readings of spans of `words` as names, in the order of the text.

        `plain` holds words of ordinary language: a span of them alone is taken only as spelt.
        """
        found: list[Match] = []
        size = len(words)
        common = [w.folded in plain for w in words]
        for start in range(size):
            text = ""
            for end in range(start + 1, min(size, start + LONGEST) + 1):
                text += "".join(c for c in words[end - 1].folded if c.isalnum() or c in "+#")
                number = self._number.get(text)
                if number is not None:
                    found.extend(self._matches(start, end, number, text, 0))
                elif end - start <= FUZZY_WORDS and not all(common[start:end]):
                    found.extend(self._misspelt(start, end, text))
        return found

    def _misspelt(self, start: int, end: int, text: str) -> Iterable[Match]:
        for number, edits in self._near(text):
            yield from self._matches(start, end, number, text, edits)

    def _nearest(self, text: str) -> tuple[tuple[int, int], ...]:
        """The texts that `text` may be a slip of, each with the edits between; kept for the next time it is asked."""
        limit, found = allowed(len(text)), []
        for number in set(self._deletes.near(text)) if limit else ():
            name = self._texts[number]
            if abs(len(name) - len(text)) <= limit:
                edits = OSA.distance(text, name, score_cutoff=limit)
                if edits <= min(limit, allowed(len(name))) and _digits(text) == _digits(name) and _likely(text, name):
                    found.append((number, edits))
        return tuple(found)

    def _matches(self, start: int, end: int, number: int, text: str, edits: int) -> Iterable[Match]:
        name = self._texts[number]
        for thing, how in self._named(number):
            if edits and (how == How.INITIALS or (how == How.PART and len(text) < 5)):
                continue
            weight = min(len(text), len(name)) - EDIT_PRICE * edits - HOW_PRICE[how]
            yield Match(start, end, thing, how, text, edits, weight)


def _moved(old: Sequence[Thing], new: Sequence[Thing]) -> list[int]:
    """Where each thing stands now that is named by the same texts; -1 for one that is gone."""
    places = {id(thing): at for at, thing in enumerate(new)}
    moved = [places.pop(id(thing), -1) for thing in old]
    rest: dict[tuple[object, ...], list[int]] = {}
    for at in sorted(places.values(), reverse=True):
        rest.setdefault(_identity(new[at]), []).append(at)
    for at, to in enumerate(moved):
        if to < 0 and (same := rest.get(_identity(old[at]))):
            moved[at] = same.pop()
    return moved


def _identity(thing: Thing) -> tuple[object, ...]:
    """What decides by which texts a thing is named."""
    return thing.kind, thing.name, thing.keys, thing.aliases


def _words(thing: Thing) -> Iterator[str]:
    for name in (thing.name, *thing.aliases):
        yield from split(name)


def _likely(text: str, name: str) -> bool:
    """Whether a short name may have been meant: another letter in place of one makes another word ("metz" is not "meta")."""
    return len(text) > 5 or len(text) != len(name) or sorted(text) == sorted(name)


def _digits(text: str) -> str:
    """The digits of a text: a slip in a letter is likely, "coder 502" for "coder 500" is not."""
    return "".join(c for c in text if c.isdigit())
