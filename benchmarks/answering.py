"""The real library: cold load, warm start, one file changed until the answer shows it, answering times, peak memory.

python -m benchmarks.answering
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.real import real_knowledge
from bot.answers.desk import open_desk
from bot.config import Config
from bot.index import open_index
from bot.library import Synced, sync
from bot.question.reading import Heard
from bot.service import open_service

TODAY = date(2026, 1, 1)


async def main() -> None:
    """Prints the figures with what was aimed at."""
    with tempfile.TemporaryDirectory() as scratch:
        root, data = Path(scratch) / "knowledge", Path(scratch) / "data"
        shutil.copytree(real_knowledge(), root)
        peak = _peak(root)
        cold = _shell(root, data)
        warm = min(_shell(root, data) for _ in range(5))
        changed = [await _change(root, data) for _ in range(5)]
        times = await _times(root, data)
    print(f"cold load, shell to answer: {cold:.2f} s (aim 1.5)")
    print(f"warm ask, shell to answer: {warm:.2f} s (aim 0.6)")
    print(
        f"one file changed until the answer shows it: {sorted(changed)[2]:.3f} s median, {max(changed):.3f} s worst (aim 0.2)"
    )
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"answering {len(times)} questions: p50 {middle:.2f} ms, p99 {late:.2f} ms (aim 10)")
    print(f"peak memory of a cold load and answers: {peak:.0f} MB (aim 120)")


def _shell(root: Path, data: Path) -> float:
    started = time.perf_counter()
    call = [sys.executable, "-m", "bot", "ask", "who was on the latest episode?", "--knowledge", str(root), "--data", str(data)]
    subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


async def _change(root: Path, data: Path) -> float:
    """Seconds from writing a file until the desk answers with it."""
    async with open_service(Config(knowledge=root, data=data)) as service:
        path = _some_episode(root)
        text = path.read_text("utf-8")
        seen = asyncio.Event()

        async def changed(_synced: Synced) -> None:
            seen.set()

        service.listeners.append(changed)
        await asyncio.sleep(0.3)
        guest = f"Quentin Zebulon{time.monotonic_ns()}"
        started = time.perf_counter()
        path.write_text(
            f"{text.rstrip()}\naliases: [the {guest} special]\n" if "aliases:" not in text else text + "# changed\n", "utf-8"
        )
        await asyncio.wait_for(seen.wait(), 10)
        await service.desk.answer(Heard(f"when did the {guest} special come out?"), TODAY)
        spent = time.perf_counter() - started
        path.write_text(text, "utf-8")
        return spent


def _some_episode(root: Path) -> Path:
    return sorted(root.glob("*/episodes/**/*.yaml"))[0]


async def _times(root: Path, data: Path) -> list[float]:
    async with open_index(data / "index.db") as index:
        await sync(root, index)
        desk = await open_desk(index)
        things = desk.catalog.names.things
        people = [t.name for t in things if t.kind == "person"][:100]
        topics = [t.name for t in things if t.kind == "topic"][:300]
        asked = [f"when was {name} last on?" for name in people] + [f"anything about {name}?" for name in topics]
        asked += [f"who sponsored {show.name} {n}" for show in desk.catalog.shows.values() for n in range(1, 40)]
        spent = []
        for question in asked:
            started = time.perf_counter()
            await desk.answer(Heard(question), TODAY)
            spent.append((time.perf_counter() - started) * 1000)
        return sorted(spent)


def _peak(root: Path) -> float:
    """Megabytes; measured first, as a child's peak counts from what its parent had when it forked."""
    with tempfile.TemporaryDirectory() as data:
        _shell(root, Path(data))
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    asyncio.run(main())
