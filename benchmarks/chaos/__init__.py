"""Announcing under chaos: the bot is killed at random instants, and the stand-in counts what it posted.

`python -m benchmarks.chaos --seed 1 --deliveries 300 --kills 60` ends with `lost 0, repeated 0, deliveries 300, kills 60`.
"""

from benchmarks.chaos.run import Result, chaos

__all__ = ["Result", "chaos"]
