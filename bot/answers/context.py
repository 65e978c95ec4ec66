"""What every teller has at hand: the reading, what was found, the catalog and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.answers.answer import Answered, Unknown
from bot.answers.catalog import Catalog
from bot.answers.resolve import Resolver
from bot.answers.scope import Scope
from bot.index import Index, Row
from bot.match.things import Thing
from bot.model import Episode
from bot.question.reading import Reading
from bot.text import squash

SHOWN = 5
"""Episodes of which an answer shows more than the name."""


@dataclass(frozen=True)
class Context:
    """One question being answered."""

    reading: Reading
    catalog: Catalog
    index: Index
    scope: Scope
    recent_people: tuple[str, ...] = ()
    recent_sponsors: tuple[str, ...] = ()

    def resolver(self, **changes: Any) -> Resolver:
        """The search for the episodes of the reading, with some of its parts changed."""
        return Resolver(self.catalog, self.index, replace(self.reading, **changes), self.scope)

    @property
    def shows(self) -> tuple[str, ...]:
        """Slugs of the shows named or set; all where none is."""
        named = tuple(r.thing.keys[0] for r in self.reading.shows) or self.scope.shows
        return named or tuple(self.catalog.shows)

    @property
    def show_named(self) -> bool:
        """Whether a show is named, set, or the only one."""
        return bool(self.reading.shows or self.scope.shows or len(self.catalog.shows) == 1)

    def person_name(self, name: str) -> str:
        """The name by which somebody is known everywhere, whatever an episode calls them."""
        thing = self.catalog.thing("person", squash(name))
        return thing.name if thing else name

    def sponsor_name(self, name: str) -> str:
        """The same for a sponsor."""
        thing = self.catalog.thing("sponsor", squash(name))
        return thing.name if thing else name

    def partial(self, rows: Sequence[Row]) -> bool:
        """Whether the notes of a show concerned may lack episodes."""
        slugs = {row.show for row in rows} or set(self.shows)
        return any(self.catalog.shows[slug].complete is False for slug in slugs if slug in self.catalog.shows)

    async def full(self, rows: Sequence[Row]) -> tuple[Episode, ...]:
        """All facts of the first few of `rows`."""
        return tuple(await self.index.episodes([row.id for row in rows[:SHOWN]])) if rows else ()

    async def told(self, rows: Sequence[Row], **facts: Any) -> Answered:
        """An answer that cites `rows`."""
        full = facts.pop("full", None)
        if full is None:
            full = await self.full(rows)
        defaults: dict[str, Any] = {
            "people": self.names("people"),
            "sponsors": self.names("sponsors"),
            "topics": self.names("topics"),
            "partial": self.partial(rows),
            "want": self.reading.want,
        }
        return Answered(reading=self.reading, rows=tuple(rows), full=tuple(full), **{**defaults, **facts})

    def names(self, kind: str) -> tuple[str, ...]:
        """The people, sponsors or topics that the question names."""
        refs = getattr(self.reading, kind)
        return tuple(dict.fromkeys(ref.thing.name for ref in refs))

    def missing(self, what: str, name: str = "", **facts: Any) -> Unknown:
        """An honest "not in our notes"."""
        return Unknown(self.reading, what, name, **facts)


def display_hosts(episode: Episode, context: Context) -> tuple[str, ...]:
    """Who hosted: those the episode names, else its show's."""
    hosts = episode.hosts
    if hosts is None:
        hosts = context.catalog.shows[episode.show].hosts
    return tuple(dict.fromkeys(context.person_name(h.name) for h in hosts))


def things(names: Sequence[str], catalog: Catalog, kind: str) -> list[Thing]:
    """The known things of these names."""
    found = [catalog.thing(kind, squash(name)) for name in names]
    return [thing for thing in found if thing]
