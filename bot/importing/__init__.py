"""What exists in a feed, brought into knowledge files: planned, told, written; a person's word always wins."""

from bot.importing.carrying import carry_out
from bot.importing.guessing import Guess, guesses
from bot.importing.planning import Plan, Source, plan
from bot.importing.report import Report, lines
from bot.importing.sources import Found, fetched, gather

__all__ = ["Found", "Guess", "Plan", "Report", "Source", "carry_out", "fetched", "gather", "guesses", "lines", "plan"]
