"""The index kept in step with the knowledge folder: at the start, and whenever a file changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot import knowledge
from bot.index import Index
from bot.model import Problem


@dataclass(frozen=True)
class Synced:
    """What a look at the folder found: files read anew, files gone, and everything that is wrong in the folder now."""

    read: tuple[str, ...]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...]
    elsewhere: bool = False
    """Whether another process, such as `ask` in a terminal, wrote what changed into the index."""

    @property
    def changed(self) -> bool:
        """Whether the index is another one than it was."""
        return bool(self.read or self.gone or self.elsewhere)


async def sync(root: Path, index: Index, progress: Callable[[int, int], None] | None = None) -> Synced:
    """Brings the index up to date with the folder; files whose bytes are unchanged are not read again.

    `progress` is called with the number of files read and of all to read. KnowledgeError where there is no such folder.
    """
    scan = await asyncio.to_thread(knowledge.scan, root)
    known = await index.digests()
    changed = [found for path, found in scan.files.items() if known.get(path, ("", True))[0] != found.digest]
    gone = [path for path in known if path not in scan.files]
    if changed or gone:
        documents = await asyncio.to_thread(knowledge.read_all, root, changed, progress)
        await index.write(documents, gone)
    if gone:
        # Of two files of one name the first is the episode; once it is gone, the other is.
        twins = [scan.files[path] for path in await index.lacking() if path in scan.files]
        if twins:
            await index.write(await asyncio.to_thread(knowledge.read_all, root, twins))
    problems = await index.problems()
    across = knowledge.cross_problems(await index.documents())
    everything = tuple(sorted({*scan.problems, *problems, *across}))
    return Synced(tuple(f.path for f in changed), tuple(gone), everything, await index.elsewhere())
