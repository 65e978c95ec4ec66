"""The one episode that a command means: by number, by title, by both, the latest, or any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from bot.answers.complete import Fits, Suggestion, key_of, value_for
from bot.browse.cards import Card, Empty, EpisodeCard, Missing, Several
from bot.browse.scene import Scene
from bot.browse.search import Limits, hits, understand
from bot.index import Filter, Row
from bot.text import squash

WORDS = ("episode", "ep", "number", "no")
SHOWN = 25


async def one_of(scene: Scene, chance: float) -> Card:
    """The latest episode, or one by `chance`."""
    limits = understand(scene)
    if not isinstance(limits, Limits):
        return limits
    rows = await scene.index.select(limits.filter)
    if not rows:
        return Empty(scene.query, limits.filters)
    return await _full(scene, rows[0 if scene.query.look == "latest" else int(chance * len(rows)) % len(rows)])


async def episode(scene: Scene) -> Card:
    """The episode that number and title name."""
    limits = understand(scene)
    if not isinstance(limits, Limits):
        return limits
    query, shows = scene.query, limits.filter.shows
    within = await scene.fits_in(shows)
    if not query.number:
        return await _titled(scene, within) if query.name else Missing("nothing", "")
    chosen = scene.lists.by_value("episode", query.number)
    rows = [chosen.row] if chosen and chosen.row and within(chosen) else await _numbered(scene, shows)
    if rows and query.name:
        return await _both(scene, rows, within)
    if len(rows) == 1:
        return await _by_key(scene, rows[0].key)
    if rows:
        return _several(scene, rows, "number")
    return Missing("number", query.number, rows=tuple(await scene.index.select(Filter(shows=shows, limit=1))))


async def _titled(scene: Scene, within: Fits) -> Card:
    found = scene.settle("episode", scene.query.name, fits=within)
    if isinstance(found, Suggestion):
        return await _by_key(scene, key_of(found))
    return await _about(scene, found, within) if isinstance(found, Missing) else found


async def _about(scene: Scene, missing: Missing, within: Fits) -> Card:
    """Where no title fits: the episodes that have all the words somewhere."""
    rows = [r for r in await hits(scene, Filter(shows=scene.query.shows)) if within(_suggested(r))]
    if not rows:
        return missing
    return await _by_key(scene, rows[0].key) if len(rows) == 1 else _several(scene, rows, "name")


def _suggested(row: Row) -> Suggestion:
    return Suggestion("episode", row.title, row.key, row=row)


async def _numbered(scene: Scene, shows: tuple[str, ...]) -> list[Row]:
    said = squash(scene.query.number)
    for word in WORDS:
        if said.startswith(word) and said[len(word) :].isdigit():
            said = said[len(word) :]
    said = said.lstrip("#")
    if said.isdigit():
        said = said.lstrip("0") or "0"
    rows = await scene.index.select(Filter(shows=shows, numbers=(said,))) if said else []
    return [row for row in rows if row.label == said] or rows


async def _both(scene: Scene, rows: Sequence[Row], within: Fits) -> Card:
    """The episode that has the number and the title; where they contradict each other, what each of them means."""
    lists, name, keys = scene.lists, scene.query.name, {row.key for row in rows}
    chosen = lists.by_value("episode", name)
    if chosen and within(chosen):
        titled: tuple[Suggestion, ...] = (chosen,)
    else:
        titled = lists.complete("episode", name, within)
    for suggestion in titled:
        if key_of(suggestion) in keys:
            return await _by_key(scene, key_of(suggestion))
    return Missing("pair", scene.query.number, titled[:3], tuple(rows[:3]))


async def _by_key(scene: Scene, key: str) -> Card:
    rows = await scene.index.select(Filter(keys=(key,)))
    return await _full(scene, rows[0]) if rows else Missing("episode", key)


async def _full(scene: Scene, row: Row) -> Card:
    read = await scene.index.episodes([row.id])
    if not read:
        # Its file was read again between two looks at the index.
        return Missing("episode", row.title)
    found = read[0]
    show = scene.catalog.shows[row.show]
    hosts = show.hosts if found.hosts is None else found.hosts
    why = scene.query.look if scene.query.look in ("latest", "random") else ""
    return EpisodeCard(row, found, show, hosts, why, show.complete is False)


def _several(scene: Scene, rows: Sequence[Row], field: Literal["number", "name"]) -> Several:
    choices = tuple(Suggestion("episode", row.title, value_for(row.key), row=row) for row in rows[:SHOWN])
    query = replace(scene.query, choosing=field)
    return Several(query, "episode", getattr(scene.query, field), choices, len(rows))
