"""Moderators say what is announced where, and read how it stands; members get pings and direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.announce.subscribing import No
from bot.feeds_cli import check, poll
from bot.sandbox import Permission, Sandbox
from bot.store.records import NewSubscription
from cogs.announcements import Announcements
from tests.announce_kit import Stage, entry, open_stage, use
from tests.feeds_kit import rss

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]


async def added(stage: Stage, **options: object) -> str:
    """What the bot answers to `/announce add` into the announcement channel."""
    return await use(stage, "announce add", channel=stage.news, **options)


async def test_a_feed_is_added_and_told_of_and_its_next_episode_posted(stage: Stage) -> None:
    answer = await added(stage, feed=stage.feed("show", entry(1, "Low water")))
    assert "The Show" in answer
    assert "Low water" in answer
    assert "None of these is announced" in answer
    await stage.round()
    stage.feed("show", entry(2, "Deep water"), entry(1, "Low water"))
    await stage.round()
    assert stage.titles() == ["Deep water"]


async def test_listeners_may_change_nothing_and_the_attempt_is_noted(stage: Stage) -> None:
    answer = await use(stage, "announce add", stage.sandbox.listener, channel=stage.news, show="tide")
    assert "Only members with **Manage Server**" in answer
    assert await stage.store.subscriptions.list() == ()
    (line,) = await stage.store.audit.list(refused=True)
    assert (line.who, line.deed) == (stage.sandbox.listener.id, "announce add")


async def test_the_moderator_role_is_enough(stage: Stage) -> None:
    guild = stage.sandbox.guild
    await stage.store.settings.change(guild.id, 1, stage.clock.now, moderator_role=guild.role_named("Moderator").id)
    assert "Slow Tide" in await use(stage, "announce add", stage.sandbox.moderator, channel=stage.news, show="slow tide")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Name a show or the address"),
        ({"show": "tide", "feed": "https://a.example/rss"}, "not both"),
        ({"show": "nothing of mine"}, "There is no show called nothing of mine"),
        ({"feed": "gopher://a.example"}, "is not a web address"),
        ({"feed": "http://127.0.0.1:9999/rss"}, "I could not read that feed"),
        ({"show": "tide", "text": "{titel}"}, "did you mean {title}?"),
        ({"show": "tide", "text": "{title.__class__}"}, "There is no {title.__class__}"),
        ({"show": "tide", "text": "{title"}, "has no partner"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(stage: Stage, options: dict[str, str], said: str) -> None:
    assert said in await added(stage, **options)
    assert await stage.store.subscriptions.list() == ()


async def test_a_server_has_only_so_many(stage: Stage) -> None:
    for _ in range(25):
        await stage.follow(show="tide", titles="kelp")
    assert "#1 announces that in this channel already" in await added(stage, show="tide", titles="kelp")
    assert "announces 25 things already" in await added(stage, show="tide")


async def test_list_edit_pause_and_remove(stage: Stage) -> None:
    await added(stage, show="tide", text="New: {title}", titles="kelp")
    listed = await use(stage, "announce list")
    assert f"Slow Tide → {stage.news.mention} (filtered)" in listed
    general = stage.sandbox.channel("general")
    changed = await use(stage, "announce edit", number=1, channel=general, text="-", card=False, titles="-")
    assert f"{general.mention} (without a card)" in changed
    (one,) = await stage.store.subscriptions.list()
    assert (one.channel, one.template, one.titles, one.embed) == (general.id, "", "", False)
    assert "Paused" in await use(stage, "announce pause", number=1)
    assert "goes on" in await use(stage, "announce pause", number=1, paused=False)
    assert "Removed Slow Tide" in await use(stage, "announce remove", number=1)
    assert "There is no #1 here" in await use(stage, "announce remove", number=1)
    assert "Nothing is announced" in await use(stage, "announce list")


async def test_another_servers_subscription_cannot_be_touched(stage: Stage) -> None:
    elsewhere = stage.sandbox.add_guild("Elsewhere")
    await stage.follow(stage.sandbox.channel("general", elsewhere), show="tide")
    assert "There is no #1 here" in await use(stage, "announce remove", number=1)
    assert len(await stage.store.subscriptions.list()) == 1


async def test_a_preview_is_seen_by_the_moderator_alone_and_a_test_by_all(stage: Stage) -> None:
    role = stage.sandbox.world.add_role(stage.sandbox.guild, "Listeners")
    await added(stage, show="tide", text="New: {title}", role=role)
    preview = await use(stage, "announce preview", number=1)
    assert "New: Kelp forests" in preview
    assert "Maren Holt" in preview
    assert stage.posts() == []
    assert "A test post is in" in await use(stage, "announce test", number=1)
    (post,) = stage.posts()
    assert "This is a test" in post.text
    assert post.mention_roles == []


async def test_what_the_bot_lacks_is_named_when_it_is_added(stage: Stage) -> None:
    stage.sandbox.take_permissions(stage.news, Permission.READ_MESSAGE_HISTORY)
    assert "Read Message History" in await added(stage, show="tide")


async def test_what_a_channel_cannot_do_is_said_and_not_kept(stage: Stage) -> None:
    said = await use(
        stage, "announce add", channel=stage.sandbox.channel("general"), show="tide", crosspost=True, tags="Episode"
    )
    assert "cannot be crossposted: that is for announcement channels" in said
    assert "has no tag **Episode**; it has none" in said
    forum = stage.sandbox.channel("episode-talk")
    said = await use(stage, "announce add", channel=forum, show="tide", thread=True, tags="episode, nonsense")
    assert "I open no threads in" in said
    assert "has no tag **nonsense**; it has Episode and Question" in said
    one, other = await stage.store.subscriptions.list()
    assert (one.crosspost, other.thread, other.forum_tags) == (False, False, (forum.tags[0].id,))


async def test_a_role_that_the_button_cannot_give_or_the_bot_not_ping_is_told_of(stage: Stage) -> None:
    sandbox = stage.sandbox
    role = sandbox.world.add_role(sandbox.guild, "Listeners")
    said = await added(stage, show="tide", role=role)
    assert "Mention @everyone, @here, and All Roles (or let anyone mention the role Listeners)" in said
    assert "Manage Roles" in said


async def test_a_new_text_is_shown_with_the_latest_real_episode(stage: Stage) -> None:
    feed = stage.feed("show", entry(2, "Deep water", more="<itunes:duration>1:02:03</itunes:duration>"), entry(1))
    assert "> Out: Deep water of The Show" in await added(stage, feed=feed, text="Out: {title} of {show}")
    assert "> Deep water, 1 h 02 min 03 s" in await use(stage, "announce edit", number=1, text="{title}, {length}")
    assert "did you mean {length}?" in await use(stage, "announce edit", number=1, text="{title}, {lenght}")
    assert "Nothing to change was named" in await use(stage, "announce edit", number=1)
    (one,) = await stage.store.subscriptions.list()
    assert one.template == "{title}, {length}"


async def test_the_latest_of_a_show_is_that_of_other_commands_also_without_a_date(stage: Stage) -> None:
    await stage.write("tide/episodes/2-deep.yaml", "title: Deep water\nnumber: 2\n")
    await stage.write("tide/episodes/3-fog.yaml", "title: Fog\nnumber: 3\ndate: 2199-01-01\n")
    assert "the latest **Deep water**" in await added(stage, show="tide")


async def test_filters_are_tried_on_the_latest_episode(stage: Stage) -> None:
    feed = stage.feed("show", entry(2, "Deep water"), entry(1))
    said = await added(stage, feed=feed, guests="Ada Fell")
    assert "the latest would be left out: its guests are not among those wanted here" in said
    assert "let the latest through" in await use(stage, "announce edit", number=1, guests="-", titles="water")


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.5/rss", "file:///etc/passwd"])
async def test_a_feed_that_leads_into_a_private_network_is_refused(stage: Stage, target: str) -> None:
    stage.moved["bait"] = target
    said = await added(stage, feed=f"{stage.address}/bait")
    assert "not on the public internet" in said or "not a web address" in said
    assert await stage.store.feeds.all() == ()


@pytest.fixture
async def small_stage(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """A bot that looks at two feeds at most, and lets a server have three subscriptions."""
    async with open_stage(sandbox, tmp_path_factory.mktemp("small"), feeds_in_all=2, announce_per_server=3) as opened:
        yield opened


async def test_feeds_are_limited_in_all_and_one_that_is_followed_already_costs_nothing_more(small_stage: Stage) -> None:
    stage = small_stage
    for name in ("one", "two", "three"):
        stage.feed(name, entry(1))
    assert "None of these is announced" in await added(stage, feed=f"{stage.address}/one")
    assert "None of these is announced" in await added(stage, feed=f"{stage.address}/two")
    assert "I look at 2 feeds already" in await added(stage, feed=f"{stage.address}/three")
    general = stage.sandbox.channel("general")
    assert "None of these is" in await use(stage, "announce add", channel=general, feed=f"{stage.address}/two")
    assert "announces 3 things already" in await added(stage, show="tide")
    await use(stage, "announce remove", number=1)
    assert "None of these is announced" in await added(stage, feed=f"{stage.address}/three")


async def test_another_podcast_goes_by_the_title_of_its_feed(stage: Stage) -> None:
    await stage.follow(feed=stage.feed("show", entry(1)))
    assert f"**#1** The Show → {stage.news.mention}" in await use(stage, "announce list")
    assert "There is no #7 here" in await use(stage, "announce status", number=7)
    await use(stage, "announce remove", number=1)
    assert await stage.store.notes.several([f"title {stage.address}/show"]) == {}
    assert await stage.store.feeds.get(f"{stage.address}/show") is None


async def test_status_of_many_is_told_in_several_messages(stage: Stage) -> None:
    feed = stage.feed("show", entry(1))
    for at in range(20):
        new = NewSubscription(stage.sandbox.guild.id, stage.news.id, feed=feed, titles=f"water, term{at}")
        await stage.store.subscriptions.add(new, 1, stage.clock.now)
    await stage.store.feeds.add(feed, stage.clock.now, stage.clock.now)
    await stage.round()
    stage.feed("show", entry(2, f"Dry land {'and sand ' * 10}"), entry(3, f"Dry hills {'and rocks ' * 10}"), entry(1))
    await stage.round()
    asked = await stage.sandbox.owner.slash(stage.sandbox.channel("general"), "announce status")
    texts = [(await stage.sandbox.next_reply(asked)).text]
    while "**#20**" not in texts[-1]:
        texts.append((await stage.sandbox.next_reply(asked)).text)
    assert len(texts) > 1
    assert all(f"**#{number}**" in "".join(texts) for number in range(1, 21))


async def test_status_says_when_it_looked_what_it_posted_and_why_not(stage: Stage) -> None:
    feed = stage.feed("show", entry(1, "Low water"))
    await stage.follow(feed=feed, titles="water")
    assert "of which none is announced" in await use(stage, "announce status")
    stage.feed("show", entry(3, "Dry land"), entry(2, "Deep water"), entry(1, "Low water"))
    await stage.round()
    told = await use(stage, "announce status", number=1)
    assert "2 new episodes" in told
    assert f"[Deep water](https://discord.com/channels/{stage.sandbox.guild.id}/{stage.news.id}/" in told
    assert "Left out: **Dry land**, because its title is not among those wanted here." in told
    del stage.feeds["show"]
    await stage.round()
    assert "has no feed at this address (HTTP 404)" in await use(stage, "announce status")


async def test_numbers_and_shows_are_offered_while_typing(stage: Stage) -> None:
    await stage.follow(show="tide")
    owner, channel = stage.sandbox.owner, stage.sandbox.channel("general")
    shows = await owner.autocomplete(channel, "announce add", "show", "slow")
    assert [each["value"] for each in shows] == ["tide"]
    numbers = await owner.autocomplete(channel, "announce remove", "number", "")
    assert [each["name"] for each in numbers] == ["#1 Slow Tide in #announcements"]
    assert await stage.sandbox.listener.autocomplete(channel, "announce remove", "number", "") == []


async def test_a_show_is_understood_as_in_other_commands_and_asked_back_where_several_fit(stage: Stage) -> None:
    assert "Slow Tide" in await added(stage, show="slow tyde")
    await stage.write("tidepool/show.yaml", "name: Slow Tidepool\n")
    assert "Several shows fit: Slow Tide or Slow Tidepool." in await added(stage, show="slow")
    assert len(await stage.store.subscriptions.list()) == 1


async def test_two_that_would_post_every_episode_twice_are_refused_however_they_come_about(stage: Stage) -> None:
    cog = stage.bot.get_cog("announce")
    assert isinstance(cog, Announcements)
    new = NewSubscription(stage.sandbox.guild.id, stage.news.id, show="tide")
    adding = cog.running.subscribing.add
    both = await asyncio.gather(adding(new, 1, stage.clock.now), adding(new, 1, stage.clock.now))
    assert [isinstance(one, No) for one in both] == [False, True]
    await added(stage, show="tide", titles="kelp")
    assert "#1 announces that in this channel already" in await use(stage, "announce edit", number=2, titles="-")
    assert "Paused" in await use(stage, "announce pause", number=2)


async def test_the_command_line_tells_what_is_in_a_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(rss(entry(1, "Low water")))
    assert await check(str(file)) == 0
    assert "Low water" in capsys.readouterr().out
    file.write_text("no feed")
    assert await check(str(file)) == 1


async def test_a_round_on_the_command_line_plans_posts_and_a_dry_one_keeps_nothing(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    await stage.follow(feed=stage.feed("show", entry(1, "Low water")))
    stage.feed("show", entry(2, "Deep water"), entry(1, "Low water"))
    for dry, due in ((True, 0), (False, 1)):
        assert await poll(stage.bot.config, stage.clock.now + 1, dry, ("127.0.0.1",)) == 0
        out = capsys.readouterr().out
        assert "1 new episode" in out
        assert "Deep water" in out
        assert len(await stage.store.deliveries.due(stage.clock.now + 1)) == due
    await stage.round()
    assert stage.titles() == ["Deep water"]
