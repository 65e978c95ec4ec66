"""The one thing that a name given to a command means, chosen from the list or typed freely (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.complete import Fits, Kind, Lists, Suggestion, Tier
from bot.text import clean, split, squash

SHOWN = 25
"""Choices of one select menu."""
LIKELY = 5
"""Choices where only slips fit."""


@dataclass(frozen=True)
class Unsettled:
    """No single thing: `several` fit, or nothing does and `nearest` is like it. `total` counts those that fit."""

    several: bool
    nearest: tuple[Suggestion, ...]
    total: int = 0


def settle(lists: Lists, kind: Kind, said: str, fits: Fits) -> Suggestion | Unsettled:
    """What `said` means: the value of a choice, a name, an alias, part of a name, or a name with slips."""
    chosen = lists.by_value(kind, said)
    if chosen and fits(chosen):
        return chosen
    found = lists.complete(kind, said, fits) if squash(clean(said)) else ()
    if not found:
        return Unsettled(False, _nearest(lists, kind, said, fits))
    best = _whole(said, found) or _best(kind, found)
    return best[0] if len(best) == 1 else Unsettled(True, tuple(best[:SHOWN]), len(best))


def _whole(said: str, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Of those that are no full name, the ones that have all the words as typed: for "tom" no Tomaž."""
    words = set(split(said))
    if found[0].tier is Tier.EXACT:
        return []
    return [s for s in found if s.tier is not Tier.TYPO and words <= {*split(s.name), *split(s.alias)}]


def _best(kind: Kind, found: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that fit best: a full name before aliases; of slips only the likeliest."""
    best = [s for s in found if s.tier is found[0].tier]
    if best[0].tier is Tier.TYPO:
        return best[:LIKELY]
    if best[0].tier is Tier.EXACT and kind != "episode":
        return [s for s in best if not s.alias][:1] or best
    return best


def _nearest(lists: Lists, kind: Kind, said: str, fits: Fits) -> tuple[Suggestion, ...]:
    near = lists.catalog.nearest(said, kind) if kind in ("person", "topic", "sponsor") else ()
    return tuple(s for name in near for s in lists.complete(kind, name, fits, 1) if s.tier is Tier.EXACT)
