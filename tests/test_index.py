"""The knowledge in SQLite: what is found, in which order, and that the file may be lost at any time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import IndexStale
from bot.index import Filter, Index, Named, open_index
from bot.knowledge import parse
from bot.model import Document

SHOW = "name: Reef Talk\nhosts: [Ada Reyes, Bo Lind]\n"


def show(text: str = SHOW) -> Document:
    return parse("reef/show.yaml", "show", "reef", "", text.encode())


def episode(slug: str, text: str = "") -> Document:
    return parse(f"reef/episodes/{slug}.yaml", "episode", "reef", slug, f"title: Title {slug}\n{text}".encode())


@pytest.fixture
async def index(tmp_path: Path) -> AsyncIterator[Index]:
    async with open_index(tmp_path / "index.db") as opened:
        yield opened


async def found(index: Index, **what: object) -> list[str]:
    """The slugs of the episodes that a filter finds."""
    return [row.key.removeprefix("reef/") for row in await index.select(Filter(**what))]  # type: ignore[arg-type]


async def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    async with open_index(tmp_path / "deep" / "index.db") as index:
        await index.write([show(), episode("1", "number: 1\nduration: 43:45\n")])
    async with open_index(tmp_path / "deep" / "index.db") as index:
        (row,) = await index.rows()
        assert (row.key, row.number, row.title, row.seconds, row.day) == ("reef/1", 1, "Title 1", 2625, "")
        assert set(await index.digests()) == {"reef/show.yaml", "reef/episodes/1.yaml"}


async def test_a_date_in_part_matches_only_what_it_surely_means(index: Index) -> None:
    dates = {"day": "2020-02-18", "month": "2020-02", "year": "2020", "none": ""}
    await index.write([episode(slug, f"date: {day}\n" if day else "") for slug, day in dates.items()])
    assert set(await found(index, since="2020-01-01", until="2020-12-31")) == {"day", "month", "year"}
    assert set(await found(index, since="2020-02-01", until="2020-02-29")) == {"day", "month"}
    assert await found(index, since="2020-02-18", until="2020-02-18") == ["day"]
    assert set(await found(index, since="2020-02-02")) == {"day"}
    assert set(await found(index, until="2020-11-30")) == {"day", "month"}


async def test_undated_episodes_sort_by_number_and_without_one_last(index: Index) -> None:
    texts = {
        "a": "number: 1\ndate: 2020-01-01",
        "b": "number: 2",
        "c": "number: 3\ndate: 2020-01-09",
        "d": "number: 4",
        "e": "",
    }
    await index.write([episode(slug, text) for slug, text in texts.items()])
    assert await found(index, order="newest") == ["d", "c", "b", "a", "e"]
    assert await found(index, order="oldest") == ["a", "b", "c", "d", "e"]
    await index.write([episode("b", "number: 2\ndate: 2021-01-01")])
    assert await found(index, order="newest") == ["b", "d", "c", "a", "e"]


async def test_a_show_without_any_date_sorts_by_number(index: Index) -> None:
    await index.write([episode("x", "number: 10"), episode("y", "number: 9"), episode("z", "number: 100")])
    assert await found(index) == ["z", "x", "y"]


async def test_a_date_of_recording_orders_where_there_is_no_other(index: Index) -> None:
    await index.write([episode("a", "recorded: 2020-03-01"), episode("b", "date: 2020-02-01\nrecorded: 2021-01-01")])
    assert await found(index) == ["a", "b"]
    assert [row.recorded for row in await index.rows()] == [False, True]


async def test_length_orders_only_those_that_have_one(index: Index) -> None:
    await index.write([episode("a", "duration: 10:00"), episode("b", "duration: 1:10:00"), episode("c")])
    assert await found(index, order="longest") == ["b", "a"]
    assert await found(index, order="shortest", limit=1) == ["a"]


async def test_numbers_with_a_season_are_found_by_either_form(index: Index) -> None:
    await index.write([episode("a", "number: S02E03"), episode("b", "number: S01E03"), episode("c", "number: 13")])
    assert await found(index, numbers=("s02e03",)) == ["a"]
    assert set(await found(index, numbers=("3",))) == {"a", "b"}
    assert await found(index, numbers=("3",), season="2") == ["a"]


async def test_roles_and_names_limit_what_is_found(index: Index) -> None:
    await index.write(
        [show(), episode("a", "guests: [Kim]\nsponsors: [Acme]"), episode("b", "hosts: [Kim]\ntopics: [Corals]"), episode("c")]
    )
    assert await found(index, named=(Named("guest", ("kim",)),)) == ["a"]
    assert set(await found(index, named=(Named("either", ("kim",)),))) == {"a", "b"}
    assert await found(index, having=("sponsor",)) == ["a"]
    assert set(await found(index, lacking=("guest",))) == {"b", "c"}
    assert set(await found(index, without=(Named("host", ("adareyes",)),))) == {"b"}


async def test_other_hosts_of_the_show_carry_to_episodes_that_name_none(index: Index) -> None:
    await index.write([show(), episode("a"), episode("b", "hosts: [Kim]"), episode("c", "hosts: []")])
    assert await found(index, named=(Named("host", ("adareyes",)),)) == ["a"]
    await index.write([show(SHOW.replace("Ada Reyes", "Zoe Hart"))])
    assert await found(index, named=(Named("host", ("zoehart",)),)) == ["a"]
    assert await found(index, named=(Named("host", ("adareyes",)),)) == []
    assert set(await found(index, having=("host",))) == {"a", "b"}
    await index.write([], ["reef/show.yaml"])
    assert await found(index, having=("host",)) == ["b"]


async def test_episodes_written_with_a_new_show_file_have_its_hosts_once(index: Index) -> None:
    await index.write([show(), episode("1")])
    await index.write([show("name: Reef Talk\nhosts: [Cy Moss]\n"), episode("2")])
    rows = await index.rows()
    hosts = await index.mentions([row.id for row in rows], "host")
    assert sorted((next(r.key for r in rows if r.id == at), name) for at, _, name in hosts) == [
        ("reef/1", "Cy Moss"),
        ("reef/2", "Cy Moss"),
    ]
    assert {use.name: use.count for uses in (await index.uses()).values() for use in uses} == {"Cy Moss": 2}


async def test_what_is_asked_to_be_in_several_roles_is_in_all_of_them(index: Index) -> None:
    await index.write(
        [
            show(),
            episode("1", "guests: [Di Vane]\ntopics: [kelp]\n"),
            episode("2", "guests: [Di Vane]\n"),
            episode("3", "topics: [kelp]\n"),
        ]
    )
    di, kelp, ada = Named("either", ("divane",)), Named("topic", ("kelp",)), Named("host", ("adareyes",))
    assert await found(index, named=(di, kelp, ada)) == ["1"]
    assert set(await found(index, named=(di, ada))) == {"1", "2"}
    assert await found(index, named=(ada,), having=("topic",), lacking=("guest",)) == ["3"]


async def test_thousands_of_rows_come_whole_and_in_order(index: Index) -> None:
    await index.write([episode(str(number), f"number: {number}\n") for number in range(2500)])
    assert [row.number for row in await index.rows()] == list(range(2500))
    assert await found(index, order="newest") == [str(number) for number in reversed(range(2500))]
    assert len(await index.digests()) == 2500


async def test_words_are_found_with_nothing_in_them_an_operator(index: Index) -> None:
    await index.write([episode("a", "summary: We bleach no corals."), episode("b", "summary: Kelp NOT corals OR sharks")])
    assert set(await found(index, words=(("coral", "corals"),))) == {"a", "b"}
    assert await found(index, words=(("corals",), ("kelp",))) == ["b"]
    for hostile in ('"', "NEAR(", "a*", "x AND", "^", "-", "'; DROP TABLE episode; --", "{title}: x", "\x00", ""):
        await found(index, words=((hostile,),), order="relevance")
    assert len(await index.rows()) == 2


async def test_a_file_that_turns_bad_keeps_what_it_last_held(index: Index) -> None:
    await index.write([episode("a", "number: 7")])
    bad = episode("a", "number: 8\nbogus: 1")
    await index.write([bad])
    assert [row.number for row in await index.rows()] == [7]
    assert await index.digests() == {"reef/episodes/a.yaml": (bad.digest, False)}
    assert [str(p.place) for p in await index.problems()] == ["reef/episodes/a.yaml:3:1"]
    await index.write([episode("a", "number: 9")])
    assert [row.number for row in await index.rows()] == [9]
    assert await index.problems() == ()


async def test_answers_are_read_while_a_write_goes_on(index: Index) -> None:
    await index.write([episode("0")])
    writing = asyncio.create_task(index.write([episode(str(n), f"number: {n}") for n in range(1, 400)]))
    seen = []
    while not writing.done():
        seen.append(len(await index.rows()))
    await writing
    assert len(seen) > 1
    assert set(seen) <= {1, 400}
    assert seen[0] == 1
    assert len(await index.rows()) == 400


async def test_a_write_that_fails_changes_nothing(index: Index) -> None:
    await index.write([episode("a")])
    with pytest.raises(sqlite3.IntegrityError):
        await index.write([episode("b"), episode("b")])
    assert await found(index) == ["a"]
    await index.write([episode("c")])
    assert set(await found(index)) == {"a", "c"}


async def test_two_processes_share_the_file(tmp_path: Path) -> None:
    async with open_index(tmp_path / "index.db") as one, open_index(tmp_path / "index.db") as other:
        await asyncio.gather(one.write([episode("a")]), other.write([episode("b")]))
        assert set(await found(one)) == set(await found(other)) == {"a", "b"}


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE diary (day TEXT)")
    db.close()


def _older(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (name TEXT, value)")
        db.execute("INSERT INTO meta VALUES ('version', 0)")
    db.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(bytes(data))


def _half(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xa5" * (len(data) - len(data) // 2)
    path.write_bytes(bytes(data))


def _noise(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [_noise, _empty, _foreign, _older, _cut, _scratched, _half])
async def test_an_index_that_is_damaged_or_not_ours_is_made_anew(spoil: object, tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    async with open_index(path) as index:
        await index.write([show(), *(episode(str(n), f"summary: {'kelp ' * n}") for n in range(60))])
    if spoil in (_foreign, _older):
        path.unlink()
    assert callable(spoil)
    spoil(path)
    async with open_index(path) as index:
        assert await index.digests() == {}
        await index.write([show(), episode("b", "guests: [Kim]")])
        assert await found(index, having=("guest",)) == ["b"]


async def test_an_index_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "index.db").mkdir()
    with pytest.raises(IndexStale, match="cannot be used"):
        async with open_index(tmp_path / "index.db"):
            pass


async def test_a_file_that_several_open_at_once_is_whole_for_each(tmp_path: Path) -> None:
    async def one(number: int) -> list[str]:
        async with open_index(tmp_path / "index.db") as index:
            await index.write([show(), episode(str(number))])
            return await found(index)

    for number, seen in enumerate(await asyncio.gather(*(one(number) for number in range(6)))):
        assert str(number) in seen
    async with open_index(tmp_path / "index.db") as index:
        assert set(await found(index)) == {"0", "1", "2", "3", "4", "5"}
