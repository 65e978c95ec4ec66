"""A crowd leaves nothing behind: what an answer was made of goes with it, and turns share what they have in common."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import discord
import pytest

from bot.question.reading import Heard
from tests.chat_kit import Room

pytest_plugins = ["tests.wire.plugin"]
WHO = "who was on the starlette episode?"


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Nothing is collected meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def alive(*kinds: type[object]) -> int:
    """How many objects of these kinds there are."""
    return sum(isinstance(each, kinds) for each in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
async def test_commands_that_were_answered_are_gone_before_any_garbage_is_collected(room: Room) -> None:
    await room.ask(WHO)
    await room.settled()
    before = alive(discord.Interaction, discord.ui.View)
    for _ in range(5):
        assert (await room.ask(WHO)).components
        await room.mention(WHO)
    await room.settled()
    assert alive(discord.Interaction, discord.ui.View) <= before


async def test_two_answers_about_the_same_episode_keep_it_once(room: Room) -> None:
    service = room.service
    turns = [(await service.desk.answer(Heard(WHO), date(2024, 5, 1))).turn for _ in range(2)]
    one, other = (service.conversations.shared(each) for each in turns if each)
    assert one.rows == other.rows
    assert one.rows[0] is other.rows[0]
