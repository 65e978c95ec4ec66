"""What the bot says of itself when asked for help (pure)."""

from __future__ import annotations

from bot.answers.catalog import Catalog
from bot.wording.cards import Part, Sheet
from bot.wording.greeting import examples
from bot.wording.marks import bold, escape
from bot.wording.words import joined

LOOKING = (
    ("/episode", "one episode, by number or title"),
    ("/guest", "somebody and where they were on"),
    ("/topic", "episodes about something"),
    ("/sponsor", "an offer and where it was told"),
    ("/search", "words, guest, topic, sponsor, year together"),
    ("/latest", "the newest episode"),
    ("/random", "any episode"),
    ("/shows", "what I know"),
)
MODERATING = (("/settings", "shows, channels, moderators, time zone"), ("/gaps", "what I could not answer"))
PRIVATELY = (("/privacy", "what I keep"), ("/forget-me", "delete what I keep of you"))


def helping(catalog: Catalog, moderator: bool) -> Sheet:
    """What can be asked and which commands there are; those for moderators only where they are one."""
    shows = joined([bold(escape(show.name)) for show in list(catalog.shows.values())[:5]])
    more = len(catalog.shows) - 5
    known = f"{shows} and {more} more" if more > 0 else shows or "the shows"
    asking = [f"Ask me about the episodes of {known}, in your own words: with `/ask`, by mentioning me, or by replying to me."]
    asking += [f"- {escape(question)}" for question in examples(catalog)]
    parts = [Part("Look things up", _listed(LOOKING)), Part("Your data", _listed(PRIVATELY))]
    if moderator:
        parts.insert(1, Part("For moderators", _listed(MODERATING)))
    foot = "With private: True a command shows its answer to you alone."
    return Sheet(title="What I can do", body="\n".join(asking), parts=tuple(parts), foot=foot)


def _listed(commands: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"`{name}` {what}" for name, what in commands)
