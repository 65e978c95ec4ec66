"""What a sponsor offers, with which code, where."""

from __future__ import annotations

import re

from bot.answers.answer import Answer, Offer
from bot.answers.context import Context
from bot.answers.scope import Found
from bot.index import Filter, Named, Row
from bot.model import Sponsorship
from bot.question.reading import Want
from bot.text import squash


async def offer(context: Context) -> Answer:
    """The offer of the episode named, else the register's, else the newest that has one; one for each sponsor meant."""
    r = context.reading
    rows = await _episodes(context)
    names = list(context.names("sponsors"))
    if r.money and not rows and (not names or "episode" in r.cues):
        return await _of_amount(context, names)
    if not names and r.content and not rows:
        name = " ".join(r.content)
        return context.missing("sponsor", name, nearest=context.catalog.nearest(name, "sponsor"))
    if not names and not rows:
        names = list(context.recent_sponsors)
    if not names and rows:
        full = await context.full(rows[:1])
        names = list(dict.fromkeys(context.sponsor_name(s.name) for e in full for s in e.sponsors))
        if not names:
            return await context.told(rows[:1], full=full, sponsors=(), note="no sponsor")
    if not names:
        return context.missing("scope")
    offers = [await _offer_of(context, name, rows) for name in names]
    return await _told(context, names, offers, rows)


async def _of_amount(context: Context, names: list[str]) -> Answer:
    """The sponsors, of those named if any, whose offers name the amount, each with the newest episode that says so."""
    r = context.reading
    shows = context.shows if context.show_named else ()
    found = Filter(shows=shows, words=tuple((m,) for m in r.money), where=("offers",), order="newest")
    rows = await context.index.select(found)
    offers: dict[str, Offer] = {}
    having: list[Row] = []
    for row, episode in zip(rows, await context.index.episodes([row.id for row in rows]), strict=False):
        for said in episode.sponsors:
            name = context.sponsor_name(said.name)
            if _amounts(said.offer) >= set(r.money) and (name in names or not names):
                offers.setdefault(name, _of_episode(name, said, row))
                having.append(row)
    for thing, entry in ((t, context.catalog.entry(t)) for t in context.catalog.names.things if t.kind == "sponsor"):
        if entry and _amounts(entry.offer) >= set(r.money) and (thing.name in names or not names):
            offers.setdefault(thing.name, Offer(thing.name, entry.offer, entry.code, entry.url, entry.about))
    if not offers:
        return context.missing("offer", f"${r.money[0]}")
    if "episode" in r.cues and having:
        return await context.told(list(dict.fromkeys(having)), sponsors=tuple(offers), want=Want.EPISODES)
    cited = [row for row in rows if row.key in {o.episode.key for o in offers.values() if o.episode}]
    return await context.told(cited, sponsors=tuple(offers), offers=tuple(offers.values()), want=Want.OFFER)


def _amounts(text: str) -> set[str]:
    """The numbers in the text of an offer."""
    return set(re.findall(r"\d+", text.replace(",", "")))


async def _told(context: Context, names: list[str], offers: list[Offer], rows: list[Row]) -> Answer:
    cited = [o.episode for o in offers if o.episode] or rows[:1]
    values = {}
    if len(offers) == 1:
        if offers[0].url and context.reading.cues & {"link"}:
            values["url"] = offers[0].url
        if offers[0].code:
            values["code"] = offers[0].code
    unique = list({row.key: row for row in cited}.values())
    return await context.told(unique, sponsors=tuple(names), offers=tuple(offers), values=values, want=Want.OFFER)


async def _episodes(context: Context) -> list[Row]:
    """The episodes that the question points at, none where only a sponsor is named."""
    r = context.reading
    if "this" in r.back and context.scope.focus and not (r.numbers or r.people or r.whole_titles or r.dates or r.pick):
        return [context.scope.focus]
    if not (r.numbers or r.people or r.whole_titles or r.dates or r.pick):
        return []
    if r.people or r.numbers or r.whole_titles or r.dates or r.pick or not r.sponsors:
        found = await context.resolver(sponsors=(), want=Want.ABOUT).episodes()
        return list(found.rows) if isinstance(found, Found) else []
    return []


async def _offer_of(context: Context, name: str, rows: list[Row]) -> Offer:
    thing = context.catalog.thing("sponsor", squash(name))
    keys = thing.keys if thing else (squash(name),)
    if rows:
        for row, episode in zip(rows, await context.full(rows), strict=False):
            for said in episode.sponsors:
                if squash(said.name) in keys:
                    return _of_episode(name, said, row)
    entry = context.catalog.entry(thing) if thing else None
    shows = context.shows if context.show_named else ()
    newest = await context.index.select(Filter(shows=shows, named=(Named("sponsor", keys),), limit=60))
    if entry and (entry.offer or entry.code):
        return Offer(name, entry.offer, entry.code, entry.url, entry.about)
    latest = await _newest_offer(context, name, keys, newest)
    if entry and (entry.url or entry.about):
        if latest and (latest.offer or latest.code):
            return Offer(name, latest.offer, latest.code, latest.url or entry.url, latest.about or entry.about, latest.episode)
        return Offer(name, "", "", entry.url, entry.about)
    return latest or Offer(name, episode=newest[0] if newest else None)


async def _newest_offer(context: Context, name: str, keys: tuple[str, ...], rows: list[Row]) -> Offer | None:
    """The newest episode's offer for a sponsor; one with only a link where none has more."""
    linked: Offer | None = None
    coded = "code" in context.reading.cues
    for row, episode in zip(rows, await context.index.episodes([row.id for row in rows]), strict=False):
        for said in episode.sponsors:
            if squash(said.name) in keys:
                if said.code or (said.offer and not coded):
                    return _of_episode(name, said, row)
                if (said.url or said.offer) and linked is None:
                    linked = _of_episode(name, said, row)
    return linked


def _of_episode(name: str, said: Sponsorship, row: Row) -> Offer:
    return Offer(name, said.offer, said.code, said.url, said.about, row)
