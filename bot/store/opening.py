"""The store as a whole: opened, brought up to date, tidied, closed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StateUnusable
from bot.store.answers import Answers
from bot.store.audit import Audit
from bot.store.batch import Batch
from bot.store.conversations import Conversations
from bot.store.database import Database, shown
from bot.store.deliveries import Deliveries
from bot.store.edits import Edits
from bot.store.feedback import Feedback
from bot.store.feeds import Feeds
from bot.store.follows import Follows
from bot.store.gaps import Gaps
from bot.store.grants import Grants
from bot.store.migrating import migrate
from bot.store.notes import Notes
from bot.store.people import People
from bot.store.records import Keep
from bot.store.servers import Servers
from bot.store.settings import SettingsOfServers
from bot.store.steps import Steps
from bot.store.subscriptions import Subscriptions

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class Store:
    """The state, by noun. Open it with `async with open_store(path_or_url)`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._batch = Batch(database)
        self.settings = SettingsOfServers(database)
        self.conversations = Conversations(database, self._batch)
        self.answers = Answers(database, self._batch)
        self.feedback = Feedback(database)
        self.gaps = Gaps(database, self._batch)
        self.grants = Grants(database)
        self.subscriptions = Subscriptions(database)
        self.deliveries = Deliveries(database)
        self.steps = Steps(database)
        self.feeds = Feeds(database)
        self.follows = Follows(database)
        self.edits = Edits(database)
        self.audit = Audit(database)
        self.notes = Notes(database)
        self.people = People(database)
        self.servers = Servers(database, self.settings.forget)

    async def prune(self, now: float, keep: Keep | None = None) -> dict[str, int]:
        """How many rows of each kind were older than `keep` allows and are gone."""
        keep = keep or Keep()
        return {
            "conversations": await self.conversations.prune(now - keep.conversations),
            "answers": await self.answers.prune(now - keep.answers),
            "feedback": await self.feedback.prune(now - keep.feedback, now - keep.reports),
            "gaps": await self.gaps.prune(now - keep.gaps),
            "audit": await self.audit.prune(now - keep.audit),
            "posts": await self.deliveries.prune(now - keep.posts, now - keep.unposted, now - keep.letters),
            "servers": len(await self.servers.purge_left(now, keep.departed)),
        }

    async def close(self) -> None:
        """Finish what is being written and close the database; `open_store` does it."""
        await self._batch.close()
        await self._database.close()


@asynccontextmanager
async def open_store(where: str | Path) -> AsyncIterator[Store]:
    """The state at a path, or at a URL of SQLAlchemy such as `postgresql://bot@localhost/greenroom`, made where it is new.

    StateTooNew where a newer version of the bot kept it; StateUnusable where it is damaged or cannot be reached.
    """
    url = _url(where)
    await migrate(url)
    store = Store(Database(url))
    try:
        yield store
    finally:
        await store.close()


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite+aiosqlite", database=str(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise StateUnusable("of the settings", "its URL cannot be read") from None
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise StateUnusable(shown(url), f"there is no support for {url.get_backend_name()}, only for sqlite and postgresql")
    if driver == _DRIVERS["sqlite"] and url.database in (None, "", ":memory:"):
        raise StateUnusable(shown(url), "it needs a file to survive")
    if driver == _DRIVERS["postgresql"] and find_spec("asyncpg") is None:
        raise StateUnusable(shown(url), "PostgreSQL needs the package asyncpg, which is not installed")
    return url.set(drivername=driver)
