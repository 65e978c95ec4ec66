"""Phrases that say what is asked for, found in the words of a question (pure)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.question.lexicon import phrases

LONGEST = 6
"""Words in a phrase, at the most."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words `start` to `end` (exclusive) give the hint `name`."""

    name: str
    start: int
    end: int


def find_cues(words: Sequence[str], masked: Collection[int]) -> list[Cue]:
    """Every hint in `words`; a phrase does not reach over the positions in `masked`, which stand for names."""
    table = phrases()
    found: list[Cue] = []
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + LONGEST) + 1):
            if end - 1 in masked:
                break
            found.extend(Cue(name, start, end) for name in table.get(tuple(words[start:end]), ()))
    return found


class Cues:
    """The hints of a question, asked for by name."""

    def __init__(self, found: Sequence[Cue]) -> None:
        self.all = tuple(found)
        self.names = frozenset(c.name for c in found)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def any(self, *names: str) -> bool:
        """Whether one of these hints is given."""
        return not self.names.isdisjoint(names)

    def at(self, name: str) -> list[Cue]:
        """Where a hint is given."""
        return [c for c in self.all if c.name == name]

    def covered(self) -> set[int]:
        """The positions of all words that give some hint."""
        return {at for c in self.all for at in range(c.start, c.end)}

    def longest(self, name: str) -> int:
        """The number of words of the longest phrase that gives the hint, 0 where none does."""
        return max((c.end - c.start for c in self.at(name)), default=0)
