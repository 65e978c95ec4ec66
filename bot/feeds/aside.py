"""Reading feeds in another process: the event loop goes on, and a feed made to hurt can be stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from bot.feeds.items import Feed, Item
from bot.feeds.worker import LENGTH

_ROOT = Path(__file__).resolve().parents[2]
_START = 30.0
"""Seconds a worker may take to start: a small machine under load imports slowly."""
_PATIENCE = 60.0
"""Seconds by the clock that a file may take: on a busy machine a worker, which steps back for all else, gets little time."""
_CHUNK = 64 * 1024
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")
"""All that the worker sees of the environment: it reads strangers' bytes and needs none of our secrets."""


class Reader:
    """Worker processes that read feeds: `async with Reader() as reader: feed = await reader.read(data)`.

    A file that takes more than `limit` seconds of processor time (a minute by the clock), or that brings a worker down, comes
    back as a feed without items whose oddity says so; the worker is replaced. A worker is replaced as well after `lifetime`
    files, so that none grows for ever.
    """

    def __init__(self, workers: int = 1, limit: float = 2.0, megabytes: int = 1024, lifetime: int = 500) -> None:
        self._limit = limit
        self._megabytes = megabytes
        self._lifetime = lifetime
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        for _ in range(workers):
            self._idle.put_nowait(None)
        self._all: set[_Worker] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._all):
            await self._end(worker)

    async def read(self, data: bytes, content_type: str = "", url: str = "") -> Feed:
        """The feed in `data`, as `bot.feeds.reading.read` gives it. The clock starts when a worker takes the file."""
        worker = await self._idle.get()
        fit: _Worker | None = None
        try:
            if worker is None:
                worker = await self._start()
            async with asyncio.timeout(_PATIENCE):
                feed = await worker.read(data, content_type, url)
            fit = worker if worker.served < self._lifetime else None
            return feed
        except TimeoutError:
            return self._given_up("took too long")
        except (EOFError, ConnectionError):
            slow = worker is not None and await worker.was_slow()
            return self._given_up("took too long" if slow else "brought the reader down")
        except (OSError, msgspec.DecodeError):
            return self._given_up("did not work out")
        finally:
            self._idle.put_nowait(fit)
            if worker is not None and fit is None:
                await self._end(worker)

    def _given_up(self, what: str) -> Feed:
        return Feed(
            oddities=(f"Reading it {what} (more than {self._limit:g} seconds or {self._megabytes} MB), so it was given up.",)
        )

    async def _start(self) -> _Worker:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            f"from bot.feeds.worker import main; main({self._megabytes:d}, {self._limit:f})",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**environment, "PYTHONPATH": str(_ROOT)},
        )
        worker = _Worker(process)
        self._all.add(worker)
        try:
            # The first, empty file waits for the worker's imports, so that they do not count against anybody's time.
            async with asyncio.timeout(_START):
                await worker.read(b"", "", "")
        except BaseException:
            await self._end(worker)
            raise
        return worker

    async def _end(self, worker: _Worker) -> None:
        self._all.discard(worker)
        await asyncio.shield(worker.end())


class _Worker:
    """One process and the talk with it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.served = 0

    async def read(self, data: bytes, content_type: str, url: str) -> Feed:
        """The feed that the process reads; raises EOFError or OSError where it went down."""
        assert self._process.stdin is not None
        self.served += 1
        for part in (content_type.encode("utf-8", "replace"), url.encode("utf-8", "replace"), data):
            self._process.stdin.write(LENGTH.pack(len(part)))
            for start in range(0, len(part), _CHUNK):
                self._process.stdin.write(part[start : start + _CHUNK])
                await self._process.stdin.drain()
        feed = msgspec.msgpack.decode(await self._frame(), type=Feed)
        items: list[Item] = []
        while frame := await self._frame():
            items += msgspec.msgpack.decode(frame, type=list[Item])
        return msgspec.structs.replace(feed, items=tuple(items))

    async def _frame(self) -> bytes:
        assert self._process.stdout is not None
        head = await self._process.stdout.readexactly(LENGTH.size)
        return await self._process.stdout.readexactly(LENGTH.unpack(head)[0])

    async def was_slow(self) -> bool:
        """Whether a process that broke off did so because its time was up."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                return await self._process.wait() == -getattr(signal, "SIGPROF", 0)
        return False

    async def end(self) -> None:
        """Stop the process at once and wait until it is gone."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        await self._process.communicate()


async def read_aside(data: bytes, content_type: str = "", url: str = "", limit: float = 2.0) -> Feed:
    """The feed in one file, read by a process of its own. For many files keep a `Reader` open."""
    async with Reader(limit=limit) as reader:
        return await reader.read(data, content_type, url)
