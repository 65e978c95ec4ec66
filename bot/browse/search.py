"""Episodes that have the words of a search and everything it is limited to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answers.complete import Kind, Suggestion
from bot.browse.cards import Card, Empty, Missing, Several
from bot.browse.scene import Scene
from bot.browse.things import named
from bot.index import Filter, Named, Row
from bot.question.lexicon import GLUE
from bot.text import split

FIELDS: tuple[tuple[str, Kind], ...] = (("show", "show"), ("guest", "person"), ("topic", "topic"), ("sponsor", "sponsor"))
MOST_WORDS = 12
LOOSE = 50
"""Episodes shown where none has all the words."""


@dataclass(frozen=True)
class Limits:
    """The options of a command, understood: what to ask of the index, and (kind, name) of each for telling."""

    filter: Filter
    filters: tuple[tuple[str, str], ...]


def understand(scene: Scene) -> Limits | Several | Missing:
    """What the filled-in options limit a search to; otherwise the first that is unknown, or means several things."""
    query = scene.query
    shows, names, told = query.shows, list[Named](), list[tuple[str, str]]()
    for field, kind in FIELDS:
        if not getattr(query, field):
            continue
        found = scene.settle(kind, getattr(query, field), field)
        if not isinstance(found, Suggestion):
            return found
        told.append((kind, found.name))
        if found.thing and kind == "show":
            shows = (found.thing.keys[0],)
        elif found.thing:
            names.append(Named("guest", found.thing.keys) if kind == "person" else named(found.thing))
    since, until = (f"{query.year:04d}-01-01", f"{query.year:04d}-12-31") if query.year else ("", "")
    if query.year:
        told.append(("year", str(query.year)))
    return Limits(Filter(shows=shows, named=tuple(names), since=since, until=until), tuple(told))


async def search(scene: Scene) -> Card:
    """A page of the episodes that fit."""
    limits = understand(scene)
    if not isinstance(limits, Limits):
        return limits
    if not scene.query.words.strip() and not limits.filters:
        return Missing("nothing", "")
    rows, loose = await _hits(scene, limits.filter, scene.query.words)
    if not rows:
        return Empty(scene.query, limits.filters)
    return replace(await scene.listing(rows), filters=limits.filters, loose=loose)


async def _hits(scene: Scene, limits: Filter, text: str) -> tuple[list[Row], bool]:
    """Episodes that have all the words, else (True) some of them; without words all, newest first."""
    if not text.strip():
        return await scene.index.select(limits), False
    wanted = _wanted(scene, limits, text)
    if not wanted.words:
        return [], False
    rows = await scene.index.select(wanted)
    if rows or len(wanted.words) < 2:
        return rows, False
    return await scene.index.select(replace(wanted, every=False, limit=LOOSE)), True


async def hits(scene: Scene, limits: Filter) -> list[Row]:
    """Episodes that have all words of the name asked for, the most fitting first."""
    wanted = _wanted(scene, limits, scene.query.name)
    return await scene.index.select(replace(wanted, limit=LOOSE)) if wanted.words else []


def _wanted(scene: Scene, limits: Filter, text: str) -> Filter:
    said = split(text)
    telling = [w for w in said if w not in GLUE] or list(said)
    groups = tuple(_spellings(scene, word) for word in telling[:MOST_WORDS])
    return replace(limits, words=groups, order="relevance")


def _spellings(scene: Scene, word: str) -> tuple[str, ...]:
    titles = scene.catalog.titles
    return tuple(dict.fromkeys((word, *(titles.word(number) for number, _ in titles.spellings(word)))))
