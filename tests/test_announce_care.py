"""What moderators hear of feeds that fail, and that tidying up never leads to a second post."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import msgspec

from bot.announce import Announcer, News, Refused, Sent, Timing, Why
from bot.announce.forgetting import CROWD, MOST, forgotten
from bot.announce.knowing import NoKnowledge
from bot.announce.news import pack
from bot.announce.outcomes import Idle, Outcome
from bot.announce.seen import Seen
from bot.announce.sorting import DAY, Look, sift
from bot.feeds import Feed, Fetcher, Item, Reader, Trace
from bot.store import open_store
from bot.store.records import Delivery, NewSubscription, Post, Subscription
from tests.announce_kit import Hour, Stage, entry
from tests.patience import PATIENCE

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]
NOW = 1_700_000_000.0
YEARS = 3 * 365 * DAY


def heard(stage: Stage, channel: str) -> list[str]:
    """What the bot wrote in a channel."""
    return [message.text for message in stage.posts(stage.sandbox.channel(channel))]


async def test_a_feed_that_fails_for_a_day_is_told_of_once_and_once_more_when_it_works_again(stage: Stage) -> None:
    general = stage.sandbox.channel("general")
    await stage.store.settings.change(stage.sandbox.guild.id, 1, stage.clock.now, moderators_channel=general.id)
    feed = stage.feed("show", entry(1))
    subscription = await stage.follow(feed=feed)
    await stage.follow(stage.sandbox.channel("ask-the-show"), feed)
    kept = stage.feeds.pop("show")
    await stage.round()
    await stage.round()
    assert heard(stage, "general") == []
    for _ in range(4):
        await stage.round()
    (told,) = heard(stage, "general")
    assert "could not read **The Show** for a day" in told
    assert stage.news.mention in told
    assert f"`/announce remove number:{subscription.id}`" in told
    stage.feeds["show"] = kept
    for _ in range(3):
        await stage.round()
    assert len(heard(stage, "general")) == 2
    assert "read **The Show** again" in heard(stage, "general")[1]


async def test_a_feed_that_fails_again_later_is_told_of_again_after_another_day(stage: Stage) -> None:
    await stage.sandbox.moderator.direct_message("hello")
    feed = stage.feed("show", entry(1))
    await stage.follow(feed=feed)
    kept = stage.feeds["show"]
    for at in (2, 4):
        stage.feeds.pop("show")
        for _ in range(4):
            await stage.round()
        stage.feeds["show"] = kept
        await stage.round()
        assert len(stage.posts(stage.sandbox.moderator.direct)) == at


async def test_what_came_out_while_a_feed_failed_for_weeks_is_posted_when_it_works_again(stage: Stage) -> None:
    feed = stage.feed("show", entry(1))
    await stage.follow(feed=feed)
    stage.feeds.pop("show")
    await stage.round()
    out = format_datetime(datetime.fromtimestamp(stage.clock.now + DAY, UTC))
    await stage.round(DAY * 20)
    stage.feed("show", entry(2, "Meanwhile", date=out), entry(1))
    await stage.round()
    assert stage.titles() == ["Meanwhile"]


async def test_a_pruned_post_is_not_posted_again_whatever_its_feed_does(stage: Stage) -> None:
    feed = stage.feed("show")
    subscription = await stage.follow(feed=feed)
    stage.feed("show", entry(1, "Deep water"))
    await stage.round()
    assert stage.titles() == ["Deep water"]
    await stage.round(YEARS)
    gone = await stage.store.prune(stage.clock.now)
    assert gone["posts"] == 1
    assert await stage.store.deliveries.of_subscription(subscription.id) == ()
    await stage.round()
    stage.feed("show", entry(1, "Deep water, mended"))
    await stage.round()
    stage.feed("show")
    await stage.round()
    stage.feed("show", entry(1, "Deep water"))
    await stage.round()
    assert stage.titles() == ["Deep water"]


async def test_what_is_still_to_be_sent_or_edited_is_never_pruned(stage: Stage) -> None:
    feed = stage.feed("show")
    subscription = await stage.follow(feed=feed)
    stage.feed("show", entry(1, "Deep water"))
    stage.clock.now += DAY
    await stage.announcer.look(everything=True)
    assert (await stage.store.prune(stage.clock.now + YEARS))["posts"] == 0
    await stage.announcer.deliver()
    (sent,) = await stage.store.deliveries.of_subscription(subscription.id)
    await stage.store.deliveries.changed(sent.episode, sent.payload, "another")
    assert (await stage.store.prune(stage.clock.now + YEARS))["posts"] == 0


class Slow(Idle):
    """A courier whose first tries fail at once in some channels, and whose second tries there take until it is let go."""

    def __init__(self) -> None:
        self.sent = asyncio.Event()
        self.let_go = asyncio.Event()

    async def send(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Fails, waits, or sends."""
        if delivery.channel >= 100:
            self.sent.set()
            return Sent(1, delivery.channel)
        if delivery.attempts:
            await self.let_go.wait()
        return Refused(Why.BUSY)


async def test_many_channels_that_fail_slowly_hold_up_no_other(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db") as store, Fetcher() as fetcher, Reader() as reader:
        courier, clock = Slow(), Hour(NOW)
        timing = Timing(at_once=4, first_retry=1.0)
        announcer = Announcer(store, courier, fetcher, reader, NoKnowledge(), clock, timing)
        for channel in (*range(20), 100):
            one = await store.subscriptions.add(NewSubscription(1, channel, feed=f"https://{channel}.example/"), 1, NOW)
            assert one is not None
            post = Post(f"{one.id}:{channel:016x}", channel, "e", 1, one.id, payload=pack(News("e", "Deep water")))
            await store.deliveries.plan([post], NOW + 100 if channel == 100 else NOW)
        await announcer.deliver()
        clock.now += 100
        await announcer.begin()
        async with asyncio.timeout(PATIENCE):
            await courier.sent.wait()
        courier.let_go.set()
        await announcer.close()


def trace(at: int, published: float | None) -> Seen:
    return Seen(Trace(f"{at:016x}", (f"guid:{at}",), f"talk {at}", at=published), "told", told=NOW - YEARS)


def test_only_dated_episodes_of_long_ago_that_left_the_feed_are_forgotten() -> None:
    dated = {f"{at:016x}": trace(at, NOW - YEARS + at) for at in range(MOST)}
    undated = {f"{at:016x}": trace(at, None) for at in range(MOST, MOST + 20)}
    known = dated | undated
    gone = forgotten(NOW, known, {f"{0:016x}"})
    assert len(gone) == 20
    assert set(gone) <= set(dated)
    assert f"{0:016x}" not in gone
    assert forgotten(NOW, dated, ()) == ()


def test_a_forgotten_episode_that_comes_back_is_an_old_one() -> None:
    known = {f"{at:016x}": trace(at, NOW - YEARS + at) for at in range(MOST + 1)}
    item = Item(title="talk 0", guid="0", published=datetime.fromtimestamp(NOW - YEARS, UTC))
    first = sift(NOW, Look("f", Feed(kind="rss", items=())), known)
    assert first.forget == (f"{0:016x}",)
    rest = {name: one for name, one in known.items() if name not in first.forget}
    again = sift(NOW, Look("f", Feed(kind="rss", items=(item,))), rest)
    assert again.fresh == []


def test_a_source_that_makes_up_episodes_without_end_is_bounded() -> None:
    made_up = {f"{at:016x}": msgspec.structs.replace(trace(at, None), told=NOW) for at in range(CROWD + 7)}
    assert forgotten(NOW, made_up, ()) == tuple(list(made_up)[:7])
