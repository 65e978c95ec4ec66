"""The fixture `stage`: the bot that announces, on the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.announce_kit import Stage, open_stage

if TYPE_CHECKING:
    from bot.sandbox import Sandbox


@pytest.fixture
async def stage(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot that announces."""
    async with open_stage(sandbox, tmp_path) as opened:
        yield opened
