"""What may be meant by something typed, and the value that finds it again (pure)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2s
from typing import Literal

from bot.index import Row
from bot.match.things import Thing

Kind = Literal["person", "topic", "sponsor", "show", "episode"]
KINDS: tuple[Kind, ...] = ("person", "topic", "sponsor", "show", "episode")
LONGEST = 100
"""UTF-16 units that a choice's value may have at Discord."""


class Tier(IntEnum):
    """How what was typed fits, best first."""

    EXACT = 0
    PREFIX = 1
    INSIDE = 2
    """The beginning of a later word of the name."""
    ALIAS = 3
    TYPO = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may be meant; `value` finds it again (`Lists.by_value`), `alias` is the other name that fitted."""

    kind: Kind
    name: str
    value: str
    thing: Thing | None = None
    row: Row | None = None
    alias: str = ""
    tier: Tier = Tier.EXACT


Fits = Callable[[Suggestion], bool]


def mark_of(key: str) -> str:
    """A short text that stands for a key of any length: `~` and 16 digits."""
    return "~" + blake2s(key.encode("utf-8", "replace"), digest_size=8).hexdigest()


def key_of(suggestion: Suggestion) -> str:
    """The key in the index: the episode's, or the first of the thing's."""
    if suggestion.row:
        return suggestion.row.key
    return suggestion.thing.keys[0] if suggestion.thing else suggestion.value


def fitting(text: str) -> bool:
    """Whether a text can be a choice's value as it stands."""
    return 0 < len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST


def value_for(key: str) -> str:
    """The value that stands for an episode's key in menus: the key itself where it is short enough."""
    return key if fitting(key) else mark_of(key)
