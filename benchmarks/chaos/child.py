"""The bot that gets killed: the real client and the real cog, pointed at a stand-in, with short waits."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.announce import Timing
from bot.app import Greenroom
from bot.config import Config
from bot.feeds import Manners, Pace
from bot.sandbox import pointed
from bot.service import open_service
from cogs.announcements import Announcements

TIMING = Timing(tick=0.05, settle=0.4, first_retry=0.2, longest_retry=1.0, at_once=20, pace=Pace(interval=0.4, longest=1.0))
MANNERS = Manners(allowed=("127.0.0.1",), gap=0.0, per_host=8)


class Hasty(Greenroom):
    """The bot with the one cog that announces, which waits for nothing that it need not wait for."""

    async def setup_hook(self) -> None:
        """Adds the cog."""
        await self.add_cog(Announcements(self, TIMING, MANNERS))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing."""


async def main(api: str, gateway: str, token: str, folder: str) -> None:
    """Runs until it is killed."""
    config = Config(Path(folder) / "knowledge", Path(folder) / "data")
    with pointed(api, gateway):
        async with open_service(config) as service:
            bot = Hasty(config, service, guild_ready_timeout=0.05)
            async with bot:
                await bot.start(token)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
