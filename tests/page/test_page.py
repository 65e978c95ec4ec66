"""What a listener does in a browser. Nothing here knows which bot answers, as long as it knows episode 250."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from playwright.async_api import Page, expect

from tests.page.acts import answers, box, choose_self, go_to, mention, messages, questions, slash, write

pytestmark = pytest.mark.asyncio(loop_scope="session")

QUESTION = "Who was the guest of episode 250?"
HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    "[click](javascript:document.title='owned') **bold** <b>markup</b>"
)


async def test_a_mention_gets_its_answer(page: Page) -> None:
    await mention(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await expect(questions(page).filter(has_text=QUESTION).last.locator(".md .mention")).to_have_text("@Greenroom")


async def test_the_ask_command_gets_its_answer(page: Page) -> None:
    await slash(page, "ask", QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await expect(answers(page).last.locator(".above")).to_contain_text("used/ask")


async def test_a_reply_goes_on_with_the_conversation(page: Page) -> None:
    await mention(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await answers(page).last.hover()
    await answers(page).last.get_by_role("button", name="Reply to Greenroom").click()
    await expect(page.locator(".reply-bar")).to_contain_text("Replying to Greenroom")
    await write(page, "and who sponsored that one?")
    await expect(answers(page).last.locator(".message-body")).to_contain_text("Linode")
    await expect(questions(page).filter(has_text="who sponsored that one").last.locator(".above")).to_contain_text("@Greenroom")


async def test_a_direct_message_needs_no_mention(page: Page) -> None:
    await go_to(page, "Greenroom")
    await write(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")


async def test_an_example_question_is_asked_with_one_click(page: Page) -> None:
    await page.locator(".welcome").get_by_role("button").first.click()
    await expect(answers(page).last.locator(".message-body")).to_contain_text("Tom Christie")


async def test_a_reload_keeps_messages_channel_and_person(page: Page) -> None:
    await choose_self(page, "Moss")
    await go_to(page, "general")
    await mention(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await page.reload()
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await expect(page.locator("#head h1")).to_have_text("general")
    await expect(page.locator(".self bdi")).to_have_text("Moss")
    await expect(questions(page).filter(has_text=QUESTION).last.locator(".who")).to_have_text("Moss")


async def test_a_phone_has_all_it_needs_without_scrolling_sideways(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await expect(page.locator("#sidebar")).not_to_be_visible()
    await page.get_by_role("button", name="Channels").click()
    await go_to(page, "general")
    await expect(page.locator("#sidebar")).not_to_be_visible()
    await mention(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await expect(box(page)).to_be_in_viewport()
    wide = (
        "() => [...document.querySelectorAll('html, body, .scroller, .messages')].some(each => each.scrollWidth > innerWidth)"
    )
    assert not await page.evaluate(wide)


async def test_the_keyboard_alone_asks_follows_up_and_changes_channel(page: Page) -> None:
    press, type_in = page.keyboard.press, page.keyboard.type
    await box(page).focus()
    await type_in("/as")
    await press("Tab")
    await type_in(QUESTION)
    await press("Enter")
    await expect(answers(page).last).to_contain_text("Tom Christie")
    await expect(box(page)).to_be_focused()
    # Shift+Tab passes what stands in the answer; its message is reached by an arrow key from the list around.
    await page.locator(".scroller").focus()
    await press("ArrowUp")
    await expect(answers(page).last).to_be_focused()
    await press("r")
    await expect(box(page)).to_be_focused()
    await type_in("and who sponsored that one?")
    await press("Enter")
    await expect(answers(page).last).to_contain_text("Linode")
    for _ in range(60):
        if await page.evaluate("document.activeElement?.dataset?.channel !== undefined"):
            break
        await press("Shift+Tab")
    here = await page.evaluate("document.activeElement.textContent")
    await press("Enter")
    await expect(page.locator("#head h1")).to_have_text(here)


async def test_every_stop_of_the_tab_key_can_be_seen(page: Page) -> None:
    await mention(page, QUESTION)
    await expect(answers(page).last).to_contain_text("Tom Christie")
    unseen = """() => {
      const at = document.activeElement, place = at.getBoundingClientRect(), looks = getComputedStyle(at);
      const around = getComputedStyle(at.closest('.shell, .slot') ?? at);
      const marked = looks.outlineStyle !== 'none' || around.outlineStyle !== 'none';
      return at === document.body || (marked && place.width > 0) ? null : at.outerHTML.slice(0, 120);
    }"""
    for _ in range(40):
        await page.keyboard.press("Tab")
        assert await page.evaluate(unseen) is None


async def test_hostile_text_is_only_text(page: Page) -> None:
    await write(page, HOSTILE)
    last = messages(page).last
    await expect(last).to_contain_text("<img src=x onerror=")
    await expect(last).to_contain_text("<b>markup</b>")
    await expect(last.locator("strong")).to_have_text("bold")
    await expect(last.locator(".md img, .md script, .md b, a[href^=javascript]")).to_have_count(0)
    assert "owned" not in await page.title()


async def test_own_messages_are_edited_and_deleted(page: Page) -> None:
    await write(page, "first words")
    await expect(messages(page).last).to_contain_text("first words")
    await box(page).press("ArrowUp")
    await page.get_by_label("Edit your message").fill("second words")
    await page.keyboard.press("Enter")
    await expect(messages(page).last).to_contain_text("second words(edited)")
    before = await messages(page).count()
    await messages(page).last.hover()
    await messages(page).last.get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Delete").click()
    await expect(messages(page)).to_have_count(before - 1)


async def test_reactions_are_added_and_taken_back(page: Page) -> None:
    await write(page, "nice one")
    last = messages(page).last
    await last.hover()
    await last.get_by_role("button", name="Add a reaction").click()
    await page.get_by_role("button", name="Party").click()
    await expect(last.locator(".reaction")).to_have_text("🎉1")
    await last.locator(".reaction").click()
    await expect(last.locator(".reaction")).to_have_count(0)


async def test_colours_follow_the_system_until_somebody_chooses(page: Page) -> None:
    ground = "getComputedStyle(document.querySelector('.room')).backgroundColor"
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate(ground)
    await page.emulate_media(color_scheme="light")
    light = await page.evaluate(ground)
    assert dark != light
    await page.get_by_role("button", name="Dark colours").click()
    assert await page.evaluate(ground) == dark
    await page.reload()
    await expect(page.get_by_role("button", name="Light colours")).to_be_visible()
    assert await page.evaluate(ground) == dark


async def test_a_forum_takes_a_new_post(page: Page) -> None:
    await go_to(page, "episode-talk")
    await page.get_by_label("Title").fill("Best episode?")
    await page.get_by_label("Text").fill("Mine is 250.")
    await page.get_by_role("button", name="Post", exact=True).click()
    await expect(page.locator("#head h1")).to_have_text("Best episode?")
    await expect(messages(page).first).to_contain_text("Mine is 250.")
