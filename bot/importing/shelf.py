"""The episodes that a show has already: from earlier imports and from people, each ready to be known again in a feed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from bot.feeds import Feed, Item, Trace, keyring, same
from bot.feeds.identity import alike, title_key
from bot.feeds.matching import trace
from bot.importing.memory import Entry, Memory
from bot.importing.settling import holds
from bot.knowledge.names import same as spelt
from bot.model import Day, Document, Episode


class Shelf:
    """The episode files of one show, with what earlier imports know of them."""

    def __init__(self, documents: Iterable[Document], memory: Memory) -> None:
        self.documents = {document.path: document for document in documents}
        self.entries: dict[str, Entry] = {}
        """By the id of the trace; the path of one whose file somebody took away leads nowhere."""
        lost = []
        for entry in memory.episodes:
            self.entries[entry.trace.id] = entry
            if entry.path not in self.documents:
                lost.append(entry)
        self._others = self._unclaimed()
        for entry in lost:
            self._find(entry)
        for path, own in self._others.items():
            self.entries[own.id] = Entry(path, own)

    @property
    def slugs(self) -> set[str]:
        """The slugs that are taken, also by files that cannot be read, or were taken away."""
        gone = (entry.path.rpartition("/")[2].removesuffix(".yaml") for entry in self.entries.values())
        return {document.slug for document in self.documents.values()} | set(gone)

    def twin(self, item: Item) -> Entry | None:
        """A file made by a person with the item's number and a title like its own, None where there is none."""
        if item.number is None:
            return None
        for path, own in self._others.items():
            episode = self.documents[path].episode
            agrees = episode is not None and episode.number == item.number and episode.season in (None, item.season)
            if agrees and alike(own.title, title_key(item.title)):
                return self.entries[own.id]
        return None

    def claim(self, entry: Entry) -> None:
        """Keep what is known of an episode now; its file is nobody else's."""
        self._others.pop(entry.path, None)
        for key, other in list(self.entries.items()):
            if other.path == entry.path and key != entry.trace.id:
                del self.entries[key]
        self.entries[entry.trace.id] = entry

    def remembered(self) -> tuple[Entry, ...]:
        """What to keep: every episode that came from a feed."""
        mine = (entry for entry in self.entries.values() if entry.path not in self._others)
        return tuple(sorted(mine, key=lambda entry: (entry.path, entry.trace.id)))

    def _unclaimed(self) -> dict[str, Trace]:
        claimed = {entry.path for entry in self.entries.values()}
        episodes = {
            path: document.episode
            for path, document in self.documents.items()
            if document.episode is not None and path not in claimed
        }
        feed = Feed(items=tuple(_as_item(episode) for episode in episodes.values()))
        traces = (trace(item, ring) for item, ring in zip(feed.items, keyring(feed), strict=True))
        return {
            path: msgspec.structs.replace(one, id=f"file:{path}", marks=()) for path, one in zip(episodes, traces, strict=True)
        }

    def _find(self, entry: Entry) -> None:
        """Follow a file that was renamed: one of the same slug elsewhere, else one that tells of the same episode."""
        slug = spelt(entry.path.rpartition("/")[2])
        moved = next((path for path in self._others if spelt(path.rpartition("/")[2]) == slug), None)
        moved = moved or next((path for path, own in self._others.items() if same(entry.trace, own)), None)
        if moved:
            del self._others[moved]
            self.entries[entry.trace.id] = msgspec.structs.replace(entry, path=moved)


def mended(memory: Memory, broken: Memory | None, read: dict[str, bytes], show: bytes | None) -> Memory:
    """What is known after an import that was broken off: each of its entries counts where the file says what it tells."""
    if broken is None:
        return memory
    known = {entry.trace.id: entry for entry in memory.episodes}
    for entry in broken.episodes:
        if entry.path in read and holds(read[entry.path], entry.marks):
            known[entry.trace.id] = entry
    about = broken.show if show is not None and holds(show, broken.show) else memory.show
    return Memory(about, tuple(known.values()))


def _as_item(episode: Episode) -> Item:
    """What a feed would say of an episode."""
    number = episode.number if isinstance(episode.number, int) else None
    season = episode.season if isinstance(episode.season, int) else None
    return Item(
        title=episode.title,
        link=episode.url,
        enclosure_url=episode.audio,
        number=number,
        season=season,
        published=_moment(episode.date),
        duration=episode.duration,
    )


def _moment(day: Day | None) -> datetime | None:
    """The instant, or noon of the day, which is within half a day of whatever the feed says."""
    if day is None or day.month is None or day.day is None:
        return None
    if day.at is not None:
        return datetime.fromtimestamp(day.at, UTC)
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
