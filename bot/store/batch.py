"""Writing together what many tasks want written at once: one commit for all who wait."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import AT_ONCE, Database

_REST = 0.01
"""Seconds between two commits. At 200 answers a second this is what keeps writing them down cheap."""


class Batch:
    """Rows that come one by one, from many tasks, and go to the disk together.

    A commit costs the same for one row and for a hundred. The first to come is written at once; who comes while that is
    under way shares the next.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Executable, dict[str, Any], asyncio.Future[None]]] = []
        self._work: asyncio.Task[None] | None = None

    async def add(self, statement: Executable, **values: object) -> None:
        """Returns once the row is on the disk. Use the same `statement` object each time: rows are gathered by it."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((statement, values, done))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._write_all())
        await done

    async def close(self) -> None:
        """Returns once nothing is waiting any more."""
        if self._work is not None:
            await self._work

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            try:
                async with self._database.write() as connection:
                    await _write(connection, [(statement, values) for statement, values, _ in taken])
            except Exception as error:
                _settle([done for *_, done in taken], error)
            else:
                _settle([done for *_, done in taken], None)
            await asyncio.sleep(0 if len(self._waiting) >= AT_ONCE else _REST)


async def _write(connection: AsyncConnection, rows: list[tuple[Executable, dict[str, Any]]]) -> None:
    gathered: dict[int, tuple[Executable, list[dict[str, Any]]]] = {}
    for statement, values in rows:
        gathered.setdefault(id(statement), (statement, []))[1].append(values)
    for statement, several in gathered.values():
        await connection.execute(statement, several)


def _settle(waiting: list[asyncio.Future[None]], error: Exception | None) -> None:
    for done in waiting:
        # Who was cancelled meanwhile asks no more.
        if done.done():
            continue
        if error:
            done.set_exception(error)
        else:
            done.set_result(None)
