"""What could not be answered, for those who can close the gap: `/gaps`."""

from bot.app import Greenroom
from cogs.gaps.cog import Gaps
from cogs.gaps.settling import Choose, Page, Settle


async def setup(bot: Greenroom) -> None:
    """Adds the cog, its buttons and menus; discord.py calls this."""
    bot.add_dynamic_items(Page, Choose, Settle)
    await bot.add_cog(Gaps(bot))
