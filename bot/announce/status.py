"""What there is to tell of a subscription: when it was looked at, what was found, what was posted, and what was not."""

from __future__ import annotations

from dataclasses import dataclass

from bot.announce.asking import source_of
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
class Status:
    """A subscription and its recent past; both lists newest first."""

    subscription: Subscription
    feed: FeedState | None
    posted: tuple[Line, ...]
    missing: tuple[Line, ...]
    """Not posted, or not yet."""


async def status(store: Store, subscription: Subscription) -> Status:
    """How a subscription stands."""
    feed = await store.feeds.get(source_of(subscription.show, subscription.feed))
    deliveries = await store.deliveries.of_subscription(subscription.id)
    lines = [Line(news.title if (news := unpack(one.payload)) else "an episode", one) for one in deliveries]
    posted = tuple(line for line in lines if line.delivery.state == "sent")
    missing = tuple(line for line in lines if line.delivery.state != "sent")
    return Status(subscription, feed, posted[:SHOWN], missing[:SHOWN])
