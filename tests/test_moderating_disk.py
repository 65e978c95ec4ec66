"""Files that change on disk while the bot runs, and while it does not: told once, kept in the history, taken back."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox import Sandbox
from tests.moderating_kit import KELP, Backstage, open_backstage

pytest_plugins = ["tests.wire.plugin"]


async def tells(backstage: Backstage) -> None:
    """The moderators have a channel."""
    sandbox = backstage.room.sandbox
    channel = sandbox.channel("general")
    await backstage.room.service.store.settings.change(sandbox.guild.id, 1, 1.0, moderators_channel=channel.id)


def rewrite(folder: Path, old: str, new: str) -> None:
    """An editor at work."""
    path = folder / "knowledge" / KELP
    path.write_text(path.read_text().replace(old, new))


async def test_a_change_made_while_the_bot_was_off_is_kept_and_can_be_undone(sandbox: Sandbox, tmp_path: Path) -> None:
    async with open_backstage(sandbox, tmp_path) as first:
        before = first.text()
        assert "Nothing has been changed yet" in (await first.run(first.moss, "history")).text
    rewrite(tmp_path, "kelp", "sea")
    async with open_backstage(sandbox, tmp_path) as second:
        history = (await second.run(second.moss, "history")).text
        assert f"somebody on disk: Changed on disk: {KELP}" in history
        back = await second.run(second.moss, "undo", change="1")
        await second.taken_in(second.press(second.moss, back, "Confirm"))
        assert second.text() == before
    async with open_backstage(sandbox, tmp_path) as third:
        assert "`3`" not in (await third.run(third.moss, "history")).text


async def test_what_moderators_confirmed_is_not_taken_for_a_change_on_disk_after_a_restart(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    known = tmp_path / "data" / "known.texts"
    async with open_backstage(sandbox, tmp_path) as first:
        earlier = known.read_bytes()
        proposal = await first.edit(first.moss, "title", "Kelp woods")
        await first.taken_in(first.press(first.moss, proposal, "Confirm"))
    # As after a crash between the change and the note of it.
    known.write_bytes(earlier)
    async with open_backstage(sandbox, tmp_path) as second:
        assert "disk" not in (await second.run(second.moss, "history")).text


async def test_a_problem_that_came_while_the_bot_was_off_is_told_at_the_start_and_never_again(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    channel = sandbox.channel("general")
    async with open_backstage(sandbox, tmp_path) as first:
        await tells(first)
    rewrite(tmp_path, "date: 2021-03-04", "date: soon")
    async with open_backstage(sandbox, tmp_path) as second:
        assert f"{KELP}:3:7" in (await sandbox.next_reply(channel)).text
        assert "2021-03-04" not in second.text()
    async with open_backstage(sandbox, tmp_path) as third:
        await third.room.settled()
        assert len(third.room.said(channel)) == 1
    rewrite(tmp_path, "date: soon", "date: 2021-03-04")
    async with open_backstage(sandbox, tmp_path):
        assert "Mended" in (await sandbox.next_reply(channel)).text
