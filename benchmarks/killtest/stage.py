"""The folder that is edited, what each edit does to it, and what keeps history and index."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.edits import GitHistory, History, Insert, Set, edit, placed
from bot.index import Index, open_index
from bot.knowledge import scan
from bot.moderating.kept import store_history
from bot.store import open_store

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"
EPISODES = 12

Model = dict[str, bytes]


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


def contents(root: Path) -> Model:
    """Every knowledge file as it is."""
    return {path: (root / path).read_bytes() for path in scan(root).files}


def plan(seed: int, number: int, files: Model) -> Model:
    """The files that an edit changes, and how; the same for the same seed, number and files."""
    chance = random.Random(f"{seed} {number}")
    chosen = chance.sample(sorted(path for path in files if "/episodes/" in path), chance.choice([1, 1, 2, 3]))
    change = chance.choice(
        [
            Set("guests", [f"Ann Edit{number}"]),
            Set("title", f"Title of edit {number}"),
            Set("notes", f"Edit {number}"),
            Insert("aliases", f"Alias {number}"),
        ]
    )
    made = {path: edit(placed(path).kind, files[path], [change]) for path in chosen}
    return {path: data for path, data in made.items() if data != files[path]}


@asynccontextmanager
async def open_history(kind: str, root: Path) -> AsyncIterator[History]:
    """The history as the bot keeps it: commits, or the state store beside the folder."""
    if kind == "git":
        yield GitHistory(root, stale=0.0)
        return
    async with open_store(root.parent / "state.db") as store:
        yield store_history(store)


@asynccontextmanager
async def open_known(root: Path) -> AsyncIterator[Index]:
    """The index that the bot answers from, beside the folder; it lives on from start to start."""
    async with open_index(root.parent / "index.db") as index:
        yield index
