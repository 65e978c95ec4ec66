"""`python -m benchmarks.load`: 0 where nothing was lost or repeated."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.load.logged import logged
from benchmarks.load.run import Rates, load
from benchmarks.real import real_knowledge


def main() -> int:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser("python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--knowledge", type=Path, help="a folder; the jupiter set where it is, else the shipped one")
    parser.add_argument("--commands", type=float, default=Rates.commands, help="a second")
    parser.add_argument("--mentions", type=float, default=Rates.mentions, help="a second")
    args = parser.parse_args()
    rates = Rates(args.commands, args.mentions)
    with tempfile.TemporaryDirectory(prefix="greenroom-load-") as folder:
        result = asyncio.run(load(args.knowledge or real_knowledge(), Path(folder), args.seconds, args.seed, rates))
        print(*logged(Path(folder) / "bot.log"), *result.detail, sep="\n")
    print(result, flush=True)
    return 1 if result.lost or result.repeated else 0


if __name__ == "__main__":
    sys.exit(main())
