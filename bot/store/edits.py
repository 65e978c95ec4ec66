"""The history of the knowledge: who changed what, why, and both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, TypedDict

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.records import Edit, EditLine, FileChange, NewEdit
from bot.store.rows import made, portions
from bot.store.tables import edit, edit_file

_SHOWN = 25


class _Paths(TypedDict):
    paths: tuple[str, ...]
    count: int


_NO_FILES: _Paths = {"paths": (), "count": 0}


class Edits:
    """Every change to knowledge files, from Discord, from disk and from imports.

    `plan`, note its number down, `applied`: one still planned was planned twice, or never noted, and is shown to nobody.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, new: NewEdit, now: float) -> int:
        """The number of an edit whose files are about to be written."""
        return await self._add(new, now, "planned")

    async def record(self, new: NewEdit, now: float) -> int:
        """The number of an edit that happened already, as on disk."""
        return await self._add(new, now, "done")

    async def applied(self, number: int) -> bool:
        """Whether the edit was planned; its files are written, and what it undoes is marked as undone by it."""
        ending = update(edit).where(edit.c.id == number, edit.c.state == "planned").values(state="done")
        async with self._database.write() as connection:
            row = (await connection.execute(ending.returning(edit.c.undoes))).first()
            if row:
                await _undone(connection, row.undoes, number)
        return row is not None

    async def dropped(self, number: int) -> bool:
        """Whether the edit was planned; its files were not written after all."""
        ending = update(edit).where(edit.c.id == number, edit.c.state == "planned").values(state="dropped")
        return await self._database.run(ending) > 0

    async def get(self, number: int) -> Edit | None:
        """An edit with its texts."""
        lines = await self._lines(_edits().where(edit.c.id == number))
        return Edit(lines[0], await self._files(number)) if lines else None

    async def list(
        self, path: str | None = None, *, under: str | None = None, limit: int = 25, before: int | None = None
    ) -> tuple[EditLine, ...]:
        """The newest edits that happened, of all files, of one, or of those whose path starts with `under`."""
        query = _edits().where(edit.c.state == "done").order_by(edit.c.id.desc()).limit(limit)
        if path is not None:
            query = query.where(edit.c.id.in_(select(edit_file.c.edit).where(edit_file.c.path == path)))
        if under is not None:
            inside = edit_file.c.path.startswith(under, autoescape=True)
            query = query.where(edit.c.id.in_(select(edit_file.c.edit).where(inside)))
        if before is not None:
            query = query.where(edit.c.id < before)
        return await self._lines(query)

    async def latest(self, path: str) -> Edit | None:
        """The last edit of a file that happened, with the texts of that file alone."""
        lines = await self.list(path, limit=1)
        return Edit(lines[0], await self._files(lines[0].id, path)) if lines else None

    async def _add(self, new: NewEdit, now: float, state: str) -> int:
        values = {"who": new.who, "name": new.name, "why": new.why, "source": new.source, "undoes": new.undoes}
        async with self._database.write() as connection:
            put = insert(edit).values(at=now, state=state, **values).returning(edit.c.id)
            number = int((await connection.execute(put)).scalar_one())
            for some in portions(new.files):
                await connection.execute(insert(edit_file), [{"edit": number} | asdict(one) for one in some])
            if state == "done":
                await _undone(connection, new.undoes, number)
        return number

    async def _lines(self, query: Select[*tuple[Any, ...]]) -> tuple[EditLine, ...]:
        rows = await self._database.rows(query)
        paths = await self._paths([row.id for row in rows])
        return tuple(EditLine(**row._mapping, **paths.get(row.id, _NO_FILES)) for row in rows)

    async def _paths(self, numbers: Sequence[int]) -> dict[int, _Paths]:
        """The first files of each edit and how many it has: an import may have thousands."""
        mine = edit_file.c.edit.in_(numbers)
        place = func.row_number().over(partition_by=edit_file.c.edit, order_by=edit_file.c.path).label("place")
        count = func.count().over(partition_by=edit_file.c.edit).label("count")
        files = select(edit_file.c.edit, edit_file.c.path, place, count).where(mine).subquery()
        found: dict[int, _Paths] = {}
        for row in await self._database.rows(select(files).where(files.c.place <= _SHOWN).order_by(files.c.place)):
            before = found.get(row.edit, _NO_FILES)["paths"]
            found[row.edit] = {"paths": (*before, row.path), "count": row._mapping["count"]}
        return found

    async def _files(self, number: int, path: str | None = None) -> tuple[FileChange, ...]:
        query = select(edit_file.c.path, edit_file.c.before, edit_file.c.after).where(edit_file.c.edit == number)
        if path is not None:
            query = query.where(edit_file.c.path == path)
        return tuple([made(FileChange, row) async for row in self._database.many(query.order_by(edit_file.c.path))])


async def _undone(connection: AsyncConnection, former: int | None, by: int) -> None:
    if former is not None:
        await connection.execute(update(edit).where(edit.c.id == former, edit.c.undone_by.is_(None)).values(undone_by=by))


def _edits() -> Select[*tuple[Any, ...]]:
    return select(edit)
