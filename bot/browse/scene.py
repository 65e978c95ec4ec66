"""What every look-up has at hand: the query, the names in force, the index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot.answers.catalog import Catalog
from bot.answers.complete import Fits, Kind, Lists, Suggestion
from bot.browse.cards import Listing, Missing, Several
from bot.browse.finding import settle
from bot.browse.query import PAGE, Query
from bot.index import Index, Row


@dataclass(frozen=True)
class Scene:
    """One command being looked up; `fits` leaves out what is not of the shows that the place allows."""

    query: Query
    lists: Lists
    index: Index
    fits: Fits
    fits_in: Callable[[tuple[str, ...]], Awaitable[Fits]]

    @property
    def catalog(self) -> Catalog:
        """The names and show facts in force."""
        return self.lists.catalog

    def settle(self, kind: Kind, said: str, field: str = "name", fits: Fits | None = None) -> Suggestion | Several | Missing:
        """The one thing that `said` means."""
        found = settle(self.lists, kind, said, fits or self.fits)
        if isinstance(found, Suggestion):
            return found
        if not found.several:
            return Missing(kind, said, found.nearest)
        return Several(replace(self.query, choosing=field), kind, said, found.nearest, found.total)

    async def listing(self, rows: Sequence[Row]) -> Listing:
        """The page of `rows` that the query is on."""
        page = min(max(0, self.query.page), max(0, len(rows) - 1) // PAGE)
        shown = tuple(rows[page * PAGE : (page + 1) * PAGE])
        full = tuple(await self.index.episodes([row.id for row in shown]))
        slugs = {row.show for row in rows} or set(self.query.shows)
        partial = any(self.catalog.shows[slug].complete is False for slug in slugs if slug in self.catalog.shows)
        return Listing(self.query.turned(page), len(rows), shown, full, partial=partial)
