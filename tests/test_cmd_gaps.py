"""Moderators see what could not be answered, and close it."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from bot.gaps import watch_gap
from bot.sandbox import Message, Person, Sandbox
from tests.chat_kit import Room, open_room
from tests.cmd_kit import PAIR, components, done, fill, ids, pick, press, text, use
from tests.knowledge_kit import write
from tests.patience import PATIENCE

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
ASKED = "did you ever talk about quantum computers?"


async def missed(room: Room, example: str = ASKED, key: str = "computer quantum", times: int = 1, show: str = "tide") -> int:
    """A gap of the server, asked so often."""
    for _ in range(times):
        number = await room.service.gaps.note(key, example, time.time(), room.sandbox.guild.id, show)
    return number


async def opened(room: Room, number: int, who: Person | None = None) -> Message:
    """The list, with one gap chosen."""
    who = who or room.sandbox.owner
    shown = await use(room, "gaps", who)
    await pick(room, who, shown, "gap:choose", number)
    return shown


async def test_what_was_asked_and_not_answered_is_listed_with_counts(pair_room: Room) -> None:
    await missed(pair_room, times=3)
    await missed(pair_room, "anything about gravity?", "gravity")
    shown = await use(pair_room, "gaps", pair_room.sandbox.owner)
    assert shown.ephemeral
    told = text(shown)
    assert "2 questions without an answer" in told
    assert told.index(f"**3×** {ASKED}") < told.index("**1×** anything about gravity?")


async def test_questions_asked_in_the_chat_become_gaps(pair_room: Room) -> None:
    for question in ("anything about quantum computers?", "quantum computers, any episodes about them?"):
        await pair_room.ask(question)
    async with asyncio.timeout(PATIENCE):
        # The answer comes first, the note after it.
        while [gap.count for gap in await pair_room.service.store.gaps.list()] != [2]:
            pass


async def test_one_is_shown_with_what_can_be_done(pair_room: Room) -> None:
    shown = await opened(pair_room, await missed(pair_room, times=2))
    assert "Asked: 2 times" in text(shown)
    assert "Show: Slow Tide" in text(shown)
    assert [each["label"] for each in components(shown)] == [
        "Answer",
        "It is another name",
        "Ignore",
        "Show an example",
        "Mark as answered",
        "Back to the list",
    ]
    told = await press(pair_room, pair_room.sandbox.owner, shown, "Show an example")
    assert ASKED in text(told.replies[0])
    await press(pair_room, pair_room.sandbox.owner, shown, "Back to the list")
    assert "1 question without an answer" in text(shown)


async def answered(room: Room, number: int, who: Person | None = None, **fields: str) -> Message:
    """What comes of the form for an answer."""
    who = who or room.sandbox.owner
    form = await done(room, await who.click(await opened(room, number, who), "Answer"))
    return await room.sandbox.next_reply(await who.submit_modal(form, fields))


async def settled(room: Room, who: Person, message: Message, button: str, becomes: str) -> None:
    """Presses a button and waits until the message says what comes of it."""
    await who.click(message, button)
    await room.sandbox.wait_until(lambda: becomes in text(message))


async def status(room: Room, number: int) -> str:
    """How a gap stands."""
    gap = await room.service.store.gaps.get(number)
    assert gap is not None
    return gap.status


async def manager(room: Room) -> Person:
    """Somebody who may see the gaps of the server, and speaks for no show."""
    sandbox, role = room.sandbox, room.sandbox.guild.role_named("Moderator")
    await room.service.store.settings.change(sandbox.guild.id, sandbox.owner.id, 1.0, moderator_role=role.id)
    return sandbox.moderator


async def test_an_answer_becomes_an_entry_of_the_faq_and_closes_the_gap(pair_room: Room) -> None:
    owner, number = pair_room.sandbox.owner, await missed(pair_room)
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    link = "https://tide.example/plans"
    proposal = await answered(pair_room, number, question="Any plans for quantum computers?", answer="Not yet: soon.", url=link)
    assert "1 open question; who waits for it is told" in text(proposal)
    assert await status(pair_room, number) == "open"
    await settled(pair_room, owner, proposal, "Confirm", "Done")
    faq = (pair_room.service.root / "tide/faq.yaml").read_text()
    assert f"also:\n    - {ASKED}" in faq
    assert await status(pair_room, number) == "answered"
    assert "1 open question closed. 1 person was told." in text(proposal)
    told = await pair_room.sandbox.next_reply(pair_room.ada.direct)
    assert ASKED in text(told)
    assert "Not yet: soon." in text(told)


async def test_a_question_about_a_stranger_is_answered_by_the_entry_made_for_it(pair_room: Room) -> None:
    asked = "has Zebulon Quux been on the show?"
    number = await missed(pair_room, asked, "quux zebulon")
    proposal = await answered(pair_room, number, answer="He cancelled twice.")
    assert "Still open" not in text(proposal)
    assert f"**{asked}**" in text(proposal)
    assert "→ He cancelled twice." in text(proposal)


async def test_another_name_for_somebody_known_closes_the_gap(pair_room: Room) -> None:
    owner = pair_room.sandbox.owner
    number = await missed(pair_room, "which episodes had Mari the diver?", "diver mari")
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    shown = await opened(pair_room, number)
    form = await done(pair_room, await owner.click(shown, "It is another name"))
    sent = await owner.submit_modal(form, {"alias": "Mari the diver", "known": "maren holt"})
    proposal = await pair_room.sandbox.next_reply(sent)
    await settled(pair_room, owner, proposal, "Confirm", "Done")
    assert "- name: Maren Holt\n  aliases:\n    - Mari the diver\n" in (pair_room.service.root / "people.yaml").read_text()
    assert await status(pair_room, number) == "answered"
    assert "Kelp forests" in text(await pair_room.sandbox.next_reply(pair_room.ada.direct))


async def test_another_name_for_nobody_known_is_told_with_what_is_near(pair_room: Room) -> None:
    owner, number = pair_room.sandbox.owner, await missed(pair_room)
    form = await done(pair_room, await owner.click(await opened(pair_room, number), "It is another name"))
    sent = await owner.submit_modal(form, {"alias": "Mari", "known": "Xaver Unbekannt"})
    assert "nobody and nothing called" in text(await pair_room.sandbox.next_reply(sent))
    assert await status(pair_room, number) == "open"


async def test_a_missing_fact_that_is_added_closes_the_gap_it_answers(pair_room: Room) -> None:
    owner, guild = pair_room.sandbox.owner, pair_room.sandbox.guild.id
    number = await missed(pair_room, "which episode had Uma Lund?", "lund uma", show="crumb")
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    asked = await owner.slash(pair_room.channel, "knowledge edit", what="episode", name="Rye", field="guests")
    form = await done(pair_room, asked)
    proposal = await pair_room.sandbox.next_reply(await owner.submit_modal(form, {"text": "Lena Fink\nUma Lund"}))
    await settled(pair_room, owner, proposal, "Confirm", "Done")
    assert await status(pair_room, number) == "answered"
    assert "Rye" in text(await pair_room.sandbox.next_reply(pair_room.ada.direct))
    assert not await pair_room.service.store.gaps.list(guild)


async def test_who_speaks_for_no_show_gets_an_entry_to_hand_on(pair_room: Room) -> None:
    moss, number = await manager(pair_room), await missed(pair_room)
    entry = await answered(pair_room, number, moss, answer="Not yet: it is planned.", url="https://tide.example/plans")
    assert "`knowledge/tide/faq.yaml`" in entry.content
    assert f"- question: {ASKED}\n  answer: 'Not yet: it is planned.'\n  url: https://tide.example/plans" in entry.content
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    await settled(pair_room, moss, entry, "Mark as answered", "marked as answered")
    assert await status(pair_room, number) == "answered"
    assert "it is planned" in text(await pair_room.sandbox.next_reply(pair_room.ada.direct))
    assert "1 person has been told" in text(entry)
    async with asyncio.timeout(PATIENCE):
        while await pair_room.service.store.gaps.watchers(number):
            pass
    assert "no open question" in text(await use(pair_room, "gaps", moss))


async def test_who_was_not_told_before_a_restart_is_told_after_it(sandbox: Sandbox, tmp_path: Path) -> None:
    knowledge, data = write(tmp_path / "knowledge", PAIR), tmp_path / "data"
    async with open_room(sandbox, knowledge, data) as room:
        number = await missed(room)
        await watch_gap(room.service, number, room.ada.id, 1.0)
        await room.service.store.gaps.answer(number, "Soon.", 7, 2.0)
    async with open_room(sandbox, knowledge, data) as room:
        assert "Soon." in text(await sandbox.next_reply(room.ada.direct))


async def test_who_could_not_be_told_at_first_is_told_later_and_once(pair_room: Room) -> None:
    number, direct = await missed(pair_room), pair_room.ada.direct
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    await pair_room.service.store.gaps.answer(number, "Soon.", 7, 2.0)
    pair_room.sandbox.faults.lose_request(1, "/channels/{channel_id}/messages", "POST")
    gaps: Any = pair_room.bot.get_cog("Gaps")
    for _ in range(3):
        await gaps.looking()
    said = [text(message) for message in pair_room.sandbox.world.messages[direct.id].values()]
    assert [("Soon." in each) for each in said] == [True]


async def test_an_ignored_question_is_not_shown_any_more_however_often_it_is_asked(pair_room: Room) -> None:
    number = await missed(pair_room)
    await press(pair_room, pair_room.sandbox.owner, await opened(pair_room, number), "Ignore")
    assert await missed(pair_room, times=5) == number
    assert "no open question" in text(await use(pair_room, "gaps", pair_room.sandbox.owner))


async def test_a_question_that_another_moderator_settled_is_said_to_be_settled(pair_room: Room) -> None:
    number = await missed(pair_room)
    shown = await opened(pair_room, number)
    await pair_room.service.store.gaps.ignore(number, 7, 2.0)
    told = await press(pair_room, pair_room.sandbox.owner, shown, "Ignore")
    assert "settled meanwhile" in text(told.replies[0])


async def test_a_long_list_has_pages(pair_room: Room) -> None:
    for n in range(23):
        await missed(pair_room, f"what about matter number {n}?", f"matter {n}")
    shown = await use(pair_room, "gaps", pair_room.sandbox.owner)
    assert "Page 1 of 3" in text(shown)
    await press(pair_room, pair_room.sandbox.owner, shown, "More")
    assert "Page 2 of 3" in text(shown)
    assert len(components(shown)[0]["options"]) == 10


@pytest.mark.parametrize("example", ["```\n@everyone", "a" * 300, "[x](https://evil.example) **b**", "\u202e :) <@1>"])
async def test_what_somebody_asked_cannot_act_on_the_moderators(pair_room: Room, example: str) -> None:
    moss, number = await manager(pair_room), await missed(pair_room, example)
    shown = await opened(pair_room, number, moss)
    form = await done(pair_room, await moss.click(shown, "Answer"))
    entry = (await fill(pair_room, moss, form, answer="``` **x**")).replies[0]
    assert entry.content.count("```") == 2
    assert not entry.mention_everyone
    assert not shown.mention_everyone


async def test_no_id_is_too_long_or_tells_who_asked(pair_room: Room) -> None:
    shown = await opened(pair_room, await missed(pair_room))
    assert all(len(each) <= 100 and str(pair_room.ada.id) not in each for each in ids(shown))
