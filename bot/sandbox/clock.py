"""The clock of the stand-in: real time that a test may push forward.

Everything that waits or expires asks this clock, so a test of the fifteen-minute rule takes no fifteen minutes.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable


class Timer:
    """A call that is due at `when`; `cancel` forgets it."""

    def __init__(self, when: float, call: Callable[[], None]) -> None:
        self.when = when
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        """Never make the call."""
        self.cancelled = True


class Clock:
    """Seconds since 1970 that run as the real ones do, and jump by `advance`."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._timers: list[tuple[float, int, Timer]] = []
        self._numbers = itertools.count()
        self._wake: asyncio.TimerHandle | None = None

    def now(self) -> float:
        """Seconds since 1970, with what was added by `advance`."""
        return time.time() + self._ahead

    def call_in(self, seconds: float, call: Callable[[], None]) -> Timer:
        """A timer that makes the call `seconds` from now, or at once when `advance` jumps over it."""
        timer = Timer(self.now() + seconds, call)
        heapq.heappush(self._timers, (timer.when, next(self._numbers), timer))
        if self._timers[0][2] is timer:
            self._plan()
        return timer

    def advance(self, seconds: float) -> None:
        """Jump forward and make every call that became due."""
        self._ahead += seconds
        self._run()

    def stop(self) -> None:
        """Forget all timers."""
        self._timers.clear()
        self._plan()

    def _run(self) -> None:
        now = self.now()
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            if not timer.cancelled:
                timer.call()
        self._plan()

    def _plan(self) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        while self._timers and self._timers[0][2].cancelled:
            heapq.heappop(self._timers)
        if self._timers:
            self._wake = asyncio.get_running_loop().call_later(max(0.0, self._timers[0][0] - self.now()), self._run)
