"""What is said to somebody who wants something answered that cannot be, or not now (pure)."""

from __future__ import annotations

from bot.pace import Refused

NO_WORDS = "That message has no words that I could answer."


def slower(refused: Refused) -> str:
    """That one answer more has to wait, and how long."""
    why = "So much is asked in here that I cannot keep up." if refused.everybody else "That was a lot of questions at once."
    wait = "a second" if refused.seconds == 1 else f"{refused.seconds} seconds"
    return f"{why} Give me {wait}, then ask again."
