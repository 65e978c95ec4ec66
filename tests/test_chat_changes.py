"""Knowledge files change while the bot runs, and its answers with them."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

from tests.chat_kit import Room
from tests.folder_kit import taken_in
from tests.knowledge_kit import write
from tests.patience import PATIENCE

pytest_plugins = ["tests.wire.plugin"]
WITHIN = 0.2
"""Seconds from the change of a file to its being in the answers, on a machine with nothing else to do."""
TRIES = 30
"""Changes of which one must be that quick: a busy machine lets few through at once."""
WHO = "who was on episode 1?"


def folder(room: Room) -> Path:
    """The knowledge folder."""
    return room.service.root


async def change(room: Room, files: dict[str, str]) -> float:
    """Writes these files; the seconds until they have been taken in."""
    started = time.perf_counter()
    async with taken_in(room.service):
        write(folder(room), files)
    return time.perf_counter() - started


async def remove(room: Room, file: str) -> None:
    """Removes a file; returns when the bot knows."""
    async with taken_in(room.service):
        (folder(room) / file).unlink()


async def test_a_changed_file_changes_the_answer_at_once(small_room: Room) -> None:
    assert "Maren Holt" in (await small_room.mention(WHO)).text
    took: list[float] = []
    for name in ("Uma Lund", "Olaf Berg", "Ada Vik") * (TRIES // 3):
        episode = f"title: Kelp forests\nnumber: 1\nguests: [{name}]\n"
        took.append(await change(small_room, {"tide/episodes/1-kelp.yaml": episode}))
        assert name in (await small_room.ask(WHO)).text
        if len(took) >= 3 and min(took) < WITHIN:
            return
    raise AssertionError(f"from change to answer: {', '.join(f'{each * 1000:.0f}' for each in took)} ms")


async def test_a_new_file_is_known_and_a_removed_one_forgotten(small_room: Room) -> None:
    await change(small_room, {"tide/episodes/3-fog.yaml": "title: Fog horns\nnumber: 3\nguests: [Ruben Sand]\n"})
    assert "Ruben Sand" in (await small_room.mention("who was on the fog horns episode?")).text
    await remove(small_room, "tide/episodes/3-fog.yaml")
    assert "Ruben Sand" not in (await small_room.mention("who was on episode 3?")).text


async def test_a_file_that_breaks_keeps_its_last_good_version(small_room: Room) -> None:
    await change(small_room, {"tide/episodes/1-kelp.yaml": "title: [Kelp\n"})
    assert small_room.service.synced.problems
    assert "Maren Holt" in (await small_room.mention(WHO)).text
    await change(small_room, {"tide/episodes/1-kelp.yaml": "title: Kelp forests\nnumber: 1\nguests: [Uma Lund]\n"})
    assert not small_room.service.synced.problems
    assert "Uma Lund" in (await small_room.mention(WHO)).text


async def test_a_burst_of_changes_is_a_step_or_few(small_room: Room) -> None:
    steps: list[object] = []

    async def note(synced: object) -> None:
        steps.append(synced)

    small_room.service.listeners.append(note)
    new = {f"tide/episodes/{n}.yaml": f"title: Tale {n}\nnumber: {n}\nguests: [Guest {n}son]\n" for n in range(10, 60)}
    await change(small_room, new)
    assert "Guest 59son" in (await small_room.mention("who was on episode 59?")).text
    # One, but where it looks while they are being written.
    assert len(steps) <= 3


async def test_a_conversation_outlives_a_change(small_room: Room) -> None:
    first = await small_room.mention(WHO)
    await change(small_room, {"tide/episodes/1-kelp.yaml": "title: Kelp forests\nnumber: 1\nguests: [Uma Lund]\n"})
    assert "Uma Lund" in (await small_room.reply(first, "who was on that one?")).text


async def test_a_removed_episode_is_no_longer_talked_about(small_room: Room) -> None:
    first = await small_room.mention("who was on episode 2?")
    await remove(small_room, "tide/episodes/2-ports.yaml")
    await change(small_room, {"tide/episodes/3-fog.yaml": "title: Fog horns\nnumber: 3\nguests: [Ruben Sand]\n"})
    assert "Ruben Sand" not in (await small_room.reply(first, "who was on that one?")).text


async def test_a_folder_that_is_gone_for_a_while_is_watched_again(small_room: Room, tmp_path: Path) -> None:
    root, changed = folder(small_room), asyncio.Event()

    async def note(_synced: object) -> None:
        changed.set()

    small_room.service.listeners.append(note)
    shutil.move(root, tmp_path / "away")
    assert "Maren Holt" in (await small_room.mention(WHO)).text
    shutil.move(tmp_path / "away", root)
    write(root, {"tide/episodes/1-kelp.yaml": "title: Kelp forests\nnumber: 1\nguests: [Uma Lund]\n"})
    async with asyncio.timeout(PATIENCE):
        while "Uma Lund" not in (await small_room.mention(WHO)).text:
            await changed.wait()
            changed.clear()
