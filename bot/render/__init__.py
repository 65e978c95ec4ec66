"""Sentences and facts as Discord's messages; Discord's limits live here."""

from bot.render.answers import ANSWERED, Rendered, answer, note
from bot.render.notes import apology, outdated, unreadable

__all__ = ["ANSWERED", "Rendered", "answer", "apology", "note", "outdated", "unreadable"]
