"""Servers that the bot left, and forgetting what it held of them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.records.care import DAY
from bot.store.tables import departed, metadata

_GRACE = 30 * DAY


class Servers:
    """Coming and going. What is kept of a server outlives the bot's removal by a while, in case that was a mistake."""

    def __init__(self, database: Database, purged: Callable[[tuple[int, ...]], None]) -> None:
        self._database = database
        self._purged = purged

    async def left(self, guild: int, now: float) -> None:
        """The bot was removed from a server; once noted, the first time counts."""
        put = self._database.insert(departed).values(guild=guild, at=now)
        await self._database.run(put.on_conflict_do_nothing())

    async def returned(self, guild: int) -> bool:
        """Whether the bot had left; it is back, and what was kept stays."""
        return await self._database.run(delete(departed).where(departed.c.guild == guild)) > 0

    async def held(self) -> frozenset[int]:
        """The servers of which anything is kept, those that the bot left among them."""
        found: set[int] = set()
        for table in metadata.sorted_tables:
            if "guild" in table.c:
                found |= {row.guild for row in await self._database.rows(select(table.c.guild).distinct()) if row.guild}
        return frozenset(found)

    async def purge_left(self, now: float, grace: float = _GRACE) -> tuple[int, ...]:
        """The servers that the bot left at least `grace` seconds ago; everything kept of them is gone."""
        async with self._database.write() as connection:
            query = select(departed.c.guild).where(departed.c.at <= now - grace).order_by(departed.c.guild)
            guilds = tuple((await connection.execute(query)).scalars())
            if guilds:
                # Those that depend on others come first.
                for table in reversed(metadata.sorted_tables):
                    if "guild" in table.c:
                        await connection.execute(delete(table).where(table.c.guild.in_(guilds)))
        self._purged(guilds)
        return guilds
