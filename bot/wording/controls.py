"""What stands on the buttons under answers, and what is said to those who press them (pure)."""

from __future__ import annotations

from bot.answers.answer import Answered
from bot.answers.catalog import Catalog
from bot.wording.page import NEWEST, Page

LISTEN, NOTES = "Listen", "Notes"
"""Short, so that a phone shows them beside the thumbs."""
MORE, BACK = "More", "Back"
WHICH = "Which one do you mean?"
WATCH = "Tell me when you know"
REPORT = "Say what is wrong"
FORM = "What is wrong with this answer?"
REASON, REASON_HINT = "What is wrong?", "A sentence will do. The moderators read it, with the question."

GOOD = "Thank you, noted: that was right."
BAD = "Thank you, noted. What is wrong with it?"
REPORTED = "Thank you. The moderators will see what you wrote."
WATCHING = "I will tell you when I know. Until then the question is kept with your name; `/forget-me` takes it back."
WATCHED = "I will tell you when I know: you asked for that already."
OLD = "That answer is too old for its buttons. Ask once more."
NOT_YOURS = "Only whoever asked, or a moderator, can change this answer. Ask yourself: it takes a second."
CHANGED = "What we know has changed since. Ask once more."
NO_REASON = "Nothing was written, so nothing was reported."


def pages(found: Answered) -> int:
    """How many pages the episodes of an answer fill."""
    return max(1, -(-len(found.rows) // NEWEST))


def page(found: Answered, catalog: Catalog, number: int) -> str:
    """The episodes on a page after the first, as Markdown; `found.full` may have their facts."""
    first = number * NEWEST
    rows = found.rows[first : first + NEWEST]
    words = Page(found, catalog)
    head = f"Episodes {first + 1:,} to {first + len(rows):,} of {len(found.rows):,}{words.notes}:"
    if len(rows) == 1:
        head = f"Episode {first + 1:,} of {len(found.rows):,}{words.notes}:"
    return "\n".join([head, *(words.line(row) for row in rows)])
