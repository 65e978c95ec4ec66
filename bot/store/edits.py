"""The history of the knowledge: who changed what, why, and both texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, Line
from bot.store.records import Edit, EditLine, FileChange, NewEdit
from bot.store.rows import all_made
from bot.store.tables import edit, edit_file


class Edits:
    """Every change to knowledge files, from Discord, from disk and from imports.

    `plan`, write the files, `applied`: an edit still planned after a restart is found by `half_done`, and the files say
    whether it happened.
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

    async def half_done(self) -> tuple[Edit, ...]:
        """Edits still planned, oldest first, with their texts: compare them with the files, then say what became of them."""
        lines = await self._lines(_edits().where(edit.c.state == "planned").order_by(edit.c.id))
        return tuple([Edit(line, await self._files(line.id)) for line in lines])

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
        """The last edit of a file that happened, with its texts."""
        lines = await self.list(path, limit=1)
        return await self.get(lines[0].id) if lines else None

    async def _add(self, new: NewEdit, now: float, state: str) -> int:
        values = {"who": new.who, "name": new.name, "why": new.why, "source": new.source, "undoes": new.undoes}
        async with self._database.write() as connection:
            put = insert(edit).values(at=now, state=state, **values).returning(edit.c.id)
            number = int((await connection.execute(put)).scalar_one())
            files = [{"edit": number, "path": one.path, "before": one.before, "after": one.after} for one in new.files]
            if files:
                await connection.execute(insert(edit_file), files)
            if state == "done":
                await _undone(connection, new.undoes, number)
        return number

    async def _lines(self, query: Select[*tuple[Any, ...]]) -> tuple[EditLine, ...]:
        rows = await self._database.rows(query)
        paths = await self._paths([row.id for row in rows])
        return tuple(_line(row, paths.get(row.id, ())) for row in rows)

    async def _paths(self, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        query = select(edit_file.c.edit, edit_file.c.path).where(edit_file.c.edit.in_(numbers)).order_by(edit_file.c.path)
        found: dict[int, tuple[str, ...]] = {}
        for row in await self._database.rows(query):
            found[row.edit] = (*found.get(row.edit, ()), row.path)
        return found

    async def _files(self, number: int) -> tuple[FileChange, ...]:
        columns = (edit_file.c.path, edit_file.c.before, edit_file.c.after)
        rows = await self._database.rows(select(*columns).where(edit_file.c.edit == number).order_by(edit_file.c.path))
        return all_made(FileChange, rows)


async def _undone(connection: AsyncConnection, former: int | None, by: int) -> None:
    if former is not None:
        await connection.execute(update(edit).where(edit.c.id == former, edit.c.undone_by.is_(None)).values(undone_by=by))


def _edits() -> Select[*tuple[Any, ...]]:
    return select(edit)


def _line(row: Line, paths: Iterable[str]) -> EditLine:
    return EditLine(**row._mapping, paths=tuple(paths))
