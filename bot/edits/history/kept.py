"""What a history can do, and the one that a database keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.edits.revision import Headline, Revision


class History(Protocol):
    """Every change of the knowledge, newest first."""

    async def record(self, revision: Revision) -> None:
        """Keep a change. One whose id is kept already is not kept twice, as it may come again after a crash."""

    async def latest(self, path: str | None = None, limit: int = 50) -> tuple[Headline, ...]:
        """The newest changes, of one file or of all."""

    async def show(self, key: str) -> Revision | None:
        """The change with that id, None where there is none."""


class StoreHistory:
    """The history in a store, by three functions of its own; each behaves as the method of `History` that it serves."""

    def __init__(
        self,
        save: Callable[[Revision], Awaitable[None]],
        latest: Callable[[str | None, int], Awaitable[tuple[Headline, ...]]],
        load: Callable[[str], Awaitable[Revision | None]],
    ) -> None:
        self._save = save
        self._latest = latest
        self._load = load

    async def record(self, revision: Revision) -> None:
        """Keep a change, once."""
        await self._save(revision)

    async def latest(self, path: str | None = None, limit: int = 50) -> tuple[Headline, ...]:
        """The newest changes, of one file or of all."""
        return await self._latest(path, limit)

    async def show(self, key: str) -> Revision | None:
        """The change with that id, None where there is none."""
        return await self._load(key)
