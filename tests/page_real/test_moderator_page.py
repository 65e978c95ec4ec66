"""What a new moderator does on a phone: adds an episode, asks about it, mends a typo, and takes that back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Locator, Page, expect

from bot.sandbox import Sandbox
from tests.moderating_kit import Backstage, open_backstage
from tests.page.acts import answers, box, choose_self, mention

pytestmark = pytest.mark.asyncio(loop_scope="session")

NEW = {"Title": "Fog Horns", "Number": "3", "Guests": "Ruben Sant", "Sponsors": "Linode"}


@pytest_asyncio.fixture(loop_scope="session")
async def backstage(tmp_path: Path) -> AsyncIterator[Backstage]:
    """The bot over a small show that Moss may change."""
    async with Sandbox.open() as sandbox, open_backstage(sandbox, tmp_path) as behind:
        yield behind


@pytest_asyncio.fixture(loop_scope="session")
async def address(backstage: Backstage) -> str:
    """Where its page is."""
    return backstage.room.sandbox.url


async def opened(page: Page, name: str) -> Locator:
    """The form of that name, open."""
    form = page.get_by_role("dialog", name=name)
    await form.wait_for()
    return form


async def confirmed(page: Page, shown: str) -> None:
    """The proposal says that, and is confirmed."""
    await expect(answers(page).last).to_contain_text(shown)
    await answers(page).last.get_by_role("button", name="Confirm").click()
    await expect(answers(page).last.locator(".embed")).to_contain_text("Done")


async def test_a_moderator_adds_asks_mends_and_takes_back(page: Page, backstage: Backstage) -> None:
    await choose_self(page, "Moss")
    await page.set_viewport_size({"width": 390, "height": 844})
    await box(page).press_sequentially("/knowledge add ")
    await page.get_by_role("option", name="episode").click()
    await page.keyboard.press("Enter")
    form = await opened(page, "Add an episode")
    await expect(form.get_by_label("Title")).to_be_focused()
    for label, text in NEW.items():
        await form.get_by_label(label).fill(text)
    await form.get_by_role("button", name="Submit").click()
    await expect(answers(page).last).to_contain_text("+title: Fog Horns")
    await page.keyboard.type("one moment")
    await expect(box(page)).to_have_value("one moment")
    await box(page).fill("")
    await confirmed(page, "+title: Fog Horns")
    await answers(page).last.get_by_role("button", name="Edit a field").click()
    await page.get_by_role("option", name="guests").click()
    form = await opened(page, "Edit guests")
    await form.get_by_role("textbox").fill("Ruben Sand")
    await form.get_by_role("button", name="Submit").click()
    await confirmed(page, "- Ruben Sand")
    assert "- Ruben Sand\n" in backstage.text("tide/episodes/3-fog-horns.yaml")
    await answers(page).last.get_by_role("button", name="Undo").click()
    await confirmed(page, "+  - Ruben Sant")
    assert "- Ruben Sant\n" in backstage.text("tide/episodes/3-fog-horns.yaml")
    await mention(page, "who was on episode 3?")
    await expect(answers(page).last).to_contain_text("Ruben Sant")
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
