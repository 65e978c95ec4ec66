"""Plain questions in channels that a moderator named: answered where the bot is sure, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.pace import Limits, Often, Pace
from bot.sandbox import Sandbox
from tests.chat_kit import Room
from tests.controls_kit import at_rest, labels, listens_in, shows_room

pytest_plugins = ["tests.wire.plugin"]
PLAIN = "who was the guest on episode 3 of Slow Tide?"
CHATTER = (
    "good morning everybody",
    "I liked the episode with Maren Holt",
    "did you see the game last night?",
    "who wants to go for lunch?",
    "who is Zacharias Quellmann?",
    "who was on episode 1?",
)


@pytest.fixture
async def hearing(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot, which may hear plain messages and answers them in one channel."""
    async with shows_room(sandbox, tmp_path, hears=True) as room:
        await listens_in(room, room.channel)
        await at_rest(room)
        yield room


async def test_a_plain_question_is_answered_where_a_moderator_wants_it(hearing: Room) -> None:
    answer = await hearing.sandbox.next_reply(await hearing.ada.say(hearing.channel, PLAIN))
    assert "Maren Holt" in answer.text


async def test_it_is_not_answered_elsewhere(hearing: Room) -> None:
    general = hearing.sandbox.channel("general")
    await hearing.ada.say(general, PLAIN)
    await at_rest(hearing)
    assert not hearing.said(general)


async def test_chatter_and_doubt_stay_unanswered(hearing: Room) -> None:
    for line in CHATTER:
        await hearing.ada.say(hearing.channel, line)
    await at_rest(hearing)
    assert hearing.said() == []


async def test_what_is_said_to_somebody_else_stays_unanswered(hearing: Room) -> None:
    first = await hearing.ada.say(hearing.channel, "hello")
    await hearing.sandbox.moderator.say(hearing.channel, PLAIN, reply_to=first)
    await hearing.ada.say(hearing.channel, f"{hearing.sandbox.moderator.mention} {PLAIN}")
    await at_rest(hearing)
    assert hearing.said() == []


async def test_nothing_overheard_is_kept(hearing: Room) -> None:
    answer = await hearing.sandbox.next_reply(await hearing.ada.say(hearing.channel, PLAIN))
    await at_rest(hearing)
    kept = await hearing.service.store.answers.get(answer.id)
    assert kept is not None
    assert kept.question == ""
    assert b"guest" not in kept.state
    assert "tide" not in kept.key.casefold()
    assert not await hearing.service.store.gaps.list()


async def test_somebody_who_asks_on_and_on_waits(hearing: Room) -> None:
    for number in range(1, 6):
        await hearing.ada.say(hearing.channel, f"who was the guest on episode {number} of Slow Tide?")
    await at_rest(hearing)
    assert len(hearing.said()) == 2


async def test_an_overheard_question_that_is_edited_or_deleted_takes_its_answer_along(hearing: Room) -> None:
    said = await hearing.ada.say(hearing.channel, PLAIN)
    answer = await hearing.sandbox.next_reply(said)
    await at_rest(hearing)
    await hearing.ada.edit(said, "when did episode 4 of Slow Tide come out?")
    await hearing.sandbox.wait_until(lambda: "4 March 2021" in answer.text)
    await at_rest(hearing)
    await hearing.ada.delete(said)
    await hearing.sandbox.wait_until(lambda: answer.deleted)


async def test_an_overheard_list_has_no_pages_that_could_not_be_turned_later(hearing: Room) -> None:
    said = await hearing.ada.say(hearing.channel, "which episodes was Maren Holt a guest on?")
    assert labels(await hearing.sandbox.next_reply(said)) == ["👍", "👎"]


async def test_without_the_intent_plain_questions_stay_unanswered(sandbox: Sandbox, tmp_path: Path) -> None:
    async with shows_room(sandbox, tmp_path) as deaf:
        await listens_in(deaf, deaf.channel)
        await deaf.ada.say(deaf.channel, PLAIN)
        await at_rest(deaf)
        assert deaf.said() == []


def test_pace_lets_each_user_and_each_channel_have_their_share() -> None:
    pace = Pace(Limits(Often(1, 10), Often(2, 60)))
    assert pace.allows(1, 7, 0.0)
    assert not pace.allows(1, 7, 9.0)
    assert pace.allows(1, 7, 10.0)
    assert not pace.allows(2, 7, 11.0)
    assert pace.allows(2, 8, 11.0)
    assert pace.allows(3, 7, 60.0)
