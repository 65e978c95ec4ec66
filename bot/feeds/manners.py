"""Being a good guest: how often, how many at once, and how long to stay away from a host."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.model import Frozen


class Manners(Frozen, frozen=True):
    """How feeds are fetched. Times in seconds."""

    user_agent: str = "Greenroom (podcast feed reader for Discord communities)"
    total: float = 60.0
    """For one feed, redirects included."""
    connect: float = 10.0
    stall: float = 15.0
    """Silence after which a server has stopped sending."""
    size: int = 20 * 1024 * 1024
    """Bytes of a feed at most, packed and unpacked."""
    unread: int = 32 * 1024 * 1024
    """Bytes of feeds that lie about unread before no more are fetched."""
    hops: int = 8
    at_once: int = 16
    per_host: int = 2
    gap: float = 0.25
    """Between two requests to one host."""
    allowed: tuple[str, ...] = ()
    """Private networks or addresses that feeds may nevertheless be fetched from, such as `10.0.5.0/24`."""


@dataclass
class _Host:
    turn: asyncio.Semaphore
    guests: int = 0
    free_at: float = 0.0
    """When the next request may start, by the loop's clock."""
    shut_until: float = 0.0
    """Until when the host asked to be left alone."""


@dataclass
class Door:
    """Lets requests in: so many at once, so many per host with a gap between, none while a host asks for a rest."""

    manners: Manners
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.manners.at_once)

    def rest(self, host: str, seconds: float) -> None:
        """Leave that host alone for a while, as it asked."""
        known = self._host(host)
        known.shut_until = max(known.shut_until, asyncio.get_running_loop().time() + seconds)

    def resting(self, host: str) -> float:
        """Seconds for which that host still wants to be left alone, 0 where it does not."""
        known = self._hosts.get(host)
        return max(0.0, known.shut_until - asyncio.get_running_loop().time()) if known else 0.0

    @asynccontextmanager
    async def visit(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at the host, then for a free slot: feeds of a slow host do not fill the slots while they queue."""
        known = self._host(host)
        known.guests += 1
        try:
            async with known.turn:
                await self._pause(known)
                async with self._slots:
                    yield
        finally:
            known.guests -= 1
            self._forget(host, known)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(asyncio.Semaphore(self.manners.per_host)))

    async def _pause(self, known: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, known.free_at)
        known.free_at = start + self.manners.gap
        if start > now:
            await asyncio.sleep(start - now)

    def _forget(self, host: str, known: _Host) -> None:
        """Keep no host that nobody waits for and that asks for nothing."""
        now = asyncio.get_running_loop().time()
        if not known.guests and known.free_at <= now and known.shut_until <= now:
            self._hosts.pop(host, None)
