"""A write-ahead log for an SQLite file, also where somebody else opens the same new file at the same moment."""

from __future__ import annotations

import asyncio
import sqlite3

import aiosqlite

BUSY = 15_000
"""Milliseconds for which SQLite waits while another process writes."""

_PAUSE = 0.02


async def write_ahead(connection: aiosqlite.Connection) -> None:
    """Turn the log on and have later statements wait up to BUSY for others; sqlite3.OperationalError after as long here.

    SQLite's own waiting does not cover the change of the mode: two who ask for it at once would wait for each other, so
    it refuses one at once (https://www.sqlite.org/c3ref/busy_handler.html).
    """
    await connection.execute_fetchall(f"PRAGMA busy_timeout = {BUSY}")
    until = asyncio.get_running_loop().time() + BUSY / 1000
    while True:
        try:
            await connection.execute_fetchall("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not locked(error) or asyncio.get_running_loop().time() > until:
                raise
        await asyncio.sleep(_PAUSE)


def locked(error: sqlite3.Error) -> bool:
    """Whether somebody else merely holds the file: it is sound, and free again soon."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
