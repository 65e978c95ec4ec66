"""Every phrase of the bot, so that it can be read and changed without reading the rest."""

from bot.wording.marks import plain
from bot.wording.say import say

__all__ = ["plain", "say"]
