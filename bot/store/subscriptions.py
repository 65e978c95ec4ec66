"""Which channel gets new episodes of what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Unpack

from sqlalchemy import delete, func, insert, select, update

from bot.store.audit import did
from bot.store.database import Database, Line
from bot.store.records import NewSubscription, Subscription, SubscriptionChanges
from bot.store.tables import subscription


class Subscriptions:
    """Subscriptions of servers; every change leaves a line in the audit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, new: NewSubscription, by: int, now: float, limit: int | None = None) -> Subscription | None:
        """The new subscription; None where its server has `limit` of them already."""
        values = asdict(new) | {"forum_tags": list(new.forum_tags), "made_by": by, "made_at": now}
        async with self._database.write(new.guild) as connection:
            count = select(func.count()).select_from(subscription).where(subscription.c.guild == new.guild)
            if limit is not None and (await connection.execute(count)).scalar_one() >= limit:
                return None
            put = insert(subscription).values(**values, paused=False, finding="").returning(subscription)
            row = (await connection.execute(put)).one()
            await connection.execute(did(by, new.guild, "announce add", _about(row), now))
        return _subscription(row)

    async def get(self, number: int) -> Subscription | None:
        """The subscription of this number."""
        row = await self._database.row(select(subscription).where(subscription.c.id == number))
        return _subscription(row) if row else None

    async def list(self, guild: int | None = None, *, feed: str | None = None) -> tuple[Subscription, ...]:
        """The subscriptions of one server or of all, to one feed, oldest first; paused ones too."""
        query = select(subscription).order_by(subscription.c.id)
        if guild is not None:
            query = query.where(subscription.c.guild == guild)
        if feed is not None:
            query = query.where(subscription.c.feed == feed)
        return tuple([_subscription(row) async for row in self._database.many(query)])

    async def change(self, number: int, by: int, now: float, **changes: Unpack[SubscriptionChanges]) -> Subscription | None:
        """The subscription after a change; None where it is gone."""
        if not changes:
            return await self.get(number)
        values: dict[str, object] = dict(changes)
        if "forum_tags" in changes:
            values["forum_tags"] = list(changes["forum_tags"])
        changing = update(subscription).where(subscription.c.id == number).values(**values).returning(subscription)
        async with self._database.write() as connection:
            row = (await connection.execute(changing)).first()
            if row:
                said = ", ".join(f"{name} {value}" for name, value in values.items())
                await connection.execute(did(by, row.guild, "announce edit", f"{_about(row)}: {said}", now))
        return _subscription(row) if row else None

    async def remove(self, number: int, by: int, now: float) -> bool:
        """Whether it was there; it is gone, with the record of what it posted."""
        removing = delete(subscription).where(subscription.c.id == number).returning(subscription)
        async with self._database.write() as connection:
            row = (await connection.execute(removing)).first()
            if row:
                await connection.execute(did(by, row.guild, "announce remove", _about(row), now))
        return row is not None

    async def checked(self, number: int, finding: str, now: float) -> bool:
        """Whether it is there; `finding` is what its last check found, in words for its host."""
        checking = update(subscription).where(subscription.c.id == number)
        return await self._database.run(checking.values(checked_at=now, finding=finding)) > 0


def _about(row: Line) -> str:
    return f"#{row.id} {row.show or row.feed} → channel {row.channel}"


def _subscription(row: Line) -> Subscription:
    return Subscription(**(dict(row._mapping) | {"forum_tags": tuple(row.forum_tags)}))
