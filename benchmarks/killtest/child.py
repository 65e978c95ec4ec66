"""The child: it starts as the bot does, then edits until it is killed; each line says what is begun or done."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from benchmarks.killtest.stage import contents, open_history, open_known, plan
from bot.edits import Author, FileChange, Revision, carry_out, current, restart
from bot.library import sync


def revision(root: Path, number: int, changes: dict[str, bytes]) -> Revision:
    """An edit as a moderator's confirmed change."""
    files = tuple(FileChange(path, current(root, path), data) for path, data in changes.items())
    return Revision(f"{number:016x}", Author("Ann"), float(number), f"Edit {number}", files)


async def live(root: Path, kind: str, seed: int, number: int) -> None:
    """Recover, then edit from `number` on, with the index following every edit."""
    async with open_history(kind, root) as history, open_known(root) as index:
        print("up", flush=True)
        await restart(root, history)
        while True:
            changes = plan(seed, number, contents(root))
            print("begin", number, flush=True)
            if changes:
                await carry_out(root, revision(root, number, changes), history)
            print("end", number, flush=True)
            await sync(root, index)
            number += 1


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
