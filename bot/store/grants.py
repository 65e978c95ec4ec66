"""Who may speak for a show."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from bot.store.audit import did
from bot.store.database import Database
from bot.store.records import Grant
from bot.store.rows import all_made
from bot.store.tables import show_grant


class Grants:
    """Shows that the host granted to roles on servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def grant(self, guild: int, role: int, show: str, by: int, now: float) -> bool:
        """Whether the role did not have the show yet; it has it now."""
        put = self._database.insert(show_grant).values(guild=guild, role=role, show=show, granted_by=by, at=now)
        async with self._database.write() as connection:
            new = (await connection.execute(put.on_conflict_do_nothing().returning(show_grant.c.guild))).first()
            if new:
                await connection.execute(did(by, guild, "grant", f"{show} to role {role}", now))
        return new is not None

    async def revoke(self, guild: int, role: int, show: str, by: int, now: float) -> bool:
        """Whether the role had the show; it has it no more."""
        mine = (show_grant.c.guild == guild) & (show_grant.c.role == role) & (show_grant.c.show == show)
        async with self._database.write() as connection:
            gone = (await connection.execute(delete(show_grant).where(mine).returning(show_grant.c.guild))).first()
            if gone:
                await connection.execute(did(by, guild, "revoke", f"{show} from role {role}", now))
        return gone is not None

    async def list(self, guild: int | None = None, show: str | None = None) -> tuple[Grant, ...]:
        """The grants of one server or of all, of one show or of all, oldest first."""
        query = select(show_grant).order_by(show_grant.c.at, show_grant.c.guild, show_grant.c.show, show_grant.c.role)
        if guild is not None:
            query = query.where(show_grant.c.guild == guild)
        if show is not None:
            query = query.where(show_grant.c.show == show)
        return all_made(Grant, await self._database.rows(query))

    async def shows(self, guild: int, roles: Collection[int]) -> frozenset[str]:
        """The shows for which somebody with these roles may speak on this server."""
        mine = (show_grant.c.guild == guild) & show_grant.c.role.in_(roles)
        return frozenset(row.show for row in await self._database.rows(select(show_grant.c.show).where(mine)))
