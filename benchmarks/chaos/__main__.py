"""`python -m benchmarks.chaos`: one seed, or several; 0 where nothing was lost or repeated."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.chaos.run import chaos


def main() -> int:
    """Runs what the command line asks for."""
    parser = argparse.ArgumentParser("python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many seeds, from --seed on")
    parser.add_argument("--deliveries", type=int, default=300)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--channels", type=int, default=50)
    args = parser.parse_args()
    bad = 0
    for seed in range(args.seed, args.seed + args.seeds):
        with tempfile.TemporaryDirectory() as folder:
            result = asyncio.run(chaos(Path(folder), seed, args.deliveries, args.kills, args.channels))
        print(f"seed {seed}: {result.detail}")
        print(result, flush=True)
        bad += result.lost + result.repeated
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
