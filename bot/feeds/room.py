"""Room for bodies that were fetched and not read yet: many large feeds at once must not fill the memory."""

from __future__ import annotations

import asyncio
import weakref

from bot.feeds.results import Fetched

_LONGEST = 60.0


class Room:
    """So many bytes may lie about; who fetches more waits until somebody lets go of what lies there."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._free = asyncio.Event()
        self._free.set()

    @property
    def held(self) -> int:
        """Bytes that lie about now."""
        return self._held

    async def wait(self) -> None:
        """Returns once there is room, or after a minute: whoever keeps a body for good must not end all fetching."""
        try:
            async with asyncio.timeout(_LONGEST):
                await self._free.wait()
        except TimeoutError:
            return

    def keep(self, result: Fetched) -> None:
        """Counts the body for as long as anybody has the result."""
        self._change(len(result.data))
        weakref.finalize(result, self._change, -len(result.data)).atexit = False

    def _change(self, size: int) -> None:
        self._held += size
        if self._held < self._size:
            self._free.set()
        else:
            self._free.clear()
