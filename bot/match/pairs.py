"""First names and surnames that are both misspelt: each is near to one of the same person's (pure)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.match.names import EDIT_PRICE, HOW_PRICE, Match, Names
from bot.match.slips import most_slips
from bot.match.sounds import sounds_like
from bot.match.things import How, Thing
from bot.text import Word, split

FEW = 50
"""People who can be looked at one by one; of more, only those are whom the other word fits too."""


def near_pairs(names: Names, words: Sequence[Word], plain: Container[str]) -> Iterator[Match]:
    """Readings of two neighbouring words as somebody's name where both may hold slips ("kris fischer", "wess pain").

    One of them at least is no word of ordinary language.
    """
    for at in range(len(words) - 1):
        first, last = words[at].folded, words[at + 1].folded
        if not (first.isalpha() and last.isalpha()) or min(len(first), len(last)) < 3:
            continue
        if first in plain and last in plain:
            continue
        people = {person.id: person for person in _people(names, first, last, plain)}
        for person in people.values():
            yield _match(at, first, last, person)


def _people(names: Names, first: str, last: str, plain: Container[str]) -> Iterator[Thing]:
    """Those who may be called so."""
    for one, other, order in ((first, last, 1), (last, first, -1)):
        if one not in plain:
            places = names.people_near(one)
            if len(places) > FEW:
                places &= names.people_like(other)
            yield from (names.things[place] for place in sorted(places) if _called(names.things[place], one, other, order))


def fits(word: str, part: str) -> bool:
    """Whether a word may be a slip of part of a name, or that part as it sounds."""
    most = most_slips(min(word, part, key=len))
    near = word[0] == part[0] and OSA.distance(word, part, score_cutoff=most) <= most
    return near or sounds_like(word, part)


def _called(person: Thing, one: str, other: str, order: int) -> bool:
    """Whether `one` may be part of a person's name, and `other` the name after it (`order` 1) or before it (-1)."""
    parts, most = split(person.name), most_slips(one)
    places = [at + order for at, own in enumerate(parts) if OSA.distance(one, own, score_cutoff=most) <= most]
    return any(0 <= at < len(parts) and fits(other, parts[at]) for at in places)


def _match(at: int, first: str, last: str, person: Thing) -> Match:
    text, name = first + last, "".join(split(person.name))
    edits = min(2, OSA.distance(text, name))
    weight = min(len(text), len(name)) - EDIT_PRICE * edits - HOW_PRICE[How.SHORT]
    return Match(at, at + 2, person, How.SHORT, text, edits, weight)
