"""The turns of conversations, kept for a bounded time (pure: `now` is passed in)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers.carry import Turn
from bot.index import Row

KEPT = timedelta(minutes=15)
MOST = 5000
ROWS = 20_000
"""Episodes that turns share at most."""


class Conversations:
    """The last turn of each conversation, by whatever tells conversations apart; the oldest go first."""

    def __init__(self, kept: timedelta = KEPT, most: int = MOST) -> None:
        self._kept = kept
        self._most = most
        self._turns: OrderedDict[Hashable, tuple[datetime, Turn]] = OrderedDict()
        self._rows: dict[str, Row] = {}
        """The episodes of all turns, by their keys: thousands of turns are about the same few hundred."""

    def get(self, key: Hashable, now: datetime) -> Turn | None:
        """The turn kept under `key`, None where there is none or it is too old."""
        found = self._turns.get(key)
        if found is None or now - found[0] > self._kept:
            return None
        return found[1]

    def put(self, key: Hashable, turn: Turn | None, now: datetime) -> None:
        """Keeps a turn under `key`; None leaves what stands."""
        if turn is None:
            return
        self._turns[key] = (now, turn)
        self._turns.move_to_end(key)
        while len(self._turns) > self._most:
            self._turns.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        """Drops what is kept under `key`."""
        self._turns.pop(key, None)

    def shared(self, turn: Turn) -> Turn:
        """An equal turn that has its rows in common with the turns before it, which saves the memory of most of them."""
        if len(self._rows) > ROWS:
            self._rows.clear()
        return replace(turn, rows=tuple(self._one(row) for row in turn.rows)) if turn.rows else turn

    def _one(self, row: Row) -> Row:
        kept = self._rows.get(row.key)
        if kept is None or kept != row:
            kept = self._rows[row.key] = row
        return kept
