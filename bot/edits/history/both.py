"""Git for what moderators confirm, the store for what changed on disk: a half-finished text is never committed."""

from __future__ import annotations

from bot.edits.history.git import GitHistory
from bot.edits.history.kept import History
from bot.edits.revision import Headline, Revision


class Both:
    """One history of two; ids do not clash, as those of commits made by hand are longer."""

    def __init__(self, git: GitHistory, store: History) -> None:
        self._git = git
        self._store = store

    async def record(self, revision: Revision) -> None:
        """Keep a change, once. One on disk that is a commit already, as after a pull, is not kept again."""
        if revision.source != "disk":
            await self._git.record(revision)
        elif not await self._git.holds(revision):
            await self._store.record(revision)

    async def beside(self, path: str, data: bytes, revision: Revision) -> None:
        """Commit a file that is no knowledge but belongs to it."""
        await self._git.beside(path, data, revision)

    async def latest(self, path: str | None = None, limit: int = 50) -> tuple[Headline, ...]:
        """The newest changes of both, of one file or of all."""
        found = [*await self._git.latest(path, limit), *await self._store.latest(path, limit)]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True)[:limit])

    async def show(self, key: str) -> Revision | None:
        """The change with that id, None where there is none."""
        return await self._store.show(key) or await self._git.show(key)
