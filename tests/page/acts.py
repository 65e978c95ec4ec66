"""What people do on the page, in words for tests."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect


def box(page: Page) -> Locator:
    """Where one writes."""
    return page.locator("#composer")


def answers(page: Page) -> Locator:
    """The bot's messages in the channel that is shown, oldest first."""
    return page.locator("article.message.from-bot[data-id]")


def questions(page: Page) -> Locator:
    """What people wrote in the channel that is shown, oldest first."""
    return page.locator("article.message:not(.from-bot)[data-id]")


def messages(page: Page) -> Locator:
    """All messages of the channel that is shown, oldest first."""
    return page.locator("article.message[data-id]")


async def go_to(page: Page, channel: str) -> None:
    """Show the channel of that name."""
    await page.locator("#sidebar").get_by_role("button", name=channel, exact=True).click()
    await expect(page.locator("#head h1")).to_have_text(channel)


async def write(page: Page, text: str) -> None:
    """Write a message and send it with Enter."""
    await box(page).fill(text)
    await box(page).press("Enter")
    await expect(box(page)).to_have_value("")


async def mention(page: Page, question: str) -> None:
    """Ask the bot by mentioning it."""
    await write(page, f"@Greenroom {question}")


async def slash(page: Page, command: str, *values: str) -> None:
    """Use a command by the keyboard alone: its name, then the required options in order."""
    await box(page).focus()
    await page.keyboard.type(f"/{command}")
    await page.keyboard.press("Enter")
    for value in values:
        await page.keyboard.type(value)
    await page.keyboard.press("Enter")


async def choose_self(page: Page, name: str) -> None:
    """Become somebody else."""
    await page.locator(".self").click()
    await page.get_by_role("menuitemradio", name=name).click()
    await expect(page.locator(".self bdi")).to_have_text(name)
