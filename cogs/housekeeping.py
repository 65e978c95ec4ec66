"""What is kept goes when its time is up, and what was kept of a server when the bot has been gone from it for a month."""

from __future__ import annotations

import logging

import discord
from discord.ext import commands, tasks

from bot.app import Greenroom, log_failure

LOG = logging.getLogger(__name__)
EVERY = 6.0
"""Hours between two looks: `/privacy` speaks of days."""


class Housekeeping(commands.Cog):
    """Keeps the promises of `/privacy`."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Begins to look."""
        self.looking.start()

    async def cog_unload(self) -> None:
        """Looks no more."""
        self.looking.cancel()

    @tasks.loop(hours=EVERY)
    async def looking(self) -> None:
        """Tidies up now and again; what fails is logged and tried the next time."""
        try:
            await self.tidy(discord.utils.utcnow().timestamp())
        except Exception as error:
            log_failure("tidying up", error)

    @looking.before_loop
    async def _online(self) -> None:
        # Before that nobody knows which servers the bot is on.
        await self.bot.wait_until_ready()

    async def tidy(self, now: float) -> dict[str, int]:
        """How many things of each kind were too old and are gone. Servers left while the bot was off count from now."""
        servers, here = self.bot.service.store.servers, {guild.id for guild in self.bot.guilds}
        for guild in sorted(await servers.held()):
            await (servers.returned(guild) if guild in here else servers.left(guild, now))
        gone = await self.bot.service.store.prune(now)
        if any(gone.values()):
            LOG.info("tidied up: %s", ", ".join(f"{count} {kind}" for kind, count in gone.items() if count))
        if gone.get("servers"):
            await self.bot.rules.load()
        return gone

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """From now on the time runs after which nothing is kept of the server."""
        await self.bot.service.store.servers.left(guild.id, discord.utils.utcnow().timestamp())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """What was kept of the server stays."""
        await self.bot.service.store.servers.returned(guild.id)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Housekeeping(bot))
