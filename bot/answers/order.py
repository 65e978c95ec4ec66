"""The episodes in the order asked for: the newest, the second longest, five at random (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from zlib import crc32

from bot.answers.titled import SINGLE
from bot.index import Filter, Row
from bot.question.reading import Reading

IN_ORDER = ("newest", "oldest", "longest", "shortest")


def picked(r: Reading, what: Filter) -> Filter:
    """`what`, with no more episodes than the order needs."""
    return replace(what, limit=max(r.few, r.nth) or 1) if r.pick in IN_ORDER else what


def top(r: Reading, rows: Sequence[Row], today: date) -> tuple[Row, ...]:
    """Of `rows`, in their order, those that are meant; `today` chooses where any will do."""
    near = [d for d in r.dates if d.near]
    if near and rows and r.want in SINGLE:
        return (min(rows, key=lambda row: abs((date.fromisoformat(row.day) - date.fromisoformat(near[0].since)).days)),)
    if r.pick == "random" and rows:
        drawn = sorted(rows, key=lambda row: crc32(f"{today.isoformat()} {row.key}".encode()))
        return tuple(drawn[: r.few or 1])
    if r.nth and r.pick in IN_ORDER:
        return tuple(rows[r.nth - 1 : r.nth])
    return tuple(rows)
