"""/reports: what listeners say is wrong, and what moderators do about it."""

from __future__ import annotations

from tests.chat_kit import Room
from tests.cmd_kit import components, fill, ids, pick, press, text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
WHY = "It was **Piet**, not @everyone"


async def reported(room: Room, question: str = "who was on kelp forests?", why: str = WHY) -> None:
    """Ada says that an answer is wrong."""
    answer = await room.ask(question)
    down = await press(room, room.ada, answer, "said:down")
    form = await press(room, room.ada, down.replies[-1], "Say what is wrong")
    await fill(room, room.ada, form, reason=why)


async def test_a_moderator_sees_the_question_the_reason_and_what_is_answered_today(pair_room: Room) -> None:
    room, holly = pair_room, pair_room.sandbox.owner
    await reported(room)
    listed = await use(room, "reports", holly)
    assert listed.ephemeral
    assert "1 reported answer" in text(listed)
    assert "who was on kelp forests?" in text(listed)
    number = components(listed)[0]["options"][0]["value"]
    await pick(room, holly, listed, "report:choose", number)
    assert "It was \\*\\*Piet\\*\\*, not @\u200beveryone" in text(listed)
    assert "My answer today: **Maren Holt**" in text(listed)
    assert "Ada" not in text(listed)


async def test_the_way_to_the_answer_leads_to_its_message(pair_room: Room) -> None:
    room, holly = pair_room, pair_room.sandbox.owner
    answer = await room.mention("who was on kelp forests?")
    form = await press(room, room.ada, (await press(room, room.ada, answer, "said:down")).replies[-1], "Say what is wrong")
    await fill(room, room.ada, form, reason=WHY)
    listed = await use(room, "reports", holly)
    await pick(room, holly, listed, "report:choose", components(listed)[0]["options"][0]["value"])
    guild = room.sandbox.guild.id
    assert components(listed)[0]["url"] == f"https://discord.com/channels/{guild}/{room.channel.id}/{answer.id}"


async def test_a_report_that_is_dealt_with_goes_and_leaves_a_line(pair_room: Room) -> None:
    room, holly = pair_room, pair_room.sandbox.owner
    await reported(room)
    await reported(room, "who was on old ports?")
    listed = await use(room, "reports", holly)
    for button in ("Mended", "Ignore"):
        await pick(room, holly, listed, "report:choose", components(listed)[0]["options"][0]["value"])
        await press(room, holly, listed, button)
    assert "Nobody has reported an answer" in text(listed)
    assert not await room.service.store.feedback.open_reports()
    lines = await room.service.store.audit.list(room.sandbox.guild.id)
    assert [line.detail.split()[-1] for line in lines] == ["ignored", "mended"]


async def test_two_moderators_close_a_report_once(pair_room: Room) -> None:
    room, holly = pair_room, pair_room.sandbox.owner
    await reported(room)
    first, second = await use(room, "reports", holly), await use(room, "reports", holly)
    for shown in (first, second):
        await pick(room, holly, shown, "report:choose", components(shown)[0]["options"][0]["value"])
    await press(room, holly, first, "Mended")
    late = await press(room, holly, second, "Ignore")
    assert "dealt with meanwhile" in text(late.replies[-1])


async def test_what_was_reported_on_another_server_or_by_direct_message_is_not_shown(pair_room: Room) -> None:
    room, sandbox = pair_room, pair_room.sandbox
    oda = sandbox.person("oda")
    away = sandbox.add_guild("Elsewhere", owner=oda)
    await reported(room)
    assert "Nobody has reported" in text(await use(room, "reports", oda, sandbox.channel("general", away)))
    assert "Nobody has reported" in text(await use(room, "reports", sandbox.owner, sandbox.owner.direct))


async def test_the_host_sees_what_was_reported_by_direct_message(pair_room: Room) -> None:
    room, holly = pair_room, pair_room.sandbox.owner
    answer = await room.direct("who was on kelp forests?")
    form = await press(room, room.ada, (await press(room, room.ada, answer, "said:down")).replies[-1], "Say what is wrong")
    await fill(room, room.ada, form, reason=WHY)
    shown = await use(room, "reports", holly, holly.direct)
    assert "1 reported answer" in text(shown)
    assert "Nobody has reported" in text(await use(room, "reports", holly))


async def test_answers_with_thumbs_down_are_listed_with_their_count(pair_room: Room) -> None:
    room = pair_room
    answer = await room.ask("who was on kelp forests?")
    await press(room, room.ada, answer, "said:down")
    await press(room, room.sandbox.moderator, answer, "said:down")
    shown = text(await use(room, "reports", room.sandbox.owner))
    assert "who was on kelp forests? · 👎 2" in shown


async def test_a_long_list_shows_the_oldest_and_says_how_many_wait(pair_room: Room) -> None:
    room = pair_room
    for number in range(12):
        await reported(room, f"who was on kelp forests{'?' * (number + 1)}", f"Wrong {number}")
    shown = await use(room, "reports", room.sandbox.owner)
    assert "12 reported answers" in text(shown)
    assert "2 more stand behind them" in text(shown)
    assert ids(shown) == ["report:choose"]
