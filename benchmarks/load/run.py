"""One run: the bot starts, people ask for a while, and the stand-in counts."""

from __future__ import annotations

import asyncio
import gc
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load.city import City, built
from benchmarks.load.questions import prepared
from benchmarks.load.tally import Tally
from benchmarks.load.traffic import Traffic, at_rate
from bot.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
WARM = 3.0
"""Seconds of the same traffic before anything is measured; half of what is measured at most."""
Line = tuple[float, float, float, float, float]
PATIENCE = 15.0
"""Seconds for the last answers."""


@dataclass(frozen=True)
class Rates:
    """What happens each second."""

    commands: float = 150.0
    mentions: float = 30.0
    presses: float = 5.0


@dataclass
class Meter:
    """What the bot tells of itself each second, as `child` writes it."""

    lines: list[Line] = field(default_factory=list)

    async def read(self, stream: asyncio.StreamReader) -> None:
        """Takes in lines until there are no more."""
        async for line in stream:
            with suppress(ValueError):
                memory, cpu, stall, worked, garbage = map(float, line.split())
                self.lines.append((memory, cpu, stall, worked, garbage))


@dataclass(frozen=True)
class Result:
    """What came of it; times in milliseconds, memory in MB."""

    asked: int
    lost: int
    repeated: int
    p95: float
    lag: float
    start: float
    end: float
    detail: tuple[str, ...]

    def __str__(self) -> str:
        counted = f"lost {self.lost}, repeated {self.repeated}"
        return f"p95 {self.p95:.1f} ms, lag {self.lag:.1f} ms, {counted}, memory {self.start:.0f} MB to {self.end:.0f} MB"


@asynccontextmanager
async def running(sandbox: Sandbox, knowledge: Path, data: Path) -> AsyncIterator[tuple[Process, Meter]]:
    """The bot in a process of its own, online and with its commands registered; its log goes to `bot.log` in `data`."""
    meter = Meter()
    with (data / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.load.child", sandbox.api_url, sandbox.gateway_url, sandbox.token,
            str(knowledge), str(data), cwd=ROOT, stdout=PIPE, stderr=log,
        )  # fmt: skip
    assert process.stdout is not None
    reading = asyncio.create_task(meter.read(process.stdout))
    try:
        await sandbox.wait_until_online(120)
        await sandbox.wait_until(lambda: bool(sandbox.world.application.commands.get(None)), 30)
        yield process, meter
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        await reading


async def load(knowledge: Path, data: Path, seconds: float, seed: int, rates: Rates | None = None) -> Result:
    """What a bot with this knowledge makes of the crowd; `data` is a folder for its state."""
    chance, asking = random.Random(seed), await prepared(knowledge, data)
    async with Sandbox.open() as sandbox:
        city = built(sandbox)
        # What the stand-in itself stalls would be taken for the bot's slowness: walking through all messages it keeps takes
        # longer from minute to minute.
        gc.collect()
        gc.freeze()
        gc.disable()
        async with running(sandbox, knowledge, data) as (process, meter):
            for warming in (True, False):
                tally = Tally(sandbox)
                traffic = Traffic(sandbox, city, tally, asking, chance)
                began = len(meter.lines)
                await _crowd(traffic, rates or Rates(), min(WARM, seconds / 2) if warming else seconds)
                await _answered(sandbox, tally)
            alive = process.returncode is None
            gc.enable()
            return _result(tally, meter.lines[max(0, began - 1) :], alive)


async def _crowd(traffic: Traffic, rates: Rates, seconds: float) -> None:
    until = time.perf_counter() + seconds
    acts = ((traffic.command, rates.commands), (traffic.mention, rates.mentions), (traffic.press, rates.presses))
    await asyncio.gather(*(at_rate(act, rate, until, random.Random(traffic.chance.random())) for act, rate in acts if rate))


async def _answered(sandbox: Sandbox, tally: Tally) -> None:
    """Returns once nothing is open, or nothing more is to be hoped for."""
    with suppress(TimeoutError):
        await sandbox.wait_until(lambda: not tally.lost, PATIENCE)
    # Second answers would come soon.
    await asyncio.sleep(1.0)


def _result(tally: Tally, lines: list[Line], alive: bool) -> Result:
    kinds = {"command": "by /ask", "mention": "by mention", "press": "pages turned", "": "all"}
    detail = []
    for kind, name in kinds.items():
        parts = " ".join(f"p{share * 100:g} {tally.part(share, kind):6.1f} ms" for share in (0.5, 0.95, 0.99, 1.0))
        detail.append(f"{name:13s} {tally.asked(kind):6d}  {parts}")
    worst = max(lines, key=lambda line: line[2], default=(0.0,) * 5)
    middle = sorted(line[2] for line in lines)[len(lines) // 2] if lines else 0.0
    often = f"in half of the seconds under {middle:.1f} ms"
    garbage = max((line[4] for line in lines), default=0.0)
    detail.append(f"longest stall {worst[2]:.1f} ms, for {worst[3]:.1f} ms of that at work; {often}")
    detail.append(f"longest collection of garbage {garbage:.1f} ms")
    cpu = lines[-1][1] - lines[0][1] if lines else 0.0
    each = 1000 * cpu / max(1, tally.asked())
    detail.append(f"CPU {100 * cpu / max(1.0, len(lines) - 1):.0f} % of one core, {each:.1f} ms for each question")
    detail.extend([_grown(lines)] if lines else [])
    detail.extend([] if alive else ["the bot has ended"])
    start, end = (lines[0][0], lines[-1][0]) if lines else (0.0, 0.0)
    lost = tally.lost if alive else max(1, tally.lost)
    return Result(tally.asked(), lost, tally.repeated, tally.part(0.95), worst[2], start, end, tuple(detail))


def _grown(lines: list[Line]) -> str:
    """How memory went. What is kept of conversations is bounded, and fills up in the first part of the time."""
    points = " ".join(f"{line[0]:.0f}" for line in lines[:: max(1, len(lines) // 10)])
    later = [line[0] for line in lines[len(lines) // 2 :]]
    pace = 60 * (later[-1] - later[0]) / max(1, len(later) - 1)
    return f"memory at each tenth of the time {points} MB; in the second half {pace:+.1f} MB a minute"


__all__ = ["City", "Rates", "Result", "load", "running"]
