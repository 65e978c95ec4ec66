"""Commands that show facts: episodes, guests, topics, sponsors, searches; with their buttons and menus."""

from __future__ import annotations

from bot.app import Greenroom
from cogs.browse.controls import CONTROLS
from cogs.browse.lookup import Lookup


async def setup(bot: Greenroom) -> None:
    """Adds the cog and the buttons that outlive a restart; discord.py calls this."""
    bot.add_dynamic_items(*CONTROLS)
    await bot.add_cog(Lookup(bot))
