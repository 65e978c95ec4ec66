"""What stands in lists to choose from: plain text, as Discord shows no Markdown there (pure)."""

from __future__ import annotations

from bot.answers.complete import Suggestion
from bot.index import Row
from bot.wording.marks import shorten
from bot.wording.words import date_words, length_words, plural

LABEL = 100
NUMBER_FREE = 40
"""Letters of a show's name before an episode."""


def label(suggestion: Suggestion, show: str = "") -> str:
    """One choice, at most 100 letters, what tells it apart first; `show` is named where several are known."""
    after = describe(suggestion)
    room = LABEL - (len(after) + 3 if after else 0)
    head = _name(suggestion, show)
    kept = shorten(head, room)
    return f"{kept} · {after}" if after else kept


def _name(suggestion: Suggestion, show: str) -> str:
    row = suggestion.row
    if row:
        number = f"#{row.number}" if row.number is not None else row.label.upper()
        parts = (shorten(show, NUMBER_FREE) if show else "", number, suggestion.name)
        return " ".join(part for part in parts if part)
    return f"{suggestion.name} ({suggestion.alias})" if suggestion.alias else suggestion.name


def describe(suggestion: Suggestion) -> str:
    """What tells more about a choice: a day, or how many episodes."""
    row, thing = suggestion.row, suggestion.thing
    if row:
        return date_words(row.day) if row.day else ""
    if thing is None:
        return ""
    if thing.kind == "person":
        if thing.guest:
            return f"guest in {plural(thing.guest, 'episode')}"
        return f"host of {plural(thing.host, 'episode')}" if thing.host else ""
    return plural(thing.weight, "episode")


def episode_option(row: Row) -> tuple[str, str]:
    """An episode in a menu: its number and title, and its day and length as the smaller line."""
    number = f"#{row.number}" if row.number is not None else row.label.upper()
    day = date_words(row.day) if row.day else ""
    long = length_words(row.seconds) if row.seconds is not None else ""
    return shorten(f"{number} {row.title}".strip(), LABEL), " · ".join(part for part in (day, long) if part)
