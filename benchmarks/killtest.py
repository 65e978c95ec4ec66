"""Edits under SIGKILL: `python benchmarks/killtest.py --seed 1 --edits 500 [--history store|git]`.

A child makes edits of one to three files each; it is killed at random instants and started again. After each kill the folder
is recovered and compared with what the child said it had done: every file old or new and whole, all files of one edit alike,
and the history agreeing with the files. Ends with `torn 0, lost 0, edits N, kills M`; the status is 0 where both are 0.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.edits import (
    Author,
    FileChange,
    GitHistory,
    Headline,
    History,
    Insert,
    Revision,
    Set,
    StoreHistory,
    carry_out,
    current,
    edit,
    placed,
    restart,
)
from bot.knowledge import scan

SHIPPED = Path(__file__).resolve().parents[1] / "knowledge"
EPISODES = 12
MEAN = 0.25
"""Seconds that a child lives on average once it is up."""

Model = dict[str, bytes]


def plan(seed: int, number: int, files: Model) -> dict[str, bytes]:
    """The files that an edit changes, and how; the same for the same seed, number and files."""
    chance = random.Random(f"{seed} {number}")
    chosen = chance.sample(sorted(path for path in files if "/episodes/" in path), chance.choice([1, 1, 2, 3]))
    change = Set("notes", f"Edit {number}") if chance.random() < 0.7 else Insert("aliases", f"Alias {number}")
    made = {path: edit(placed(path).kind, files[path], [change]) for path in chosen}
    return {path: data for path, data in made.items() if data != files[path]}


def log_history(path: Path) -> History:
    """A history in a file of lines, each synced before it counts; a torn last line is no entry."""

    def entries() -> Iterator[Revision]:
        for line in path.read_bytes().splitlines(keepends=True) if path.exists() else []:
            if line.endswith(b"\n"):
                yield msgspec.json.decode(line, type=Revision)

    def append(revision: Revision) -> None:
        kept = list(entries())
        if any(each.id == revision.id for each in kept):
            return
        with path.open("r+b" if path.exists() else "wb") as handle:
            handle.truncate(sum(len(msgspec.json.encode(each)) + 1 for each in kept))
            handle.seek(0, os.SEEK_END)
            handle.write(msgspec.json.encode(revision) + b"\n")
            handle.flush()
            os.fsync(handle.fileno())

    async def save(revision: Revision) -> None:
        append(revision)

    async def latest(file: str | None, limit: int) -> tuple[Headline, ...]:
        return tuple(each.headline for each in entries())[::-1][:limit]

    async def load(key: str) -> Revision | None:
        return next((each for each in entries() if each.id == key), None)

    return StoreHistory(save, latest, load)


def history_of(kind: str, root: Path) -> History:
    return GitHistory(root, stale=0.0) if kind == "git" else log_history(root.parent / "history.log")


def contents(root: Path) -> Model:
    return {path: (root / path).read_bytes() for path in scan(root).files}


async def live(root: Path, kind: str, seed: int, number: int) -> None:
    """The child: recover, then edit until killed; each line says what is begun or done."""
    history = history_of(kind, root)
    print("up", flush=True)
    await restart(root, history)
    while True:
        files = contents(root)
        changes = plan(seed, number, files)
        revision = Revision(
            f"{number:016x}",
            Author("Ann"),
            float(number),
            f"Edit {number}",
            tuple(FileChange(path, current(root, path), data) for path, data in changes.items()),
        )
        print("begin", number, flush=True)
        if changes:
            await carry_out(root, revision, history)
        print("end", number, flush=True)
        number += 1


class Trial:
    """The parent: what the files and the history should be."""

    def __init__(self, root: Path, kind: str, seed: int) -> None:
        self.root, self.kind, self.seed = root, kind, seed
        self.model = contents(root)
        self.done: dict[int, dict[str, bytes]] = {}
        self.torn = self.lost = self.kills = 0
        self.chance = random.Random(seed)

    @property
    def next(self) -> int:
        return max(self.done, default=0) + 1

    def life(self) -> None:
        """One child from its start to its end, and what it left."""
        words = [sys.executable, __file__, "--child", str(self.root), "--seed", str(self.seed), "--from", str(self.next)]
        child = subprocess.Popen([*words, "--history", self.kind], stdout=subprocess.PIPE, start_new_session=True)
        assert child.stdout is not None
        if child.stdout.readline() != b"up\n":
            raise SystemExit("the child did not start")
        time.sleep(self.chance.expovariate(1 / MEAN))
        os.killpg(child.pid, signal.SIGKILL)
        lines = child.stdout.read().decode().splitlines()
        child.wait()
        self.kills += 1
        self.judge(lines)

    def judge(self, lines: list[str]) -> None:
        """Compare the recovered folder with what the child said."""
        begun = None
        for line in lines:
            word, _, number = line.partition(" ")
            if word == "begin":
                begun = int(number)
            elif number.isdigit() and int(number) == begun:
                self.take(begun)
                begun = None
        asyncio.run(restart(self.root, history_of(self.kind, self.root)))
        found = contents(self.root)
        if begun is not None:
            changes = plan(self.seed, begun, self.model)
            if changes and all(found[path] == data for path, data in changes.items()):
                self.take(begun)
            elif any(found[path] != self.model[path] for path in changes):
                self.torn += 1
        self.lost += sum(found[path] != data for path, data in self.model.items())
        self.model = found

    def take(self, number: int) -> None:
        self.done[number] = plan(self.seed, number, self.model)
        self.model |= self.done[number]

    async def agree(self) -> int:
        """Edits of which the history does not hold exactly what was done, or that it holds though they were not."""
        history = history_of(self.kind, self.root)
        made = {number: changes for number, changes in self.done.items() if changes}
        listed = [each.id for each in await history.latest(None, 1_000_000) if each.why.startswith("Edit ")]
        wrong = abs(len(listed) - len(made)) + len(set(listed) ^ {f"{number:016x}" for number in made})
        for number, changes in made.items():
            revision = await history.show(f"{number:016x}")
            kept = {file.path: file.after for file in revision.files} if revision else {}
            wrong += kept != changes
        return wrong


def leftovers(root: Path) -> list[str]:
    """Temporary files and notes that should be gone."""
    return [path.name for path in root.rglob(".greenroom*") if path.is_file()] + [
        path.name for path in (root / ".greenroom").iterdir() if path.name not in (".gitignore", "lock")
    ]


def folder(top: Path, kind: str) -> Path:
    """A small knowledge folder to edit, in a git work tree where git keeps the history."""
    root = top / "knowledge"
    shutil.copytree(SHIPPED, root)
    for path in sorted((root / "podcast-init" / "episodes").iterdir())[EPISODES:]:
        path.unlink()
    if kind == "git":
        for words in (["init", "-q"], ["add", "."], ["-c", "user.name=T", "-c", "user.email=t@t", "commit", "-qm", "Start"]):
            subprocess.run(["git", *words], cwd=top, check=True)
    return root


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--history", choices=["store", "git"], default="store")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--from", type=int, default=1, dest="start", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        asyncio.run(live(asked.child, asked.history, asked.seed, asked.start))
    with tempfile.TemporaryDirectory() as top:
        trial = Trial(folder(Path(top), asked.history), asked.history, asked.seed)
        while len(trial.done) < asked.edits:
            trial.life()
        trial.lost += asyncio.run(trial.agree())
        trial.torn += len(leftovers(trial.root))
    print(f"torn {trial.torn}, lost {trial.lost}, edits {len(trial.done)}, kills {trial.kills}")
    return 1 if trial.torn or trial.lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
