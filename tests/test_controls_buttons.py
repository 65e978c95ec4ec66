"""Buttons under answers: links, pages, choices, thumbs and reports, also after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from bot.store.records import Tally
from bot.wording import controls as words
from tests.chat_kit import Room
from tests.controls_kit import LONG, at_rest, labels, press, shows_room, told

pytest_plugins = ["tests.wire.plugin"]
MANY = "which episodes was Maren Holt on?"
EITHER = "who was on episode 1?"


@pytest.fixture
async def shows(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot with two shows."""
    async with shows_room(sandbox, tmp_path) as room:
        yield room


async def test_an_answer_about_an_episode_links_to_it(shows: Room) -> None:
    answer = await shows.mention("who was on episode 3 of Slow Tide?")
    assert labels(answer) == [words.LISTEN, words.NOTES, "👍", "👎"]
    assert answer.button(words.LISTEN)["url"] == "https://tide.example/3.mp3"
    assert len(answer.components) == 1


async def test_a_long_list_is_turned_to_its_end_and_back(shows: Room) -> None:
    answer = await shows.mention(MANY)
    first = answer.text
    assert labels(answer) == [words.MORE, "👍", "👎"]
    await press(shows, shows.ada, answer, words.MORE)
    assert "Episodes 6 to 10 of 12" in answer.text
    assert "https://tide.example/7" in answer.text
    assert labels(answer) == [words.BACK, words.MORE, "👍", "👎"]
    await press(shows, shows.ada, answer, words.MORE)
    assert labels(answer) == [words.BACK, "👍", "👎"]
    await press(shows, shows.ada, answer, words.BACK)
    await press(shows, shows.ada, answer, words.BACK)
    assert answer.text == first


async def test_only_the_asker_and_moderators_turn_pages(shows: Room) -> None:
    answer = await shows.ask(MANY)
    stranger = shows.sandbox.person("bram")
    refused = await told(shows, stranger, answer, words.MORE)
    assert refused.text == words.NOT_YOURS
    assert refused.only_for is stranger.user
    assert "Episodes 6" not in answer.text
    await press(shows, shows.sandbox.owner, answer, words.MORE)
    assert "Episodes 6" in answer.text


async def test_a_choice_becomes_the_answer(shows: Room) -> None:
    answer = await shows.mention(EITHER)
    choice = next(label for label in labels(answer) if "Reef" in label)
    await press(shows, shows.ada, answer, choice)
    assert "Piet Vos" in answer.text
    assert "Which" not in answer.text


async def test_a_conversation_goes_on_from_the_choice(shows: Room) -> None:
    answer = await shows.mention(EITHER)
    await press(shows, shows.ada, answer, next(label for label in labels(answer) if "Reef" in label))
    assert "4 May 2021" in (await shows.mention("when did it come out?")).text


async def test_only_the_asker_chooses(shows: Room) -> None:
    answer = await shows.mention(EITHER)
    assert (await told(shows, shows.sandbox.person("bram"), answer, labels(answer)[0])).text == words.NOT_YOURS
    assert "Piet Vos" not in answer.text


async def test_long_choices_stand_in_a_menu(shows: Room) -> None:
    answer = await shows.mention("who was on episode 40?")
    assert all(LONG[:20] in label for label in labels(answer))
    chosen = await shows.ada.select(answer, "said:menu", "1")
    await shows.sandbox.wait_until(lambda: chosen.state.name != "PENDING")
    assert "Ana Sol" in answer.text or "Piet Vos" in answer.text


async def test_anybody_may_say_what_they_think_once(shows: Room) -> None:
    answer = await shows.mention(MANY)
    stranger = shows.sandbox.person("bram")
    thanked = await told(shows, stranger, answer, "said:up")
    assert thanked.only_for is stranger.user
    await told(shows, stranger, answer, "said:down")
    await told(shows, shows.ada, answer, "said:up")
    assert await shows.service.store.feedback.tally(answer.id) == Tally(1, 1)


async def test_a_report_reaches_the_store_with_its_question(shows: Room) -> None:
    answer = await shows.mention(MANY)
    asked_why = await told(shows, shows.ada, answer, "said:down")
    opened = await press(shows, shows.ada, asked_why, words.REPORT)
    thanked = await shows.sandbox.next_reply(await shows.ada.submit_modal(opened, {"reason": "Episode 9 was Ana."}))
    assert thanked.text == words.REPORTED
    (report,) = await shows.service.store.feedback.open_reports(shows.sandbox.guild.id)
    assert (report.reason, report.question, report.user) == ("Episode 9 was Ana.", MANY, shows.ada.id)
    assert report.message == answer.id


async def test_whoever_wants_to_know_is_kept_with_the_gap_and_nobody_else(shows: Room) -> None:
    answer = await shows.mention("who is Zacharias Quellmann?")
    assert labels(answer) == [words.WATCH]
    stranger = shows.sandbox.person("bram")
    assert (await told(shows, stranger, answer, words.WATCH)).text.startswith("I will tell you")
    assert (await told(shows, stranger, answer, words.WATCH)).text == words.WATCHED
    (gap,) = await shows.service.store.gaps.list(shows.sandbox.guild.id)
    assert [watcher.user for watcher in await shows.service.store.gaps.watchers(gap.id)] == [stranger.id]


async def test_who_wants_to_know_what_has_been_answered_meanwhile_is_told_at_once(shows: Room) -> None:
    answer = await shows.mention("who is Zacharias Quellmann?")
    await at_rest(shows)
    gaps = shows.service.store.gaps
    (gap,) = await gaps.list(shows.sandbox.guild.id)
    await gaps.answer(gap.id, "A clockmaker.", 7, 2.0)
    said = (await told(shows, shows.ada, answer, words.WATCH)).text
    assert "Zacharias Quellmann" in said
    assert "A clockmaker." in said
    assert not await gaps.watchers(gap.id)


async def test_small_talk_leaves_no_gap_and_no_button(shows: Room) -> None:
    for line in ("thanks!", "help"):
        assert not (await shows.mention(line)).components
    assert not await shows.service.store.gaps.list()


async def test_every_button_works_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    async with shows_room(sandbox, tmp_path) as before:
        choices, pages = await before.ask(EITHER), await before.mention(MANY)
        gap = await before.mention("who is Zacharias Quellmann?")
    async with shows_room(sandbox, tmp_path) as after:
        await press(after, after.ada, pages, words.MORE)
        assert "Episodes 6 to 10 of 12" in pages.text
        await press(after, after.ada, choices, next(label for label in labels(choices) if "Reef" in label))
        assert "Piet Vos" in choices.text
        assert (await told(after, after.ada, gap, words.WATCH)).text == words.WATCHING
        asked_why = await told(after, after.ada, pages, "said:down")
    async with shows_room(sandbox, tmp_path) as later:
        opened = await press(later, later.ada, asked_why, words.REPORT)
        await later.sandbox.next_reply(await later.ada.submit_modal(opened, {"reason": "no"}))
        assert await later.service.store.feedback.open_reports()


async def test_the_ids_of_buttons_hold_no_secret_and_are_short(shows: Room) -> None:
    for question in (MANY, EITHER, "who was on episode 40?", "who is Zacharias Quellmann?"):
        answer = await shows.ask(question)
        ids = [item["custom_id"] for row in answer.components for item in row["components"] if "url" not in item]
        assert all(len(each) <= 100 and each.startswith("said:") for each in ids)


async def test_an_answer_that_is_no_longer_kept_says_so(shows: Room) -> None:
    answer = await shows.mention(MANY)
    await at_rest(shows)
    await shows.service.store.people.forget_user(shows.ada.id)
    assert (await told(shows, shows.ada, answer, words.MORE)).text == words.OLD


async def test_a_private_answer_is_shown_to_the_asker_alone(shows: Room) -> None:
    interaction = await shows.ada.slash(shows.channel, "ask", question=MANY, private=True)
    answer = await shows.sandbox.next_reply(interaction)
    assert answer.only_for is shows.ada.user
    await press(shows, shows.ada, answer, words.MORE)
    assert "Episodes 6" in answer.text
