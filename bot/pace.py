"""How often the bot speaks to each person and in each channel (pure: `now` is passed in).

Unasked it speaks seldom. Where it is asked, the limits are such that nobody who reads the answers meets them, while one who
asks without end cannot use up what Discord lets a bot say, which is for all.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

MOST = 10_000


@dataclass(frozen=True)
class Often:
    """`times` within `seconds`."""

    times: int
    seconds: float


@dataclass(frozen=True)
class Limits:
    """How often for each person, and how often in each channel."""

    user: Often
    channel: Often


OVERHEARD = Limits(Often(2, 20.0), Often(6, 60.0))
"""Of plain questions, in channels where a moderator wants them answered."""
MENTIONS = Limits(Often(10, 20.0), Often(20, 20.0))
"""Discord lets a bot write about once a second in a channel; one person gets half of that at most."""
COMMANDS = Limits(Often(30, 30.0), Often(100, 20.0))
"""Answers to commands do not count among the messages of a channel."""


@dataclass(frozen=True)
class Refused:
    """One answer more would be too much."""

    seconds: int
    """How long until it is not; at least 1."""
    everybody: bool
    """Whether the whole channel has to wait, and not this person alone."""
    first: bool
    """Whether they have not been refused yet during this wait."""


@dataclass(frozen=True)
class _Seen:
    times: tuple[float, ...] = ()
    told: float = -math.inf
    """When the wait that somebody was told of is over."""


class Pace:
    """Counts what was said to users and in channels; the oldest are forgotten."""

    def __init__(self, limits: Limits = OVERHEARD) -> None:
        self._limits = {"user": limits.user, "channel": limits.channel}
        self._seen: OrderedDict[tuple[str, int], _Seen] = OrderedDict()

    def allows(self, user: int, channel: int, now: float) -> bool:
        """Whether one answer more is all right; it is counted then."""
        return self.refuses(user, channel, now) is None

    def refuses(self, user: int, channel: int, now: float) -> Refused | None:
        """None where one answer more is all right; it is counted then."""
        keys = (("user", user), ("channel", channel))
        for key in keys:
            times, limit = self._recent(key, now), self._limits[key[0]]
            if len(times) >= limit.times:
                return self._refused(key, times[0] + limit.seconds, now)
        for key in keys:
            self._note(key, _Seen((*self._recent(key, now), now)))
        return None

    def _recent(self, key: tuple[str, int], now: float) -> tuple[float, ...]:
        seconds = self._limits[key[0]].seconds
        return tuple(time for time in self._seen.get(key, _Seen()).times if now - time < seconds)

    def _refused(self, key: tuple[str, int], until: float, now: float) -> Refused:
        seen = self._seen[key]
        first = now >= seen.told
        if first:
            self._note(key, _Seen(seen.times, until))
        return Refused(max(1, math.ceil(until - now)), key[0] == "channel", first)

    def _note(self, key: tuple[str, int], seen: _Seen) -> None:
        self._seen[key] = seen
        self._seen.move_to_end(key)
        while len(self._seen) > MOST:
            self._seen.popitem(last=False)
