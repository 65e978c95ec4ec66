"""Telling the moderators of a source that cannot be read for a day: once, and once more when it can be read again."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from bot.announce.outcomes import Courier
from bot.announce.timing import Timing
from bot.store import Store
from bot.store.records import FeedState, Subscription

LOG = logging.getLogger(__name__)


class Outages:
    """Remembers since when each source fails, and which servers were told."""

    def __init__(self, store: Store, courier: Courier, timing: Timing) -> None:
        self._store = store
        self._courier = courier
        self._timing = timing

    async def last(self, state: FeedState) -> float | None:
        """When the source was last known to be well."""
        since = await self._store.notes.get(f"failing {state.url}") if state.failures else None
        return state.checked_at if since is None else float(since)

    async def failed(self, state: FeedState, subscriptions: Iterable[Subscription], reason: str, now: float) -> None:
        """After one more failure; `state` is as it was before."""
        note = f"failing {state.url}"
        since = await self._store.notes.get(note)
        if since is None or not state.failures:
            await self._store.notes.put(note, str(now), now)
            return
        if now - float(since) < self._timing.patience:
            return
        for one in _one_a_server(subscriptions):
            # Whoever gets the note through tells them; nobody told means that the next failure tries again.
            if await self._store.notes.first(_told(state, one), now) and not await self._tell(one, reason):
                await self._store.notes.drop(_told(state, one))

    async def answered(self, state: FeedState, subscriptions: Iterable[Subscription]) -> None:
        """After it could be read; who was told of the failures is told of this."""
        if not state.failures:
            return
        await self._store.notes.drop(f"failing {state.url}")
        for one in _one_a_server(subscriptions, paused=True):
            if await self._store.notes.drop(_told(state, one)):
                await self._tell(one, "")

    async def _tell(self, one: Subscription, reason: str) -> bool:
        settings = await self._store.settings.get(one.guild)
        heard = await self._courier.outage(one, reason, settings.moderators_channel)
        if not heard:
            LOG.warning("nobody could be told how the source of subscription %d fares", one.id)
        return heard


def _told(state: FeedState, one: Subscription) -> str:
    return f"outage {one.guild} {state.url}"


def _one_a_server(subscriptions: Iterable[Subscription], paused: bool = False) -> list[Subscription]:
    """The oldest subscription of each server, which stands for the others; without `paused` of those that go on."""
    found: dict[int, Subscription] = {}
    for one in subscriptions:
        if paused or not one.paused:
            found.setdefault(one.guild, one)
    return list(found.values())
