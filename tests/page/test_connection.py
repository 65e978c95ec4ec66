"""The page while the bot or the stand-in comes and goes, and several people at once."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Browser, Page, WebSocketRoute, expect

from bot.sandbox import Sandbox
from tests.page.acts import box, choose_self, go_to, messages, write

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_broken_connection_mends_itself_and_keeps_what_one_was_writing(page: Page, address: str) -> None:
    routes: list[WebSocketRoute] = []

    async def through(route: WebSocketRoute) -> None:
        route.connect_to_server()
        routes.append(route)

    await page.route_web_socket("**/page/ws", through)
    await page.reload()
    await expect(page.locator("body.ready")).to_be_visible()
    await write(page, "before")
    await expect(messages(page).last).to_contain_text("before")
    await box(page).fill("half a senten")
    await routes[-1].close()
    await expect(page.locator("#away")).to_contain_text("Connecting again")
    await expect(page.locator("#away")).not_to_be_visible()
    assert len(routes) == 2
    await expect(box(page)).to_have_value("half a senten")
    await write(page, "after")
    await expect(messages(page).last).to_contain_text("after")


async def test_a_bot_that_is_away_is_said_to_be_away(browser: Browser) -> None:
    async with Sandbox.open() as sandbox:
        page = await browser.new_page()
        await page.goto(sandbox.url)
        await expect(page.locator("#away")).to_contain_text("Greenroom is offline")
        await expect(page.locator(".presence")).to_have_text("Greenroom is offline")
        await page.close()


async def test_a_mention_in_another_channel_is_counted(page: Page, browser: Browser, address: str) -> None:
    await go_to(page, "general")
    other = await browser.new_page()
    await other.goto(address)
    await choose_self(other, "Moss")
    await go_to(other, "ask-the-show")
    await write(other, "@Ada have a look")
    channel = page.locator("#sidebar .channel", has_text="ask-the-show")
    await expect(channel.locator(".badge")).to_have_text("1")
    await expect(page).to_have_title("(1) general · Greenroom")
    await channel.click()
    await expect(channel.locator(".badge")).to_have_count(0)
    await expect(messages(page).last).to_have_class("message for-me")
    await other.close()


async def test_somebody_who_types_is_seen_typing(page: Page, browser: Browser, address: str) -> None:
    other = await browser.new_page()
    await other.goto(address)
    await choose_self(other, "Moss")
    await go_to(other, "ask-the-show")
    await go_to(page, "ask-the-show")
    await box(other).press_sequentially("hm")
    await expect(page.locator(".typing")).to_have_text("Moss is typing…")
    await box(other).press("Enter")
    await expect(page.locator(".typing")).to_have_text("")
    await other.close()


async def test_a_file_is_sent_with_a_message(page: Page, tmp_path: Path) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text("title: No\n")
    await page.locator(".composer > input[type=file]").set_input_files(notes)
    await write(page, "here are my notes")
    await expect(messages(page).last.locator(".file")).to_contain_text("notes.yaml10 bytes")
    link = messages(page).last.locator(".file a")
    assert (await page.request.get(str(await link.get_attribute("href")))).ok


async def test_a_listener_cannot_write_announcements(page: Page) -> None:
    await go_to(page, "announcements")
    await expect(page.get_by_text("You cannot write in this channel.")).to_be_visible()
    await choose_self(page, "Moss")
    await expect(box(page)).to_be_visible()
