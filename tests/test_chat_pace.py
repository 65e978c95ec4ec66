"""One who asks without end is told to wait, and nobody else is kept waiting by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.pace import COMMANDS, MENTIONS, OVERHEARD, Limits, Often, Pace
from tests.chat_kit import Room

pytest_plugins = ["tests.wire.plugin"]
WHO = "who was on the starlette episode?"
A_LOT, IN_HERE = "a lot of questions at once", "asked in here"


def answers(room: Room, mentions: Limits = MENTIONS, commands: Limits = COMMANDS) -> None:
    """From now on so many questions are answered."""
    ask: Any = room.bot.get_cog("Ask")
    ask.mentions, ask.commands = Pace(mentions), Pace(commands)


async def test_who_mentions_the_bot_without_end_is_told_once_to_wait_and_others_are_answered(room: Room) -> None:
    answers(room, Limits(Often(2, 60.0), Often(20, 20.0)))
    for _ in range(30):
        await room.ada.say(room.channel, f"{room.me} {WHO}")
    assert "Tom Christie" in (await room.mention(WHO, room.sandbox.moderator)).text
    await room.settled()
    (told,) = [each for each in room.said() if A_LOT in each]
    assert "60 seconds" in told
    assert len(room.said()) == 4


async def test_a_channel_that_asks_without_end_is_told_once_to_wait(room: Room) -> None:
    answers(room, Limits(Often(2, 60.0), Often(3, 60.0)))
    for _ in range(3):
        for who in (room.ada, room.sandbox.moderator):
            await who.say(room.channel, f"{room.me} {WHO}")
    assert "Tom Christie" in (await room.mention(WHO, room.sandbox.owner, room.sandbox.channel("general"))).text
    await room.settled()
    assert [IN_HERE in each for each in room.said()].count(True) == 1


async def test_who_uses_ask_without_end_is_told_to_wait_alone(room: Room) -> None:
    answers(room, commands=Limits(Often(4, 60.0), COMMANDS.channel))
    most = 4
    used = [await room.use(WHO) for _ in range(most + 3)]
    told = [await room.sandbox.next_reply(each) for each in used]
    assert ["Tom Christie" in each.text for each in told] == [True] * most + [False] * 3
    assert all(each.ephemeral and A_LOT in each.text for each in told[most:])
    theirs = await room.sandbox.moderator.slash(room.channel, "ask", question=WHO)
    assert "Tom Christie" in (await room.sandbox.next_reply(theirs)).text


def test_a_refusal_tells_how_long_to_wait_and_who_and_whether_it_is_new() -> None:
    pace = Pace(Limits(Often(2, 10.0), Often(3, 60.0)))
    assert [pace.refuses(1, 7, 0.0), pace.refuses(1, 7, 4.0)] == [None, None]
    first, again = pace.refuses(1, 7, 5.0), pace.refuses(1, 7, 9.5)
    assert first is not None
    assert again is not None
    assert [(each.seconds, each.everybody, each.first) for each in (first, again)] == [(5, False, True), (1, False, False)]
    assert pace.refuses(1, 7, 10.0) is None
    full = pace.refuses(2, 7, 11.0)
    assert full is not None
    assert (full.seconds, full.everybody, full.first) == (49, True, True)
    assert pace.refuses(2, 8, 11.0) is None


def test_one_person_leaves_room_for_others_in_every_channel() -> None:
    for limits in (MENTIONS, COMMANDS):
        pace = Pace(limits)
        answered = sum(pace.allows(1, 7, each / 20) for each in range(20 * 60))
        assert answered <= limits.channel.times * 60 / limits.channel.seconds / 2
        assert pace.allows(2, 7, 60.0)


def test_what_was_refused_does_not_make_the_wait_longer() -> None:
    pace = Pace(Limits(Often(1, 10.0), Often(100, 10.0)))
    assert pace.allows(1, 7, 0.0)
    assert not any(pace.allows(1, 7, 0.5 * each) for each in range(1, 20))
    assert pace.allows(1, 7, 10.0)


def test_the_documentation_tells_the_limits_that_hold() -> None:
    told = (Path(__file__).parents[1] / "docs" / "permissions.md").read_text("utf-8")
    for limits in (MENTIONS, COMMANDS, OVERHEARD):
        cells = [f"{each.times} in {each.seconds:g} s" for each in (limits.user, limits.channel)]
        assert f"| {' | '.join(cells)} |" in told
