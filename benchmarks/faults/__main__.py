"""`python -m benchmarks.faults`: one seed, or several; 0 where nothing was lost or repeated and the state is the same."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.faults.run import ROOT, Size, faults
from benchmarks.load.logged import logged


def main() -> int:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser("python -m benchmarks.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, from --seed on")
    parser.add_argument("--questions", type=int, default=Size.questions)
    parser.add_argument("--faults", type=int, default=Size.faults)
    parser.add_argument("--knowledge", type=Path, default=ROOT / "knowledge")
    args = parser.parse_args()
    bad = 0
    for seed in range(args.seed, args.seed + args.seeds):
        with tempfile.TemporaryDirectory(prefix="greenroom-faults-") as folder:
            size = Size(args.questions, args.faults)
            result = asyncio.run(faults(args.knowledge, Path(folder), seed, size))
            log = logged(Path(folder) / "rough" / "bot.log")
        for line in (*log, *result.detail):
            print(f"seed {seed}: {line}")
        print(result, flush=True)
        bad += not result.good
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
