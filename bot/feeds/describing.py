"""A feed in plain text for a terminal: what would be read from it, its first items, every oddity."""

from __future__ import annotations

import unicodedata

from bot.feeds.identity import keyring
from bot.feeds.items import Feed, Item

_ROWS = 12
_TITLE = 44
_KEYS = {"podcast": "guid", "guid": "guid", "audio": "file", "file": "file", "link": "link", "episode": "number"}


def describe(feed: Feed, rows: int = _ROWS) -> str:
    """What would be read from `feed`, over several lines, without a line end at the end."""
    parts = [_head(feed)]
    if feed.items:
        parts += [_counts(feed), _table(feed, rows)]
    parts.append(_oddities(feed))
    return "\n\n".join(part for part in parts if part)


def _head(feed: Feed) -> str:
    facts = (
        ("Feed", feed.title or "(no title)" if feed.kind else ""),
        ("Format", feed.kind),
        ("Page", feed.link),
        ("Language", feed.language),
        ("Podcast GUID", feed.podcast_guid),
        ("By", ", ".join(feed.authors)),
        ("People", _people(feed)),
        ("Moved to", feed.new_url),
        ("About", _cut(" ".join(feed.description.split()), 200)),
    )
    return "\n".join(f"{name + ':':14}{value}" for name, value in facts if value)


def _counts(feed: Feed) -> str:
    """How many items have each fact, only where at least one has."""
    items = feed.items
    counted = (
        ("with a date", sum(item.published is not None for item in items)),
        ("with a guid", sum(bool(item.guid) for item in items)),
        ("with audio", sum(item.has_audio for item in items)),
        ("with a length", sum(item.duration is not None for item in items)),
        ("with a number", sum(item.number is not None for item in items)),
        ("with people", sum(bool(item.people) for item in items)),
        ("with chapters", sum(bool(item.chapters or item.chapters_url) for item in items)),
        ("with a transcript", sum(bool(item.transcript_urls) for item in items)),
        ("with show notes", sum(bool(item.summary or item.notes) for item in items)),
    )
    return f"{len(items)} items: " + ", ".join(f"{count} {what}" for what, count in counted if count)


def _table(feed: Feed, rows: int) -> str:
    lines = [f"{'date':10}  {'no.':>6}  {'length':>8}  {_padded('title', _TITLE)}  audio  known by"]
    lines += [_row(item, ring) for item, ring in zip(feed.items[:rows], keyring(feed), strict=False)]
    if len(feed.items) > rows:
        lines.append(f"... and {len(feed.items) - rows} more")
    return "\n".join(line.rstrip() for line in lines)


def _row(item: Item, ring: tuple[str, ...]) -> str:
    date = f"{item.published:%Y-%m-%d}" if item.published else ""
    audio = "yes" if item.has_audio else "no"
    title = _padded(_cut(item.title, _TITLE), _TITLE)
    return f"{date:10}  {_number(item):>6}  {_length(item.duration):>8}  {title}  {audio:5}  {_known_by(ring)}"


def _number(item: Item) -> str:
    number = item.number_text or ("" if item.number is None else str(item.number))
    season = f"S{item.season} " if item.season is not None and number else ""
    return f"{season}{number}{'?' if item.number_source == 'title' else ''}"


def _length(seconds: int | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def _known_by(ring: tuple[str, ...]) -> str:
    """The things that tell this item from the others, so that it is not taken for a new one."""
    kinds = dict.fromkeys(_KEYS.get(key.partition(":")[0], "") for key in ring)
    return ", ".join(kind for kind in kinds if kind) or "title and date"


def _people(feed: Feed) -> str:
    """Everybody the feed names, with the roles, most frequent first."""
    counted: dict[str, int] = {}
    for person in (*feed.people, *(person for item in feed.items for person in item.people)):
        name = f"{person.name} ({person.role})"
        counted[name] = counted.get(name, 0) + 1
    names = sorted(counted, key=lambda name: -counted[name])
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def _oddities(feed: Feed) -> str:
    if not feed.oddities:
        return "Nothing odd about it."
    return "\n".join(["Oddities:", *(f"  - {oddity}" for oddity in feed.oddities)])


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) > width - 3:
        text = text[:-1]
    return text.rstrip() + "..."


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: East Asian characters take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
