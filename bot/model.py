"""The vocabulary of the product: every type that crosses a file, frozen.

Knowledge as the loader reads it (`Episode`, `Show`, `Entry`, `Faq`, `Check`), the place of a mistake (`Problem`), and a file
with what it held (`Document`). They are msgspec structs, so that the index can keep them as JSON and read them back typed.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Frozen(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A value: compared by its fields, never changed. It holds no cycles, so the garbage collector need not look at it."""


class Place(Frozen, frozen=True, order=True):
    """Where something stands: a path relative to the knowledge folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Frozen, frozen=True, order=True):
    """One mistake in a knowledge file, in words for whoever wrote the file."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Day(Frozen, frozen=True):
    """A date as far as it is known, in the local time the file states.

    `at` is the instant in seconds since 1970 UTC where the file gives a time of day with an offset, else None.
    """

    year: int
    month: int | None = None
    day: int | None = None
    at: float | None = None

    def __str__(self) -> str:
        """`2020-02-18`, `2020-02` or `2020`."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Link(Frozen, frozen=True):
    """A page with the words that name it."""

    title: str
    url: str
    about: str = ""


class Appearance(Frozen, frozen=True):
    """Somebody in an episode or a show, with what was said of them there."""

    name: str
    about: str = ""
    links: tuple[Link, ...] = ()


class Sponsorship(Frozen, frozen=True):
    """A sponsor in one episode, with the offer of that episode."""

    name: str
    offer: str = ""
    url: str = ""
    code: str = ""
    about: str = ""


class Event(Frozen, frozen=True):
    """A conference or the like that an episode speaks of; `date` is free text, `by` the organisers or partners."""

    name: str
    place: str = ""
    date: str = ""
    url: str = ""
    by: tuple[str, ...] = ()
    offer: str = ""
    about: str = ""


class OutlinePoint(Frozen, frozen=True):
    """One point of what the conversation goes through; `depth` is 0 at the top level."""

    text: str
    depth: int = 0


class Chapter(Frozen, frozen=True):
    """A part of the audio; `start` in seconds from the beginning."""

    start: float
    title: str
    url: str = ""


class Pick(Frozen, frozen=True):
    """Something that a host or guest recommends."""

    by: str
    title: str
    url: str = ""


class Attribution(Frozen, frozen=True):
    """A credit line: `what` it is for ("music", or "" for free text) and its facts in the file's order.

    `music: {title: T, artist: A}` is `Attribution("music", (("title", "T"), ("artist", "A")))`;
    `music: T by A` is `Attribution("music", (("", "T by A"),))`.
    """

    what: str
    facts: tuple[tuple[str, str], ...]


class Episode(Frozen, frozen=True):
    """One episode as its file tells it. `hosts`, `credits` and `community` are None where the file has no such key."""

    show: str
    slug: str
    title: str
    number: int | str | None = None
    season: int | str | None = None
    date: Day | None = None
    recorded: Day | None = None
    url: str = ""
    audio: str = ""
    image: str = ""
    transcript: str = ""
    duration: int | None = None
    """Seconds."""
    summary: str = ""
    hosts: tuple[Appearance, ...] | None = None
    guests: tuple[Appearance, ...] = ()
    topics: tuple[str, ...] = ()
    sponsors: tuple[Sponsorship, ...] = ()
    events: tuple[Event, ...] = ()
    outline: tuple[OutlinePoint, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    links: tuple[Link, ...] = ()
    picks: tuple[Pick, ...] = ()
    credits: tuple[Attribution, ...] | None = None
    aliases: tuple[str, ...] = ()
    community: tuple[Link, ...] | None = None
    source: str = ""
    notes: str = ""

    @property
    def key(self) -> str:
        """`show-slug/episode-slug`, as answers cite it."""
        return f"{self.show}/{self.slug}"


class Related(Frozen, frozen=True):
    """A sibling show."""

    name: str
    url: str = ""
    about: str = ""


class Show(Frozen, frozen=True):
    """A show as its `show.yaml` tells it; `complete` is None where the file does not say."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    url: str = ""
    feed: str = ""
    language: str = ""
    timezone: str = ""
    hosts: tuple[Appearance, ...] = ()
    contact: str = ""
    links: tuple[Link, ...] = ()
    community: tuple[Link, ...] = ()
    related: tuple[Related, ...] = ()
    credits: tuple[Attribution, ...] = ()
    complete: bool | None = None


Kind = Literal["person", "sponsor", "topic"]


class Entry(Frozen, frozen=True):
    """A person, sponsor or topic of a register; fields that its kind does not have stay empty."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    about: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    notes: str = ""
    role: str = ""
    handles: tuple[tuple[str, str], ...] = ()
    """People: (`github`, `tomchristie`), in the file's order."""
    offer: str = ""
    code: str = ""
    broader: tuple[str, ...] = ()
    """Topics: names of wider topics."""


class Faq(Frozen, frozen=True):
    """A question that moderators answered themselves."""

    show: str
    question: str
    answer: str
    also: tuple[str, ...] = ()
    url: str = ""


class Check(Frozen, frozen=True):
    """A question of the moderators' own tests, and the texts its answer must hold; `places` is where each of them stands."""

    show: str
    ask: str
    says: tuple[str, ...]
    places: tuple[Place, ...] = ()


DocumentKind = Literal["episode", "show", "people", "sponsors", "topics", "faq", "questions"]


class Claim(Frozen, frozen=True):
    """A name or alias that a register entry claims, with its place: two entries of a register may not claim the same."""

    name: str
    entry: str
    place: Place


class Document(Frozen, frozen=True):
    """One knowledge file as read.

    `digest` is the hash of its bytes. `good` says that nothing was wrong in it. What could be read stands in the field of
    its kind also where something was wrong; a file of which nothing could be read has them all empty.
    """

    path: str
    """Relative to the knowledge folder, with `/`."""
    kind: DocumentKind
    digest: str
    show: str = ""
    """Slug of the show; empty for registers."""
    slug: str = ""
    """Slug of the episode; empty for all else."""
    good: bool = True
    problems: tuple[Problem, ...] = ()
    episode: Episode | None = None
    about_show: Show | None = None
    entries: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    faqs: tuple[Faq, ...] = ()
    checks: tuple[Check, ...] = ()
