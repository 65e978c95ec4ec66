"""The page's WebSocket: what PAGE.md promises, and to whom it is refused."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui

from bot.sandbox import Sandbox
from tests.patience import PATIENCE
from tests.wire.client import Probe, connected

pytest_plugins = ["tests.wire.plugin"]
Frame = dict[str, Any]


class Page:
    """What a browser does with the WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._seen: list[Frame] = []
        self._requests = 0

    async def next(self, kind: str) -> Frame:
        """The next frame of that type that was not taken yet."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for frame in self._seen:
                    if frame["type"] == kind:
                        self._seen.remove(frame)
                        return frame
                self._seen.append(await self._socket.receive_json())

    async def ask(self, kind: str, **values: Any) -> Frame:
        """What the stand-in answers to a request."""
        self._requests += 1
        await self._socket.send_json({"type": kind, "request": self._requests} | values)
        async with asyncio.timeout(PATIENCE):
            while True:
                for frame in self._seen:
                    if frame.get("request") == self._requests:
                        self._seen.remove(frame)
                        return frame
                self._seen.append(await self._socket.receive_json())

    async def send_text(self, text: str) -> None:
        """Send anything."""
        await self._socket.send_str(text)


@asynccontextmanager
async def page(sandbox: Sandbox) -> AsyncIterator[tuple[Page, Frame]]:
    """A page that has just been opened, and the state that it got."""
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.url + "/page/ws") as socket:
        opened = Page(socket)
        yield opened, await opened.next("state")


def _id(state: Frame, name: str) -> str:
    return str(next(each["id"] for each in state["channels"] if each.get("name") == name))


@pytest.fixture
def probe() -> Probe:
    """A bot with a command, a button and a form."""
    client = Probe()
    client.says = "{}!"

    class Buttons(ui.View):
        @ui.button(label="Form", custom_id="form")
        async def form(self, interaction: discord.Interaction, _button: ui.Button[Buttons]) -> None:
            modal = ui.Modal(title="Form", custom_id="f")
            modal.add_item(ui.TextInput(label="Why", custom_id="why"))
            await interaction.response.send_modal(modal)

    @client.tree.command()
    async def ask(interaction: discord.Interaction, question: str) -> None:
        """Ask."""
        await interaction.response.send_message(question, view=Buttons(timeout=None), ephemeral=True)

    @ask.autocomplete("question")
    async def complete(_interaction: discord.Interaction, current: str) -> list[discord.app_commands.Choice[str]]:
        return [discord.app_commands.Choice(name=current.upper(), value=current)]

    @client.tree.command()
    @discord.app_commands.default_permissions(manage_messages=True)
    async def settings(interaction: discord.Interaction) -> None:
        """For moderators."""
        await interaction.response.defer()

    return client


async def test_the_state_tells_who_and_where_one_is(sandbox: Sandbox) -> None:
    async with page(sandbox) as (_page, state):
        assert [channel.get("name") for channel in state["channels"]][:4] == [
            "general",
            "ask-the-show",
            "announcements",
            "episode-talk",
        ]
        assert state["channels"][-1]["type"] == 1
        assert state["me"]["username"] == "ada"
        assert {person["title"] for person in state["people"]} == {"Listener", "Moderator", "Owner"}
        assert not state["bot"]["online"]
        assert {each["name"]: each["can_write"] for each in state["channels"] if "name" in each}["announcements"] is False


async def test_a_question_and_its_answer_appear_on_the_page(sandbox: Sandbox, probe: Probe) -> None:
    async with page(sandbox) as (opened, state), connected(sandbox, probe):
        assert (await opened.next("bot"))["online"]
        general = _id(state, "general")
        assert (await opened.ask("say", channel_id=general, content="hello?"))["type"] == "ok"
        question = (await opened.next("message_create"))["message"]
        answer = (await opened.next("message_create"))["message"]
        assert (question["content"], answer["content"]) == ("hello?", "hello?!")
        assert answer["referenced_message"]["id"] == question["id"]
    assert not (await _fresh(sandbox))["bot"]["online"]


async def test_a_command_shows_its_answer_to_its_person_alone(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe), page(sandbox) as (ada, state), page(sandbox) as (moss, _):
        await probe.tree.sync()
        general = _id(state, "general")
        assert _offered((await ada.next("commands"))["commands"], general) == {"ask"}
        await moss.ask("switch", person_id=str(sandbox.moderator.id))
        assert _offered((await moss.next("state"))["commands"], general) == {"ask", "settings"}
        offered = await ada.ask(
            "autocomplete", channel_id=general, command="ask", options={"question": "ni"}, focused="question"
        )
        assert offered["choices"] == [{"name": "NI", "value": "ni"}]
        used = await ada.ask("slash", channel_id=general, command="ask", options={"question": "nix"})
        assert (await ada.next("interaction"))["interaction"]["state"] == "pending"
        answer = (await ada.next("message_create"))["message"]
        assert (answer["content"], answer["flags"] & 64) == ("nix", 64)
        done = (await ada.next("interaction"))["interaction"]
        assert (done["id"], done["state"], done["name"]) == (used["interaction_id"], "done", "ask")
        await ada.ask("say", channel_id=general, content="done")
        assert (await moss.next("message_create"))["message"]["content"] == "done", "and nothing before it"


async def test_a_button_opens_a_form_that_can_be_sent(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe), page(sandbox) as (opened, state):
        await probe.tree.sync()
        general = _id(state, "general")
        await opened.ask("slash", channel_id=general, command="ask", options={"question": "nix"})
        answer = (await opened.next("message_create"))["message"]
        clicked = await opened.ask("click", channel_id=general, message_id=answer["id"], custom_id="form")
        form = await opened.next("modal")
        assert (form["interaction_id"], form["modal"]["title"]) == (clicked["interaction_id"], "Form")
        refused = await opened.ask("modal_submit", interaction_id=form["interaction_id"], values={})
        assert refused == refused | {"type": "error", "message": "A required field is empty."}
        sent = await opened.ask("modal_submit", interaction_id=form["interaction_id"], values={"why": "so"})
        assert sent["type"] == "ok"


async def test_people_edit_delete_react_and_upload(sandbox: Sandbox) -> None:
    async with page(sandbox) as (opened, state):
        general = _id(state, "general")
        file = {"filename": "a.yaml", "content_type": "text/yaml", "base64": base64.b64encode(b"a: 1").decode()}
        await opened.ask("say", channel_id=general, content="see", files=[file])
        message = (await opened.next("message_create"))["message"]
        assert message["attachments"][0]["size"] == 4
        where = {"channel_id": general, "message_id": message["id"]}
        await opened.ask("edit", content="look", **where)
        assert (await opened.next("message_update"))["message"]["content"] == "look"
        await opened.ask("react", emoji="👍", **where)
        assert (await opened.next("reaction_add"))["emoji"] == {"id": None, "name": "👍"}
        await opened.ask("unreact", emoji="👍", **where)
        assert (await opened.next("reaction_remove"))["user_id"] == state["me"]["id"]
        await opened.ask("delete", **where)
        assert (await opened.next("message_delete"))["id"] == message["id"]
        posted = await opened.ask("post", channel_id=_id(state, "episode-talk"), name="250", content="who?")
        assert (await opened.next("channel_create"))["channel"]["id"] == posted["channel_id"]


async def test_what_is_not_allowed_is_said_in_a_sentence(sandbox: Sandbox) -> None:
    async with page(sandbox) as (opened, state):
        news = _id(state, "announcements")
        refused = await opened.ask("say", channel_id=news, content="first!")
        assert refused == {"type": "error", "request": 1, "message": "You cannot write here."}
        for frame in (
            {"type": "say", "channel_id": "1", "content": "x"},
            {"type": "say", "channel_id": [], "content": {}},
            {"type": "dance"},
            {"type": "click", "channel_id": news, "message_id": "1", "custom_id": "x"},
            {"type": "fault", "name": "fail_requests", "times": "many"},
            {"type": "switch", "person_id": str(sandbox.world.bot.id)},
        ):
            kind = frame.pop("type")
            assert (await opened.ask(str(kind), **frame))["type"] == "error"
        await opened.send_text("{no json")
        assert (await opened.next("error"))["message"] == "That was no JSON object."
        await opened.send_text(json.dumps([1]))
        assert (await opened.next("error"))["message"] == "That was no JSON object."


async def test_faults_are_switched_and_shown(sandbox: Sandbox, probe: Probe) -> None:
    async with connected(sandbox, probe), page(sandbox) as (opened, state):
        await opened.ask("fault", name="fail_requests", status=502, times=2)
        shown = (await opened.next("faults"))["faults"]
        assert [(each["name"], each["left"], each["title"]) for each in shown] == [("fail_requests", 2, "Requests fail")]
        await opened.ask("calm")
        assert (await opened.next("faults"))["faults"] == []
        channel = _id(state, "general")
        await opened.ask("fault", name="take_permissions", channel_id=channel, permissions=["SEND_MESSAGES"])
        await opened.ask("fault", name="drop_gateway")
        assert not (await opened.next("bot"))["online"]
        assert (await opened.next("bot"))["online"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {"Host": "evil.example"}),
        ("/", {"Origin": "http://evil.example"}),
        ("/page/ws", {"Origin": "http://evil.example"}),
        ("/page/ws", {"Host": "evil.example:80"}),
        ("/attachments/1/x", {"Origin": "null"}),
    ],
)
async def test_other_origins_are_refused(sandbox: Sandbox, path: str, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session, session.get(sandbox.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_files_outside_the_page_are_not_served_and_the_policy_is_strict(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ("/..%2fsandbox.py", "/../sandbox.py", "/%2e%2e/sandbox.py", "/nothing.js"):
            async with session.get(sandbox.url + path) as answer:
                assert answer.status == 404
                policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def _offered(commands: list[Frame], channel: str) -> set[str]:
    return {each["name"] for each in commands if channel in each["channels"]}


async def _fresh(sandbox: Sandbox) -> Frame:
    async with page(sandbox) as (_opened, state):
        return state
