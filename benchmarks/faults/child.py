"""The bot that faults happen to: all of it, pointed at a stand-in; it introduces itself again without waiting."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from bot.app import Greenroom
from bot.app.logs import set_up_logging
from bot.config import Config
from bot.sandbox import pointed
from bot.service import open_service


class Hasty(Greenroom):
    """Waits for nothing that only protects the real Discord."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing."""


async def main(api: str, gateway: str, token: str, knowledge: str, data: str) -> None:
    """Runs until it is told to stop."""
    config = Config(Path(knowledge), Path(data))
    with pointed(api, gateway):
        async with open_service(config) as service, Hasty(config, service, guild_ready_timeout=0.05) as bot:
            running = asyncio.create_task(bot.start(token))
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
            await asyncio.gather(running, return_exceptions=True)
            if not running.cancelled():
                running.result()


if __name__ == "__main__":
    set_up_logging("INFO")
    asyncio.run(main(*sys.argv[1:]))
