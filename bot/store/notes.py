"""Small things to remember: what was said once, and what was last seen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.rows import portions, taken
from bot.store.tables import note


class Notes:
    """Texts by key, such as the digest of the commands that Discord was given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, key: str) -> str | None:
        """The text under `key`."""
        row = await self._database.row(select(note.c.value).where(note.c.key == key))
        return row.value if row else None

    async def several(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts under those of the keys that there are."""
        found: dict[str, str] = {}
        for some in portions(dict.fromkeys(keys)):
            rows = await self._database.rows(select(note.c.key, note.c.value).where(note.c.key.in_(some)))
            found |= {row.key: row.value for row in rows}
        return found

    async def put(self, key: str, value: str, now: float) -> None:
        """Keep a text in place of the one before."""
        put = self._database.insert(note).values(key=key, value=value, at=now)
        await self._database.run(put.on_conflict_do_update(index_elements=[note.c.key], set_=taken(put, "value", "at")))

    async def first(self, key: str, now: float, value: str = "") -> bool:
        """Whether nobody was here before: of two who ask at once, one gets True. For what is said only once."""
        put = self._database.insert(note).values(key=key, value=value, at=now).on_conflict_do_nothing()
        return bool(await self._database.returned(put.returning(note.c.key)))

    async def drop(self, key: str) -> bool:
        """Whether there was one; it is gone."""
        return await self._database.run(delete(note).where(note.c.key == key)) > 0
