"""What the bot says of itself when something stands in the way (pure)."""

from __future__ import annotations

from bot.render.answers import Rendered, note


def apology(reference: str) -> Rendered:
    """That something failed; the log has the rest under the same reference."""
    return note(f"Sorry, that went wrong on my side. If it keeps happening, mention the reference `{reference}`.")


def outdated() -> Rendered:
    """That the command is no longer what the asker's app thinks it is."""
    return note("That command has changed. Pick it from the list once more.")


def unreadable() -> Rendered:
    """That a reply without a ping cannot be read."""
    return note("I can read a reply only while its ping is on (**@ ON** beside your message). Or mention me, or use `/ask`.")
