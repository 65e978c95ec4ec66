"""The bot that is asked: all of it, pointed at a stand-in, with a task beside it that watches the event loop.

Each second it prints a line: memory in MB, seconds of CPU, and of the time since the line before, in milliseconds, the longest
stall, for how much of that the loop's thread was working, and the longest collection of garbage.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
from pathlib import Path

from bot.app.logs import set_up_logging
from bot.app.running import serve
from bot.config import Config
from bot.sandbox import pointed

BEAT = 0.005
"""Seconds between two looks at the clock."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def memory() -> float:
    """MB that the process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE / 1e6


class Garbage:
    """Times collections."""

    def __init__(self) -> None:
        self.longest = self._began = 0.0
        gc.callbacks.append(self._hear)

    def _hear(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.longest = max(self.longest, time.perf_counter() - self._began)


async def watch() -> None:
    """Prints what the loop went through."""
    told, longest, worked, garbage = time.perf_counter(), 0.0, 0.0, Garbage()
    while True:
        began, cpu = time.perf_counter(), time.thread_time()
        await asyncio.sleep(BEAT)
        now = time.perf_counter()
        if now - began - BEAT > longest:
            longest, worked = now - began - BEAT, time.thread_time() - cpu
        if now - told >= 1:
            took = " ".join(f"{1000 * each:.1f}" for each in (longest, worked, garbage.longest))
            print(f"{memory():.1f} {time.process_time():.2f} {took}", flush=True)
            told, longest, worked, garbage.longest = time.perf_counter(), 0.0, 0.0, 0.0


async def main(api: str, gateway: str, token: str, knowledge: str, data: str) -> None:
    """Runs until it is stopped."""
    watching = asyncio.create_task(watch())
    with pointed(api, gateway):
        await serve(Config(Path(knowledge), Path(data), "WARNING"), token)
    watching.cancel()


if __name__ == "__main__":
    set_up_logging("WARNING")
    asyncio.run(main(*sys.argv[1:]))
