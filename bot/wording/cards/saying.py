"""Any card in words (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answers.catalog import Catalog
from bot.answers.complete import Suggestion
from bot.browse import Card, Empty, EpisodeCard, Listing, Missing, Several, ShowsCard, ThingCard
from bot.index import Row
from bot.wording.cards.episode import say_episode
from bot.wording.cards.sheet import Sheet, episode_line
from bot.wording.cards.things import say_empty, say_listing, say_shows, say_thing
from bot.wording.marks import bold, escape, shorten
from bot.wording.words import joined

ASKED = {"person": "people", "topic": "topics", "sponsor": "sponsors", "show": "shows", "episode": "episodes"}
HINT = "Start typing and pick from the list."
_FITTING = 5


def say_card(card: Card, catalog: Catalog) -> Sheet:
    """The words of a card."""
    several = len(catalog.shows) > 1
    match card:
        case EpisodeCard():
            return say_episode(card, several)
        case ThingCard():
            return say_thing(card, catalog)
        case Listing():
            return say_listing(card, catalog)
        case ShowsCard():
            return say_shows(card, catalog)
        case Several():
            return _several(card)
        case Missing():
            return _missing(card, catalog)
        case Empty():
            return say_empty(card)


def _several(card: Several) -> Sheet:
    said = bold(escape(shorten(card.said, 80)))
    shown = len(card.choices)
    count = f"These are the first {shown} of {card.total}." if card.total > shown else ""
    head = f"Several {ASKED[card.kind]} fit {said}. Which one do you mean?"
    return Sheet(body=" ".join(part for part in (head, count) if part), tone="asking")


def _missing(card: Missing, catalog: Catalog) -> Sheet:
    said = bold(escape(shorten(card.said, 80)))
    sentences: dict[str, Callable[[], str]] = {
        "person": lambda: f"I have nobody called {said} in our notes.",
        "topic": lambda: f"I have no episode about {said} in our notes.",
        "sponsor": lambda: f"I have no sponsor called {said} in our notes.",
        "show": lambda: f"I know no show called {said} here.",
        "episode": lambda: f"I have no episode called {said} in our notes.",
        "number": lambda: f"I have no episode {said} in our notes.",
        "pair": lambda: f"Episode {said} in our notes has another title.",
        "nothing": lambda: "Give me something to look for: fill in at least one option.",
    }
    told = [sentences[card.kind]() + _nearest(card.nearest)]
    if card.rows:
        told.append("The newest one there is:" if card.kind == "number" else "")
        told += _rows(card.rows, catalog)
    if card.kind == "pair" and card.nearest:
        told.append("The title belongs to:")
        told += _rows([s.row for s in card.nearest if s.row], catalog)
    elif not card.nearest and card.kind not in ("nothing", "number", "pair"):
        told.append(HINT)
    return Sheet(body="\n".join(part for part in told if part), tone="unknown")


def missing_show(said: str, fitting: Sequence[str] = ()) -> str:
    """That there is no show of that name, or that several fit."""
    names = [bold(escape(shorten(name, 80))) for name in fitting[:_FITTING]]
    hint = f"Did you mean {joined(names, 'or')}?" if names else HINT
    return f"I know no single show called {bold(escape(shorten(said, 80)))}. {hint}"


def _rows(rows: Sequence[Row], catalog: Catalog) -> list[str]:
    several = len(catalog.shows) > 1
    return [episode_line(row, "", catalog.shows[row.show].name if several else "") for row in rows]


def _nearest(nearest: Sequence[Suggestion]) -> str:
    names = [bold(escape(s.name)) for s in nearest if not s.row]
    return f" Did you mean {joined(names, 'or')}?" if names else ""
