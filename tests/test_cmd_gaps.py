"""Moderators see what could not be answered, and close it."""

from __future__ import annotations

import asyncio

import pytest

from bot.gaps import watch_gap
from bot.sandbox import Message, Person
from tests.chat_kit import Room
from tests.cmd_kit import components, done, fill, ids, pick, press, text, use

pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]
ASKED = "did you ever talk about quantum computers?"


async def missed(room: Room, example: str = ASKED, key: str = "computer quantum", times: int = 1, show: str = "tide") -> int:
    """A gap of the server, asked so often."""
    for _ in range(times):
        number = await room.service.gaps.note(key, example, 1_700_000_000.0, room.sandbox.guild.id, show)
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
    expected = [(2, "anything about quantum computers?")]
    async with asyncio.timeout(5):
        # The answer comes first, the note after it.
        while [(gap.count, gap.example) for gap in await pair_room.service.store.gaps.list()] != expected:
            pass


async def test_one_is_shown_with_what_can_be_done(pair_room: Room) -> None:
    shown = await opened(pair_room, await missed(pair_room, times=2))
    assert "Asked: 2 times" in text(shown)
    assert "Show: Slow Tide" in text(shown)
    assert [each["label"] for each in components(shown)] == ["Answer", "Ignore", "Show an example", "Back to the list"]
    told = await press(pair_room, pair_room.sandbox.owner, shown, "Show an example")
    assert ASKED in text(told.replies[0])
    await press(pair_room, pair_room.sandbox.owner, shown, "Back to the list")
    assert "1 question without an answer" in text(shown)


async def test_an_answer_becomes_an_entry_to_paste(pair_room: Room) -> None:
    owner, number = pair_room.sandbox.owner, await missed(pair_room)
    shown = await opened(pair_room, number)
    form = await done(pair_room, await owner.click(shown, "Answer"))
    sent = await fill(pair_room, owner, form, answer="Not yet: it is planned.", url="https://tide.example/plans")
    entry = sent.replies[0]
    assert "`knowledge/tide/faq.yaml`" in entry.content
    assert f"- question: {ASKED}\n  answer: 'Not yet: it is planned.'\n  url: https://tide.example/plans" in entry.content
    gap = await pair_room.service.store.gaps.get(number)
    assert gap is not None
    assert gap.status == "open"
    await press(pair_room, owner, entry, "Mark as answered")
    gap = await pair_room.service.store.gaps.get(number)
    assert gap is not None
    assert (gap.status, "it is planned" in gap.note) == ("answered", True)
    assert "no open question" in text(await use(pair_room, "gaps", owner))


async def test_who_wanted_to_know_is_told_once(pair_room: Room) -> None:
    owner, number = pair_room.sandbox.owner, await missed(pair_room)
    await watch_gap(pair_room.service, number, pair_room.ada.id, 1.0)
    shown = await opened(pair_room, number)
    form = await done(pair_room, await owner.click(shown, "Answer"))
    entry = (await fill(pair_room, owner, form, answer="Soon.")).replies[0]
    await press(pair_room, owner, entry, "Mark as answered")
    told = await pair_room.sandbox.next_reply(pair_room.ada.direct)
    assert ASKED in text(told)
    assert "1 person has been told" in text(entry)
    async with asyncio.timeout(5):
        while await pair_room.service.store.gaps.watchers(number):
            pass


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
    owner, number = pair_room.sandbox.owner, await missed(pair_room, example)
    shown = await opened(pair_room, number)
    form = await done(pair_room, await owner.click(shown, "Answer"))
    entry = (await fill(pair_room, owner, form, answer="``` **x**")).replies[0]
    assert entry.content.count("```") == 2
    assert not entry.mention_everyone
    assert not shown.mention_everyone


async def test_no_id_is_too_long_or_tells_who_asked(pair_room: Room) -> None:
    shown = await opened(pair_room, await missed(pair_room))
    assert all(len(each) <= 100 and str(pair_room.ada.id) not in each for each in ids(shown))
