"""What a question was read as: the values that reading passes on to answering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.match.names import Match
from bot.match.things import Thing
from bot.match.titles import TitleMatch
from bot.question.days import Dates
from bot.question.numbers import Number
from bot.question.spoken import Length


class Want(StrEnum):
    """What is asked for."""

    EPISODES = "episodes"
    GUESTS = "guests"
    COGUESTS = "other guests"
    HOSTS = "hosts"
    SPONSORS = "sponsors"
    TOPICS = "topics"
    DATE = "date"
    LENGTH = "length"
    LINK = "link"
    NUMBER = "number"
    TITLE = "title"
    ABOUT = "what it is about"
    OUTLINE = "outline"
    CHAPTERS = "chapters"
    CHAPTER = "place in an episode"
    EVENTS = "events"
    PICKS = "picks"
    OFFER = "offer"
    PERSON = "person"
    CREATOR = "creator"
    SHOW = "show"
    SITE = "site"
    CONTACT = "contact"
    CHAT = "community"
    FEED = "feed"
    MUSIC = "music"
    SIBLING = "sibling show"
    SHOWS = "shows"
    COUNT = "count"
    MOST = "most"
    HELP = "help"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Heard:
    """Something said: to the bot (`addressed`) or overheard; `show` is the slug of the show that is set, "" for none."""

    text: str
    addressed: bool = True
    show: str = ""


@dataclass(frozen=True)
class Ref:
    """A span read as a name: the possible things, likeliest first."""

    start: int
    end: int
    text: str
    choices: tuple[Match, ...]

    @property
    def best(self) -> Match:
        """The likeliest reading."""
        return self.choices[0]

    @property
    def thing(self) -> Thing:
        """What it most likely names."""
        return self.choices[0].thing

    def of(self, *kinds: str) -> Ref | None:
        """The same span read only as things of these kinds; None where it names none."""
        kept = tuple(m for m in self.choices if m.thing.kind in kinds)
        return replace(self, choices=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood: what is wanted, of whom and what, within which limits, in which order.

    `content` are the telling words that nothing explains, in order; `strangers` the names that contradict everybody known.
    """

    text: str
    want: Want = Want.NOTHING
    cues: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    """The words, slips in ordinary ones put right; `typed` has them as typed."""
    typed: tuple[str, ...] = ()
    shows: tuple[Ref, ...] = ()
    people: tuple[Ref, ...] = ()
    sponsors: tuple[Ref, ...] = ()
    topics: tuple[Ref, ...] = ()
    events: tuple[Ref, ...] = ()
    whole_titles: tuple[Ref, ...] = ()
    titles: tuple[TitleMatch, ...] = ()
    numbers: tuple[Number, ...] = ()
    dates: tuple[Dates, ...] = ()
    content: tuple[str, ...] = ()
    content_at: tuple[int, ...] = ()
    loose: frozenset[str] = frozenset()
    """Those of `content` that are words of everyday talk: nothing need be found for them."""
    strangers: tuple[str, ...] = ()
    role: str = ""
    """guest, host or "" for either: in which role `people` are meant."""
    of: str = ""
    """COUNT and MOST: what is counted: episodes, guests, hosts, sponsors, topics, shows."""
    pick: str = ""
    """newest, oldest, longest, shortest, random: one episode of many."""
    few: int = 0
    """How many of them, of "the last three episodes"; 0 for one."""
    step: int = 0
    """1 for the episode after the one meant, -1 for the one before."""
    having: frozenset[str] = frozenset()
    """Roles that an episode must have anybody in: "with a guest"."""
    lacking: frozenset[str] = frozenset()
    """Roles that nobody may have in it: "without a sponsor"."""
    nth: int = 0
    """Which of them in that order, of "the second latest"; 0 for the first."""
    times: int = 0
    """At least how many episodes somebody must be in, of "on more than once"."""
    length: Length | None = None
    """Bounds to an episode's length."""
    without: tuple[Ref, ...] = ()
    """Whoever and whatever an episode must not have: "which ones did Alex miss", "but not Go"."""
    elsewhere: tuple[Ref, ...] = ()
    """Shows that are left out: "not Coder Radio"."""
    moment: int = -1
    """A time within an episode in seconds, of "what was on at 20:00"; -1 for none."""
    place: str = ""
    """Which chapter by its order: first, last, after, before."""
    measure: str = ""
    """average or total, of many episodes' lengths."""
    season: str = ""
    money: tuple[str, ...] = ()
    """Amounts as digits, of "$20" or "20 dollars"."""
    question: bool = False
    yesno: bool = False
    back: frozenset[str] = frozenset()
    """How it points back: this, these, they, follow."""
    why: tuple[str, ...] = field(default=())

    def as_typed(self, words: Sequence[str]) -> str:
        """Words as the asker wrote them, where nothing but spaces stands between them; so never a web address."""
        found = re.search(r"[\s'’-]{1,3}".join(map(re.escape, words)), self.text, re.IGNORECASE)
        return found.group() if found else " ".join(words)

    def word(self, at: int) -> str:
        """The word at a position, "" where there is none: names may stand in another sentence, far beyond the last word."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    @property
    def named(self) -> bool:
        """Whether anything at all is named."""
        return bool(
            self.shows
            or self.people
            or self.sponsors
            or self.topics
            or self.numbers
            or self.dates
            or self.whole_titles
            or self.without
            or self.elsewhere
            or self.length
        )
