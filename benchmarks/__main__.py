"""Every measurement in one go: `python -m benchmarks`, or some of them by name: `python -m benchmarks answering hostile`."""

from __future__ import annotations

import subprocess
import sys
import time

RUNS: dict[str, tuple[str, list[str]]] = {
    "answering": ("The real library: cold, warm, a change, answering times, memory", []),
    "scale": ("Linking names and whole answers as the library grows", ["--plot", "docs/growth.svg"]),
    "latency": ("From event in to REST call out, over loopback", []),
    "hostile": ("Harmful knowledge files", []),
    "autocomplete": ("Autocomplete at 2,000 episodes", []),
    "feeds": ("Reading real feeds", ["feeds"]),
    "moves": ("Real feeds that move: posts and edits", []),
    "attacks": ("Feeds that mean harm", []),
    "polling": ("Looking at a thousand feeds", []),
    "importing": ("Importing real feeds, twice", []),
}


def main(wanted: list[str]) -> int:
    """Runs the measurements named, all where none is; 1 where one failed or has another name."""
    unknown = [name for name in wanted if name not in RUNS]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}; there are: {', '.join(RUNS)}", file=sys.stderr)
        return 1
    failed = []
    for name in wanted or RUNS:
        title, options = RUNS[name]
        print(f"\n## {title}\n", flush=True)
        started = time.perf_counter()
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode:
            failed.append(name)
        print(f"\n({name}: {time.perf_counter() - started:.0f} s)", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
