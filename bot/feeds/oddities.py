"""What looks wrong in a feed, in words for its publisher or for the moderators of its community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.feeds.dates import Dated, seconds_of
from bot.feeds.items import Feed, Item

_SUMMER = range(4, 10)
_STANDARD_ZONES = {"EST", "CST", "MST", "PST", "CET", "EET"}
_EXAMPLE = 60


@dataclass(frozen=True)
class Raw:
    """What an item had written where `Item` holds only what was read from it."""

    date: Dated
    length: str
    bytes: str
    markup: bool
    untitled: bool
    attached: int
    nameless: int


def look(feed: Feed, raws: list[Raw], before: Iterable[str] = ()) -> tuple[str, ...]:
    """Every oddity of a feed, one sentence each; `before` are those of the file itself."""
    pairs = list(zip(feed.items, raws, strict=True))
    found = [*before, *_of_feed(feed)]
    for check in _CHECKS:
        found.extend(check(feed, pairs))
    return tuple(dict.fromkeys(found))


Pairs = list[tuple[Item, Raw]]


def _of_feed(feed: Feed) -> Iterable[str]:
    if not feed.kind and not feed.items:
        yield "It is XML, but no feed: neither RSS nor Atom."
    elif not feed.items:
        yield "It has no items yet."
    if feed.items and not feed.title:
        yield "The feed has no title."
    if feed.new_url:
        yield f"It says it has moved to {feed.new_url}."
    if feed.next_page:
        yield f"It is one page of a longer feed; older items are at {feed.next_page}."


def _dates(feed: Feed, pairs: Pairs) -> Iterable[str]:
    yield from _told(pairs, lambda item, raw: raw.date.form == "none", "has no date", "have no date")
    unreadable = [item.published_text for item, raw in pairs if raw.date.form == "unreadable"]
    if unreadable:
        yield f"{_items(len(unreadable), 'has', 'have')} a date that nobody can read, for example {unreadable[0][:_EXAMPLE]!r}."
    loose = [item.published_text for item, raw in pairs if raw.date.form in ("iso", "loose") and feed.kind.startswith("RSS")]
    if loose:
        wrote = _items(len(loose), "writes its", "write their")
        yield f"{wrote} date not as RSS asks, for example {loose[0][:_EXAMPLE]!r}; read all the same."
    for zone in sorted({raw.date.zone.upper() for _, raw in pairs} & _STANDARD_ZONES):
        summer = sum(raw.date.zone.upper() == zone and _month(item) in _SUMMER for item, raw in pairs)
        if summer:
            yield f"{_items(summer, 'uses', 'use')} the winter zone {zone} in summer; times may be an hour off."


def _order(feed: Feed, pairs: Pairs) -> Iterable[str]:
    times = [item.published.timestamp() for item, _ in pairs if item.published]
    falls = sum(later > earlier for earlier, later in pairwise(times))
    if falls and falls == len(times) - 1 and len(times) > 2:
        yield "The oldest item stands first."
    elif falls:
        yield f"The items are not in order of date ({falls} out of place)."


def _identity(feed: Feed, pairs: Pairs) -> Iterable[str]:
    yield from _told(pairs, lambda item, raw: not item.guid, "has no guid", "have no guid")
    for what, values in (
        ("guid", [item.guid for item, _ in pairs]),
        ("audio file", [item.enclosure_url for item, _ in pairs]),
        ("link", [item.link for item, _ in pairs]),
    ):
        counted = Counter(value for value in values if value)
        shared = sum(count for count in counted.values() if count > 1)
        if shared:
            yield f"{shared} items share their {what} with another item."


def _audio(feed: Feed, pairs: Pairs) -> Iterable[str]:
    yield from _told(pairs, lambda item, raw: not item.enclosure_url, "has no audio", "have no audio")
    other = Counter(item.enclosure_type or "of no known type" for item, _ in pairs if item.enclosure_url and not item.has_audio)
    for kind, count in sorted(other.items()):
        yield f"{_items(count, 'has', 'have')} a file that cannot be played ({kind})."
    small = [raw.bytes for item, raw in pairs if item.enclosure_url and raw.bytes and item.enclosure_bytes is None]
    if small:
        yield f"{_items(len(small), 'gives', 'give')} an impossible size for the audio, for example {small[0][:_EXAMPLE]!r}."
    yield from _told(pairs, lambda item, raw: raw.attached > 1, "has several files; the first that plays is used",
                     "have several files; the first that plays is used")  # fmt: skip


def _lengths(feed: Feed, pairs: Pairs) -> Iterable[str]:
    audio = [(item, raw) for item, raw in pairs if item.has_audio]
    yield from _told(audio, lambda item, raw: not raw.length, "does not say how long it is", "do not say how long they are")
    zero = sum(seconds_of(raw.length) == 0 for _, raw in pairs if raw.length)
    if zero:
        yield f"{_items(zero, 'claims', 'claim')} a length of 0; taken as unknown."
    bad = [raw.length for _, raw in pairs if raw.length and seconds_of(raw.length) is None]
    if bad:
        yield f"{_items(len(bad), 'has', 'have')} a length that nobody can read, for example {bad[0][:_EXAMPLE]!r}."


def _titles(feed: Feed, pairs: Pairs) -> Iterable[str]:
    yield from _told(
        pairs,
        lambda item, raw: raw.untitled,
        "has no title; its first words stand in",
        "have no title; their first words stand in",
    )
    yield from _told(
        pairs, lambda item, raw: raw.markup, "has HTML in its title; taken out", "have HTML in their titles; taken out"
    )
    guessed = [item for item, _ in pairs if item.number_source == "title"]
    if guessed:
        who, example = _items(len(guessed), "has its", "have their"), guessed[0]
        yield f"{who} number only in the title (read as {example.number} from {example.title[:_EXAMPLE]!r})."
    counted = Counter(
        (item.season, item.number) for item, _ in pairs if item.number is not None and item.number_source == "tag"
    )
    twice = sum(count for count in counted.values() if count > 1)
    if twice:
        yield f"{twice} items share their episode number with another."


def _people(feed: Feed, pairs: Pairs) -> Iterable[str]:
    named = [item for item, _ in pairs if item.people]
    nameless = sum(raw.nameless for _, raw in pairs)
    if nameless:
        yield f"{nameless} podcast:person tags have no name."
    roles = {person.role for item in named for person in item.people}
    faces = sorted({person.name for item in named for person in item.people})
    if roles == {"host"} and len(named) > 1:
        yield f"podcast:person names only hosts ({', '.join(faces[:3])}); guests stand in titles or notes, if anywhere."
    if roles == {"guest"} and len(named) > 1:
        yield "podcast:person calls everybody a guest."
    if named and len(named) < len(pairs):
        yield f"Only {len(named)} of {len(pairs)} items name people (podcast:person)."


def _told(pairs: Pairs, odd: Callable[[Item, Raw], bool], one: str, many: str) -> Iterable[str]:
    """One sentence on how many items are odd in that way, none where none is."""
    count = sum(odd(item, raw) for item, raw in pairs)
    if count and count == len(pairs) and count > 1:
        yield f"All {count} items {many}."
    elif count:
        yield f"{_items(count, one, many)}."


def _items(count: int, one: str, many: str) -> str:
    return f"1 item {one}" if count == 1 else f"{count} items {many}"


def _month(item: Item) -> int:
    return item.published.month if item.published else 0


_CHECKS = (_dates, _order, _identity, _audio, _lengths, _titles, _people)
