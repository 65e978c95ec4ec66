"""The check against Discord's description catches what breaks it."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.sandbox import Exchange, Sandbox
from tests.wire.client import Probe, connected
from tests.wire.contract import DESCRIPTION, validate
from tests.wire.raw import CONTENT, ORDINARY, wire
from tests.wire.schemas import description

pytest_plugins = ["tests.wire.plugin"]
pytestmark = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is missing here")
SEND = ("POST", "/channels/{channel_id}/messages")


async def _sent(sandbox: Sandbox) -> Exchange:
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label="Listen", url="https://pods.example"))
        await channel.send("hello", embed=discord.Embed(title="250").add_field(name="Guest", value="Tom"), view=view)
    return sandbox.requests.to(*SEND)[0]


def _broken(exchange: Exchange, part: str, *path: str | int, value: Any = None) -> Exchange:
    payload = copy.deepcopy(getattr(exchange, part))
    place = payload
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return replace(exchange, **{part: payload})


async def test_an_honest_exchange_passes_and_is_counted(sandbox: Sandbox) -> None:
    report = validate([await _sent(sandbox)] * 2)
    assert report.violations == []
    assert report.lines() == ["     2  POST /channels/{channel_id}/messages"]


async def test_three_breaks_of_the_bots_payload_are_caught(sandbox: Sandbox) -> None:
    sent = await _sent(sandbox)
    breaks = [
        _broken(sent, "body", "embeds", 0, "title", value="x" * 257),
        _broken(sent, "body", "embeds", 0, "fields", 0, "value"),
        _broken(sent, "body", "contents", value="a misspelt key"),
    ]
    caught = [validate([each]).violations for each in breaks]
    assert [[each.part for each in found] for found in caught] == [["request"]] * 3
    assert "is too long" in caught[0][0].message
    assert "required property" in caught[1][0].message
    assert "contents" in caught[2][0].message


async def test_breaks_of_the_sandboxs_answers_are_caught(sandbox: Sandbox) -> None:
    sent = await _sent(sandbox)
    breaks = [
        _broken(sent, "answer", "author"),
        _broken(sent, "answer", "id", value=int(sent.answer["id"])),
        _broken(sent, "answer", "timestamp", value="yesterday"),
        _broken(sent, "answer", "components", 0, "components", 0, "style"),
        replace(sent, status=302),
    ]
    for each in breaks:
        assert [found.part for found in validate([each]).violations] == ["answer"], each.answer


async def test_unknown_routes_and_arguments_are_caught(sandbox: Sandbox) -> None:
    sent = await _sent(sandbox)
    assert validate([replace(sent, route="/channels/{channel_id}/whispers")]).violations[0].part == "route"
    history = replace(sent, method="GET", body=None, answer=[], query={"limit": "101", "befor": "1"})
    assert [each.part for each in validate([history]).violations] == ["query limit", "query"]


async def test_what_the_gateway_brings_is_in_discords_form(sandbox: Sandbox) -> None:
    discord_says = description(DESCRIPTION)
    general, forum = sandbox.channel("general"), sandbox.channel("episode-talk")
    async with wire(sandbox) as connection:
        await connection.identify(ORDINARY | CONTENT)
        guild = await connection.event("GUILD_CREATE")
        first = await sandbox.listener.say(general, f"hello {sandbox.world.bot.mention}")
        await sandbox.listener.say(general, "and?", reply_to=first)
        messages = [await connection.event("MESSAGE_CREATE") for _ in range(2)]
        await sandbox.listener.post(forum, "A post", "who?")
        thread = await connection.event("THREAD_CREATE")
    forms = [("MessageResponse", each) for each in messages] + [("ThreadResponse", thread)]
    forms += [("GuildChannelResponse", each) for each in guild["channels"]]
    forms += [("GuildMemberResponse", each) for each in guild["members"]]
    forms += [("GuildRoleResponse", each) for each in guild["roles"]]
    for name, payload in forms:
        assert [error.message for error in discord_says.part(name).iter_errors(payload)] == [], name
