"""A short run of `python -m benchmarks.chaos`: the bot is killed at random instants, and nothing is lost or repeated."""

from __future__ import annotations

from pathlib import Path

from benchmarks.chaos import chaos


async def test_a_bot_killed_at_random_instants_posts_each_episode_once(tmp_path: Path) -> None:
    result = await chaos(tmp_path, seed=7, deliveries=30, kills=4, width=15)
    assert str(result) == "lost 0, repeated 0, deliveries 30, kills 4", result.detail
