"""What is kept about a person, and forgetting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Delete, Table, Update, delete, literal, null, select, update

from bot.store.database import Database, met
from bot.store.records import Forgotten, Held
from bot.store.tables import (
    answer,
    audit,
    conversation,
    delivery,
    edit,
    feedback,
    follow,
    gap,
    report,
    show_grant,
    subscription,
    watcher,
)


@dataclass(frozen=True)
class _Kept:
    """One way in which a person appears in a table. `unsign` empties these columns instead of deleting the row."""

    kind: str
    table: Table
    person: Column[int]
    at: ColumnElement[float]
    text: ColumnElement[str]
    which: ColumnElement[bool] | None = None
    unsign: Sequence[str] = ()

    @property
    def mine(self) -> ColumnElement[bool]:
        return literal(True) if self.which is None else self.which


_TEXT = literal("")

KEPT: tuple[_Kept, ...] = (
    _Kept("conversation", conversation, conversation.c.user, conversation.c.at, _TEXT),
    _Kept("question", answer, answer.c.asker, answer.c.at, answer.c.question),
    _Kept("thumb", feedback, feedback.c.user, feedback.c.at, _TEXT),
    _Kept("report", report, report.c.user, report.c.at, report.c.reason),
    _Kept("wish to be told", watcher, watcher.c.user, watcher.c.at, _TEXT),
    _Kept("follow", follow, follow.c.user, follow.c.at, follow.c.label),
    _Kept("direct message", delivery, delivery.c.user, delivery.c.first_at, delivery.c.episode),
    _Kept("refusal", audit, audit.c.who, audit.c.at, audit.c.deed, audit.c.refused),
    _Kept("deed", audit, audit.c.who, audit.c.at, audit.c.deed, ~audit.c.refused, ("who",)),
    _Kept("change to the knowledge", edit, edit.c.who, edit.c.at, edit.c.why, None, ("who", "name")),
    _Kept("grant", show_grant, show_grant.c.granted_by, show_grant.c.at, show_grant.c.show, None, ("granted_by",)),
    _Kept(
        "subscription", subscription, subscription.c.made_by, subscription.c.made_at, subscription.c.show, None, ("made_by",)
    ),
    _Kept("closed report", report, report.c.closed_by, report.c.closed_at, report.c.reason, None, ("closed_by",)),
    _Kept("settled gap", gap, gap.c.changed_by, gap.c.changed_at, gap.c.key, None, ("changed_by",)),
)
"""Every column that names a person; a test compares it with the tables."""


class People:
    """Privacy: seeing and forgetting."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def about_user(self, user: int) -> tuple[Held, ...]:
        """Everything kept about a person, by kind, oldest first."""
        found: list[Held] = []
        for kept in KEPT:
            guild = kept.table.c.get("guild", null())
            columns = (kept.at.label("at"), guild.label("guild"), kept.text.label("text"))
            query = select(*columns).select_from(kept.table).where(kept.person == user, kept.mine).order_by(kept.at)
            found += [Held(kept.kind, row.at or 0.0, row.guild or None, row.text) for row in await self._database.rows(query)]
        return tuple(found)

    async def forget_user(self, user: int) -> Forgotten:
        """What went: in one transaction, all or nothing. Changes to the knowledge and to settings stay, unsigned."""
        deleted: dict[str, int] = {}
        unsigned: dict[str, int] = {}
        async with self._database.write() as connection:
            for kept in KEPT:
                count = met(await connection.execute(_forget(kept, user)))
                if count:
                    (unsigned if kept.unsign else deleted)[kept.kind] = count
        return Forgotten(deleted, unsigned)


def _forget(kept: _Kept, user: int) -> Update | Delete:
    if not kept.unsign:
        return delete(kept.table).where(kept.person == user, kept.mine)
    empty = {name: None if kept.table.c[name].nullable else "" for name in kept.unsign}
    return update(kept.table).where(kept.person == user, kept.mine).values(**empty)
