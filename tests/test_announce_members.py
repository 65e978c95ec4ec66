"""Members ask about a post, get pings, and follow shows, guests and topics by direct message."""

from __future__ import annotations

from bot.sandbox import Message, Permission
from tests.announce_kit import DAY, Stage, entry, use

pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]


async def posted(stage: Stage, role: int | None = None) -> Message:
    """The post about a new episode of the show."""
    await stage.follow(show="tide", ping_role=role)
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\nguests: [Piet Vos]\ntopics: [harbours]\n")
    await stage.round()
    return stage.posts()[0]


async def test_a_member_asks_about_the_episode_by_its_button(stage: Stage) -> None:
    assert "Piet Vos" in await asked_by_button(stage, await posted(stage), "who was the guest?")


async def asked_by_button(stage: Stage, post: Message, question: str) -> str:
    """The answer to a question that a listener asks by the button of a post."""
    ada = stage.sandbox.listener
    opened = await ada.click(post, "Ask about this episode")
    await stage.sandbox.wait_until(lambda: opened.modal is not None)
    sent = await ada.submit_modal(opened, {"question": question})
    return (await stage.sandbox.next_reply(sent)).text


async def test_asked_about_an_episode_without_notes_the_bot_tells_what_the_feed_says_and_of_no_other(stage: Stage) -> None:
    feed = stage.feed("show")
    await stage.follow(feed=feed)
    person = '<podcast:person role="guest">Ruth Amsel</podcast:person>'
    stage.feed("show", entry(1, "Deep water", more=f"<itunes:duration>600</itunes:duration>{person}"))
    await stage.round()
    told = await asked_by_button(stage, stage.posts()[0], "who was the guest?")
    assert "My notes do not have **Deep water** yet" in told
    assert "With Ruth Amsel" in told
    assert "Maren Holt" not in told


async def test_the_button_of_a_test_post_works_too(stage: Stage) -> None:
    await use(stage, "announce add", channel=stage.news, show="tide")
    await use(stage, "announce test", number=1)
    assert "Maren Holt" in await asked_by_button(stage, stage.posts()[0], "who was the guest?")


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
    assert "of **Slow Tide**" in await use(stage, "follow show", ada, name="Slow Tide")
    assert "with **Piet Vos**" in await use(stage, "follow guest", ada, name="piet voss")
    assert "already" in await use(stage, "follow guest", ada, name="Piet Vos")
    assert "There is no guest called Xaver in my notes." in await use(stage, "follow guest", ada, name="Xaver")
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


async def test_an_old_message_ends_all_that_is_followed_and_says_so(stage: Stage) -> None:
    ada = stage.sandbox.listener
    await use(stage, "follow show", ada, name="tide")
    await stage.round()
    await stage.write("tide/episodes/2.yaml", "title: Old ports\nnumber: 2\n")
    await stage.round()
    (letter,) = stage.posts(ada.direct)
    await stage.store.deliveries.prune(0.0, 0.0, stage.clock.now + DAY)
    stopped = await ada.click(letter, "Stop these messages")
    assert "you follow none of them now" in (await stage.sandbox.next_reply(stopped)).text
    assert await stage.store.follows.of(ada.id) == ()


async def test_names_that_several_have_are_asked_back(stage: Stage) -> None:
    await stage.write("tide/episodes/2.yaml", "title: Ports\nnumber: 2\nguests: [Piet Vos, Piet Holt]\n")
    said = await use(stage, "follow guest", stage.sandbox.listener, name="piet")
    assert said == "Which piet do you mean: **Piet Holt** or **Piet Vos**?"
    offered = await stage.sandbox.listener.autocomplete(stage.news, "follow guest", "name", "piet vso")
    assert ["Piet Vos" in each["name"] for each in offered] == [True]


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
