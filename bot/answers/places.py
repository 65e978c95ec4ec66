"""The links of an episode's notes, of people, sponsors and shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.answer import Answer, Answered, Person
from bot.answers.context import Context
from bot.answers.episodes import one
from bot.answers.offers import offer
from bot.answers.scope import Found
from bot.answers.titled import SURE_TITLE, by_title_rather
from bot.index import Filter, Row
from bot.match import best_text, nearest_by_edits
from bot.model import Episode, Link
from bot.question.lexicon import GLUE, cue_words, plain_words
from bot.question.reading import Want
from bot.text import split

LINKED = frozenset("article articles blog post blogpost video repo paper story piece docs tweet thread".split())
"""What a link leads to, in words that need not stand in its title."""
SOCIAL = frozenset("twitter github mastodon linkedin blog homepage instagram youtube website site".split())


async def episode_for(context: Context) -> Answer | Found:
    """The episode named; the rest of the names then say what in it is looked for."""
    r = context.reading
    if (r.numbers and not by_title_rather(r)) or ("this" in r.back and context.scope.focus and not r.whole_titles):
        found = await context.resolver(
            topics=(), content=(), content_at=(), people=(), sponsors=(), titles=(), whole_titles=()
        ).episodes()
    elif r.whole_titles or (r.titles and r.titles[0].told >= 9 and r.titles[0].covered >= 0.5):
        found = await context.resolver(topics=(), people=(), content=(), content_at=(), sponsors=()).episodes()
    elif r.people or r.dates or r.pick:
        found = await context.resolver(topics=(), content=(), content_at=()).episodes()
    else:
        found = await context.resolver().episodes()
    if isinstance(found, Found):
        return await one(context, found) if len(found.rows) > 1 else found
    return found


def left_over(context: Context, used: frozenset[int], numbers: bool = False) -> list[str]:
    """The telling words of the question that did not point at the episode; with `numbers` those too."""
    r = context.reading
    shows = {at for ref in r.shows for at in range(ref.start, ref.end)}
    if not numbers:
        shows |= {at for n in r.numbers for at in range(n.start, n.end)}
    named = {at for ref in (*r.topics, *r.people, *r.sponsors, *r.whole_titles) for at in range(ref.start, ref.end)}
    left = [
        typed
        for at, (word, typed) in enumerate(zip(r.words, r.typed, strict=True))
        if at not in used and at not in shows and (at in named or (word not in GLUE and word not in cue_words()))
    ]
    return left or [w for at, w in enumerate(r.typed) if at not in used and at not in shows and w not in GLUE]


NO_LINK = frozenset("page link url play listen watch hear".split())
OFFICIAL = frozenset("official main proper actual".split())
"""What may be said of a show's own site."""
CANDIDATES = 8
"""Episodes whose links or chapters are looked through when a question names an episode only in part."""
ANY_TITLE = 5.0
"""Bits of a title from which it may be the episode meant, if a link or chapter of it is what the rest of the question says."""
WHOLE_TITLE = 0.75
"""How much of a title must be said for it to be the episode meant."""
SURE_LINK = 80.0
"""Of a hundred, how much of what is asked a link of a show must say."""


async def link(context: Context) -> Answer:
    """A link: a sponsor's, somebody's page, one from an episode's notes, an episode's page, a show's site."""
    r = context.reading
    if r.sponsors:
        return await offer(context)
    if r.people and set(r.words) & SOCIAL and not r.numbers:
        return await _of_person(context)
    titled = r.titles and r.titles[0].told >= SURE_TITLE and r.titles[0].covered >= 0.5 and not r.shows
    content = set(r.content) - OFFICIAL
    pointed = r.numbers or r.people or r.topics or r.whole_titles or content or r.dates or r.pick or r.step or r.back
    if not (pointed or titled):
        return await _of_show(context)
    if "they" in r.back and not r.named and context.recent_sponsors and not (r.back & {"this"}):
        return await offer(context)
    page = await _page_of_show(context)
    if page is not None:
        return page
    noted = await _noted(context)
    if noted is not None:
        return noted
    found = await episode_for(context)
    if not isinstance(found, Found):
        return found
    return await _of_episode(context, found)


async def _noted(context: Context) -> Answer | None:
    """A link from the notes of an episode of which the question says but a word or two; None where none surely fits."""
    r = context.reading
    if r.numbers or r.people or r.whole_titles or (r.titles and r.titles[0].covered >= WHOLE_TITLE):
        return None
    near = {m.thing.keys[0]: m for m in reversed(r.titles[:CANDIDATES]) if m.told >= ANY_TITLE}
    rows = (
        await context.index.select(Filter(shows=context.shows if context.show_named else (), keys=tuple(near))) if near else []
    )
    best: tuple[float, Row, Episode, Link] | None = None
    for row, episode in zip(rows, await context.index.episodes([row.id for row in rows]), strict=True):
        match = near[row.key]
        own = split(row.title)
        left = [w for w in left_over(context, frozenset(match.at), True) if w not in NO_LINK and w not in cue_words()]
        asked = [w for w in left if not nearest_by_edits(w, own, 1)]
        if len([w for w in asked if len(w) > 3]) < 2:
            continue
        hit = best_text(asked, [f"{x.title} {_words_of(x.url)}" for x in episode.links], plain_words())
        if hit and hit[1] >= SURE_LINK and (best is None or hit[1] + match.told > best[0]):
            best = (hit[1] + match.told, row, episode, episode.links[hit[0]])
    if best is None:
        return None
    _, row, episode, chosen = best
    return await context.told((row,), full=(episode,), link=chosen, values={"url": chosen.url})


async def _page_of_show(context: Context) -> Answer | None:
    """One of the links that a show's file has ("the archive of Root Cause"); None where none is asked for."""
    r = context.reading
    if r.numbers or r.people or r.whole_titles or r.dates or r.pick or r.step or not context.show_named:
        return None
    asked = [word for word in left_over(context, frozenset()) if word not in cue_words()]
    for show in (context.catalog.shows[slug] for slug in context.shows):
        links = (*show.links, *show.community)
        hit = best_text(asked, [x.title for x in links], plain_words()) if asked and links else None
        if hit and hit[1] >= SURE_LINK:
            chosen = links[hit[0]]
            return await context.told((), link=chosen, values={"url": chosen.url}, shows=(show,), cite=False, note="show")
    return None


async def _of_episode(context: Context, found: Found) -> Answer:
    full = await context.full(found.rows)
    phrase = [w for w in left_over(context, found.used) if w not in NO_LINK]
    who = {w for ref in context.reading.people for w in split(ref.text)}
    asked = [w for w in phrase if w not in cue_words() and w not in who and not nearest_by_edits(w, LINKED, 1)]
    titled = {w for row in found.rows[:1] for w in split(row.title)}
    asked = [w for w in asked if not nearest_by_edits(w, titled, 1 if len(w) < 8 else 2)]
    asked = asked if any(len(w) > len("hun") for w in asked) else []
    if len(found.rows) == 1 and "links" in context.reading.words and not asked and full[0].links:
        return await context.told(found.rows, full=full, note="links")
    if len(found.rows) == 1 and asked:
        titles = [f"{x.title} {_words_of(x.url)}" for x in full[0].links]
        hit = best_text(asked, titles, plain_words())
        if not hit or hit[1] < 60:
            every = [w for w in left_over(context, frozenset()) if w not in cue_words() and w not in who]
            hit = best_text(every, titles, plain_words()) if len(every) > len(asked) else hit
        if hit and hit[1] >= 60:
            chosen = full[0].links[hit[0]]
            return await context.told(found.rows, full=full, link=chosen, values={"url": chosen.url})
    if len(found.rows) == 1:
        url = full[0].url or full[0].audio
        return await context.told(
            found.rows, full=full, link=Link("", url) if url else None, values={"url": url} if url else {}
        )
    return await context.told(found.rows, full=full, want=Want.EPISODES)


def _words_of(url: str) -> str:
    """The words of an address, but for what every one has."""
    return " ".join(word for word in re.split(r"[^a-z0-9]+", url.casefold()) if word not in ("https", "http", "www", "com"))


async def _of_person(context: Context) -> Answer:
    from bot.answers.people import person

    told = await person(context)
    known = told.person if isinstance(told, Answered) else None
    if known is None:
        return told
    handles = [Link(where, HANDLES[where] + name.lstrip("@")) for where, name in _handles(known) if where in HANDLES]
    links = [*(known.entry.links if known.entry else ()), *known.links, *handles]
    if known.entry and known.entry.url:
        links.insert(0, Link("homepage", known.entry.url))
    if not links:
        return await context.told((), people=(known.thing.name,), person=known, cite=False, want=Want.PERSON)
    chosen = _preferred(links, context.reading.words)
    return await context.told(
        (), people=(known.thing.name,), person=known, link=chosen, values={"url": chosen.url}, cite=False, note="person"
    )


HANDLES = {"twitter": "https://twitter.com/", "github": "https://github.com/", "linkedin": "https://www.linkedin.com/in/"}


def _handles(known: Person) -> tuple[tuple[str, str], ...]:
    return known.entry.handles if known.entry else ()


def _preferred(links: Sequence[Link], words: Sequence[str]) -> Link:
    site = {"website", "site", "homepage", "webpage", "web", "page"}
    if site & set(words):
        words = [*words, "homepage", "website", "site", "blog"]
    for word in words:
        for candidate in links:
            if word in candidate.title.casefold() or (word in SOCIAL and f"{word}." in candidate.url):
                return candidate
    return links[0]


async def _of_show(context: Context) -> Answer:
    from bot.answers.shows import show_fact

    return await show_fact(context, Want.SITE)
