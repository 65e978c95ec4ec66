"""What there is to show for a command: facts, found and gathered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.answer import Offer
from bot.answers.complete import Kind, Suggestion
from bot.browse.query import PAGE, Query
from bot.index import Row
from bot.match.things import Thing
from bot.model import Appearance, Entry, Episode, Link, Show


@dataclass(frozen=True)
class EpisodeCard:
    """All facts of one episode; `hosts` are the show's where the file names none. `why` is latest, random or ""."""

    row: Row
    episode: Episode
    show: Show
    hosts: tuple[Appearance, ...] = ()
    why: str = ""
    partial: bool = False
    """Whether the notes of the show lack episodes, so that "latest" holds for our notes only."""


@dataclass(frozen=True)
class Listing:
    """One page of the episodes that a query found, newest or most fitting first.

    `filters` are the kinds and names that were understood; `partial` says that the notes of the shows lack episodes.
    """

    query: Query
    total: int
    rows: tuple[Row, ...]
    full: tuple[Episode, ...]
    filters: tuple[tuple[str, str], ...] = ()
    partial: bool = False
    loose: bool = False
    """No episode had all the words; these have some."""

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True)
class ThingCard:
    """A guest, topic or sponsor with what is known of it and its episodes.

    `as_host` counts the episodes that somebody hosts; `beside` are people who stand with it, `narrower` topics under a topic.
    """

    thing: Thing
    listing: Listing
    entry: Entry | None = None
    about: str = ""
    links: tuple[Link, ...] = ()
    as_host: int = 0
    hosting: bool = False
    """Whether the episodes listed are those that the person hosted."""
    beside: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    offer: Offer | None = None


@dataclass(frozen=True)
class ShowsCard:
    """The shows that can be asked about, with the number of episodes and the newest of each."""

    shows: tuple[tuple[Show, int, Row | None], ...]


@dataclass(frozen=True)
class Several:
    """Several things fit and none stands out; `choices` has the likeliest, one of which `query.chosen` takes."""

    query: Query
    kind: Kind
    said: str
    choices: tuple[Suggestion, ...]
    total: int


@dataclass(frozen=True)
class Missing:
    """Nothing of that name is in our notes; `nearest` has real ones that are like it."""

    kind: str
    """person, topic, sponsor, show, episode, number, pair (number and title of different episodes) or nothing (none given)."""
    said: str
    nearest: tuple[Suggestion, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Empty:
    """Everything named is known, but no episode has it all."""

    query: Query
    filters: tuple[tuple[str, str], ...]


Card = EpisodeCard | ThingCard | Listing | ShowsCard | Several | Missing | Empty


def again(card: Card) -> Query | None:
    """The query by which a card goes on, where it has more pages or asks back; None where it is complete."""
    match card:
        case Several():
            return card.query
        case ThingCard():
            return again(card.listing)
        case Listing():
            return card.query if card.pages > 1 else None
        case _:
            return None
