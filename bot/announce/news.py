"""A new episode as a post tells it: facts from the knowledge files and from the feed, made one (pure)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.feeds import Feed, Item
from bot.model import Entry, Episode, Frozen, Show
from bot.text import squash

_SUMMARY = 600
_GUEST_ROLES = ("guest", "guest host", "interviewee")
Register = Callable[[str, str], Entry | None]
"""What the registers say of a person, sponsor or topic, by kind and name."""


class Guest(Frozen, frozen=True):
    """Somebody in the episode, with what they are known for."""

    name: str
    about: str = ""


class Offer(Frozen, frozen=True):
    """A sponsor with what it offers."""

    name: str
    offer: str = ""
    url: str = ""
    code: str = ""


class News(Frozen, frozen=True):
    """What a post may say of an episode. Texts are plain: nothing in them is Markdown yet."""

    id: str
    """Sixteen letters and digits that stand for the episode, whatever is edited in it."""
    title: str
    show: str = ""
    """The show's name."""
    slug: str = ""
    """The show's slug; empty for a feed that no show names."""
    number: str = ""
    day: str = ""
    """`YYYY-MM-DD` as the publisher writes it, shorter or empty where no more is known."""
    seconds: int | None = None
    summary: str = ""
    guests: tuple[Guest, ...] = ()
    topics: tuple[str, ...] = ()
    sponsors: tuple[Offer, ...] = ()
    image: str = ""
    image_alt: str = ""
    listen: str = ""
    page: str = ""
    key: str = ""
    """`show/episode` of its knowledge file, empty where it has none."""
    at: float = 0.0
    """When it came out, for the order of several at once; not told."""
    keys: tuple[tuple[str, str], ...] = ()
    """What people may follow of it, as (kind, key); not told."""

    @property
    def digest(self) -> str:
        """Changes when anything that is told does."""
        told = msgspec.structs.replace(self, at=0.0, keys=())
        return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]


def pack(news: News) -> bytes:
    """The payload of a delivery."""
    return msgspec.json.encode(news)


def unpack(payload: bytes) -> News | None:
    """The news in a payload; None where it holds none, as one of an older version might."""
    try:
        return msgspec.json.decode(payload, type=News)
    except msgspec.DecodeError:
        return None


@dataclass(frozen=True)
class About:
    """What an episode stands in: its show where one names it, and the registers."""

    show: Show | None = None
    register: Register = lambda _kind, _name: None
    key_of: Callable[[str, str], str] = lambda _kind, name: squash(name)


def told(name: str, at: float, episode: Episode | None, item: Item | None, title: str, about: About) -> News:
    """The news of an episode that a knowledge file, a feed or both tell of; where both speak the file's word counts.

    `title` is the feed's, which names the show where no show file does.
    """
    fields: dict[str, Any] = {"title": ""}
    for part in (_of_episode(episode, about) if episode else {}, _of_item(item)):
        fields.update({field: value for field, value in part.items() if value and not fields.get(field)})
    show = about.show
    own = {"id": name, "at": at, "show": show.name if show else title, "slug": show.slug if show else ""}
    guests = [("guest", about.key_of("person", guest.name)) for guest in fields.get("guests", ())]
    topics = [("topic", about.key_of("topic", topic)) for topic in fields.get("topics", ())]
    keys = dict.fromkeys([*([("show", show.slug)] if show else []), *guests, *topics])
    return News(**fields | own | {"keys": tuple(keys)})


def headed(item: Item, feed: Feed) -> Item:
    """The item with the feed's artwork where it has none of its own."""
    if item.image or not feed.image:
        return item
    return msgspec.structs.replace(item, image=feed.image, image_alt=feed.image_alt)


def _of_episode(episode: Episode, about: About) -> dict[str, Any]:
    day = episode.date
    sponsors = [
        Offer(sponsor.name, sponsor.offer or _entry(about, "sponsor", sponsor.name).offer, sponsor.url, sponsor.code)
        for sponsor in episode.sponsors
    ]
    return {
        "title": episode.title,
        "number": "" if episode.number is None else str(episode.number),
        "day": str(day) if day else "",
        "seconds": episode.duration,
        "summary": _shortened(episode.summary),
        "guests": tuple(Guest(g.name, g.about or _known_for(about, g.name)) for g in episode.guests),
        "topics": episode.topics,
        "sponsors": tuple(sponsors),
        "image": episode.image,
        "listen": episode.audio,
        "page": episode.url,
        "key": episode.key,
    }


def _of_item(item: Item | None) -> dict[str, Any]:
    if item is None:
        return {}
    number = item.number_text or ("" if item.number is None else str(item.number))
    guests = [person.name for person in item.people if person.role in _GUEST_ROLES]
    return {
        "title": item.title or item.link or "An episode without a title",
        "number": number,
        "day": _day(item),
        "seconds": item.duration,
        "summary": _shortened(item.summary or item.subtitle),
        "guests": tuple(Guest(name) for name in dict.fromkeys(guests)),
        "image": item.image,
        "image_alt": item.image_alt,
        "listen": item.enclosure_url if item.has_audio else "",
        "page": item.link,
    }


def _day(item: Item) -> str:
    return item.published.date().isoformat() if item.published else ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SUMMARY else text[: _SUMMARY - 1].rpartition(" ")[0] + "…"


def _known_for(about: About, name: str) -> str:
    entry = _entry(about, "person", name)
    return entry.about or entry.role


def _entry(about: About, kind: str, name: str) -> Entry:
    return about.register(kind, name) or Entry("person", name)


def in_order(news: Iterable[News]) -> list[News]:
    """The oldest first, as people expect several at once."""
    return sorted(news, key=lambda one: (one.at, one.number.zfill(8), one.title, one.id))
