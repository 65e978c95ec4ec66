"""Writing together what many tasks want written at once: one commit for all who wait."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import AT_ONCE, Database, Line

_REST = 0.05
"""Seconds between two commits. At 200 answers a second this is what keeps writing them down cheap."""
_Result = asyncio.Future[Sequence[Line]]
_Waiting = tuple[Executable, dict[str, Any] | None, _Result]


class Batch:
    """Rows that come one by one, from many tasks, and go to the disk together.

    A commit costs the same for one row and for a hundred. The first to come is written at once; who comes while that is
    under way shares the next.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self._work: asyncio.Task[None] | None = None

    async def add(self, statement: Executable, **values: object) -> None:
        """Returns once the row is on the disk. Use the same `statement` object each time: rows are gathered by it."""
        await self._done(statement, values)

    async def returned(self, statement: Executable) -> Sequence[Line]:
        """The rows that a change returns, once it is on the disk."""
        return await self._done(statement, None)

    async def _done(self, statement: Executable, values: dict[str, Any] | None) -> Sequence[Line]:
        result: _Result = asyncio.get_running_loop().create_future()
        self._waiting.append((statement, values, result))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._write_all())
        return await result

    async def close(self) -> None:
        """Returns once nothing is waiting any more."""
        if self._work is not None:
            await self._work

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                async with self._database.write() as connection:
                    found = await _write(connection, taken)
            except Exception as error:
                _fail([result for *_, result in taken], error)
            else:
                for *_, result in taken:
                    # Who was cancelled meanwhile asks no more.
                    if not result.done():
                        result.set_result(found.get(id(result), ()))
            await asyncio.sleep(0 if len(self._waiting) >= AT_ONCE else _REST)


async def _write(connection: AsyncConnection, taken: list[_Waiting]) -> dict[int, Sequence[Line]]:
    """The rows that were returned, by the future that waits for them."""
    gathered: dict[int, tuple[Executable, list[dict[str, Any]]]] = {}
    found: dict[int, Sequence[Line]] = {}
    for statement, values, result in taken:
        if values is None:
            found[id(result)] = (await connection.execute(statement)).all()
        else:
            gathered.setdefault(id(statement), (statement, []))[1].append(values)
    for statement, several in gathered.values():
        await connection.execute(statement, several)
    return found


def _fail(waiting: list[_Result], error: Exception) -> None:
    for result in waiting:
        if not result.done():
            result.set_exception(error)
