"""The bot on Discord: opens, joins and closes everything."""

from bot.app.client import Greenroom
from bot.app.failures import log_failure
from bot.app.running import run, serve

__all__ = ["Greenroom", "log_failure", "run", "serve"]
