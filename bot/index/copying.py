"""A copy of the index, for trying out what a change would do."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path


async def copied(index: Path, to: Path) -> None:
    """A copy of the index at `index` as `to`, whole as of one moment though somebody may be writing."""
    await asyncio.to_thread(_copy, index, to)


def _copy(index: Path, to: Path) -> None:
    with closing(sqlite3.connect(index)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
