"""What tests of the chat share: the real bot, online in the stand-in's server.

Modules that use these fixtures have `pytest_plugins = ["tests.wire.plugin"]`, where `sandbox` comes from.
"""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

with warnings.catch_warnings():
    # discord.py imports a module that Python 3.13 drops; the first import warns, and warnings are errors here.
    warnings.filterwarnings("ignore", "'audioop'", DeprecationWarning)
    import discord  # noqa: F401

from tests.chat_kit import SHIPPED, SMALL, Room, open_room
from tests.knowledge_kit import write

if TYPE_CHECKING:
    from bot.sandbox import Sandbox

settings.register_profile("known", derandomize=True, database=None)
settings.register_profile("search", print_blob=True)
# A change must not fail for what it has nothing to do with. To look for more: HYPOTHESIS_PROFILE=search
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "known"))


LEFT = 1_000_000
"""Objects that tests may leave behind until they are looked through, some two hundred megabytes."""
_kept = 0


def pytest_runtest_logfinish() -> None:
    """Every bot that starts spares what there is from being collected, also what earlier tests left: now it may go."""
    global _kept
    if gc.get_freeze_count() > _kept + LEFT:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _kept = gc.get_freeze_count()


@pytest.fixture(scope="session")
def shipped_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for the shipped knowledge that all tests share, so that only the first reads the files."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture
async def room(sandbox: Sandbox, shipped_data: Path) -> AsyncIterator[Room]:
    """The bot with the shipped knowledge."""
    async with open_room(sandbox, SHIPPED, shipped_data) as opened:
        yield opened


@pytest.fixture
async def small_room(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot with the knowledge of `SMALL`."""
    async with open_room(sandbox, write(tmp_path / "knowledge", SMALL), tmp_path / "data") as opened:
        yield opened
