"""What changed in an episode since it was last seen, so that a post about it can be edited once."""

from __future__ import annotations

import hashlib
from datetime import UTC
from urllib.parse import urlsplit

from bot.feeds.identity import unwrapped
from bot.feeds.items import Item
from bot.model import Frozen


class Change(Frozen, frozen=True):
    """A fact that differs, with what it was and what it is, as plain text."""

    fact: str
    before: str
    after: str


def facts(item: Item) -> dict[str, str]:
    """What a listener could notice of an item, by name, as text that is equal where nothing changed.

    Tracking prefixes, signatures in addresses and the offset a date is written in do not count.
    """
    return {
        "title": item.title,
        "number": f"{item.season or ''}/{item.number_text or ('' if item.number is None else item.number)}".strip("/"),
        "date": _instant(item),
        "length": "" if item.duration is None else str(item.duration),
        "type": item.episode_type,
        "summary": item.summary,
        "notes": item.notes,
        "link": item.link,
        "audio": _bare(unwrapped(item.enclosure_url)),
        "image": _bare(item.image),
        "people": "; ".join(f"{person.name} ({person.role})" for person in item.people),
        "chapters": item.chapters_url or "; ".join(f"{chapter.start:g} {chapter.title}" for chapter in item.chapters),
        "transcript": "; ".join(item.transcript_urls),
        "explicit": "" if item.explicit is None else str(item.explicit).lower(),
    }


def changes(old: Item, new: Item) -> tuple[Change, ...]:
    """The facts that differ between two readings of one episode, in a fixed order; empty where none does."""
    before, after = facts(old), facts(new)
    return tuple(Change(fact, before[fact], after[fact]) for fact in before if before[fact] != after[fact])


def marks(item: Item) -> tuple[tuple[str, str], ...]:
    """Each fact with eight characters that change when it does: enough to notice an edit without keeping the item."""
    return tuple((fact, hashlib.sha256(text.encode()).hexdigest()[:8] if text else "") for fact, text in facts(item).items())


def _instant(item: Item) -> str:
    """The date in UTC to the minute; as written where it cannot be moved there, as on the calendar's first and last days."""
    if item.published is None or not 1 < item.published.year < 9999:
        return item.published_text
    return item.published.astimezone(UTC).isoformat(timespec="minutes")


def _bare(url: str) -> str:
    """Host and path of an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{parts.path}"
