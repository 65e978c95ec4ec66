"""Looking things up: one way in for all commands that show facts."""

from __future__ import annotations

import asyncio

from bot.answers.complete import Fits, Kind, Lists, Suggestion, key_of
from bot.answers.desk import Desk
from bot.browse.cards import Card, ShowsCard
from bot.browse.episodes import episode, one_of
from bot.browse.query import Query
from bot.browse.scene import Scene
from bot.browse.search import search
from bot.browse.things import thing_card
from bot.index import Filter, Index
from bot.model import Episode

QUICK = 8_000
"""Things of a kind up to which a keystroke is looked up in a few milliseconds; more are left to a thread."""
ROLES = {"guest": "person", "host": "person", "topic": "topic", "sponsor": "sponsor"}


class Browser:
    """Facts for commands, and names for those who type them. It follows the desk: what that has taken in is shown."""

    def __init__(self, desk: Desk, index: Index) -> None:
        self._desk = desk
        self._index = index
        self._lists: Lists | None = None
        self._making = asyncio.Lock()
        self._standing: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}

    async def lists(self) -> Lists:
        """All names in force; made in a thread when the knowledge has changed."""
        async with self._making:
            catalog = self._desk.catalog
            if self._lists is None or self._lists.catalog is not catalog:
                rows = await self._index.rows()
                self._lists = await asyncio.to_thread(Lists(catalog, rows).warmed)
                self._standing = {}
            return self._lists

    async def complete(self, kind: Kind, typed: str, shows: tuple[str, ...] = ()) -> tuple[Suggestion, ...]:
        """What may be meant by letters typed so far, within `shows`; best first, at most 25."""
        lists = await self.lists()
        fits = await self._fits(lists, shows)
        if len(lists.shelf(kind).entries) <= QUICK:
            return lists.complete(kind, typed, fits)
        return await asyncio.to_thread(lists.complete, kind, typed, fits)

    async def look(self, query: Query, chance: float = 0.0) -> Card:
        """The card for a command; `chance` (0 to 1, below 1) picks the random episode."""
        lists = await self.lists()
        fits = await self._fits(lists, query.shows)
        scene = Scene(query, lists, self._index, fits, lambda shows: self._fits(lists, shows))
        look = query.look
        if look == "shows":
            return await self._shows(scene)
        if look == "episode":
            return await episode(scene)
        if look == "search":
            return await search(scene)
        if look == "latest" or look == "random":
            return await one_of(scene, chance)
        found = scene.settle(look, query.name)
        if isinstance(found, Suggestion):
            return await thing_card(scene, lists.catalog.things[found.kind, key_of(found)])
        return found

    async def episode(self, value: str) -> Episode | None:
        """All facts of the episode that a value or mark stands for; None where it is gone."""
        found = (await self.lists()).by_value("episode", value)
        rows = await self._index.select(Filter(keys=(key_of(found),))) if found else []
        episodes = await self._index.episodes([rows[0].id]) if rows else []
        return episodes[0] if episodes else None

    async def _fits(self, lists: Lists, shows: tuple[str, ...]) -> Fits:
        """What stands in these shows; everything where none is named."""
        if not shows or set(shows) >= set(lists.catalog.shows):
            return lambda _: True
        if shows not in self._standing:
            self._standing[shows] = await self._names_in(shows)
        standing = self._standing[shows]

        def fits(suggestion: Suggestion) -> bool:
            if suggestion.row:
                return suggestion.row.show in shows
            if suggestion.kind == "show":
                return key_of(suggestion) in shows
            return bool(suggestion.thing and any((suggestion.kind, key) in standing for key in suggestion.thing.keys))

        return fits

    async def _names_in(self, shows: tuple[str, ...]) -> frozenset[tuple[str, str]]:
        ids = [row.id for row in await self._index.select(Filter(shows=shows))]
        found = set()
        for role, kind in ROLES.items():
            found |= {(kind, key) for _, key, _ in await self._index.mentions(ids, role)}
        return frozenset(found)

    async def _shows(self, scene: Scene) -> ShowsCard:
        told = []
        for slug, show in scene.catalog.shows.items():
            if not scene.query.shows or slug in scene.query.shows:
                newest = await self._index.select(Filter(shows=(slug,), limit=1))
                told.append((show, scene.catalog.sizes.get(slug, 0), newest[0] if newest else None))
        return ShowsCard(tuple(sorted(told, key=lambda each: (-each[1], each[0].name))))
