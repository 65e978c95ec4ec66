"""Imports in the history that the store keeps, for folders that do not belong to git."""

from __future__ import annotations

from bot.edits import Author, Headline, Revision
from bot.store.edits import Edits
from bot.store.records import FileChange, NewEdit


class StoreLog:
    """A history that takes imports in; whoever wants to look at it asks the store."""

    def __init__(self, edits: Edits) -> None:
        self._edits = edits

    async def record(self, revision: Revision) -> None:
        """Keep a change, once: after a crash it may come again."""
        first = revision.files[0]
        last = await self._edits.latest(first.path)
        if last is not None and any(file.after == first.after for file in last.files):
            return
        files = tuple(FileChange(file.path, file.before, file.after) for file in revision.files)
        new = NewEdit(files, revision.source, name=revision.author.name, why=revision.why)
        await self._edits.record(new, revision.at)

    async def latest(self, path: str | None = None, limit: int = 50) -> tuple[Headline, ...]:
        """The newest changes, of one file or of all."""
        return tuple(
            Headline(str(line.id), Author(line.name), line.at, line.why, line.source, line.paths)
            for line in await self._edits.list(path, limit=limit)
        )

    async def show(self, key: str) -> Revision | None:
        """None: changes have numbers there, not the ids that revisions have."""
        return None
