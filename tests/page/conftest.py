"""A browser on the chat page of a stand-in with a bot in it.

`GREENROOM_PAGE` may name the address of a page that runs already (`make demo`): the tests of what people do run against it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox import Sandbox
from tests.page.showbot import connected

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Browser, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000
"""Milliseconds that a test waits for what does not come."""


@pytest_asyncio.fixture(loop_scope="session")
async def address() -> AsyncIterator[str]:
    """Where the page is, with a bot online."""
    running = os.environ.get("GREENROOM_PAGE")
    if running:
        yield running
        return
    async with Sandbox.open() as sandbox, connected(sandbox):
        yield sandbox.url


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium without a window, started once: every test has a profile of its own in it.

    It lives in the loop in which it was started, so its tests are marked to run in that one.
    """
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    async with async_playwright() as started:
        opened = await started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The page, open and connected; whatever it complains about fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="en-GB")
    opened = await context.new_page()
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await opened.goto(address)
    await opened.locator("body.ready").wait_for()
    yield opened
    await context.close()
    assert not complaints, complaints
