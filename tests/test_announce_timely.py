"""What comes in at an awkward moment is announced all the same: while a feed is slow, after a crash, after a full disk."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

from bot.store.records import NewSubscription
from tests.announce_kit import DAY, TIDE, Stage, entry
from tests.feeds_kit import rss, serving
from tests.patience import PATIENCE

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]
TAGGED = {"ETag": '"1"'}


def day(at: float) -> str:
    """The date of a moment as feeds write it."""
    return format_datetime(datetime.fromtimestamp(at, UTC))


async def test_an_episode_file_that_comes_while_the_feed_of_its_show_is_slow_is_announced(stage: Stage) -> None:
    asked, let_go = asyncio.Event(), asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        if "If-None-Match" in request.headers:
            asked.set()
            await let_go.wait()
            return web.Response(status=304, headers=TAGGED)
        return web.Response(body=rss(entry(1, "Kelp forests")), content_type="application/rss+xml", headers=TAGGED)

    async with serving(slow) as port:
        await stage.write("tide/show.yaml", TIDE["tide/show.yaml"] + f"feed: http://127.0.0.1:{port}/\n")
        await stage.follow(show="tide")
        looking = asyncio.create_task(stage.announcer.look(everything=True))
        await asyncio.wait_for(asked.wait(), PATIENCE)
        today = datetime.fromtimestamp(stage.clock.now, UTC).date()
        await stage.write("tide/episodes/2-deep.yaml", f"title: Deep water\nnumber: 2\ndate: {today}\n")
        await stage.announcer.look()
        let_go.set()
        await looking
        await stage.announcer.look()
        await stage.announcer.deliver()
    assert stage.titles() == ["#2 Deep water"]


async def test_an_episode_that_came_out_while_the_disk_was_full_is_announced_though_its_feed_is_as_it_was(stage: Stage) -> None:
    feed = rss(entry(2, "Deep water", date=day(stage.clock.now + 2 * DAY)), entry(1, "Low water"))

    async def serve(request: web.Request) -> web.StreamResponse:
        if "If-None-Match" in request.headers:
            return web.Response(status=304, headers=TAGGED)
        return web.Response(body=feed, content_type="application/rss+xml", headers=TAGGED)

    async with serving(serve) as port:
        await stage.follow(feed=f"http://127.0.0.1:{port}/")
        with closing(sqlite3.connect(stage.folder / "data" / "state.db", isolation_level=None)) as other:
            other.execute("CREATE TRIGGER full BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
            await stage.round(3 * DAY)
            other.execute("DROP TRIGGER full")
        assert stage.titles() == []
        await stage.round()
    assert stage.titles() == ["Deep water"]


async def test_a_feed_that_a_crash_kept_from_being_polled_is_polled_from_the_next_start_on(stage: Stage) -> None:
    feed = stage.feed("show", entry(1, "Low water"))
    new = NewSubscription(stage.sandbox.guild.id, stage.news.id, feed=feed)
    assert await stage.store.subscriptions.add(new, 1, stage.clock.now)
    await stage.round()
    stage.feed("show", entry(2, "Deep water"), entry(1, "Low water"))
    await stage.round()
    assert stage.titles() == ["Deep water"]


async def test_a_feed_that_somebody_wants_again_is_not_forgotten_with_who_no_longer_does(stage: Stage) -> None:
    one = await stage.follow(feed=stage.feed("show", entry(1, "Low water")))
    assert not await stage.store.feeds.remove(one.feed)
    await stage.store.subscriptions.remove(one.id, 1, stage.clock.now)
    assert await stage.store.feeds.remove(one.feed)
