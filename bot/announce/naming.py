"""What sources are called: shows by their files, other podcasts by the title of their feed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.announce.knowing import Knowledge
from bot.feeds import host_of
from bot.store import Store
from bot.store.records import Subscription

_LONGEST = 100


async def forget(store: Store, feed: str, guild: int | None = None) -> None:
    """Forgets a feed that nobody follows any more, with all that was noted of it; one that somebody does stays."""
    if not await store.feeds.remove(feed):
        return
    for note in (f"title {feed}", f"failing {feed}", f"outage {guild} {feed}"):
        await store.notes.drop(note)


class Names:
    """Keeps the titles of feeds as they were last read."""

    def __init__(self, store: Store, knowledge: Knowledge) -> None:
        self._store = store
        self._knowledge = knowledge

    async def keep(self, source: str, title: str, now: float) -> None:
        """From now on the source is called so; an empty title changes nothing."""
        title, note = title.strip()[:_LONGEST], f"title {source}"
        if title and await self._store.notes.get(note) != title:
            await self._store.notes.put(note, title, now)

    async def of(self, subscriptions: Iterable[Subscription]) -> dict[int, str]:
        """What the source of each subscription is called, by the subscription's number; a host where nothing else is known."""
        some = tuple(subscriptions)
        titles = await self._store.notes.several(f"title {one.feed}" for one in some if one.feed)
        return {one.id: self._name(one, titles) for one in some}

    def _name(self, one: Subscription, titles: Mapping[str, str]) -> str:
        if one.show:
            show = self._knowledge.shows().get(one.show)
            return show.name if show else one.show
        return titles.get(f"title {one.feed}") or host_of(one.feed)
