"""Bringing the state to the newest revision at start, or refusing it where it is newer than we are."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, text

from bot.errors import StateTooNew, StateUnusable
from bot.store.database import Database, shown

REVISIONS = ("0001", "0002", "0003")
"""Every revision of the state there is, oldest first: the files of `migrations/versions`."""

_FOLDER = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 7_240_318


async def migrate(url: URL, to: str = REVISIONS[-1]) -> None:
    """The state at `url` comes to revision `to`, made where there is none; all in one transaction.

    StateTooNew where a newer version of the bot kept it, StateUnusable where it is damaged or somebody else's; in both
    cases nothing in it was touched.
    """
    if url.get_backend_name() == "sqlite" and await asyncio.to_thread(_revision, Path(url.database or "")) == to:
        return
    # Alembic takes a while to import and talks to the database as it likes: in a thread, with a loop of its own.
    await asyncio.to_thread(lambda: asyncio.run(_upgrade(url, to)))


async def _upgrade(url: URL, to: str) -> None:
    database = Database(url)
    try:
        async with database.write() as connection:
            await connection.run_sync(_run, to, shown(url))
    finally:
        await database.close()


def _run(connection: Connection, to: str, where: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in REVISIONS:
        raise StateTooNew(where, found)
    if found is None or REVISIONS.index(found) < REVISIONS.index(to):
        settings = Config(attributes={"connection": connection})
        settings.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        settings.set_main_option("path_separator", "os")
        command.upgrade(settings, to)


def _revision(path: Path) -> str | None:
    """The revision of a SQLite file, None for a new one; reads without leaving a trace, and refuses what is not ours."""
    if not path.exists() or not path.stat().st_size:
        _make_room(path)
        return None
    if path.is_dir():
        raise StateUnusable(str(path), "it is a folder")
    try:
        connection = sqlite3.connect(_read_only(path), uri=True)
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            rows = (
                connection.execute("SELECT version_num FROM alembic_version").fetchall() if "alembic_version" in tables else []
            )
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StateUnusable(str(path), str(error)) from error
    if tables and not rows:
        raise StateUnusable(str(path), "it is a database of something else")
    if rows and rows[0][0] not in REVISIONS:
        raise StateTooNew(str(path), rows[0][0])
    return rows[0][0] if rows else None


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateUnusable(str(path), error.strerror or str(error)) from error


def _read_only(path: Path) -> str:
    # A log with something in it must be read as well; without one, SQLite need not make its helper files.
    log = Path(f"{path}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    return f"file:{quote(str(path.absolute()))}?{mode}"
