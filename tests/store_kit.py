"""Stores for tests: SQLite always, PostgreSQL too where GREENROOM_TEST_POSTGRES holds the URL of a database to empty."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store import Store, open_store

POSTGRES = os.environ.get("GREENROOM_TEST_POSTGRES", "")
KINDS = ["sqlite", *(["postgresql"] if POSTGRES else [])]

NOW = 1_700_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR


@asynccontextmanager
async def fresh(kind: str, folder: Path) -> AsyncIterator[Store]:
    """An empty store."""
    if kind == "postgresql":
        await empty()
        async with open_store(POSTGRES) as store:
            yield store
    else:
        async with kept(folder) as store:
            yield store


@asynccontextmanager
async def kept(folder: Path) -> AsyncIterator[Store]:
    """The store in `folder`, made where there is none."""
    where = folder / "state.db"
    if not where.exists():
        shutil.copy(await _template(), where)
    async with open_store(where) as store:
        yield store


_made = tempfile.TemporaryDirectory()
atexit.register(_made.cleanup)


async def _template() -> Path:
    # Made once a run: the revisions take longer than most tests.
    template = Path(_made.name) / "template.db"
    if not template.exists():
        async with open_store(template):
            pass
    return template


async def empty() -> None:
    """The database has no tables any more."""
    engine = create_async_engine(make_url(POSTGRES).set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()


async def start(code: str, *arguments: str) -> asyncio.subprocess.Process:
    """A Python process of its own that runs `code`."""
    pipe = asyncio.subprocess.PIPE
    root = Path(__file__).parents[1]
    return await asyncio.create_subprocess_exec(sys.executable, "-c", code, *arguments, cwd=root, stdin=pipe, stdout=pipe)


async def run(code: str, *arguments: str) -> str:
    """What such a process prints."""
    out, _ = await (await start(code, *arguments)).communicate()
    return out.decode().strip()
