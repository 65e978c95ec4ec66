"""How a client logs in, and what it is told when it cannot."""

from __future__ import annotations

import logging

import discord
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.world.application import CONTENT
from tests.wire.client import Probe, connected
from tests.wire.raw import rest

pytest_plugins = ["tests.wire.plugin"]


async def test_the_real_client_gets_ready_and_sees_its_server(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        guild = probe.guilds[0]
        assert guild.name == "The Listening Room"
        assert {channel.name for channel in guild.channels} >= {"general", "ask-the-show", "announcements", "episode-talk"}
        assert isinstance(discord.utils.get(guild.channels, name="announcements"), discord.TextChannel)
        assert isinstance(discord.utils.get(guild.channels, name="episode-talk"), discord.ForumChannel)
        assert probe.user is not None
        assert probe.user.id == probe.application_id == sandbox.application_id


async def test_a_wrong_token_is_refused_at_login(sandbox: Sandbox) -> None:
    with pytest.raises(discord.LoginFailure):
        async with connected(sandbox, Probe(), token="a.wrong.token"):
            pass


async def test_an_intent_that_is_switched_off_ends_the_connection(sandbox: Sandbox) -> None:
    sandbox.world.application.allowed_intents &= ~CONTENT
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with connected(sandbox, Probe()):
            pass


async def test_the_application_names_its_owner_and_its_flags(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        application = await probe.application_info()
        assert application.owner.id == sandbox.owner.id
        assert application.flags.gateway_message_content_limited


async def test_the_library_finds_discord_again_after_the_block(sandbox: Sandbox) -> None:
    before = discord.http.Route.BASE
    with sandbox.point_discord_at_me():
        assert sandbox.api_url == discord.http.Route.BASE
    assert before == discord.http.Route.BASE == "https://discord.com/api/v10"
    assert str(discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"


async def test_an_unknown_route_is_refused_logged_and_counted(rough_sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    async with rest(rough_sandbox) as request:
        with caplog.at_level(logging.ERROR):
            status, answer = await request("GET", "/guilds/1/audit-logs")
    assert (status, answer) == (404, {"message": "404: Not Found", "code": 0})
    assert rough_sandbox.unknown_routes == {"GET /guilds/1/audit-logs": 1}
    assert "does not know GET /guilds/1/audit-logs" in caplog.text


async def test_rest_without_the_token_is_refused(rough_sandbox: Sandbox) -> None:
    async with rest(rough_sandbox) as request:
        assert await request("GET", "/users/@me", token="nonsense") == (401, {"message": "401: Unauthorized", "code": 0})


async def test_json_is_labelled_exactly_as_discord_does_it(sandbox: Sandbox) -> None:
    async with rest(sandbox) as request:
        await request("GET", "/users/@me")
        assert request.headers["content-type"] == "application/json"


async def test_the_sandbox_listens_on_loopback_only() -> None:
    with pytest.raises(ValueError, match="loopback"):
        async with Sandbox.open(host="0.0.0.0"):
            pass


async def test_a_client_that_leaves_is_seen_to_leave(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()):
        assert sandbox.gateway.online
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    assert sandbox.gateway.status == "offline"
