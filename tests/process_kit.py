"""`python -m bot` as a process of its own, with the stand-in where Discord would be."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.patience import PATIENCE

REPO = Path(__file__).parents[1]
POINTED = """
import runpy, sys, warnings
warnings.simplefilter("ignore")
from bot.sandbox import pointed
with pointed(sys.argv.pop(1), sys.argv.pop(1)):
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
"""Runs `python -m bot` with its arguments; the first two are where REST and gateway are."""


@dataclass
class Program:
    """A running process and what it has printed so far."""

    process: asyncio.subprocess.Process
    out: str = ""
    log: str = ""
    _readers: list[asyncio.Task[None]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self) -> None:
        """Reads both streams as they come."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        for name, stream in (("out", self.process.stdout), ("log", self.process.stderr)):
            self._readers.append(asyncio.create_task(self._read(name, stream)))

    async def until(self, text: str) -> None:
        """Returns when it has printed `text`; fails with all that it printed where it ends or takes too long."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.out + self.log:
                assert not all(each.done() for each in self._readers), f"it ended with:\n{self.out}\n{self.log}"
                self._news.clear()
                await self._news.wait()

    async def end(self, number: int | None = None) -> int:
        """The exit status, after sending the signal `number`, where one is given."""
        if number is not None:
            self.process.send_signal(number)
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*self._readers)
            return await self.process.wait()

    async def _read(self, name: str, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            setattr(self, name, getattr(self, name) + line.decode())
            self._news.set()
        self._news.set()


@asynccontextmanager
async def program(*arguments: str, **environment: str) -> AsyncIterator[Program]:
    """Python with these arguments, killed at the end of the block where it still runs."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("DISCORD")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=REPO,
        env={**env, "PYTHONPATH": str(REPO), "PYTHONUNBUFFERED": "1", **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    running = Program(process)
    running.listen()
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await running.end()
