"""What the commands of `/knowledge` share: their options, and finding out what is meant and who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.errors import BotError
from bot.moderating import Moderation, NotThere, What
from bot.rights import Member
from bot.wording.marks import escape
from cogs.knowledge.forms import Forms
from cogs.knowledge.options import Options
from cogs.knowledge.proposing import Proposing
from cogs.knowledge.rights import allowed, editor
from cogs.who import Hosts, Interaction

Name = app_commands.Range[str, 1, 300]
Text = app_commands.Range[str, 1, 100]
T = TypeVar("T")
HELP = {
    "what": "An episode, person, sponsor, topic, FAQ entry, or the facts of a show",
    "name": "Which one: choose it while you type",
    "field": "What to change about it: choose it while you type",
    "show": "The show it belongs to, where there are several",
    "file": "A knowledge file: choose it while you type",
    "change": "Which change: choose it while you type, or its id from /knowledge history",
}


def described(*names: str) -> Callable[[T], T]:
    """The help of these options."""
    return app_commands.describe(**{name: HELP[name] for name in names})


class Base(commands.Cog):
    """What every command of `/knowledge` needs; a cog is made of the parts that inherit from it."""

    bot: Greenroom
    hosts: Hosts
    moderation: Moderation
    proposing: Proposing
    options: Options
    forms: Forms

    async def _editor(self, interaction: Interaction) -> Member | None:
        return await editor(interaction, self.hosts)

    async def _found(self, interaction: Interaction, what: What, name: str, show: str | None) -> Any:
        """What is meant, where whoever acts may change it; None where not, which they are told."""
        member = await self._editor(interaction)
        if member is None:
            return None
        try:
            found = await self.options.target(interaction, what, name, show or "", member)
        except BotError as lost:
            await tell(interaction, render.note(escape(str(lost))))
            return None
        return found if await allowed(interaction, self.hosts, [found.path]) else None

    async def _home(self, interaction: Interaction, show: str | None, member: Member) -> str:
        """The show that is meant; "" where none is named and several are possible."""
        try:
            return await self.options.show(interaction, show or "", member)
        except NotThere:
            if show:
                raise
            return ""
