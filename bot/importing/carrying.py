"""A planned import written: files first, each whole, then what is to be remembered of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot import edits
from bot.edits import Author, Both, GitHistory, History, Revision, apply, prepare, settle
from bot.importing.memory import NAME, announce, keep
from bot.importing.planning import Plan

PORTION = 250
"""Files of one change in the history: enough to be quick, few enough to be looked at."""

AUTHOR = Author("Import")


async def carry_out(
    root: Path,
    plan: Plan,
    *,
    at: float,
    author: Author = AUTHOR,
    history: History | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the files of a plan and remember where each field came from; `at` is now, in seconds since 1970.

    Raises `EditConflict` where a file changed since it was planned, `EditRefused` where the disk does not let us. What was
    written until then stays and is known again: importing once more goes on from there.
    """
    folder = root / plan.show
    if plan.changes:
        await asyncio.to_thread(announce, folder, plan.memory)
    paths = sorted(plan.changes, key=lambda path: (path.count("/"), path))
    for start in range(0, len(paths), PORTION):
        part = paths[start : start + PORTION]
        revision = await asyncio.to_thread(_prepared, root, plan, part, author, at)
        if history is None:
            await asyncio.to_thread(_write, root, revision)
        else:
            await edits.carry_out(root, revision, history)
        if progress:
            progress(start + len(part), len(paths))
    if plan.changes or plan.memory.episodes:
        await asyncio.to_thread(keep, folder, plan.memory)
        if isinstance(history, GitHistory | Both):
            # In every clone, too, an import shall know what people wrote.
            why = f"Remember what was imported into {plan.show}"
            data = await asyncio.to_thread((folder / NAME).read_bytes)
            await history.beside(f"{plan.show}/{NAME}", data, Revision("", author, at, why, (), "import"))


def _prepared(root: Path, plan: Plan, paths: list[str], author: Author, at: float) -> Revision:
    changes = {path: plan.changes[path] for path in paths}
    base = {path: plan.base[path] for path in paths}
    return prepare(root, changes, base, author=author, at=at, why=f"Import from the feed of {plan.show}", source="import")


def _write(root: Path, revision: Revision) -> None:
    apply(root, revision)
    settle(root, revision.id)
