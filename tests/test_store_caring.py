"""What the state keeps of moderators: grants, edits, audit; and of privacy: people and servers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import Store
from bot.store.people import KEPT
from bot.store.records import FileChange, Forgotten, NewEdit, NewReport, NewSubscription, Post, SentAnswer, Settings, Validators
from bot.store.tables import metadata
from tests.store_kit import DAY, KINDS, NOW, fresh

GUILD = 1_099_511_627_776_123_456
PERSON_COLUMNS = {"user", "asker", "who", "granted_by", "made_by", "closed_by", "changed_by"}


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    async with fresh(request.param, tmp_path) as opened:
        yield opened


def change(
    path: str = "dep/faq.yaml", before: bytes | None = b"old", after: bytes | None = b"new\xff"
) -> tuple[FileChange, ...]:
    return (FileChange(path, before, after),)


async def test_a_granted_role_may_speak_for_its_shows_on_its_server(store: Store) -> None:
    assert [await store.grants.grant(GUILD, 5, "dep", 1, NOW) for _ in range(2)] == [True, False]
    await store.grants.grant(GUILD, 6, "init", 1, NOW + 1)
    await store.grants.grant(GUILD + 1, 5, "other", 1, NOW + 2)
    assert await store.grants.shows(GUILD, [5, 6, 7]) == {"dep", "init"}
    assert await store.grants.shows(GUILD, []) == frozenset()
    assert [grant.show for grant in await store.grants.list()] == ["dep", "init", "other"]
    assert [grant.role for grant in await store.grants.list(GUILD, "init")] == [6]


async def test_a_revoked_grant_is_gone_and_both_are_noted(store: Store) -> None:
    await store.grants.grant(GUILD, 5, "dep", 1, NOW)
    assert [await store.grants.revoke(GUILD, 5, "dep", 2, NOW + 1) for _ in range(2)] == [True, False]
    assert await store.grants.shows(GUILD, [5]) == frozenset()
    assert [(line.who, line.deed, line.detail) for line in await store.audit.list(GUILD)] == [
        (2, "revoke", "dep from role 5"),
        (1, "grant", "dep to role 5"),
    ]


async def test_an_edit_keeps_both_texts_to_the_byte(store: Store) -> None:
    new = NewEdit(
        (FileChange("a.yaml", None, b"\xef\xbb\xbfa: 1\r\n"), FileChange("b.yaml", b"", None)), "discord", 1, "Ada", "typo"
    )
    number = await store.edits.record(new, NOW)
    edit = await store.edits.get(number)
    assert edit is not None
    assert edit.files == new.files
    assert (edit.line.who, edit.line.name, edit.line.why, edit.line.source, edit.line.at) == (1, "Ada", "typo", "discord", NOW)
    assert edit.line.paths == ("a.yaml", "b.yaml")
    assert await store.edits.get(number + 1) is None


async def test_a_planned_edit_is_in_the_history_only_once_it_was_applied(store: Store) -> None:
    first = await store.edits.plan(NewEdit(change(), "discord", 1), NOW)
    second = await store.edits.plan(NewEdit(change("x.yaml"), "discord", 1), NOW + 1)
    assert await store.edits.list() == ()
    assert [await store.edits.applied(first) for _ in range(2)] == [True, False]
    assert [await store.edits.dropped(second) for _ in range(2)] == [True, False]
    assert [line.id for line in await store.edits.list()] == [first]


async def test_history_is_told_newest_first_by_file_and_by_folder(store: Store) -> None:
    paths = ["dep/faq.yaml", "dep/episodes/1.yaml", "de_/faq.yaml", "dep/faq.yaml"]
    first, second, third, fourth = [await store.edits.record(NewEdit(change(path), "disk"), NOW) for path in paths]
    assert [line.id for line in await store.edits.list()] == [fourth, third, second, first]
    assert [line.id for line in await store.edits.list("dep/faq.yaml")] == [fourth, first]
    assert [line.id for line in await store.edits.list(under="dep/")] == [fourth, second, first]
    assert [line.id for line in await store.edits.list(under="de_/")] == [third]
    assert [line.id for line in await store.edits.list(limit=1, before=fourth)] == [third]
    both = await store.edits.record(NewEdit((*change("a.yaml"), *change("b.yaml")), "import"), NOW)
    latest = await store.edits.latest("b.yaml")
    assert latest is not None
    assert (latest.line.id, latest.line.paths, latest.files) == (both, ("a.yaml", "b.yaml"), change("b.yaml"))
    latest = await store.edits.latest("dep/faq.yaml")
    assert latest is not None
    assert latest.line.id == fourth
    assert await store.edits.latest("none.yaml") is None


async def test_an_import_of_many_files_shows_the_first_and_how_many(store: Store) -> None:
    files = tuple(FileChange(f"dep/{at:03}.yaml", None, b"x") for at in range(230))
    number = await store.edits.record(NewEdit(files, "import"), NOW)
    await store.edits.record(NewEdit(change(), "disk"), NOW)
    small, large = await store.edits.list()
    assert (small.count, large.count, len(large.paths), large.paths[0]) == (1, 230, 25, "dep/000.yaml")
    edit = await store.edits.get(number)
    assert edit is not None
    assert edit.files == files


async def test_an_edit_is_undone_by_the_edit_that_took_it_back_once_that_happened(store: Store) -> None:
    first = await store.edits.record(NewEdit(change(), "discord", 1), NOW)
    undo = await store.edits.plan(NewEdit(change(before=b"new", after=b"old"), "discord", 1, undoes=first), NOW)

    async def undone_by() -> int | None:
        edit = await store.edits.get(first)
        assert edit is not None
        return edit.line.undone_by

    assert await undone_by() is None
    await store.edits.applied(undo)
    assert await undone_by() == undo
    await store.edits.record(NewEdit(change(), "disk", undoes=first), NOW)
    assert await undone_by() == undo


async def test_refusals_are_noted_and_read_page_by_page(store: Store) -> None:
    for at in range(5):
        await store.audit.refused(at, GUILD, "grant", "not the host", NOW + at)
    await store.audit.did(1, GUILD, "export", "all", NOW)
    lines = await store.audit.list(GUILD, refused=True, limit=2)
    assert [line.who for line in lines] == [4, 3]
    assert [line.who for line in await store.audit.list(GUILD, refused=True, before=lines[-1].id)] == [2, 1, 0]
    assert [line.deed for line in await store.audit.list(refused=False)] == ["export"]
    assert await store.audit.list(GUILD + 1) == ()


async def test_what_is_said_once_is_said_by_one(store: Store) -> None:
    assert sorted(await asyncio.gather(*(store.notes.first("hello", NOW) for _ in range(4)))) == [False, False, False, True]
    await store.notes.put("hello", "again", NOW)
    assert await store.notes.get("hello") == "again"
    assert [await store.notes.drop("hello") for _ in range(2)] == [True, False]
    assert await store.notes.get("hello") is None


async def a_life(store: Store, user: int) -> None:
    """Everything that one person can leave behind."""
    await store.conversations.put(user, 1, b"turn", NOW, GUILD)
    await store.answers.sent(SentAnswer(user + 10, 1, user, "k", GUILD, question="who was it", at=NOW))
    await store.feedback.rate(10, user, True, NOW, GUILD)
    number = await store.feedback.report(NewReport(10, 1, user, "wrong", GUILD), NOW)
    await store.feedback.close_report(number, user, NOW)
    gap = await store.gaps.missed(f"gap {user}", "x", NOW, guild=GUILD)
    await store.gaps.watch(gap, user, NOW)
    await store.gaps.ignore(gap, user, NOW)
    await store.follows.add(user, "guest", "tom", "Tom Christie", NOW)
    await store.deliveries.claim(Post(f"dm {user}", 1, "dep/1", user=user), NOW)
    await store.deliveries.confirm(f"dm {user}", user + 20, NOW, steps=("thread",))
    await store.audit.refused(user, GUILD, "grant", "no", NOW)
    await store.settings.change(GUILD, user, NOW, timezone=f"Etc/GMT+{user}")
    await store.edits.record(NewEdit(change(), "discord", user, "Ada", "typo"), NOW)
    await store.grants.grant(GUILD, user, "dep", user, NOW)
    await store.subscriptions.add(NewSubscription(GUILD, 1, show="dep"), user, NOW)


async def test_somebody_sees_all_that_is_kept_about_them(store: Store) -> None:
    await a_life(store, 1)
    await a_life(store, 2)
    held = await store.people.about_user(1)
    assert {one.kind for one in held} == {kept.kind for kept in KEPT}
    assert {one.text for one in held if one.kind in ("question", "follow", "report")} == {"who was it", "Tom Christie", "wrong"}
    assert {one.guild for one in held if one.kind == "question"} == {GUILD}
    assert {one.at for one in held} == {NOW}
    assert await store.people.about_user(3) == ()


async def test_forgetting_somebody_deletes_theirs_and_says_what(store: Store) -> None:
    await a_life(store, 1)
    await a_life(store, 2)
    others = await store.people.about_user(2)
    gone = await store.people.forget_user(1)
    kinds = ("conversation", "question", "thumb", "report", "wish to be told", "follow", "direct message", "refusal")
    assert gone.deleted == dict.fromkeys(kinds, 1)
    assert gone.unsigned == {
        "deed": 4,
        "change to the knowledge": 1,
        "grant": 1,
        "subscription": 1,
        "settled gap": 1,
    }
    assert await store.people.about_user(1) == ()
    assert await store.people.about_user(2) == others
    assert await store.people.forget_user(1) == Forgotten()


async def test_forgetting_somebody_loses_nothing_that_others_need(store: Store) -> None:
    await a_life(store, 1)
    await store.people.forget_user(1)
    assert await store.grants.shows(GUILD, [1]) == {"dep"}
    assert (await store.settings.get(GUILD)).timezone == "Etc/GMT+1"
    (line,) = await store.edits.list()
    assert (line.who, line.name, line.why) == (None, "", "typo")
    assert [(one.who, one.refused) for one in await store.audit.list(GUILD)] == [(None, False)] * 4
    assert [gap.watchers for gap in await store.gaps.list(GUILD, status="ignored")] == [0]


def test_every_column_that_names_a_person_is_known_to_privacy() -> None:
    known = {(kept.table.name, kept.person.name) for kept in KEPT}
    there = {(table.name, name) for table in metadata.sorted_tables for name in PERSON_COLUMNS & set(table.c.keys())}
    assert known == there
    ids = {column.name for table in metadata.sorted_tables for column in table.c if str(column.type) == "BIGINT"}
    assert ids - PERSON_COLUMNS == {
        *("guild", "channel", "message", "asked", "role", "ping_role", "moderator_role", "moderators_channel", "result"),
        *("id", "gap", "subscription", "edit", "undoes", "undone_by"),
    }


async def test_what_was_kept_of_a_server_goes_a_month_after_the_bot_left_it(store: Store) -> None:
    await a_life(store, 1)
    await store.settings.change(GUILD + 1, 1, NOW, private=True)
    await store.feeds.add("https://a.example/", NOW, NOW)
    await store.feeds.read("https://a.example/", NOW, NOW, Validators(), {"a": b""})
    await store.servers.left(GUILD, NOW)
    await store.servers.left(GUILD, NOW + 9 * DAY)
    assert await store.servers.purge_left(NOW + 30 * DAY - 1) == ()
    assert (await store.settings.get(GUILD)).timezone
    assert await store.servers.purge_left(NOW + 30 * DAY) == (GUILD,)
    assert await store.servers.purge_left(NOW + 30 * DAY) == ()
    assert await store.settings.get(GUILD) == Settings(GUILD)
    assert {one.kind for one in await store.people.about_user(1)} == {
        *("direct message", "follow", "change to the knowledge", "deed")
    }
    assert (await store.settings.get(GUILD + 1)).private
    assert not any((await store.grants.list(), await store.audit.list(GUILD), await store.gaps.list()))
    assert len(await store.edits.list()) == len(await store.feeds.traces("https://a.example/")) == 1


async def test_a_server_that_took_the_bot_back_keeps_everything(store: Store) -> None:
    await store.settings.change(GUILD, 1, NOW, private=True)
    await store.servers.left(GUILD, NOW)
    assert [await store.servers.returned(GUILD) for _ in range(2)] == [True, False]
    assert await store.servers.purge_left(NOW + 99 * DAY) == ()
    assert (await store.settings.get(GUILD)).private
