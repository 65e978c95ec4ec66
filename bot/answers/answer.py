"""What an answer may be: four kinds, with facts and no wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.index import Row
from bot.match.things import Thing
from bot.model import Chapter, Entry, Episode, Event, Faq, Link, Show
from bot.question.reading import Reading, Want


@dataclass(frozen=True)
class Offer:
    """What a sponsor gives listeners, and where that is from: the `episode` named, the register, or the newest that has one."""

    sponsor: str
    offer: str = ""
    code: str = ""
    url: str = ""
    about: str = ""
    episode: Row | None = None


@dataclass(frozen=True)
class Person:
    """What is known of somebody: the register's entry, and what an episode said where they stood in it."""

    thing: Thing
    entry: Entry | None = None
    about: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Answered:
    """Facts for an answer. `rows` are all episodes that answer, in order; `full` has all facts of the first few of them.

    `values` holds what was asked for in figures: count, date, seconds, start_seconds, url, code. `partial` says that the notes
    of the show do not hold every episode. `note` tells variants of a want apart for the wording.
    """

    want: Want
    reading: Reading
    rows: tuple[Row, ...] = ()
    full: tuple[Episode, ...] = ()
    people: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    partial: bool = False
    confidence: float = 0.9
    note: str = ""
    cite: bool = True
    """Whether the rows stand in the answer object: not where a show's or person's facts were asked for."""
    offers: tuple[Offer, ...] = ()
    person: Person | None = None
    shows: tuple[Show, ...] = ()
    chapter: Chapter | None = None
    link: Link | None = None
    events: tuple[Event, ...] = ()
    faq: Faq | None = None
    ranking: tuple[tuple[str, int], ...] = ()
    also: tuple[Answered | Unknown, ...] = ()
    """The answers to the further questions of the same message."""


@dataclass(frozen=True)
class Choice:
    """One reading to choose from; asking `question` gives its answer."""

    label: str
    question: str


@dataclass(frozen=True)
class Ambiguous:
    """Several readings fit and none stands out; `choices` has the 2 to 5 best, `total` says how many there are."""

    reading: Reading
    about: str
    """show, person or episode."""
    name: str
    choices: tuple[Choice, ...]
    total: int


@dataclass(frozen=True)
class Unknown:
    """Something named is not in the knowledge, or the question is out of scope.

    `what` is person, maker, topic, sponsor, number, title, words, chapter, link, offer or scope; `nearest` are real names.
    """

    reading: Reading
    what: str
    name: str = ""
    nearest: tuple[str, ...] = ()
    show: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Silent:
    """Overheard, and not surely a question to answer; `why` is for the trace."""

    reading: Reading
    why: str = ""


Answer = Answered | Ambiguous | Unknown | Silent
