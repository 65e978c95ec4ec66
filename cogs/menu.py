"""The context menu of messages: what somebody wrote, asked for them."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.hearing import question
from bot.app.speaking import tell
from bot.wording.asked import NO_WORDS
from cogs.ask import Ask
from cogs.place import everywhere
from cogs.who import Interaction


class Menu(commands.Cog):
    """Answers a message that somebody chose."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self._ask = everywhere(app_commands.ContextMenu(name="Ask Greenroom", callback=self.ask_message))

    async def cog_load(self) -> None:
        """Puts the command into the menu."""
        self.bot.tree.add_command(self._ask)

    async def cog_unload(self) -> None:
        """Takes it out again."""
        self.bot.tree.remove_command(self._ask.name, type=self._ask.type)

    async def ask_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Answers what the message says, as if it had been asked by command."""
        me, ask = self.bot.user, self.bot.get_cog("Ask")
        text = question(me, message) if me else ""
        if not text or not isinstance(ask, Ask):
            await tell(interaction, render.note(NO_WORDS))
            return
        await ask.ask.callback(ask, interaction, text)  # type: ignore[arg-type]


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Menu(bot))
