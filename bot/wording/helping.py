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
HEARING = (("/follow", "a direct message when a show, a guest or a topic has a new episode"),)
MODERATING = (
    ("/settings", "shows, channels, moderators, time zone"),
    ("/announce", "new episodes posted in a channel"),
    ("/gaps", "what I could not answer"),
    ("/reports", "answers that somebody says are wrong"),
)
SPEAKING = (("/gaps", "what I could not answer about your shows"), ("/knowledge", "add, change and undo what I know"))
HOSTING = (("/grant", "let a role on a server speak for a show"), ("/grants", "who speaks for which show"))
PRIVATELY = (("/privacy", "what I keep"), ("/forget-me", "delete what I keep of you"))


def helping(catalog: Catalog, moderator: bool, speaker: bool = False, host: bool = False) -> Sheet:
    """What can be asked and which commands there are; those for moderators, speakers of a show and hosts only to them."""
    shows = joined([bold(escape(show.name)) for show in list(catalog.shows.values())[:5]])
    more = len(catalog.shows) - 5
    known = f"{shows} and {more} more" if more > 0 else shows or "the shows"
    asking = [f"Ask me about the episodes of {known}, in your own words: with `/ask`, by mentioning me, or by replying to me."]
    asking += [f"- {escape(question)}" for question in examples(catalog)]
    parts = [Part("Look things up", _listed(LOOKING)), Part("Hear of new episodes", _listed(HEARING))]
    if moderator:
        parts.append(Part("For moderators", _listed(MODERATING)))
    if speaker:
        parts.append(Part("For those who speak for a show", _listed(SPEAKING[1:] if moderator else SPEAKING)))
    if host:
        parts.append(Part("For the host", _listed(HOSTING)))
    parts.append(Part("Your data", _listed(PRIVATELY)))
    foot = "With private: True a command shows its answer to you alone."
    return Sheet(title="What I can do", body="\n".join(asking), parts=tuple(parts), foot=foot)


def _listed(commands: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f"`{name}` {what}" for name, what in commands)
