"""How often, how long and how many: every number that announcing goes by (times in seconds)."""

from __future__ import annotations

import random

from bot.feeds import Pace
from bot.model import Frozen

HOUR = 3600.0
DAY = 24 * HOUR


class Timing(Frozen, frozen=True):
    """Times in seconds."""

    tick: float = 15.0
    """Between two looks at what is due."""
    settle: float = 10.0
    """How long Discord may take with a request whose answer was lost, before the channel is searched."""
    skew: float = 10 * 60.0
    """By how much Discord's clock and ours may differ."""
    first_retry: float = 10.0
    longest_retry: float = HOUR
    patience: float = DAY
    """After which the moderators are told."""
    give_up: float = 3 * DAY
    crossposts: int = 10
    """An hour and channel, as Discord has it."""
    at_once: int = 10
    """Channels written to at the same time."""
    pace: Pace = Pace()


class Bounds(Frozen, frozen=True):
    """How much may be asked for."""

    per_server: int = 25
    """Subscriptions of one server."""
    feeds: int = 1000
    """Different feeds in all."""
    follows: int = 50
    """Of one member."""


def retry_at(now: float, attempts: int, key: str, timing: Timing) -> float:
    """When to try again after so many attempts: each wait twice as long, with a little chance so that none march in step."""
    wait = min(timing.longest_retry, timing.first_retry * 2 ** min(max(attempts, 1) - 1, 20))
    chance = random.Random(f"{key} {attempts}").uniform(0.8, 1.2)
    return float(now + wait * chance)
