"""Files as read, written into index.db in one transaction."""

from __future__ import annotations

import asyncio
from typing import Any, NamedTuple

import aiosqlite
import msgspec

from bot.index import tally
from bot.index.rows import EpisodeRows, episode_rows, fill_ranks
from bot.model import Appearance, Document
from bot.text import squash

ENCODE = msgspec.json.Encoder().encode
DECODE_DOCUMENT = msgspec.json.Decoder(Document).decode
MANY = 900
"""Paths asked for in one query; SQLite before 3.32 takes 999 parameters."""
BATCH = 5000
"""Episodes turned into rows at a time: the rows of a large library would take more memory than all else."""
Hosts = dict[str, tuple[Appearance, ...]]


async def write(db: aiosqlite.Connection, documents: list[Document], gone: list[str]) -> list[tally.Row]:
    """Brings the tables up to date with `documents` and without the paths `gone`; the caller commits.

    Gives the names of which there are more or fewer now.
    """
    delta: list[tally.Row] = []
    await db.execute("BEGIN IMMEDIATE")
    stood = await _stood(db, [*gone, *(d.path for d in documents)])
    broken = [d for d in documents if not d.good and d.path in stood and stood[d.path].held]
    unread = {d.path for d in broken}
    fresh = [d for d in documents if d.path not in unread]
    await db.executemany(
        "UPDATE file SET digest = ?, good = 0, problems = ? WHERE path = ?",
        [(d.digest, ENCODE(d.problems).decode(), d.path) for d in broken],
    )
    replaced = [path for path in (*gone, *(d.path for d in fresh)) if path in stood]
    touched = {(stood[path].show, stood[path].kind) for path in replaced}
    await _forget(db, replaced, delta)
    rows = await asyncio.to_thread(lambda: [_file_row(d) for d in fresh])
    await db.executemany(f"INSERT INTO file VALUES ({', '.join('?' * 8)})", rows)
    hosts = await _show_hosts(db)
    for show in {d.show for d in fresh if d.kind == "show"} | {show for show, kind in touched if kind == "show"}:
        await _rehost(db, show, hosts.get(show, ()), delta)
    await _insert(db, [d for d in fresh if d.episode], hosts, delta)
    for show in {d.show for d in fresh if d.episode} | {show for show, kind in touched if kind == "episode"}:
        await _rerank(db, show)
    await db.execute("DELETE FROM meta WHERE name != 'version'")
    return delta


def _file_row(document: Document) -> tuple[Any, ...]:
    payload = "" if document.kind == "episode" else ENCODE(document).decode()
    good = int(document.good)
    return (
        document.path,
        document.kind,
        document.show,
        document.digest,
        good,
        good,
        ENCODE(document.problems).decode(),
        payload,
    )


class Stood(NamedTuple):
    """What the index knows of a file: its show and kind, and whether what stands of it is a version that was good."""

    show: str
    kind: str
    held: bool


async def _stood(db: aiosqlite.Connection, paths: list[str]) -> dict[str, Stood]:
    """Those of `paths` that the index has."""
    found: dict[str, Stood] = {}
    for start in range(0, len(paths), MANY):
        some = paths[start : start + MANY]
        sql = f"SELECT path, show, kind, held FROM file WHERE path IN ({', '.join('?' * len(some))})"
        for path, show, kind, held in await db.execute_fetchall(sql, some):
            found[path] = Stood(show, kind, bool(held))
    return found


async def _forget(db: aiosqlite.Connection, paths: list[str], delta: list[tally.Row]) -> None:
    for start in range(0, len(paths), MANY):
        some = paths[start : start + MANY]
        inside = f"SELECT id FROM episode WHERE path IN ({', '.join('?' * len(some))})"
        rows = await db.execute_fetchall(f"SELECT kind, key, name FROM mention WHERE episode IN ({inside})", some)
        delta += [(kind, key, name, -1) for kind, key, name in rows]
    marks = [(p,) for p in paths]
    await db.executemany("DELETE FROM words WHERE rowid = (SELECT id FROM episode WHERE path = ?)", marks)
    await db.executemany("DELETE FROM mention WHERE episode = (SELECT id FROM episode WHERE path = ?)", marks)
    await db.executemany("DELETE FROM episode WHERE path = ?", marks)
    await db.executemany("DELETE FROM file WHERE path = ?", marks)


async def _show_hosts(db: aiosqlite.Connection) -> Hosts:
    rows = await db.execute_fetchall("SELECT document FROM file WHERE kind != 'episode' AND kind = 'show'")
    shows = [DECODE_DOCUMENT(data).about_show for (data,) in rows]
    return {show.slug: show.hosts for show in shows if show}


async def _insert(db: aiosqlite.Connection, documents: list[Document], hosts: Hosts, delta: list[tally.Row]) -> None:
    taken = await _taken(db, [d.episode.key for d in documents if d.episode])
    unique = []
    for document in documents:
        if document.episode and document.episode.key not in taken:
            taken.add(document.episode.key)
            unique.append(document)
    ((last,),) = await db.execute_fetchall("SELECT coalesce(max(id), 0) FROM episode")
    for start in range(0, len(unique), BATCH):
        some = unique[start : start + BATCH]
        rows = await asyncio.to_thread(_rows, some, hosts)
        delta += [(kind, key, name, 1) for row in rows for kind, key, _, name, _ in row.mentions]
        await _insert_rows(db, list(enumerate(rows, last + start + 1)))


async def _taken(db: aiosqlite.Connection, keys: list[str]) -> set[str]:
    """Those of `keys` that an episode has."""
    found: set[str] = set()
    for start in range(0, len(keys), MANY):
        some = keys[start : start + MANY]
        sql = f"SELECT key FROM episode WHERE key IN ({', '.join('?' * len(some))})"
        found |= {key for (key,) in await db.execute_fetchall(sql, some)}
    return found


def _rows(documents: list[Document], hosts: Hosts) -> list[EpisodeRows]:
    return [episode_rows(document, hosts.get(document.show, ())) for document in documents]


async def _insert_rows(db: aiosqlite.Connection, rows: list[tuple[int, EpisodeRows]]) -> None:
    await db.executemany(f"INSERT INTO episode VALUES ({', '.join('?' * 16)})", ((at, *row.episode) for at, row in rows))
    await db.executemany(
        "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?)",
        ((kind, key, at, place, name, own) for at, row in rows for kind, key, place, name, own in row.mentions),
    )
    await db.executemany(
        "INSERT INTO words (rowid, title, names, summary, detail, offers) VALUES (?, ?, ?, ?, ?, ?)",
        ((at, *row.words) for at, row in rows),
    )


async def _rehost(db: aiosqlite.Connection, show: str, hosts: tuple[Appearance, ...], delta: list[tally.Row]) -> None:
    """Gives the episodes that name no hosts those of their show."""
    sql = "SELECT id FROM episode WHERE show = ? AND coalesce(json_type(payload, '$.hosts'), 'null') = 'null'"
    ids = [at for (at,) in await db.execute_fetchall(sql, (show,))]
    sql = (
        "SELECT m.key, m.name FROM mention m JOIN episode e ON e.id = m.episode WHERE e.show = ? AND m.kind = 'host' "
        "AND coalesce(json_type(e.payload, '$.hosts'), 'null') = 'null'"
    )
    delta += [("host", key, name, -1) for key, name in await db.execute_fetchall(sql, (show,))]
    delta += [("host", squash(host.name), host.name, len(ids)) for host in hosts]
    await db.executemany("DELETE FROM mention WHERE episode = ? AND kind = 'host'", [(at,) for at in ids])
    await db.executemany(
        "INSERT INTO mention VALUES ('host', ?, ?, ?, ?, 0)",
        [(squash(host.name), at, place, host.name) for at in ids for place, host in enumerate(hosts)],
    )


async def _rerank(db: aiosqlite.Connection, show: str) -> None:
    # The plus has SQLite look at the undated rather than at all of the show.
    sql = "SELECT 1 FROM episode WHERE first_day IS NULL AND +show = ? LIMIT 1"
    if list(await db.execute_fetchall(sql, (show,))):
        sql = "SELECT id, number, CASE WHEN first_day IS NULL THEN NULL ELSE rank END FROM episode WHERE show = ?"
        rows = [(at, number, rank) for at, number, rank in await db.execute_fetchall(sql, (show,))]
        await db.executemany("UPDATE episode SET rank = ? WHERE id = ?", fill_ranks(rows))
