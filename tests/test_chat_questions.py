"""People ask in the chat: by command, mention, reply and direct message."""

from __future__ import annotations

from bot.sandbox import Message, Permission, Sandbox
from bot.sandbox.world.posting import Draft, post
from tests.chat_kit import CALLBACK, SEND, Room, pinged

pytest_plugins = ["tests.wire.plugin"]
WHO = "who was on the starlette episode?"


async def test_a_command_is_answered_in_one_request(room: Room) -> None:
    answer = await room.ask(WHO)
    assert "Tom Christie" in answer.text
    assert "250" in answer.text
    assert len(room.sandbox.requests.to(*CALLBACK)) == 1
    assert not room.sandbox.requests.to("POST", "/webhooks/{webhook_id}/{webhook_token}")


async def test_a_mention_is_answered_in_reply_and_pings_nobody(room: Room) -> None:
    answer = await room.mention(WHO)
    assert "Tom Christie" in answer.text
    assert answer.referenced is not None
    assert not pinged(answer)


async def test_the_mention_may_stand_anywhere(room: Room) -> None:
    said = await room.ada.say(room.channel, f"who was on {room.me} the starlette episode?")
    assert "Tom Christie" in (await room.sandbox.next_reply(said)).text


async def test_a_reply_goes_on_from_the_answer_it_replies_to(room: Room) -> None:
    first = await room.mention(WHO)
    await room.mention("who was on episode 40?")
    assert "18 February 2020" in (await room.reply(first, "when did it come out?")).text


async def test_somebody_else_may_go_on_from_an_answer(room: Room) -> None:
    first = await room.mention(WHO)
    second = await room.reply(first, "how long was it?", who=room.sandbox.moderator)
    assert "43 min 45 s" in second.text


async def test_an_answer_replied_to_twice_stands_for_itself_both_times(room: Room) -> None:
    first = await room.mention(WHO)
    await room.reply(first, "who was on episode 40?")
    assert "43 min 45 s" in (await room.reply(first, "how long was it?")).text


async def test_a_reply_to_the_answer_of_a_command_goes_on(room: Room) -> None:
    answer = await room.ask(WHO)
    assert "43 min 45 s" in (await room.reply(answer, "how long was it?")).text


async def test_a_follow_up_without_a_reply_goes_on_in_the_same_channel_only(room: Room) -> None:
    await room.mention(WHO)
    assert "43 min 45 s" in (await room.mention("how long was it?")).text
    elsewhere = await room.mention("how long was it?", channel=room.sandbox.channel("general"))
    assert "43 min 45 s" not in elsewhere.text


async def test_questions_that_come_at_once_are_answered_in_their_order(room: Room) -> None:
    texts = [WHO, "how long was it?", "when did it come out?"]
    asked = [await room.ada.say(room.channel, f"{room.me} {text}") for text in texts]
    answers = [(await room.sandbox.next_reply(each)).text for each in asked]
    assert "Tom Christie" in answers[0]
    assert "43 min 45 s" in answers[1]
    assert "18 February 2020" in answers[2]


async def test_a_direct_message_needs_no_mention(room: Room) -> None:
    assert "Tom Christie" in (await room.direct(WHO)).text
    assert "43 min 45 s" in (await room.direct("how long was it?")).text


async def test_a_bare_mention_says_what_can_be_asked(room: Room) -> None:
    assert "Podcast" in (await room.mention("")).text


async def test_names_of_other_people_in_a_question_are_read_as_names(room: Room) -> None:
    tom = room.sandbox.person("tom")
    tom.user.global_name = "Tom Christie"
    answer = await room.mention(f"which episodes was {tom.mention} on?")
    assert "250" in answer.text
    assert not pinged(answer)


async def test_it_asks_for_no_privileged_intent(room: Room) -> None:
    intents = room.bot.intents
    assert not any((intents.message_content, intents.members, intents.presences))


async def test_a_reply_without_a_ping_cannot_be_read_and_it_says_so_once(room: Room) -> None:
    first = await room.mention(WHO)
    told = await room.reply(first, "how long was it?", ping=False)
    assert "ping" in told.text
    await room.ada.say(room.channel, "and this one?", reply_to=first, ping=False)
    await room.settled()
    assert len(room.said()) == 2


async def test_it_is_silent_where_nobody_speaks_to_it(room: Room) -> None:
    await room.ada.say(room.channel, WHO)
    moss = await room.sandbox.moderator.say(room.channel, f"everybody ask {room.me}! @everyone")
    assert moss.mention_everyone
    await room.settled()
    assert room.said() == []


async def test_bots_webhooks_and_itself_are_never_answered(room: Room) -> None:
    sandbox = room.sandbox
    other = sandbox.person("otherbot")
    other.user.bot = True
    hook = sandbox.person("hook")
    await other.say(room.channel, f"{room.me} {WHO}")
    marks = {"webhook_id": str(hook.id)}
    post(sandbox.world, room.channel, hook.user, Draft(f"{room.me} {WHO}", from_interaction=marks))
    own = sandbox.world.bot
    post(sandbox.world, room.channel, own, Draft(f"{room.me} {WHO}"))
    await room.settled()
    assert [text for text in room.said() if "Tom Christie" in text] == []


async def test_threads_and_forum_posts_are_answered_where_they_are(room: Room) -> None:
    sandbox = room.sandbox
    thread = await room.ada.post(sandbox.channel("episode-talk"), "Starlette", f"{room.me} {WHO}")
    answer = await sandbox.next_reply(thread)
    assert "Tom Christie" in answer.text
    said = await room.ada.say(thread, f"{room.me} how long was it?")
    assert "43 min 45 s" in (await sandbox.next_reply(said)).text


async def test_events_that_come_twice_are_answered_once(room: Room) -> None:
    room.sandbox.faults.repeat_events(1)
    answer = await room.mention(WHO)
    room.sandbox.faults.calm()
    room.sandbox.faults.repeat_events(1)
    await room.ask(WHO)
    await room.settled()
    assert len(room.sandbox.requests.to(*CALLBACK)) == 1
    in_channel = [each for each in room.sandbox.requests.to(*SEND) if str(answer.channel.id) in each.path]
    assert len(in_channel) == 1


async def test_without_reading_the_history_it_answers_without_a_reply(room: Room) -> None:
    room.sandbox.take_permissions(room.channel, Permission.READ_MESSAGE_HISTORY)
    await room.settled()
    await room.ada.say(room.channel, f"{room.me} {WHO}")
    answer = await room.sandbox.next_reply(room.channel)
    assert "Tom Christie" in answer.text
    assert answer.referenced is None


async def test_a_question_deleted_at_once_is_let_go(room: Room, sandbox: Sandbox) -> None:
    sandbox.faults.delay_events(0.05)
    said: Message = await room.ada.say(room.channel, f"{room.me} {WHO}")
    await room.ada.delete(said)
    await room.settled()
    assert room.said() == []
