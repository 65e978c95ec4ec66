"""What limits a search for episodes, and what one comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.answers.answer import Ambiguous, Unknown
from bot.index import Row


@dataclass(frozen=True)
class Found:
    """The episodes meant, in the order asked for; `how` they were found: number, title, context, names, words or order.

    `used` are the positions of the words that pointed at them.
    """

    rows: tuple[Row, ...]
    how: str
    used: frozenset[int] = frozenset()


Resolved = Found | Ambiguous | Unknown


@dataclass(frozen=True)
class Scope:
    """What limits a search: shows, and episodes that an earlier answer gave."""

    shows: tuple[str, ...] = ()
    recent: tuple[Row, ...] = ()
    focus: Row | None = None
    today: date = date.min
    """Chooses the episode of the day where any will do."""
