"""Real feeds that move, on the real bot: nothing is posted again, and the post that stands follows what changed."""

from __future__ import annotations

import pytest

from benchmarks.moves import FOLDER, count
from tests.announce_kit import Stage

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]
UNCHANGED = ("nothing", "guid changed", "order reversed")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the real feeds are not here")
@pytest.mark.parametrize("name", ["launched", "serial", "gone-mobile"])
async def test_a_real_feed_that_moves_is_not_announced_again_and_its_post_is_edited_once(stage: Stage, name: str) -> None:
    found = {each.move: each for each in await count(stage, (FOLDER / f"{name}.xml").read_bytes())}
    assert {each.before for each in found.values()} == {1}
    assert {each.posts for each in found.values()} == {0}
    assert {move: found[move].edits for move in UNCHANGED} == dict.fromkeys(UNCHANGED, 0)
    assert {each.edits for move, each in found.items() if move not in UNCHANGED} == {1}
