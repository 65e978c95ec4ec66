"""Answers about one episode, or a few: guests, hosts, sponsors, date, length, what it is about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from bot.answers.answer import Ambiguous, Answer
from bot.answers.choose import choose_episode
from bot.answers.context import SHOWN, Context, display_hosts
from bot.answers.scope import Found
from bot.index import Row
from bot.model import Day
from bot.question.reading import Want


async def one(context: Context, found: Found) -> Found | Ambiguous:
    """The single episode meant among those found, several where the question allows them, or the question which."""
    r = context.reading
    rows = found.rows
    if len(rows) < 2 or r.few or r.dates or found.how in ("number", "context", "order"):
        return found
    if found.how == "words":
        return Found(rows[:1], found.how, found.used)
    people = {at for ref in r.people for at in range(ref.start, ref.end)}
    titled = [m.thing.keys[0] for m in r.titles if m.told >= 6 and not set(m.at) <= people]
    best = [row for row in rows if titled and row.key == titled[0]]
    if best and (len(titled) == 1 or r.titles[0].told > r.titles[1].told + 1):
        return Found(tuple(best), found.how, found.used)
    if r.want is Want.DATE and (r.people or r.sponsors):
        return found
    if r.want is Want.GUESTS:
        having = {at for at, _, _ in await context.index.mentions([row.id for row in rows], "guest")}
        with_guests = tuple(row for row in rows if row.id in having)
        if with_guests:
            rows = with_guests
    if len(rows) == 1 or {"episodes", "eps", "all"} & set(r.words):
        return Found(rows, found.how, found.used)
    return choose_episode(r, rows, context.catalog)


async def guests(context: Context, found: Found) -> Answer:
    """Who was on."""
    mentions = await context.index.mentions([row.id for row in found.rows], "guest")
    full = await context.full(found.rows)
    people = _unique(context.person_name(name) for _, _, name in mentions)
    if len(full) == 1:
        people = _unique(context.person_name(g.name) for g in full[0].guests)
    asked = set(context.names("people"))
    others = tuple(p for p in people if p not in asked)
    return await context.told(found.rows, full=full, people=others or people if context.reading.people else people)


async def coguests(context: Context, found: Found) -> Answer:
    """Who was on together with somebody."""
    asked = set(context.names("people") or context.recent_people[:1])
    mentions = await context.index.mentions([row.id for row in found.rows], "guest")
    by_row: dict[int, set[str]] = {}
    for at, _, name in mentions:
        by_row.setdefault(at, set()).add(context.person_name(name))
    rows = [row for row in found.rows if len(by_row.get(row.id, set()) - asked) > 0] or list(found.rows)
    people = _unique(p for row in rows for p in sorted(by_row.get(row.id, set()) - asked))
    return await context.told(rows, people=people, note="with " + " and ".join(sorted(asked)) if asked else "")


async def hosts(context: Context, found: Found) -> Answer:
    """Who hosted."""
    full = await context.full(found.rows)
    if len(found.rows) > SHOWN:
        mentions = await context.index.mentions([row.id for row in found.rows], "host")
        people = _unique(context.person_name(name) for _, _, name in mentions)
    else:
        people = _unique(p for e in full for p in display_hosts(e, context))
    return await context.told(found.rows, full=full, people=people)


async def sponsors(context: Context, found: Found) -> Answer:
    """Who sponsored."""
    full = await context.full(found.rows)
    if len(found.rows) > SHOWN:
        mentions = await context.index.mentions([row.id for row in found.rows], "sponsor")
        names = _unique(context.sponsor_name(name) for _, _, name in mentions)
    else:
        names = _unique(context.sponsor_name(s.name) for e in full for s in e.sponsors)
    return await context.told(found.rows, full=full, sponsors=names)


async def when(context: Context, found: Found) -> Answer:
    """When it came out, or when somebody was on."""
    dated = [row for row in found.rows if row.day] or list(found.rows)
    values = {"date": dated[0].day} if len(found.rows) == 1 and dated[0].day else {}
    if "recorded" in context.reading.cues and "recorded" in context.reading.words:
        full = await context.full(found.rows)
        recorded: Day | None = full[0].recorded if full else None
        if len(full) == 1:
            values = {"date": str(recorded)} if recorded else {}
        return await context.told(found.rows, full=full, values=values, note="recorded")
    if context.reading.pick and dated and dated[0].day:
        values = {"date": dated[0].day}
    return await context.told(dated if context.reading.people or context.reading.sponsors else found.rows, values=values)


async def length(context: Context, found: Found) -> Answer:
    """How long it is."""
    seconds = found.rows[0].seconds
    return await context.told(found.rows, values={"seconds": seconds} if len(found.rows) == 1 and seconds is not None else {})


async def plain(context: Context, found: Found) -> Answer:
    """Number, title, outline, chapters, picks, what it is about: facts that the wording takes from the episode."""
    full = await context.full(found.rows)
    people = _unique(context.person_name(g.name) for g in full[0].guests) if len(full) == 1 else context.names("people")
    topics = context.names("topics") or (full[0].topics if len(full) == 1 else ())
    return await context.told(found.rows, full=full, people=people, topics=topics)


async def listing(context: Context, found: Found) -> Answer:
    """Episodes that match, newest first or as asked for."""
    r = context.reading
    pointed = len(found.rows) == 1 and found.how in ("number", "title", "context")
    if pointed and (r.sponsors or r.people) and r.cues & {"sponsor", "guest", "host"}:
        return await _member(context, found.rows[0])
    values: dict[str, object] = {}
    if r.pick and (r.people or r.sponsors or r.topics or r.events) and found.rows[0].day and r.pick in ("newest", "oldest"):
        values = {"date": found.rows[0].day}
    if r.pick in ("longest", "shortest") and found.rows[0].seconds is not None:
        values = {"seconds": found.rows[0].seconds}
    full = await context.full(found.rows)
    facts: dict[str, object] = {}
    if len(found.rows) == 1 and not r.people:
        facts["people"] = _unique(context.person_name(g.name) for g in full[0].guests)
    return await context.told(found.rows, full=full, values=values, note="yes" if r.yesno else "", **facts)


async def _member(context: Context, row: Row) -> Answer:
    """Whether the sponsor or person named was in the one episode named."""
    r = context.reading
    full = await context.full((row,))
    if r.sponsors:
        there = {context.sponsor_name(s.name) for s in full[0].sponsors}
        asked = context.names("sponsors")
        return await context.told((row,), full=full, sponsors=asked, note="in" if set(asked) <= there else "not in")
    there = {context.person_name(g.name) for g in full[0].guests}
    if r.role != "guest":
        there |= set(display_hosts(full[0], context))
    asked = context.names("people")
    return await context.told((row,), full=full, people=asked, note="in" if set(asked) <= there else "not in")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


Teller = Callable[[Context, Found], Awaitable[Answer]]
TELLERS: dict[Want, Teller] = {
    Want.GUESTS: guests,
    Want.COGUESTS: coguests,
    Want.HOSTS: hosts,
    Want.SPONSORS: sponsors,
    Want.DATE: when,
    Want.LENGTH: length,
    Want.NUMBER: plain,
    Want.TITLE: plain,
    Want.ABOUT: plain,
    Want.OUTLINE: plain,
    Want.CHAPTERS: plain,
    Want.PICKS: plain,
    Want.TOPICS: plain,
    Want.EPISODES: listing,
}
