"""New episodes: announces them, and the commands and buttons around that."""

from __future__ import annotations

from discord.ext import commands

from bot.announce import Timing
from bot.app import Greenroom
from bot.feeds import Manners
from cogs.announcements.service import Running


class Announcements(commands.Cog):
    """Announces new episodes."""

    def __init__(self, bot: Greenroom, timing: Timing | None = None, manners: Manners | None = None) -> None:
        self.bot = bot
        self.running = Running(bot, bot.service, timing or Timing(), manners or Manners())

    async def cog_load(self) -> None:
        """Begins to announce once the bot is online."""
        await self.running.start()

    async def cog_unload(self) -> None:
        """Ends it."""
        await self.running.stop()


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Announcements(bot))
