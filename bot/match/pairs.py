"""First names and surnames that are both misspelt: each is near to one of the same person's (pure)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.match.names import EDIT_PRICE, HOW_PRICE, Match, Names
from bot.match.sounds import sounds_like
from bot.match.things import How, Thing
from bot.text import Word, split


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
        seen: set[tuple[str, str]] = set()
        for one, other, order in ((first, last, 1), (last, first, -1)):
            if one in plain:
                continue
            for person, part in names.parts_near(one, most_slips(one)):
                if person.id not in seen and _goes_with(person, part, other, order):
                    seen.add(person.id)
                    yield _match(at, first, last, person)


def most_slips(word: str) -> int:
    """How many slips a word may hold where another word beside it tells whom is meant."""
    return 1 if len(word) < 6 else 2


def fits(word: str, part: str) -> bool:
    """Whether a word may be a slip of part of a name, or that part as it sounds."""
    most = most_slips(min(word, part, key=len))
    return sounds_like(word, part) or (word[0] == part[0] and OSA.distance(word, part, score_cutoff=most) <= most)


def _goes_with(person: Thing, part: str, other: str, order: int) -> bool:
    """Whether `other` may be the name that stands after (`order` 1) or before (-1) `part` of a person's name."""
    parts = split(person.name)
    places = [at + order for at, own in enumerate(parts) if own == part]
    return any(0 <= at < len(parts) and fits(other, parts[at]) for at in places)


def _match(at: int, first: str, last: str, person: Thing) -> Match:
    text, name = first + last, "".join(split(person.name))
    edits = min(2, OSA.distance(text, name))
    weight = min(len(text), len(name)) - EDIT_PRICE * edits - HOW_PRICE[How.SHORT]
    return Match(at, at + 2, person, How.SHORT, text, edits, weight)
