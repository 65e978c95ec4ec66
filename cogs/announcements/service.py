"""The loop that announces: it opens what announcing needs, wakes up now and then, and closes it all again."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import AsyncExitStack, suppress

from discord.ext import commands

from bot.announce import Announcer, Timing
from bot.announce.knowing import IndexKnowledge
from bot.feeds import Fetcher, Manners, Reader
from bot.library import Synced
from bot.service import Service
from cogs.announcements.courier import DiscordCourier

LOG = logging.getLogger(__name__)


class Running:
    """Announcing at work, from `start` to `stop`."""

    def __init__(self, bot: commands.Bot, service: Service, timing: Timing, manners: Manners) -> None:
        self._bot = bot
        self._service = service
        self._timing = timing
        self._manners = manners
        self._stack = AsyncExitStack()
        self._wake = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self.fetcher = Fetcher(manners)
        self.reader = Reader()
        self.announcer: Announcer | None = None

    async def start(self) -> None:
        """Opens what is needed and begins once the bot is online."""
        await self._stack.enter_async_context(self.fetcher)
        await self._stack.enter_async_context(self.reader)
        service = self._service
        knowledge = IndexKnowledge(service.index, lambda: service.desk.catalog)
        courier = DiscordCourier(self._bot)
        self.announcer = Announcer(service.store, courier, self.fetcher, self.reader, knowledge, time.time, self._timing)
        service.listeners.append(self._heard)
        self._loop = asyncio.create_task(self._run(self.announcer), name="announcing")

    async def stop(self) -> None:
        """Ends the loop; what was half sent is looked for at the next start."""
        if self._heard in self._service.listeners:
            self._service.listeners.remove(self._heard)
        if self._loop is not None:
            self._loop.cancel()
            with suppress(asyncio.CancelledError):
                await self._loop
        if self.announcer is not None:
            await self.announcer.close()
        await self._stack.aclose()

    def wake(self) -> None:
        """Looks at what is due now, not only at the next turn."""
        self._wake.set()

    async def _heard(self, _synced: Synced) -> None:
        if self.announcer is not None:
            self.announcer.files_changed()
        self.wake()

    async def _run(self, announcer: Announcer) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await announcer.begin()
            except Exception as error:
                LOG.error("a round of announcing failed: %s", type(error).__name__, exc_info=LOG.isEnabledFor(logging.DEBUG))
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.tick):
                    await self._wake.wait()
            self._wake.clear()
