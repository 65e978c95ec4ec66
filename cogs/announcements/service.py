"""The loop that announces: it opens what announcing needs, wakes up now and then, and closes it all again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack, suppress

from discord.ext import commands

from bot.announce import Announcer, Bounds, News, Timing
from bot.announce.knowing import IndexKnowledge
from bot.announce.naming import Names
from bot.announce.status import Status, statuses
from bot.announce.subscribing import No, Subscribing
from bot.answers.complete import key_of
from bot.browse.finding import Unsettled, settle
from bot.feeds import Fetcher, Manners, Reader
from bot.library import Synced
from bot.service import Service
from bot.store.records import Subscription
from bot.wording.words import joined
from cogs.announcements.courier import DiscordCourier

LOG = logging.getLogger(__name__)
Clock = Callable[[], float]
FITTING = 5
"""Shows that are named where several fit."""


class Running:
    """Announcing at work, from `start` to `stop`."""

    def __init__(
        self, bot: commands.Bot, service: Service, timing: Timing, manners: Manners, bounds: Bounds, clock: Clock
    ) -> None:
        self._bot = bot
        self._service = service
        self._timing = timing
        self._manners = manners
        self._stack = AsyncExitStack()
        self._wake = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self._fetcher = Fetcher(manners)
        self._reader = Reader()
        self._knowledge = knowledge = IndexKnowledge(service.index, lambda: service.desk.catalog)
        self.names = Names(service.store, knowledge)
        self._courier = DiscordCourier(bot, self.names)
        self.subscribing = Subscribing(service.store, knowledge, self._fetcher, self._reader, lambda: bounds)
        self.announcer = Announcer(service.store, self._courier, self._fetcher, self._reader, knowledge, clock, timing)

    async def open(self) -> None:
        """Opens what is needed."""
        await self._stack.enter_async_context(self._fetcher)
        await self._stack.enter_async_context(self._reader)
        self._service.listeners.append(self._heard)

    def start(self) -> None:
        """Announces from when the bot is online."""
        self._loop = asyncio.create_task(self._run(), name="announcing")

    async def stop(self) -> None:
        """Ends the loop; what was half sent is looked for at the next start."""
        if self._heard in self._service.listeners:
            self._service.listeners.remove(self._heard)
        if self._loop is not None:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop
        await self.announcer.close()
        await self._stack.aclose()

    async def named(self, show: str, feed: str) -> tuple[str, str] | No:
        """Show and feed as a subscription keeps them; the show may be named in any way that the other commands take."""
        if show and not feed:
            found = settle(await self._service.browser.lists(), "show", show, lambda _: True)
            if isinstance(found, Unsettled):
                names = [each.name for each in found.nearest[:FITTING]]
                return No("shows", joined(names, "or")) if names else No("show", show)
            show = key_of(found)
        return self.subscribing.named(show, feed)

    async def test(self, one: Subscription, news: News) -> list[str]:
        """Posts the news in the subscription's channel as a test; what is missing to do so where it cannot."""
        return await self._courier.test(one, news)

    async def statuses(self, found: Iterable[Subscription]) -> list[Status]:
        """How subscriptions stand."""
        return await statuses(self._service.store, self._knowledge, found)

    def wake(self) -> None:
        """Looks at what is due now, not only at the next turn."""
        self._wake.set()

    async def _heard(self, _synced: Synced) -> None:
        self.announcer.files_changed()
        self.wake()

    async def _run(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.announcer.begin()
            except Exception as error:
                LOG.error("a round of announcing failed: %s", type(error).__name__, exc_info=LOG.isEnabledFor(logging.DEBUG))
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.tick):
                    await self._wake.wait()
            self._wake.clear()
