"""Where the bot can be used: threads, forum posts, direct messages, and servers that it is not on."""

from __future__ import annotations

import pytest

from bot.sandbox import Channel, NotAllowed, Person
from tests.chat_kit import Room
from tests.cmd_kit import ids, press, text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


def elsewhere(room: Room) -> tuple[Person, Channel]:
    """Somebody who installed the app for themselves, on a server that the bot is not on."""
    ben = room.sandbox.person("ben")
    ben.user.has_app = True
    away = room.sandbox.add_guild("Elsewhere", owner=ben)
    away.members.pop(room.sandbox.world.bot.id, None)
    return ben, room.sandbox.channel("general", away)


async def test_who_installed_the_app_may_ask_and_look_up_on_a_server_without_the_bot(own_room: Room) -> None:
    ben, away = elsewhere(own_room)
    asked = await use(own_room, "ask", ben, away, question="who was on the starlette episode?")
    assert "Tom Christie" in text(asked)
    assert "#250" in text(await use(own_room, "episode", ben, away, number="250"))
    offered = await ben.autocomplete(away, "guest", "name", "tom chr")
    assert offered[0]["name"].startswith("Tom Christie")
    followed = await use(own_room, "follow guest", ben, away, name="Tom Christie")
    assert "I will write to you" in text(followed)


async def test_pages_turn_on_a_server_without_the_bot(own_room: Room) -> None:
    ben, away = elsewhere(own_room)
    shown = await use(own_room, "search", ben, away, sponsor="Linode")
    await press(own_room, ben, shown, "More")
    assert "Page 2 of" in text(shown)


async def test_a_message_on_a_server_without_the_bot_is_asked_from_its_menu(own_room: Room) -> None:
    ben, away = elsewhere(own_room)
    said = await ben.say(away, "who was on the starlette episode?")
    used = await ben.message_command(said, "Ask Greenroom")
    assert "Tom Christie" in text(await own_room.sandbox.next_reply(used))


@pytest.mark.parametrize("command", ["settings", "gaps", "reports", "grants", "announce list", "knowledge check"])
async def test_what_moderators_use_is_not_offered_on_a_server_without_the_bot(own_room: Room, command: str) -> None:
    ben, away = elsewhere(own_room)
    with pytest.raises(NotAllowed):
        await ben.slash(away, command)


async def test_a_thread_follows_the_channel_that_it_hangs_on(own_room: Room) -> None:
    room, sandbox = own_room, own_room.sandbox
    forum = sandbox.channel("episode-talk")
    post = await room.ada.post(forum, "Starlette", "hello")
    settings = await room.service.store.settings.set_private(sandbox.guild.id, forum.id, True, 1, 1.0)
    room.bot.dispatch("settings_changed", settings)
    assert (await use(room, "latest", room.ada, post)).ephemeral
    assert (await use(room, "ask", room.ada, post, question="who was on the starlette episode?")).ephemeral
    assert not (await use(room, "latest", room.ada, post, private=False)).ephemeral


async def test_lists_have_their_buttons_in_threads_and_direct_messages(own_room: Room) -> None:
    room = own_room
    post = await room.ada.post(room.sandbox.channel("episode-talk"), "Linode", "hello")
    for place in (post, room.ada.direct):
        shown = await use(room, "search", room.ada, place, sponsor="Linode")
        assert "card:turn:1" in ids(shown)
        await press(room, room.ada, shown, "More")
        assert "Page 2 of" in text(shown)
