"""What the bot runs on: the index in step with the knowledge folder, and the desk that answers. Knows no Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.answers.conversations import Conversations
from bot.answers.desk import Desk, open_desk
from bot.config import Config
from bot.index import Index, open_index
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

    async def changed(self, synced: Synced) -> None:
        """Takes in a change of the folder."""
        before, self.synced = self.synced, synced
        if synced.changed:
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
