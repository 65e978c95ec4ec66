"""Every phrase of the commands that show facts (pure): cards as titles, fields and lines of safe Markdown."""

from bot.wording.cards.choices import describe, episode_option, label
from bot.wording.cards.episode import longer, section
from bot.wording.cards.saying import missing_show, say_card
from bot.wording.cards.sheet import Part, Sheet

__all__ = ["Part", "Sheet", "describe", "episode_option", "label", "longer", "missing_show", "say_card", "section"]
