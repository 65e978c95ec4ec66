"""Feeds that are polled, and the episodes seen in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import Update, delete, select, update

from bot.store.database import Database, Line, met
from bot.store.deliveries import planned
from bot.store.records import FeedState, Post, Validators
from bot.store.rows import portions, taken
from bot.store.tables import feed, seen, subscription

_VALIDATORS = ("etag", "modified", "digest")


class Feeds:
    """One row per feed however many subscribe to it, and a trace of every episode it ever held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(seen)
        keys = [seen.c.feed, seen.c.episode]
        changed = seen.c.trace != put.excluded.trace
        self._put = put.on_conflict_do_update(index_elements=keys, set_=taken(put, "trace"), where=changed)

    async def add(self, url: str, now: float, next_poll: float) -> bool:
        """Whether the feed was not polled yet; it is from `next_poll` on."""
        blank = {"address": "", "etag": "", "modified": "", "digest": "", "moved_to": "", "reason": "", "failures": 0}
        put = self._database.insert(feed).values(url=url, added_at=now, next_poll=next_poll, **blank)
        return bool(await self._database.returned(put.on_conflict_do_nothing().returning(feed.c.url)))

    async def get(self, url: str) -> FeedState | None:
        """What is known of a feed."""
        row = await self._database.row(select(feed).where(feed.c.url == url))
        return _state(row) if row else None

    async def all(self) -> tuple[FeedState, ...]:
        """Every feed, by its address."""
        return tuple([_state(row) async for row in self._database.many(select(feed).order_by(feed.c.url))])

    async def due(self, now: float, limit: int = 100) -> tuple[FeedState, ...]:
        """Feeds to be asked now, the longest waiting first."""
        query = select(feed).where(feed.c.next_poll <= now).order_by(feed.c.next_poll, feed.c.url).limit(limit)
        return tuple([_state(row) async for row in self._database.many(query)])

    async def read(
        self,
        url: str,
        now: float,
        next_poll: float,
        validators: Validators,
        traces: Mapping[str, bytes],
        posts: Iterable[Post] = (),
        moved_to: str = "",
        forget: Iterable[str] = (),
    ) -> int:
        """How many of `posts` are new; they are due at once.

        Episodes as seen, posts about them and the validators are kept in one transaction: no crash between them can lose
        an episode or find it new twice. `traces` are by episode id, opaque to the store; those of episodes that left the
        feed stay but for those to `forget`. 0 where the feed is polled no more.
        """
        async with self._database.write() as connection:
            answered = _answered(url, now, next_poll, validators, moved_to).values(read_at=now)
            if not met(await connection.execute(answered)):
                return 0
            for some in portions(traces.items()):
                rows = [{"feed": url, "episode": name, "trace": trace, "at": now} for name, trace in some]
                await connection.execute(self._put, rows)
            for names in portions(forget):
                await connection.execute(delete(seen).where(seen.c.feed == url, seen.c.episode.in_(names)))
            return await planned(self._database, connection, posts, now)

    async def unchanged(self, url: str, now: float, next_poll: float, validators: Validators, moved_to: str = "") -> bool:
        """Whether the feed is polled; it answered that it is as it was."""
        return await self._database.run(_answered(url, now, next_poll, validators, moved_to)) > 0

    async def failed(self, url: str, now: float, next_poll: float, reason: str) -> int:
        """How often in a row the feed could not be had, with this time; 0 where it is polled no more."""
        failing = update(feed).where(feed.c.url == url)
        failing = failing.values(checked_at=now, next_poll=next_poll, reason=reason, failures=feed.c.failures + 1)
        rows = await self._database.returned(failing.returning(feed.c.failures))
        return int(rows[0].failures) if rows else 0

    async def traces(self, url: str) -> dict[str, bytes]:
        """The trace of every episode ever seen in a feed, by episode id, in the order they came."""
        query = select(seen.c.episode, seen.c.trace).where(seen.c.feed == url).order_by(seen.c.at, seen.c.episode)
        return {row.episode: row.trace async for row in self._database.many(query)}

    async def remove(self, url: str) -> bool:
        """Whether the feed was polled, for nobody; it is forgotten, with the episodes seen in it.

        One that somebody subscribed to a moment ago stays: it would not be polled again.
        """
        wanted = select(subscription.c.id).where(subscription.c.feed == url).exists()
        return await self._database.run(delete(feed).where(feed.c.url == url, ~wanted)) > 0


def _answered(url: str, now: float, next_poll: float, validators: Validators, moved_to: str) -> Update:
    values: dict[str, object] = asdict(validators) | {
        "checked_at": now,
        "next_poll": next_poll,
        "failures": 0,
        "reason": "",
    }
    if moved_to:
        values["moved_to"] = "" if moved_to == url else moved_to
    return update(feed).where(feed.c.url == url).values(**values)


def _state(row: Line) -> FeedState:
    fields = dict(row._mapping)
    validators = Validators(fields.pop("address"), *(fields.pop(name) for name in _VALIDATORS))
    return FeedState(validators=validators, **fields)
