"""The screenshots of the documentation, made anew: `python -m tests.page_real.shots` (a minute; FOLDER to put them elsewhere).

They show the demo over a copy of the shipped knowledge, used as listeners and moderators use it. Look at them before you
commit them: only a person sees whether they still show what the text beside them says.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.page.acts import answers, box, choose_self, mention
from tests.page.conftest import CHROMIUM, QUIET

HERE = Path(__file__).resolve().parents[2]
WAIT = 20_000
NEW = """title: Night Trains and Timetables
number: 343
date: {day}
duration: 43:45
url: https://www.pythonpodcast.com/
summary: What becomes of a timetable when the trains outgrow it. Ruth Amsel keeps that of the night trains and tells how.
guests: [{{name: Ruth Amsel, about: Keeps the timetable of the night trains}}]
topics: [scheduling, railways]
sponsors: [{{name: Linode, offer: $100 credit, code: nighttrain}}]
"""


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The address of a demo over a copy of the knowledge in `folder`."""
    shutil.copytree(HERE / "knowledge", folder / "knowledge")
    where = ("--knowledge", str(folder / "knowledge"), "--data", str(folder / "data"), "--port", "0")
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", *where, cwd=HERE, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    try:
        async for line in running.stdout:
            if found := re.match(rb"Open (\S+)", line):
                yield found[1].decode()
                break
    finally:
        running.terminate()
        await running.wait()


class Shots:
    """A page of the demo, and where its pictures go."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._folder = folder

    async def taken(self, name: str) -> None:
        """Keeps a picture of what is shown."""
        await self.page.mouse.move(0, 0)
        await self.page.wait_for_timeout(400)
        await self.page.screenshot(path=self._folder / f"{name}.png")

    async def used(self, command: str) -> Locator:
        """The answer to a command that was typed, with the first of what is offered for its last option."""
        before = await answers(self.page).count()
        await box(self.page).focus()
        await self.page.keyboard.type(f"/{command}", delay=10)
        await self.page.wait_for_timeout(800)
        for _ in range(3):
            await self.page.keyboard.press("Enter")
            await self.page.wait_for_timeout(800)
            if await answers(self.page).count() > before:
                break
        await expect(answers(self.page)).to_have_count(before + 1)
        return answers(self.page).last

    async def asked(self, question: str) -> Locator:
        """The answer to a question."""
        before = await answers(self.page).count()
        await mention(self.page, question)
        await expect(answers(self.page)).to_have_count(before + 1)
        return answers(self.page).last

    async def seen(self, channel: str) -> None:
        """Shows a channel."""
        await self.page.locator("#sidebar").get_by_role("button", name=re.compile(f"^{channel}")).click()
        await expect(self.page.locator("#head h1")).to_have_text(channel)


@asynccontextmanager
async def opened(browser: Browser, address: str, folder: Path, phone: bool = False, dark: bool = False) -> AsyncIterator[Shots]:
    """A page of its own."""
    context = await browser.new_context(
        viewport={"width": 1280, "height": 800},
        device_scale_factor=2 if phone else 1,
        reduced_motion="reduce",
        color_scheme="dark" if dark else "light",
        locale="en-GB",
    )
    page = await context.new_page()
    page.set_default_timeout(WAIT)
    await page.goto(address)
    await page.locator("body.ready").wait_for()
    yield Shots(page, folder)
    await context.close()


async def narrow(shots: Shots) -> None:
    """From here on it is a phone."""
    await shots.page.set_viewport_size({"width": 390, "height": 844})


async def filled(page: Page, name: str, fields: dict[str, str]) -> None:
    """A form is filled in and sent."""
    form = page.get_by_role("dialog", name=name)
    for label, text in fields.items():
        await form.get_by_label(label).fill(text)
    await form.get_by_role("button", name="Submit").click()
    await form.wait_for(state="hidden")


async def as_listener(shots: Shots) -> None:
    """What Ada sees on a wide page, and what she leaves for the moderators."""
    await shots.taken("desktop")
    await shots.page.set_viewport_size({"width": 1280, "height": 1020})
    await shots.used("episode 250")
    await shots.taken("episode")
    await shots.page.set_viewport_size({"width": 1280, "height": 860})
    await shots.asked("when was michael on?")
    await shots.taken("choices")
    for _ in range(3):
        await shots.asked("any episodes about quantum computers?")
    answer = await shots.asked("when was Michael Kennedy on?")
    await answer.get_by_role("button", name="👎").click()
    await answers(shots.page).last.get_by_role("button", name="Say what is wrong").click()
    await filled(shots.page, "", {"What is wrong?": "He was on twice, and you tell only the last time."})


async def announced(page: Page) -> None:
    """The shipped show is announced in its channel."""
    before = await answers(page).count()
    await box(page).focus()
    await page.keyboard.type("/announce add announ", delay=10)
    await page.get_by_role("option", name="announcements").click()
    await page.locator("button", has_text=re.compile(r"^\s*show\s*$")).click()
    await page.keyboard.type("podcast", delay=10)
    await page.get_by_role("option", name=re.compile("Podcast")).click()
    await page.keyboard.press("Enter")
    await expect(answers(page)).to_have_count(before + 1)
    await expect(answers(page).last).to_contain_text("None of these is announced")


async def as_moderator(shots: Shots, knowledge: Path) -> None:
    """What Moss sees: settings, what is announced, and a post."""
    await choose_self(shots.page, "Moss")
    await shots.seen("moderators")
    await shots.used("settings ")
    await shots.taken("settings")
    await announced(shots.page)
    day = (datetime.now(UTC) - timedelta(days=1)).date()
    (knowledge / "podcast-init" / "episodes" / "343-night-trains.yaml").write_text(NEW.format(day=day))
    await shots.seen("announcements")
    await expect(answers(shots.page).last).to_contain_text("Night Trains", timeout=60_000)
    await shots.taken("announcement")
    await shots.seen("moderators")
    await shots.used("announce status ")
    await shots.taken("announce-status")


async def in_the_dark(shots: Shots) -> None:
    """Open questions and reports."""
    await shots.page.set_viewport_size({"width": 1280, "height": 860})
    await choose_self(shots.page, "Moss")
    await shots.seen("moderators")
    listed = await shots.used("gaps ")
    await listed.get_by_text("Choose one").click()
    await shots.page.get_by_role("option", name=re.compile("quantum")).click()
    await expect(listed.get_by_role("button", name="Answer", exact=True)).to_be_visible()
    await shots.used("reports ")
    await shots.taken("gaps")


async def on_a_phone(shots: Shots) -> None:
    """A listener's conversation, then a moderator who adds an episode and closes a gap."""
    await shots.seen("general")
    await narrow(shots)
    await shots.asked("who was on the starlette episode?")
    await shots.asked("when was michael on?")
    await shots.taken("phone")
    await shots.page.set_viewport_size({"width": 1280, "height": 844})
    await choose_self(shots.page, "Moss")
    await shots.seen("moderators")
    await narrow(shots)
    page = shots.page
    await box(page).press_sequentially("/knowledge add ")
    await page.get_by_role("option", name="episode").click()
    await page.keyboard.press("Enter")
    await filled(page, "Add an episode", {"Title": "Fog Horns", "Number": "344", "Guests": "Ruben Sant", "Sponsors": "Linode"})
    await expect(answers(page).last).to_contain_text("+title: Fog Horns")
    await shots.taken("knowledge-add")
    listed = await shots.used("gaps ")
    await listed.get_by_text("Choose one").click()
    await page.get_by_role("option", name=re.compile("quantum")).click()
    await listed.get_by_role("button", name="Answer", exact=True).click()
    await filled(page, "An answer for the FAQ", {"Answer": "Not yet; one is planned for the autumn."})
    await expect(answers(page).last).to_contain_text("+  answer: Not yet")
    await shots.taken("knowledge-gap")


async def main(folder: Path) -> None:
    """Makes them all."""
    expect.set_options(timeout=WAIT)
    with tempfile.TemporaryDirectory() as scratch:
        async with demo(Path(scratch)) as address, async_playwright() as started:
            browser = await started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
            async with opened(browser, address, folder) as shots:
                await as_listener(shots)
                await as_moderator(shots, Path(scratch) / "knowledge")
            async with opened(browser, address, folder, dark=True) as shots:
                await in_the_dark(shots)
            async with opened(browser, address, folder, phone=True) as shots:
                await on_a_phone(shots)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "docs" / "screenshots"))
