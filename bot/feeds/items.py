"""What a feed says: `Feed`, its `Item`s and the `Person`s they name, frozen and safe to store as JSON or msgpack."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from bot.model import Chapter, Frozen, Link

NumberSource = Literal["", "tag", "title"]


class Person(Frozen, frozen=True):
    """Somebody a `podcast:person` tag names; `role` and `group` are lower case, "host" and "cast" where the tag is silent."""

    name: str
    role: str = "host"
    group: str = "cast"
    href: str = ""
    img: str = ""


class Item(Frozen, frozen=True):
    """One entry of a feed. Texts are plain (no HTML, no control characters), addresses absolute where that was possible.

    What the feed does not say, or says so badly that nobody could read it, is empty or None.
    """

    title: str = ""
    guid: str = ""
    podcast_guid: str = ""
    """Of the feed that the item stands in, so that an item alone can be told apart."""
    link: str = ""
    enclosure_url: str = ""
    enclosure_type: str = ""
    """As declared, lower case; guessed from the file's ending where the feed is silent."""
    enclosure_bytes: int | None = None
    published: datetime | None = None
    """Aware, with the offset that the feed writes: its own calendar day is the day people know."""
    published_text: str = ""
    updated: datetime | None = None
    duration: int | None = None
    """Seconds."""
    number: int | None = None
    number_text: str = ""
    """How the publisher writes the number where that differs from it, for example "12b"."""
    number_source: NumberSource = ""
    """"title" means it was read out of the title and may be wrong."""
    season: int | None = None
    episode_type: str = ""
    """"full", "trailer" or "bonus" where the feed says."""
    subtitle: str = ""
    summary: str = ""
    notes: str = ""
    """The show notes as text, where they are longer than the summary."""
    notes_links: tuple[Link, ...] = ()
    image: str = ""
    image_alt: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    """Those written in the feed itself; most feeds only name a file, `chapters_url`."""
    chapters_url: str = ""
    transcript_urls: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    explicit: bool | None = None

    @property
    def has_audio(self) -> bool:
        """Whether there is something to listen to or watch."""
        return bool(self.enclosure_url) and self.enclosure_type.startswith(("audio/", "video/"))


class Feed(Frozen, frozen=True):
    """A feed as far as a person could read it; `oddities` says in words what was hard to read or looked wrong."""

    title: str = ""
    link: str = ""
    podcast_guid: str = ""
    description: str = ""
    language: str = ""
    image: str = ""
    image_alt: str = ""
    authors: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    """Those named for the show as a whole; they hold for an item that names nobody."""
    explicit: bool | None = None
    kind: str = ""
    """The format in words ("RSS 2.0", "Atom 1.0"), empty where it is no feed."""
    new_url: str = ""
    """Where the feed says it has moved (`itunes:new-feed-url`)."""
    next_page: str = ""
    """Older items of a paged feed."""
    alternates: tuple[str, ...] = ()
    """Feeds that a web page names, where the address gave a page instead of a feed."""
    items: tuple[Item, ...] = ()
    """In the feed's own order, at most `MAX_ITEMS`."""
    oddities: tuple[str, ...] = ()


MAX_ITEMS = 5_000
MAX_TEXT = 50_000
"""Characters kept of a summary or of notes."""
