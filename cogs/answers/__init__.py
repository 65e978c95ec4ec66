"""What people do with an answer: its buttons, edited and deleted questions, plain questions that are overheard."""

from __future__ import annotations

from bot.app import Greenroom
from cogs.answers.buttons import CONTROLS
from cogs.answers.cog import Answers

__all__ = ["Answers", "setup"]


async def setup(bot: Greenroom) -> None:
    """Adds the cog, and the buttons and menus under answers; discord.py calls this."""
    bot.add_dynamic_items(*CONTROLS)
    await bot.add_cog(Answers(bot))
