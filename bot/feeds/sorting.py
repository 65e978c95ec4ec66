"""A feed and what was seen before → what is new, what is known, and what of it changed (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from bot.feeds.identity import STRONG, audio_key, keyring, title_key
from bot.feeds.items import Feed, Item
from bot.feeds.matching import Trace, fingerprint, same, trace
from bot.model import Frozen

_LEVELS = (*STRONG, "title", "at")
_LISTED_TWICE = ("podcast:", "guid:", "audio:", "episode:", "twin:")
_MAX_KEYS = 30
# A title or an instant that more episodes share than this tells nothing, and comparing them all would take long.
_CROWD = 20


class Sighting(Frozen, frozen=True):
    """An item of a feed with its trace as it is now."""

    item: Item
    trace: Trace
    changed: tuple[str, ...] = ()
    """Names of facts that changed since it was last seen (see `changes.facts`); empty for a new item."""
    late: bool = False
    """A new item dated before the newest that was known: an old episode put into the feed afterwards."""


class Sorting(Frozen, frozen=True):
    """A feed's items, new and known, each in the feed's order. An item listed twice appears once."""

    new: tuple[Sighting, ...]
    known: tuple[Sighting, ...]

    @property
    def to_keep(self) -> tuple[Trace, ...]:
        """Every trace to store now: all of this feed's. Traces of items that left the feed stay as they are stored."""
        return tuple(sighting.trace for sighting in (*self.new, *self.known))


class Identities:
    """The episodes of one show that were seen before, ready to be recognised."""

    def __init__(self, known: Iterable[Trace]) -> None:
        self._known = {seen.id: seen for seen in known}
        self._newest = max((seen.at for seen in self._known.values() if seen.at is not None), default=None)
        self._index: dict[str, list[str]] = defaultdict(list)
        for seen in self._known.values():
            for hint in _hints(seen):
                self._index[hint].append(seen.id)

    def sort(self, feed: Feed) -> Sorting:
        """The items of `feed`, each recognised by the most telling thing it shares with an episode seen before.

        Every known episode is given to one item at most, so that a second "Questions and answers" is a new one as long as
        the first still stands in the feed.
        """
        fresh = {position: trace(feed.items[position], ring) for position, ring in _distinct(feed)}
        homes = self._place(fresh)
        used = set(self._known)
        new, known = [], []
        for position, seen in fresh.items():
            item = feed.items[position]
            if position in homes:
                before = self._known[homes[position]]
                now = _merged(before, seen)
                known.append(Sighting(item, now, before.changed(now) if before.marks else ()))
            else:
                own = _unused(seen, used)
                used.add(own.id)
                late = own.at is not None and self._newest is not None and own.at < self._newest
                new.append(Sighting(item, own, late=late))
        return Sorting(tuple(new), tuple(known))

    def _place(self, fresh: dict[int, Trace]) -> dict[int, str]:
        """Which known episode each position of the feed is; new ones are left out."""
        homes: dict[int, str] = {}
        taken: set[str] = set()
        hints = {position: list(_hints(seen)) for position, seen in fresh.items()}
        for level in _LEVELS:
            for position, seen in fresh.items():
                if position in homes:
                    continue
                for home in self._candidates(hints[position], level):
                    if home not in taken and same(self._known[home], seen):
                        homes[position] = home
                        taken.add(home)
                        break
        return homes

    def _candidates(self, hints: list[str], level: str) -> Iterator[str]:
        for hint in hints:
            if hint.startswith(f"{level}:"):
                found = self._index.get(hint, ())
                if len(found) <= _CROWD:
                    yield from found


def traces(feed: Feed) -> tuple[Trace, ...]:
    """The traces of a feed seen for the first time, each with an id of its own."""
    return Identities(()).sort(feed).to_keep


def _hints(seen: Trace) -> Iterator[str]:
    """Everything by which a trace may be looked up."""
    yield from seen.keys
    if seen.title:
        yield f"title:{seen.title}"
    if seen.at is not None:
        yield f"at:{seen.at:.0f}"


def _distinct(feed: Feed) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Position and keys of every item but those listed a second time, and those that hold nothing to know them by."""
    seen: set[str] = set()
    for position, ring in enumerate(keyring(feed)):
        item = feed.items[position]
        twin = f"twin:{item.published} {audio_key(item.enclosure_url)} {title_key(item.title)}" if item.enclosure_url else ""
        telling = {key for key in (*ring, twin) if key.startswith(_LISTED_TWICE)}
        if not telling & seen and (ring or title_key(item.title)):
            yield position, ring
        seen |= telling


def _merged(before: Trace, now: Trace) -> Trace:
    """What is known now, findable by the old keys too; what the feed no longer says stays."""
    kept = tuple(dict.fromkeys((*now.keys, *before.keys)))[:_MAX_KEYS]
    return msgspec.structs.replace(
        now,
        id=before.id,
        keys=kept,
        title=now.title or before.title,
        number=before.number if now.number is None else now.number,
        season=before.season if now.season is None else now.season,
        at=before.at if now.at is None else now.at,
        duration=before.duration if now.duration is None else now.duration,
        bytes=before.bytes if now.bytes is None else now.bytes,
    )


def _unused(seen: Trace, used: set[str]) -> Trace:
    """The trace under an id that nobody has: a guid used again must not share the id of its first episode."""
    name = seen.id
    while name in used:
        name = fingerprint(f"{name} {seen.title} {seen.at}")
    return seen if name == seen.id else msgspec.structs.replace(seen, id=name)
