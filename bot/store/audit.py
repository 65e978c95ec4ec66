"""Who did what with settings and rights, and who was refused."""

from __future__ import annotations

from sqlalchemy import Insert, delete, insert, select

from bot.store.database import Database
from bot.store.records import AuditLine
from bot.store.rows import all_made
from bot.store.tables import audit


def did(who: int | None, guild: int | None, deed: str, detail: str, now: float) -> Insert:
    """The line to write in the transaction of the deed itself."""
    return insert(audit).values(at=now, guild=guild, who=who, deed=deed, detail=detail, refused=False)


class Audit:
    """Lines about deeds and refusals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def did(self, who: int, guild: int | None, deed: str, detail: str, now: float) -> None:
        """Note a deed that the store does not note by itself."""
        await self._database.run(did(who, guild, deed, detail, now))

    async def refused(self, who: int, guild: int | None, deed: str, why: str, now: float) -> None:
        """Note that `who` tried and might not."""
        await self._database.run(did(who, guild, deed, why, now).values(refused=True))

    async def list(
        self, guild: int | None = None, *, refused: bool | None = None, limit: int = 25, before: int | None = None
    ) -> tuple[AuditLine, ...]:
        """The newest lines first, of one server or of all, older than line `before` where that is given."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if guild is not None:
            query = query.where(audit.c.guild == guild)
        if refused is not None:
            query = query.where(audit.c.refused.is_(refused))
        if before is not None:
            query = query.where(audit.c.id < before)
        return all_made(AuditLine, await self._database.rows(query))

    async def prune(self, before: float) -> int:
        """How many lines were older than `before` and are gone."""
        return await self._database.run(delete(audit).where(audit.c.at < before))
