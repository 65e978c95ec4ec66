"""index.db: opened once, written in one transaction, readable all the while (write-ahead log, a connection for each side)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import aiosqlite
import msgspec

from bot.errors import IndexStale
from bot.index.filter import Filter, statement
from bot.index.schema import TABLES, VERSION
from bot.index.tally import Counted, Uses, changed, gathered
from bot.index.writer import write
from bot.model import Document, Episode, Problem
from bot.wal import locked, write_ahead

DECODE_EPISODE = msgspec.json.Decoder(Episode).decode
DECODE_DOCUMENT = msgspec.json.Decoder(Document).decode
DECODE_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...]).decode
COLUMNS = "e.id, e.key, e.show, e.number, e.label, e.title, e.day, e.recorded, e.seconds"

MANY = 1000
"""Files written at once from which SQLite gets more room than its 2 MB."""
ROOM = 65536
"""Kilobytes at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """An episode as lists need it; `day` is `YYYY-MM-DD`, shorter or empty, `seconds` its length or None."""

    id: int
    key: str
    show: str
    number: int | None
    label: str
    title: str
    day: str
    recorded: bool
    seconds: int | None


class Index:
    """The knowledge in SQLite. Open it with `async with open_index(path)`."""

    def __init__(self, path: Path, reader: aiosqlite.Connection, writer: aiosqlite.Connection) -> None:
        self.path = path
        self._reader = reader
        self._writer = writer
        self._writing = asyncio.Lock()
        self._uses: Uses | None = None
        """What `uses` gave; None where it is to be counted anew."""
        self._others = self._asked = -1
        """What `_version` gave when the uses were counted, and when somebody asked for `elsewhere`."""

    async def digests(self) -> dict[str, tuple[str, bool]]:
        """The digest of every file in the index, and whether nothing was wrong with it."""
        rows = await self._reader.execute_fetchall("SELECT path, digest, good FROM file")
        return {path: (digest, bool(good)) for path, digest, good in rows}

    async def problems(self) -> tuple[Problem, ...]:
        """What is wrong in the files, as of the last write."""
        rows = await self._reader.execute_fetchall("SELECT problems FROM file WHERE problems != '[]'")
        return tuple(sorted(p for (data,) in rows for p in DECODE_PROBLEMS(data)))

    async def documents(self) -> list[Document]:
        """All files but episodes, as last read well."""
        rows = await self._reader.execute_fetchall("SELECT document FROM file WHERE kind != 'episode' ORDER BY path")
        return [DECODE_DOCUMENT(data) for (data,) in rows]

    async def uses(self) -> Uses:
        """Every name in every role with the number of episodes that have it, by thing; what no write touched is the same.

        Counted once: from then on each write says what is more and what is less.
        """
        async with self._writing:
            others = await self._version()
            while self._uses is None or others != self._others:
                self._others = others
                rows = await self._reader.execute_fetchall(
                    "SELECT kind, key, name, count(*) FROM mention GROUP BY kind, key, name"
                )
                self._uses = gathered(Counted(*row) for row in rows)
                others = await self._version()
            return self._uses

    async def elsewhere(self) -> bool:
        """Whether another process has written the index since this was asked last; False the first time."""
        before, self._asked = self._asked, await self._version()
        return before not in (-1, self._asked)

    async def lacking(self) -> list[str]:
        """Episode files that were good but stand in no episode, though none of the same name does: its twin has gone."""
        rows = await self._reader.execute_fetchall(
            "SELECT path, show FROM file WHERE kind = 'episode' AND good AND path NOT IN (SELECT path FROM episode)"
        )
        taken = {key for (key,) in await self._reader.execute_fetchall("SELECT key FROM episode")} if rows else set()
        return [path for path, show in rows if f"{show}/{PurePosixPath(path).stem}" not in taken]

    async def _version(self) -> int:
        """A number that is another one when another process has written since."""
        ((number,),) = await self._writer.execute_fetchall("PRAGMA data_version")
        return int(number)

    async def rows(self) -> list[Row]:
        """All episodes, oldest first."""
        found = await self._reader.execute_fetchall(
            f"SELECT {COLUMNS} FROM episode e ORDER BY e.rank IS NULL, e.rank, e.number, e.key"
        )
        return [_row(row) for row in found]

    async def aliases(self) -> list[tuple[str, str]]:
        """Other titles of episodes, as (episode key, alias)."""
        sql = (
            "SELECT e.key, a.value FROM episode e, json_each(e.payload, '$.aliases') a "
            "WHERE json_type(e.payload, '$.aliases') = 'array'"
        )
        rows = await self._reader.execute_fetchall(sql)
        return [(key, alias) for key, alias in rows]

    async def select(self, what: Filter) -> list[Row]:
        """The episodes that `what` asks for, in its order."""
        sql, values = statement(what, COLUMNS)
        try:
            return [_row(row) for row in await self._reader.execute_fetchall(sql, values)]
        except sqlite3.OperationalError as error:
            if "fts5" in str(error):
                return []
            raise

    async def neighbour(self, show: str, number: int, step: int) -> Row | None:
        """The episode of a show with the next higher (`step` 1) or lower (-1) number, None where there is none."""
        sign, order = (">", "ASC") if step > 0 else ("<", "DESC")
        sql = f"SELECT {COLUMNS} FROM episode e WHERE e.show = ? AND e.number {sign} ? ORDER BY e.number {order}, e.key LIMIT 1"
        rows = [_row(row) for row in await self._reader.execute_fetchall(sql, (show, number))]
        return rows[0] if rows else None

    async def episodes(self, ids: Sequence[int]) -> list[Episode]:
        """All facts of the episodes with these row numbers, in that order."""
        marks = ", ".join("?" * len(ids))
        rows = await self._reader.execute_fetchall(f"SELECT id, payload FROM episode WHERE id IN ({marks})", list(ids))
        found = {at: DECODE_EPISODE(data) for at, data in rows}
        return [found[at] for at in ids if at in found]

    async def mentions(self, ids: Sequence[int], kind: str) -> list[tuple[int, str, str]]:
        """(episode row number, key, name) of everybody and everything that these episodes have in the role `kind`."""
        found: list[tuple[int, str, str]] = []
        for start in range(0, len(ids), 20_000):
            part = ids[start : start + 20_000]
            sql = f"SELECT episode, key, name FROM mention WHERE episode IN ({','.join(map(str, part))}) AND kind = ?"
            found += [(at, key, name) for at, key, name in await self._reader.execute_fetchall(sql, (kind,))]
        return found

    async def blob(self, name: str) -> bytes | None:
        """What was kept under `name` with the last write."""
        rows = list(await self._reader.execute_fetchall("SELECT value FROM meta WHERE name = ?", (name,)))
        return rows[0][0] if rows else None

    async def keep(self, blobs: dict[str, bytes]) -> None:
        """Keeps what can be computed again but is quicker read; the next `write` drops it."""
        async with self._writing:
            await self._writer.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(blobs.items()))
            await self._writer.commit()

    async def write(self, documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
        """Takes in files as read and forgets those that are gone, in one transaction.

        A file with problems never replaces what stood in it when it was good: only its problems and digest are noted.
        """
        documents = list(documents)
        async with self._writing, _room(self._writer, len(documents)):
            try:
                delta = await write(self._writer, documents, list(gone))
                alone = await self._version() == self._others
                await self._writer.commit()
            except BaseException:
                await self._writer.rollback()
                raise
            self._uses = changed(self._uses, delta) if self._uses is not None and alone else None


@asynccontextmanager
async def _room(writer: aiosqlite.Connection, documents: int) -> AsyncIterator[None]:
    """Memory for the pages that so many files touch, all over the tables, while they are written."""
    if documents < MANY:
        yield
        return
    await writer.execute_fetchall(f"PRAGMA cache_size = -{ROOM}")
    try:
        yield
    finally:
        await writer.execute_fetchall("PRAGMA cache_size = -2000")
        await writer.execute_fetchall("PRAGMA shrink_memory")


def _row(row: Any) -> Row:
    at, key, show, number, label, title, day, recorded, seconds = row
    return Row(at, key, show, number, label, title, day, bool(recorded), seconds)


@asynccontextmanager
async def open_index(path: Path) -> AsyncIterator[Index]:
    """The index at `path`, made anew where it is missing, damaged or of another version; IndexStale where that fails too."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Where the file cannot be opened, aiosqlite would leave a thread behind that outlives the loop.
        await asyncio.to_thread(lambda: sqlite3.connect(path).close())
        writer = await _connect(path)
    except (sqlite3.Error, OSError) as error:
        raise IndexStale(path, str(error)) from error
    reader = await aiosqlite.connect(path)
    try:
        yield Index(path, reader, writer)
    finally:
        await reader.close()
        await writer.close()


async def _connect(path: Path) -> aiosqlite.Connection:
    for attempt in (1, 2):
        writer = await aiosqlite.connect(path)
        try:
            if await _ready(writer):
                return writer
        except sqlite3.DatabaseError as error:
            if attempt == 2 or locked(error):
                await writer.close()
                raise
        await writer.close()
        _remove(path)
    raise sqlite3.DatabaseError("it could not be made anew")


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


async def _ready(writer: aiosqlite.Connection) -> bool:
    """Whether the tables are there and of this version; a new file gets them."""
    await write_ahead(writer)
    await writer.execute_fetchall("PRAGMA synchronous = NORMAL")
    tables = await writer.execute_fetchall("SELECT name FROM sqlite_master")
    if not list(tables):
        await writer.executescript(
            "BEGIN IMMEDIATE;" + TABLES + f"INSERT OR IGNORE INTO meta VALUES ('version', {VERSION}); COMMIT;"
        )
    rows = list(await writer.execute_fetchall("SELECT value FROM meta WHERE name = 'version'"))
    if rows != [(VERSION,)]:
        return False
    # Damage further in would come to light with some question later; the check takes 1.5 ms a megabyte.
    return list(await writer.execute_fetchall("PRAGMA quick_check(1)")) == [("ok",)]
