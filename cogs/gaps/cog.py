"""/gaps: the list, and the forms that come back."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.app import Greenroom, log_failure
from bot.render import gaps as shown
from cogs.closing import tell_the_rest
from cogs.controls import data_of, guarded
from cogs.gaps.answering import take_alias, take_answer
from cogs.gaps.settling import listed
from cogs.place import for_managing
from cogs.who import Hosts, Interaction

EVERY = 6.0
"""Hours between two looks for people who were not told."""


class Gaps(commands.Cog):
    """What listeners asked and the notes do not say."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)

    async def cog_load(self) -> None:
        """Begins to look for those who were not told."""
        self.looking.start()

    async def cog_unload(self) -> None:
        """Looks no more."""
        self.looking.cancel()

    @app_commands.command()
    @for_managing
    async def gaps(self, interaction: Interaction) -> None:
        """What listeners asked and I could not answer, for moderators."""
        fields = await listed(interaction, 0)
        if fields:
            await interaction.response.send_message(**fields, ephemeral=True)

    @tasks.loop(hours=EVERY)
    async def looking(self) -> None:
        """Tells those whom a restart or an outage kept from being told; what fails is logged and tried the next time."""
        try:
            await tell_the_rest(self.bot)
        except Exception as error:
            log_failure("telling those who wanted to know", error)

    @looking.before_loop
    async def _online(self) -> None:
        await self.bot.wait_until_ready()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a form that came back."""
        form = str(data_of(interaction).get("custom_id", ""))
        if interaction.type is discord.InteractionType.modal_submit:
            if form.startswith(shown.FORM):
                await guarded(interaction, take_answer)
            elif form.startswith(shown.ALIAS_FORM):
                await guarded(interaction, take_alias)
