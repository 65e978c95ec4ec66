"""What broken and harmful knowledge files cost: `python -m benchmarks.hostile` prints a Markdown table.

Each folder is checked in a fresh process. Times are of `check` alone, imports aside; memory is what the check took on top
of an idle process, with all of the helper (27 MB when idle) that reads files of more than 256 kB.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.hostile import CASES, Case, build

NOBODY = 65534


def main() -> None:
    """Print the table."""
    print("| file | reported first | problems | ms | MB |\n| --- | --- | --- | --- | --- |")
    for case in CASES:
        seen = measure(case)
        first = seen["problems"][0].replace("|", "\\|") if seen["problems"] else "nothing: it is read"
        print(f"| {case.name} | {first[:110]} | {len(seen['problems'])} | {seen['ms']:.0f} | {seen['mb']:.0f} |", flush=True)


def measure(case: Case) -> dict[str, object]:
    """What a fresh process reported, in what time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        root = build(Path(folder), case)
        root.chmod(0o755)
        done = subprocess.run([sys.executable, "-m", __spec__.name, str(root)], capture_output=True, text=True, timeout=60)
        if done.returncode:
            return {"problems": [f"ended with {done.returncode}"], "ms": 0, "mb": 0}
        return json.loads(done.stdout)


def one(root: Path) -> None:
    """Check one folder in this process and print what it took."""
    from bot.knowledge import check, parse

    parse("warm.yaml", "episode", "show", "warm", b"titel: x\n")
    if os.geteuid() == 0 and any(path.is_file() and not path.stat().st_mode & 0o777 for path in root.rglob("bad.yaml")):
        # Root may read everything, also what is there to be unreadable.
        os.seteuid(NOBODY)
    before = _peak()
    begun = time.perf_counter()
    problems = check(root)
    took = time.perf_counter() - begun
    helper = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"problems": [str(each) for each in problems], "ms": took * 1000, "mb": _peak() - before + helper}))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    one(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
