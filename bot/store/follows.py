"""Members who want a direct message about a show, guest or topic."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select, tuple_

from bot.store.database import Database
from bot.store.records import Follow, FollowKind
from bot.store.rows import all_made
from bot.store.tables import follow

_AT_ONCE = 200


class Follows:
    """Who follows what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, user: int, kind: FollowKind, key: str, label: str, now: float) -> bool:
        """Whether the member did not follow it yet; now they do."""
        put = self._database.insert(follow).values(user=user, kind=kind, key=key, label=label, at=now)
        return bool(await self._database.returned(put.on_conflict_do_nothing().returning(follow.c.user)))

    async def remove(self, user: int, kind: FollowKind, key: str) -> bool:
        """Whether the member followed it; they do no more."""
        mine = (follow.c.user == user) & (follow.c.kind == kind) & (follow.c.key == key)
        return await self._database.run(delete(follow).where(mine)) > 0

    async def remove_all(self, user: int) -> int:
        """How many things the member followed; they follow nothing now, as when their direct messages are closed."""
        return await self._database.run(delete(follow).where(follow.c.user == user))

    async def of(self, user: int) -> tuple[Follow, ...]:
        """What a member follows, in the order they chose it."""
        query = select(follow).where(follow.c.user == user).order_by(follow.c.at, follow.c.kind, follow.c.key)
        return all_made(Follow, await self._database.rows(query))

    async def matching(self, things: Collection[tuple[FollowKind, str]]) -> tuple[Follow, ...]:
        """Who follows any of these (kind, key), by member: somebody who follows several of them appears for each."""
        wanted = sorted(set(things))
        found: list[Follow] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = tuple_(follow.c.kind, follow.c.key).in_(wanted[start : start + _AT_ONCE])
            found += all_made(Follow, await self._database.rows(select(follow).where(some)))
        return tuple(sorted(found, key=lambda one: (one.user, one.kind, one.key)))
