"""What a source holds now, and what of it is new, due, changed or old (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.announce.forgetting import forgotten
from bot.announce.joining import Joiner, as_item
from bot.announce.news import About, News, headed, told
from bot.announce.seen import Seen
from bot.feeds import Feed, Identities, Item, Trace
from bot.model import Day, Episode

DAY = 24 * 3600.0
STALE = 14 * DAY
"""What came out longer ago is an old episode put in afterwards, not news; longer before the last look that worked, that is."""
AWAY = 30 * DAY
"""A look that worked longer ago counts as of then: after half a year away nobody wants the posts of half a year."""
EDITABLE = 90 * DAY
"""For so long after it was told an episode's post follows its facts."""
FLOOD = 50
"""So many new at once are an archive under new names."""


@dataclass(frozen=True)
class Look:
    """What there is to see in a source: its feed where that was just read, and the knowledge files of its show."""

    source: str
    feed: Feed | None = None
    episodes: Mapping[str, Episode] = field(default_factory=dict)
    """By `show/episode`."""
    about: About = field(default_factory=About)
    first_feed: bool = False
    """Whether the feed was never read before: then nothing in it that is out is new."""
    first_files: bool = False
    """The same of the knowledge files."""
    last: float | None = None
    """When the source could last be looked at before."""


@dataclass
class Findings:
    """What to keep, what to tell, what changed, what is passed over, and when to look again by itself."""

    keep: dict[str, Seen] = field(default_factory=dict)
    fresh: list[News] = field(default_factory=list)
    changed: list[News] = field(default_factory=list)
    passed: list[tuple[News, str]] = field(default_factory=list)
    """With the reason: `old` or `flood`."""
    wake: float | None = None
    forget: tuple[str, ...] = ()
    """Ids of what need not be kept any longer."""


@dataclass(frozen=True)
class _Scene:
    """What all episodes of one look have in common."""

    now: float
    look: Look
    highest: int | None

    def stale(self, one: Seen, due: float | None) -> bool:
        """Whether an episode that just appeared is an old one: by its date, or without one by its number."""
        if due is not None:
            last = self.now if self.look.last is None else self.look.last
            return due < max(min(last, self.now), self.now - AWAY) - STALE
        number = one.trace.number
        return number is not None and self.highest is not None and number < self.highest


def _highest(seen: Mapping[str, Seen]) -> int | None:
    return max((one.trace.number for one in seen.values() if one.trace.number is not None), default=None)


def sift(now: float, look: Look, seen: Mapping[str, Seen]) -> Findings:
    """What is to be kept and told at `now`; `seen` are the episodes known so far, by id."""
    known = dict(seen)
    appeared: dict[str, Seen] = {}
    present: set[str] = set()
    if look.feed is not None:
        present = _feed(look.feed, known, appeared)
    _files(look.episodes, known, appeared)
    findings = Findings(forget=forgotten(now, known, present) if look.feed is not None else ())
    for name in findings.forget:
        del known[name]
    scene = _Scene(now, look, _highest(seen))
    for name, one in known.items():
        settled = _settled(scene, one, name in appeared, findings)
        if settled.state == "waiting" and settled.due is not None:
            findings.wake = min(settled.due, findings.wake or settled.due)
        if settled != seen.get(name):
            findings.keep[name] = settled
    if len(findings.fresh) > FLOOD:
        findings.passed += [(news, "flood") for news in findings.fresh]
        findings.fresh = []
    return findings


def _feed(feed: Feed, known: dict[str, Seen], appeared: dict[str, Seen]) -> set[str]:
    """Takes in what the feed says now; the ids of what it holds."""
    present = set()
    sorting = Identities(one.trace for one in known.values()).sort(feed)
    joiner = Joiner(known, fed=True)
    for sighting in sorting.known:
        present.add(sighting.trace.id)
        before = known[sighting.trace.id]
        known[sighting.trace.id] = _with_item(msgspec.structs.replace(before, trace=sighting.trace), sighting.item, feed)
    for sighting in sorting.new:
        home = joiner.home(sighting.trace)
        if home is not None:
            joined = msgspec.structs.replace(known[home], trace=_both(known[home].trace, sighting.trace))
            known[home] = _with_item(joined, sighting.item, feed)
            present.add(home)
            continue
        present.add(sighting.trace.id)
        known[sighting.trace.id] = appeared[sighting.trace.id] = _with_item(Seen(sighting.trace), sighting.item, feed)
    return present


def _both(file: Trace, item: Trace) -> Trace:
    """The feed's trace, found by the file's keys too, under the id that the episode has."""
    return msgspec.structs.replace(item, id=file.id, keys=tuple(dict.fromkeys((*item.keys, *file.keys))))


def _with_item(one: Seen, item: Item, feed: Feed) -> Seen:
    return msgspec.structs.replace(one, fed=True, item=headed(item, feed), title=feed.title)


def _files(episodes: Mapping[str, Episode], known: dict[str, Seen], appeared: dict[str, Seen]) -> None:
    """Takes in what the knowledge files say now."""
    homes = {one.key for one in known.values() if one.key}
    strange = [episode for key, episode in episodes.items() if key not in homes]
    if not strange:
        return
    # A file that was renamed is known under a key that no file has any more.
    free = {name: one for name, one in known.items() if not one.key or one.key not in episodes}
    feed = Feed(items=tuple(as_item(episode) for episode in strange))
    keys = {id(item): episode.key for item, episode in zip(feed.items, strange, strict=True)}
    sorting = Identities(one.trace for one in free.values()).sort(feed)
    joiner = Joiner(free, fed=False)
    for sighting in sorting.known:
        _put_key(known, sighting.trace.id, keys[id(sighting.item)])
    for sighting in sorting.new:
        key = keys[id(sighting.item)]
        home = joiner.home(sighting.trace)
        if home is not None:
            _put_key(known, home, key)
            continue
        name = sighting.trace.id
        while name in known:
            name = f"{int(name, 16) + 1 & 0xFFFFFFFFFFFFFFFF:016x}"
        trace = msgspec.structs.replace(sighting.trace, id=name)
        known[name] = appeared[name] = Seen(trace, key=key)


def _put_key(known: dict[str, Seen], name: str, key: str) -> None:
    known[name] = msgspec.structs.replace(known[name], key=key)


def _settled(scene: _Scene, one: Seen, new: bool, findings: Findings) -> Seen:
    """The episode as it is from now on; what is to be said of it goes into `findings`."""
    look, now = scene.look, scene.now
    episode = look.episodes.get(one.key)
    if one.state == "told":
        return _followed(now, one, episode, look, findings)
    if not new and one.state == "old":
        return _bare(one)
    due = _due(one, episode, look)
    if due is not None and due > now:
        return msgspec.structs.replace(one, state="waiting", due=due)
    if episode is None and one.item is None:
        return msgspec.structs.replace(one, due=None)
    if new and (look.first_feed if one.fed else look.first_files):
        return _bare(one)
    news = _news(one, episode, look, due if due is not None else now)
    if one.state != "waiting" and scene.stale(one, due):
        findings.passed.append((news, "old"))
        return _bare(one)
    findings.fresh.append(news)
    return msgspec.structs.replace(one, state="told", told=now, due=due, digest=news.digest)


def _followed(now: float, one: Seen, episode: Episode | None, look: Look, findings: Findings) -> Seen:
    """An episode that was told: its posts follow its facts for a while."""
    if one.told is None or now - one.told > EDITABLE:
        return _bare(one)
    if episode is None and one.item is None:
        return one
    news = _news(one, episode, look, one.due if one.due is not None else one.told)
    if news.digest == one.digest:
        return one
    findings.changed.append(news)
    return msgspec.structs.replace(one, digest=news.digest)


def _news(one: Seen, episode: Episode | None, look: Look, at: float) -> News:
    return told(one.trace.id, at, episode, one.item, one.title, look.about)


def _bare(one: Seen) -> Seen:
    """Without what is needed only while it may be told or edited."""
    return msgspec.structs.replace(one, state="told" if one.state == "told" else "old", item=None, title="", due=None)


def _due(one: Seen, episode: Episode | None, look: Look) -> float | None:
    """When it comes out: the feed's word where it is in the feed, else the file's date; None where nobody says."""
    if one.item is not None:
        return one.item.published.timestamp() if one.item.published else None
    day = (episode.date or episode.recorded) if episode else None
    if day is None:
        return None
    return moment(day, look.about.show.timezone if look.about.show else "")


def moment(day: Day, zone: str) -> float:
    """The first instant of a date as far as known, in that time zone; the instant itself where the file gives one."""
    if day.at is not None:
        return day.at
    try:
        where = ZoneInfo(zone or "UTC")
    except (KeyError, ValueError, OSError):
        where = ZoneInfo("UTC")
    first = date(max(2, day.year), day.month or 1, day.day or 1)
    return datetime(first.year, first.month, first.day, tzinfo=where).astimezone(UTC).timestamp()
