"""The demo plays with a copy of the knowledge folder, in which moderators may do what they like."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.config import Config
from bot.demo.backstage import CHANNEL, furnish
from bot.demo.copying import Copy
from bot.sandbox import Sandbox
from bot.service import open_service
from tests.chat_kit import SMALL, Room, online
from tests.cmd_kit import text, use
from tests.knowledge_kit import write
from tests.patience import PATIENCE

pytest_plugins = ["tests.wire.plugin"]
KELP = "tide/episodes/1-kelp.yaml"


def copied(tmp_path: Path) -> Copy:
    """A copy of a small show."""
    of = tmp_path / "knowledge"
    if not of.exists():
        write(of, SMALL)
    made = Copy(of, tmp_path / "demo" / "knowledge", tmp_path / "demo" / "copied.json")
    made.to.parent.mkdir(exist_ok=True)
    made.bring()
    return made


def test_what_changes_in_the_copy_stays_over_a_restart_and_the_original_is_left_alone(tmp_path: Path) -> None:
    first = copied(tmp_path)
    (first.to / KELP).write_text("title: Mine\n")
    (first.to / "tide/episodes/9-new.yaml").write_text("title: New\n")
    again = copied(tmp_path)
    assert (again.to / KELP).read_text() == "title: Mine\n"
    assert (again.to / "tide/episodes/9-new.yaml").exists()
    assert (again.of / KELP).read_text() == SMALL[KELP]


def test_what_changes_in_the_original_is_taken_over(tmp_path: Path) -> None:
    first = copied(tmp_path)
    (first.of / KELP).write_text("title: Kelp woods\n")
    (first.of / "tide/episodes/2-ports.yaml").unlink()
    assert copied(tmp_path).bring() == 0
    assert (first.to / KELP).read_text() == "title: Kelp woods\n"
    assert not (first.to / "tide/episodes/2-ports.yaml").exists()


async def test_a_file_changed_in_the_original_is_followed_while_the_demo_runs(tmp_path: Path) -> None:
    made, stop = copied(tmp_path), asyncio.Event()
    following = asyncio.create_task(made.follow(stop))
    async with asyncio.timeout(PATIENCE):
        while (made.to / KELP).read_text() != "title: Kelp woods\n":
            # Written until it is seen: nobody tells when the watching has begun.
            (made.of / KELP).write_text("title: Kelp woods\n")
            await asyncio.sleep(0)
    stop.set()
    await following


async def test_the_moderator_of_the_demo_may_change_what_is_known(sandbox: Sandbox, tmp_path: Path) -> None:
    config = Config(copied(tmp_path).to, tmp_path / "demo")
    async with open_service(config) as service:
        await furnish(sandbox, service, config.knowledge, 1_700_000_000.0)
        async with online(sandbox, service, config) as bot:
            room, channel = Room(sandbox, bot, service), sandbox.channel(CHANNEL)
            said = await use(room, "knowledge show", sandbox.moderator, channel, what="episode", name="Kelp forests")
            assert KELP in text(said)
            assert "granted" in text(await use(room, "knowledge check", room.ada))
            assert not sandbox.world.sees(sandbox.listener.user, channel)
            assert "a copy of the files" in (channel.topic or "")
