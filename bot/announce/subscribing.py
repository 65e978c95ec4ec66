"""What moderators ask for, checked before it is kept: sources, texts, filters, and how many there may be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.announce.addressing import own
from bot.announce.asking import SHOW, Fetches, Reads, source_of
from bot.announce.filters import LONGEST
from bot.announce.knowing import Knowledge, about
from bot.announce.naming import forget
from bot.announce.news import News, headed, told
from bot.announce.outcomes import Why as Reason
from bot.announce.sorting import moment
from bot.announce.template import mistakes
from bot.announce.timing import DAY, Bounds
from bot.feeds import Failed, Feed, Fetched, Item, web_address
from bot.model import Episode, Show
from bot.store import Store
from bot.store.records import NewSubscription, Subscription, SubscriptionChanges

Why = Literal["source", "both", "show", "shows", "address", "feed", "template", "filter", "server", "feeds", "gone", "twice"]
_MENDABLE = (Reason.GONE, Reason.HIDDEN, Reason.MUTE, Reason.TAG, Reason.KIND, Reason.FORM, Reason.BUSY)
"""Reasons after which a post surely does not stand anywhere, so that it may be tried again."""
_STILL_NEWS = 7 * DAY
"""For so long a post that did not get through is worth another try."""


@dataclass(frozen=True)
class No:
    """Why something is not done; people read the sentence that bot.wording has for it."""

    why: Why
    detail: str = ""


@dataclass(frozen=True)
class Source:
    """A source as it is now: what it is called, how much it holds, and its latest episode."""

    name: str
    count: int
    latest: News | None
    odd: tuple[str, ...] = ()


class Subscribing:
    """Adds, changes and removes subscriptions."""

    def __init__(
        self, store: Store, knowledge: Knowledge, fetcher: Fetches, reader: Reads, bounds: Callable[[], Bounds]
    ) -> None:
        self._store = store
        self._knowledge = knowledge
        self._fetcher = fetcher
        self._reader = reader
        self._bounds = bounds
        self._turn = asyncio.Lock()
        """Of two who ask for the same at once, the second is told that it is there."""

    def named(self, show: str, feed: str) -> tuple[str, str] | No:
        """The slug of a show and feed as a subscription keeps them, one of the two empty; a show's feed stands for the show."""
        if bool(show) == bool(feed):
            return No("both" if show else "source")
        if show:
            return (show, "") if show in self._knowledge.shows() else No("show", show)
        address = web_address(feed)
        if not address:
            return No("address", feed)
        ours = next((one.slug for one in self._knowledge.shows().values() if one.feed and one.feed == address), "")
        return (ours, "") if ours else ("", address)

    async def add(self, new: NewSubscription, by: int, now: float) -> Subscription | No:
        """The new subscription; its source is looked at for the first time by the next round, which announces nothing."""
        wrong = checked(new.template, new.titles, new.topics, new.guests)
        if wrong:
            return wrong
        async with self._turn:
            return await self._twin(new, 0) or await self._add(new, by, now)

    async def _twin(self, new: NewSubscription, but: int) -> No | None:
        """That another subscription of the server does the same, where one does; then each episode would come twice."""
        for one in await self._store.subscriptions.list(new.guild):
            if one.id != but and _aim(one) == _aim(new):
                return No("twice", str(one.id))
        return None

    async def _add(self, new: NewSubscription, by: int, now: float) -> Subscription | No:
        bounds = self._bounds()
        source = source_of(new.show, new.feed)
        if new.feed and await self._store.feeds.get(source) is None and await self._feeds() >= bounds.feeds:
            return No("feeds", str(bounds.feeds))
        made = await self._store.subscriptions.add(new, by, now, bounds.per_server)
        if made is None:
            return No("server", str(bounds.per_server))
        await self._store.feeds.add(source, now, now)
        return made

    async def _feeds(self) -> int:
        """How many feeds are polled that no show names."""
        return sum(not state.url.startswith(SHOW) for state in await self._store.feeds.all())

    async def change(self, number: int, guild: int, by: int, now: float, changes: SubscriptionChanges) -> Subscription | No:
        """The subscription after a change."""
        texts = [str(changes.get(name, "")) for name in ("template", "titles", "topics", "guests")]
        wrong = checked(*texts)
        if wrong:
            return wrong
        async with self._turn:
            old = await self.of(number, guild)
            if old is None:
                return No("gone", str(number))
            new = replace(old, **changes)
            twin = await self._twin(new, number) if _aim(new) != _aim(old) else None
            return twin or await self._store.subscriptions.change(number, by, now, **changes) or No("gone", str(number))

    async def retry(self, one: Subscription, now: float) -> int:
        """How many posts of these days that did not get through are tried again, now that something was changed."""
        return await self._store.deliveries.retry(one.id, _MENDABLE, now - _STILL_NEWS, now)

    async def of(self, number: int, guild: int) -> Subscription | None:
        """The subscription of that number, where it is one of this server."""
        found = await self._store.subscriptions.get(number)
        return found if found and found.guild == guild else None

    async def remove(self, number: int, guild: int, by: int, now: float) -> Subscription | No:
        """The subscription that was; a feed that nobody follows any more is forgotten."""
        found = await self.of(number, guild)
        if found is None or not await self._store.subscriptions.remove(number, by, now):
            return No("gone", str(number))
        if found.feed and not await self._store.subscriptions.list(feed=found.feed):
            await forget(self._store, found.feed, guild)
        return found

    async def source(self, show: str, feed: str, now: float) -> Source | No:
        """What the source holds now: what would be announced next, were it new."""
        found = self._knowledge.shows().get(show)
        episodes = await self._knowledge.episodes(show) if found else {}
        address = found.feed if found else feed
        read: Feed | None = None
        if address and not episodes:
            got = await self._read(address)
            if isinstance(got, No):
                return got
            read = got
        name = found.name if found else read.title if read else ""
        return Source(
            name,
            len(read.items) if read else len(episodes),
            self._latest(found, read, episodes, now, feed),
            read.oddities if read else (),
        )

    async def _read(self, address: str) -> Feed | No:
        got = await self._fetcher.fetch(address)
        if isinstance(got, Failed):
            return No("feed", got.reason)
        if not isinstance(got, Fetched):
            return No("feed", "It did not answer with a feed.")
        feed = await self._reader.read(got.data, got.content_type, address)
        return feed if feed.kind else No("feed", feed.oddities[0] if feed.oddities else "There is no feed at this address.")

    def _latest(
        self, show: Show | None, feed: Feed | None, episodes: dict[str, Episode], now: float, address: str
    ) -> News | None:
        where = about(self._knowledge, show.slug if show else "")
        if feed is not None:
            item = _newest_item(feed, now)
            return own(address, told("0" * 16, now, None, headed(item, feed), feed.title, where)) if item else None
        episode = _newest_episode(episodes, show, now)
        return own(show.slug if show else "", told("0" * 16, now, episode, None, "", where)) if episode else None


def _aim(one: NewSubscription) -> tuple[object, ...]:
    """What must differ between two subscriptions of a server."""
    return one.channel, one.show, one.feed, one.titles, one.topics, one.guests


def checked(template: str, *filters: str) -> No | None:
    """What is wrong with a text or a filter; None where nothing is."""
    wrong = mistakes(template)
    if wrong:
        return No("template", " ".join(wrong))
    if any(len(one) > LONGEST for one in filters):
        return No("filter", str(LONGEST))
    return None


def _newest_item(feed: Feed, now: float) -> Item | None:
    out = [item for item in feed.items if item.published and item.published.timestamp() <= now]
    return max(out, key=lambda item: item.published.timestamp() if item.published else 0.0, default=None) or next(
        iter(feed.items), None
    )


def _newest_episode(episodes: dict[str, Episode], show: Show | None, now: float) -> Episode | None:
    """The first that is out: one without a date is."""
    zone = show.timezone if show else ""
    days = ((episode, episode.date or episode.recorded) for episode in episodes.values())
    out = (episode for episode, day in days if day is None or moment(day, zone) <= now)
    return next(out, None) or next(iter(episodes.values()), None)
