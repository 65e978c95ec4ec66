"""Mutated knowledge files: `python benchmarks/fuzz.py --seed 1 --files 20000`.

Each file is a shipped one with bytes flipped, cut short, lines shuffled, YAML's own structures or huge scalars put in. It is
read by the processes that read big files for the bot, one second at most. What is read must be whole: problems have a place in
the file, and a file without problems has content. Ends with `crashes 0, hangs 0, files N`; the status is 0 where both are 0.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.edits import placed
from bot.knowledge import FoundFile, scan
from bot.knowledge.helpers import Helper, HelperGone
from bot.model import Document

SHIPPED = Path(__file__).resolve().parents[1] / "knowledge"
LIMIT = 1.0
"""Seconds to read one file."""

TOKENS = (
    b"[ { & * ! | > ' \" % @ ` # - ? : , ] } ~ << --- ... \t \r \0 \xff \xef\xbb\xbf \xc2\x85 \xe2\x80\xa8 *a &a !!binary %TAG"
    b" %YAML !!python/object:os.system <<: {}: []: null: ? - - - >+9 |-1 \xed\xa0\x80 \xf0\x9f\x8e\x99"
).split(b" ")

Mutation = Callable[[bytearray, random.Random], bytearray]


def flip(data: bytearray, chance: random.Random) -> bytearray:
    """Some bytes are others."""
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def truncate(data: bytearray, chance: random.Random) -> bytearray:
    """The end is missing, as after a copy that broke off."""
    return data[: chance.randrange(len(data) + 1)]


def tokens(data: bytearray, chance: random.Random) -> bytearray:
    """Signs that mean something to YAML, where they should not be."""
    for _ in range(chance.choice([1, 2, 4, 12])):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 1, 3])
    return data


def lines(data: bytearray, chance: random.Random) -> bytearray:
    """Lines doubled, moved, taken out, or indented otherwise."""
    parts = bytes(data).split(b"\n")
    for _ in range(chance.choice([1, 2, 6])):
        at = chance.randrange(len(parts))
        match chance.randrange(5):
            case 0:
                parts.insert(at, chance.choice(parts))
            case 1:
                parts[at] = b" " * chance.randrange(9) + parts[at].lstrip()
            case 2:
                parts[at] = b"\t" + parts[at]
            case 3:
                parts = parts[:at] + parts[at + 1 :] or [b""]
            case _:
                parts[at], parts[0] = parts[0], parts[at]
    return bytearray(b"\n".join(parts))


def huge(data: bytearray, chance: random.Random) -> bytearray:
    """A scalar far larger than any real one, in one of the styles."""
    size = chance.choice([1_000, 100_000, 400_000, 1_900_000, 2_100_000])
    piece = chance.choice([b"x", b"word ", b"9", b"\xc3\xa9", b"a: ", b"- ", b"\n\n", b"''", b"\\n", b"# "])
    start = chance.choice([b"", b'"', b"'", b"|\n ", b">\n ", b"[", b"&"])
    at = bytes(data).find(b":", chance.randrange(len(data) + 1)) + 1
    data[at:at] = b" " + start + piece * (size // len(piece))
    return data


def nested(data: bytearray, chance: random.Random) -> bytearray:
    """Structures inside each other, or aliases of aliases."""
    many = chance.choice([10, 40, 1_000, 100_000])
    kind = chance.randrange(5)
    if kind == 0:
        new = chance.choice([b"[", b"{", b"- ", b"? ", b"{a: ", b"[[], "]) * many
    elif kind == 1:
        new = b"\n".join(b"a%d: &a%d [%s]" % (at, at, b", ".join([b"*a%d" % (at - 1)] * 9)) for at in range(1, min(many, 40)))
    elif kind == 2:
        new = b"\n".join(b"k%d: v" % at for at in range(min(many, 50_000)))
    elif kind == 3:
        new = b"\n".join(b" " * at + b"k:" for at in range(min(many, 1_000)))
    else:
        new = b"%TAG !a! tag:x:\n" * min(many, 1_000) + b"--- "
    at = chance.choice([0, len(data), chance.randrange(len(data) + 1)])
    data[at:at] = b"\n" + new + b"\n"
    return data


def encoded(data: bytearray, chance: random.Random) -> bytearray:
    """Another encoding than UTF-8, other line ends, or a mark before it all."""
    text = bytes(data).decode("utf-8", "replace")
    match chance.randrange(5):
        case 0:
            return bytearray(text.encode("utf-16"))
        case 1:
            return bytearray(text.encode("latin-1", "replace") + b"\xe9")
        case 2:
            return bytearray(text.replace("\n", "\r\n").encode())
        case 3:
            return bytearray(text.encode("utf-32"))
        case _:
            return bytearray(b"\xef\xbb\xbf" * chance.randrange(1, 4)) + data


MUTATIONS: tuple[Mutation, ...] = (flip, flip, truncate, tokens, tokens, lines, lines, nested, encoded)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file as something went wrong with it; one in forty is huge."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        made = chance.choice(MUTATIONS)(made, chance)
    if chance.randrange(40) == 0:
        made = huge(made, chance)
    return bytes(made)


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

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.seed = seed
        self.helper = Helper(root)
        self.sources = [(path, (SHIPPED / path).read_bytes()) for path in sorted(scan(SHIPPED).files)]
        self.found: Counter[str] = Counter()
        self.slowest = (0.0, 0)
        self._warm()

    def _warm(self) -> None:
        """The start of the process does not count."""
        (self.root / "people.yaml").write_bytes(b"- name: A\n")
        self.helper.read([FoundFile("people.yaml", "people", "", "", 10, "")], 60.0)

    def file(self, number: int) -> None:
        """Mutate and read one file."""
        chance = random.Random(f"{self.seed} {number}")
        path, data = chance.choice(self.sources)
        data = mutated(data, chance)
        place = placed(path)
        name = f"{number}.yaml"
        (self.root / name).write_bytes(data)
        began = time.perf_counter()
        try:
            (document,) = self.helper.read([FoundFile(name, place.kind, place.show, place.slug, len(data), "")], LIMIT)
        except HelperGone:
            self._lost(number, time.perf_counter() - began)
        else:
            self.slowest = max(self.slowest, (time.perf_counter() - began, number))
            wrong = flaw(document, data)
            self.found["clean" if document.good else "problems"] += 1
            if wrong:
                self.found["crashes"] += 1
                print(f"file {number} ({path}): {wrong}", flush=True)
        (self.root / name).unlink()

    def _lost(self, number: int, seconds: float) -> None:
        what = "hangs" if seconds >= LIMIT else "crashes"
        self.found[what] += 1
        print(f"file {number}: {what} after {seconds:.2f} s", flush=True)
        self._warm()


def share(seed: int, numbers: range) -> Reading:
    """Read every file of a share."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as root:
        reading = Reading(Path(root), seed)
        try:
            for number in numbers:
                reading.file(number)
        finally:
            reading.helper.close()
    return reading


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=20_000)
    asked = parser.parse_args()
    hands = min(2, os.cpu_count() or 1)
    began = time.perf_counter()
    with ThreadPoolExecutor(hands) as pool:
        done = list(pool.map(lambda at: share(asked.seed, range(at, asked.files, hands)), range(hands)))
    found = sum((each.found for each in done), Counter[str]())
    seconds, number = max(each.slowest for each in done)
    print(f"clean {found['clean']}, with problems {found['problems']}, {time.perf_counter() - began:.0f} s in all")
    print(f"slowest {seconds * 1000:.0f} ms (file {number}), peak memory of a reader {peak():.0f} MB")
    print(f"crashes {found['crashes']}, hangs {found['hangs']}, files {asked.files}")
    return 1 if found["crashes"] or found["hangs"] else 0


def peak() -> float:
    """The most memory that a process of ours took, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main())
