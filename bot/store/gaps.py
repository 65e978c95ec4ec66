"""Questions that could not be answered, and who wants to know."""

from __future__ import annotations

from sqlalchemy import Select, case, delete, func, select, update

from bot.store.audit import did
from bot.store.batch import Batch
from bot.store.database import Database, Line
from bot.store.records import Gap, GapStatus, Watcher
from bot.store.rows import all_made
from bot.store.tables import gap, watcher

_WATCHERS = select(func.count()).where(watcher.c.gap == gap.c.id).correlate(gap).scalar_subquery()


class Gaps:
    """Gaps of each server: the caller says by `key` which questions are the same."""

    def __init__(self, database: Database, batch: Batch) -> None:
        self._database = database
        self._batch = batch

    async def missed(self, key: str, example: str, now: float, *, guild: int | None = None, show: str = "") -> int:
        """The number of the gap, asked once more. One that was answered is open again: the answer did not help."""
        put = self._database.insert(gap).values(
            guild=guild or 0,
            key=key,
            show=show,
            example=example,
            count=1,
            note="",
            first_at=now,
            last_at=now,
            status="open",
        )
        again = {
            "count": gap.c.count + 1,
            "last_at": case((gap.c.last_at > now, gap.c.last_at), else_=now),
            "status": case((gap.c.status == "answered", "open"), else_=gap.c.status),
        }
        changed = put.on_conflict_do_update(index_elements=[gap.c.guild, gap.c.key], set_=again)
        return int((await self._batch.returned(changed.returning(gap.c.id)))[0].id)

    async def get(self, number: int) -> Gap | None:
        """The gap of this number."""
        row = await self._database.row(_gaps().where(gap.c.id == number))
        return _gap(row) if row else None

    async def list(
        self,
        guild: int | None = None,
        *,
        show: str | None = None,
        status: GapStatus = "open",
        limit: int = 25,
        offset: int = 0,
    ) -> tuple[Gap, ...]:
        """The gaps of one server (0 for direct messages) or of all, the most asked first, then the latest."""
        query = _gaps().where(gap.c.status == status).order_by(gap.c.count.desc(), gap.c.last_at.desc(), gap.c.id)
        if guild is not None:
            query = query.where(gap.c.guild == guild)
        if show is not None:
            query = query.where(gap.c.show == show)
        return tuple(_gap(row) for row in await self._database.rows(query.limit(limit).offset(offset)))

    async def ignore(self, number: int, by: int, now: float) -> bool:
        """Whether the gap was open; it is not shown any more, however often it is asked."""
        return await self._become(number, "ignored", ("open",), "", by, now)

    async def answer(self, number: int, note: str, by: int, now: float) -> bool:
        """Whether the gap was not answered yet; it is now. `note` says how. Then tell its `watchers`."""
        return await self._become(number, "answered", ("open", "ignored"), note, by, now)

    async def watch(self, number: int, user: int, now: float, channel: int | None = None) -> bool:
        """Whether the gap is there and the member was not watching it yet; now they are."""
        async with self._database.write() as connection:
            if not (await connection.execute(select(gap.c.id).where(gap.c.id == number).with_for_update())).first():
                return False
            put = self._database.insert(watcher).values(gap=number, user=user, channel=channel, at=now)
            done = await connection.execute(put.on_conflict_do_nothing().returning(watcher.c.user))
            return done.first() is not None

    async def unwatch(self, number: int, user: int) -> bool:
        """Whether the member was watching; they are no more."""
        return await self._database.run(delete(watcher).where(watcher.c.gap == number, watcher.c.user == user)) > 0

    async def watchers(self, number: int) -> tuple[Watcher, ...]:
        """Who wants to be told, first come first."""
        rows = await self._database.rows(select(watcher).where(watcher.c.gap == number).order_by(watcher.c.at, watcher.c.user))
        return all_made(Watcher, rows)

    async def prune(self, before: float) -> int:
        """How many gaps were last asked before `before` and are gone, with their watchers."""
        return await self._database.run(delete(gap).where(gap.c.last_at < before))

    async def _become(
        self, number: int, status: GapStatus, before: tuple[GapStatus, ...], note: str, by: int, now: float
    ) -> bool:
        changing = update(gap).where(gap.c.id == number, gap.c.status.in_(before))
        changing = changing.values(status=status, note=note, changed_by=by, changed_at=now)
        async with self._database.write() as connection:
            row = (await connection.execute(changing.returning(gap.c.guild, gap.c.key))).first()
            if row:
                await connection.execute(did(by, row.guild or None, f"gap {status}", row.key, now))
        return row is not None


def _gaps() -> Select[*tuple[object, ...]]:
    return select(gap, _WATCHERS.label("watchers"))


def _gap(row: Line) -> Gap:
    return Gap(**(dict(row._mapping) | {"guild": row.guild or None}))
