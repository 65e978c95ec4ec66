"""Who may use which command: every one of them, used by everybody there is. `test_rights_controls` has the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from discord import AppCommandType, app_commands

from bot.sandbox import NotAllowed
from tests.cmd_kit import text
from tests.rights_kit import ALL, STAFF, People, people

__all__ = ["people"]
pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]


@dataclass(frozen=True)
class Row:
    """A command with its options, and who may use it; `absent` are those whom Discord does not even offer it to.

    `noted`: a refusal leaves a line in the audit. `channel` and `file` name options that take the place or a file.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    allowed: frozenset[str] = ALL
    absent: frozenset[str] = frozenset()
    channel: str = ""
    file: str = ""

    @property
    def noted(self) -> bool:
        """Whether anybody may be refused at all."""
        return self.allowed != ALL


DIRECT = frozenset({"direct"})
HOST, SPEAKERS = frozenset({"host"}), frozenset({"granted", "host"})
MANAGING = STAFF | {"other"}
"""Managers of another server manage what is theirs, there."""
PERSON = {"what": "person", "name": "Maren Holt"}
EPISODE = {"what": "episode", "name": "Kelp forests"}
GRANT = {"show": "tide", "role": "Moderator", "server": "The Listening Room"}


def announcing(options: Mapping[str, Any] | None = None, channel: str = "") -> Row:
    """A row for `/announce`."""
    return Row(options or {"number": 1}, MANAGING, DIRECT, channel)


def editing(options: Mapping[str, Any] | None = None, file: str = "") -> Row:
    """A row for `/knowledge`."""
    return Row(options or {}, SPEAKERS, DIRECT, "", file)


COMMANDS: dict[str, dict[str, Row]] = {
    "asking": {
        "ask": Row({"question": "who was on kelp forests?"}),
        "episode": Row({"title": "kelp"}),
        "guest": Row({"name": "maren"}),
        "topic": Row({"name": "kelp"}),
        "sponsor": Row({"name": "rope"}),
        "latest": Row(),
        "random": Row(),
        "search": Row({"words": "kelp"}),
        "shows": Row(),
        "help": Row(),
        "privacy": Row(),
        "forget-me": Row(),
    },
    "following": {
        "follow show": Row({"name": "Slow Tide"}),
        "follow guest": Row({"name": "Maren Holt"}),
        "follow topic": Row({"name": "kelp"}),
        "follow list": Row(),
        "follow stop": Row({"what": "kelp"}),
    },
    "managing": {
        "settings": Row({}, MANAGING, DIRECT),
        "gaps": Row({}, MANAGING | SPEAKERS),
        "reports": Row({}, MANAGING | HOST),
        "grant": Row(GRANT, HOST),
        "revoke": Row(GRANT, HOST),
        "grants": Row({}, HOST),
    },
    "announcing": {
        "announce add": announcing({"show": "tide"}, "channel"),
        "announce list": Row({}, MANAGING, DIRECT),
        "announce status": Row({}, MANAGING, DIRECT),
        "announce edit": announcing(),
        "announce pause": announcing(),
        "announce preview": announcing(),
        "announce test": announcing(),
        "announce remove": announcing(),
    },
    "editing": {
        "knowledge add": editing({"what": "person"}),
        "knowledge edit": editing(EPISODE | {"field": "title"}),
        "knowledge show": editing(EPISODE),
        "knowledge remove": editing(EPISODE),
        "knowledge upload": editing({"show": "tide"}, "file"),
        "knowledge download": editing(),
        "knowledge check": editing(),
        "knowledge import": editing({"feed": "gopher://tide.example"}),
        "knowledge history": editing(),
        "knowledge undo": editing({"change": "none"}),
    },
}
MENU = "Ask Greenroom"
"""The context menu of messages."""


async def test_every_command_stands_in_the_table(people: People) -> None:
    tree = people.room.bot.tree
    known = {each.qualified_name for each in tree.walk_commands() if not isinstance(each, app_commands.Group)}
    assert known == {name for group in COMMANDS.values() for name in group}
    assert [each.name for each in tree.walk_commands(type=AppCommandType.message)] == [MENU]
    assert not list(tree.walk_commands(type=AppCommandType.user))


@pytest.mark.parametrize("group", COMMANDS)
async def test_commands_are_for_those_whom_they_are_for(people: People, group: str) -> None:
    room = people.room
    for command, row in COMMANDS[group].items():
        for who, (person, channel) in people.acting.items():
            options = dict(row.options)
            if row.channel:
                options[row.channel] = channel
            if row.file:
                options[row.file] = room.sandbox.world.attach("9-new.yaml", b"title: New\n")
            if who in row.absent:
                with pytest.raises(NotAllowed):
                    await person.slash(channel, command, **options)
                continue
            before = len(await room.service.store.audit.list(refused=True, limit=500))
            used = await person.slash(channel, command, **options)
            came = await people.came_of(used)
            assert (came == "refused") is (who not in row.allowed), (command, who, [text(each) for each in used.replies])
            assert len(used.replies) <= 1, (command, who)
            noted = len(await room.service.store.audit.list(refused=True, limit=500)) - before
            assert noted == (1 if row.noted and who not in row.allowed else 0), (command, who)


async def test_everybody_may_ask_a_message(people: People) -> None:
    room = people.room
    for person, channel in people.acting.values():
        said = await person.say(channel, "who was on kelp forests?")
        if channel.guild is None:
            await room.sandbox.next_reply(said)
        used = await person.message_command(said, MENU)
        assert "Maren Holt" in text(await room.sandbox.next_reply(used))
