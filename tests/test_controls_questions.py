"""What happens to a question: edited, deleted, gone on with after a restart, forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.chat_kit import Room
from tests.controls_kit import at_rest, labels, shows_room

pytest_plugins = ["tests.wire.plugin"]
THIRD = "who was on episode 3 of Slow Tide?"


@pytest.fixture
async def shows(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot with two shows."""
    async with shows_room(sandbox, tmp_path) as room:
        yield room


async def test_an_edited_question_updates_the_answer(shows: Room) -> None:
    said = await shows.ada.say(shows.channel, f"{shows.me} who was on episode 1 of Slow Tide?")
    answer = await shows.sandbox.next_reply(said)
    await at_rest(shows)
    await shows.ada.edit(said, f"{shows.me} who was on episode 1 of Red Reef?")
    await shows.sandbox.wait_until(lambda: "Piet Vos" in answer.text)
    assert len(shows.said()) == 1


async def test_an_edited_follow_up_still_follows(shows: Room) -> None:
    await shows.mention(THIRD)
    said = await shows.ada.say(shows.channel, f"{shows.me} when did it come out?")
    answer = await shows.sandbox.next_reply(said)
    assert "3 March 2021" in answer.text
    await at_rest(shows)
    await shows.ada.edit(said, f"{shows.me} who was the guest?")
    await shows.sandbox.wait_until(lambda: "Maren Holt" in answer.text)


async def test_the_answer_to_a_deleted_question_goes_too(shows: Room) -> None:
    said = await shows.ada.say(shows.channel, f"{shows.me} {THIRD}")
    answer = await shows.sandbox.next_reply(said)
    await at_rest(shows)
    await shows.ada.delete(said)
    await shows.sandbox.wait_until(lambda: answer.deleted)
    await at_rest(shows)
    assert await shows.service.store.answers.get(answer.id) is None


async def test_a_conversation_goes_on_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    async with shows_room(sandbox, tmp_path) as before:
        await before.mention(THIRD)
        other = await before.ask("who was on episode 1 of Red Reef?")
    async with shows_room(sandbox, tmp_path) as after:
        assert "4 May 2021" in (await after.reply(other, "when did it come out?")).text
        assert "4 May 2021" in (await after.mention("when was that?")).text


async def test_a_follow_up_of_a_follow_up_is_understood_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    async with shows_room(sandbox, tmp_path) as before:
        await before.mention(THIRD)
        await before.mention("and the one before?")
    async with shows_room(sandbox, tmp_path) as after:
        assert "2 March 2021" in (await after.mention("when did it come out?")).text


async def test_nothing_is_gone_on_with_once_forgotten(shows: Room) -> None:
    await shows.mention(THIRD)
    await at_rest(shows)
    await shows.sandbox.next_reply(await shows.ada.slash(shows.channel, "forget-me"))
    assert "March" not in (await shows.mention("when did it come out?")).text


async def test_a_server_with_a_default_show_need_not_name_it(shows: Room) -> None:
    guild = shows.sandbox.guild.id
    settings = await shows.service.store.settings.change(guild, 1, 0.0, default_show="reef")
    shows.bot.dispatch("settings_changed", settings)
    await at_rest(shows)
    answer = await shows.mention("who was on episode 1?")
    assert "Piet Vos" in answer.text
    assert "👍" in labels(answer)
