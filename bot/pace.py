"""How often the bot speaks unasked: seldom to each person, and not all the time in one channel (pure: `now` is passed in)."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass

MOST = 10_000


@dataclass(frozen=True)
class Often:
    """`times` within `seconds`."""

    times: int
    seconds: float


EACH_USER = Often(2, 20.0)
EACH_CHANNEL = Often(6, 60.0)


class Pace:
    """Counts what was said to users and in channels; the oldest are forgotten."""

    def __init__(self, user: Often = EACH_USER, channel: Often = EACH_CHANNEL) -> None:
        self._limits = {"user": user, "channel": channel}
        self._times: OrderedDict[tuple[str, int], deque[float]] = OrderedDict()

    def allows(self, user: int, channel: int, now: float) -> bool:
        """Whether one answer more is all right; it is counted then."""
        kept = [self._recent(kind, number, now) for kind, number in (("user", user), ("channel", channel))]
        if any(len(times) >= limit.times for times, limit in zip(kept, self._limits.values(), strict=True)):
            return False
        for times in kept:
            times.append(now)
        return True

    def _recent(self, kind: str, number: int, now: float) -> deque[float]:
        times = self._times.setdefault((kind, number), deque())
        self._times.move_to_end((kind, number))
        while times and now - times[0] >= self._limits[kind].seconds:
            times.popleft()
        while len(self._times) > MOST:
            self._times.popitem(last=False)
        return times
