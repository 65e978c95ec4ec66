"""Asking a source's feed, politely: where, with what, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import msgspec

from bot.announce.knowing import Knowledge
from bot.feeds import Failed, Feed, Known, NotModified, Result
from bot.store import Store
from bot.store.records import FeedState, Validators

SHOW = "show:"
"""How the name of a source begins that is a show: its files, and its feed where it has one."""


class Fetches(Protocol):
    """Gets feeds, as `bot.feeds.Fetcher` does."""

    async def fetch(self, url: str, known: Known | None = None) -> Result:
        """What the feed holds now."""


class Reads(Protocol):
    """Reads feeds, as `bot.feeds.Reader` does."""

    async def read(self, data: bytes, content_type: str = "", url: str = "") -> Feed:
        """The feed in these bytes."""


def source_of(show: str, feed: str) -> str:
    """The name of the source that a subscription is to."""
    return f"{SHOW}{show}" if show else feed


@dataclass(frozen=True)
class Asked:
    """What asking came to: a feed, or that it is as it was, or why it cannot be had. All empty where none was asked."""

    result: Result | None = None
    feed: Feed | None = None
    validators: Validators | None = None
    moved_to: str = ""

    @property
    def failed(self) -> Failed | None:
        """Why it cannot be had."""
        return self.result if isinstance(self.result, Failed) else None

    @property
    def unchanged(self) -> bool:
        """Whether it is as it was."""
        return isinstance(self.result, NotModified)


class Asker:
    """Knows where the feed of a source is, and asks for it."""

    def __init__(self, store: Store, fetcher: Fetches, reader: Reads, knowledge: Knowledge) -> None:
        self._store = store
        self._fetcher = fetcher
        self._reader = reader
        self._knowledge = knowledge

    async def ask(self, state: FeedState, wanted: bool, now: float) -> Asked:
        """What the feed of the source says now; nothing is asked of a show's feed that nobody `wanted`."""
        if not state.url.startswith(SHOW):
            return await self._get(state, state.address)
        show = self._knowledge.shows().get(state.url.removeprefix(SHOW))
        if show is None or not show.feed or not (wanted or await self._store.follows.matching([("show", show.slug)])):
            return Asked()
        note = f"feed {state.url}"
        same = await self._store.notes.get(note) == show.feed
        asked = await self._get(state, state.moved_to if same and state.moved_to else show.feed)
        if same or asked.failed:
            return asked
        # The show names another feed now; where the one before it moved to says nothing any more.
        await self._store.notes.put(note, show.feed, now)
        return Asked(asked.result, asked.feed, asked.validators, asked.moved_to or state.url)

    async def _get(self, state: FeedState, address: str) -> Asked:
        kept = state.validators
        result = await self._fetcher.fetch(address, Known(kept.address, kept.etag, kept.modified, kept.digest))
        if isinstance(result, Failed):
            return Asked(result)
        known = result.known
        validators = Validators(known.url, known.etag, known.modified, known.digest)
        if isinstance(result, NotModified):
            return Asked(result, None, validators, result.moved_to)
        feed = await self._reader.read(result.data, result.content_type, known.url)
        result = msgspec.structs.replace(result, data=b"")
        if not feed.kind:
            return Asked(Failed(feed.oddities[0] if feed.oddities else "There is no feed at this address."))
        return Asked(result, feed, validators, result.moved_to)
