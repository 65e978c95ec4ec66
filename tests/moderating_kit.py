"""Moderators at work in the stand-in: a granted role, two of them, and what they do to a show."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox import Interaction, Message, Person, Sandbox
from tests.chat_kit import SMALL, Room, open_room
from tests.folder_kit import taken_in
from tests.knowledge_kit import write

EXTENSION = "cogs.knowledge"
KELP = "tide/episodes/1-kelp.yaml"
TESTS = "# Ours\n- ask: who was on episode 1\n  says: [Maren Holt]\n"
PEOPLE = "# Everybody\n- name: Maren Holt\n  aliases: [Mari]\n  about: A diver\n\n- name: Piet Vos\n"
FILES = SMALL | {"tide/questions.yaml": TESTS, "people.yaml": PEOPLE}


@dataclass
class Backstage:
    """The room with those who keep the notes."""

    room: Room
    moss: Person
    """Has the role to which the show was granted."""
    vera: Person
    """The same."""

    @property
    def root(self) -> Path:
        """The knowledge folder."""
        return self.room.service.root

    def text(self, path: str = KELP) -> str:
        """What a file says now."""
        return (self.root / path).read_text()

    async def use(self, who: Person, command: str, **options: Any) -> Interaction:
        """Somebody uses `/knowledge command`."""
        return await who.slash(self.room.channel, f"knowledge {command}", **options)

    async def said(self, interaction: Interaction) -> Message:
        """What the bot answered, once it has."""
        return await self.room.sandbox.next_reply(interaction)

    async def run(self, who: Person, command: str, **options: Any) -> Message:
        """The answer to `/knowledge command`."""
        return await self.said(await self.use(who, command, **options))

    async def fill(self, who: Person, opener: Interaction, values: dict[str, Any]) -> Message:
        """The proposal that a filled-in form leads to."""
        await self.room.sandbox.wait_until(lambda: opener.modal is not None)
        return await self.said(await who.submit_modal(opener, values))

    async def edit(self, who: Person, field: str, text: str, name: str = "1", what: str = "episode") -> Message:
        """The proposal to make a field say something."""
        opener = await self.use(who, "edit", what=what, name=name, field=field)
        return await self.fill(who, opener, {"text": text})

    async def press(self, who: Person, message: Message, button: str) -> Message:
        """The message as the button made it."""
        before = (message.text, len(message.components))
        pressed = await who.click(message, button)
        await self.room.sandbox.wait_until(lambda: (message.text, len(message.components)) != before or bool(pressed.replies))
        return pressed.replies[-1] if pressed.replies and pressed.replies[-1] is not message else message

    async def taken_in(self, act: Any) -> None:
        """Does something and waits until the folder's change has been taken in."""
        async with taken_in(self.room.service):
            await act


@asynccontextmanager
async def open_backstage(sandbox: Sandbox, tmp_path: Path, files: dict[str, str] | None = None) -> AsyncIterator[Backstage]:
    """The bot over `FILES`, with the show granted to the role that Moss and Vera have; opened once more it has restarted."""
    knowledge = tmp_path / "knowledge"
    if not knowledge.exists():
        write(knowledge, files or FILES)
    async with open_room(sandbox, knowledge, tmp_path / "data") as room:
        if EXTENSION not in room.bot.extensions:
            await room.bot.load_extension(EXTENSION)
            await room.bot.tree.sync()
        role = sandbox.guild.role_named("Moderator")
        vera = sandbox.person("vera", role)
        await room.service.store.grants.grant(sandbox.guild.id, role.id, "tide", sandbox.owner.id, 0.0)
        yield Backstage(room, sandbox.moderator, vera)
