"""The knowledge folder watched: a burst of changes is one step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import awatch

from bot.errors import BotError
from bot.index import Index
from bot.library import Synced, sync

LOG = logging.getLogger(__name__)
DEBOUNCE_MS = 60
"""How long a burst is collected; an answer follows a change within 200 ms."""


async def watch(root: Path, index: Index, changed: Callable[[Synced], Awaitable[None]], stop: asyncio.Event) -> None:
    """Brings the index up to date whenever a file under `root` changes, then calls `changed`; returns when `stop` is set."""
    async for _ in awatch(root, debounce=DEBOUNCE_MS, step=20, stop_event=stop, recursive=True, ignore_permission_denied=True):
        try:
            synced = await sync(root, index)
        except (BotError, OSError) as error:
            LOG.warning("the knowledge folder could not be read: %s", error)
            continue
        await changed(synced)
