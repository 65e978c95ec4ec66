"""Everybody there is, on a server with two shows, for the tests of who may do what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox import Channel, Interaction, Message, Permission, Person, Sandbox, State
from bot.wording import controls, editing, gaps, grants, reports, settings, subscriptions
from bot.wording.cards import refusals
from tests.chat_kit import Room, open_room
from tests.cmd_kit import PAIR, text
from tests.knowledge_kit import write

WHO = ("listener", "moderator", "manager", "granted", "host", "other", "direct")
"""The listener and all the rest are on the server; `other` manages another server and acts there; `direct` is the listener
in direct messages. The host is no moderator here; the granted role speaks for Slow Tide."""
ALL = frozenset(WHO)
HERE = ("listener", "moderator", "manager", "granted", "host")
STAFF = frozenset({"moderator", "manager"})
PUT_OFF = 6
"""Discord's number for a button whose outcome is said later, or takes the place of the message."""
REFUSALS = (
    *(settings.REFUSED, gaps.REFUSED, gaps.NOT_THIS, grants.REFUSED, reports.REFUSED, reports.DIRECT),
    *(editing.REFUSED, editing.NOT_YOURS, subscriptions.NOT_ALLOWED, controls.NOT_YOURS, refusals.NOT_YOURS),
)
"""Every sentence that says why somebody may not."""


@dataclass
class People:
    """Everybody, each with where they act."""

    room: Room
    acting: dict[str, tuple[Person, Channel]]

    def lends(self, message: Message, who: str) -> Person:
        """Somebody who was shown a message that was for another: rights must not hang on who sees a button."""
        person = self.acting[who][0]
        message.only_for = person.user
        return person

    async def came_of(self, interaction: Interaction) -> str:
        """What a command, button, menu or form came to: done, form, or refused."""
        await self.room.sandbox.wait_until(lambda: interaction.state in (State.DONE, State.FAILED))
        assert interaction.state is State.DONE, interaction.text
        message = interaction.message
        if message is not None and interaction.answered == PUT_OFF:
            await self.room.sandbox.wait_until(lambda: bool(interaction.replies or message.edited_at))
        if interaction.modal is not None:
            return "form"
        return "refused" if interaction.replies and refused(interaction.replies[-1]) else "done"

    async def shown(self, who: str, command: str) -> Message:
        """What a command shows somebody."""
        person, channel = self.acting[who]
        return await self.room.sandbox.next_reply(await person.slash(channel, command))


def refused(message: Message) -> bool:
    """Whether a message says that somebody may not; it must say so to them alone."""
    said = any(sentence in text(message) for sentence in REFUSALS)
    assert message.ephemeral or not said, text(message)
    return said


@pytest.fixture
async def people(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[People]:
    """Everybody, with the rights that make them who they are, and the bot."""
    guild = sandbox.guild
    # Hundreds of messages of a second each, otherwise.
    sandbox.rate_limits.enabled = False
    managing = sandbox.world.add_role(guild, "Manager", int(Permission.MANAGE_GUILD))
    crew = sandbox.world.add_role(guild, "Crew")
    manager, granted, host = sandbox.person("mona", managing), sandbox.person("gus", crew), sandbox.person("zoe")
    sandbox.world.application.team = [host.user]
    other = sandbox.person("oda")
    away = sandbox.add_guild("Elsewhere", owner=other)
    sandbox.world.join(away, host.user)
    more = {f"tide/episodes/x{n}.yaml": f"title: X{n}\ntopics: [kelp]\n" for n in range(10)}
    async with open_room(sandbox, write(tmp_path / "knowledge", PAIR | more), tmp_path / "data") as room:
        store, role = room.service.store, guild.role_named("Moderator")
        room.bot.dispatch("settings_changed", await store.settings.change(guild.id, 1, 1.0, moderator_role=role.id))
        await store.grants.grant(guild.id, crew.id, "tide", 1, 1.0)
        here, there = room.channel, sandbox.channel("general", away)
        acting = {
            "listener": (room.ada, here),
            "moderator": (sandbox.moderator, here),
            "manager": (manager, here),
            "granted": (granted, here),
            "host": (host, here),
            "other": (other, there),
            "direct": (room.ada, room.ada.direct),
        }
        yield People(room, acting)
