"""Taking a change back: which files that changes and how, or which later change stands against it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.edits.agreeing import Contradiction
from bot.edits.errors import EditRefused
from bot.edits.history.kept import History
from bot.edits.proposal import current
from bot.edits.revision import FileChange, Headline, Revision
from bot.edits.undo import taken_back

MOST = 1_000
"""Later changes of a file that are looked through for the one that stands against an undo."""


async def undo(root: Path, history: History, key: str) -> tuple[Revision, dict[str, bytes | None]]:
    """The change with that id, and the files as they would be without it: give them to `propose` and `prepare`.

    What others changed since stays. Raises `EditRefused` where there is no such change, where it is undone already, and where
    a later change stands against it, which it then names.
    """
    revision = await history.show(key)
    if revision is None:
        raise EditRefused("There is no such change in the history.")
    changes: dict[str, bytes | None] = {}
    for file in revision.files:
        now = await asyncio.to_thread(current, root, file.path)
        if now == file.before:
            continue
        try:
            new = await asyncio.to_thread(taken_back, file.path, file.before, file.after, now)
        except Contradiction:
            blame = await _standing_against(history, revision, file)
            raise EditRefused(_words(file.path, blame)) from None
        if new != now:
            changes[file.path] = new
    if not changes:
        raise EditRefused("That change is undone already.")
    return revision, changes


async def _standing_against(history: History, revision: Revision, file: FileChange) -> Headline | None:
    """The first later change of the file without which the undo would work; None where the history knows none."""
    later: list[Headline] = []
    for headline in await history.latest(file.path, MOST):
        if headline.id == revision.id:
            break
        later.append(headline)
    for headline in reversed(later):
        shown = await history.show(headline.id)
        step = next((each for each in shown.files if each.path == file.path), None) if shown else None
        if step is None:
            continue
        try:
            await asyncio.to_thread(taken_back, file.path, file.before, file.after, step.after)
        except Contradiction:
            return headline
    return None


def _words(path: str, blame: Headline | None) -> str:
    if blame is None:
        return f"{path} was changed since in the same place, on disk; change it there, or edit the file."
    return (
        f'{path} was changed since in the same place by {blame.author.name} ("{blame.why[:80]}", {blame.id}); undo that first.'
    )
