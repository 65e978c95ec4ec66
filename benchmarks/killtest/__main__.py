"""Edits under SIGKILL: `python -m benchmarks.killtest --seed 1 --edits 500 [--history store|git]`.

A child makes edits of one to three files each; it is killed at random instants and started again. After each kill the folder
is recovered and compared with what the child said it had done: every file old or new and whole, all files of one edit alike,
the newest change of each file in the history saying what the file says, and the answers showing its title and guests. Ends
with `torn 0, lost 0, unanswered 0, edits N, kills M`; the status is 0 where all three are 0.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.killtest.looking import contradicted, unanswered
from benchmarks.killtest.stage import Model, contents, folder, open_history, plan
from bot.edits import History, restart


class Trial:
    """The parent: what the files and the history should be."""

    def __init__(self, root: Path, kind: str, seed: int, span: float) -> None:
        self.root, self.kind, self.seed, self.span = root, kind, seed, span
        self.first = self.model = contents(root)
        self.done: dict[int, Model] = {}
        self.torn = self.lost = self.unanswered = self.kills = 0
        self.chance = random.Random(seed)

    @property
    def next(self) -> int:
        return max(self.done, default=0) + 1

    def life(self) -> None:
        """One child from its start to its end, and what it left."""
        words = [sys.executable, "-m", "benchmarks.killtest.child", str(self.root), self.kind, str(self.seed), str(self.next)]
        home = Path(__file__).resolve().parents[2]
        child = subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True, cwd=home)
        assert child.stdout is not None
        if child.stdout.readline() != b"up\n":
            raise SystemExit("the child did not start")
        time.sleep(self.chance.expovariate(1 / self.span))
        os.killpg(child.pid, signal.SIGKILL)
        lines = child.stdout.read().decode().splitlines()
        child.wait()
        child.stdout.close()
        self.kills += 1
        asyncio.run(self.judge(lines))

    async def judge(self, lines: list[str]) -> None:
        """Start again, and compare files, history and answers with what the child said."""
        begun = self._told(lines)
        async with open_history(self.kind, self.root) as history:
            await restart(self.root, history)
            found = contents(self.root)
            if begun is not None:
                self._in_the_middle(begun, found)
            self._count("lost", [path for path, data in self.model.items() if found.get(path) != data])
            self.model = found
            self._count("lost", await contradicted(history, self.first, found))
        self._count("unanswered", await unanswered(self.root, found))

    def _told(self, lines: list[str]) -> int | None:
        """Take what the child said is done; the number of the edit that it was at, if any."""
        begun = None
        for line in lines:
            word, _, number = line.partition(" ")
            if word == "begin":
                begun = int(number)
            elif number.isdigit() and int(number) == begun:
                self._take(begun)
                begun = None
        return begun

    def _in_the_middle(self, begun: int, found: Model) -> None:
        """The edit that was under way is made whole, or not at all."""
        changes = plan(self.seed, begun, self.model)
        if changes and all(found.get(path) == data for path, data in changes.items()):
            self._take(begun)
        else:
            self._count("torn", [path for path in changes if found.get(path) != self.model[path]][:1])

    def _take(self, number: int) -> None:
        self.done[number] = plan(self.seed, number, self.model)
        self.model = self.model | self.done[number]

    def _count(self, what: str, found: list[str]) -> None:
        setattr(self, what, getattr(self, what) + len(found))
        for each in found:
            print(f"kill {self.kills}: {what}: {each}", flush=True)

    async def agree(self) -> None:
        """Every edit stands in the history once, with exactly what was done; and nothing else does."""
        async with open_history(self.kind, self.root) as history:
            self._count("lost", await self._disagreeing(history))

    async def _disagreeing(self, history: History) -> list[str]:
        made = {f"Edit {number}": changes for number, changes in self.done.items() if changes}
        listed = [each.why for each in await history.latest(None, 1_000_000) if each.why.startswith("Edit ")]
        wrong = [why for why in {*listed, *made} if listed.count(why) != 1 or why not in made]
        for number, changes in self.done.items():
            revision = await history.show(f"{number:016x}")
            if changes != ({file.path: file.after for file in revision.files} if revision else {}):
                wrong.append(f"Edit {number} is kept otherwise")
        return wrong


def leftovers(root: Path) -> list[str]:
    """Temporary files and notes that should be gone."""
    return [path.name for path in root.rglob(".greenroom*") if path.is_file()] + [
        path.name for path in (root / ".greenroom").iterdir() if path.name not in (".gitignore", "lock")
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--history", choices=["store", "git"], default="store")
    parser.add_argument("--life", type=float, default=0.1, help="seconds that a child lives on average once it is up")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        trial = Trial(folder(Path(top), asked.history), asked.history, asked.seed, asked.life)
        while len(trial.done) < asked.edits:
            trial.life()
        asyncio.run(trial.agree())
        trial.torn += len(leftovers(trial.root))
    print(f"torn {trial.torn}, lost {trial.lost}, unanswered {trial.unanswered}, edits {len(trial.done)}, kills {trial.kills}")
    return 1 if trial.torn or trial.lost or trial.unanswered else 0


if __name__ == "__main__":
    raise SystemExit(main())
