"""Claim, send, confirm: each post once, whatever crashes in between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import fields, replace

from bot.announce.news import News, in_order, unpack
from bot.announce.outcomes import Absent, Courier, Outcome, Refused, Sent, Unreadable, Why
from bot.announce.timing import Timing, retry_at
from bot.store import Store
from bot.store.records import Delivery, Post, Subscription

LOG = logging.getLogger(__name__)
_ALL = 2000
_POST = tuple(field.name for field in fields(Post))


class Deliverer:
    """Sends what is due: channels side by side, the posts of one channel one after the other."""

    def __init__(self, store: Store, courier: Courier, timing: Timing, clock: Callable[[], float]) -> None:
        self._store = store
        self._courier = courier
        self._timing = timing
        self._clock = clock
        self._busy: set[Hashable] = set()
        """Channels and members that are being written to."""
        self._flying: set[str] = set()
        """Keys that this process is at."""
        self._looks: dict[str, int] = {}
        """How often a half-done post was looked for in vain."""
        self._turn = asyncio.Semaphore(timing.at_once)
        self._second_turn = asyncio.Semaphore(max(1, timing.at_once // 2))
        """For what failed before: channels that fail slowly must not keep the others from their first try."""

    async def round(self, now: float) -> list[asyncio.Task[None]]:
        """What has begun: searches for what was half done, then posts to every channel that has some and is not busy."""
        half = await self._store.deliveries.half_done(now - self._timing.settle)
        begun = [asyncio.create_task(self._guarded(self._search, one)) for one in half if self._takes(one, now)]
        waiting: dict[Hashable, list[Delivery]] = {}
        for one in await self._store.deliveries.due(now, _ALL):
            waiting.setdefault(_place(one), []).append(one)
        for place, deliveries in waiting.items():
            if place not in self._busy:
                self._busy.add(place)
                begun.append(asyncio.create_task(self._serve(place, deliveries), name="announce"))
        return begun

    def _takes(self, one: Delivery, now: float) -> bool:
        tries = self._looks.get(one.key, 0)
        ripe = (one.claimed_at or 0.0) + self._timing.settle * 2 ** min(tries, 8) <= now
        return one.key not in self._flying and ripe

    async def _serve(self, place: Hashable, deliveries: Iterable[Delivery]) -> None:
        """Sends the posts of one channel, oldest episode first."""
        try:
            for delivery in _oldest_first(deliveries):
                async with self._second_turn if delivery.attempts else self._turn:
                    await self._guarded(self._send, delivery)
        finally:
            self._busy.discard(place)

    async def _guarded(self, act: Callable[[Delivery], Awaitable[None]], delivery: Delivery) -> None:
        """Does it; what goes wrong with one post is logged and holds up no other."""
        if delivery.key in self._flying:
            return
        self._flying.add(delivery.key)
        try:
            await act(delivery)
        except Exception as error:
            LOG.error("a post could not be dealt with: %s", type(error).__name__, exc_info=LOG.isEnabledFor(logging.DEBUG))
        finally:
            self._flying.discard(delivery.key)

    async def _send(self, delivery: Delivery) -> None:
        # It may have waited for its turn while its facts changed.
        delivery = await self._store.deliveries.get(delivery.key) or delivery
        subscription = await self._subscription(delivery)
        if delivery.subscription is not None and subscription is None:
            return
        if subscription is not None:
            delivery = replace(delivery, channel=subscription.channel)
            if subscription.paused:
                await self._store.deliveries.skip(_post(delivery), "paused", self._clock())
                return
        if not await self._store.deliveries.claim(_post(delivery), self._clock()):
            return
        news = unpack(delivery.payload)
        outcome = Refused(Why.EMPTY) if news is None else await self._courier.send(delivery, news, subscription)
        await self._settle(replace(delivery, attempts=delivery.attempts + 1), outcome, subscription)

    async def _search(self, delivery: Delivery) -> None:
        """Looks for a post of which nobody knows whether it went out; only what surely did not is due again."""
        since = (delivery.claimed_at or delivery.first_at) - self._timing.skew
        sighted = await self._courier.find(delivery, since)
        young = self._clock() - (delivery.claimed_at or delivery.first_at) < self._timing.patience
        if isinstance(sighted, Unreadable) and sighted.later and young:
            self._looks[delivery.key] = self._looks.get(delivery.key, 0) + 1
            return
        self._looks.pop(delivery.key, None)
        if isinstance(sighted, Absent):
            now = self._clock()
            await self._store.deliveries.fail(delivery.key, Why.LOST, now, now)
        elif isinstance(sighted, Unreadable):
            await self._store.deliveries.fail(delivery.key, sighted.why, self._clock(), None)
        else:
            await self._settle(delivery, sighted, await self._subscription(delivery))

    async def _settle(self, delivery: Delivery, outcome: Outcome, subscription: Subscription | None) -> None:
        now = self._clock()
        if isinstance(outcome, Sent):
            steps = _steps(subscription)
            await self._store.deliveries.confirm(delivery.key, outcome.message, now, channel=outcome.channel, steps=steps)
        elif isinstance(outcome, Refused):
            if outcome.why is Why.CLOSED and delivery.user is not None:
                await self._store.follows.remove_all(delivery.user)
            await self._store.deliveries.fail(delivery.key, outcome.why, now, self._next(delivery, outcome.why, now))
        # After `Unsure` the post stays as it is, claimed: it is looked for once Discord has had its time.

    def _next(self, delivery: Delivery, why: Why, now: float) -> float | None:
        """When to try again; None to give up."""
        late = now - delivery.first_at
        letter = delivery.user is not None
        if why in (Why.CLOSED, Why.EMPTY) or late > (self._timing.patience if letter else self._timing.give_up):
            return None
        if why is Why.GONE and late > self._timing.patience:
            return None
        return retry_at(now, delivery.attempts, delivery.key, self._timing)

    async def _subscription(self, delivery: Delivery) -> Subscription | None:
        if delivery.subscription is None:
            return None
        return await self._store.subscriptions.get(delivery.subscription)


def _place(delivery: Delivery) -> Hashable:
    return ("member", delivery.user) if delivery.user is not None else delivery.channel


def _post(delivery: Delivery) -> Post:
    return Post(**{name: getattr(delivery, name) for name in _POST})


def _steps(subscription: Subscription | None) -> tuple[str, ...]:
    if subscription is None:
        return ()
    return tuple(step for step, wanted in (("crosspost", subscription.crosspost), ("thread", subscription.thread)) if wanted)


def _oldest_first(deliveries: Iterable[Delivery]) -> list[Delivery]:
    deliveries = list(deliveries)
    news: dict[str, News] = {one.episode: found for one in deliveries if (found := unpack(one.payload))}
    order = {one.id: at for at, one in enumerate(in_order(news.values()))}
    return sorted(deliveries, key=lambda one: (order.get(one.episode, len(order)), one.first_at, one.key))
