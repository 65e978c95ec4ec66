"""On joining a server: once, where it may speak, what the bot can be asked."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.wording.greeting import greeting

LOG = logging.getLogger(__name__)


class Welcome(commands.Cog):
    """Says hello."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tells a new server what it can ask."""
        channel = speaking_place(guild)
        if channel is None:
            LOG.info("joined server %s, where the bot may speak nowhere", guild.id)
            return
        message = render.note(greeting(self.bot.service.desk.catalog), render.ANSWERED)
        try:
            await channel.send(**message.fields(channel.permissions_for(guild.me).embed_links))
        except discord.HTTPException as error:
            LOG.info("could not say hello in server %s: %s %s", guild.id, error.status, error.code)


def speaking_place(guild: discord.Guild) -> discord.TextChannel | None:
    """The system channel where the bot may speak there, else the first text channel where it may."""
    channels = [guild.system_channel, *guild.text_channels]
    for channel in channels:
        if channel is not None:
            allowed = channel.permissions_for(guild.me)
            if allowed.view_channel and allowed.send_messages:
                return channel
    return None


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Welcome(bot))
