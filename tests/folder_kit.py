"""Changing the knowledge folder under a running bot, and waiting until it has taken the change in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.knowledge import scan
from bot.service import Service
from tests.patience import PATIENCE


@asynccontextmanager
async def taken_in(service: Service) -> AsyncIterator[None]:
    """The block changes the folder; after it the bot has heard of a change and knows the folder as it is then.

    A change of several files may reach it in several steps: on a busy machine it looks while they are being written.
    """
    heard = asyncio.Event()

    async def note(_synced: object) -> None:
        heard.set()

    service.listeners.append(note)
    try:
        yield
        async with asyncio.timeout(PATIENCE):
            await heard.wait()
            while not await _in_step(service):
                heard.clear()
                await heard.wait()
    finally:
        service.listeners.remove(note)


async def _in_step(service: Service) -> bool:
    known = {path: digest for path, (digest, _) in (await service.index.digests()).items()}
    return known == {path: found.digest for path, found in scan(service.root).files.items()}
