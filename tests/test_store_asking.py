"""What the state keeps of servers that ask: settings, conversations, answers, thumbs, gaps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.store import Store, open_store
from bot.store.records import Judged, NewReport, SentAnswer, Settings, Tally
from tests.store_kit import DAY, HOUR, KINDS, NOW, fresh

GUILD = 1_099_511_627_776_123_456
"""As long as Discord's ids are."""


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    async with fresh(request.param, tmp_path) as opened:
        yield opened


async def test_a_server_that_set_nothing_has_the_defaults(store: Store) -> None:
    assert await store.settings.get(GUILD) == Settings(GUILD)
    assert await store.settings.all() == {}


async def test_settings_are_read_as_they_were_set(store: Store) -> None:
    changed = await store.settings.change(
        GUILD,
        7,
        NOW,
        shows=("podcast-init", "dep"),
        default_show="dep",
        ask_channels=frozenset({GUILD + 2, GUILD + 1}),
        moderator_role=GUILD + 3,
        timezone="Europe/Berlin",
        moderators_channel=GUILD + 4,
    )
    assert changed.shows == ("podcast-init", "dep")
    assert await store.settings.get(GUILD) == changed
    assert await store.settings.all() == {GUILD: changed}
    assert (await store.settings.change(GUILD, 7, NOW, default_show=None)).default_show is None


async def test_a_channel_may_be_private_where_its_server_is_not(store: Store) -> None:
    await store.settings.set_private(GUILD, 5, True, by=7, now=NOW)
    settings = await store.settings.get(GUILD)
    assert (settings.private_in(5), settings.private_in(6)) == (True, False)
    await store.settings.change(GUILD, 7, NOW, private=True)
    await store.settings.set_private(GUILD, 6, False, by=7, now=NOW)
    settings = await store.settings.set_private(GUILD, 5, None, by=7, now=NOW)
    assert (settings.private_in(5), settings.private_in(6)) == (True, False)
    assert dict(settings.private_channels) == {6: False}


async def test_two_moderators_who_change_different_settings_both_get_theirs(store: Store) -> None:
    await asyncio.gather(
        store.settings.change(GUILD, 7, NOW, timezone="UTC"),
        store.settings.change(GUILD, 8, NOW, default_show="dep"),
        *(store.settings.set_private(GUILD, channel, True, by=9, now=NOW) for channel in range(10)),
    )
    settings = await store.settings.get(GUILD)
    assert (settings.timezone, settings.default_show) == ("UTC", "dep")
    assert set(settings.private_channels) == set(range(10))


async def test_a_change_of_settings_leaves_a_line_and_no_change_leaves_none(store: Store) -> None:
    await store.settings.change(GUILD, 7, NOW, timezone="UTC")
    await store.settings.change(GUILD, 8, NOW + 1, timezone="UTC")
    (line,) = await store.audit.list(GUILD)
    assert (line.who, line.at, line.deed, line.detail, line.refused) == (7, NOW, "settings timezone", " → UTC", False)


async def test_a_conversation_goes_on_only_for_a_while_and_only_where_it_was(store: Store) -> None:
    await store.conversations.put(1, 2, b"\x00first", NOW)
    await store.conversations.put(1, 2, b"\x00second", NOW + 10)
    assert await store.conversations.recent(NOW + 20, 10, 5) == {(1, 2): b"\x00second"}
    assert await store.conversations.recent(NOW + 21, 10, 5) == {}


async def test_many_turns_at_once_are_all_kept_the_last_one_of_each_winning(store: Store) -> None:
    await asyncio.gather(*(store.conversations.put(at % 100, 1, str(at).encode(), NOW) for at in range(1000)))
    found = await store.conversations.recent(NOW, HOUR, 1000)
    assert found == {(user, 1): str(900 + user).encode() for user in range(100)}


async def test_closing_waits_for_what_is_being_written(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db") as store:
        turns = [asyncio.create_task(store.conversations.put(user, 1, b"turn", NOW)) for user in range(50)]
        await asyncio.sleep(0)
    assert all(turn.done() for turn in turns)
    async with open_store(tmp_path / "state.db") as store:
        assert await store.conversations.recent(NOW, HOUR, 100) == {(user, 1): b"turn" for user in range(50)}


async def test_an_answer_is_found_again_by_its_message_and_by_its_question(store: Store) -> None:
    first = SentAnswer(10, 20, 30, "episode/250", GUILD, asked=9, question="who was it", state=b"\x01page", at=NOW)
    second = replace(first, message=11, guild=None, question="")
    await asyncio.gather(store.answers.sent(second), store.answers.sent(first))
    assert await store.answers.get(10) == first
    assert await store.answers.get(12) is None
    assert await store.answers.of_question(9) == (first, second)


async def test_an_answer_turns_its_page_is_edited_and_goes(store: Store) -> None:
    first = SentAnswer(10, 20, 30, "k", asked=9, at=NOW)
    await store.answers.sent(first)
    assert [await store.answers.turned(message, b"2") for message in (10, 11)] == [True, False]
    assert await store.answers.get(10) == replace(first, state=b"2")
    await store.answers.sent(replace(first, key="other", question="new words"))
    assert [answer.key for answer in await store.answers.of_question(9)] == ["other"]
    assert await store.answers.removed(10, 11) == 1
    assert await store.answers.of_question(9) == ()


async def test_a_member_has_one_thumb_and_may_turn_it(store: Store) -> None:
    assert await store.feedback.tally(10) == Tally(0, 0)
    await store.feedback.rate(10, 1, True, NOW)
    await store.feedback.rate(10, 2, True, NOW)
    assert await store.feedback.rate(10, 2, False, NOW) == Tally(1, 1)


async def test_the_most_disliked_answers_come_first_whoever_got_them(store: Store) -> None:
    for message, key in ((10, "good"), (11, "bad"), (12, "bad"), (13, "mixed")):
        await store.answers.sent(SentAnswer(message, 1, 1, key, GUILD, question=f"about {key}", at=NOW))
    for message, user, up in ((10, 1, True), (11, 1, False), (12, 2, False), (13, 1, False), (13, 2, True)):
        await store.feedback.rate(message, user, up, NOW, GUILD)
    worst = (Judged("bad", "about bad", 0, 2), Judged("mixed", "about mixed", 1, 1))
    assert await store.feedback.worst() == worst
    assert await store.feedback.worst(GUILD, limit=1) == worst[:1]
    assert await store.feedback.worst(GUILD + 1) == ()


async def test_a_report_that_came_before_the_note_of_its_answer_has_its_question_too(store: Store) -> None:
    number = await store.feedback.report(NewReport(10, 20, 1, "wrong guest", GUILD), NOW)
    await store.answers.sent(SentAnswer(10, 20, 30, "k", GUILD, question="who was it", at=NOW))
    assert [report.question for report in await store.feedback.open_reports(GUILD)] == ["who was it"]
    found = await store.feedback.get_report(number)
    assert found is not None
    assert (found.question, found.reason) == ("who was it", "wrong guest")


async def test_a_report_is_open_until_a_moderator_closes_it(store: Store) -> None:
    number = await store.feedback.report(NewReport(10, 20, 1, "wrong guest", GUILD, "who was it"), NOW)
    assert await store.feedback.report(NewReport(10, 20, 1, "wrong year"), NOW + 1) == number
    (report,) = await store.feedback.open_reports(GUILD)
    assert (report.reason, report.question, report.at) == ("wrong year", "who was it", NOW + 1)
    assert await store.feedback.open_reports(GUILD + 1) == ()
    assert [await store.feedback.close_report(number, 7, NOW + 2) for _ in range(2)] == [True, False]
    assert await store.feedback.open_reports() == ()


async def test_one_question_in_many_words_is_one_gap_of_its_server(store: Store) -> None:
    number = await store.gaps.missed("guest grace hopper", "was grace hopper on?", NOW, guild=GUILD, show="dep")
    assert await store.gaps.missed("guest grace hopper", "grace hoper??", NOW + 5, guild=GUILD) == number
    await store.gaps.missed("guest grace hopper", "elsewhere", NOW, guild=GUILD + 1)
    private = await store.gaps.missed("guest grace hopper", "in private", NOW)
    (gap,) = await store.gaps.list(GUILD)
    assert (gap.count, gap.example, gap.show, gap.first_at, gap.last_at) == (2, "was grace hopper on?", "dep", NOW, NOW + 5)
    assert [one.id for one in await store.gaps.list(0)] == [private]
    assert len(await store.gaps.list()) == 3
    assert (await store.gaps.get(private)) in await store.gaps.list()


async def test_gaps_are_listed_most_asked_first_and_by_show(store: Store) -> None:
    for key, times, show in (("a", 1, "x"), ("b", 3, "y"), ("c", 2, "x")):
        for at in range(times):
            await store.gaps.missed(key, key, NOW + at, guild=GUILD, show=show)
    assert [gap.key for gap in await store.gaps.list(GUILD)] == ["b", "c", "a"]
    assert [gap.key for gap in await store.gaps.list(GUILD, show="x")] == ["c", "a"]
    assert [gap.key for gap in await store.gaps.list(GUILD, limit=1, offset=1)] == ["c"]


async def test_an_ignored_gap_stays_away_and_an_answered_one_comes_back_when_it_is_missed_again(store: Store) -> None:
    ignored = await store.gaps.missed("a", "a", NOW, guild=GUILD)
    answered = await store.gaps.missed("b", "b", NOW, guild=GUILD)
    assert [await store.gaps.ignore(ignored, 7, NOW) for _ in range(2)] == [True, False]
    assert [await store.gaps.answer(answered, "faq", 7, NOW) for _ in range(2)] == [True, False]
    assert [gap.note for gap in await store.gaps.list(GUILD, status="answered")] == ["faq"]
    assert await store.gaps.list(GUILD) == ()
    for key in ("a", "b"):
        await store.gaps.missed(key, key, NOW + 1, guild=GUILD)
    assert [(gap.id, gap.count) for gap in await store.gaps.list(GUILD)] == [(answered, 2)]
    assert [(gap.id, gap.count) for gap in await store.gaps.list(GUILD, status="ignored")] == [(ignored, 2)]
    assert not await store.gaps.answer(999, "faq", 7, NOW)


async def test_whoever_wants_to_be_told_is_kept_until_they_were(store: Store) -> None:
    number = await store.gaps.missed("a", "a", NOW, guild=GUILD)
    assert [await store.gaps.watch(number, 1, NOW, channel=5), await store.gaps.watch(number, 1, NOW)] == [True, False]
    assert await store.gaps.watch(number, 2, NOW + 1)
    assert await store.gaps.watch(number, 3, NOW + 2)
    assert not await store.gaps.watch(999, 1, NOW)
    assert [await store.gaps.unwatch(number, 3) for _ in range(2)] == [True, False]
    assert [(one.user, one.channel) for one in await store.gaps.watchers(number)] == [(1, 5), (2, None)]
    gap = await store.gaps.get(number)
    assert gap is not None
    assert gap.watchers == 2


async def test_each_kind_is_kept_for_its_time_and_no_longer(store: Store) -> None:
    for at in (NOW, NOW - 400 * DAY):
        await store.conversations.put(int(at), 1, b"", at)
        await store.answers.sent(SentAnswer(int(at), 1, 1, "k", at=at))
        await store.feedback.rate(int(at), 1, True, at)
        await store.feedback.report(NewReport(int(at), 1, 1, "r"), at)
        await store.gaps.watch(await store.gaps.missed(str(at), "x", at), 1, at)
        await store.audit.refused(1, GUILD, "settings", "no", at)
    kinds = {"conversations": 1, "answers": 1, "feedback": 2, "gaps": 1, "audit": 1, "posts": 0, "servers": 0}
    assert await store.prune(NOW) == kinds
    assert await store.prune(NOW) == dict.fromkeys(kinds, 0)
    assert len(await store.people.about_user(1)) == 5
