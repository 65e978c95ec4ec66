"""The last turn of each conversation, so that a follow-up is understood after a restart too."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.store.batch import Batch
from bot.store.database import Database
from bot.store.rows import taken
from bot.store.tables import conversation


class Conversations:
    """One turn per member and channel, opaque to the store."""

    def __init__(self, database: Database, batch: Batch) -> None:
        self._database = database
        self._batch = batch
        put = database.insert(conversation)
        keys = [conversation.c.user, conversation.c.channel]
        # Of two turns that are on their way the later one stays, whichever comes last.
        later = put.excluded.at >= conversation.c.at
        self._put = put.on_conflict_do_update(index_elements=keys, set_=taken(put, "guild", "turn", "at"), where=later)

    async def recent(self, now: float, max_age: float, limit: int) -> dict[tuple[int, int], bytes]:
        """The last turns of the `limit` newest conversations by member and channel, none older than `max_age` seconds."""
        newest = select(conversation).where(conversation.c.at >= now - max_age).order_by(conversation.c.at.desc()).limit(limit)
        return {(row.user, row.channel): row.turn async for row in self._database.many(newest)}

    async def put(self, user: int, channel: int, turn: bytes, now: float, guild: int | None = None) -> None:
        """Keep a turn in place of the one before. Those that come at once are written at once."""
        await self._batch.add(self._put, user=user, channel=channel, guild=guild, turn=turn, at=now)

    async def prune(self, before: float) -> int:
        """How many were older than `before` and are gone."""
        return await self._database.run(delete(conversation).where(conversation.c.at < before))
