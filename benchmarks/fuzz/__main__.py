"""Mutated knowledge files: `python -m benchmarks.fuzz --seed 1 --files 20000`.

Each file is a shipped one with bytes flipped, cut short, lines shuffled, YAML's own structures or huge scalars put in. It is
read by the processes that read big files for the bot, one second at most. What is read must be whole: problems have a place in
the file, and a file without problems has content. After every batch those that are bad stand in a copy of the shipped
knowledge, and questions must be answered as before, from the last good versions. Ends with
`crashes 0, hangs 0, forgotten 0, files N`; the status is 0 where all are 0.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.fuzz.asking import Folder
from benchmarks.fuzz.mutations import sources
from benchmarks.fuzz.reading import Reading

BATCH = 250
"""Files read between two looks at what the bot would answer."""


class Share:
    """One share of the files, and what came of it."""

    def __init__(self, seed: int, numbers: range) -> None:
        self.found: Counter[str] = Counter()
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        with tempfile.TemporaryDirectory(dir=memory) as top:
            (Path(top) / "alone").mkdir()
            reading, folder = Reading(Path(top) / "alone", seed, sources()), Folder(Path(top))
            try:
                for at in range(0, len(numbers), BATCH):
                    self._batch(reading, folder, numbers[at : at + BATCH])
            finally:
                reading.helper.close()
                folder.close()
        self.found += reading.found
        self.found["asked"] = int(folder.asked)
        self.slowest, self.taken_in = reading.slowest, folder.slowest

    def _batch(self, reading: Reading, folder: Folder, numbers: range) -> None:
        bad = [file for number in numbers if (file := reading.file(number))]
        wrong = folder.batch(bad)
        self.found["forgotten"] += len(wrong)
        for line in wrong[:3]:
            print(f"after files {numbers[0]} to {numbers[-1]}: {line}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=20_000)
    asked = parser.parse_args()
    hands = min(2, os.cpu_count() or 1)
    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        done = list(pool.map(lambda at: Share(asked.seed, range(at, asked.files, hands)), range(hands)))
    found = sum((each.found for each in done), Counter[str]())
    seconds, number = max(each.slowest for each in done)
    print(f"clean {found['clean']}, with problems {found['problems']}, {time.perf_counter() - began:.0f} s in all")
    print(f"asked {found['asked']} times with bad files in place, taken in within {max(each.taken_in for each in done):.1f} s")
    print(f"slowest file {seconds * 1000:.0f} ms of computing (file {number})")
    print(f"peak memory: a reader {peak(True):.0f} MB, who asks {peak():.0f} MB")
    print(f"crashes {found['crashes']}, hangs {found['hangs']}, forgotten {found['forgotten']}, files {asked.files}")
    return 1 if found["crashes"] or found["hangs"] or found["forgotten"] else 0


def peak(readers: bool = False) -> float:
    """The most memory that this process, or a reader of it, took, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_CHILDREN if readers else resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
