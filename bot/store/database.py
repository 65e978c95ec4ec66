"""The few verbs by which the rest of the store speaks to its database, and the one door for writing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from typing import Any, cast

from sqlalchemy import URL, Executable, Row, Table, event, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection, CursorResult
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import StateUnusable
from bot.wal import BUSY, write_ahead

Line = Row[*tuple[Any, ...]]
"""A row as the database gives it."""

AT_ONCE = 100
"""Rows that go to or come from the database in one step: more would hold up everybody else on the event loop."""

_WRITES = "greenroom_writes"


class Database:
    """An open database. Reading goes on while one task writes."""

    def __init__(self, url: URL) -> None:
        self.where = shown(url)
        self.engine = engine(url)
        self._writer = self.engine.execution_options(**{_WRITES: True})
        self._lite = self.engine.dialect.name == "sqlite"
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def write(self, guild: int | None = None) -> AsyncIterator[AsyncConnection]:
        """A connection in a transaction of its own, committed at the end; StateUnusable where that fails.

        SQLite has one writer at a time: tasks of this process queue here, fairly, other processes at the file. PostgreSQL
        has many; who reads before writing names the `guild`, for which there is one at a time.
        """
        turn: AbstractAsyncContextManager[None] = self._turn if self._lite else nullcontext()
        with told(self.where):
            async with turn, self._writer.begin() as connection:
                if guild is not None and not self._lite:
                    await connection.execute(select(func.pg_advisory_xact_lock(guild)))
                yield connection

    async def rows(self, statement: Executable) -> Sequence[Line]:
        """All rows that a question of one statement has."""
        with told(self.where):
            async with self.engine.connect() as connection:
                return (await connection.execute(statement)).all()

    async def many(self, statement: Executable) -> AsyncIterator[Line]:
        """The rows of a question that may have thousands, a portion at a time."""
        with told(self.where):
            async with self.engine.connect() as connection, connection.stream(statement) as result:
                async for portion in result.partitions(AT_ONCE):
                    for row in portion:
                        yield row

    async def row(self, statement: Executable) -> Line | None:
        """The first of them, or None."""
        found = await self.rows(statement)
        return found[0] if found else None

    async def run(self, statement: Executable) -> int:
        """How many rows a change of one statement met."""
        async with self.write() as connection:
            return met(await connection.execute(statement))

    async def returned(self, statement: Executable) -> Sequence[Line]:
        """The rows that a change of one statement returns."""
        async with self.write() as connection:
            return (await connection.execute(statement)).all()

    def insert(self, table: Table) -> sqlite.Insert:
        """An insert that may say `on_conflict_do_…`, which both databases spell alike."""
        if self._lite:
            return sqlite.insert(table)
        # Takes a while to import, and most will never need it.
        from sqlalchemy.dialects import postgresql

        return cast(sqlite.Insert, postgresql.insert(table))

    async def close(self) -> None:
        """Close every connection, once who writes has finished."""
        async with self._turn:
            await self.engine.dispose()


def engine(url: URL) -> AsyncEngine:
    """An engine for `url`; on SQLite with a write-ahead log, and each commit on the disk before it returns."""
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True)
    made = create_async_engine(url, pool_size=3, max_overflow=2, connect_args={"timeout": BUSY / 1000})
    event.listen(made.sync_engine, "connect", _prepare)
    event.listen(made.sync_engine, "begin", _begin)
    return made


def shown(url: URL) -> str:
    """Where the state is, for people: a path, or an address without its password."""
    return url.database or "in memory" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def met(result: CursorResult[*tuple[Any, ...]]) -> int:
    """How many rows a statement changed."""
    return max(result.rowcount, 0)


@contextmanager
def told(where: str) -> Iterator[None]:
    """What goes wrong in the database's world as StateUnusable; what is our own mistake stays as it is."""
    try:
        yield
    except (IntegrityError, ProgrammingError, InterfaceError):
        raise
    except DBAPIError as error:
        raise StateUnusable(where, str(error.orig)) from error
    except OSError as error:
        raise StateUnusable(where, error.strerror or str(error)) from error


def _prepare(connection: Any, _: object) -> None:
    # Python's own transactions begin too late to hold off another writer; `_begin` says when.
    connection.isolation_level = None
    connection.run_async(write_ahead)
    cursor = connection.cursor()
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
