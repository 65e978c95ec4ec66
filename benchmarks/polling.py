"""Looking at many feeds the whole way: fetched, read, decided and kept, `python -m benchmarks.polling [--feeds 1000]`.

A server in a process of its own hands out made-up feeds of 30 to 300 items. Three rounds: the first sight, nothing changed,
and one new episode in every tenth feed. Each prints time, requests, bytes and posts planned, and of the event loop: how long
it kept others waiting (p99 and longest), the longest it worked at a stretch by the processor's time, and how long an idle
process beside it was kept waiting meanwhile, which is the machine's doing and not ours.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import resource
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.announce import Announcer
from bot.announce.knowing import NoKnowledge
from bot.announce.outcomes import Idle
from bot.app.client import SWITCH
from bot.feeds import Fetched, Fetcher, Manners, Reader
from bot.store import Store, open_store
from bot.store.records import NewSubscription

LOCAL = Manners(allowed=("127.0.0.1",), per_host=16, gap=0.0)
ROUNDS = ("first sight", "nothing changed", "one new episode in every tenth feed")


async def serve() -> None:
    """A server of feeds `/N`; `/more` adds an episode to every tenth. Prints its port, ends with its input."""
    extra = [0]
    answered: Counter[str] = Counter()

    async def answer(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        count = 30 + number * 7 % 271 + (extra[0] if number % 10 == 0 else 0)
        tag = f'"{number}-{count}"'
        same = request.headers.get("If-None-Match") == tag
        body = b"" if same else _feed(number, count)
        answered["304" if same else "200"] += 1
        answered["bytes"] += len(body)
        return web.Response(status=304 if same else 200, body=body, headers={"ETag": tag}, content_type="application/rss+xml")

    async def counts(_request: web.Request) -> web.Response:
        told = json.dumps(answered)
        answered.clear()
        return web.Response(text=told)

    async def more(_request: web.Request) -> web.Response:
        extra[0] += 1
        return web.Response()

    app = web.Application()
    app.add_routes([web.get("/more", more), web.get("/counts", counts), web.get(r"/{number:\d+}", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


def _feed(number: int, count: int) -> bytes:
    items = "".join(
        f"<item><title>Show {number}, about subject {at}</title><guid>{number}-{at}</guid><link>https://s{number}.example/{at}"
        f"</link><enclosure url='https://cdn.example/{number}/{at}-talk.mp3' type='audio/mpeg' length='{9000 + at}'/>"
        f"<description>{'Words about it. ' * 20}</description></item>"
        for at in reversed(range(count))
    )
    return f"<rss version='2.0'><channel><title>Show {number}</title>{items}</channel></rss>".encode()


def idle() -> None:
    """Waits a millisecond at a time; for each line of its input prints by how many seconds it was late at most since then."""
    import select

    late = 0.0
    while True:
        began = time.perf_counter()
        ready, _, _ = select.select([sys.stdin], [], [], 0.001)
        if ready:
            if not sys.stdin.readline():
                return
            print(late, flush=True)
            late = 0.0
        else:
            late = max(late, time.perf_counter() - began - 0.001)


@asynccontextmanager
async def beside(what: str) -> AsyncIterator[Process]:
    """A process of this file in another role, for as long as the block lasts."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.polling", what, stdin=PIPE, stdout=PIPE)
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def told(process: Process, ask: bytes = b"") -> str:
    """A line that the process prints, when asked."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(ask)
    return (await process.stdout.readline()).decode()


async def measured(act: Callable[[], Awaitable[None]], other: Process) -> str:
    """Does it; in words, how long it took and by how much it held up the event loop."""
    stalls: list[float] = []
    works: list[float] = []

    async def watch() -> None:
        while True:
            began, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.001)
            stalls.append(time.perf_counter() - began - 0.001)
            works.append(time.thread_time() - worked)

    await told(other, b"\n")
    watching = asyncio.create_task(watch())
    began = time.perf_counter()
    await act()
    took = time.perf_counter() - began
    watching.cancel()
    late = float(await told(other, b"\n"))
    stalls.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p99 = stalls[int(len(stalls) * 0.99)] * 1000
    return (
        f"{took:.1f} s, peak {peak:.0f} MB; loop late p99 {p99:.1f} ms, longest {stalls[-1] * 1000:.1f} ms, "
        f"own work at most {max(works) * 1000:.1f} ms; an idle process late by up to {late * 1000:.1f} ms"
    )


async def follow(store: Store, address: str, count: int, now: float) -> None:
    """So many subscriptions, each to a feed of its own."""
    for number in range(count):
        await store.feeds.add(f"{address}/{number}", now, now)
        await store.subscriptions.add(NewSubscription(1 + number // 25, 1000 + number, feed=f"{address}/{number}"), 1, now)


async def main(count: int) -> None:
    """The three rounds."""
    sys.setswitchinterval(SWITCH)
    clock = [time.time()]
    async with beside("--serve") as server, beside("--idle") as other:
        address = f"http://127.0.0.1:{int(await told(server))}"
        with tempfile.TemporaryDirectory() as folder:
            async with open_store(Path(folder) / "state.db") as store, Fetcher(LOCAL) as fetcher, Reader() as reader:
                await follow(store, address, count, clock[0])
                gc.collect()
                gc.freeze()
                announcer = Announcer(store, Idle(), fetcher, reader, NoKnowledge(), lambda: clock[0])
                for name in ROUNDS:
                    clock[0] += 3600
                    print(f"{name}: {await measured(lambda: announcer.look(everything=True), other)}")
                    seen = await fetcher.fetch(f"{address}/counts")
                    due = await store.deliveries.due(clock[0], 5000)
                    answered = seen.data.decode() if isinstance(seen, Fetched) else seen
                    print(f"  server: {answered}; posts planned {len(due)}", flush=True)
                    if name == ROUNDS[1]:
                        await fetcher.fetch(f"{address}/more")


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m benchmarks.polling", description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.idle:
        idle()
    else:
        asyncio.run(serve() if args.serve else main(args.feeds))
