"""Posts that go out exactly once: claim, send, confirm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database, met
from bot.store.records import Delivery, Post
from bot.store.rows import all_made, made, portions, taken
from bot.store.tables import delivery, delivery_step

_OVERDUE = 24 * 3600.0
_POST = tuple(field.name for field in fields(Post))


class Deliveries:
    """What became of each post. Every verb that decides is one statement, so that of two who try at once one wins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, posts: Iterable[Post], now: float) -> int:
        """How many of the posts are new; they are due at once."""
        async with self._database.write() as connection:
            return await planned(self._database, connection, posts, now)

    async def claim(self, post: Post, now: float) -> bool:
        """Whether the caller, and nobody else, is to send this post now.

        False where it is being sent, was sent, skipped or given up, or is to be tried again only later. What goes out is
        what `post` holds now, not what it held when it was planned.
        """
        put = _put(self._database, post, now).values(state="sending", attempts=1, claimed_at=now)
        news = taken(put, "channel", "payload", "digest", "state", "claimed_at", "next_try")
        ready = (delivery.c.state == "due") & (delivery.c.next_try <= now)
        claiming = put.on_conflict_do_update(
            index_elements=[delivery.c.key], set_=news | {"attempts": delivery.c.attempts + 1}, where=ready
        )
        return bool(await self._database.returned(claiming.returning(delivery.c.key)))

    async def confirm(
        self, key: str, message: int, now: float, *, channel: int | None = None, steps: Sequence[str] = ()
    ) -> bool:
        """Whether the post was not confirmed yet; it stands as `message` now, and `steps` are still to be done with it.

        `channel` where it is another than that of the post, as with a forum post or a direct message.
        """
        values: dict[str, object] = {"state": "sent", "message": message, "sent_at": now, "next_try": None, "reason": ""}
        if channel is not None:
            values["channel"] = channel
        confirming = update(delivery).where(delivery.c.key == key, delivery.c.state != "sent").values(**values)
        async with self._database.write() as connection:
            row = (await connection.execute(confirming.returning(delivery.c.channel))).first()
            if row and steps:
                blank = {"delivery": key, "channel": row.channel, "state": "open", "attempts": 0, "next_try": now, "reason": ""}
                put = self._database.insert(delivery_step).on_conflict_do_nothing()
                await connection.execute(put, [blank | {"step": step} for step in steps])
        return row is not None

    async def fail(self, key: str, reason: str, now: float, next_try: float | None) -> bool:
        """Whether the post was being sent; it did not go out, and is due again at `next_try`, or with None is given up."""
        state = "given up" if next_try is None else "due"
        failing = update(delivery).where(delivery.c.key == key, delivery.c.state == "sending")
        return await self._database.run(failing.values(state=state, reason=reason, next_try=next_try)) > 0

    async def skip(self, post: Post, reason: str, now: float) -> bool:
        """Whether the post was not decided yet; it is not to be sent, and `reason` says why."""
        put = _put(self._database, post, now).values(state="skipped", reason=reason)
        skipping = put.on_conflict_do_update(
            index_elements=[delivery.c.key], set_=taken(put, "state", "reason", "next_try"), where=delivery.c.state == "due"
        )
        return bool(await self._database.returned(skipping.returning(delivery.c.key)))

    async def retry(self, subscription: int, reasons: Collection[str], since: float, now: float) -> int:
        """How many posts of a subscription were given up or wait for another try, first due after `since`, for one of these
        reasons; they are due at once, and the moderators may be told of them anew.
        """
        mine = and_(delivery.c.subscription == subscription, delivery.c.first_at > since, delivery.c.reason.in_(reasons))
        again = update(delivery).where(mine, delivery.c.state.in_(("given up", "due")))
        return await self._database.run(again.values(state="due", next_try=now, told_at=None))

    async def get(self, key: str) -> Delivery | None:
        """What became of the post under `key`."""
        return await self._one(delivery.c.key == key)

    async def of_subscription(self, number: int, limit: int = 25) -> tuple[Delivery, ...]:
        """The posts of a subscription, the newest first."""
        query = select(delivery).where(delivery.c.subscription == number)
        rows = await self._database.rows(query.order_by(delivery.c.first_at.desc(), delivery.c.key).limit(limit))
        return all_made(Delivery, rows)

    async def due(self, now: float, limit: int = 100) -> tuple[Delivery, ...]:
        """Posts to be claimed and sent, the longest waiting first."""
        return await self._all((delivery.c.state == "due") & (delivery.c.next_try <= now), limit)

    async def half_done(self, before: float, limit: int = 1000) -> tuple[Delivery, ...]:
        """Posts claimed before `before` of which nobody knows whether they went out: look for their key in the channel."""
        return await self._all((delivery.c.state == "sending") & (delivery.c.claimed_at < before), limit)

    async def overdue(self, now: float, after: float = _OVERDUE, limit: int = 100) -> tuple[Delivery, ...]:
        """Posts given up, or failing for `after` seconds, of which the moderators were not told yet."""
        late = and_(delivery.c.state == "due", delivery.c.attempts > 0, delivery.c.first_at <= now - after)
        return await self._all(and_(delivery.c.told_at.is_(None), or_(delivery.c.state == "given up", late)), limit)

    async def told(self, key: str, now: float) -> bool:
        """Whether the caller, and nobody else, is to tell the moderators of it."""
        telling = update(delivery).where(delivery.c.key == key, delivery.c.told_at.is_(None))
        return await self._database.run(telling.values(told_at=now)) > 0

    async def changed(self, episode: str, payload: bytes, digest: str) -> int:
        """How many messages about an episode are to be edited: all that stand, or are on their way, and show another digest.

        What was not sent yet goes out as `payload` says now.
        """
        mine = delivery.c.episode == episode
        waiting = update(delivery).where(mine, delivery.c.state == "due").values(payload=payload, digest=digest)
        differs = or_(delivery.c.digest != digest, delivery.c.pending != "")
        stands = update(delivery).where(mine, delivery.c.state.in_(("sending", "sent")), differs)
        async with self._database.write() as connection:
            await connection.execute(waiting)
            return met(await connection.execute(stands.values(payload=payload, pending=digest)))

    async def edited(self, key: str, digest: str) -> bool:
        """Whether that edit was under way; the message shows `digest` now."""
        mine = and_(delivery.c.key == key, delivery.c.pending == digest, delivery.c.pending != "")
        return await self._database.run(update(delivery).where(mine).values(digest=digest, pending="")) > 0

    async def half_edited(self, limit: int = 1000) -> tuple[Delivery, ...]:
        """Messages whose edit may not have gone out; editing again does no harm."""
        return await self._all(and_(delivery.c.pending != "", delivery.c.state == "sent"), limit)

    async def prune(self, posted: float, unposted: float, letters: float) -> int:
        """How many went that nobody will ask for: messages sent before `posted`, what was not sent before `unposted`, and
        what members were written before `letters`. What is still to be sent, searched for or edited stays.

        Nothing is posted again for it: the trace of an episode says that it was told, and stays.
        """
        ended = delivery.c.state.in_(("skipped", "given up"))
        old = or_(
            and_(delivery.c.user.is_(None), delivery.c.state == "sent", delivery.c.sent_at < posted),
            and_(delivery.c.user.is_(None), ended, delivery.c.first_at < unposted),
            and_(delivery.c.user.is_not(None), or_(ended, delivery.c.state == "sent"), delivery.c.first_at < letters),
        )
        return await self._database.run(delete(delivery).where(delivery.c.pending == "", old))

    async def _one(self, which: ColumnElement[bool]) -> Delivery | None:
        row = await self._database.row(select(delivery).where(which).limit(1))
        return made(Delivery, row) if row else None

    async def _all(self, which: ColumnElement[bool], limit: int) -> tuple[Delivery, ...]:
        query = select(delivery).where(which).order_by(delivery.c.next_try, delivery.c.first_at, delivery.c.key)
        return tuple([made(Delivery, row) async for row in self._database.many(query.limit(limit))])


async def planned(database: Database, connection: AsyncConnection, posts: Iterable[Post], now: float) -> int:
    """How many of the posts are new, within a transaction that somebody else began."""
    put = database.insert(delivery).on_conflict_do_nothing().returning(delivery.c.key)
    new = 0
    for some in portions(posts):
        rows = [_values(post, now) | {"state": "due", "next_try": now} for post in some]
        new += len((await connection.execute(put, rows)).all())
    return new


def _put(database: Database, post: Post, now: float) -> Insert:
    return database.insert(delivery).values(**_values(post, now))


def _values(post: Post, now: float) -> dict[str, Any]:
    blank = {"pending": "", "attempts": 0, "first_at": now, "next_try": None, "reason": ""}
    return {name: getattr(post, name) for name in _POST} | blank
