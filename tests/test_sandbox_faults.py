"""Things that go wrong on the way, switched on by a test."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from bot.sandbox import Permission, Sandbox
from tests.wire.client import Probe, connected
from tests.wire.raw import rest

pytest_plugins = ["tests.wire.plugin"]
SEND = "/channels/{channel_id}/messages"


async def test_a_500_and_a_429_only_delay_the_answer(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "{}!"
    async with connected(sandbox, probe):
        sandbox.faults.fail(500, route=SEND)
        sandbox.faults.fail(429, route=SEND, seconds=0.05)
        question = await sandbox.listener.say(sandbox.channel("general"), "still?")
        answer = await sandbox.next_reply(question)
    assert answer.content == "still?!"
    assert [each.status for each in sandbox.requests.to("POST", SEND)] == [500, 429, 200]
    assert len(sandbox.world.messages[answer.channel.id]) == 2


async def test_a_lost_answer_leaves_the_message_standing(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        sandbox.faults.lose_answer(route=SEND)
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("did it arrive?", nonce="k1")
        again = await channel.send("did it arrive?", nonce="k1")
    assert list(sandbox.world.messages[channel.id]) == [again.id]


async def test_a_lost_request_does_nothing(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    async with rest(sandbox) as request:
        sandbox.faults.lose_request(route=SEND)
        with pytest.raises(aiohttp.ClientError):
            await request("POST", f"/channels/{general.id}/messages", {"content": "x"})
    assert not sandbox.world.messages[general.id]
    assert sandbox.requests[-1].status == 0


async def test_a_slow_answer_comes_after_the_deed(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    async with rest(sandbox) as request:
        sandbox.faults.slow(0.05, route=SEND)
        status, _ = await request("POST", f"/channels/{general.id}/messages", {"content": "x"})
    assert status == 200


async def test_faults_count_down_and_can_be_called_off(sandbox: Sandbox) -> None:
    sandbox.faults.fail(502, times=2)
    sandbox.faults.delay_events(1, 5)
    async with rest(sandbox) as request:
        assert (await request("GET", "/users/@me"))[0] == 502
        assert [(each["name"], each["left"]) for each in sandbox.faults.listed()] == [("fail_requests", 1), ("delay_events", 5)]
        sandbox.faults.calm()
        assert (await request("GET", "/users/@me"))[0] == 200
    assert list(sandbox.faults.listed()) == []


async def test_lost_permissions_are_felt_at_once_and_given_back(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    sandbox.rate_limits.enabled = False
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(general.id)
        assert isinstance(channel, discord.TextChannel)
        sandbox.take_permissions(general, Permission.EMBED_LINKS)
        await probe.until(lambda: "CHANNEL_UPDATE" in probe.events)
        assert not channel.permissions_for(channel.guild.me).embed_links
        with pytest.raises(discord.Forbidden) as no_embeds:
            await channel.send(embed=discord.Embed(title="x"))
        await channel.send("plain")
        sandbox.take_permissions(general, Permission.SEND_MESSAGES)
        with pytest.raises(discord.Forbidden) as no_words:
            await channel.send("plain")
        sandbox.take_permissions(general, Permission.VIEW_CHANNEL)
        with pytest.raises(discord.Forbidden) as no_sight:
            await channel.send("plain")
        sandbox.take_permissions(general)
        await channel.send(embed=discord.Embed(title="x"))
    assert [error.value.code for error in (no_embeds, no_words, no_sight)] == [50013, 50013, 50001]
