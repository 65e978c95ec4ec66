"""Names linked right and whole answers in time, as the library grows; beside what a user would do instead, in the same run.

    python -m benchmarks.scale [--sizes 1000,20000,100000] [--plot docs/growth.svg] [--cpu]

Real names and episodes come from the jupiter set where it lies beside the repository, else from the shipped knowledge; larger
libraries are recombined from them with a fixed seed. Each size is measured in a process of its own, and so is what starts over
the index that is there: its memory is the most that it took until all questions were answered. Garbage is treated as the bot
treats it: while it loads only the young is looked through, and what was loaded never again. With `--cpu` all times are the
processor's, of all threads of the process: for a machine that others use too.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks import made
from benchmarks.growth import draw
from benchmarks.real import real_knowledge
from bot.__main__ import YOUNG
from bot.answers.desk import open_desk
from bot.index import open_index
from bot.question.reader import read
from bot.question.reading import Heard

TODAY = date(2026, 1, 1)
ASKED = 300
"""Questions for each figure."""
Clock = Callable[[], float]


def main() -> None:
    """Measures every size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="1000,20000,100000")
    parser.add_argument("--plot", default="")
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--cpu", action="store_true", help="measure processor time")
    args = parser.parse_args()
    gc.set_threshold(*YOUNG)
    if args.one:
        print(json.dumps(asyncio.run(measure(args.one, time.process_time if args.cpu else time.perf_counter))))
        return
    rows = []
    for size in map(int, args.sizes.split(",")):
        call = [sys.executable, "-m", "benchmarks.scale", "--one", str(size), *(["--cpu"] if args.cpu else [])]
        ran = subprocess.run(call, stdout=subprocess.PIPE, check=True)
        rows.append(json.loads(ran.stdout))
        print(f"measured {size:,} episodes", file=sys.stderr)
    columns = list(rows[0])
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(row[c]) for c in columns) + " |")
    if args.plot:
        Path(args.plot).write_text(draw(rows), "utf-8")


async def measure(size: int, clock: Clock) -> dict[str, object]:
    """All figures of a library of `size` episodes with as many names."""
    rng = random.Random(7)
    have = made.stock(real_knowledge())
    names = made.names(have, size if size > 2000 else 1700, rng)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        documents = list(made.documents(have, names, size, rng))
        async with open_index(path) as index:
            started = clock()
            await index.write(documents)
            del documents
            await open_desk(index)
            build = clock() - started
        peak = _most_memory()
        asked = questions(names, size, random.Random(8))
        warm = await asyncio.to_thread(_warm_start, path, asked, clock)
        async with open_index(path) as index:
            desk = await open_desk(index)
            gc.collect()
            gc.freeze()
            figures = {
                "episodes": f"{size:,}",
                "build s/10k": round(build / size * 10_000, 2),
                "warm start s": round(warm[0], 2),
            }
            figures |= {"memory MB": round(warm[1]), "memory while building MB": round(peak)}
            figures |= await _answers(desk, names, size, rng, clock)
            figures |= _linking(desk, names, rng, clock)
            return figures


def _warm_start(path: Path, asked: list[str], clock: Clock) -> tuple[float, float]:
    """Seconds to a desk over an index that is there, and the most memory in MB of that process until it has answered."""
    code = f"import sys, time; from benchmarks.scale import start_warm; start_warm(sys.argv[1], time.{clock.__name__})"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True
    )
    seconds, memory = ran.stdout.split()
    return float(seconds), float(memory)


def start_warm(path: str, clock: Clock) -> None:
    """Prints the seconds to a desk over the index at `path`, then the memory once the questions on stdin are answered."""

    async def start() -> float:
        started = clock()
        async with open_index(Path(path)) as index:
            desk = await open_desk(index)
            seconds = clock() - started
            for question in json.load(sys.stdin):
                await desk.answer(Heard(question), TODAY)
        return seconds

    print(asyncio.run(start()), _most_memory())


def _most_memory() -> float:
    """The most MB that this process has held; what its parent held when it was made does not count, as in `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.search(r"VmHWM:\s*(\d+)", status.read_text("ascii")).group(1)) / 1024  # type: ignore[union-attr]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def questions(names: made.Made, size: int, rng: random.Random) -> list[str]:
    """Questions of every common kind about things that are there, a third with a slip."""
    asked = []
    for _ in range(ASKED):
        person, topic, sponsor = (
            names_[made.skewed(rng, len(names_))] for names_ in (names.people, names.topics, names.sponsors)
        )
        forms = (
            f"which episodes was {person} on",
            f"when was {person} last on?",
            f"anything about {topic}",
            f"what did {sponsor} sponsor",
            f"who sponsored show 1 episode {rng.randrange(size // 5)}",
            f"who was on with {person}",
            f"has {person} ever been a guest?",
            f"{topic} episodes with {person}",
            f"how many episodes did {sponsor} sponsor in 2012",
            f"who is {person}",
        )
        form = rng.choice(forms)
        asked.append(made.slip(rng, form) if rng.random() < 1 / 3 else form)
    return asked


async def _answers(  # type: ignore[no-untyped-def]
    desk, names: made.Made, size: int, rng: random.Random, clock: Clock
) -> dict[str, object]:
    spent = []
    for question in questions(names, size, rng):
        started = clock()
        await desk.answer(Heard(question), TODAY)
        spent.append((clock() - started) * 1000)
    spent.sort()
    found = {f"p{q} ms": round(spent[min(len(spent) - 1, len(spent) * q // 100)], 2) for q in (50, 95, 99)}
    waiting = [desk.answer(Heard(question), TODAY) for question in questions(names, size, rng)[:200]]
    stall, stop = [0.0], asyncio.Event()

    async def beat() -> None:
        while not stop.is_set():
            before = clock()
            await asyncio.sleep(0)
            stall[0] = max(stall[0], (clock() - before) * 1000)

    beating = asyncio.create_task(beat())
    started = clock()
    await asyncio.gather(*waiting)
    found["200 at once s"] = round(clock() - started, 2)
    stop.set()
    await beating
    return found | {"longest stall ms": round(stall[0], 1)}


def _linking(desk, names: made.Made, rng: random.Random, clock: Clock) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """The share of names linked right, with 0 to 2 slips and first names: ours, rapidfuzz over the list, FTS5 alone."""
    known = {thing.name for thing in desk.catalog.names.things if thing.weight}
    every = [name for name in (*names.people, *names.topics, *names.sponsors) if name in known and len(name) > 3]
    firsts: dict[str, list[str]] = {}
    for person in names.people:
        firsts.setdefault(person.split()[0].casefold(), []).append(person)
    alone = [people[0] for first, people in firsts.items() if len(people) == 1 and len(first) > 3]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE n USING fts5(name)")
    database.executemany("INSERT INTO n (name) VALUES (?)", [(name,) for name in every])
    right = {"ours": 0, "WRatio": 0, "FTS5": 0}
    ours_ms = ratio_ms = 0.0
    for turn in range(ASKED):
        name = rng.choice(alone) if alone and turn % 10 == 0 else rng.choice(every)
        said = name.split()[0] if turn % 10 == 0 and alone else name
        for _ in range(turn % 3 if len(said) > 7 else turn % 2 if len(said) > 5 else 0):
            said = made.slip(rng, said)
        question = rng.choice(("which episodes have {} on them", "anything with {}?", "tell me about {}")).format(said)
        started = clock()
        reading = read(question, desk.catalog.vocabulary, TODAY)
        ours_ms += clock() - started
        linked = {m.thing.name for ref in (*reading.people, *reading.topics, *reading.sponsors) for m in ref.choices[:1]}
        right["ours"] += name in linked
        started = clock()
        best = process.extractOne(question, every, scorer=fuzz.WRatio)
        ratio_ms += clock() - started
        right["WRatio"] += bool(best and best[0] == name)
        right["FTS5"] += _fts(database, question) == name
    shares = {f"{way} %": round(100 * hits / ASKED, 1) for way, hits in right.items()}
    return (
        {"names": f"{len(every):,}"}
        | shares
        | {"link ms": round(ours_ms / ASKED * 1000, 2), "WRatio ms": round(ratio_ms / ASKED * 1000, 1)}
    )


def _fts(database: sqlite3.Connection, question: str) -> str:
    words = " OR ".join(f'"{word}"' for word in question.replace('"', " ").replace("?", " ").split())
    rows = database.execute("SELECT name FROM n WHERE n MATCH ? ORDER BY rank LIMIT 1", (words,)).fetchall()
    return rows[0][0] if rows else ""


if __name__ == "__main__":
    main()
