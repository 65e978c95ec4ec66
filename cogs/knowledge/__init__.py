"""Moderators change the knowledge from Discord: `/knowledge`."""

from bot.app import Greenroom
from cogs.knowledge.buttons import Decision, Field, Undo
from cogs.knowledge.cog import Knowledge


async def setup(bot: Greenroom) -> None:
    """Adds the cog and the buttons of proposals; discord.py calls this."""
    bot.add_dynamic_items(Decision, Field, Undo)
    await bot.add_cog(Knowledge(bot))
