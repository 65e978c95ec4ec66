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
from bot.edits import Author, Set, apply, bases, edit, prepare, settle
from bot.index import open_index
from bot.library import Synced, sync
from bot.question.reading import Heard
from bot.service import Service, open_service
from bot.trying import tried

TODAY = date(2026, 1, 1)
CHANGES = 11


async def main() -> None:
    """Prints the figures with what was aimed at."""
    with tempfile.TemporaryDirectory() as scratch:
        root, data = Path(scratch) / "knowledge", Path(scratch) / "data"
        shutil.copytree(real_knowledge(), root)
        peak = _peak(root)
        cold = _shell(root, data)
        warm = min(_shell(root, data) for _ in range(5))
        changed = sorted(await _changes(root, data))
        times = await _times(root, data)
    print(f"cold load, shell to answer: {cold:.2f} s (aim 1.5)")
    print(f"warm ask, shell to answer: {warm:.2f} s (aim 0.6)")
    print(
        f"one file edited until the answer shows it: {changed[CHANGES // 2]:.3f} s median, {changed[-1]:.3f} s worst (aim 0.2)"
    )
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"answering {len(times)} questions: p50 {middle:.2f} ms, p99 {late:.2f} ms (aim 10)")
    print(f"peak memory of a cold load and answers: {peak:.0f} MB (aim 120)")


def _shell(root: Path, data: Path) -> float:
    started = time.perf_counter()
    call = [sys.executable, "-m", "bot", "ask", "who was on the latest episode?", "--knowledge", str(root), "--data", str(data)]
    subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


async def _changes(root: Path, data: Path) -> list[float]:
    """Seconds from a confirmed edit until the desk answers with it, several times."""
    async with open_service(Config(knowledge=root, data=data)) as service:
        seen = asyncio.Event()

        async def changed(_synced: Synced) -> None:
            seen.set()

        service.listeners.append(changed)
        path = min(path for path in await service.index.digests() if "/episodes/" in path)
        await asyncio.sleep(0.3)
        return [await _change(service, path, seen, number) for number in range(CHANGES)]


async def _change(service: Service, path: str, seen: asyncio.Event, number: int) -> float:
    title = f"Quentin Zebulon {number} special"
    text = edit("episode", (service.root / path).read_bytes(), [Set("title", title)])
    base = bases(service.root, [path])
    revision = prepare(service.root, {path: text}, base, author=Author("Ann"), at=0.0, why="Measured")
    seen.clear()
    started = time.perf_counter()
    await asyncio.to_thread(apply, service.root, revision)
    await asyncio.to_thread(settle, service.root, revision.id)
    await asyncio.wait_for(seen.wait(), 10)
    said = await tried(service.desk, f"when did the {title} come out?", "", TODAY)
    spent = time.perf_counter() - started
    assert title in said, said
    return spent


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
