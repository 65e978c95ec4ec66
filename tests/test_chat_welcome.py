"""The bot comes into a server and says once what it can be asked."""

from __future__ import annotations

import pytest

from bot.sandbox import Channel, Kind, Permission
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.install import guild_create, install, invite, uninstall
from bot.sandbox.world.overwrite import ROLE, Overwrite
from bot.sandbox.world.permission import EVERYDAY
from tests.chat_kit import SEND, Room, live, pinged

pytest_plugins = ["tests.wire.plugin"]


def new_server(room: Room, *names: str) -> Guild:
    """A server with these channels in which the bot is not yet."""
    world = room.sandbox.world
    guild = world.add_guild("Another Room", room.sandbox.owner.user, int(EVERYDAY))
    for name in names:
        world.add_channel(guild, name)
    return guild


def silence(channel: Channel) -> None:
    """Nobody may write there but its owner."""
    assert channel.guild is not None
    channel.overwrites.append(Overwrite(channel.guild.id, ROLE, deny=int(Permission.SEND_MESSAGES)))


async def greeting_in(room: Room, guild: Guild, name: str) -> str:
    """What the bot says first in a channel."""
    message = await room.sandbox.next_reply(room.sandbox.channel(name, guild))
    assert not pinged(message)
    assert live(message)[0] == []
    return message.text


async def test_a_new_server_is_greeted_once_with_questions_that_work(room: Room) -> None:
    guild = room.sandbox.add_guild("Another Room")
    text = await greeting_in(room, guild, "general")
    assert "/ask" in text
    examples = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    assert len(examples) >= 3
    room.sandbox.world.tell(guild_create(room.sandbox.world, guild, new=True))
    await room.settled()
    assert len(room.said(room.sandbox.channel("general", guild))) == 1
    for each in examples:
        answer = await room.mention(each.replace("\\", ""))
        assert "in our notes. Did you mean" not in answer.text
        assert "beyond me" not in answer.text


async def test_it_greets_where_it_may_speak(room: Room) -> None:
    guild = new_server(room, "rules", "lounge")
    silence(room.sandbox.channel("rules", guild))
    invite(room.sandbox.world, guild)
    assert "Hello" in await greeting_in(room, guild, "lounge")
    assert room.said(room.sandbox.channel("rules", guild)) == []


async def test_announcements_are_no_place_for_a_greeting(room: Room) -> None:
    guild = new_server(room)
    news = room.sandbox.world.add_channel(guild, "news", Kind.NEWS)
    room.sandbox.world.add_channel(guild, "lounge")
    invite(room.sandbox.world, guild)
    assert "Hello" in await greeting_in(room, guild, "lounge")
    assert room.said(news) == []


async def test_without_embed_links_the_greeting_is_plain_text(room: Room) -> None:
    guild = new_server(room, "lounge")
    lounge = room.sandbox.channel("lounge", guild)
    lounge.overwrites.append(Overwrite(guild.id, ROLE, deny=int(Permission.EMBED_LINKS)))
    invite(room.sandbox.world, guild)
    message = await room.sandbox.next_reply(lounge)
    assert message.content
    assert not message.embeds


async def test_a_server_where_it_may_speak_nowhere_is_left_in_peace(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    guild = new_server(room, "rules")
    silence(room.sandbox.channel("rules", guild))
    with caplog.at_level("INFO"):
        invite(room.sandbox.world, guild)
        await room.settled()
    assert room.said(room.sandbox.channel("rules", guild)) == []
    assert f"joined server {guild.id}, where the bot may speak nowhere" in caplog.text


async def test_servers_that_it_knows_are_not_greeted_at_a_start_or_a_new_session(room: Room) -> None:
    guild = new_server(room, "lounge")
    install(room.sandbox.world, guild)
    room.sandbox.gateway.invalidate()
    await room.sandbox.wait_until(lambda: room.sandbox.gateway.identified == 2)
    await room.settled()
    assert not [each for each in room.sandbox.requests.to(*SEND) if "Hello" in str(each.body)]


async def test_a_server_that_invites_it_again_is_greeted_again(room: Room) -> None:
    guild = room.sandbox.add_guild("Another Room")
    await greeting_in(room, guild, "general")
    uninstall(room.sandbox.world, guild)
    await room.settled()
    invite(room.sandbox.world, guild)
    assert "Hello" in await greeting_in(room, guild, "general")


async def test_a_greeting_that_discord_refuses_only_stands_in_the_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.sandbox.faults.fail(403, route=SEND[1])
    with caplog.at_level("INFO"):
        guild = room.sandbox.add_guild("Another Room")
        await room.settled()
    assert f"could not say hello in server {guild.id}" in caplog.text
