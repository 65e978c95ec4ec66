"""What the bot runs on: the index in step with the knowledge folder, and the desk that answers. Knows no Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from bot.answers.carry import Turn
from bot.answers.conversations import Conversations
from bot.answers.desk import Desk, open_desk
from bot.browse import Browser
from bot.config import Config
from bot.gaps import GapBook
from bot.index import Filter, Index, open_index
from bot.library import Synced, sync
from bot.question.reading import Heard
from bot.store import Store, open_store
from bot.watching import watch

LOG = logging.getLogger(__name__)
WARMING = ("who was on the latest episode?", "what did sombody say about testign?")
"""Asked at the start: what is loaded or built with the first question shall not hold up an answer."""


@dataclass
class Service:
    """The desk and what keeps it true, and the state."""

    root: Path
    index: Index
    desk: Desk
    synced: Synced
    store: Store
    conversations: Conversations = field(default_factory=Conversations)
    listeners: list[Callable[[Synced], Awaitable[None]]] = field(default_factory=list)
    """Called after the folder has changed and the desk has taken it in."""
    changes: int = 0
    """How often what the folder holds has changed since the start."""
    browser: Browser = field(init=False)
    """Facts for commands."""
    gaps: GapBook = field(init=False)
    """Questions that could not be answered."""

    def __post_init__(self) -> None:
        self.browser = Browser(self.desk, self.index)
        self.gaps = GapBook(self.store)

    async def earlier(self, keys: Iterable[Hashable], now: datetime) -> Turn | None:
        """The turn kept under the first of `keys` that is known, with its episodes as they are now."""
        turn = next((found for key in keys if (found := self.conversations.get(key, now))), None)
        if turn is None or not turn.rows or not self.changes:
            return turn
        # A file that was read again has a new row, and its old row's number may be another episode's by now.
        current = {row.key: row for row in await self.index.select(Filter(keys=tuple(row.key for row in turn.rows)))}
        return replace(turn, rows=tuple(current[row.key] for row in turn.rows if row.key in current))

    async def changed(self, synced: Synced) -> None:
        """Takes in a change of the folder."""
        before, self.synced = self.synced, synced
        if synced.changed:
            self.changes += 1
            await self.desk.refresh()
            LOG.info(
                "knowledge changed: %d read, %d gone, %d problems", len(synced.read), len(synced.gone), len(synced.problems)
            )
        if synced.changed or synced.problems != before.problems:
            for listener in self.listeners:
                await listener(synced)


@asynccontextmanager
async def open_service(config: Config) -> AsyncIterator[Service]:
    """The desk over the knowledge folder, which is watched while the block runs."""
    async with open_index(config.data / "index.db") as index, open_store(config.data / "state.db") as store:
        synced = await sync(config.knowledge, index)
        service = Service(config.knowledge, index, await open_desk(index), synced, store)
        for question in WARMING:
            await service.desk.answer(Heard(question), date.min)
        stop = asyncio.Event()
        watcher = asyncio.create_task(watch(config.knowledge, index, service.changed, stop), name="watch knowledge")
        try:
            yield service
        finally:
            stop.set()
            with suppress(asyncio.CancelledError):
                await watcher
