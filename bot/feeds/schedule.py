"""When to ask a feed again (pure): its interval with some jitter, longer while it fails, never before its host allows."""

from __future__ import annotations

import random

from bot.feeds.results import Failed, Result
from bot.model import Frozen

_DAY = 24 * 3600.0


class Pace(Frozen, frozen=True):
    """How often one feed is asked. Times in seconds."""

    interval: float = 15 * 60.0
    jitter: float = 0.1
    """A tenth: each wait is up to that much longer or shorter, so that feeds do not march in step."""
    longest: float = _DAY
    """However often it failed."""
    seed: int = 0


def next_poll(now: float, url: str, result: Result, failures: int, pace: Pace | None = None) -> float:
    """When to ask `url` again after `result`, in the same seconds as `now`.

    `failures` counts the failures in a row, this one included. Each doubles the wait, up to `Pace.longest`; a feed that is
    gone for good is asked once a day, in case its host was wrong. `retry_after` is a lower bound always. The same
    arguments give the same time.
    """
    pace = pace or Pace()
    wait = pace.interval
    if isinstance(result, Failed):
        wait = max(pace.longest, wait) if result.gone else min(wait * 2 ** min(max(failures, 1), 30), max(pace.longest, wait))
    wait *= 1 + pace.jitter * _between(f"{pace.seed} {url} {now} {failures}")
    if isinstance(result, Failed) and result.retry_after:
        # Whoever was told to wait comes a little later, not all in the same second.
        wait = max(wait, result.retry_after * (1 + pace.jitter * abs(_between(f"{pace.seed} {url} {now}"))))
    return now + wait


def _between(seed: str) -> float:
    """A number from -1 to 1, always the same for the same seed."""
    return random.Random(seed).uniform(-1, 1)
