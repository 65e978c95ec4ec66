"""/help, /privacy and /forget-me: what the bot does, and what it keeps."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import Greenroom
from bot.app.speaking import embeds_in
from bot.render.cards import sheet
from bot.rights import moderates
from bot.store.records import Keep
from bot.wording.cards import Sheet
from bot.wording.helping import helping
from bot.wording.privacy import forgotten, privacy
from cogs.place import everywhere
from cogs.who import Hosts, Interaction, member_here, settings_here


class About(commands.Cog):
    """What the bot says of itself."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self.hosts = Hosts(bot)

    @app_commands.command()
    @everywhere
    async def help(self, interaction: Interaction) -> None:
        """What you can ask, and which commands there are."""
        member = await member_here(interaction, self.hosts)
        moderator, speaker = moderates(member, await settings_here(interaction)), member.host or bool(member.granted)
        await _tell(interaction, helping(self.bot.service.desk.catalog, moderator, speaker, member.host))

    @app_commands.command()
    @everywhere
    async def privacy(self, interaction: Interaction) -> None:
        """What is kept about you, and for how long."""
        held = await self.bot.service.store.people.about_user(interaction.user.id)
        await _tell(interaction, privacy(Keep(), held))

    @app_commands.command(name="forget-me")
    @everywhere
    async def forget_me(self, interaction: Interaction) -> None:
        """Delete everything kept about you, at once."""
        gone = await self.bot.service.store.people.forget_user(interaction.user.id)
        # What is in memory only, such as conversations, is forgotten by whoever holds it.
        self.bot.dispatch("forget", interaction.user.id)
        await _tell(interaction, forgotten(gone))


async def _tell(interaction: discord.Interaction[Greenroom], said: Sheet) -> None:
    await interaction.response.send_message(**sheet(said).fields(embeds_in(interaction)), ephemeral=True)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(About(bot))
