"""How long tests wait and what they call quick, so that a busy machine fails none of them.

A test waits for an event, never for time to pass; `PATIENCE` only ends the wait for what will not come.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 60.0
"""Seconds until what has not happened never will. A process that gets a tenth of a core has needed ten."""
TRIES = 5

T = TypeVar("T")


def worked() -> float:
    """Seconds of processor time that this process and those it has waited for have taken."""
    return sum(os.times()[:4])


def quickly(act: Callable[[], T], within: float) -> T:
    """What `act` returns; fails where each of `TRIES` calls took more than `within` seconds of processor time.

    What is slow by its nature is slow each time. A collection of garbage, or a core shared with somebody else, is not.
    """
    took: list[float] = []
    for _ in range(TRIES):
        started = worked()
        found = act()
        took.append(worked() - started)
        if took[-1] < within:
            return found
    raise AssertionError(f"it took {', '.join(f'{each:.3f}' for each in took)} s of the processor each time, not {within} s")
