"""What is kept goes when its time is up."""

from __future__ import annotations

from typing import Any

from bot.sandbox.world.install import invite, uninstall
from bot.store.records import NewReport, SentAnswer
from tests.chat_kit import Room
from tests.controls_kit import at_rest

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
DAY = 24 * 3600.0


def keeper(room: Room) -> Any:
    """The cog; loading it as an extension makes a class of its own."""
    return room.bot.get_cog("Housekeeping")


async def test_what_is_too_old_goes_and_the_rest_stays(pair_room: Room) -> None:
    room, store = pair_room, pair_room.service.store
    ada, channel, guild, at = room.ada.id, room.channel.id, room.sandbox.guild.id, room.sandbox.world.clock.now()
    await store.conversations.put(ada, channel, b"{}", at, guild)
    await store.answers.sent(SentAnswer(7, channel, ada, "key", guild, question="who was on?", at=at))
    await keeper(room).tidy(at + 2 * DAY)
    assert {each.kind for each in await store.people.about_user(room.ada.id)} == {"question"}
    await keeper(room).tidy(at + 31 * DAY)
    assert not await store.people.about_user(room.ada.id)


async def test_a_server_is_forgotten_a_month_after_the_bot_was_removed(pair_room: Room) -> None:
    room, store, guild = pair_room, pair_room.service.store, pair_room.sandbox.guild.id
    now = room.sandbox.world.clock.now()
    await store.settings.change(guild, 1, now, private=True)
    await store.feedback.report(NewReport(1, 2, 3, "why", 77), now)
    await keeper(room).tidy(now)
    assert (await store.settings.get(guild)).private
    assert await store.feedback.open_reports(77)
    await keeper(room).tidy(now + 31 * DAY)
    assert (await store.settings.get(guild)).private
    assert not await store.feedback.open_reports(77)


async def test_the_month_begins_when_the_bot_is_removed_and_ends_when_it_comes_back(pair_room: Room) -> None:
    room, store, world = pair_room, pair_room.service.store, pair_room.sandbox.world
    guild = room.sandbox.guild
    await store.settings.change(guild.id, 1, 1.0, private=True)
    uninstall(world, guild)
    await room.settled()
    await at_rest(room)
    assert await store.servers.purge_left(world.clock.now()) == ()
    invite(world, guild)
    await room.settled()
    await at_rest(room)
    assert await store.servers.purge_left(world.clock.now() + 90 * DAY) == ()
    uninstall(world, guild)
    await room.settled()
    await at_rest(room)
    assert await store.servers.purge_left(world.clock.now() + 31 * DAY) == (guild.id,)
    assert not (await store.settings.get(guild.id)).private
