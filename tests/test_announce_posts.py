"""New episodes become posts: from feeds and files, to channels of every kind, as people want them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.sandbox import Sandbox
from bot.sandbox.world.message import Flag
from tests.announce_kit import DAY, Stage, entry, use

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]


def day(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()


async def test_the_first_sight_of_a_feed_announces_nothing_and_the_next_episode_is_posted_once(stage: Stage) -> None:
    feed = stage.feed("show", entry(1), entry(2))
    await stage.follow(feed=feed)
    assert stage.titles() == []
    stage.feed("show", entry(3), entry(2), entry(1))
    for _ in range(3):
        await stage.round()
    assert len(stage.titles()) == 1
    assert "dddd" in stage.titles()[0]


async def test_a_feed_that_begins_empty_has_its_first_episode_announced(stage: Stage) -> None:
    feed = stage.feed("show")
    await stage.follow(feed=feed)
    stage.feed("show", entry(1))
    await stage.round()
    assert len(stage.titles()) == 1


async def test_a_knowledge_file_that_appears_is_announced_with_all_it_knows(stage: Stage) -> None:
    await stage.follow(show="tide")
    text = (
        "title: Old ports\nnumber: 2\nduration: 43:45\nguests: [{name: Piet Vos, about: Harbour pilot}]\ntopics: [harbours]\n"
        "sponsors: [{name: Linode, offer: 20 dollars, code: TIDE}]\nimage: https://img.example/2.png\n"
        "url: https://show.example/2\naudio: https://cdn.example/2.mp3\n"
    )
    await stage.write("tide/episodes/2-ports.yaml", f"date: {day(stage.clock.now)}\n{text}")
    await stage.round()
    (post,) = stage.posts()
    embed = post.embeds[0]
    assert (embed["title"], embed["url"]) == ("#2 Old ports", "https://show.example/2")
    assert "43 min 45 s" in embed["description"]
    assert {each["name"]: each["value"] for each in embed["fields"]} == {
        "Guest": "**Piet Vos** · Harbour pilot",
        "Topics": "harbours",
        "Sponsor": "Linode: 20 dollars, code **TIDE**",
    }
    assert [post.button(label)["url"] for label in ("Listen", "Show notes")] == [
        "https://cdn.example/2.mp3",
        "https://show.example/2",
    ]
    sent = stage.sandbox.requests.to("POST", "/channels/{channel_id}/messages")[-1].body
    assert sent["embeds"][0]["thumbnail"]["description"] == "Artwork of Old ports"
    assert embed["thumbnail"]["description"] == "Artwork of Old ports"
    assert sent["enforce_nonce"] is True
    assert post.button("Ask about this episode")["custom_id"] == f"news:ask:{sent['nonce']}"


async def test_an_episode_whose_date_comes_due_is_announced_then_and_not_before(stage: Stage) -> None:
    await stage.follow(show="tide")
    await stage.write("tide/episodes/3.yaml", f"title: Tomorrow's tide\nnumber: 3\ndate: {day(stage.clock.now + 3 * DAY)}\n")
    await stage.round()
    assert stage.titles() == []
    assert re.search(r"Comes out <t:\d+:R>: \*\*Tomorrow's tide\*\*", await use(stage, "announce status"))
    for _ in range(6):
        await stage.round()
    assert stage.titles() == ["#3 Tomorrow's tide"]
    assert "Comes out" not in await use(stage, "announce status")


async def test_an_old_episode_written_up_afterwards_is_not_news(stage: Stage) -> None:
    one = await stage.follow(show="tide")
    await stage.write("tide/episodes/0.yaml", "title: The pilot\nnumber: 0\ndate: 2020-01-01\n")
    await stage.round()
    assert stage.titles() == []
    (left_out,) = await stage.store.deliveries.of_subscription(one.id)
    assert (left_out.state, left_out.reason) == ("skipped", "old")


async def test_file_and_feed_of_one_episode_give_one_post_with_the_facts_of_both(stage: Stage) -> None:
    await stage.write("tide/show.yaml", f"name: Slow Tide\nfeed: {stage.feed('tide', entry(1, 'Kelp forests'))}\n")
    await stage.follow(show="tide")
    stage.feed("tide", entry(5, "Lighthouses", more="<itunes:episode>5</itunes:episode>"), entry(1, "Kelp forests"))
    await stage.round()
    assert stage.titles() == ["#5 Lighthouses"]
    today = day(stage.clock.now)
    await stage.write("tide/episodes/5.yaml", f"title: Lighthouses\nnumber: 5\ndate: {today}\nguests: [Ada Fell]\n")
    await stage.round()
    (post,) = stage.posts()
    assert "Ada Fell" in post.text
    assert post.edited_at is not None
    assert post.button("Listen")["url"] == "https://cdn.example/episode-5.mp3"


async def test_changed_facts_edit_the_post_in_place_once_per_change(stage: Stage) -> None:
    feed = stage.feed("show", entry(1))
    await stage.follow(feed=feed)
    stage.feed("show", entry(2, "A tpyo"), entry(1))
    await stage.round()
    stage.feed("show", entry(2, "A typo"), entry(1))
    for _ in range(3):
        await stage.round()
    assert stage.titles() == ["A typo"]
    assert len(stage.sandbox.requests.to("PATCH", "/channels/{channel_id}/messages/{message_id}")) == 1


async def test_a_forum_gets_a_post_of_its_own_with_tags(stage: Stage, sandbox: Sandbox) -> None:
    forum = sandbox.channel("episode-talk")
    feed = stage.feed("show")
    await stage.follow(forum, feed, forum_tags=(forum.tags[0].id,))
    stage.feed("show", entry(1, "Deep water"))
    await stage.round()
    (post,) = stage.posts(forum)
    thread = sandbox.world.channels[post.channel.id]
    assert thread.name == "Deep water"
    assert getattr(thread, "applied_tags") == [forum.tags[0].id]  # noqa: B009


async def test_crosspost_and_thread_come_after_the_post(stage: Stage, sandbox: Sandbox) -> None:
    feed = stage.feed("show")
    await stage.follow(feed=feed, crosspost=True)
    await stage.follow(sandbox.channel("general"), feed, thread=True)
    sandbox.guild.role_named("Greenroom").permissions = 0x0000000800000000
    stage.feed("show", entry(1, "Deep water"))
    await stage.round()
    await stage.round()
    assert stage.posts()[0].flags & Flag.CROSSPOSTED
    thread = stage.posts(sandbox.channel("general"))[0].thread
    assert thread is not None
    assert thread.name == "Deep water"


async def test_only_the_chosen_role_is_pinged_whatever_a_title_says(stage: Stage, sandbox: Sandbox) -> None:
    role = sandbox.world.add_role(sandbox.guild, "Listeners")
    role.mentionable = True
    feed = stage.feed("show")
    await stage.follow(feed=feed, ping_role=role.id, template="@everyone {title}")
    stage.feed("show", entry(1, f"@everyone <@&{sandbox.guild.role_named('Moderator').id}> [x](https://evil.example)"))
    await stage.round()
    (post,) = stage.posts()
    assert post.mention_roles == [role.id]
    assert not post.mention_everyone
    assert not post.mentions
    assert "\\[x\\](https://evil" in post.text


async def test_filters_and_pauses_leave_out_and_say_why(stage: Stage, sandbox: Sandbox) -> None:
    feed = stage.feed("show")
    general = sandbox.channel("general")
    picky = await stage.follow(feed=feed, titles="water, -shallow")
    resting = await stage.follow(general, feed, paused=True)
    stage.feed("show", entry(1, "Deep water"), entry(2, "Shallow water"), entry(3, "Dry land"))
    await stage.round()
    assert stage.titles() == ["Deep water"]
    assert stage.titles(general) == []
    for one, reasons in ((picky, {"title", ""}), (resting, {"paused"})):
        assert {each.reason for each in await stage.store.deliveries.of_subscription(one.id)} == reasons


async def test_without_a_card_the_facts_are_text(stage: Stage) -> None:
    feed = stage.feed("show")
    await stage.follow(feed=feed, embed=False, template="Out now: {title} {url}")
    stage.feed("show", entry(1, "Deep water"))
    await stage.round()
    (post,) = stage.posts()
    assert post.embeds == []
    assert post.content.startswith("Out now: Deep water https://show.example/e1")


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_place_alone(stage: Stage) -> None:
    feed = stage.feed("old", entry(1))
    await stage.follow(feed=feed)
    stage.feed("new", entry(1))
    stage.moved["old"] = "/new"
    await stage.round()
    del stage.moved["old"], stage.feeds["old"]
    stage.asked.clear()
    stage.feed("new", entry(2, "Deep water"), entry(1))
    await stage.round()
    assert set(stage.asked) == {"new"}
    assert stage.titles() == ["Deep water"]


async def test_two_servers_that_follow_one_feed_cost_one_request_and_get_a_post_each(stage: Stage) -> None:
    feed = stage.feed("show", entry(1))
    there = stage.sandbox.channel("general", stage.sandbox.add_guild("Elsewhere"))
    await stage.follow(feed=feed)
    await stage.follow(there, feed)
    stage.asked.clear()
    stage.feed("show", entry(2, "Deep water"), entry(1))
    await stage.round()
    assert stage.asked == ["show"]
    assert stage.titles() == stage.titles(there) == ["Deep water"]


async def test_a_forum_post_is_renamed_with_its_episode(stage: Stage) -> None:
    forum = stage.sandbox.channel("episode-talk")
    feed = stage.feed("show", entry(1))
    await stage.follow(forum, feed)
    for title in ("A tpyo", "A typo"):
        stage.feed("show", entry(2, title), entry(1))
        await stage.round()
    (post,) = stage.posts(forum)
    assert post.channel.name == post.embeds[0]["title"] == "A typo"


async def test_a_post_that_a_moderator_deleted_stays_deleted(stage: Stage) -> None:
    feed = stage.feed("show", entry(1))
    await stage.follow(feed=feed)
    stage.feed("show", entry(2, "A tpyo"), entry(1))
    await stage.round()
    await stage.sandbox.owner.delete(stage.posts()[0])
    stage.feed("show", entry(2, "A typo"), entry(1))
    for _ in range(4):
        await stage.round()
    assert stage.posts() == []
    assert len(stage.sandbox.requests.to("PATCH", "/channels/{channel_id}/messages/{message_id}")) == 1
