"""One run: start, kill, restart, and count in the stand-in what is there."""

from __future__ import annotations

import asyncio
import random
import re
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from benchmarks.chaos.stage import FEEDS, Shelf, channels, follow, posts, title
from bot.sandbox import Channel, Event, Sandbox

ROOT = Path(__file__).resolve().parents[2]
POST = "/channels/{channel_id}/messages"
THREAD = "/channels/{channel_id}/threads"
QUIET = 3.0
"""Seconds in which nothing more may come at the end."""
PATIENCE = 90.0


@dataclass(frozen=True)
class Result:
    """What the stand-in counted."""

    lost: int
    repeated: int
    deliveries: int
    kills: int
    detail: str = ""

    def __str__(self) -> str:
        return f"lost {self.lost}, repeated {self.repeated}, deliveries {self.deliveries}, kills {self.kills}"


@dataclass
class Run:
    """The stand-in, the feeds, and the bot that is alive now."""

    sandbox: Sandbox
    shelf: Shelf
    folder: Path
    where: list[Channel]
    feeds: dict[int, int]
    chance: random.Random
    process: Process | None = None
    kills: int = 0
    mid_answer: int = 0
    """Kills between Discord's accepting a post and the bot's hearing of it."""
    faults: dict[str, int] = field(default_factory=dict)

    async def start(self) -> None:
        """A new bot, online; where it is killed before that, another."""
        with (self.folder / "log.txt").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.chaos.child", self.sandbox.api_url, self.sandbox.gateway_url,
                self.sandbox.token, str(self.folder), cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip
        await until(lambda: self.sandbox.gateway.online, 60)

    async def kill(self) -> None:
        """Ends the bot without a word, at a random instant, or just when a post was accepted."""
        assert self.process is not None
        if self.chance.random() < 0.5:
            await self._kill_on_post(self.chance.randint(1, 6))
        else:
            await asyncio.sleep(self.chance.uniform(0.0, 1.2))
            self._end()
        await self.process.wait()
        await until(lambda: not self.sandbox.gateway.online, 10)
        self.kills += 1

    async def _kill_on_post(self, which: int) -> None:
        seen = asyncio.Event()
        left = [which]

        def heard(event: Event) -> None:
            if event.name == "MESSAGE_CREATE" and event.message and event.message.author is self.sandbox.world.bot:
                left[0] -= 1
                if left[0] == 0:
                    self._end()
                    self.mid_answer += 1
                    seen.set()

        self.sandbox.world.events.listen(heard)
        try:
            async with asyncio.timeout(2.0):
                await seen.wait()
        except TimeoutError:
            left[0] = -1
            self._end()

    def _end(self) -> None:
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGKILL)

    def trouble(self) -> None:
        """Something goes wrong with the next requests, or with the gateway."""
        kind = self.chance.choice(("fail", "busy", "lose_answer", "lose_request", "slow", "drop", "calm", "refuse"))
        self.faults[kind] = self.faults.get(kind, 0) + 1
        route = self.chance.choice((POST, THREAD, ""))
        times = self.chance.randint(1, 3)
        faults = self.sandbox.faults
        if kind == "fail":
            faults.fail(self.chance.choice((500, 502)), times, route, "POST")
        elif kind == "busy":
            faults.fail(429, times, route, "POST", seconds=0.2)
        elif kind == "lose_answer":
            faults.lose_answer(times, route, "POST")
        elif kind == "lose_request":
            faults.lose_request(times, route, "POST")
        elif kind == "slow":
            faults.slow(self.chance.uniform(0.1, 1.0), times, route, "POST")
        elif kind == "drop":
            self.sandbox.gateway.drop()
        elif kind == "refuse":
            faults.refuse_resume()
        else:
            faults.calm()

    def missing(self) -> int:
        """Posts that are still to come."""
        return sum(count == 0 for count in self.counts().values())

    def counts(self) -> dict[tuple[int, str], int]:
        """How often each episode that came out stands in each channel that follows it."""
        found = {}
        for channel in self.where:
            texts = posts(self.sandbox, channel)
            feed = self.feeds[channel.id]
            for at in range(1, self.shelf.out[feed]):
                name = title(feed, at)
                found[channel.id, name] = sum(_tells(text, name) for text in texts)
        return found


def _tells(text: str, name: str) -> bool:
    return re.search(rf"{re.escape(name)}(?!\d)", text) is not None


async def until(holds: Callable[[], bool], within: float) -> None:
    """Returns once the condition holds, which no event of the stand-in tells; TimeoutError where it never does."""
    async with asyncio.timeout(within):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.05)


@asynccontextmanager
async def _shelf() -> AsyncIterator[tuple[Shelf, int]]:
    shelf = Shelf()
    app = web.Application()
    app.router.add_get("/{feed}", shelf.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield shelf, runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def chaos(folder: Path, seed: int, deliveries: int, kills: int, width: int = 50) -> Result:
    """Announces so many episodes to so many channels while the bot is killed so often; counts in the stand-in."""
    began = time.monotonic()
    chance = random.Random(seed)
    for each in ("knowledge", "data"):
        (folder / each).mkdir(parents=True)
    async with Sandbox.open() as sandbox, _shelf() as (shelf, port):
        where = channels(sandbox, width)
        feeds = await follow(folder / "data", where, port, chance)
        run = Run(sandbox, shelf, folder, where, feeds, chance)
        await run.start()
        await _first_look(folder, port)
        await _act(run, deliveries // width, kills)
        await _finish(run)
        counts = run.counts()
        lost = sum(count == 0 for count in counts.values())
        repeated = sum(count - 1 for count in counts.values() if count > 1)
        detail = f"{time.monotonic() - began:.0f} s, {run.mid_answer} kills before the answer, faults {run.faults}"
        return Result(lost, repeated, len(counts), run.kills, detail)


async def _first_look(folder: Path, port: int) -> None:
    """Returns when the archive of every feed is known, so that what comes out from now on is new."""
    from bot.store import open_store

    async with open_store(folder / "data" / "state.db") as store:
        for feed in range(FEEDS):
            while True:
                state = await store.feeds.get(f"http://127.0.0.1:{port}/{feed}")
                if state is not None and state.read_at is not None:
                    break
                await asyncio.sleep(0.05)


async def _act(run: Run, rounds: int, kills: int) -> None:
    """Episodes come out while the bot is killed again and again."""
    releases = [feed for _ in range(rounds) for feed in range(FEEDS)]
    run.chance.shuffle(releases)
    share = len(releases) / max(1, kills)
    for at in range(kills):
        for feed in releases[int(at * share) : int((at + 1) * share)]:
            run.shelf.out[feed] += 1
        for _ in range(run.chance.randint(0, 2)):
            run.trouble()
        await run.kill()
        await run.start()
    for feed in releases[int(kills * share) :]:
        run.shelf.out[feed] += 1


async def _finish(run: Run) -> None:
    run.sandbox.faults.calm()
    with suppress(TimeoutError):
        await until(lambda: not run.missing(), PATIENCE)
    await asyncio.sleep(QUIET)
    assert run.process is not None
    run.process.kill()
    await run.process.wait()
