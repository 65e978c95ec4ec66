"""New episodes: announces them, and the commands and buttons around that."""

from __future__ import annotations

from bot.app import Greenroom
from cogs.announcements.buttons import BUTTONS
from cogs.announcements.cog import Announcements

__all__ = ["Announcements", "setup"]


async def setup(bot: Greenroom) -> None:
    """Adds the cog and its buttons; discord.py calls this."""
    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(Announcements(bot))
