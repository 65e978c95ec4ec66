"""Every text that names something, numbered and indexed: built anew, read back, or grown from what there was (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.match.deletes import Deletes
from bot.match.packed import Lists, mark, pack, unpack
from bot.match.sounds import Sounding
from bot.match.things import How, Thing, best_surfaces
from bot.text import split


class Surfaces:
    """The texts by which things are named, and the things of each: its owners. Immutable.

    An owner is packed into one number: the place of the thing, then three bits for how the text names it.
    `kept` is what `seal` gave for the same things; without it the index is built, with `before` from an earlier one.
    """

    def __init__(self, things: Sequence[Thing], kept: bytes | None = None, before: Surfaces | None = None) -> None:
        self.things = tuple(things)
        parts = unpack(mark(self.things), kept) if kept else None
        self.built = parts is None
        """Whether it had to be built, so that keeping it pays."""
        if parts:
            texts, words, owners, deletes, sounding = parts
            self.texts: list[str] = list(texts)  # type: ignore[call-overload]
            self.owners = Lists.from_bytes(*owners)  # type: ignore[misc]
            self.deletes = Deletes.from_bytes(*deletes)  # type: ignore[misc]
            self.sounding = Sounding.from_bytes(*sounding)  # type: ignore[misc]
            self.number = {text: n for n, text in enumerate(self.texts)}
            self.words = frozenset(str(words).split(" "))
        elif before is None or not self._grow(before):
            self._build()

    def _build(self) -> None:
        """Builds the index of all things anew."""
        self.texts, self.number = [], {}
        owners: list[list[int]] = []
        self._enter(owners, range(len(self.things)))
        self.owners = Lists.of(owners)
        self.words = frozenset(word for thing in self.things for word in _words(thing))
        """Every word of every name, folded."""
        self.deletes = Deletes.build(enumerate(self.texts))
        self.sounding = Sounding.build(self._parts(owners, range(len(owners))))

    def _grow(self, before: Surfaces) -> bool:
        """Builds on an earlier index: what it knew keeps its number, so that only new texts are indexed.

        False where so much is new or gone that building anew is better.
        """
        moved = _moved(before.things, self.things)
        self.texts, self.number = list(before.texts), dict(before.number)
        owners = before.owners.renumbered(moved)
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
            if self.number.get(self.texts[number]) == number:
                del self.number[self.texts[number]]
        self.owners = Lists.of(owners)
        self.words = self._words_since(before, moved, new)
        self.deletes = before.deletes.extended((n, self.texts[n]) for n in fresh)
        self.sounding = before.sounding.extended(self._parts(owners, crowded))
        return True

    def _words_since(self, before: Surfaces, moved: Sequence[int], new: Sequence[int]) -> frozenset[str]:
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
                number = self.number.setdefault(text, len(self.texts))
                if number == len(self.texts):
                    self.texts.append(text)
                    owners.append([])
                    fresh.append(number)
                owners[number].append(at << 3 | how)
                touched.add(number)
        return fresh, touched

    def _parts(self, owners: Sequence[Sequence[int]], numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Those of the texts that are part of somebody's name."""
        for number in numbers:
            if any(packed & 7 == How.PART and self.things[packed >> 3].kind == "person" for packed in owners[number]):
                yield number, self.texts[number]

    def seal(self) -> bytes:
        """The index as bytes, to hand in as `kept` next time."""
        whole = self if self.deletes.whole else Surfaces(self.things)
        parts = (whole.owners.to_bytes(), whole.deletes.to_bytes(), whole.sounding.to_bytes())
        return pack(mark(self.things), whole.texts, " ".join(whole.words), *parts)

    def named(self, number: int) -> Iterator[tuple[Thing, How]]:
        """The things that a text names, each with how."""
        for packed in self.owners[number]:
            yield self.things[packed >> 3], HOWS[packed & 7]

    def bearers(self, numbers: Iterable[int]) -> set[int]:
        """The places of the people of whose names one of these texts is a part."""
        places = {packed >> 3 for number in numbers for packed in self.owners[number] if packed & 7 == How.PART}
        return {place for place in places if self.things[place].kind == "person"}


HOWS = tuple(How)


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
