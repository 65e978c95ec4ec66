"""Documents turned into the rows of index.db (pure)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from bot.model import Appearance, Day, Document, Episode
from bot.text import squash, topic_key

SEASONED = re.compile(r"s(\d+)e(\d+)")
ENCODE = msgspec.json.Encoder().encode


@dataclass
class EpisodeRows:
    """The rows of one episode; `mentions` are (kind, key, place, name, own)."""

    episode: tuple[Any, ...]
    mentions: list[tuple[str, str, int, str, int]] = field(default_factory=list)
    words: tuple[str, str, str, str, str] = ("", "", "", "", "")


def span(day: Day) -> tuple[str, str]:
    """The first and last day that a date as far as known may mean, as `YYYY-MM-DD`."""
    if day.day:
        return str(day), str(day)
    if day.month:
        return f"{day}-01", f"{day}-{calendar.monthrange(day.year, day.month)[1]:02d}"
    return f"{day}-01-01", f"{day}-12-31"


def rank(day: Day | None) -> float | None:
    """A number that orders episodes in time: days, with the time of day where the file gives one."""
    if day is None:
        return None
    start = date.fromisoformat(span(day)[0]).toordinal()
    return start + ((day.at % 86400) / 86400 * 0.9 if day.at is not None else 0.0)


def episode_rows(document: Document, show_hosts: tuple[Appearance, ...]) -> EpisodeRows:
    """What stands in the index for an episode; hosts that its file leaves out are the show's."""
    episode = document.episode
    assert episode is not None
    day = episode.date or episode.recorded
    first, last = span(day) if day else (None, None)
    number = episode.number if isinstance(episode.number, int) else None
    numbered = SEASONED.fullmatch(squash(str(episode.number))) if episode.number is not None else None
    season, part = (str(int(numbered.group(1))), str(int(numbered.group(2)))) if numbered else ("", "")
    rows = EpisodeRows(
        (
            document.path,
            episode.key,
            episode.show,
            number,
            "" if episode.number is None else squash(str(episode.number)),
            part,
            season if episode.season is None else str(episode.season),
            episode.title,
            str(day) if day else "",
            int(episode.date is None and episode.recorded is not None),
            first,
            last,
            rank(day),
            episode.duration,
            ENCODE(episode).decode(),
        )
    )
    own = int(episode.hosts is not None)
    hosts = show_hosts if episode.hosts is None else episode.hosts
    rows.mentions = [
        *_mentions("guest", ((squash(g.name), g.name) for g in episode.guests)),
        *_mentions("host", ((squash(h.name), h.name) for h in hosts), own),
        *_mentions("sponsor", ((squash(s.name), s.name) for s in episode.sponsors)),
        *_mentions("topic", ((topic_key(t), t) for t in episode.topics)),
        *_mentions("event", ((squash(e.name), e.name) for e in episode.events)),
    ]
    rows.words = _words(episode)
    return rows


def _mentions(kind: str, names: Iterable[tuple[str, str]], own: int = 1) -> list[tuple[str, str, int, str, int]]:
    """Each name once, however often the file lists it."""
    found: dict[str, str] = {}
    for key, name in names:
        found.setdefault(key or name, name)
    return [(kind, key, place, name, own) for place, (key, name) in enumerate(found.items())]


def _words(episode: Episode) -> tuple[str, str, str, str, str]:
    names = [*episode.aliases, *episode.topics, *(g.name for g in episode.guests)]
    detail = [
        *(p.text for p in episode.outline),
        *(c.title for c in episode.chapters),
        *(f"{e.name} {e.place}" for e in episode.events),
        *(link.title for link in episode.links),
        *(p.title for p in episode.picks),
        *(g.about for g in episode.guests),
    ]
    offers = [f"{s.name} {s.offer} {s.code} {s.about}" for s in episode.sponsors]
    return episode.title, "\n".join(names), episode.summary, "\n".join(detail), "\n".join(offers)


def fill_ranks(rows: list[tuple[int, int | None, float | None]]) -> list[tuple[float, int]]:
    """Ranks for the undated of a show, as (rank, id): just after the dated episode with the next lower number.

    `rows` are (id, number, rank) of all its episodes. One without a number too gets none and sorts last.
    """
    numbered = sorted((number, rank, at) for at, number, rank in rows if number is not None and rank is not None)
    filled: list[tuple[float, int]] = []
    undated = sorted((number, at) for at, number, rank in rows if number is not None and rank is None)
    if not numbered:
        return [(float(number), at) for number, at in undated]
    place = 0
    for number, at in undated:
        while place < len(numbered) and numbered[place][0] < number:
            place += 1
        lower, higher = numbered[max(0, place - 1)], numbered[min(place, len(numbered) - 1)]
        step = (number - lower[0]) / max(1, higher[0] - lower[0]) if lower[0] < number else -1.0
        gap = (higher[1] - lower[1]) if higher[0] > lower[0] else 1.0
        filled.append((lower[1] + gap * min(step, 0.999) if step > 0 else lower[1] - 0.001 * (lower[0] - number), at))
    return filled
