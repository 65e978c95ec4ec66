"""Fixtures for tests of the commands: the bot with state of its own. Add `tests.cmd_plugin` to `pytest_plugins`."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config import Config
from bot.sandbox import Sandbox
from bot.service import open_service
from tests.chat_kit import SHIPPED, Room, open_room
from tests.cmd_kit import PAIR
from tests.knowledge_kit import write


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the shipped knowledge, made once."""
    data = tmp_path_factory.mktemp("index")

    async def make() -> None:
        async with open_service(Config(SHIPPED, data)):
            pass

    asyncio.run(make())
    return data / "index.db"


@pytest.fixture
async def own_room(sandbox: Sandbox, shipped_index: Path, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot with the shipped knowledge and nothing set."""
    shutil.copy(shipped_index, tmp_path / "index.db")
    async with open_room(sandbox, SHIPPED, tmp_path) as opened:
        yield opened


@pytest.fixture
async def pair_room(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot with two small shows."""
    async with open_room(sandbox, write(tmp_path / "knowledge", PAIR), tmp_path / "data") as opened:
        yield opened
