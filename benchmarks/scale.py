"""Names linked right and whole answers in time, as the library grows; beside what a user would do instead, in the same run.

    python -m benchmarks.scale [--sizes 1000,20000,100000] [--plot docs/growth.svg]

Real names and episodes come from the jupiter set where it lies beside the repository, else from the shipped knowledge; larger
libraries are recombined from them with a fixed seed. Each size is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks import made
from benchmarks.growth import draw
from benchmarks.real import real_knowledge
from bot.answers.desk import open_desk
from bot.index import open_index
from bot.question.reader import read
from bot.question.reading import Heard

TODAY = date(2026, 1, 1)
ASKED = 300
"""Questions for each figure."""


def main() -> None:
    """Measures every size and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="1000,20000,100000")
    parser.add_argument("--plot", default="")
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(asyncio.run(measure(args.one))))
        return
    rows = []
    for size in map(int, args.sizes.split(",")):
        ran = subprocess.run([sys.executable, "-m", "benchmarks.scale", "--one", str(size)], stdout=subprocess.PIPE, check=True)
        rows.append(json.loads(ran.stdout))
        print(f"measured {size:,} episodes", file=sys.stderr)
    columns = list(rows[0])
    print("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(row[c]) for c in columns) + " |")
    if args.plot:
        Path(args.plot).write_text(draw(rows), "utf-8")


async def measure(size: int) -> dict[str, object]:
    """All figures of a library of `size` episodes with as many names."""
    rng = random.Random(7)
    have = made.stock(real_knowledge())
    names = made.names(have, size if size > 2000 else 1700, rng)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        documents = list(made.documents(have, names, size, rng))
        async with open_index(path) as index:
            started = time.perf_counter()
            await index.write(documents)
            del documents
            await open_desk(index)
            build = time.perf_counter() - started
        warm = await asyncio.to_thread(_warm_start, path)
        async with open_index(path) as index:
            desk = await open_desk(index)
            figures = {
                "episodes": f"{size:,}",
                "build s/10k": round(build / size * 10_000, 2),
                "warm start s": round(warm[0], 2),
            }
            figures["memory MB"] = round(warm[1])
            figures |= await _answers(desk, names, size, rng)
            figures |= _linking(desk, names, rng)
            return figures


def _warm_start(path: Path) -> tuple[float, float]:
    """Seconds to a desk over an index that is there, and the memory of that process in MB, in a process of its own."""
    code = (
        "import asyncio, resource, sys, time; from pathlib import Path; from bot.index import open_index\n"
        "from bot.answers.desk import open_desk\n"
        "async def main():\n"
        "    started = time.perf_counter()\n"
        "    async with open_index(Path(sys.argv[1])) as index:\n"
        "        await open_desk(index)\n"
        "        print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
        "asyncio.run(main())"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True, check=True)
    seconds, memory = ran.stdout.split()
    return float(seconds), float(memory)


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


async def _answers(desk, names: made.Made, size: int, rng: random.Random) -> dict[str, object]:  # type: ignore[no-untyped-def]
    spent = []
    for question in questions(names, size, rng):
        started = time.perf_counter()
        await desk.answer(Heard(question), TODAY)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    found = {f"p{q} ms": round(spent[min(len(spent) - 1, len(spent) * q // 100)], 2) for q in (50, 95, 99)}
    waiting = [desk.answer(Heard(question), TODAY) for question in questions(names, size, rng)[:200]]
    stall, stop = [0.0], asyncio.Event()

    async def beat() -> None:
        while not stop.is_set():
            before = time.perf_counter()
            await asyncio.sleep(0)
            stall[0] = max(stall[0], (time.perf_counter() - before) * 1000)

    beating = asyncio.create_task(beat())
    started = time.perf_counter()
    await asyncio.gather(*waiting)
    found["200 at once s"] = round(time.perf_counter() - started, 2)
    stop.set()
    await beating
    return found | {"longest stall ms": round(stall[0], 1)}


def _linking(desk, names: made.Made, rng: random.Random) -> dict[str, object]:  # type: ignore[no-untyped-def]
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
        started = time.perf_counter()
        reading = read(question, desk.catalog.vocabulary, TODAY)
        ours_ms += time.perf_counter() - started
        linked = {m.thing.name for ref in (*reading.people, *reading.topics, *reading.sponsors) for m in ref.choices[:1]}
        right["ours"] += name in linked
        started = time.perf_counter()
        best = process.extractOne(question, every, scorer=fuzz.WRatio)
        ratio_ms += time.perf_counter() - started
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
