"""Facts of a show: hosts, site, contact, chat, feed, music, sibling shows, and which shows there are."""

from __future__ import annotations

from bot.answers.answer import Ambiguous, Answer, Choice
from bot.answers.choose import MOST
from bot.answers.context import Context
from bot.question.reading import Want
from bot.text import split

PLACES = frozenset("chat discord zulip slack forum matrix irc telegram gitter subreddit reddit".split())
ASK = {
    Want.SITE: "website of {show}",
    Want.CONTACT: "contact of {show}",
    Want.CHAT: "community chat of {show}",
    Want.FEED: "feed of {show}",
    Want.MUSIC: "music of {show}",
    Want.SIBLING: "sibling show of {show}",
    Want.HOSTS: "who hosts {show}?",
    Want.SHOW: "what is {show} about?",
}


async def show_fact(context: Context, want: Want) -> Answer:
    """One fact of the show that is named, set or the only one; asks which show where that is open."""
    if want is Want.SHOWS:
        return await context.told((), want=want, shows=tuple(context.catalog.shows.values()), cite=False)
    slugs = context.shows
    if not slugs:
        return context.missing("scope")
    shows = [context.catalog.shows[slug] for slug in slugs]
    if len(shows) > 1 and not context.reading.shows:
        choices = tuple(Choice(show.name, ASK[want].format(show=show.name)) for show in shows[:MOST])
        return Ambiguous(context.reading, "show", "", choices, len(shows))
    show = shows[0]
    values = {}
    if want is Want.SITE and show.url:
        values["url"] = show.url
    if want is Want.FEED and show.feed:
        values["url"] = show.feed
    if want is Want.CHAT:
        near = [
            x for x in show.community if set(split(f"{x.title} {x.url}")) & set(context.reading.words) & PLACES
        ] or show.community[:1]
        values |= {"url": near[0].url} if near and len(near) == 1 else {}
    people = tuple(dict.fromkeys(context.person_name(h.name) for s in shows for h in s.hosts)) if want is Want.HOSTS else ()
    return await context.told(
        (), want=want, shows=tuple(shows), values=values, people=people, cite=False, partial=show.complete is False
    )
