"""Exactly once, whatever goes wrong: lost answers, errors of Discord's, lost rights, histories that cannot be read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from bot.announce import Timing, Why
from bot.sandbox import Kind, Permission, Sandbox
from bot.store.records import Delivery, Subscription
from tests.announce_kit import DAY, Stage, entry, open_stage, use

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]
SEND = "/channels/{channel_id}/messages"
POST = "/channels/{channel_id}/threads"
KINDS = ["general", "announcements", "episode-talk"]


async def one(stage: Stage, subscription: Subscription) -> Delivery:
    """The only delivery of a subscription."""
    (found,) = await stage.store.deliveries.of_subscription(subscription.id)
    return found


async def released(stage: Stage, place: str) -> Subscription:
    """A subscription to a feed that has just got a new episode, which is planned and not yet sent."""
    feed = stage.feed("show")
    subscription = await stage.follow(stage.sandbox.channel(place), feed)
    stage.feed("show", entry(1, "Deep water"))
    stage.clock.now += DAY / 2
    await stage.announcer.look(everything=True)
    return subscription


@pytest.mark.parametrize("place", KINDS)
async def test_a_post_whose_answer_got_lost_is_found_and_not_sent_again(stage: Stage, place: str) -> None:
    subscription = await released(stage, place)
    stage.sandbox.faults.lose_answer(route=POST if place == "episode-talk" else SEND, method="POST")
    await stage.announcer.deliver()
    assert (await one(stage, subscription)).state == "sending"
    await stage.round()
    assert (await one(stage, subscription)).state == "sent"
    assert stage.titles(stage.sandbox.channel(place)) == ["Deep water"]


@pytest.mark.parametrize("place", KINDS)
async def test_a_post_that_never_arrived_is_sent_again(stage: Stage, place: str) -> None:
    subscription = await released(stage, place)
    stage.sandbox.faults.lose_request(route=POST if place == "episode-talk" else SEND, method="POST")
    await stage.announcer.deliver()
    await stage.round()
    await stage.round()
    assert (await one(stage, subscription)).state == "sent"
    assert stage.titles(stage.sandbox.channel(place)) == ["Deep water"]


async def test_a_direct_message_whose_answer_got_lost_is_found_too(stage: Stage) -> None:
    ada = stage.sandbox.listener
    await stage.store.follows.add(ada.id, "show", "tide", "Slow Tide", stage.clock.now)
    await stage.round()
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\n")
    stage.sandbox.faults.lose_answer(route=SEND, method="POST")
    for _ in range(4):
        await stage.round()
    assert stage.titles(ada.direct) == ["#2 Old ports"]
    assert await stage.store.deliveries.half_done(stage.clock.now) == ()


async def test_a_forum_post_is_not_repeated_after_a_server_error_without_a_look(stage: Stage) -> None:
    await released(stage, "episode-talk")
    stage.sandbox.faults.fail(502, 1, POST, "POST")
    await stage.announcer.deliver()
    assert len(stage.sandbox.requests.to("POST", POST)) == 1
    await stage.round()
    await stage.round()
    asked = [each.name for each in stage.sandbox.requests if "threads" in each.route]
    assert asked.index("GET /guilds/{guild_id}/threads/active") < len(asked) - 1
    assert stage.titles(stage.sandbox.channel("episode-talk")) == ["Deep water"]


async def test_a_forum_post_that_was_archived_meanwhile_is_found_too(stage: Stage) -> None:
    await released(stage, "episode-talk")
    stage.sandbox.faults.lose_answer(route=POST, method="POST")
    await stage.announcer.deliver()
    thread = stage.sandbox.world.channels[stage.posts(stage.sandbox.channel("episode-talk"))[0].channel.id]
    setattr(thread, "archived", True)  # noqa: B010
    await stage.round()
    assert len(stage.posts(stage.sandbox.channel("episode-talk"))) == 1


async def test_where_the_history_cannot_be_read_it_is_not_sent_again_and_the_moderators_are_told(stage: Stage) -> None:
    subscription = await released(stage, "general")
    stage.sandbox.faults.lose_answer(route=SEND, method="POST")
    await stage.announcer.deliver()
    stage.sandbox.take_permissions(stage.sandbox.channel("general"), Permission.READ_MESSAGE_HISTORY)
    await stage.sandbox.moderator.direct_message("hello")
    await stage.round()
    await stage.round()
    delivery = await one(stage, subscription)
    assert (delivery.state, delivery.reason) == ("given up", Why.UNREADABLE)
    assert len(stage.posts(stage.sandbox.channel("general"))) == 1
    told = [m.text for m in stage.posts(stage.sandbox.moderator.direct)]
    assert len(told) == 1
    assert "may not read the channel" in told[0]


async def test_one_channel_without_rights_holds_up_no_other_and_is_served_when_they_are_back(stage: Stage) -> None:
    general = stage.sandbox.channel("general")
    subscription = await released(stage, "general")
    stage.sandbox.take_permissions(general, Permission.SEND_MESSAGES)
    feed = f"{stage.address}/show"
    await stage.follow(feed=feed)
    stage.feed("show", entry(2, "Low water"), entry(1, "Deep water"))
    await stage.round()
    assert stage.titles() == ["Low water"]
    assert {d.reason for d in await stage.store.deliveries.of_subscription(subscription.id)} == {Why.MUTE}
    stage.sandbox.take_permissions(general)
    await stage.round()
    assert stage.titles(general) == ["Deep water", "Low water"]
    assert stage.titles() == ["Low water"]


async def test_after_a_day_the_moderators_channel_reads_where_and_what_to_do_once(stage: Stage) -> None:
    sandbox = stage.sandbox
    await stage.store.settings.change(sandbox.guild.id, 1, stage.clock.now, moderators_channel=sandbox.channel("general").id)
    await released(stage, "ask-the-show")
    sandbox.take_permissions(sandbox.channel("ask-the-show"), Permission.SEND_MESSAGES)
    for _ in range(5):
        await stage.round()
    told = [m.text for m in stage.posts(sandbox.channel("general"))]
    assert len(told) == 1
    assert sandbox.channel("ask-the-show").mention in told[0]
    assert "permission to send messages" in told[0]


async def test_a_deleted_channel_is_given_up_after_a_day_and_its_news_go_elsewhere_when_changed(stage: Stage) -> None:
    subscription = await released(stage, "ask-the-show")
    stage.sandbox.delete_channel(stage.sandbox.channel("ask-the-show"))
    for _ in range(5):
        await stage.round()
    delivery = await one(stage, subscription)
    assert (delivery.state, delivery.reason) == ("given up", Why.GONE)
    said = await use(stage, "announce edit", number=subscription.id, channel=stage.news)
    assert "1 post that did not get through before: I try again now." in said
    await stage.round(0.0)
    assert stage.titles() == ["Deep water"]


async def test_a_forum_that_wants_a_tag_says_so(stage: Stage) -> None:
    forum = stage.sandbox.world.add_channel(stage.sandbox.guild, "strict", Kind.FORUM)
    forum.needs_tag = True
    stage.sandbox.gateway.drop()
    subscription = await released(stage, "strict")
    await stage.round()
    assert (await one(stage, subscription)).reason in (Why.TAG, Why.FORM)


async def test_a_500_and_a_429_only_delay_a_post(stage: Stage) -> None:
    await released(stage, "general")
    stage.sandbox.faults.fail(500, 1, SEND, "POST")
    stage.sandbox.faults.fail(429, 1, SEND, "POST", seconds=0.05)
    await stage.announcer.deliver()
    assert stage.titles(stage.sandbox.channel("general")) == ["Deep water"]


@pytest.fixture
async def calm_stage(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """Two crossposts an hour, so that a test reaches the limit."""
    async with open_stage(sandbox, tmp_path_factory.mktemp("calm"), Timing(settle=5.0, crossposts=2)) as opened:
        yield opened


async def test_crossposts_keep_to_so_many_an_hour_and_none_is_forgotten(calm_stage: Stage) -> None:
    stage = calm_stage
    feed = stage.feed("show")
    await stage.follow(feed=feed, crosspost=True)
    stage.feed("show", *(entry(at, f"Tide number {'abcde'[at]}") for at in range(5)))
    stage.clock.now += DAY
    await stage.announcer.look(everything=True)
    done = []
    for _ in range(6):
        await stage.announcer.deliver()
        done.append(sum(m.flags & 1 for m in stage.posts()))
        stage.clock.now += 3601
    assert done[0] == 2
    assert done[-1] == 5
    assert max(after - before for before, after in pairwise(done)) <= 2
