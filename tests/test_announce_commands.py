"""Moderators say what is announced where, and read how it stands; members get pings and direct messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.feeds_cli import check, poll
from bot.sandbox import Message, Permission, Person
from tests.announce_kit import DAY, Stage, entry
from tests.feeds_kit import rss

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]


async def use(stage: Stage, command: str, who: Person | None = None, /, **options: object) -> str:
    """What the bot answers to `/announce` or `/follow`."""
    person = who or stage.sandbox.owner
    asked = await person.slash(stage.sandbox.channel("general"), command, **options)
    return (await stage.sandbox.next_reply(asked)).text


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
    assert "Only members with Manage Server" in answer
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


async def test_status_says_when_it_looked_what_it_posted_and_why_not(stage: Stage) -> None:
    feed = stage.feed("show", entry(1, "Low water"))
    await stage.follow(feed=feed, titles="water")
    assert "of which none is announced" in await use(stage, "announce status")
    stage.feed("show", entry(3, "Dry land"), entry(2, "Deep water"), entry(1, "Low water"))
    await stage.round()
    told = await use(stage, "announce status", number=1)
    assert "2 new episodes" in told
    assert f"[Deep water](https://discord.com/channels/{stage.sandbox.guild.id}/{stage.news.id}/" in told
    assert "Dry land was left out: its title is not among those wanted here" in told
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


async def posted(stage: Stage, role: int | None = None) -> Message:
    """The post about a new episode of the show."""
    await stage.follow(show="tide", ping_role=role)
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\nguests: [Piet Vos]\ntopics: [harbours]\n")
    await stage.round()
    return stage.posts()[0]


async def test_a_member_asks_about_the_episode_by_its_button(stage: Stage) -> None:
    post = await posted(stage)
    ada = stage.sandbox.listener
    opened = await ada.click(post, "Ask about this episode")
    await stage.sandbox.wait_until(lambda: opened.modal is not None)
    sent = await ada.submit_modal(opened, {"question": "who was the guest?"})
    assert "Piet Vos" in (await stage.sandbox.next_reply(sent)).text


async def test_a_member_takes_and_gives_back_the_role_for_pings(stage: Stage) -> None:
    sandbox = stage.sandbox
    role = sandbox.world.add_role(sandbox.guild, "Listeners")
    bots = sandbox.guild.role_named("Greenroom")
    bots.position, bots.permissions = 50, int(Permission.MANAGE_ROLES)
    sandbox.gateway.drop()
    sandbox.faults.refuse_resume()
    post = await posted(stage, role.id)
    ada = sandbox.guild.members[sandbox.listener.id]
    for there, said in ((True, "You get"), (False, "You no longer get")):
        asked = await sandbox.listener.click(post, "Ping me for new episodes")
        assert said in (await sandbox.next_reply(asked)).text
        assert (role.id in ada.roles) is there


async def test_whoever_follows_a_guest_a_topic_or_a_show_gets_one_message_and_can_stop_it(stage: Stage) -> None:
    await stage.write("tide/episodes/0.yaml", "title: Pilots\nnumber: 0\ndate: 2020-01-01\nguests: [Piet Vos]\n")
    ada = stage.sandbox.listener
    assert "with **Slow Tide**" in await use(stage, "follow show", ada, name="Slow Tide")
    assert "with **Piet Vos**" in await use(stage, "follow guest", ada, name="piet vos")
    assert "already" in await use(stage, "follow guest", ada, name="Piet Vos")
    assert "Did you mean **Piet Vos**?" in await use(stage, "follow guest", ada, name="Piet Voss")
    assert "guest: Piet Vos" in await use(stage, "follow list", ada)
    await stage.round()
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\nguests: [Piet Vos]\n")
    await stage.round()
    await stage.round()
    (letter,) = stage.posts(ada.direct)
    assert "Old ports" in letter.text
    stopped = await ada.click(letter, "Stop these messages")
    assert "not write to you" in (await stage.sandbox.next_reply(stopped)).text
    assert "You follow nothing yet" in await use(stage, "follow list", ada)


async def test_closed_direct_messages_end_following_quietly(stage: Stage) -> None:
    ada = stage.sandbox.listener
    await use(stage, "follow show", ada, name="tide")
    await stage.round()
    ada.user.takes_direct_messages = False
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\n")
    for _ in range(4):
        await stage.round()
    assert stage.posts(ada.direct) == []
    assert await stage.store.follows.of(ada.id) == ()
    assert await stage.store.deliveries.overdue(stage.clock.now + DAY) == ()


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
