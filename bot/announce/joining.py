"""A knowledge file and a feed item that are one episode though they share no key (pure)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.announce.seen import Seen
from bot.feeds import Item, Trace
from bot.model import Day, Episode
from bot.text import split

_NEAR = 3 * 24 * 3600.0
_SAME_DAY = 36 * 3600.0
_DIGITS = re.compile(r"\d+")


def as_item(episode: Episode) -> Item:
    """The episode in the words of a feed, for what knows items again."""
    day = episode.date or episode.recorded
    number = episode.number if isinstance(episode.number, int) else None
    return Item(
        title=episode.title,
        link=episode.url,
        enclosure_url=episode.audio,
        published=_published(day) if day else None,
        duration=episode.duration,
        number=number,
        season=episode.season if isinstance(episode.season, int) else None,
    )


def _published(day: Day) -> datetime:
    if day.at is not None:
        return datetime.fromtimestamp(day.at, UTC)
    return datetime(max(2, day.year), day.month or 1, day.day or 1, 12, tzinfo=UTC)


class Joiner:
    """Finds, among episodes that only the other side has told of, the one that a new sighting is.

    With `fed`, the sightings are of a feed and the episodes those that only files tell of; else the other way round.
    """

    def __init__(self, known: Mapping[str, Seen], fed: bool) -> None:
        self._known = {name: one for name, one in known.items() if one.fed is not fed and bool(one.key) is fed}
        self._by_number: dict[int, list[str]] = defaultdict(list)
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name, one in self._known.items():
            if one.trace.number is not None:
                self._by_number[one.trace.number].append(name)
            for word in _words(one.trace.title):
                self._by_word[word].append(name)

    def home(self, sighting: Trace) -> str | None:
        """The id of that episode, which is then taken; None where there is none."""
        names = dict.fromkeys(self._by_number.get(sighting.number, ()) if sighting.number is not None else ())
        for word in _words(sighting.title):
            names |= dict.fromkeys(self._by_word[word]) if word in self._by_word else {}
        for name in names:
            if name in self._known and one_episode(self._known[name].trace, sighting):
                del self._known[name]
                return name
        return None


def one_episode(one: Trace, other: Trace) -> bool:
    """Whether a file and a feed item of one show speak of the same episode.

    The same number of about the same day, or with titles that share a word; else titles that share most of their words, of the
    same day. Numbers that differ speak against it.
    """
    gap = None if one.at is None or other.at is None else abs(one.at - other.at)
    mine, theirs = _words(one.title), _words(other.title)
    common = len(mine & theirs)
    if one.number is not None and other.number is not None:
        seasons = one.season is None or other.season is None or one.season == other.season
        return one.number == other.number and seasons and (common > 0 if gap is None else gap <= _NEAR)
    likely = common > 0 and 2 * common >= min(len(mine), len(theirs))
    return likely and (gap is not None and gap <= _SAME_DAY)


def _words(title: str) -> set[str]:
    return {word for word in split(title) if len(word) > 2 and not _DIGITS.fullmatch(word)}
