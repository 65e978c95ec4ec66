"""Feeds measured: `python -m benchmarks.feeds [feeds] [moves] [scale]` (all three without arguments).

Reads the real feeds in `FEEDS` (a folder, default `shared/data/feeds` beside the checkout) through HTTP servers on
127.0.0.1, each server in a process of its own. `FEEDS_COUNT` sets how many feeds the scale run polls (1,000).
"""

from __future__ import annotations

import asyncio
import gc
import os
import re
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

from aiohttp import web

from benchmarks.moves import MOVES, moved
from bot.feeds import Failed, Fetched, Fetcher, Identities, Known, Manners, NotModified, Reader, read, traces

FOLDER = Path(os.environ.get("FEEDS") or Path(__file__).resolve().parents[1].parent / "shared" / "data" / "feeds")
COUNT = int(os.environ.get("FEEDS_COUNT", "1000"))
LOCAL = Manners(allowed=("127.0.0.1",), per_host=16, gap=0.0)


def feed_files() -> list[Path]:
    """The feed files to measure, by name."""
    return sorted(FOLDER.glob("*.xml"))


async def serve() -> None:
    """A server of every feed file under its name and, for the scale run, under `/N/name`; conditional, prints its port."""
    files = {path.name: path.read_bytes() for path in feed_files()}

    answered = {200: 0, 304: 0}

    async def counts(request: web.Request) -> web.Response:
        return web.Response(text=f"{answered[200]} full answers and {answered[304]} times 304 from the server")

    async def answer(request: web.Request) -> web.Response:
        data = files[request.match_info["name"]]
        tag = f'"{sha256(request.path.encode() + data[:1000]).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == tag:
            answered[304] += 1
            return web.Response(status=304, headers={"ETag": tag})
        answered[200] += 1
        response = web.Response(body=data, content_type="application/rss+xml", headers={"ETag": tag})
        if len(data) < 500_000:
            response.enable_compression()
        return response

    app = web.Application()
    app.add_routes([web.get("/counts", counts), web.get("/{name}", answer), web.get("/{number}/{name}", answer)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """The address of a server running in its own process for as long as the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.feeds", "serve", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stdin.close()
        await process.wait()


class Lag:
    """The longest that the event loop kept anybody waiting, in milliseconds: in all, and by its own work.

    The difference is the machine's: other processes that were on the processor.
    """

    def __init__(self) -> None:
        self.worst = 0.0
        self.own = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Lag:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            before, worked = time.perf_counter(), time.thread_time()
            await asyncio.sleep(0.002)
            self.worst = max(self.worst, (time.perf_counter() - before - 0.002) * 1000)
            self.own = max(self.own, (time.thread_time() - worked) * 1000)


def resident(pid: int | str = "self") -> float:
    """Megabytes of memory a process holds now."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024  # type: ignore[index]


def workers() -> float:
    """Megabytes of all processes this one has started, the server aside."""
    pids = " ".join(path.read_text() for path in Path("/proc/self/task").glob("*/children")).split()
    return sum(resident(pid) for pid in pids if "feeds.worker" in Path(f"/proc/{pid}/cmdline").read_text())


async def feeds() -> None:
    """Every shared feed through HTTP: what was found and how long reading took."""
    print("| feed | items | date | identity | audio | number | people | seconds | oddities |")
    print("|---|---|---|---|---|---|---|---|---|")
    async with server() as base, Fetcher(LOCAL) as fetcher, Reader() as reader:
        await reader.read(b"")
        for path in feed_files():
            began = time.perf_counter()
            result = await fetcher.fetch(f"{base}/{path.name}")
            assert isinstance(result, Fetched), result
            feed = await reader.read(result.data, result.content_type, result.known.url)
            took = time.perf_counter() - began
            known = sum(bool(trace.keys) for trace in traces(feed))
            counts = (
                len(feed.items),
                sum(item.published is not None for item in feed.items),
                known,
                sum(item.has_audio for item in feed.items),
                sum(item.number is not None for item in feed.items),
                sum(bool(item.people) for item in feed.items),
            )
            print(f"| {path.stem} | {' | '.join(map(str, counts))} | {took:.2f} | {len(feed.oddities)} |")


async def moves() -> None:
    """For three feeds: after each move, how many episodes look new (0 is right) and how many edited."""
    print("| feed | move | items | new | edited | facts |\n|---|---|---|---|---|---|")
    for name in ("launched", "giant-bombcast", "serial"):
        data = (FOLDER / f"{name}.xml").read_bytes()
        before = traces(read(data))
        for what, steps in MOVES.items():
            feed = read(moved(data, steps))
            sorting = Identities(before).sort(feed)
            edited = [sighting for sighting in sorting.known if sighting.changed]
            facts = sorted({fact for sighting in edited for fact in sighting.changed})
            print(f"| {name} | {what} | {len(feed.items)} | {len(sorting.new)} | {len(edited)} | {', '.join(facts)} |")


async def scale() -> None:
    """COUNT feeds polled twice: the first time all are new, the second time none changed."""
    names = [path.name for path in feed_files()]
    known: dict[str, Known] = {}
    # Walking all that was imported is half of a pause of 15 ms; a program that cares freezes it once it is up.
    gc.collect()
    gc.freeze()
    print(f"{COUNT} feeds, memory at start {resident():.0f} MB")
    async with server() as base, Fetcher(LOCAL) as fetcher, Reader(workers=2) as reader:
        urls = [f"{base}/{number}/{names[number % len(names)]}" for number in range(COUNT)]
        for label in ("first round", "second round"):
            tally = {"new": 0, "304": 0, "failed": 0, "wire": 0, "bytes": 0, "items": 0}
            queue = asyncio.Queue[str]()
            for url in urls:
                queue.put_nowait(url)
            began = time.perf_counter()
            async with Lag() as lag:
                await asyncio.gather(*(_poll(queue, fetcher, reader, known, tally) for _ in range(16)))
            took = time.perf_counter() - began
            counted = ", ".join(f"{count} {what}" for what, count in tally.items())
            print(f"{label}: {counted}; {took:.2f} s")
            print(f"  longest lag {lag.worst:.1f} ms, by own work {lag.own:.1f} ms")
            told = await fetcher.fetch(f"{base}/counts")
            assert isinstance(told, Fetched)
            print(f"  so far {told.data.decode()}")
            print(f"  memory {resident():.0f} MB, and {workers():.0f} MB in the workers")


async def _poll(
    queue: asyncio.Queue[str], fetcher: Fetcher, reader: Reader, known: dict[str, Known], tally: dict[str, int]
) -> None:
    while not queue.empty():
        url = queue.get_nowait()
        result = await fetcher.fetch(url, known.get(url))
        if isinstance(result, Failed):
            tally["failed"] += 1
            continue
        known[url] = result.known
        if isinstance(result, NotModified):
            tally["304"] += 1
            continue
        feed = await reader.read(result.data, result.content_type, url)
        tally["new"] += 1
        tally["wire"] += result.received
        tally["bytes"] += len(result.data)
        tally["items"] += len(feed.items)


async def main(wanted: list[str]) -> None:
    """Run the parts asked for."""
    for name, part in (("feeds", feeds), ("moves", moves), ("scale", scale)):
        if not wanted or name in wanted:
            print(f"\n## {name}\n")
            await part()


if __name__ == "__main__":
    asyncio.run(serve() if sys.argv[1:] == ["serve"] else main(sys.argv[1:]))
