"""The whole of announcing: what is new, what is due, what comes after, one round at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.announce.asking import Asker, Fetches, Reads
from bot.announce.delivering import Deliverer
from bot.announce.following_up import FollowUp
from bot.announce.knowing import Knowledge
from bot.announce.looking import Looker
from bot.announce.naming import Names
from bot.announce.outages import Outages
from bot.announce.outcomes import Courier
from bot.announce.timing import Timing
from bot.store import Store


class Announcer:
    """Announces new episodes. `clock` gives seconds since 1970; `round` does what is due, `begin` does not wait for it."""

    def __init__(
        self,
        store: Store,
        courier: Courier,
        fetcher: Fetches,
        reader: Reads,
        knowledge: Knowledge,
        clock: Callable[[], float],
        timing: Timing | None = None,
    ) -> None:
        self.timing = timing or Timing()
        self._clock = clock
        outages = Outages(store, courier, self.timing)
        asker = Asker(store, fetcher, reader, knowledge)
        self._looker = Looker(store, asker, knowledge, outages, Names(store, knowledge), self.timing)
        self._deliverer = Deliverer(store, courier, self.timing, clock)
        self._follow_up = FollowUp(store, courier, self.timing, clock)
        self._tasks: set[asyncio.Task[None]] = set()

    def files_changed(self) -> None:
        """The next round looks at the knowledge files anew."""
        self._looker.files_changed()

    async def look(self, everything: bool = False) -> None:
        """Looks at every source, or every one whose time has come, and returns when that is done."""
        await _done(self._watched(await self._looker.round(self._clock(), everything)))

    async def deliver(self) -> None:
        """Sends what is due, does what comes after it, and returns when that is done."""
        await _done(self._watched(await self._deliverer.round(self._clock())))
        await _done(self._watched(await self._follow_up.round(self._clock())))

    async def begin(self) -> None:
        """Begins whatever is due and not under way; a slow source or channel holds up no other."""
        self._watched(await self._looker.round(self._clock()))
        self._watched(await self._deliverer.round(self._clock()))
        self._watched(await self._follow_up.round(self._clock()))

    async def close(self) -> None:
        """Breaks off what is under way; what was half done is looked for at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _watched(self, begun: list[asyncio.Task[None]]) -> list[asyncio.Task[None]]:
        for task in begun:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return begun


async def _done(begun: list[asyncio.Task[None]]) -> None:
    for task in begun:
        await asyncio.wait([task])
