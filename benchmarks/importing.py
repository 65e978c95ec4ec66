"""Real feeds imported: `python -m benchmarks.importing` prints a table of what each became, and of a second run.

Reads the feeds in `FEEDS` (a folder, default `shared/data/feeds` beside the checkout) and writes into a temporary folder.
The first table counts what was written, the second how many episodes have each field.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import knowledge
from bot.feeds import read
from bot.importing import Plan, Source, carry_out, plan

FOLDER = Path(os.environ.get("FEEDS") or Path(__file__).resolve().parents[1].parent / "shared" / "data" / "feeds")
NOW = 1_700_000_000.0
_COLUMNS = ("number", "date", "duration", "summary", "guests", "sponsors", "topics", "chapters", "links", "transcript")


@dataclass(frozen=True, slots=True)
class Row:
    """One feed: what its import did, how long reading and importing took, and what a second run would change."""

    name: str
    items: int
    done: Plan
    reading: float
    importing: float
    again: float
    changed: int
    problems: int


def main() -> int:
    """Imports every feed twice and prints the tables; 1 where a second run changes anything or a result is not clean."""
    paths = sorted(FOLDER.glob("*.xml"))
    if not paths:
        print(f"There are no feeds in {FOLDER}; name another folder with FEEDS=...", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as root:
        rows = [_measure(Path(root), path) for path in paths]
    print("\n".join([*_first(rows), "", *_second(rows)]))
    return 1 if any(row.changed or row.problems for row in rows) else 0


def _measure(root: Path, path: Path) -> Row:
    started = time.perf_counter()
    feed = read(path.read_bytes())
    source = Source(feed, f"the feed file {path.name}")
    read_at = time.perf_counter()
    done = plan(root, path.stem, [source], guess=True)
    asyncio.run(carry_out(root, done, at=NOW))
    written_at = time.perf_counter()
    again = plan(root, path.stem, [source], guess=True)
    ended = time.perf_counter()
    problems = sum(problem.place.path.startswith(f"{path.stem}/") for problem in knowledge.check(root))
    times = (read_at - started, written_at - read_at, ended - written_at)
    return Row(path.stem, len(feed.items), done, *times, len(again.changes), problems)


def _first(rows: list[Row]) -> Iterator[str]:
    heads = ["feed", "items", "episodes written", "fields filled", "guessed guests / sponsors", "odd"]
    heads += ["read s", "import s", "second run s", "changed by it", "check"]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for row in rows:
        yield _line(row)
    total = sum(len(row.done.report.created) for row in rows)
    seconds, changed = sum(row.importing for row in rows), sum(row.changed for row in rows)
    yield f"\n{total} files written in {seconds:.1f} s; a second run changes {changed}"


def _line(row: Row) -> str:
    report = row.done.report
    episodes = sum("/episodes/" in path for path in report.created)
    guessed = f"{report.count('guest')} / {report.count('sponsor')}"
    check = "clean" if not row.problems else f"{row.problems} problems"
    return (
        f"| {row.name} | {row.items} | {episodes} | {report.filled.total()} | {guessed} | {len(report.odd)} | "
        f"{row.reading:.2f} | {row.importing:.2f} | {row.again:.2f} | {row.changed} | {check} |"
    )


def _second(rows: list[Row]) -> Iterator[str]:
    yield f"| feed | {' | '.join(_COLUMNS)} |"
    yield "|---" * (len(_COLUMNS) + 1) + "|"
    for row in rows:
        filled: Counter[str] = row.done.report.filled
        yield f"| {row.name} | {' | '.join(str(filled[key]) for key in _COLUMNS)} |"


if __name__ == "__main__":
    sys.exit(main())
