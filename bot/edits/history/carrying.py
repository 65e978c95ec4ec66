"""A change made and kept in the history: both or neither, also across a crash."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.edits.apply import Recovered, apply, recover, revert, settle
from bot.edits.errors import EditRefused
from bot.edits.history.gitrun import GitFailed
from bot.edits.history.kept import History
from bot.edits.revision import Revision


async def carry_out(root: Path, revision: Revision, history: History) -> None:
    """Write the files and keep the change.

    Raises `EditConflict` or `EditRefused` as `apply` does, `EditRefused` too where git fails, and what another history raises;
    the old files stand then. Once begun it goes on to its end, also where whoever awaits it is cancelled.
    """
    await asyncio.shield(asyncio.ensure_future(_carry_out(root, revision, history)))


async def _carry_out(root: Path, revision: Revision, history: History) -> None:
    await asyncio.to_thread(apply, root, revision)
    try:
        await history.record(revision)
    except Exception as error:
        await asyncio.to_thread(revert, root, revision)
        if isinstance(error, GitFailed):
            raise EditRefused(f"The change could not be committed ({error}); the files are as they were.") from error
        raise
    await asyncio.to_thread(settle, root, revision.id)


async def restart(root: Path, history: History) -> tuple[Recovered, ...]:
    """Bring to an end what a crash left under way, and see that the history has it. To be awaited before the first change."""
    found = await asyncio.to_thread(recover, root)
    for each in found:
        if each.made:
            await history.record(each.revision)
            await asyncio.to_thread(settle, root, each.revision.id)
    return found
