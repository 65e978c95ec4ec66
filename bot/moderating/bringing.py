"""A show's feed → a proposal: what an import would write, to be looked at and confirmed like any other change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.edits import Author, EditRefused, History
from bot.errors import UsageError
from bot.importing import Plan, Report, carry_out, fetched, plan
from bot.importing.memory import Memory
from bot.moderating.steps import Imported, Pending


@dataclass(frozen=True)
class Brought:
    """What a feed brings: the files, what they are based on, what to remember of it, and what to tell."""

    changes: dict[str, bytes | None]
    base: dict[str, str | None]
    imported: Imported
    report: Report
    label: str
    """Where it is from, in words."""


async def bring(
    root: Path,
    show: str,
    feed: str,
    *,
    guesses: bool,
    allowed: tuple[str, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Brought:
    """What the feed at an address would change. EditRefused, in words, where there is no feed or nothing new in it.

    `allowed` are private networks that may be fetched from; `progress` is called from another thread.
    """
    found, troubles = await fetched(feed, allowed)
    if not found:
        raise EditRefused(" ".join(troubles) or "There is no feed at that address.")
    source = found[0].source
    try:
        planned = await asyncio.to_thread(plan, root, show, [source], guess=guesses, progress=progress)
    except UsageError as error:
        raise EditRefused(str(error)) from error
    if not planned.changes:
        raise EditRefused("The feed brings nothing new.")
    memory = await asyncio.to_thread(msgspec.msgpack.encode, planned.memory)
    imported = Imported(show, feed, guesses, memory)
    return Brought(dict(planned.changes), dict(planned.base), imported, planned.report, source.label)


async def carry_in(root: Path, pending: Pending, author: Author, at: float, history: History) -> None:
    """Writes a confirmed import. EditConflict or EditRefused where a file cannot be written as it was proposed."""
    imported = pending.imported
    if imported is None:
        return
    memory = await asyncio.to_thread(msgspec.msgpack.decode, imported.memory, type=Memory)
    texts = {path: data for path, data in pending.changes.items() if data is not None}
    planned = Plan(imported.show, texts, pending.base, memory, Report(imported.show))
    await carry_out(root, planned, at=at, author=author, history=history)
