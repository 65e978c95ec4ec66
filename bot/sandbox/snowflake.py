"""Snowflakes: Discord's ids, which tell when a thing was made."""

from __future__ import annotations

from bot.sandbox.clock import Clock
from bot.sandbox.wire import EPOCH_MS


class Snowflakes:
    """Gives out ids that are unique, rise, and carry the time of `clock`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> int:
        """An id made now."""
        by_time = (int(self._clock.now() * 1000) - EPOCH_MS) << 22
        self._last = max(by_time, self._last + 1)
        return self._last


def made_at(snowflake: int) -> float:
    """Seconds since 1970 at which the id was given out."""
    return ((snowflake >> 22) + EPOCH_MS) / 1000
