"""A knowledge folder whose files go bad in batches, and questions that its last good versions must go on answering."""

from __future__ import annotations

import asyncio
import shutil
import time
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

from benchmarks.fuzz.mutations import SHIPPED, Source
from bot.answers.desk import Desk, open_desk
from bot.index import Index, open_index
from bot.knowledge import read_all, scan
from bot.library import sync
from bot.trying import tried

TODAY = date(2026, 1, 1)


class Folder:
    """The shipped knowledge, with an index and a desk as the bot has them; `close` it."""

    def __init__(self, root: Path) -> None:
        self.root = root / "knowledge"
        shutil.copytree(SHIPPED, self.root)
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.slowest = self.asked = 0.0
        self.index, self.desk = self.runner.run(self._open())
        self.questions = self._questions()
        self.answers = self.runner.run(self._ask())

    async def _open(self) -> tuple[Index, Desk]:
        index = await self.stack.enter_async_context(open_index(self.root.parent / "index.db"))
        await sync(self.root, index)
        return index, await open_desk(index)

    def _questions(self) -> list[str]:
        """The moderators' own tests, and one question about each numbered episode."""
        documents = read_all(self.root, scan(self.root).files.values())
        own = [check.ask for document in documents for check in document.checks]
        return own + [f"who was on episode {d.episode.number}?" for d in documents if d.episode and d.episode.number]

    async def _ask(self) -> list[str]:
        return [await tried(self.desk, question, "", TODAY) for question in self.questions]

    def batch(self, bad: list[Source]) -> list[str]:
        """Write bad files over good ones, take them in, and ask; what is not answered as before, or how taking in failed."""
        for path, data in bad:
            (self.root / path).write_bytes(data)
        try:
            wrong = self.runner.run(self._took_in())
        except Exception as error:
            wrong = [f"taking in fails: {type(error).__name__}: {error}"]
        for path, _ in bad:
            (self.root / path).write_bytes((SHIPPED / path).read_bytes())
        return wrong

    async def _took_in(self) -> list[str]:
        began = time.perf_counter()
        await sync(self.root, self.index)
        await self.desk.refresh()
        self.slowest = max(self.slowest, time.perf_counter() - began)
        said = await self._ask()
        self.asked += len(said)
        pairs = zip(self.questions, self.answers, said, strict=True)
        return [f"{question!r} was {before!r}, is {now!r}" for question, before, now in pairs if before != now]

    def close(self) -> None:
        """Close the index."""
        self.runner.run(self.stack.aclose())
        self.runner.close()
