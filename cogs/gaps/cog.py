"""/gaps: the list, and the forms that come back."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Greenroom
from bot.render import gaps as shown
from cogs.closing import tell_the_rest
from cogs.controls import data_of, guarded
from cogs.gaps.answering import take_alias, take_answer
from cogs.gaps.settling import listed
from cogs.place import for_managing
from cogs.who import Hosts, Interaction


class Gaps(commands.Cog):
    """What listeners asked and the notes do not say."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)
        self._looked = False

    @app_commands.command()
    @for_managing
    async def gaps(self, interaction: Interaction) -> None:
        """What listeners asked and I could not answer, for moderators."""
        fields = await listed(interaction, 0)
        if fields:
            await interaction.response.send_message(**fields, ephemeral=True)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Tells those who were not told before the bot went down, once a start."""
        if not self._looked:
            self._looked = True
            await tell_the_rest(self.bot)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form that came back."""
        form = str(data_of(interaction).get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit:
            if form.startswith(shown.FORM):
                await guarded(interaction, take_answer)
            elif form.startswith(shown.ALIAS_FORM):
                await guarded(interaction, take_alias)
