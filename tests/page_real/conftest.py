"""The browser of the page's own tests, with the real bot where they have one of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox import Sandbox
from tests.chat_kit import SHIPPED, open_room

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from tests.page.conftest import browser, page

__all__ = ["address", "browser", "page"]


@pytest_asyncio.fixture(loop_scope="session")
async def address(shipped_data: Path) -> AsyncIterator[str]:
    """Where the page is, with the real bot and the shipped knowledge."""
    async with Sandbox.open() as sandbox, open_room(sandbox, SHIPPED, shipped_data):
        yield sandbox.url
