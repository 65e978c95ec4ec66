"""On joining a server: once, where it may speak, what the bot can be asked."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands

from bot import render
from bot.app import Greenroom
from bot.app.once import Once
from bot.app.speaking import LOST, may_embed, may_speak
from bot.wording.greeting import greeting

LOG = logging.getLogger(__name__)


class Welcome(commands.Cog):
    """Says hello."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self._greeted: Once[int] = Once()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tells a new server what it can ask."""
        if not self._greeted.first(guild.id):
            return
        channel = speaking_place(guild)
        if channel is None:
            LOG.info("joined server %s, where the bot may speak nowhere", guild.id)
            return
        message = render.note(greeting(self.bot.service.desk.catalog), render.ANSWERED)
        try:
            await channel.send(**message.fields(may_embed(channel)))
        except discord.HTTPException as error:
            LOG.info("could not say hello in server %s: %s/%s", guild.id, error.status, error.code)
        except LOST as error:
            LOG.info("could not say hello in server %s: %s", guild.id, type(error).__name__)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server that the bot left is new to it when it comes again."""
        self._greeted.forget(guild.id)


def speaking_place(guild: discord.Guild) -> discord.TextChannel | None:
    """The system channel where the bot may speak there, else the first channel for talk where it may.

    Announcements and rules are no place for a bot's hello.
    """
    talk = [each for each in guild.text_channels if not each.is_news() and each != guild.rules_channel]
    return next((each for each in (guild.system_channel, *talk) if each is not None and may_speak(each)), None)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Welcome(bot))
