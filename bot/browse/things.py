"""What is known of a guest, a topic or a sponsor, gathered from the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Offer
from bot.browse.cards import ThingCard
from bot.browse.scene import Scene
from bot.index import Filter, Named, Row
from bot.match.things import Thing
from bot.model import Appearance, Entry, Episode, Sponsorship
from bot.text import split, squash, topic_key

READ = 40
"""Newest episodes read for what they say of somebody or offer."""
BESIDE = 8
"""Names that a card shows beside a thing."""


def named(thing: Thing) -> Named:
    """Episodes of a topic or sponsor: those that list it, and for a topic those that have its name in their title."""
    if thing.kind != "topic":
        return Named("sponsor", thing.keys)
    names = sorted({split(name) for name in (thing.name, *thing.aliases)} - {()})
    return Named("topic", thing.keys, tuple(n for n in names if len("".join(n)) > 2))


async def thing_card(scene: Scene, thing: Thing) -> ThingCard:
    """The card of a guest, topic or sponsor."""
    return await {"person": _person, "topic": _topic, "sponsor": _sponsor}[thing.kind](scene, thing)


async def _card(scene: Scene, thing: Thing, rows: Sequence[Row]) -> ThingCard:
    entry = scene.catalog.entry(thing)
    about, links = (entry.about, entry.links) if entry else ("", ())
    return ThingCard(thing, await scene.listing(rows), entry, about, links)


async def _person(scene: Scene, thing: Thing) -> ThingCard:
    """Who somebody is, where they were on, and with whom; of one who only hosts, the episodes hosted."""
    shows = scene.query.shows
    rows = await scene.index.select(Filter(shows=shows, named=(Named("guest", thing.keys),)))
    hosted = await scene.index.select(Filter(shows=shows, named=(Named("host", thing.keys),))) if thing.host else []
    card = await _card(scene, thing, rows or hosted)
    newest = await scene.index.episodes([row.id for row in (rows or hosted)[:READ]])
    said = [a for episode in newest for a in _appearances(episode) if squash(a.name) in thing.keys]
    links = {link.url: link for link in (*card.links, *(link for a in said for link in a.links))}
    return replace(
        card,
        about=card.about or next((a.about for a in said if a.about), ""),
        links=tuple(links.values()),
        as_host=len(hosted),
        hosting=bool(hosted and not rows),
        beside=await _guests(scene, rows, thing),
    )


def _appearances(episode: Episode) -> tuple[Appearance, ...]:
    return (*episode.guests, *(episode.hosts or ()))


async def _topic(scene: Scene, thing: Thing) -> ThingCard:
    """What a topic is, the guests who spoke about it, and the topics under it."""
    rows = await scene.index.select(Filter(shows=scene.query.shows, named=(named(thing),)))
    keys = set(thing.keys)
    entries = scene.catalog.entries.values()
    narrower = tuple(e.name for e in entries if e.kind == "topic" and keys & {topic_key(b) for b in e.broader})
    return replace(await _card(scene, thing, rows), beside=await _guests(scene, rows), narrower=narrower)


async def _sponsor(scene: Scene, thing: Thing) -> ThingCard:
    """What a sponsor is and offers."""
    rows = await scene.index.select(Filter(shows=scene.query.shows, named=(named(thing),)))
    card = await _card(scene, thing, rows)
    return replace(card, offer=await _offer(scene, thing, card.entry, rows))


async def _offer(scene: Scene, thing: Thing, entry: Entry | None, rows: Sequence[Row]) -> Offer | None:
    """The register's offer, else that of the newest episode that has one, with that episode; a bare link where none has."""
    if entry and (entry.offer or entry.code):
        return Offer(thing.name, entry.offer, entry.code, entry.url)
    bare = Offer(thing.name, url=entry.url) if entry and entry.url else None
    newest = rows[:READ]
    for row, episode in zip(newest, await scene.index.episodes([row.id for row in newest]), strict=False):
        for said in episode.sponsors:
            if squash(said.name) in thing.keys:
                if said.offer or said.code:
                    return _of(thing, said, row)
                bare = bare or (_of(thing, said, row) if said.url else None)
    return bare


def _of(thing: Thing, said: Sponsorship, row: Row) -> Offer:
    return Offer(thing.name, said.offer, said.code, said.url, said.about, row)


async def _guests(scene: Scene, rows: Sequence[Row], but: Thing | None = None) -> tuple[str, ...]:
    """The guests of these episodes, most often first."""
    counted: Counter[str] = Counter()
    for _, key, name in await scene.index.mentions([row.id for row in rows], "guest"):
        thing = scene.catalog.thing("person", key)
        if but is None or key not in but.keys:
            counted[thing.name if thing else name] += 1
    return tuple(name for name, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:BESIDE])
