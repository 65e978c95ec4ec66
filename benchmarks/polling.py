"""Looking at many feeds the whole way: fetched, read, decided and kept, `python -m benchmarks.polling [--feeds 1000]`.

A server in a process of its own hands out made-up feeds of 30 to 300 items. Three rounds: the first sight, nothing changed,
and one new episode in every tenth feed. Each prints time, posts planned and the longest stall of the event loop.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.announce import Announcer
from bot.announce.knowing import NoKnowledge
from bot.announce.outcomes import Idle
from bot.feeds import Fetcher, Manners, Reader
from bot.store import open_store
from bot.store.records import NewSubscription

LOCAL = Manners(allowed=("127.0.0.1",), per_host=16, gap=0.0)


async def serve() -> None:
    """A server of feeds `/N`; `/more` adds an episode to every tenth. Prints its port, ends with its input."""
    extra = [0]
    answered: Counter[int] = Counter()

    async def answer(request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        count = 30 + number * 7 % 271 + (extra[0] if number % 10 == 0 else 0)
        tag = f'"{number}-{count}"'
        status = 304 if request.headers.get("If-None-Match") == tag else 200
        answered[status] += 1
        body = None if status == 304 else _feed(number, count)
        return web.Response(status=status, body=body, headers={"ETag": tag}, content_type="application/rss+xml")

    async def more(_request: web.Request) -> web.Response:
        extra[0] += 1
        return web.Response(text=str(dict(answered)))

    app = web.Application()
    app.add_routes([web.get("/more", more), web.get(r"/{number:\d+}", answer)])
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


async def measured(name: str, act: Callable[[], Awaitable[None]]) -> None:
    """Does it, and prints how long it took and by how much it held up the event loop."""
    stalls: list[float] = []

    async def watch() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.001)
            stalls.append(time.perf_counter() - began - 0.001)

    watching = asyncio.create_task(watch())
    began = time.perf_counter()
    await act()
    took = time.perf_counter() - began
    watching.cancel()
    stalls.sort()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p99 = stalls[int(len(stalls) * 0.99)] * 1000
    print(f"{name}: {took:.1f} s, stall p99 {p99:.1f} ms, longest {stalls[-1] * 1000:.1f} ms, peak {peak:.0f} MB", flush=True)


async def main(count: int) -> None:
    """The three rounds."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.polling", "--serve", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    address = f"http://127.0.0.1:{int(await server.stdout.readline())}"
    clock = [time.time()]
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder) / "state.db") as store, Fetcher(LOCAL) as fetcher, Reader() as reader:
            for number in range(count):
                await store.feeds.add(f"{address}/{number}", clock[0], clock[0])
                new = NewSubscription(1 + number // 25, 1000 + number, feed=f"{address}/{number}")
                await store.subscriptions.add(new, 1, clock[0])
            gc.collect()
            gc.freeze()
            announcer = Announcer(store, Idle(), fetcher, reader, NoKnowledge(), lambda: clock[0])
            for name in ("first sight", "nothing changed", "one new episode in every tenth feed"):
                clock[0] += 3600
                await measured(name, lambda: announcer.look(everything=True))
                print(f"  posts planned: {len(await store.deliveries.due(clock[0], 5000))}")
                if name == "nothing changed":
                    result = await fetcher.fetch(f"{address}/more")
                    print(f"  the server answered {getattr(result, 'data', b'').decode()}")
    server.stdin.close()
    await server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m benchmarks.polling", description=__doc__)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    asyncio.run(serve() if args.serve else main(args.feeds))
