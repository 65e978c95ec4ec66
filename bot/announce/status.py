"""What there is to tell of subscriptions: when they were looked at, what was posted, what was not, and what is to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.announce import seen
from bot.announce.asking import SHOW, source_of
from bot.announce.knowing import Knowledge
from bot.announce.news import unpack
from bot.store import Store
from bot.store.records import Delivery, FeedState, Subscription

SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One episode and what became of it."""

    title: str
    delivery: Delivery


@dataclass(frozen=True)
class Coming:
    """An episode whose date is still to come."""

    title: str
    due: float


@dataclass(frozen=True)
class Status:
    """A subscription, its recent past, newest first, and what is to come, the next first."""

    subscription: Subscription
    feed: FeedState | None
    posted: tuple[Line, ...]
    missing: tuple[Line, ...]
    """Not posted, or not yet."""
    coming: tuple[Coming, ...] = ()


async def statuses(store: Store, knowledge: Knowledge, subscriptions: Iterable[Subscription]) -> list[Status]:
    """How subscriptions stand, in their order."""
    coming: dict[str, tuple[Coming, ...]] = {}
    found = []
    for one in subscriptions:
        source = source_of(one.show, one.feed)
        if source not in coming:
            coming[source] = await _coming(store, knowledge, source)
        found.append(await _status(store, one, source, coming[source]))
    return found


async def _coming(store: Store, knowledge: Knowledge, source: str) -> tuple[Coming, ...]:
    waiting = {name: data for name, data in (await store.feeds.traces(source)).items() if b'"waiting"' in data}
    known = [one for one in seen.unpack(waiting).values() if one.state == "waiting" and one.due is not None]
    filed = await knowledge.episodes(source.removeprefix(SHOW)) if any(one.key for one in known) else {}
    found = []
    for one in sorted(known, key=lambda one: one.due or 0.0)[:SHOWN]:
        told = filed.get(one.key) or one.item
        found.append(Coming(told.title if told else "an episode", one.due or 0.0))
    return tuple(found)


async def _status(store: Store, subscription: Subscription, source: str, coming: tuple[Coming, ...]) -> Status:
    feed = await store.feeds.get(source)
    deliveries = await store.deliveries.of_subscription(subscription.id)
    lines = [Line(news.title if (news := unpack(one.payload)) else "an episode", one) for one in deliveries]
    posted = tuple(line for line in lines if line.delivery.state == "sent")
    missing = tuple(line for line in lines if line.delivery.state != "sent")
    return Status(subscription, feed, posted[:SHOWN], missing[:SHOWN], coming)
