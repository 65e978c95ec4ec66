"""The knowledge folder watched: a burst of changes is one step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from bot.errors import BotError
from bot.index import Index
from bot.library import Synced, sync

LOG = logging.getLogger(__name__)
DEBOUNCE_MS = 40
"""How long a burst is collected; an answer follows a change within 200 ms."""
STEP_MS = 20
AGAIN = 5.0
"""Seconds until a folder that could not be watched is tried again."""


class Shown(DefaultFilter):
    """Lets through all but hidden names: no knowledge file has one, and what is being written has them for a moment."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.")


async def watch(root: Path, index: Index, changed: Callable[[Synced], Awaitable[None]], stop: asyncio.Event) -> None:
    """Brings the index up to date whenever a file under `root` changes, then calls `changed`; returns when `stop` is set.

    It begins with one look, for what changed before anybody watched. Nothing that goes wrong ends it.
    """
    while not stop.is_set():
        try:
            async with aclosing(_bursts(root, stop)) as bursts:
                async for _ in bursts:
                    await _take_in(root, index, changed)
        except OSError as error:
            LOG.warning("the knowledge folder cannot be watched, trying again: %s", error)
        await _pause(stop)


async def _bursts(root: Path, stop: asyncio.Event) -> AsyncGenerator[None, None]:
    """A step at the beginning and one for each burst; it ends where the folder is another one than it was."""
    which = _identity(root)
    changes = awatch(
        root,
        watch_filter=Shown(),
        debounce=DEBOUNCE_MS,
        step=STEP_MS,
        stop_event=stop,
        recursive=True,
        ignore_permission_denied=True,
    )
    burst = asyncio.ensure_future(anext(changes, None))
    await asyncio.sleep(0)  # from here on nothing is missed
    yield
    while await burst is not None:
        if _identity(root) != which:
            return
        burst = asyncio.ensure_future(anext(changes, None))
        yield


def _identity(root: Path) -> int:
    return root.stat().st_ino


async def _take_in(root: Path, index: Index, changed: Callable[[Synced], Awaitable[None]]) -> None:
    try:
        await changed(await sync(root, index))
    except (BotError, OSError) as error:
        LOG.warning("the knowledge folder could not be read: %s", error)
    except Exception as error:
        # Answers go on with what was read before; the next change tries again.
        LOG.error("a change of the knowledge folder could not be taken in: %s", type(error).__name__, exc_info=error)


async def _pause(stop: asyncio.Event) -> None:
    try:
        async with asyncio.timeout(AGAIN):
            await stop.wait()
    except TimeoutError:
        return
