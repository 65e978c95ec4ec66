"""Discord's limits: what is too long, too many or malformed is refused with its codes and its form of error."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import ui

from bot.sandbox import Sandbox
from bot.sandbox.world.message import walk
from tests.wire.client import Probe, connected
from tests.wire.raw import Rest, rest

pytest_plugins = ["tests.wire.plugin"]

BUTTON = {"type": 2, "style": 1, "label": "x", "custom_id": "x"}


def _row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def _button(index: int) -> dict[str, Any]:
    return BUTTON | {"custom_id": str(index)}


def _menu(count: int) -> dict[str, Any]:
    options = [{"label": str(index), "value": str(index)} for index in range(count)]
    return {"type": 3, "custom_id": "m", "options": options}


def _layout(*components: dict[str, Any]) -> dict[str, Any]:
    return {"flags": 1 << 15, "components": list(components)}


TEXT = {"type": 10, "content": "x"}
TOO_MUCH: list[tuple[dict[str, Any], str, str]] = [
    ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
    ({"content": 7}, "content", "STRING_TYPE_CONVERT"),
    ({"content": "x", "nonce": "x" * 26}, "nonce", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]}, "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"fields": [{"name": "x" * 257, "value": "x"}]}]}, "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"),
    ({"embeds": [{"fields": [{"name": "x", "value": ""}]}]}, "embeds.0.fields.0.value", "BASE_TYPE_REQUIRED"),
    ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds.0.footer.text", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"author": {"name": "x" * 257}}]}, "embeds.0.author.name", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
    ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
    ({"embeds": [{"title": "x", "url": "ftp://x.org"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
    ({"embeds": [{"title": "x", "image": {"url": "not a url"}}]}, "embeds.0.image.url", "URL_TYPE_INVALID_URL"),
    ({"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
    ({"content": "x", "components": [_row(BUTTON)] * 6}, "components", "BASE_TYPE_MAX_LENGTH"),
    ({"content": "x", "components": [_row(*map(_button, range(6)))]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "x", "components": [_row()]}, "components.0.components", "BASE_TYPE_REQUIRED"),
    ({"content": "x", "components": [_row(BUTTON, BUTTON)]}, "components", "COMPONENT_CUSTOM_ID_DUPLICATED"),
    (
        {"content": "x", "components": [_row(BUTTON | {"custom_id": "x" * 101})]},
        "components.0.components.0.custom_id",
        "BASE_TYPE_BAD_LENGTH",
    ),
    (
        {"content": "x", "components": [_row(BUTTON | {"label": "x" * 81})]},
        "components.0.components.0.label",
        "BASE_TYPE_MAX_LENGTH",
    ),
    ({"content": "x", "components": [_row(_menu(26))]}, "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
    ({"content": "x", "components": [_row(_menu(1), BUTTON)]}, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
    ({"content": "x", "components": [TEXT]}, "components.0.type", "BASE_TYPE_CHOICES"),
    (_layout(*[TEXT] * 41), "components", "BASE_TYPE_MAX_LENGTH"),
    (
        _layout(*[{"type": 17, "components": [TEXT] * 20}] * 2),
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    (_layout(*[{"type": 10, "content": "x" * 2001}] * 2), "components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"),
    (_layout(TEXT) | {"content": "x"}, "content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
]


@pytest.mark.parametrize(("body", "place", "code"), TOO_MUCH, ids=[f"{code} {place}" for _body, place, code in TOO_MUCH])
async def test_what_breaks_a_limit_is_refused_at_its_field(
    rough_sandbox: Sandbox, body: dict[str, Any], place: str, code: str
) -> None:
    async with rest(rough_sandbox) as request:
        status, answer = await request("POST", _messages(rough_sandbox), body)
    assert (status, answer["code"], answer["message"]) == (400, 50035, "Invalid Form Body")
    errors = answer["errors"]
    for step in place.split("."):
        errors = errors[step]
    assert code in [each["code"] for each in errors["_errors"]]
    assert not rough_sandbox.world.messages[rough_sandbox.channel("general").id]


AT_THE_LIMIT: list[dict[str, Any]] = [
    {"content": "x" * 2000},
    {"embeds": [{"title": "x" * 256, "description": "x" * 4096, "footer": {"text": "x" * 1648}}]},
    {"embeds": [{"fields": [{"name": "x", "value": "x"}] * 25}] * 2},
    {"content": "x", "components": [_row(*(_button(5 * row + each) for each in range(5))) for row in range(5)]},
    {"content": "x", "components": [_row(_menu(25))]},
    _layout(*[{"type": 10, "content": "x" * 100}] * 40),
    _layout({"type": 17, "components": [TEXT] * 39}),
    {"content": "x", "nonce": "x" * 25},
]


@pytest.mark.parametrize("body", AT_THE_LIMIT)
async def test_what_just_fits_is_taken(sandbox: Sandbox, body: dict[str, Any]) -> None:
    async with rest(sandbox) as request:
        status, answer = await request("POST", _messages(sandbox), body)
    assert status == 200, answer


@pytest.mark.parametrize("body", [{}, {"content": " \n "}, {"content": None, "embeds": []}])
async def test_an_empty_message_is_refused(sandbox: Sandbox, body: dict[str, Any]) -> None:
    async with rest(sandbox) as request:
        status, answer = await request("POST", _messages(sandbox), body)
    assert (status, answer) == (400, {"message": "Cannot send an empty message", "code": 50006})


async def test_the_library_reports_the_field_in_its_error(rough_sandbox: Sandbox) -> None:
    async with connected(rough_sandbox, Probe()) as probe:
        channel = probe.get_channel(rough_sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        with pytest.raises(discord.HTTPException, match=r"In embeds.0.title: Must be 256 or fewer in length."):
            await channel.send(embed=discord.Embed(title="x" * 300))


async def test_layouts_come_back_with_numbers_and_defaults(sandbox: Sandbox) -> None:
    view = ui.LayoutView()
    section: ui.Section[ui.LayoutView] = ui.Section(
        ui.TextDisplay("**250**"), accessory=ui.Thumbnail("https://pods.example/cover.png")
    )
    view.add_item(ui.Container(section, ui.Separator(), ui.ActionRow(ui.Button(label="Listen", url="https://pods.example"))))
    async with connected(sandbox, Probe()) as probe:
        channel = probe.get_channel(sandbox.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        sent = await channel.send(view=view)
        again = await channel.fetch_message(sent.id)
    kept = sandbox.world.messages[channel.id][sent.id]
    assert kept.text == "**250**"
    container = again.components[0]
    assert isinstance(container, discord.Container)
    assert [each.type.name for each in container.children] == ["section", "separator", "action_row"]
    numbers = [each["id"] for each in walk(kept.components)]
    assert len(set(numbers)) == len(numbers) == 7


UNKNOWN = [
    ("GET", "/channels/1", 404, 10003),
    ("GET", "/channels/{general}/messages/1", 404, 10008),
    ("GET", "/guilds/1", 404, 10004),
    ("GET", "/guilds/{guild}/members/1", 404, 10007),
    ("GET", "/users/1", 404, 10013),
    ("POST", "/interactions/1/x/callback", 404, 10062),
    ("POST", "/webhooks/1/x", 404, 10015),
    ("GET", "/applications/1/commands", 404, 10002),
    ("POST", "/channels/{forum}/messages", 400, 50008),
    ("POST", "/channels/{general}/messages/{message}/crosspost", 400, 50024),
    ("PUT", "/channels/{general}/messages/{message}/reactions/x/@me", 400, 10014),
]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"), UNKNOWN, ids=[f"{code} {path}" for _m, path, _s, code in UNKNOWN]
)
async def test_what_does_not_exist_or_fit_is_refused_with_its_code(
    rough_sandbox: Sandbox, method: str, path: str, status: int, code: int
) -> None:
    general, forum = rough_sandbox.channel("general"), rough_sandbox.channel("episode-talk")
    async with rest(rough_sandbox) as request:
        _, sent = await request("POST", _messages(rough_sandbox), {"content": "x"})
        path = path.format(general=general.id, forum=forum.id, guild=rough_sandbox.guild.id, message=sent["id"])
        found, answer = await request(method, path, {"type": 4} if method == "POST" else None)
    assert (found, answer["code"]) == (status, code)


COMMAND = {"name": "ask", "description": "Ask", "type": 1}
OPTION = {"type": 3, "name": "q", "description": "q"}
BAD_COMMANDS = [
    [COMMAND | {"name": "Ask Me"}],
    [COMMAND | {"name": "x" * 33}],
    [COMMAND | {"description": ""}],
    [COMMAND | {"description": "x" * 101}],
    [COMMAND, COMMAND],
    [COMMAND | {"options": [OPTION | {"name": str(index)} for index in range(26)]}],
    [COMMAND | {"options": [OPTION, OPTION | {"name": "r", "required": True}]}],
    [COMMAND | {"options": [OPTION | {"choices": [{"name": str(index), "value": str(index)} for index in range(26)]}]}],
    [COMMAND | {"options": [OPTION, OPTION]}],
]


@pytest.mark.parametrize("commands", BAD_COMMANDS)
async def test_commands_that_break_a_limit_are_refused(rough_sandbox: Sandbox, commands: list[dict[str, Any]]) -> None:
    async with rest(rough_sandbox) as request:
        status, answer = await request("PUT", f"/applications/{rough_sandbox.application_id}/commands", commands)
    assert (status, answer["code"]) == (400, 50035)


async def test_a_channel_takes_five_messages_in_five_seconds(sandbox: Sandbox) -> None:
    async with rest(sandbox) as request:
        for index in range(5):
            assert (await _send(request, sandbox, index))[0] == 200
        assert request.headers["x-ratelimit-remaining"] == "0"
        status, answer = await _send(request, sandbox, 6)
        assert status == 429
        assert not answer["global"]
        assert 0 < answer["retry_after"] <= 5
        assert request.headers["via"]
        other = await request("POST", f"/channels/{sandbox.channel('ask-the-show').id}/messages", {"content": "x"})
        assert other[0] == 200
        sandbox.clock.advance(5)
        assert (await _send(request, sandbox, 7))[0] == 200


async def test_fifty_requests_a_second_are_enough_but_for_interactions(rough_sandbox: Sandbox) -> None:
    rough_sandbox.rate_limits.in_all = 3
    async with rest(rough_sandbox) as request:
        channels = list(rough_sandbox.world.channels)
        statuses = [(await request("GET", f"/channels/{each}"))[0] for each in channels[:4]]
        assert statuses == [200, 200, 200, 429]
        assert request.headers["x-ratelimit-global"] == "true"
        assert (await request("POST", "/interactions/1/x/callback", {"type": 1}))[0] == 404


def _messages(sandbox: Sandbox) -> str:
    return f"/channels/{sandbox.channel('general').id}/messages"


async def _send(request: Rest, sandbox: Sandbox, index: int) -> tuple[int, Any]:
    return await request("POST", _messages(sandbox), {"content": str(index)})
