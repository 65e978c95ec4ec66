"""Who somebody is, and who made what."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.answer import Answer, Person
from bot.answers.choose import choose_person
from bot.answers.context import Context
from bot.answers.scope import Found
from bot.index import Filter, Named
from bot.match.names import Match
from bot.match.things import How, Thing
from bot.model import Link
from bot.question.lexicon import plain_words
from bot.question.reading import Ref, Want
from bot.text import split, squash, stem

MAKING = frozenset(
    map(
        stem,
        "creator created author wrote maker made founder founded maintainer lead developer ceo cto built behind".split(),
    )
)


async def person(context: Context) -> Answer:
    """What is known of somebody."""
    r = context.reading
    if not r.people:
        name = (r.strangers or (r.as_typed(r.content),))[0]
        return context.missing("person", name, nearest=context.catalog.nearest(name, "person"))
    ref = r.people[0].of("person") or r.people[0]
    top = [m for m in ref.choices if m.weight > ref.best.weight - 0.5]
    if len(top) > 1:
        weights = sorted((m.thing.weight for m in top), reverse=True)
        if weights[0] < 5 * max(1, weights[1]):
            return choose_person(r, replace(ref, choices=tuple(top)), context.catalog)
    return await _known(context, max(top, key=lambda m: m.thing.weight).thing)


async def _known(context: Context, thing: Thing) -> Answer:
    entry = context.catalog.entry(thing)
    rows = await context.index.select(Filter(named=(Named("guest", thing.keys),), limit=6))
    if not rows:
        rows = await context.index.select(Filter(named=(Named("host", thing.keys),), limit=1))
    full = await context.full(rows)
    about = ""
    links: tuple[Link, ...] = ()
    for episode in full:
        for guest in (*episode.guests, *(episode.hosts or ())):
            if squash(guest.name) in thing.keys:
                about = about or guest.about
                links = links or guest.links
    told = Person(thing, entry, about, links)
    return await context.told(rows, full=full, people=(thing.name,), person=told, cite=False)


async def creator(context: Context) -> Answer:
    """Who made the thing named, and where they were on if that is asked."""
    r = context.reading
    words = [w for ref in (*r.topics, *r.sponsors) for w in split(ref.text)] or list(r.content)
    name = " ".join([*(ref.thing.name for ref in (*r.topics, *r.sponsors)), r.as_typed(r.content)]).strip()
    makers = _described(context, words) or await _on_air(context)
    if not makers:
        return context.missing("maker", name)
    if len(makers) > 1 and not r.yesno:
        people = tuple(t.name for t in makers[:5])
        rows = await context.index.select(Filter(named=(Named("guest", tuple(k for t in makers[:5] for k in t.keys)),)))
        return await context.told(rows, people=people, cite=False, note="makers")
    thing = makers[0]
    if "guest" in r.cues or r.yesno:
        rows = await context.index.select(Filter(named=(Named("guest", thing.keys),)))
        ref = Ref(0, 0, thing.name, (Match(0, 0, thing, How.FULL, thing.name, 0, 9.0),))
        asked = replace(context, reading=replace(r, want=Want.EPISODES, people=(ref,), topics=(), role="guest"))
        return await asked.told(rows, people=(thing.name,), note="yes")
    return await _known(replace(context, reading=replace(r, want=Want.PERSON)), thing)


def _described(context: Context, words: list[str]) -> list[Thing]:
    """People whose register entry has all the words, else all but ordinary ones, and says they made something; guests first."""
    every = {stem(squash(w)) for w in words}
    telling = {stem(squash(w)) for w in words if w not in plain_words()} or every
    found: dict[bool, list[Thing]] = {True: [], False: []}
    for thing in context.catalog.described(telling):
        said = {stem(squash(w)) for w in split(thing.about)}
        if telling <= said and said & MAKING:
            found[every <= said].append(thing)
    return sorted(found[True] or found[False], key=lambda t: (-t.guest, t.name))


async def _on_air(context: Context) -> list[Thing]:
    """Guests of the episodes on the topic who are introduced with its name."""
    found = await context.resolver(want=Want.EPISODES, people=()).episodes()
    if not isinstance(found, Found):
        return []
    words = [squash(w) for ref in context.reading.topics for w in split(ref.thing.name)] or [
        squash(w) for w in context.reading.content
    ]
    makers: list[Thing] = []
    for episode in await context.full(found.rows):
        for guest in episode.guests:
            thing = context.catalog.thing("person", squash(guest.name))
            if thing and all(w in squash(guest.about) for w in words):
                makers.append(thing)
    return list(dict.fromkeys(makers))
