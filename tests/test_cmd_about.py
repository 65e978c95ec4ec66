"""/help, /privacy, /forget-me, and asking a message that is there already."""

from __future__ import annotations

from bot.sandbox.world.posting import Draft, post
from tests.chat_kit import Room
from tests.cmd_kit import text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
WHO = "who was on the starlette episode?"


async def test_help_shows_examples_and_commands_to_the_asker_alone(own_room: Room) -> None:
    told = await use(own_room, "help")
    assert told.ephemeral
    assert "`/episode`" in text(told)
    assert "?" in text(told)
    assert "/settings" not in text(told)


async def test_help_names_the_commands_of_moderators_to_moderators(own_room: Room) -> None:
    assert "`/settings`" in text(await use(own_room, "help", own_room.sandbox.owner))


async def test_privacy_says_what_is_kept_and_for_how_long_and_what_there_is_of_the_asker(own_room: Room) -> None:
    told = text(await use(own_room, "privacy"))
    assert "30 days" in told
    assert "a year" in told
    assert "never kept" in told
    assert "Of you, right now: Nothing." in told
    await use(own_room, "search", sponsor="Linode")
    assert "1 question" in text(await use(own_room, "privacy"))


async def test_forget_me_deletes_and_says_what(own_room: Room) -> None:
    await use(own_room, "search", sponsor="Linode")
    await use(own_room, "settings")
    told = await use(own_room, "forget-me")
    assert told.ephemeral
    assert "Deleted: 1 question and 1 refusal" in text(told)
    assert "I kept nothing of you" in text(await use(own_room, "forget-me"))
    assert not await own_room.service.store.people.about_user(own_room.ada.id)


async def test_forget_me_leaves_what_a_moderator_did_without_their_name(own_room: Room) -> None:
    guild, owner = own_room.sandbox.guild.id, own_room.sandbox.owner
    await own_room.service.store.settings.change(guild, owner.id, 1.0, private=True)
    told = text(await use(own_room, "forget-me", owner))
    assert "Stays, without your name: 1 deed as a moderator" in told
    assert (await own_room.service.store.settings.get(guild)).private
    assert [line.who for line in await own_room.service.store.audit.list(guild)] == [None]


async def test_others_are_not_forgotten_with_somebody(own_room: Room) -> None:
    await use(own_room, "search", own_room.sandbox.moderator, sponsor="Linode")
    await use(own_room, "forget-me")
    assert await own_room.service.store.people.about_user(own_room.sandbox.moderator.id)


async def test_a_message_can_be_asked_from_its_menu(own_room: Room) -> None:
    said = await own_room.ada.say(own_room.channel, WHO)
    used = await own_room.sandbox.moderator.message_command(said, "Ask Greenroom")
    assert "Tom Christie" in text(await own_room.sandbox.next_reply(used))


async def test_a_message_of_somebody_else_with_mentions_can_be_asked_too(own_room: Room) -> None:
    world = own_room.sandbox.world
    said = post(world, own_room.channel, own_room.sandbox.owner.user, Draft(f"<@{own_room.ada.id}> asks: {WHO}"))
    used = await own_room.ada.message_command(said, "Ask Greenroom")
    assert "Tom Christie" in text(await own_room.sandbox.next_reply(used))


async def test_a_message_without_words_is_said_to_have_none(own_room: Room) -> None:
    said = await own_room.ada.say(own_room.channel, own_room.me)
    told = await own_room.sandbox.next_reply(await own_room.ada.message_command(said, "Ask Greenroom"))
    assert told.ephemeral
    assert "no words" in text(told)


async def test_the_menu_works_in_direct_messages(own_room: Room) -> None:
    said = await own_room.ada.direct_message("latest episode?")
    await own_room.sandbox.next_reply(said)
    used = await own_room.ada.message_command(said, "Ask Greenroom")
    assert "#342" in text(await own_room.sandbox.next_reply(used))
