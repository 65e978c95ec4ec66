"""What the state keeps of announcing: subscriptions, deliveries, steps, feeds, follows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.records import FollowKind, NewSubscription, Post, Validators
from tests.store_kit import DAY, HOUR, KINDS, NOW, fresh

GUILD = 1_099_511_627_776_123_456
FEED = "https://feeds.example/show.xml"
POST = Post("1:abc", 20, "abc", GUILD, payload=b"\x00title", digest="d1")


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    async with fresh(request.param, tmp_path) as opened:
        yield opened


async def added(store: Store, template: str = "") -> int:
    subscription = await store.subscriptions.add(NewSubscription(GUILD, 20, show="dep", template=template), 7, NOW)
    assert subscription is not None
    return subscription.id


async def test_a_subscription_is_read_as_it_was_made(store: Store) -> None:
    new = NewSubscription(
        GUILD, 20, "dep", FEED, "New: {title}", 5, False, True, True, (GUILD + 1, 2), "python*", "django", "tom christie"
    )
    made = await store.subscriptions.add(new, 7, NOW)
    assert made is not None
    assert (made.guild, made.forum_tags, made.ping_role, made.guests) == (GUILD, (GUILD + 1, 2), 5, "tom christie")
    assert (made.made_by, made.made_at, made.paused, made.checked_at, made.finding) == (7, NOW, False, None, "")
    assert await store.subscriptions.get(made.id) == made
    assert await store.subscriptions.list(GUILD, feed=FEED) == (made,)
    assert await store.subscriptions.list(GUILD + 1) == ()


async def test_a_server_has_no_more_subscriptions_than_it_may(store: Store) -> None:
    new = NewSubscription(GUILD, 20, show="dep")
    made = await asyncio.gather(*(store.subscriptions.add(new, 7, NOW, limit=3) for _ in range(6)))
    assert sum(one is not None for one in made) == 3
    assert await store.subscriptions.add(replace(new, guild=2), 7, NOW, limit=3)


async def test_a_subscription_changes_in_what_was_named_alone(store: Store) -> None:
    number = await added(store, template="old")
    changed = await store.subscriptions.change(number, 7, NOW, template="new", forum_tags=(3,), paused=True)
    assert changed is not None
    assert (changed.template, changed.forum_tags, changed.paused, changed.show) == ("new", (3,), True, "dep")
    assert await store.subscriptions.checked(number, "nothing new", NOW + 1)
    checked = await store.subscriptions.change(number, 7, NOW)
    assert checked == replace(changed, checked_at=NOW + 1, finding="nothing new")
    assert await store.subscriptions.change(number + 1, 7, NOW, paused=True) is None


async def test_a_removed_subscription_takes_its_record_along_and_its_number_is_never_given_again(store: Store) -> None:
    number = await added(store)
    await store.deliveries.plan([replace(POST, subscription=number)], NOW)
    assert [await store.subscriptions.remove(number, 7, NOW) for _ in range(2)] == [True, False]
    assert await store.deliveries.get(POST.key) is None
    assert await added(store) > number
    assert [line.deed for line in await store.audit.list(GUILD)] == ["announce add", "announce remove", "announce add"]


async def test_a_post_is_claimed_once_and_stays_sent(store: Store) -> None:
    assert [await store.deliveries.claim(POST, NOW) for _ in range(2)] == [True, False]
    assert [await store.deliveries.confirm(POST.key, 99, NOW + 1) for _ in range(2)] == [True, False]
    assert not await store.deliveries.claim(POST, NOW + DAY)
    delivery = await store.deliveries.get(POST.key)
    assert delivery is not None
    assert (delivery.state, delivery.key, delivery.sent_at, delivery.attempts) == ("sent", POST.key, NOW + 1, 1)
    assert (delivery.payload, delivery.episode, delivery.guild, delivery.reason) == (b"\x00title", "abc", GUILD, "")


async def test_of_many_who_claim_at_once_exactly_one_wins(store: Store) -> None:
    keys = [f"1:{at}" for at in range(20)]
    claims = [(key, store.deliveries.claim(replace(POST, key=key), NOW)) for key in keys for _ in range(10)]
    won = await asyncio.gather(*(claim for _, claim in claims))
    assert sorted(key for (key, _), mine in zip(claims, won, strict=True) if mine) == sorted(keys)


async def test_a_failed_post_is_due_again_at_its_time_and_not_before(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    assert await store.deliveries.fail(POST.key, "Discord is down", NOW, next_try=NOW + 60)
    assert not await store.deliveries.fail(POST.key, "twice", NOW, next_try=NOW + 60)
    assert not await store.deliveries.claim(POST, NOW + 59)
    assert await store.deliveries.due(NOW + 59) == ()
    (due,) = await store.deliveries.due(NOW + 60)
    assert (due.reason, due.attempts) == ("Discord is down", 1)
    assert await store.deliveries.claim(replace(POST, payload=b"newer", channel=21), NOW + 60)
    again = await store.deliveries.get(POST.key)
    assert again is not None
    assert (again.state, again.attempts, again.payload, again.channel) == ("sending", 2, b"newer", 21)


async def test_a_post_given_up_is_not_sent_unless_somebody_says_so(store: Store) -> None:
    number = await added(store)
    lost, unsure, old = (replace(POST, key=key, subscription=number) for key in ("lost", "unsure", "old"))
    for post, reason, at in ((lost, "gone", NOW), (unsure, "unreadable", NOW), (old, "gone", NOW - DAY)):
        await store.deliveries.claim(post, at)
        await store.deliveries.fail(post.key, reason, at, next_try=None)
        assert not await store.deliveries.claim(post, NOW + DAY)
    assert await store.deliveries.retry(number, ("gone", "mute"), NOW - HOUR, NOW + DAY) == 1
    assert [await store.deliveries.claim(post, NOW + DAY) for post in (lost, unsure, old)] == [True, False, False]


async def test_planned_posts_are_due_at_once_and_planning_them_again_changes_nothing(store: Store) -> None:
    posts = [replace(POST, key=f"1:{at}") for at in range(3)]
    assert await store.deliveries.plan(posts[:2], NOW) == 2
    await store.deliveries.claim(posts[0], NOW)
    assert await store.deliveries.plan(posts, NOW + 1) == 1
    assert [delivery.key for delivery in await store.deliveries.due(NOW + 1)] == ["1:1", "1:2"]


async def test_a_skipped_post_says_why_and_is_never_sent(store: Store) -> None:
    await store.deliveries.plan([POST], NOW)
    assert await store.deliveries.skip(POST, "its topic is not wanted", NOW)
    assert not await store.deliveries.skip(POST, "another reason", NOW)
    assert not await store.deliveries.claim(POST, NOW + DAY)
    number = await added(store)
    await store.deliveries.skip(replace(POST, key="other", subscription=number), "older than the subscription", NOW)
    (delivery,) = await store.deliveries.of_subscription(number)
    assert (delivery.state, delivery.reason) == ("skipped", "older than the subscription")


async def test_what_was_claimed_before_a_crash_is_found_half_done(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.claim(replace(POST, key="later"), NOW + 5)
    assert [one.key for one in await store.deliveries.half_done(NOW + 5)] == [POST.key]
    assert await store.deliveries.confirm(POST.key, 99, NOW + 6)
    assert await store.deliveries.half_done(NOW + 5) == ()


async def test_a_message_found_after_its_post_was_thought_lost_is_confirmed(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.fail(POST.key, "timed out", NOW, next_try=NOW)
    assert await store.deliveries.confirm(POST.key, 99, NOW + 1, channel=77)
    assert not await store.deliveries.claim(POST, NOW + 2)
    delivery = await store.deliveries.get(POST.key)
    assert delivery is not None
    assert delivery.channel == 77


async def test_the_moderators_are_told_once_what_does_not_get_through(store: Store) -> None:
    lost, late, waiting = (replace(POST, key=key) for key in ("lost", "late", "waiting"))
    for post in (lost, late, waiting):
        await store.deliveries.claim(post, NOW if post is not waiting else NOW + DAY)
    await store.deliveries.fail("lost", "gone", NOW, next_try=None)
    await store.deliveries.fail("late", "no permission", NOW, next_try=NOW + HOUR)
    await store.deliveries.fail("waiting", "busy", NOW + DAY, next_try=NOW + DAY + 1)
    assert [one.key for one in await store.deliveries.overdue(NOW + HOUR)] == ["lost"]
    assert {one.key for one in await store.deliveries.overdue(NOW + DAY)} == {"lost", "late"}
    assert sorted(await asyncio.gather(*(store.deliveries.told("late", NOW + DAY) for _ in range(3)))) == [False, False, True]
    assert [one.key for one in await store.deliveries.overdue(NOW + DAY)] == ["lost"]


async def test_a_message_is_edited_once_for_each_change(store: Store) -> None:
    assert await store.deliveries.changed("abc", b"2", "d2") == 0
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.confirm(POST.key, 99, NOW)
    assert await store.deliveries.changed("abc", b"1", "d1") == 0
    assert await store.deliveries.changed("abc", b"2", "d2") == 1
    assert [(one.pending, one.payload) for one in await store.deliveries.half_edited()] == [("d2", b"2")]
    assert [await store.deliveries.edited(POST.key, "d2") for _ in range(2)] == [True, False]
    assert await store.deliveries.half_edited() == ()
    assert await store.deliveries.changed("abc", b"2", "d2") == 0


async def test_a_change_taken_back_while_its_edit_was_under_way_is_an_edit_too(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.confirm(POST.key, 99, NOW)
    await store.deliveries.changed("abc", b"2", "d2")
    assert await store.deliveries.changed("abc", b"1", "d1") == 1
    assert not await store.deliveries.edited(POST.key, "d2")
    assert await store.deliveries.edited(POST.key, "d1")


async def test_steps_after_a_post_are_done_once_each_with_their_own_retries(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.confirm(POST.key, 99, NOW, channel=21, steps=("crosspost", "thread"))
    assert [(one.step, one.message, one.channel) for one in await store.steps.open(NOW)] == [
        ("crosspost", 99, 21),
        ("thread", 99, 21),
    ]
    assert await store.steps.fail(POST.key, "crosspost", "rate limit", NOW + HOUR)
    assert [await store.steps.done(POST.key, "thread", NOW + 1, result=55) for _ in range(2)] == [True, False]
    assert await store.steps.open(NOW + 1) == ()
    (step,) = await store.steps.open(NOW + HOUR, "crosspost")
    assert (step.attempts, step.reason) == (1, "rate limit")
    await store.steps.done(POST.key, "crosspost", NOW + HOUR)
    assert await store.steps.done_since("crosspost", 21, NOW + 1) == 1
    assert await store.steps.done_since("crosspost", 21, NOW + HOUR + 1) == 0


async def test_a_step_given_up_is_not_done(store: Store) -> None:
    await store.deliveries.claim(POST, NOW)
    await store.deliveries.confirm(POST.key, 99, NOW, steps=("crosspost",))
    assert await store.steps.fail(POST.key, "crosspost", "never", None)
    assert await store.steps.open(NOW + DAY) == ()


async def test_a_feed_is_asked_when_its_time_comes(store: Store) -> None:
    assert [await store.feeds.add(FEED, NOW, NOW + 60) for _ in range(2)] == [True, False]
    await store.feeds.add("https://a.example/", NOW, NOW)
    assert [feed.url for feed in await store.feeds.due(NOW)] == ["https://a.example/"]
    assert [feed.url for feed in await store.feeds.due(NOW + 60)] == ["https://a.example/", FEED]
    assert len(await store.feeds.all()) == 2
    feed = await store.feeds.get(FEED)
    assert feed is not None
    assert (feed.validators, feed.address, feed.read_at, feed.failures) == (Validators(), FEED, None, 0)
    assert [await store.feeds.remove(FEED) for _ in range(2)] == [True, False]


async def test_reading_a_feed_keeps_episodes_and_plans_posts_together(store: Store) -> None:
    await store.feeds.add(FEED, NOW, NOW)
    kept = Validators(FEED, '"tag"', "yesterday", "hash")
    assert await store.feeds.read(FEED, NOW, NOW + 60, kept, {"b": b"1", "a": b"2"}) == 0
    assert await store.feeds.read(FEED, NOW + 60, NOW + 120, kept, {"a": b"3", "c": b"4"}, [POST]) == 1
    assert await store.feeds.read(FEED, NOW + 120, NOW + 180, kept, {"c": b"4"}, [POST]) == 0
    assert list((await store.feeds.traces(FEED)).items()) == [("a", b"3"), ("b", b"1"), ("c", b"4")]
    assert [one.key for one in await store.deliveries.due(NOW + 60)] == [POST.key]
    feed = await store.feeds.get(FEED)
    assert feed is not None
    assert (feed.validators, feed.read_at, feed.next_poll) == (kept, NOW + 120, NOW + 180)


async def test_a_feed_removed_while_it_was_fetched_plans_nothing(store: Store) -> None:
    assert await store.feeds.read(FEED, NOW, NOW, Validators(), {"a": b"1"}, [POST]) == 0
    assert not await store.feeds.unchanged(FEED, NOW, NOW, Validators())
    assert await store.feeds.failed(FEED, NOW, NOW, "down") == 0
    assert await store.feeds.traces(FEED) == {}
    assert await store.deliveries.due(NOW) == ()


async def test_failures_of_a_feed_are_counted_until_it_answers(store: Store) -> None:
    await store.feeds.add(FEED, NOW, NOW)
    assert [await store.feeds.failed(FEED, NOW + at, NOW + at + 1, "down") for at in range(3)] == [1, 2, 3]
    feed = await store.feeds.get(FEED)
    assert feed is not None
    assert (feed.reason, feed.checked_at, feed.next_poll) == ("down", NOW + 2, NOW + 3)
    assert await store.feeds.unchanged(FEED, NOW + 9, NOW + 10, Validators(FEED, "e"))
    feed = await store.feeds.get(FEED)
    assert feed is not None
    assert (feed.reason, feed.failures, feed.read_at) == ("", 0, None)


async def test_a_feed_that_moved_is_asked_at_its_new_place_until_it_moves_back(store: Store) -> None:
    await store.feeds.add(FEED, NOW, NOW)
    for moved_to, address in (("https://new.example/", "https://new.example/"), ("", "https://new.example/"), (FEED, FEED)):
        await store.feeds.unchanged(FEED, NOW, NOW, Validators(), moved_to)
        feed = await store.feeds.get(FEED)
        assert feed is not None
        assert feed.address == address


async def test_members_are_found_by_what_they_follow(store: Store) -> None:
    things: list[tuple[int, FollowKind, str]] = [
        (2, "show", "dep"),
        (1, "guest", "tom"),
        (1, "topic", "dep"),
        (2, "guest", "tom"),
    ]
    for at, (user, kind, key) in enumerate(things):
        assert await store.follows.add(user, kind, key, key.title(), NOW + at)
        assert not await store.follows.add(user, kind, key, "again", NOW)
    assert [(one.kind, one.label) for one in await store.follows.of(1)] == [("guest", "Tom"), ("topic", "Dep")]
    found = await store.follows.matching([("guest", "tom"), ("show", "dep"), ("show", "tom")])
    assert [(one.user, one.kind, one.key) for one in found] == [(1, "guest", "tom"), (2, "guest", "tom"), (2, "show", "dep")]
    assert await store.follows.matching([]) == ()
    many: list[tuple[FollowKind, str]] = [("topic", f"t{at}") for at in range(1000)]
    assert len(await store.follows.matching([*many, ("topic", "dep")])) == 1


async def test_members_stop_following_one_thing_or_all(store: Store) -> None:
    for key in ("a", "b", "c"):
        await store.follows.add(1, "topic", key, key, NOW)
    assert [await store.follows.remove(1, "topic", "a") for _ in range(2)] == [True, False]
    assert await store.follows.remove_all(1) == 2
    assert await store.follows.of(1) == ()
