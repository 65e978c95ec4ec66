"""What comes after a post went out: crossposts, threads, edits; and telling the moderators of what does not get through."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.announce.news import unpack
from bot.announce.outcomes import Courier, Refused, Sent, Why
from bot.announce.timing import HOUR, Timing, retry_at
from bot.store import Store
from bot.store.records import Delivery, Step, Subscription

LOG = logging.getLogger(__name__)
T = TypeVar("T")
_LAST_TRY = 30
"""A step that failed so often is left."""
_HOPELESS = (Why.GONE, Why.FORM, Why.KIND, Why.EMPTY, Why.CLOSED)


class FollowUp:
    """Steps, edits and warnings, each with retries of its own; none holds up another."""

    def __init__(self, store: Store, courier: Courier, timing: Timing, clock: Callable[[], float]) -> None:
        self._store = store
        self._courier = courier
        self._timing = timing
        self._clock = clock
        self._busy: set[object] = set()
        self._edits: dict[str, tuple[int, float]] = {}
        """How often the edit of a post failed, and when to try again."""

    async def round(self, now: float) -> list[asyncio.Task[None]]:
        """What has begun."""
        begun = []
        by_channel: dict[object, list[Step]] = {}
        for step in await self._store.steps.open(now):
            by_channel.setdefault((step.step, step.channel), []).append(step)
        for place, steps in by_channel.items():
            begun += self._begin(place, self._steps, steps)
        for delivery in await self._store.deliveries.half_edited():
            if self._edits.get(delivery.key, (0, now))[1] <= now:
                begun += self._begin(("edit", delivery.key), self._edit, delivery)
        begun += self._begin("warn", self._warn, now)
        return begun

    def _begin(self, place: object, act: Callable[[T], Awaitable[None]], what: T) -> list[asyncio.Task[None]]:
        if place in self._busy:
            return []
        self._busy.add(place)
        return [asyncio.create_task(self._guarded(place, act, what))]

    async def _guarded(self, place: object, act: Callable[[T], Awaitable[None]], what: T) -> None:
        try:
            await act(what)
        except Exception as error:
            LOG.error("a follow-up failed: %s", type(error).__name__, exc_info=LOG.isEnabledFor(logging.DEBUG))
        finally:
            self._busy.discard(place)

    async def _steps(self, steps: list[Step]) -> None:
        for step in steps:
            now = self._clock()
            if step.step == "crosspost":
                done = await self._store.steps.done_since("crosspost", step.channel, now - HOUR)
                if done >= self._timing.crossposts:
                    await self._store.steps.fail(step.delivery, step.step, Why.BUSY, now + HOUR / self._timing.crossposts)
                    continue
            delivery = await self._store.deliveries.get(step.delivery)
            outcome = await self._courier.step(step, unpack(delivery.payload) if delivery else None)
            await self._stepped(step, outcome)

    async def _stepped(self, step: Step, outcome: object) -> None:
        now = self._clock()
        if isinstance(outcome, Sent):
            await self._store.steps.done(step.delivery, step.step, now, outcome.message)
            return
        why = outcome.why if isinstance(outcome, Refused) else Why.LOST
        hopeless = why in _HOPELESS or step.attempts >= _LAST_TRY
        again = None if hopeless else retry_at(now, step.attempts + 1, step.delivery, self._timing)
        await self._store.steps.fail(step.delivery, step.step, why, again)

    async def _edit(self, delivery: Delivery) -> None:
        news = unpack(delivery.payload)
        subscription = await self._store.subscriptions.get(delivery.subscription) if delivery.subscription else None
        outcome = await self._courier.edit(delivery, news, subscription) if news else Refused(Why.EMPTY)
        tries, _ = self._edits.pop(delivery.key, (0, 0.0))
        hopeless = isinstance(outcome, Refused) and (outcome.why in _HOPELESS or tries >= _LAST_TRY)
        if isinstance(outcome, Sent) or hopeless:
            await self._store.deliveries.edited(delivery.key, delivery.pending)
            return
        now = self._clock()
        self._edits[delivery.key] = (tries + 1, retry_at(now, tries + 1, delivery.key, self._timing))

    async def _warn(self, now: float) -> None:
        """Tells the moderators once of each subscription whose posts do not get through."""
        stuck: dict[int, list[Delivery]] = {}
        for delivery in await self._store.deliveries.overdue(now, self._timing.patience):
            if not await self._store.deliveries.told(delivery.key, now):
                continue
            if delivery.subscription is not None:
                stuck.setdefault(delivery.subscription, []).append(delivery)
        for number, deliveries in stuck.items():
            subscription = await self._store.subscriptions.get(number)
            if subscription is not None:
                await self._tell(subscription, deliveries)

    async def _tell(self, subscription: Subscription, deliveries: list[Delivery]) -> None:
        settings = await self._store.settings.get(subscription.guild)
        if not await self._courier.warn(subscription, deliveries[0], settings.moderators_channel):
            LOG.warning("nobody could be told that subscription %d does not get through", subscription.id)
