"""Short runs of `python -m benchmarks.load` and `python -m benchmarks.faults`: nothing is lost, nothing is said twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.faults import Size, faults
from benchmarks.load import Rates, load
from bot.sandbox import Sandbox
from tests.chat_kit import SMALL, open_room
from tests.knowledge_kit import write


@asynccontextmanager
async def here(sandbox: Sandbox, knowledge: Path, data: Path) -> AsyncIterator[Callable[[], bool]]:
    """The bot in this process, which is quicker to start."""
    async with open_room(sandbox, knowledge, data) as room:
        yield lambda: not room.bot.is_closed()


async def test_each_question_of_a_crowd_is_answered_once(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    result = await load(write(tmp_path / "knowledge", SMALL), tmp_path / "data", 1.0, 1, Rates(30.0, 10.0, 3.0))
    assert result.asked > 20
    assert (result.lost, result.repeated) == (0, 0), result.detail


async def test_what_fails_meanwhile_neither_loses_nor_repeats_an_answer_nor_changes_what_is_kept(tmp_path: Path) -> None:
    size = Size(questions=50, faults=10, servers=4, rooms=20, thinking=0.2, settle=0.3)
    result = await faults(write(tmp_path / "knowledge", SMALL), tmp_path, 3, size, here)
    assert result.good, (str(result), *result.detail)
    assert (result.answered, result.faults) == (50, 10)
