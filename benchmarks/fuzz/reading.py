"""Mutated files read one by one, by the process that reads big files for the bot."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from benchmarks.fuzz.mutations import Source, made
from bot.edits import placed
from bot.knowledge import FoundFile
from bot.knowledge.helpers import Helper, HelperGone
from bot.model import Document

LIMIT = 1.0
"""Seconds of computing to read one file; of the reader's own, as what else the machine does is not its fault."""

STUCK = 15.0
"""Seconds by the clock after which it does not matter who is at fault."""


def flaw(document: Document, data: bytes) -> str:
    """What is wrong with what was read, "" where nothing is."""
    held = document.episode or document.about_show or document.entries or document.faqs or document.checks
    if document.good == bool(document.problems):
        return "good or not does not agree with the problems"
    if document.good and not held and b"[]" not in data:
        return "nothing wrong, and nothing read"
    bottom = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xe2\x80") + 1
    if any(not 1 <= problem.place.line <= bottom or problem.place.column < 1 for problem in document.problems):
        return "a problem has its place outside the file"
    return ""


class Reading:
    """One share of the files, each mutated, written, and read by a process of its own."""

    def __init__(self, root: Path, seed: int, sources: list[Source]) -> None:
        self.root = root
        self.seed = seed
        self.helper = Helper(root)
        self.sources = sources
        self.found: Counter[str] = Counter()
        self.slowest = (0.0, 0)
        self._warm()

    def _warm(self) -> None:
        """The start of the process does not count."""
        (self.root / "people.yaml").write_bytes(b"- name: A\n")
        self.helper.read([FoundFile("people.yaml", "people", "", "", 10, "")], 60.0)

    def file(self, number: int) -> Source | None:
        """Mutate and read one file; gives it with its path where something is wrong with it."""
        path, data = made(self.seed, number, self.sources)
        place = placed(path)
        name = f"{number}.yaml"
        (self.root / name).write_bytes(data)
        document = self._read(number, FoundFile(name, place.kind, place.show, place.slug, len(data), ""))
        (self.root / name).unlink()
        if document is None:
            return path, data
        self.found["clean" if document.good else "problems"] += 1
        wrong = flaw(document, data)
        if wrong:
            self.found["crashes"] += 1
            print(f"file {number} ({path}): {wrong}", flush=True)
        return None if document.good else (path, data)

    def _read(self, number: int, found: FoundFile) -> Document | None:
        """The document, None where the reader crashed or hung (told)."""
        began, clock = computed(self.helper.pid), time.perf_counter()
        try:
            (document,) = self.helper.read([found], STUCK)
        except HelperGone:
            self._lost(number, "hangs" if time.perf_counter() - clock >= STUCK else "crashes")
            self._warm()
            return None
        spent = computed(self.helper.pid) - began
        self.slowest = max(self.slowest, (spent, number))
        if spent > LIMIT:
            self._lost(number, "hangs")
        return document

    def _lost(self, number: int, what: str) -> None:
        self.found[what] += 1
        print(f"file {number}: {what}", flush=True)


def computed(process: int | None) -> float:
    """Seconds that a process has computed so far; by the clock where the system does not tell."""
    if process is None or not sys.platform.startswith("linux"):
        return time.perf_counter()
    # The number of a process's CPU clock, as clock_getcpuclockid(3) makes it.
    return time.clock_gettime(~process << 3 | 2)
