"""Names found in a text: every span is held against every way to name a thing (pure).

Spans of words rather than the whole question, spaces and case aside, candidates from a symmetric-delete index: measured on real
data this links 98 of 100 names right where the whole question against the list of names links 47.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice

from bot.match.slips import Slips, most_slips
from bot.match.surfaces import HOWS, Surfaces
from bot.match.things import How, Thing
from bot.text import Word, split, squash

LONGEST = 12
"""Words in a span."""
FUZZY_WORDS = 5
KEPT = 512
"""Words of which the people are kept who have a name like them."""
NEAR = 300
"""Candidates looked at for a name that is near an unknown one."""
EDIT_PRICE = 2.2
"""Letters that one edit costs."""
HOW_PRICE = {How.FULL: 0.0, How.ALIAS: 0.2, How.SHORT: 0.4, How.PART: 1.2, How.INITIALS: 1.0}


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` (exclusive) of a text read as the name of `thing`.

    `weight` is in letters: those explained, less the price of each edit and of naming only a part. `score` is 0 to 100.
    `number` is that of the name in the index, -1 where it is none of there.
    """

    start: int
    end: int
    thing: Thing
    how: How
    text: str
    edits: int
    weight: float
    number: int = field(default=-1, compare=False, repr=False)

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
        self._surfaces: Surfaces = Surfaces(things, kept, before._surfaces if before else None)
        self._slips = Slips(self._surfaces.texts, self._surfaces.deletes)
        # Without `self`, so that what is replaced after a change is freed at once: no ring keeps it.
        self._people_near = lru_cache(maxsize=KEPT)(partial(_people_near, self._surfaces, self._slips))
        self._people_like = lru_cache(maxsize=KEPT)(partial(_people_like, self._surfaces, self._slips))

    @property
    def things(self) -> tuple[Thing, ...]:
        """What has a name."""
        return self._surfaces.things

    @property
    def words(self) -> frozenset[str]:
        """Every word of every name, folded."""
        return self._surfaces.words

    @property
    def texts(self) -> Collection[str]:
        """Every text that names something, squashed."""
        return self._surfaces.number.keys()

    @property
    def built(self) -> bool:
        """Whether the index had to be built, so that keeping it pays."""
        return self._surfaces.built

    def seal(self) -> bytes:
        """The index as bytes, to hand in as `kept` next time."""
        return self._surfaces.seal()

    def exact(self, text: str) -> list[tuple[Thing, How]]:
        """The things that a squashed text names without a slip."""
        number = self._surfaces.number.get(text)
        return [] if number is None else list(self._surfaces.named(number))

    def similar(self, text: str, kind: str) -> list[str]:
        """Names of a kind that are like `text` or have a word like one of its words; strays among them, so measure them."""
        found: dict[str, None] = {}
        for key in (squash(text), *(word for word in split(text) if len(word) > 3)):
            for number in self._slips.nearest(key, NEAR):
                for thing, _ in islice(self._surfaces.named(number), 20):
                    if thing.kind == kind and thing.weight:
                        found[thing.name] = None
        return list(found)[:NEAR]

    def people_near(self, word: str) -> frozenset[int]:
        """The places among `things` of the people with a first name or surname that a folded word may be a slip of."""
        return self._people_near(word)

    def people_like(self, word: str) -> frozenset[int]:
        """The same, and of those with a name that sounds alike; strays among them."""
        return self._people_like(word)

    def find(self, words: Sequence[Word], plain: Container[str], namesakes: bool = True) -> list[Match]:
        """All readings of spans of `words` as names, in the order of the text.

        `plain` holds words of ordinary language: a span of them alone is taken only as spelt. Without `namesakes` a word that
        is part of many people's names is read as one of theirs; `namesakes` gives the others.
        """
        found: list[Match] = []
        size = len(words)
        common = [w.folded in plain for w in words]
        for start in range(size):
            text = ""
            for end in range(start + 1, min(size, start + LONGEST) + 1):
                text += "".join(c for c in words[end - 1].folded if c.isalnum() or c in "+#")
                every = namesakes or end - start > 1
                number = self._surfaces.number.get(text)
                if number is not None:
                    found.extend(self._matches(start, end, number, text, 0, every))
                elif end - start <= FUZZY_WORDS and not all(common[start:end]):
                    for near, edits in self._slips.meant(text):
                        found.extend(self._matches(start, end, near, text, edits, every))
        return found

    def namesakes(self, match: Match) -> list[Match]:
        """The reading, and the same words read as everybody else with the same part of a name."""
        if match.how != How.PART or match.thing.kind != "person" or match.end - match.start != 1 or match.number < 0:
            return [match]
        every = self._matches(match.start, match.end, match.number, match.text, match.edits, True)
        return [other for other in every if other.how == How.PART and other.thing.kind == "person"]

    def _matches(self, start: int, end: int, number: int, text: str, edits: int, every: bool) -> Iterator[Match]:
        letters = min(len(text), len(self._surfaces.texts[number])) - EDIT_PRICE * edits
        met = False
        for packed in self._surfaces.owners[number]:
            thing, how = self.things[packed >> 3], HOWS[packed & 7]
            if edits and (how == How.INITIALS or (how == How.PART and len(text) < 5)):
                continue
            if how == How.PART and not every and thing.kind == "person":
                if met:
                    continue
                met = True
            yield Match(start, end, thing, how, text, edits, letters - HOW_PRICE[how], number)


def _people_near(surfaces: Surfaces, slips: Slips, word: str) -> frozenset[int]:
    return frozenset(surfaces.bearers(slips.within(word, most_slips(word))))


def _people_like(surfaces: Surfaces, slips: Slips, word: str) -> frozenset[int]:
    numbers = set(slips.within(word, most_slips(word))) | surfaces.sounding.like(word)
    return frozenset(surfaces.bearers(numbers))
