"""The index in step with the knowledge folder, seen through the answers: what changes on disk, is broken, mended or lost."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.index import Filter, Index, open_index
from bot.library import Synced, sync
from bot.watching import watch
from tests.asking import Asking, asking
from tests.knowledge_kit import write
from tests.patience import PATIENCE

REEF = {
    "reef/show.yaml": "name: Reef Talk\nhosts: [Ada Reyes]\n",
    "reef/episodes/1-corals.yaml": "title: Why corals bleach\nnumber: 1\ndate: 2021-03-04\nguests: [Maren Holt]\n",
    "reef/episodes/2-kelp.yaml": "title: The kelp forest\nnumber: 2\ndate: 2021-04\nguests: [Piet Vos]\nhosts: [Bo Lind]\n",
    "reef/episodes/3-tides.yaml": "title: Spring tides\nnumber: 3\ndate: 2021\n",
}
CORALS = "reef/episodes/1-corals.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "knowledge", REEF)


@pytest.fixture
async def desk(folder: Path, tmp_path: Path) -> AsyncIterator[Asking]:
    async with asking(folder, tmp_path / "data") as opened:
        yield opened


async def guests(desk: Asking, number: int) -> list[str]:
    """The guests of an episode, as answered."""
    people: list[str] = (await desk.ask(f"who was the guest of episode {number}?"))["people"]
    return people


async def test_unchanged_files_are_not_read_again(desk: Asking) -> None:
    os.utime(desk.root / CORALS)
    synced = await desk.look()
    assert (synced.read, synced.gone, synced.problems, synced.changed) == ((), (), (), False)


async def test_unchanged_files_are_not_read_again_after_a_restart(desk: Asking, folder: Path) -> None:
    write(folder, {CORALS: REEF[CORALS].replace("Maren", "Marten")})
    async with open_index(desk.index.path) as again:
        assert (await sync(folder, again)).read == (CORALS,)
    async with open_index(desk.index.path) as again:
        assert not (await sync(folder, again)).changed


async def test_a_changed_file_changes_the_answer(desk: Asking, folder: Path) -> None:
    assert await guests(desk, 1) == ["Maren Holt"]
    write(folder, {CORALS: REEF[CORALS].replace("Maren Holt", "Ines Duarte")})
    assert (await desk.look()).read == (CORALS,)
    assert await guests(desk, 1) == ["Ines Duarte"]
    assert (await desk.ask("has Maren Holt been on?"))["status"] == "unknown"


async def test_an_added_file_is_answered_from(desk: Asking, folder: Path) -> None:
    assert (await desk.ask("who was the guest of episode 4?"))["status"] == "unknown"
    write(folder, {"reef/episodes/2022/4.yaml": "title: Deep water\nnumber: 4\ndate: 2022-01-01\nguests: [Ines Duarte]\n"})
    assert (await desk.look()).read == ("reef/episodes/2022/4.yaml",)
    assert await guests(desk, 4) == ["Ines Duarte"]
    assert (await desk.ask("what is the latest episode?"))["episodes"][0] == "reef/4"


async def test_a_removed_file_is_forgotten(desk: Asking, folder: Path) -> None:
    (folder / CORALS).unlink()
    assert (await desk.look()).gone == (CORALS,)
    assert (await desk.ask("who was the guest of episode 1?"))["status"] == "unknown"
    assert (await desk.ask("how many episodes are in your notes?"))["values"] == {"count": 2}


async def test_a_renamed_file_is_the_same_episode_under_its_new_name(desk: Asking, folder: Path) -> None:
    (folder / CORALS).rename(folder / "reef/episodes/1.yaml")
    await desk.look()
    assert (await desk.ask("who was the guest of episode 1?"))["episodes"] == ["reef/1"]


async def test_a_show_that_is_added_is_known(desk: Asking, folder: Path) -> None:
    write(folder, {"knots/show.yaml": "name: Knots\n", "knots/episodes/1.yaml": "title: Bowline\nnumber: 1\n"})
    await desk.look()
    assert (await desk.ask("who was the guest of episode 1?"))["status"] == "ambiguous"
    shutil.rmtree(folder / "knots")
    await desk.look()
    assert await guests(desk, 1) == ["Maren Holt"]


async def test_a_file_that_becomes_bad_keeps_its_last_good_version(desk: Asking, folder: Path, tmp_path: Path) -> None:
    write(folder, {CORALS: "title: [Why corals\nguests: [Somebody Else]\n"})
    synced = await desk.look()
    assert {problem.place.path for problem in synced.problems} == {CORALS}
    assert await guests(desk, 1) == ["Maren Holt"]
    async with asking(folder, tmp_path / "data") as restarted:
        assert await guests(restarted, 1) == ["Maren Holt"]
        assert {problem.place.path for problem in (await restarted.look()).problems} == {CORALS}
        write(folder, {CORALS: REEF[CORALS].replace("Maren Holt", "Ines Duarte")})
        assert (await restarted.look()).problems == ()
        assert await guests(restarted, 1) == ["Ines Duarte"]


async def test_a_file_that_turns_back_to_what_it_was_is_good_again(desk: Asking, folder: Path) -> None:
    write(folder, {CORALS: "title: [\n"})
    assert (await desk.look()).problems
    write(folder, {CORALS: REEF[CORALS]})
    assert (await desk.look()).problems == ()
    assert await guests(desk, 1) == ["Maren Holt"]


async def test_a_file_that_was_never_good_keeps_no_other_out(folder: Path, tmp_path: Path) -> None:
    write(folder, {CORALS: "title: [Why corals\n", "people.yaml": "- name: Piet Vos\n  aliases: [peter\n"})
    async with asking(folder, tmp_path / "data") as desk:
        assert await guests(desk, 2) == ["Piet Vos"]
        assert {problem.place.path for problem in (await desk.look()).problems} == {CORALS, "people.yaml"}


async def test_a_show_file_that_becomes_bad_keeps_the_show(desk: Asking, folder: Path) -> None:
    write(folder, {"reef/show.yaml": "nome: Reef Talk\n"})
    await desk.look()
    assert (await desk.ask("who hosts Reef Talk?"))["people"] == ["Ada Reyes"]


async def test_a_register_joins_spellings_as_soon_as_it_is_written(desk: Asking, folder: Path) -> None:
    assert (await desk.ask("has the coral lady been on?"))["status"] != "answered"
    write(folder, {"people.yaml": "- name: Maren Holt\n  aliases: [the coral lady]\n"})
    await desk.look()
    assert (await desk.ask("has the coral lady been on?"))["episodes"] == ["reef/1-corals"]


async def test_two_files_of_one_name_are_told_and_the_other_answers_when_one_goes(desk: Asking, folder: Path) -> None:
    write(folder, {"reef/episodes/new/1-corals.yaml": "title: Corals again\nnumber: 1\nguests: [Ines Duarte]\n"})
    assert [problem.place.path for problem in (await desk.look()).problems] == ["reef/episodes/new/1-corals.yaml"]
    assert await guests(desk, 1) == ["Maren Holt"]
    (folder / CORALS).unlink()
    assert (await desk.look()).problems == ()
    assert await guests(desk, 1) == ["Ines Duarte"]


async def test_new_hosts_of_the_show_host_the_episodes_that_name_none(desk: Asking, folder: Path) -> None:
    assert (await desk.ask("who hosted episode 1?"))["people"] == ["Ada Reyes"]
    write(folder, {"reef/show.yaml": "name: Reef Talk\nhosts: [Zoe Hart]\n"})
    assert (await desk.look()).read == ("reef/show.yaml",)
    assert (await desk.ask("who hosted episode 1?"))["people"] == ["Zoe Hart"]
    assert (await desk.ask("which episodes did Zoe Hart host?"))["episodes"] == ["reef/1-corals", "reef/3-tides"]
    assert (await desk.ask("who hosted episode 2?"))["people"] == ["Bo Lind"]


async def test_a_date_in_part_answers_only_what_it_surely_means(desk: Asking) -> None:
    assert (await desk.ask("what came out in April 2021?"))["episodes"] == ["reef/2-kelp"]
    assert (await desk.ask("what came out on 1 April 2021?"))["episodes"] == []
    assert set((await desk.ask("episodes from 2021"))["episodes"]) == {"reef/1-corals", "reef/2-kelp", "reef/3-tides"}
    assert (await desk.ask("when did episode 3 come out?"))["values"]["date"] == "2021"


async def test_deleting_the_index_costs_only_a_rebuild(folder: Path, tmp_path: Path) -> None:
    async with asking(folder, tmp_path / "data") as desk:
        before = await desk.ask("who was the guest of episode 1?")
    shutil.rmtree(tmp_path / "data")
    async with asking(folder, tmp_path / "data") as desk:
        assert await desk.ask("who was the guest of episode 1?") == before


async def test_questions_are_answered_while_the_folder_is_read_anew(desk: Asking, folder: Path) -> None:
    write(folder, {f"reef/episodes/{n}.yaml": f"title: Part {n}\nnumber: {n}\n" for n in range(100, 300)})
    looking = asyncio.create_task(desk.look())
    asked = 0
    while not looking.done():
        assert await guests(desk, 1) == ["Maren Holt"]
        asked += 1
    assert asked > 1
    assert len((await looking).read) == 200
    assert (await desk.ask("how many episodes are in your notes?"))["values"] == {"count": 203}


async def test_a_folder_that_is_gone_is_told_and_costs_nothing(desk: Asking, folder: Path) -> None:
    await asyncio.to_thread(folder.rename, folder.with_name("away"))
    with pytest.raises(KnowledgeError, match="does not exist"):
        await desk.look()
    assert await guests(desk, 1) == ["Maren Holt"]


async def test_progress_is_told_up_to_the_last_file(folder: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    async with open_index(tmp_path / "index.db") as index:
        await sync(folder, index, lambda done, of: steps.append((done, of)))
    assert steps[-1] == (4, 4)


Steps = Callable[[], Awaitable[Synced]]


@asynccontextmanager
async def watched(folder: Path, index: Index) -> AsyncIterator[Steps]:
    """The folder being watched; what comes is called for each step, and waits for it."""
    steps: asyncio.Queue[Synced] = asyncio.Queue()
    stop = asyncio.Event()
    watching = asyncio.create_task(watch(folder, index, steps.put, stop))

    async def step() -> Synced:
        async with asyncio.timeout(PATIENCE):
            return await steps.get()

    try:
        await step()
        yield step
    finally:
        stop.set()
        await watching


async def test_a_folder_moved_in_is_one_step(desk: Asking, folder: Path, tmp_path: Path) -> None:
    texts = {f"{n}.yaml": f"title: Part {n}\nnumber: {n}\n" for n in range(100, 150)}
    ready = write(tmp_path / "ready", texts)
    async with watched(folder, desk.index) as step:
        ready.rename(folder / "reef/episodes/more")
        assert len((await step()).read) == 50
        assert len(await desk.index.select(Filter())) == 53


async def test_a_burst_of_changes_is_taken_in_together(desk: Asking, folder: Path) -> None:
    async with watched(folder, desk.index) as step:
        write(folder, {f"reef/episodes/{n}.yaml": f"title: Part {n}\nnumber: {n}\n" for n in range(100, 150)})
        (folder / CORALS).unlink()
        read: set[str] = set()
        steps = 0
        while len(read) < 50 or CORALS in await desk.index.digests():
            read |= set((await step()).read)
            steps += 1
        assert steps <= 3


async def test_a_file_broken_and_mended_while_watched_answers_again(desk: Asking, folder: Path) -> None:
    async with watched(folder, desk.index) as step:
        write(folder, {CORALS: "title: [\n"})
        assert (await step()).problems
        write(folder, {CORALS: REEF[CORALS].replace("Maren Holt", "Ines Duarte")})
        assert (await step()).problems == ()
        await desk.desk.refresh()
        assert await guests(desk, 1) == ["Ines Duarte"]
