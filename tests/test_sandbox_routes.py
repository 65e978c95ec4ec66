"""Every route of the sandbox is one of Discord's, and answers in Discord's form."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest

from bot.sandbox import Permission, Sandbox
from bot.sandbox.rest.server import ROUTES
from tests.wire.client import Probe, connected
from tests.wire.contract import DESCRIPTION
from tests.wire.raw import rest
from tests.wire.schemas import description

pytest_plugins = ["tests.wire.plugin"]
COMMAND = {"name": "ask", "description": "Ask", "options": [{"type": 3, "name": "question", "description": "What"}]}


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is missing here")
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.template}")
def test_the_route_is_one_of_discords(route: Any) -> None:
    assert description(DESCRIPTION).operation(route.method, route.template) is not None


def _empower(sandbox: Sandbox) -> None:
    sandbox.guild.role_named("Greenroom").permissions = int(Permission.ADMINISTRATOR)
    sandbox.rate_limits.enabled = False


async def test_channels_and_messages_answer_in_discords_form(sandbox: Sandbox) -> None:
    _empower(sandbox)
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        await channel.typing()
        view = discord.ui.View()
        view.add_item(discord.ui.Select(custom_id="s", options=[discord.SelectOption(label="a", emoji="👍", default=True)]))
        role = discord.Object(sandbox.guild.role_named("Moderator").id, type=discord.Role)
        view.add_item(discord.ui.RoleSelect(custom_id="r", default_values=[role]))
        files = [discord.File(io.BytesIO(b"png"), "cover.png")]
        embed = discord.Embed(title="250", url="https://pods.example", color=3, timestamp=discord.utils.utcnow())
        embed.set_image(url="attachment://cover.png").set_thumbnail(url="https://pods.example/t.png").set_footer(text="x")
        embed.set_author(name="x", url="https://pods.example", icon_url="https://pods.example/i.png")
        sent = await channel.send("hello", embed=embed, view=view, files=files)
        assert sent.embeds[0].image.url == sent.attachments[0].url
        await sent.add_reaction("👍")
        reacted = await channel.fetch_message(sent.id)
        assert [user.id async for user in reacted.reactions[0].users()] == [sandbox.world.bot.id]
        await reacted.remove_reaction("👍", sandbox.world.bot)
        await sandbox.listener.react(sandbox.world.messages[channel.id][sent.id], "👎")
        await reacted.remove_reaction("👎", discord.Object(sandbox.listener.id))
        await reacted.clear_reactions()
        await sent.edit(content="changed", attachments=[])
        await channel.edit(topic="new topic")
        await channel.set_permissions(channel.guild.default_role, send_messages=False)
        others = [await channel.send(str(index)) for index in range(3)]
        await channel.delete_messages(others[:2])
        await others[2].delete()
        assert sandbox.channel("general").topic == "new topic"
        assert len([message async for message in channel.history()]) == 1
        await channel.delete()


async def test_threads_answer_in_discords_form(sandbox: Sandbox) -> None:
    _empower(sandbox)
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        public = await channel.create_thread(name="public", type=discord.ChannelType.public_thread)
        private = await channel.create_thread(name="private")
        assert private.is_private()
        assert not public.is_private()
        await public.leave()
        await public.join()
        assert [member.id for member in await public.fetch_members()] == [sandbox.world.bot.id]
        await public.edit(archived=True, name="done")
        assert (await probe.fetch_channel(public.id)).name == "done"  # type: ignore[union-attr]
        assert {thread.name for thread in await probe.guilds[0].active_threads()} == {"private"}
        await private.delete()


async def test_servers_and_people_answer_in_discords_form(sandbox: Sandbox) -> None:
    _empower(sandbox)
    probe = Probe(discord.Intents(guilds=True, members=True))
    async with connected(sandbox, probe):
        guild = probe.guilds[0]
        assert (await probe.fetch_guild(guild.id)).approximate_member_count == 4
        assert len(await guild.fetch_channels()) == 4
        assert {role.name for role in await guild.fetch_roles()} >= {"@everyone", "Moderator", "Greenroom"}
        assert (await guild.fetch_role(sandbox.guild.role_named("Moderator").id)).name == "Moderator"
        assert len([member async for member in guild.fetch_members()]) == 4
        ada = await guild.fetch_member(sandbox.listener.id)
        role = discord.Object(sandbox.guild.role_named("Moderator").id)
        await ada.add_roles(role)
        assert [each.name for each in (await guild.fetch_member(ada.id)).roles] == ["@everyone", "Moderator"]
        await ada.remove_roles(role)
        assert [each.name async for each in probe.fetch_guilds()] == ["The Listening Room"]
        await (await probe.fetch_user(sandbox.moderator.id)).send("hello")
        assert (await sandbox.next_reply(sandbox.moderator.direct)).content == "hello"
        await guild.leave()
        await probe.until(lambda: not probe.guilds)


async def test_commands_answer_in_discords_form(sandbox: Sandbox) -> None:
    _empower(sandbox)
    for place in ("", f"/guilds/{sandbox.guild.id}"):
        base = f"/applications/{sandbox.application_id}{place}/commands"
        async with rest(sandbox) as request:
            status, created = await request("POST", base, COMMAND)
            assert status == 201
            status, again = await request("POST", base, COMMAND | {"description": "Ask me"})
            assert (status, again["id"]) == (200, created["id"])
            assert again["version"] != created["version"]
            one = f"{base}/{created['id']}"
            assert (await request("PATCH", one, {"description": "Ask us"}))[1]["description"] == "Ask us"
            assert (await request("GET", one))[1]["description"] == "Ask us"
            assert len((await request("GET", base))[1]) == 1
            assert (await request("DELETE", one))[0] == 204
            assert (await request("GET", base))[1] == []
            assert len((await request("PUT", base, [COMMAND]))[1]) == 1


async def test_what_follows_an_answer_is_in_discords_form(sandbox: Sandbox) -> None:
    _empower(sandbox)
    probe = Probe()

    @probe.tree.command()
    async def ask(interaction: discord.Interaction) -> None:
        """Ask."""
        await interaction.response.defer()
        first = await interaction.followup.send("first", wait=True)
        await interaction.edit_original_response(content="changed", embed=discord.Embed(title="x"))
        assert (await interaction.original_response()).content == "changed"
        second = await interaction.followup.send("second", file=discord.File(io.BytesIO(b"x"), "x.txt"), wait=True)
        assert (await interaction.followup.fetch_message(second.id)).content == "second"
        await second.edit(content="2nd")
        await second.delete()
        await first.delete()
        await interaction.followup.send("last")

    async with connected(sandbox, probe):
        await probe.tree.sync()
        used = await sandbox.listener.slash(sandbox.channel("general"), "ask")
        await sandbox.wait_until(lambda: any(reply.content == "last" for reply in used.replies))
    assert [message.content for message in sandbox.world.messages[used.channel.id].values()] == ["last"]
    assert not probe.errors


async def test_the_gateways_address_is_told_with_and_without_a_token(sandbox: Sandbox) -> None:
    async with rest(sandbox) as request:
        assert (await request("GET", "/gateway"))[1] == {"url": sandbox.gateway_url}
        assert (await request("GET", "/gateway/bot"))[1]["shards"] == 1
        assert (await request("GET", "/applications/@me"))[1]["name"] == "Greenroom"
        assert (await request("GET", "/users/@me"))[1]["bot"] is True
