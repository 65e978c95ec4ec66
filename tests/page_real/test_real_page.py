"""What a listener does in a browser, answered by the real bot: the page's own tests, and what only the real one shows."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Page, expect

from tests.page.acts import answers, choose_self, go_to, mention, slash
from tests.page.test_page import (
    test_a_direct_message_needs_no_mention,
    test_a_mention_gets_its_answer,
    test_a_phone_has_all_it_needs_without_scrolling_sideways,
    test_a_reload_keeps_messages_channel_and_person,
    test_a_reply_goes_on_with_the_conversation,
    test_the_ask_command_gets_its_answer,
    test_the_keyboard_alone_asks_follows_up_and_changes_channel,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

__all__ = [
    "test_a_direct_message_needs_no_mention",
    "test_a_mention_gets_its_answer",
    "test_a_phone_has_all_it_needs_without_scrolling_sideways",
    "test_a_reload_keeps_messages_channel_and_person",
    "test_a_reply_goes_on_with_the_conversation",
    "test_the_ask_command_gets_its_answer",
    "test_the_keyboard_alone_asks_follows_up_and_changes_channel",
]


async def test_every_example_on_the_page_is_one_that_the_bot_can_answer(page: Page) -> None:
    examples = page.locator(".welcome").get_by_role("button")
    texts = [await each.inner_text() for each in await examples.all()]
    assert texts
    for number, text in enumerate(texts):
        await mention(page, text)
        await expect(answers(page)).to_have_count(number + 1)
        said = await answers(page).last.locator(".message-body").inner_text()
        assert "beyond me" not in said, text
        assert "not in our notes" not in said, text


async def test_titles_lead_to_the_episodes_and_lists_read_as_lists(page: Page) -> None:
    await mention(page, "anything on async?")
    answer = answers(page).last
    await expect(answer.locator("a[href^='https://www.pythonpodcast.com/']").first).to_be_visible()
    assert await answer.locator("li").count() >= 3


async def test_hostile_words_are_shown_letter_by_letter(page: Page) -> None:
    await slash(page, "ask", "is **x** [y](https://evil.example) @everyone a sponsor?")
    answer = answers(page).last
    await expect(answer).to_contain_text("@\u200beveryone")
    assert await answer.locator("a[href*='evil.example'], .md .mention").count() == 0


async def test_a_panel_and_a_long_list_stay_within_the_width_of_a_phone(page: Page) -> None:
    await choose_self(page, "Holly")
    await slash(page, "settings")
    await expect(answers(page).last.locator(".select")).to_have_count(4)
    await page.set_viewport_size({"width": 390, "height": 844})
    for part in await answers(page).last.locator(".select, .button, .embed").all():
        edges = await part.bounding_box()
        assert edges is not None
        assert edges["x"] + edges["width"] <= 390


async def test_the_link_of_a_report_leads_to_the_answer_in_its_channel(page: Page) -> None:
    await go_to(page, "general")
    await mention(page, "who was on the starlette episode?")
    await answers(page).last.get_by_role("button", name="👎").click()
    await answers(page).last.get_by_role("button", name="Say what is wrong").click()
    await page.get_by_label("What is wrong?").fill("It was somebody else")
    await page.get_by_role("button", name="Submit").click()
    await choose_self(page, "Holly")
    await go_to(page, "ask-the-show")
    await slash(page, "reports")
    await answers(page).last.get_by_role("button", name="Choose a report").click()
    await page.keyboard.press("Enter")
    await answers(page).last.get_by_role("button", name="See the answer").click()
    await expect(page.locator("#head h1")).to_have_text("general")
    await expect(answers(page).first).to_contain_text("Tom Christie")


async def test_channels_keep_their_own_conversations(page: Page) -> None:
    await mention(page, "who was on the starlette episode?")
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await go_to(page, "general")
    await mention(page, "how long was it?")
    await expect(answers(page).last).not_to_contain_text("43 min")
