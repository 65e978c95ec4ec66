"""`python -m bot demo`: the real bot on the local stand-in for Discord, with a chat page, no account and no settings."""

from bot.demo.demo import OWN_FOLDER, PATIENCE, demo, free_port, questions, shown

__all__ = ["OWN_FOLDER", "PATIENCE", "demo", "free_port", "questions", "shown"]
