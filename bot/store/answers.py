"""Answers that stand in channels, so that their buttons work after a restart and follow what happens to the question."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import delete, select, update

from bot.store.batch import Batch
from bot.store.database import Database
from bot.store.records import SentAnswer
from bot.store.rows import all_made, made, taken
from bot.store.tables import answer

_FIELDS = tuple(column.name for column in answer.columns if column.name != "message")


class Answers:
    """Messages of the bot, each with who asked and what it shows."""

    def __init__(self, database: Database, batch: Batch) -> None:
        self._database = database
        self._batch = batch
        put = database.insert(answer)
        self._put = put.on_conflict_do_update(index_elements=[answer.c.message], set_=taken(put, *_FIELDS))

    async def sent(self, message: SentAnswer) -> None:
        """Keep an answer that went out, or what an edit made of it. Those that come at once are written at once."""
        await self._batch.add(self._put, **asdict(message))

    async def get(self, message: int) -> SentAnswer | None:
        """The answer that is this message."""
        row = await self._database.row(select(answer).where(answer.c.message == message))
        return made(SentAnswer, row) if row else None

    async def of_question(self, asked: int) -> tuple[SentAnswer, ...]:
        """The answers to this message, first sent first."""
        return all_made(
            SentAnswer, await self._database.rows(select(answer).where(answer.c.asked == asked).order_by("message"))
        )

    async def turned(self, message: int, state: bytes) -> bool:
        """Whether the answer is known; it shows another page now."""
        return await self._database.run(update(answer).where(answer.c.message == message).values(state=state)) > 0

    async def removed(self, *messages: int) -> int:
        """How many of these messages were answers; they are forgotten."""
        return await self._database.run(delete(answer).where(answer.c.message.in_(messages)))

    async def prune(self, before: float) -> int:
        """How many were older than `before` and are forgotten: their buttons answer no more."""
        return await self._database.run(delete(answer).where(answer.c.at < before))
