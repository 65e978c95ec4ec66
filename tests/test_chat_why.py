"""What moderators see of how a question was read."""

from __future__ import annotations

from tests.chat_kit import Room

pytest_plugins = ["tests.wire.plugin"]


async def test_a_moderator_sees_in_one_line_how_the_question_was_read(room: Room) -> None:
    asked = await room.sandbox.owner.slash(room.sandbox.channel("general"), "ask", question="who was on the starlette episode?")
    answer = await room.sandbox.next_reply(asked)
    assert "guests" in answer.embeds[0]["footer"]["text"]
    assert "Starlette" in answer.embeds[0]["footer"]["text"]


async def test_a_listener_sees_the_answer_alone(room: Room) -> None:
    asked = await room.sandbox.listener.slash(
        room.sandbox.channel("general"), "ask", question="who was on the starlette episode?"
    )
    answer = await room.sandbox.next_reply(asked)
    assert "footer" not in answer.embeds[0]
