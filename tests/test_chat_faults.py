"""Discord drops, forgets, refuses and dawdles; questions are answered once all the same."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from bot.answers.carry import Turn
from bot.answers.desk import Desk, Reply
from bot.question.reading import Heard
from bot.sandbox import Sandbox
from bot.sandbox.world.interaction import State
from tests.chat_kit import CALLBACK, REGISTER, SEND, Room, online

pytest_plugins = ["tests.wire.plugin"]
WHO = "who was on the starlette episode?"
REFERENCE = re.compile(r"`([0-9a-f]{8})`")


async def test_questions_asked_while_the_gateway_is_away_are_answered_once_each(room: Room) -> None:
    sandbox = room.sandbox
    sandbox.gateway.drop()
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    asked = [await room.ada.say(room.channel, f"{room.me} {WHO}"), await room.ada.direct_message("who was on episode 40?")]
    used = await room.use("how long was the starlette episode?")
    answers = [await sandbox.next_reply(each) for each in asked] + [await sandbox.next_reply(used)]
    assert ["Tom Christie" in answers[0].text, "43 min 45 s" in answers[2].text] == [True, True]
    await room.settled()
    assert (sandbox.gateway.identified, sandbox.gateway.resumed) == (1, 1)
    assert len(room.said()) == 2
    assert len(room.said(room.ada.direct)) == 1


async def test_a_drop_while_an_answer_is_on_its_way_neither_loses_nor_repeats_it(room: Room) -> None:
    sandbox = room.sandbox
    sandbox.faults.slow(0.2, route=SEND[1])
    said = await room.ada.say(room.channel, f"{room.me} {WHO}")
    await sandbox.wait_until(lambda: bool(room.said()))
    sandbox.gateway.drop()
    await sandbox.wait_until(lambda: sandbox.gateway.resumed == 1)
    assert "Tom Christie" in (await sandbox.next_reply(said)).text
    await room.settled()
    assert len(room.said()) == 1


async def test_a_conversation_outlives_a_dropped_gateway(room: Room) -> None:
    first = await room.mention(WHO)
    room.sandbox.gateway.drop()
    await room.sandbox.wait_until(lambda: room.sandbox.gateway.resumed == 1)
    assert "43 min 45 s" in (await room.reply(first, "how long was it?")).text


@pytest.mark.parametrize("refused", [False, True], ids=["invalid session", "refused resume"])
async def test_after_an_invalid_session_it_introduces_itself_anew_and_answers(room: Room, refused: bool) -> None:
    sandbox = room.sandbox
    if refused:
        sandbox.faults.refuse_resume()
        sandbox.gateway.drop()
    else:
        sandbox.gateway.invalidate()
    await sandbox.wait_until(lambda: sandbox.gateway.identified == 2)
    assert "Tom Christie" in (await room.mention(WHO)).text
    assert len(sandbox.requests.to(*REGISTER)) == 1


async def test_a_question_that_a_new_session_never_brings_is_answered_too(room: Room) -> None:
    sandbox = room.sandbox
    await room.mention(WHO)
    sandbox.faults.refuse_resume()
    sandbox.gateway.drop()
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    said = await room.ada.say(room.channel, f"{room.me} who was on episode 40?")
    await room.ada.say(room.channel, "and nothing for you")
    assert "Ben Darnell" in (await sandbox.next_reply(said)).text
    await room.settled()
    assert len(room.said()) == 2


async def test_a_question_before_a_session_that_breaks_off_at_once_is_answered_too(room: Room) -> None:
    sandbox = room.sandbox
    await room.mention(WHO)
    sandbox.faults.refuse_resume()
    sandbox.gateway.drop()
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    said = await room.ada.say(room.channel, f"{room.me} who was on episode 40?")
    await sandbox.wait_until(lambda: sandbox.gateway.identified == 2)
    sandbox.gateway.drop()
    assert "Ben Darnell" in (await sandbox.next_reply(said)).text
    await room.settled()
    assert len(room.said()) == 2


async def test_a_request_to_reconnect_is_followed_without_loss(room: Room) -> None:
    room.sandbox.gateway.reconnect()
    said = await room.ada.say(room.channel, f"{room.me} {WHO}")
    assert "Tom Christie" in (await room.sandbox.next_reply(said)).text
    await room.settled()
    assert len(room.said()) == 1


async def test_a_429_and_a_500_in_the_middle_only_delay_the_answer(room: Room) -> None:
    room.sandbox.faults.fail(429, route=SEND[1], seconds=0.05)
    room.sandbox.faults.fail(500, route=SEND[1])
    assert "Tom Christie" in (await room.mention(WHO)).text
    assert [each.status for each in room.sandbox.requests.to(*SEND)] == [429, 500, 200]
    assert len(room.said()) == 1


async def test_a_command_survives_a_500(room: Room) -> None:
    room.sandbox.faults.fail(500, route=CALLBACK[1])
    assert "Tom Christie" in (await room.ask(WHO)).text


async def test_an_answer_that_arrived_though_its_receipt_was_lost_is_not_repeated(room: Room) -> None:
    room.sandbox.faults.lose_answer(route=SEND[1])
    await room.mention(WHO)
    await room.bot.close()  # which waits for the second try
    assert [each.status for each in room.sandbox.requests.to(*SEND)] == [0, 200]
    assert len(room.said()) == 1


async def test_an_answer_that_never_arrived_is_sent_again(room: Room) -> None:
    room.sandbox.faults.lose_request(route=SEND[1])
    assert "Tom Christie" in (await room.mention(WHO)).text
    assert len(room.said()) == 1


async def test_a_commands_answer_whose_receipt_was_lost_stands_alone(room: Room) -> None:
    room.sandbox.faults.lose_answer(route=CALLBACK[1])
    assert "Tom Christie" in (await room.ask(WHO)).text
    await room.settled()
    assert len(room.said()) == 1


async def test_an_answer_whose_receipt_was_lost_is_known_to_whoever_replies_to_it(room: Room) -> None:
    room.sandbox.faults.lose_answer(route=CALLBACK[1])
    answer = await room.ask(WHO)
    original = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    await room.sandbox.wait_until(lambda: bool(room.sandbox.requests.to("GET", original)))
    await room.settled()
    assert "43 min 45 s" in (await room.reply(answer, "how long was it?", room.sandbox.moderator)).text


async def test_a_command_is_answered_in_time_though_discord_breaks_three_times(room: Room) -> None:
    room.sandbox.faults.fail(500, times=3, route=CALLBACK[1])
    assert "Tom Christie" in (await room.ask(WHO)).text


async def test_a_crowd_that_is_told_to_wait_again_and_again_only_delays_an_answer(room: Room) -> None:
    room.sandbox.faults.fail(429, times=7, route=SEND[1], seconds=0.01)
    assert "Tom Christie" in (await room.mention(WHO)).text
    assert len(room.said()) == 1


async def test_what_nobody_was_told_is_no_part_of_the_conversation(room: Room) -> None:
    room.sandbox.faults.fail(403, route=CALLBACK[1])
    assert REFERENCE.search((await room.ask(WHO)).text)
    assert "43 min 45 s" not in (await room.ask("how long was it?")).text


class Slow(Desk):
    """Gives each answer only after `told`."""

    told: Callable[[], Awaitable[object]]

    async def answer(self, heard: Heard, today: date, earlier: Turn | None = None) -> Reply:
        """The answer, late."""
        await self.told()
        return await super().answer(heard, today, earlier)


def slow_until(room: Room, told: Callable[[], Awaitable[object]]) -> None:
    """From now on answers wait for `told`."""
    desk = Slow(room.service.index, room.service.desk.catalog)
    desk.told = told
    room.service.desk = desk


async def test_a_slow_answer_is_deferred_and_then_given(room: Room) -> None:
    sandbox = room.sandbox
    used = None

    async def thinking() -> None:
        await sandbox.wait_until(lambda: used is not None and used.state is State.THINKING)

    slow_until(room, thinking)
    used = await room.use(WHO)
    answer = await sandbox.next_reply(used)
    assert "Tom Christie" in answer.text
    assert [each.body["type"] for each in sandbox.requests.to(*CALLBACK)] == [5]
    slow_until(room, lambda: sandbox.wait_until(lambda: True))
    assert "43 min 45 s" in (await room.reply(answer, "how long was it?")).text


async def test_while_it_thinks_about_a_message_it_is_seen_typing(room: Room) -> None:
    typing = ("POST", "/channels/{channel_id}/typing")
    slow_until(room, lambda: room.sandbox.wait_until(lambda: bool(room.sandbox.requests.to(*typing))))
    said = await room.ada.say(room.channel, f"{room.me} {WHO}")
    room.sandbox.world.events.listen(lambda _event: None)
    assert "Tom Christie" in (await room.sandbox.next_reply(said)).text


def break_the_index(room: Room) -> None:
    """Takes the episodes out of the index under the bot's hands."""
    with sqlite3.connect(room.service.index.path) as connection:
        connection.execute("DROP TABLE episode")


class Failing(Desk):
    """Fails with an error that repeats what it was asked."""

    async def answer(self, heard: Heard, today: date, earlier: Turn | None = None) -> Reply:
        """Never comes."""
        raise ValueError(f"no sense in {heard.text!r}")


async def test_an_error_that_repeats_the_question_does_not_bring_it_into_the_log(
    small_room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    small_room.service.desk = Failing(small_room.service.index, small_room.service.desk.catalog)
    with caplog.at_level("DEBUG"):
        answers = await small_room.ask("zanzibar?"), await small_room.mention("zanzibar?")
    assert all(REFERENCE.search(each.text) for each in answers)
    ours = [each.getMessage() for each in caplog.records if each.name.split(".")[0] in ("bot", "cogs")]
    assert len([each for each in ours if "ValueError" in each]) == 2
    assert not [each for each in ours if "zanzibar" in each]


@pytest.mark.parametrize("way", ["command", "mention"])
async def test_a_failure_is_apologized_for_with_the_reference_of_the_log(
    small_room: Room, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    break_the_index(small_room)
    secret = "which zanzibar episodes are about kelp?"
    with caplog.at_level("DEBUG"):
        answer = await (small_room.ask(secret) if way == "command" else small_room.mention(secret))
    found = REFERENCE.search(answer.text)
    assert found is not None, answer.text
    assert answer.ephemeral == (way == "command")
    said = [each for each in caplog.records if each.name.split(".")[0] in ("bot", "cogs")]
    (line,) = [each for each in said if found[1] in each.getMessage()]
    assert "OperationalError" in line.getMessage()
    assert "bot/index" in line.getMessage()
    ours = "\n".join(each.getMessage() for each in said)
    assert "zanzibar" not in ours
    assert small_room.sandbox.token not in ours


async def test_an_answer_on_its_way_is_sent_before_it_goes(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.sandbox.faults.slow(0.2, route=SEND[1])
    said = await room.ada.say(room.channel, f"{room.me} {WHO}")
    used = await room.use(WHO)
    await room.sandbox.wait_until(lambda: bool(room.said()))
    await room.bot.close()
    assert "Tom Christie" in (await room.sandbox.next_reply(said)).text
    assert "Tom Christie" in (await room.sandbox.next_reply(used)).text
    assert not [each for each in caplog.records if each.levelname in ("WARNING", "ERROR")]


async def test_what_takes_too_long_is_broken_off_without_a_word(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    slow_until(room, lambda: room.sandbox.wait_until(room.bot.is_closed, 30))
    await room.ada.say(room.channel, f"{room.me} {WHO}")
    used = await room.use(WHO)
    await room.sandbox.wait_until(lambda: used.state is State.THINKING)
    async with asyncio.timeout(20):
        await room.bot.close()
    await room.ada.say(room.channel, "wake everybody who waits")
    assert not [each for each in caplog.records if each.levelname in ("WARNING", "ERROR")]


async def test_commands_are_registered_only_when_they_changed(room: Room, sandbox: Sandbox) -> None:
    assert "ask" in [each["name"] for each in sandbox.world.application.commands[None]]
    await room.bot.close()
    async with online(sandbox, room.service, room.bot.config):
        assert len(sandbox.requests.to(*REGISTER)) == 1
    (room.bot.config.data / "commands.sha256").write_text("of another version", "utf-8")
    async with online(sandbox, room.service, room.bot.config):
        assert len(sandbox.requests.to(*REGISTER)) == 2


async def test_commands_that_discord_does_not_take_do_not_keep_it_from_answering(room: Room, sandbox: Sandbox) -> None:
    await room.bot.close()
    (room.bot.config.data / "commands.sha256").unlink()
    sandbox.faults.fail(403, route=REGISTER[1])
    async with online(sandbox, room.service, room.bot.config):
        assert "Tom Christie" in (await room.mention(WHO)).text
    assert not (room.bot.config.data / "commands.sha256").exists()
