"""Threads, forum posts, announcements, and who may do what in which channel."""

from __future__ import annotations

import discord
import pytest

from bot.sandbox import Kind, NotAllowed, Permission, Sandbox
from bot.sandbox.world.guild import Member
from bot.sandbox.world.install import uninstall
from bot.sandbox.world.overwrite import MEMBER, ROLE, Overwrite
from bot.sandbox.world.permission import EVERYTHING, NOTHING, in_channel
from tests.patience import PATIENCE
from tests.wire.client import Probe, connected

pytest_plugins = ["tests.wire.plugin"]


async def test_a_thread_on_a_message_is_a_channel_of_its_own(sandbox: Sandbox) -> None:
    probe = Probe()
    async with connected(sandbox, probe):
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        message = await channel.send("episode 250 is out")
        thread = await message.create_thread(name="Episode 250")
        assert thread.id == message.id
        probe.says = "in here: {}"
        question = await sandbox.listener.say(sandbox.world.channels[thread.id], "who is it?")
        answer = await sandbox.next_reply(question)
        assert answer.content == "in here: who is it?"
        assert answer.channel.id == thread.id
        again = await channel.fetch_message(message.id)
        assert again.thread is not None
        assert again.flags.has_thread
        with pytest.raises(discord.HTTPException) as twice:
            await channel.get_partial_message(message.id).create_thread(name="again")
    assert twice.value.code == 160004


async def test_a_forum_post_starts_with_its_message_and_bears_tags(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        forum = probe.get_channel(sandbox.channel("episode-talk").id)
        assert isinstance(forum, discord.ForumChannel)
        created = await forum.create_thread(
            name="Episode 250", content="Tom Christie", applied_tags=[forum.available_tags[0]], embed=discord.Embed(title="x")
        )
        assert created.thread.id == created.message.id
        assert [tag.name for tag in created.thread.applied_tags] == ["Episode"]
        assert [thread.name for thread in await probe.guilds[0].active_threads()] == ["Episode 250"]


async def test_a_persons_forum_post_reaches_the_bot(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "{}!"
    async with connected(sandbox, probe):
        post = await sandbox.listener.post(sandbox.channel("episode-talk"), "A question", "who was on 250?")
        assert (await sandbox.next_reply(post)).content == "who was on 250?!"
    thread = probe.heard[0].channel
    assert isinstance(thread, discord.Thread)
    assert thread.starter_message is None or thread.starter_message.content == "who was on 250?"


async def test_an_announcement_is_crossposted_once(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        news = probe.get_channel(sandbox.channel("announcements").id)
        assert isinstance(news, discord.TextChannel)
        assert news.is_news()
        message = await news.send("new episode")
        await message.publish()
        assert (await news.fetch_message(message.id)).flags.crossposted
        with pytest.raises(discord.HTTPException) as twice:
            await message.publish()
    assert twice.value.code == 40033


async def test_listeners_cannot_write_where_only_moderators_may(sandbox: Sandbox) -> None:
    news = sandbox.channel("announcements")
    with pytest.raises(NotAllowed):
        await sandbox.listener.say(news, "first!")
    assert (await sandbox.moderator.say(news, "welcome")).content == "welcome"
    assert (await sandbox.owner.say(news, "hello")).content == "hello"


async def test_a_hidden_channel_is_hidden_from_the_bot_too(sandbox: Sandbox) -> None:
    secret = sandbox.world.add_channel(sandbox.guild, "secret")
    secret.overwrites.append(Overwrite(sandbox.guild.id, ROLE, deny=int(Permission.VIEW_CHANNEL)))
    probe = Probe()
    async with connected(sandbox, probe):
        await sandbox.owner.say(secret, "do not listen")
        await sandbox.owner.say(sandbox.channel("general"), "listen")
        await probe.until(lambda: bool(probe.heard))
        with pytest.raises(discord.Forbidden) as refused:
            await probe.fetch_channel(secret.id)
    assert [message.content for message in probe.heard] == ["listen"]
    assert refused.value.code == 50001


async def test_the_bot_is_invited_to_another_server_and_thrown_out(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        assert len(probe.guilds) == 1
        joined = probe.loop.create_task(probe.wait_for("guild_join", timeout=PATIENCE))
        other = sandbox.add_guild("Elsewhere", sandbox.listener, ["lobby"])
        assert (await joined).name == "Elsewhere"
        assert other.owner_id == sandbox.listener.id
        left = probe.loop.create_task(probe.wait_for("guild_remove", timeout=PATIENCE))
        probe.loop.call_soon(uninstall, sandbox.world, other)
        assert (await left).name == "Elsewhere"


def _allowed(sandbox: Sandbox, member: Member, *overwrites: Overwrite) -> Permission:
    return in_channel(sandbox.guild, member, list(overwrites))


async def test_permissions_are_computed_in_discords_order(sandbox: Sandbox) -> None:
    guild, world = sandbox.guild, sandbox.world
    ada, moss = guild.members[sandbox.listener.id], guild.members[sandbox.moderator.id]
    role = guild.role_named("Moderator")
    send, view = int(Permission.SEND_MESSAGES), int(Permission.VIEW_CHANNEL)
    for_all = Overwrite(guild.id, ROLE, deny=send)
    for_moderators = Overwrite(role.id, ROLE, allow=send)
    for_moss = Overwrite(moss.user.id, MEMBER, deny=send)
    assert not _allowed(sandbox, ada, for_all) & Permission.SEND_MESSAGES
    assert not _allowed(sandbox, ada, for_all) & Permission.EMBED_LINKS, "worth nothing without sending"
    assert _allowed(sandbox, moss, for_all, for_moderators) & Permission.SEND_MESSAGES
    assert not _allowed(sandbox, moss, for_all, for_moderators, for_moss) & Permission.SEND_MESSAGES
    assert _allowed(sandbox, ada, Overwrite(guild.id, ROLE, deny=view)) == NOTHING
    assert _allowed(sandbox, guild.members[guild.owner_id], for_all) == EVERYTHING
    admin = world.add_role(guild, "Admin", int(Permission.ADMINISTRATOR))
    ada.roles.append(admin.id)
    assert _allowed(sandbox, ada, for_all) == EVERYTHING


async def test_a_deleted_channel_takes_its_threads_along(sandbox: Sandbox) -> None:
    probe = Probe()
    async with connected(sandbox, probe):
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        thread = await (await channel.send("x")).create_thread(name="x")
        sandbox.delete_channel(sandbox.channel("general"))
        await probe.until(lambda: probe.get_channel(channel.id) is None)
        for each in (channel, thread):
            with pytest.raises(discord.NotFound) as gone:
                await each.send("anybody?")
            assert gone.value.code == 10003


async def test_a_role_given_or_taken_is_heard_by_who_asked_for_members(sandbox: Sandbox) -> None:
    moderator = sandbox.guild.role_named("Moderator")
    async with connected(sandbox, Probe(discord.Intents(guilds=True, members=True))) as probe:
        sandbox.set_role(sandbox.listener, moderator)
        ada = probe.guilds[0].get_member(sandbox.listener.id)
        assert ada is not None
        await probe.until(lambda: len(ada.roles) == 2)
        sandbox.set_role(sandbox.listener, moderator, have=False)
        await probe.until(lambda: len(ada.roles) == 1)
        newcomer = sandbox.person("newcomer", moderator)
        await probe.until(lambda: probe.guilds[0].get_member(newcomer.id) is not None)


async def test_a_category_is_not_for_messages(sandbox: Sandbox) -> None:
    category = sandbox.world.add_channel(sandbox.guild, "Shows", Kind.CATEGORY)
    with pytest.raises(NotAllowed):
        await sandbox.owner.say(category, "hello?")


async def test_a_private_thread_is_seen_by_its_members_and_moderators(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        sandbox.guild.role_named("Greenroom").permissions = int(Permission.CREATE_PRIVATE_THREADS)
        thread = sandbox.world.channels[(await channel.create_thread(name="gaps")).id]
    with pytest.raises(NotAllowed):
        await sandbox.listener.say(thread, "what is in here?")
    assert (await sandbox.moderator.say(thread, "only us")).channel is thread


async def test_an_archived_thread_wakes_up_when_somebody_writes(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        thread = await (await channel.send("x")).create_thread(name="x")
        await thread.edit(archived=True)
        woken = probe.loop.create_task(
            probe.wait_for(
                "raw_thread_update", check=lambda update: not update.data["thread_metadata"]["archived"], timeout=PATIENCE
            )
        )
        await sandbox.listener.say(sandbox.world.channels[thread.id], "still here")
        assert (await woken).thread_id == thread.id
