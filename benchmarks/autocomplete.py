"""Names offered while somebody types: `python -m benchmarks.autocomplete [--sizes 2000,20000] [--names 200]`.

A made library of each size; names of all kinds are typed letter by letter, a third of them with a slip, and every keystroke is
one call as the bot makes it. Beside it what bots usually do over the same names: RapidFuzz's `extract` with WRatio.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz, process  # noqa: E402

from benchmarks import made  # noqa: E402
from benchmarks.real import real_knowledge  # noqa: E402
from bot.answers.complete import KINDS, Kind, Lists  # noqa: E402
from bot.answers.desk import open_desk  # noqa: E402
from bot.browse import Browser  # noqa: E402
from bot.index import open_index  # noqa: E402

MOST = 25
Offer = Callable[[Kind, str], Sequence[str]]


@dataclass
class Tally:
    """What a way of completing cost, and how often it offered the name meant."""

    costs: list[float] = field(default_factory=list)
    half: int = 0
    whole: int = 0
    first: int = 0
    asked: int = 0

    def cells(self) -> list[str]:
        """As cells of a table: milliseconds, then shares of the names."""
        costs = sorted(self.costs)
        at = [costs[min(len(costs) - 1, int(len(costs) * share))] for share in (0.5, 0.95, 0.99, 1.0)]
        shares = [f"{100 * count / self.asked:.1f} %" for count in (self.half, self.whole, self.first)]
        return [*(f"{1000 * cost:.2f}" for cost in at), *shares]


def typed(lists: Lists, names: int, rng: random.Random) -> list[tuple[Kind, str, str]]:
    """(kind, name, what is typed for it): some names of each kind, a third with a slip."""
    found: list[tuple[Kind, str, str]] = []
    for kind in KINDS:
        entries = list(lists.shelf(kind).entries)
        for entry in rng.sample(entries, min(names // len(KINDS), len(entries))):
            said = made.slip(rng, entry.name) if rng.random() < 1 / 3 and len(entry.name) > 4 else entry.name
            found.append((kind, entry.name, said))
    return found


def measure(asked: Sequence[tuple[Kind, str, str]], offer: Offer) -> Tally:
    """Every name typed letter by letter."""
    tally = Tally(asked=len(asked))
    for kind, name, said in asked:
        for size in range(1, min(len(said), 40) + 1):
            started = time.perf_counter()
            names = offer(kind, said[:size])
            tally.costs.append(time.perf_counter() - started)
            if size == (len(said) + 1) // 2:
                tally.half += name in names
        tally.whole += name in names
        tally.first += bool(names) and names[0] == name
    return tally


async def library(size: int, names: int) -> None:
    """The rows of one size."""
    rng = random.Random(11)
    have = made.stock(real_knowledge())
    known = made.names(have, max(1700, size), rng)
    with tempfile.TemporaryDirectory() as folder:
        async with open_index(Path(folder) / "index.db") as index:
            await index.write(list(made.documents(have, known, size, rng)))
            browser = Browser(await open_desk(index), index)
            started = time.perf_counter()
            lists = await browser.lists()
            ready = time.perf_counter() - started
            asked = typed(lists, names, rng)
            gc.collect()
            gc.freeze()
            ours = measure(asked, lambda kind, said: [each.name for each in lists.complete(kind, said)])
            texts = {kind: [each.name for each in lists.shelf(kind).entries] for kind in KINDS}
            usual = measure(asked[:: max(1, size // 2000)], lambda kind, said: _extract(texts[kind], said))
    for way, tally in (("ours", ours), ("extract, WRatio", usual)):
        print(f"| {size:,} | {way} | " + " | ".join(tally.cells()) + " |")
    print(f"\nThe lists of {size:,} episodes were ready after {ready:.2f} s; {len(ours.costs):,} keystrokes.\n", flush=True)


def _extract(names: Sequence[str], said: str) -> list[str]:
    return [name for name, _, _ in process.extract(said, names, scorer=fuzz.WRatio, limit=MOST)]


def main() -> None:
    """Prints one table; times in milliseconds a keystroke."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="2000,20000")
    parser.add_argument("--names", type=int, default=200)
    args = parser.parse_args()
    print("| episodes | way | p50 | p95 | p99 | longest | offered half typed | offered in the end | first in the end |")
    print("|" + " --- |" * 9)
    for size in map(int, args.sizes.split(",")):
        asyncio.run(library(size, args.names))


if __name__ == "__main__":
    main()
