"""Opening the state: new, old, newer, damaged, by two at once."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url

from bot.errors import StateTooNew, StateUnusable
from bot.store import open_store
from bot.store.migrating import REVISIONS, migrate
from bot.store.tables import metadata
from tests.store_kit import NOW, run

MIGRATIONS = Path(__file__).parents[1] / "bot" / "store" / "migrations"


def bytes_in(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def asked(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


async def old_file(path: Path, revision: str) -> None:
    await migrate(make_url(f"sqlite+aiosqlite:///{path}"), revision)


async def test_a_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    where = tmp_path / "deep" / "er" / "state.db"
    async with open_store(where) as store:
        await store.notes.put("a", "b", NOW)
    async with open_store(where) as store:
        assert await store.notes.get("a") == "b"


async def test_a_path_may_hold_what_urls_and_settings_files_may_not(tmp_path: Path) -> None:
    folder = tmp_path / "50 %(here)s? #ü & co"
    async with open_store(str(folder / "state.db")) as store:
        await store.notes.put("a", "b", NOW)
    async with open_store(folder / "state.db") as store:
        assert await store.notes.get("a") == "b"
    assert [path.name for path in folder.iterdir()] == ["state.db"]


async def test_a_url_opens_the_same_file_as_its_path(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path / 'state.db'}") as store:
        await store.notes.put("a", "b", NOW)
    async with open_store(tmp_path / "state.db") as store:
        assert await store.notes.get("a") == "b"


@pytest.mark.parametrize("revision", REVISIONS[:-1])
async def test_a_file_of_an_older_version_keeps_what_it_held(tmp_path: Path, revision: str) -> None:
    where = tmp_path / "state.db"
    await old_file(where, revision)
    connection = sqlite3.connect(where)
    connection.execute("INSERT INTO note VALUES ('kept', 'since long', 1.0)")
    connection.commit()
    connection.close()
    async with open_store(where) as store:
        assert await store.notes.get("kept") == "since long"
        assert await store.edits.list() == ()
    assert asked(where, "SELECT version_num FROM alembic_version") == [(REVISIONS[-1],)]


async def test_every_revision_on_the_way_has_a_file(tmp_path: Path) -> None:
    known = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS


async def test_the_revisions_lead_to_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    where = tmp_path / "state.db"
    async with open_store(where):
        pass
    engine = create_engine(f"sqlite:///{where}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert _autoincremented(connection) == {table.name for table in metadata.sorted_tables if table.kwargs}
    engine.dispose()


def _autoincremented(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    return {name for (name,) in found}


async def test_a_file_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    where = tmp_path / "state.db"
    async with open_store(where):
        pass
    connection = sqlite3.connect(where)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.commit()
    connection.close()
    before = bytes_in(tmp_path)
    with pytest.raises(StateTooNew, match=r"kept by a newer version of Greenroom.*nothing in it was changed") as caught:
        async with open_store(where):
            pass
    assert caught.value.version == "0099"
    assert str(where) in str(caught.value)
    assert bytes_in(tmp_path) == before


async def test_a_newer_version_shows_even_while_it_stands_in_the_log_only(tmp_path: Path) -> None:
    where = tmp_path / "state.db"
    async with open_store(where):
        pass
    connection = sqlite3.connect(where)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.commit()
    with pytest.raises(StateTooNew):
        async with open_store(where):
            pass
    connection.close()


@pytest.mark.parametrize("held", [b"no database at all" * 100, b"SQLite format 3\0" + b"\0" * 4000])
async def test_a_damaged_file_is_refused_in_one_sentence_and_not_touched(tmp_path: Path, held: bytes) -> None:
    where = tmp_path / "state.db"
    where.write_bytes(held)
    with pytest.raises(StateUnusable) as caught:
        async with open_store(where):
            pass
    assert str(where) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert where.read_bytes() == held


async def test_a_database_of_something_else_is_refused_and_not_touched(tmp_path: Path) -> None:
    where = tmp_path / "index.db"
    connection = sqlite3.connect(where)
    connection.execute("CREATE TABLE episode (id INTEGER)")
    connection.close()
    before = bytes_in(tmp_path)
    with pytest.raises(StateUnusable, match="a database of something else"):
        async with open_store(where):
            pass
    assert bytes_in(tmp_path) == before


async def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for where in (tmp_path / "file" / "state.db", tmp_path):
        with pytest.raises(StateUnusable) as caught:
            async with open_store(where):
                pass
        assert str(where) in str(caught.value)


async def test_a_bad_url_is_one_sentence_without_its_password() -> None:
    for where in ("://bot:hunter2@nowhere", "mysterydb://bot:hunter2@localhost/x", "postgresql://bot:hunter2@localhost:1/x"):
        with pytest.raises(StateUnusable) as caught:
            async with open_store(where):
                pass
        assert "hunter2" not in str(caught.value)


async def test_two_who_open_a_new_file_at_once_both_get_it(tmp_path: Path) -> None:
    async def one(number: int) -> None:
        async with open_store(tmp_path / "state.db") as store:
            await store.notes.put(f"n{number}", "here", NOW)

    await asyncio.gather(*(one(number) for number in range(4)))
    async with open_store(tmp_path / "state.db") as store:
        assert [await store.notes.get(f"n{number}") for number in range(4)] == ["here"] * 4


async def test_two_stores_see_what_the_other_wrote(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db") as one, open_store(tmp_path / "state.db") as other:
        await asyncio.gather(*(store.gaps.missed(f"k{at}", "x", NOW) for at in range(20) for store in (one, other)))
        assert {gap.count for gap in await one.gaps.list()} == {2}
        assert len(await other.gaps.list()) == 20


async def test_reading_goes_on_while_somebody_else_writes(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db") as store:
        await store.notes.put("a", "before", NOW)
        writer = sqlite3.connect(tmp_path / "state.db", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE note SET value = 'after'")
        assert await store.notes.get("a") == "before"
        writer.execute("COMMIT")
        assert await store.notes.get("a") == "after"
        assert writer.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
        writer.close()


async def test_a_cancelled_write_leaves_no_lock_behind(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db") as store:
        for at in range(30):
            task = asyncio.create_task(store.gaps.missed(f"k{at}", "x", NOW))
            for _ in range(at):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await asyncio.wait_for(store.notes.put("still", "writes", NOW), 5)
        assert await store.notes.get("still") == "writes"


async def test_opening_a_file_of_today_does_not_load_the_migrations(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db"):
        pass
    code = (
        "import asyncio, sys\nfrom bot.store import open_store\n"
        "async def main():\n    async with open_store(sys.argv[1]): pass\n"
        "asyncio.run(main())\nprint('alembic' in sys.modules)"
    )
    assert await run(code, str(tmp_path / "state.db")) == "False"
