"""The host says who speaks for a show; nobody else does."""

from __future__ import annotations

import pytest

from bot.sandbox import NotAllowed
from tests.chat_kit import Room
from tests.cmd_kit import text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


async def test_a_role_is_granted_a_show_and_has_it(pair_room: Room) -> None:
    guild, holly = pair_room.sandbox.guild, pair_room.sandbox.owner
    role = guild.role_named("Moderator")
    told = await use(pair_room, "grant", holly, show="slow tide", role="moderator")
    assert told.ephemeral
    assert "**Moderator** on **The Listening Room** can speak for **Slow Tide** now" in text(told)
    assert await pair_room.service.store.grants.shows(guild.id, [role.id]) == {"tide"}
    assert "could speak for **Slow Tide** already" in text(await use(pair_room, "grant", holly, show="tide", role=str(role.id)))


async def test_a_grant_is_listed_and_taken_back(pair_room: Room) -> None:
    holly = pair_room.sandbox.owner
    assert "Nobody has been granted" in text(await use(pair_room, "grants", holly))
    await use(pair_room, "grant", holly, show="tide", role="Moderator")
    listed = text(await use(pair_room, "grants", holly))
    assert "**Slow Tide**\n- **Moderator** on The Listening Room" in listed
    assert "Nobody has been granted" in text(await use(pair_room, "grants", holly, show="crumb"))
    assert "can no longer speak" in text(await use(pair_room, "revoke", holly, show="tide", role="Moderator"))
    assert "did not speak" in text(await use(pair_room, "revoke", holly, show="tide", role="Moderator"))


async def test_another_server_is_granted_from_a_direct_message(pair_room: Room) -> None:
    sandbox, holly = pair_room.sandbox, pair_room.sandbox.owner
    other = sandbox.add_guild("Elsewhere", owner=pair_room.ada)
    role = other.role_named("Greenroom")
    await sandbox.wait_until(lambda: len(pair_room.bot.guilds) == 2)
    assert "Name a server" in text(await use(pair_room, "grant", holly, holly.direct, show="tide", role="Greenroom"))
    told = text(await use(pair_room, "grant", holly, holly.direct, show="tide", role=str(role.id), server="elsewhere"))
    assert "Elsewhere" in told
    assert [grant.guild for grant in await pair_room.service.store.grants.list()] == [other.id]


async def test_everybody_and_unknown_roles_are_refused(pair_room: Room) -> None:
    holly = pair_room.sandbox.owner
    assert "everybody on the server" in text(await use(pair_room, "grant", holly, show="tide", role="@everyone"))
    assert "has no role **Nobody**" in text(await use(pair_room, "grant", holly, show="tide", role="Nobody"))
    assert "no single show called **Nothing**" in text(await use(pair_room, "grant", holly, show="Nothing", role="Moderator"))
    assert not await pair_room.service.store.grants.list()


async def test_what_was_granted_to_a_role_that_is_gone_can_be_taken_back(pair_room: Room) -> None:
    guild, holly = pair_room.sandbox.guild, pair_room.sandbox.owner
    await pair_room.service.store.grants.grant(guild.id, 99, "tide", holly.id, 1.0)
    assert "role 99, which is gone" in text(await use(pair_room, "grants", holly))
    assert "can no longer speak" in text(await use(pair_room, "revoke", holly, show="tide", role="99"))


async def test_managers_and_moderators_are_refused_and_it_is_noted(pair_room: Room) -> None:
    other = pair_room.sandbox.add_guild("Elsewhere", owner=pair_room.ada)
    await pair_room.sandbox.wait_until(lambda: len(pair_room.bot.guilds) == 2)
    there = pair_room.sandbox.channel("general", other)
    filled = {"show": "tide", "role": "x"}
    for command, options in (("grant", filled), ("revoke", filled), ("grants", {})):
        told = await use(pair_room, command, pair_room.ada, there, **options)
        assert told.ephemeral
        assert "Only the host" in text(told)
    lines = await pair_room.service.store.audit.list(other.id, refused=True)
    assert sorted(line.deed for line in lines) == ["grant", "grants", "revoke"]


async def test_servers_and_roles_are_offered_to_hosts_alone(pair_room: Room) -> None:
    pair_room.sandbox.add_guild("Elsewhere", owner=pair_room.ada)
    await pair_room.sandbox.wait_until(lambda: len(pair_room.bot.guilds) == 2)
    holly, ada = pair_room.sandbox.owner, pair_room.ada
    servers = await holly.autocomplete(pair_room.channel, "grant", "server", "else")
    assert [each["name"] for each in servers] == ["Elsewhere"]
    roles = await holly.autocomplete(pair_room.channel, "grant", "role", "mod")
    assert [each["name"] for each in roles] == ["Moderator"]
    assert await ada.autocomplete(pair_room.channel, "grant", "server", "") == []
    assert await ada.autocomplete(pair_room.channel, "grant", "role", "") == []


async def test_the_members_of_a_team_are_hosts(pair_room: Room) -> None:
    application, moss = pair_room.sandbox.world.application, pair_room.sandbox.moderator
    application.team = [pair_room.sandbox.owner.user, moss.user]
    assert "can speak for" in text(await use(pair_room, "grant", moss, show="tide", role="Moderator"))
    assert "Only the host" in text(await use(pair_room, "grants"))


async def test_people_who_installed_the_app_for_themselves_have_no_such_commands(pair_room: Room) -> None:
    ben = pair_room.sandbox.person("ben")
    ben.user.has_app = True
    far = pair_room.sandbox.world.add_guild("Far away", ben.user, 0)
    room = pair_room.sandbox.world.add_channel(far, "general")
    with pytest.raises(NotAllowed):
        await ben.slash(room, "settings")
