"""What the gateway never brings is read from the channels, whatever the bot has heard from elsewhere meanwhile."""

from __future__ import annotations

from itertools import islice

from bot.app.speaking import pauses
from tests.chat_kit import Room

pytest_plugins = ["tests.wire.plugin"]
HISTORY = ("GET", "/channels/{channel_id}/messages")


async def test_a_question_older_than_what_was_read_elsewhere_is_answered_too(room: Room) -> None:
    sandbox, general = room.sandbox, room.sandbox.channel("general")
    sandbox.faults.refuse_resume()
    sandbox.gateway.drop()
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    sandbox.faults.fail(429, route=HISTORY[1], method="GET", seconds=0.2)
    first = await room.ada.say(room.channel, f"{room.me} who was on episode 40?")
    await sandbox.wait_until(lambda: bool(sandbox.requests.to(*HISTORY)))
    sandbox.faults.delay_events(60)
    late = await room.ada.say(general, f"{room.me} who was on episode 41?")
    newer = await room.ada.say(room.channel, f"{room.me} who was on episode 42?")
    for each in (first, newer):
        await sandbox.next_reply(each)
    sandbox.faults.refuse_resume()
    sandbox.gateway.drop()
    await sandbox.next_reply(late)
    await room.settled()
    assert (len(room.said()), len(room.said(general))) == (2, 1)


async def test_an_answer_that_discord_does_not_take_is_tried_again_every_few_seconds_for_minutes() -> None:
    first = list(islice(pauses(), 60))
    assert len(first) == 60
    assert first == sorted(first)
    assert max(first) <= 5
    assert list(pauses(patience=0)) == []


async def test_what_goes_out_on_a_connection_that_the_bot_was_told_to_leave_is_not_taken_for_brought(room: Room) -> None:
    brought: list[str] = []
    room.sandbox.gateway.on_sent = lambda frame: brought.append(str((frame["d"] or {}).get("id")))
    room.sandbox.gateway.invalidate(resumable=True)
    said = await room.ada.say(room.channel, f"{room.me} who was on episode 40?")
    await room.sandbox.next_reply(said)
    await room.settled()
    assert brought.count(str(said.id)) == 1
