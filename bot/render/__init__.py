"""Sentences and facts as Discord's messages; Discord's limits live here."""

from bot.render.answers import ANSWERED, Rendered, answer, note

__all__ = ["ANSWERED", "Rendered", "answer", "note"]
