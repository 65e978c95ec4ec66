"""Asking back: the readings to choose from, each with a question that gives its answer (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Ambiguous, Choice
from bot.answers.catalog import Catalog
from bot.index import Row
from bot.question.reading import Reading, Ref, Want
from bot.text import squash

MOST = 5

FORMS: dict[Want, str] = {
    Want.GUESTS: "who was the guest on {episode}?",
    Want.HOSTS: "who hosted {episode}?",
    Want.SPONSORS: "who sponsored {episode}?",
    Want.DATE: "when did {episode} come out?",
    Want.LENGTH: "how long is {episode}?",
    Want.LINK: "link to {episode}",
    Want.NUMBER: "what number is {episode}?",
    Want.TITLE: "what is the title of {episode}?",
    Want.OUTLINE: "outline of {episode}",
    Want.CHAPTERS: "chapters of {episode}",
    Want.PICKS: "picks of {episode}",
    Want.EVENTS: "which conferences came up in {episode}?",
}


def named(row: Row, catalog: Catalog) -> str:
    """How to name an episode so that nothing else is meant."""
    show = catalog.shows[row.show].name
    if row.label:
        number = f"#{row.number}" if row.number is not None else row.label
        return f"{show} {number}"
    return f"{row.title} ({show})"


def choose_show(reading: Reading, rows: Sequence[Row], catalog: Catalog) -> Ambiguous:
    """Which of several shows' episodes with that number is meant."""
    best = sorted(rows, key=lambda row: -catalog.sizes.get(row.show, 0))
    number = next((n.text for n in reading.numbers), "")
    return Ambiguous(reading, "show", f"#{number}", _episode_choices(reading, best, catalog), len(rows))


def choose_episode(reading: Reading, rows: Sequence[Row], catalog: Catalog) -> Ambiguous:
    """Which of several episodes is meant."""
    return Ambiguous(reading, "episode", "", _episode_choices(reading, rows, catalog), len(rows))


def _episode_choices(reading: Reading, rows: Sequence[Row], catalog: Catalog) -> tuple[Choice, ...]:
    form = FORMS.get(reading.want, "tell me about {episode}")
    return tuple(
        Choice(f"{named(r, catalog)}: {r.title}" if r.label else named(r, catalog), form.format(episode=named(r, catalog)))
        for r in rows[:MOST]
    )


def choose_person(reading: Reading, ref: Ref, catalog: Catalog) -> Ambiguous:
    """Which of several people of that name is meant."""
    things = [m.thing for m in ref.choices]
    words = reading.text
    choices = tuple(Choice(t.name, _with_name(words, ref.text, t.name)) for t in things[:MOST])
    return Ambiguous(reading, "person", _as_named(ref), choices, len(things))


def _with_name(text: str, said: str, name: str) -> str:
    at = text.casefold().find(said.casefold())
    return f"{text[:at]}{name}{text[at + len(said) :]}" if at >= 0 else f"{text} ({name})"


def _as_named(ref: Ref) -> str:
    """What the people meant have in common, spelt as their names spell it: Tom for "tom"."""
    typed = squash(ref.text)
    parts = (part for match in ref.choices for part in match.thing.name.split() if squash(part) == typed)
    return next(parts, ref.text)
