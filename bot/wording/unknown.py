"""Honest words for what is not in the notes (pure)."""

from __future__ import annotations

from bot.answers.answer import Unknown
from bot.answers.catalog import Catalog
from bot.wording.marks import bold, escape, shorten
from bot.wording.words import cited, joined

GREETINGS = frozenset(
    "hi hello hey hiya howdy yo good morning evening afternoon day there bot everyone all greetings sup".split()
)


def say(answer: Unknown, catalog: Catalog) -> str:
    """That it is not in our notes, and the nearest thing that is."""
    name = bold(escape(shorten(answer.name, 80)))
    if answer.what == "number":
        return _number(answer, catalog)
    if answer.what == "step":
        way = "after" if answer.reading.step > 0 else "before"
        where = cited(answer.rows[0], "") if answer.rows else "that one"
        return f"Our notes have no episode {way} {where}."
    sentences = {
        "person": f"I have nobody called {name} in our notes.",
        "maker": f"Our notes do not say who is behind {name}.",
        "sponsor": f"I have no sponsor called {name} in our notes.",
        "topic": f"I have no episode about {name} in our notes.",
        "words": f"I found nothing about {name} in our notes.",
        "offer": f"I have no offer of {name} in our notes.",
        "title": f"I have no episode called {name} in our notes.",
    }
    if answer.what in sentences:
        return sentences[answer.what] + _nearest(answer)
    if set(answer.reading.words) & {"thanks", "thank", "thx", "ty", "cheers"} and len(answer.reading.words) < 6:
        return "You are welcome!"
    hello = set(answer.reading.words) <= GREETINGS
    shows = joined([escape(s.name) for s in list(catalog.shows.values())[:4]], "or")
    if hello:
        return f"Hello! Ask me about the episodes, guests, topics and sponsors of {shows or 'the show'}."
    return f"That is beyond me: I answer questions about the episodes, guests, topics and sponsors of {shows or 'the show'}."


def _nearest(answer: Unknown) -> str:
    return f" Did you mean {joined([bold(escape(n)) for n in answer.nearest], 'or')}?" if answer.nearest else ""


def _number(answer: Unknown, catalog: Catalog) -> str:
    of = f" of {escape(answer.show)}" if answer.show else ""
    newest = f" The newest one there is {cited(answer.rows[0], '')}." if answer.rows else ""
    return f"I have no episode #{escape(answer.name)}{of} in our notes.{newest}"
