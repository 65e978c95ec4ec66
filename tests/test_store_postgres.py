"""The same state in PostgreSQL. Needs GREENROOM_TEST_POSTGRES=postgresql://user@host/database, whose tables are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StateTooNew, StateUnusable
from bot.store import open_store
from bot.store.tables import metadata
from tests.store_kit import NOW, POSTGRES, empty

pytestmark = pytest.mark.skipif(not POSTGRES, reason="GREENROOM_TEST_POSTGRES is not set")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    await empty()
    made = create_async_engine(make_url(POSTGRES).set(drivername="postgresql+asyncpg"))
    yield made
    await made.dispose()


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_the_revisions_lead_to_the_tables_there_too(engine: AsyncEngine) -> None:
    async with open_store(POSTGRES):
        pass
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_who_open_an_empty_database_at_once_all_get_it(engine: AsyncEngine) -> None:
    async def one(number: int) -> None:
        async with open_store(POSTGRES) as store:
            await store.notes.put(f"n{number}", "here", NOW)

    await asyncio.gather(*(one(number) for number in range(3)))
    async with open_store(POSTGRES) as store:
        assert [await store.notes.get(f"n{number}") for number in range(3)] == ["here"] * 3


async def test_state_of_a_newer_version_is_refused_and_not_touched(engine: AsyncEngine) -> None:
    async with open_store(POSTGRES):
        pass
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    with pytest.raises(StateTooNew) as caught:
        async with open_store(POSTGRES):
            pass
    assert caught.value.version == "0099"
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == "0099"


async def test_a_database_that_is_not_there_is_one_sentence(engine: AsyncEngine) -> None:
    missing = make_url(POSTGRES).set(database="no_such_database", password="hunter2")
    with pytest.raises(StateUnusable, match="no_such_database") as caught:
        async with open_store(missing.render_as_string(hide_password=False)):
            pass
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)
