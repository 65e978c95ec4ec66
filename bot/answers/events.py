"""Conferences and the like that an episode speaks of."""

from __future__ import annotations

from bot.answers.answer import Answer
from bot.answers.context import Context
from bot.answers.scope import Found
from bot.index import Filter, Named
from bot.match import best_text
from bot.question.reading import Want
from bot.text import squash


async def events(context: Context) -> Answer:
    """The events of the episode that is meant, or the one that is named."""
    r = context.reading
    wanted = {key for ref in r.events for m in ref.choices if m.thing.kind == "event" for key in m.thing.keys}
    pointed = r.numbers or r.people or r.whole_titles or r.dates or r.pick or "this" in r.back
    if pointed:
        found = await context.resolver(events=(), topics=(), content=(), content_at=(), titles=(), sponsors=()).episodes()
        if not isinstance(found, Found):
            return found
        rows = found.rows
    elif wanted:
        rows = tuple(await context.index.select(Filter(shows=context.scope.shows, named=(Named("event", tuple(wanted)),))))
    else:
        found = await context.resolver().episodes()
        if not isinstance(found, Found):
            return found
        rows = found.rows
    full = await context.full(rows)
    told = [event for episode in full for event in episode.events]
    chosen = [event for event in told if squash(event.name) in wanted]
    if not chosen and r.topics:
        hit = best_text([w for ref in r.topics for w in ref.text.split()], [event.name for event in told])
        chosen = [told[hit[0]]] if hit else []
    if "partner" in r.cues and not wanted:
        chosen = [event for event in told if event.by] or chosen
    return await context.told(rows, full=full, events=tuple(chosen or told), note="one" if chosen else "", want=Want.EVENTS)
