"""`python -m bot feeds`: what would be read from a feed, and one round of looking for new episodes."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bot.announce.announcer import Announcer
from bot.announce.knowing import IndexKnowledge
from bot.announce.news import unpack
from bot.announce.outcomes import Idle
from bot.answers.catalog import load_catalog
from bot.config import Config
from bot.errors import UsageError
from bot.feeds import Failed, Fetched, Fetcher, Manners, Reader, describe, read_aside, web_address
from bot.index import open_index
from bot.library import sync
from bot.store import Store, open_store
from bot.wording.subscriptions import planned, polled

_BIGGEST = 20 * 1024 * 1024
_MANY = 5000


async def check(place: str, allowed: tuple[str, ...] = ()) -> int:
    """Prints what would be read from a feed at an address or in a file, and every oddity; 0 where it is one, else 1."""
    path = Path(place)
    if "://" not in place and await asyncio.to_thread(path.is_file):
        data = await asyncio.to_thread(_bytes, path)
        feed = await read_aside(data)
    else:
        feed = None
        async with Fetcher(Manners(allowed=allowed)) as fetcher:
            result = await fetcher.fetch(place) if web_address(place) else Failed("That is neither a file nor a web address.")
        if isinstance(result, Fetched):
            feed = await read_aside(result.data, result.content_type, result.known.url)
        elif isinstance(result, Failed):
            print(result.reason, file=sys.stderr)
    if feed is None:
        return 1
    print(describe(feed))
    return 0 if feed.kind else 1


async def poll(config: Config, now: float, dry: bool, allowed: tuple[str, ...] = ()) -> int:
    """Looks once at every source that anybody follows and prints what was found; with `dry` nothing of it is kept.

    What is new is planned; the running bot posts it.
    """
    async with AsyncExitStack() as stack:
        data = config.data
        if dry:
            data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            await asyncio.to_thread(_copy, config.data, data)
        index = await stack.enter_async_context(open_index(data / "index.db"))
        store = await stack.enter_async_context(open_store(data / "state.db"))
        await sync(config.knowledge, index)
        catalog = await load_catalog(index)
        fetcher = await stack.enter_async_context(Fetcher(Manners(allowed=allowed)))
        reader = await stack.enter_async_context(Reader())
        before = {one.key for one in await store.deliveries.due(now, _MANY)}
        announcer = Announcer(store, Idle(), fetcher, reader, IndexKnowledge(index, lambda: catalog), lambda: now)
        await announcer.look(everything=True)
        await announcer.close()
        await _print(store, before, now)
    return 0


async def _print(store: Store, before: set[str], now: float) -> None:
    for one in await store.subscriptions.list():
        print(polled(one))
    for delivery in await store.deliveries.due(now, _MANY):
        news = unpack(delivery.payload)
        if delivery.key not in before and news is not None:
            print(planned(news, delivery.channel))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _BIGGEST:
            raise UsageError(f"{path} is larger than 20 MB, which no feed should be")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error


def _copy(old: Path, new: Path) -> None:
    for name in ("state.db", "state.db-wal", "index.db", "index.db-wal"):
        if (old / name).is_file():
            shutil.copy(old / name, new / name)
