"""The bot's own requests keep to Discord's description, and what would break it is caught."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox import Exchange
from tests.chat_kit import CALLBACK, REGISTER, SEND, Room
from tests.wire.contract import DESCRIPTION, validate

pytest_plugins = ["tests.wire.plugin"]
pytestmark = pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is missing here")
Break = Callable[[dict[str, Any]], object]


async def talked(room: Room) -> None:
    """Every way in which the bot speaks."""
    await room.mention("who was on the starlette episode?")
    await room.ask("what does linode offer?")
    await room.direct("help")


async def test_what_the_bot_sends_is_as_discord_describes_it(room: Room) -> None:
    await talked(room)
    report = validate(room.sandbox.requests)
    assert report.violations == []
    asked = {"GET /users/@me", "GET /oauth2/applications/@me"}
    assert set(report.routes) >= asked | {" ".join(each) for each in (REGISTER, SEND, CALLBACK)}


def _too_long(body: dict[str, Any]) -> None:
    body["embeds"][0]["description"] = "x" * 4097


def _ping_everybody(body: dict[str, Any]) -> None:
    body["allowed_mentions"]["parse"] = ["everybody"]


def _misspell(body: dict[str, Any]) -> None:
    body["data"]["embeds"][0]["colour"] = 1


def _forget_the_name(body: list[dict[str, Any]]) -> None:
    del body[0]["name"]


@pytest.mark.parametrize(
    ("route", "spoil"),
    [(SEND, _too_long), (SEND, _ping_everybody), (CALLBACK, _misspell), (REGISTER, _forget_the_name)],
    ids=["an embed too long", "a ping of an unknown kind", "a misspelt key", "a command without a name"],
)
async def test_a_break_of_what_the_bot_sends_is_caught(room: Room, route: tuple[str, str], spoil: Break) -> None:
    await talked(room)
    sent = room.sandbox.requests.to(*route)[0]
    assert validate([sent]).violations == []
    (found,) = validate([broken(sent, spoil)]).violations
    assert (found.route, found.part) == (" ".join(route), "request")


def broken(exchange: Exchange, spoil: Break) -> Exchange:
    """The same exchange with a spoilt body."""
    body = copy.deepcopy(exchange.body)
    spoil(body)
    return replace(exchange, body=body)
