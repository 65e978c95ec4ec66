"""The bot's own words: hello, and examples of questions (pure)."""

from __future__ import annotations

from bot.answers.catalog import Catalog
from bot.match.things import Thing
from bot.wording.marks import bold, escape
from bot.wording.words import joined


def greeting(catalog: Catalog) -> str:
    """What a new server is told."""
    shows = joined([bold(escape(show.name)) for show in list(catalog.shows.values())[:5]])
    lines = [
        f"Hello! Ask me about the episodes of {shows or 'your show'}: mention me, reply to me, or use `/ask`. For example:"
    ]
    return "\n".join([*lines, *(f"- {escape(question)}" for question in examples(catalog))])


def examples(catalog: Catalog) -> tuple[str, ...]:
    """Three or four questions that the knowledge surely answers."""
    things = catalog.names.things
    guest = _most([t for t in things if t.kind == "person" and t.guest], "guest")
    topic = _most(
        [t for t in things if t.kind == "topic" and t.weight and t.name.casefold() not in _show_names(catalog)], "weight"
    )
    sponsor = _most([t for t in things if t.kind == "sponsor" and t.weight], "weight")
    found = []
    if guest:
        found.append(f"when was {guest.name} last on?")
    if topic:
        found.append(f"anything about {topic.name}?")
    if sponsor:
        found.append(f"what does {sponsor.name} offer?")
    return (*found, "what is the latest episode?")


def _most(things: list[Thing], field: str) -> Thing | None:
    return max(things, key=lambda t: (getattr(t, field), t.name), default=None)


def _show_names(catalog: Catalog) -> set[str]:
    return {show.name.casefold() for show in catalog.shows.values()}
