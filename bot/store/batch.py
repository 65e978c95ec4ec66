"""Writing together what many tasks want written at once: one commit for all who wait."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Executable

from bot.store.database import Database

_AT_ONCE = 500


class Batch:
    """One statement for rows that come one by one.

    A commit has to reach the disk, which costs the same for one row and for a hundred. Who comes while one is under way
    shares the next.
    """

    def __init__(self, database: Database, statement: Executable) -> None:
        self._database = database
        self._statement = statement
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._work: asyncio.Task[None] | None = None

    async def add(self, **values: object) -> None:
        """Returns once the row is on the disk."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((values, done))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._write_all())
        await done

    async def close(self) -> None:
        """Returns once nothing is waiting any more."""
        if self._work is not None:
            await self._work

    async def _write_all(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
            try:
                async with self._database.write() as connection:
                    await connection.execute(self._statement, [values for values, _ in taken])
            except Exception as error:
                _settle([done for _, done in taken], error)
            else:
                _settle([done for _, done in taken], None)


def _settle(waiting: list[asyncio.Future[None]], error: Exception | None) -> None:
    for done in waiting:
        if done.done():
            continue
        if error:
            done.set_exception(error)
        else:
            done.set_result(None)
