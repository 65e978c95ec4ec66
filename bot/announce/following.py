"""What members follow: shows, guests and topics that the knowledge has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.announce.knowing import Knowledge
from bot.announce.timing import Bounds
from bot.answers.catalog import Catalog
from bot.match.things import Thing
from bot.store import Store
from bot.store.records import FollowKind
from bot.text import fold

_KINDS = {"show": "show", "guest": "person", "topic": "topic"}


@dataclass(frozen=True)
class Followed:
    """It is followed now; `new` says whether it was not before."""

    label: str
    new: bool


@dataclass(frozen=True)
class NotKnown:
    """Nothing of that name can be followed, with names that are near; or with `most` there is no room for more."""

    near: tuple[str, ...] = ()
    most: int = 0


class Following:
    """Follows and stops."""

    def __init__(self, store: Store, knowledge: Knowledge, catalog: Callable[[], Catalog], bounds: Bounds) -> None:
        self._store = store
        self._knowledge = knowledge
        self._catalog = catalog
        self._bounds = bounds

    async def follow(self, user: int, kind: FollowKind, name: str, now: float) -> Followed | NotKnown:
        """What came of a member's wish to follow something."""
        thing = self._thing(kind, name)
        if thing is None:
            return NotKnown(self._catalog().nearest(name, _KINDS[kind]))
        if len(await self._store.follows.of(user)) >= self._bounds.follows:
            return NotKnown(most=self._bounds.follows)
        return Followed(thing.name, await self._store.follows.add(user, kind, thing.keys[0], thing.name, now))

    async def stop(self, user: int, label: str) -> str:
        """The label of what a member no longer follows; empty where they did not."""
        for one in await self._store.follows.of(user):
            if fold(one.label) == fold(label):
                await self._store.follows.remove(user, one.kind, one.key)
                return one.label
        return ""

    def names(self, kind: FollowKind, typed: str) -> list[str]:
        """Names that hold what was typed: those that begin so first, then those with the most episodes."""
        key = fold(typed)
        fitting = [thing for thing in self._things(kind) if key in fold(thing.name)]
        fitting.sort(key=lambda thing: (not fold(thing.name).startswith(key), -thing.weight, thing.name))
        return [thing.name for thing in fitting[:25]]

    def _thing(self, kind: FollowKind, name: str) -> Thing | None:
        if kind == "show":
            return next((t for t in self._things(kind) if fold(name) in map(fold, (t.name, *t.keys, *t.aliases))), None)
        return self._catalog().thing(_KINDS[kind], self._knowledge.key_of(_KINDS[kind], name))

    def _things(self, kind: FollowKind) -> list[Thing]:
        return [thing for thing in self._catalog().names.things if thing.kind == _KINDS[kind]]
