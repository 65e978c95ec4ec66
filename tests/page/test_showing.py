"""What the page draws of what a bot can send. These use the bot of the tests, which shows everything off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Page, expect

from tests.page.acts import answers, box, choose_self, messages, slash, write

pytestmark = [
    pytest.mark.skipif("GREENROOM_PAGE" in os.environ, reason="needs the bot of the tests"),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_an_embed_shows_title_link_fields_and_footer(page: Page) -> None:
    await slash(page, "ask", "guest")
    await answers(page).last.get_by_role("button", name="More", exact=True).first.click()
    card = answers(page).last.locator(".embed")
    await expect(card.locator(".embed-title a")).to_have_attribute(
        "href", "https://www.pythonpodcast.com/apis-sustainable-open-source-and-the-async-web-with-tom-christie/"
    )
    await expect(card.locator(".embed-field")).to_have_count(4)
    await expect(card.locator("time")).to_have_text("18 February 2020")
    await expect(card.locator(".embed-footer")).to_have_text("podcast-init/250-tom-christie")
    await expect(answers(page).last).to_contain_text("Page 2 of 2(edited)")


async def test_a_spoiler_shows_when_asked(page: Page) -> None:
    await slash(page, "ask", "django")
    hidden = answers(page).last.locator(".spoiler")
    await expect(hidden.locator(".spoiler-text")).not_to_be_visible()
    await hidden.focus()
    await page.keyboard.press("Enter")
    await expect(hidden.locator(".spoiler-text")).to_be_visible()


async def test_a_menu_is_chosen_from_by_keyboard_and_its_answer_is_private(page: Page) -> None:
    await slash(page, "ask", "guest")
    await answers(page).last.get_by_role("button", name="Which one do you mean?").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(answers(page).last).to_contain_text("You chose thomas.")
    await expect(answers(page).last).to_contain_text("Only you can see this")
    await answers(page).last.get_by_role("button", name="Dismiss message").click()
    await expect(page.locator("article.private")).to_have_count(0)


async def test_a_form_takes_text_a_choice_and_a_file(page: Page, tmp_path: Path) -> None:
    proof = tmp_path / "proof.txt"
    proof.write_text("seen")
    await slash(page, "ask", "guest")
    await answers(page).last.get_by_role("button", name="Report wrong").click()
    form = page.get_by_role("dialog", name="What is wrong?")
    await form.get_by_role("button", name="Submit").click()
    await expect(form.get_by_role("alert")).to_have_text("This field is required.")
    await form.get_by_label("Reason").fill("He is Tom")
    await form.get_by_role("button", name="Part").click()
    await form.get_by_role("option", name="The date").click()
    await form.locator("input[type=file]").set_input_files(proof)
    await form.get_by_role("button", name="Submit").click()
    await expect(form).not_to_be_visible()
    await expect(answers(page).last).to_contain_text("Noted: He is Tom (date, proof.txt)")


async def test_layouts_of_the_second_version_are_drawn(page: Page) -> None:
    await slash(page, "show", "panel")
    shown = answers(page).last.locator(".container")
    await expect(shown.get_by_role("heading", name="Settings")).to_be_visible()
    await expect(shown.get_by_role("link", name="Show notes")).to_be_visible()
    await shown.get_by_role("button", name="Channels to listen in").click()
    await expect(page.get_by_role("option", name="general")).to_be_visible()


async def test_a_command_that_gets_no_answer_says_so(page: Page) -> None:
    await slash(page, "silent")
    await expect(page.locator("article.pending")).to_contain_text("Sending command…")
    await expect(page.locator("article.pending")).to_contain_text("The application did not respond")
    await page.get_by_role("button", name="Dismiss message").click()
    await expect(page.locator("article.pending")).to_have_count(0)


async def test_a_button_that_gets_no_answer_says_so_at_its_message(page: Page) -> None:
    await slash(page, "ask", "guest")
    await answers(page).last.get_by_role("button", name="Break").click()
    await expect(answers(page).last.get_by_role("alert")).to_have_text("This interaction failed")


async def test_a_bot_that_thinks_is_seen_thinking(page: Page) -> None:
    await slash(page, "slow")
    await expect(answers(page).last).to_contain_text("Greenroom is thinking…")
    await expect(answers(page).last).to_contain_text("Here it is.")


async def test_the_palette_fills_options_and_asks_the_bot_for_choices(page: Page) -> None:
    await box(page).focus()
    await page.keyboard.type("/")
    await expect(page.locator(".palette [role=option]")).to_have_count(4)
    await expect(page.locator(".palette:visible")).to_contain_text("Ask about an episode, a guest or a topic")
    await page.keyboard.type("ask")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".palette-about")).to_contain_text("This option is required")
    await page.keyboard.type("who sponsored")
    await page.locator(".optional").get_by_role("button", name="guest").click()
    await page.keyboard.type("chris")
    await expect(page.get_by_role("option", name="Tom Christie")).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(answers(page).last).to_contain_text("Linode")
    await expect(answers(page).last.locator(".used-with")).to_have_text("question: who sponsored guest: Tom Christie")


async def test_a_private_answer_is_seen_by_the_asker_alone(page: Page) -> None:
    await box(page).focus()
    await page.keyboard.type("/ask guest")
    await page.locator(".optional").get_by_role("button", name="private").click()
    await page.keyboard.type("t")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(answers(page).last).to_contain_text("Only you can see this")
    await choose_self(page, "Moss")
    await expect(answers(page)).to_have_count(0)


async def test_hostile_answers_are_only_text(page: Page) -> None:
    await slash(page, "show", "hostile")
    last = answers(page).last
    await expect(last.locator(".embed")).to_be_visible()
    await expect(last.locator(".md img, .embed img, script, a[href^='javascript'], a[href^='data']")).to_have_count(0)
    assert "owned" not in await page.title()


async def test_a_message_has_the_commands_of_its_menu(page: Page) -> None:
    await write(page, "what is WSGI")
    await messages(page).last.hover()
    await messages(page).last.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Explain this").click()
    await expect(answers(page).last).to_contain_text("You meant: what is WSGI")
