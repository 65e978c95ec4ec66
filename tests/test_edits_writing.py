"""Changes written to the folder: whole or not at all, with two editors at once, and across kills."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.edits import (
    Author,
    EditConflict,
    EditRefused,
    FileChange,
    Insert,
    Revision,
    Set,
    apply,
    bases,
    carry_out,
    edit,
    prepare,
    recover,
    restart,
    revert,
    settle,
)
from bot.edits.journal import Journal
from bot.knowledge import check
from tests.edits_kit import ONE, PEOPLE, TWO, folder, memory, revision, revision_to


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "knowledge")


def hidden(root: Path) -> list[str]:
    """Temporary files and notes of unfinished changes."""
    return sorted(
        path.name for path in root.rglob("*") if path.is_file() and re.search(r"\.(new|old|todo|done|back)$", path.name)
    )


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be made or renamed."""
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(0o755)


def test_a_change_of_several_files_is_written_and_leaves_nothing_behind(root: Path) -> None:
    new = "show/episodes/2021/3.yaml"
    made = revision_to(root, {ONE: b"title: Uno\n", TWO: None, new: b"title: Three\n"})
    apply(root, made)
    assert (root / ONE).read_bytes() == b"title: Uno\n"
    assert not (root / TWO).exists()
    assert (root / new).read_bytes() == b"title: Three\n"
    settle(root, made.id)
    settle(root, made.id)
    assert hidden(root) == []


def test_the_rights_of_a_file_stay(root: Path) -> None:
    (root / ONE).chmod(0o640)
    apply(root, revision(root, ONE, Set("title", "Uno")))
    assert (root / ONE).stat().st_mode & 0o777 == 0o640


def test_an_edit_based_on_an_older_state_is_refused_with_both_versions(root: Path) -> None:
    base = bases(root, [ONE])
    ours = edit("episode", (root / ONE).read_bytes(), [Set("title", "Ours")])
    theirs = edit("episode", (root / ONE).read_bytes(), [Set("title", "Theirs")])
    apply(root, revision_to(root, {ONE: theirs}))
    with pytest.raises(EditConflict, match="Somebody changed") as caught:
        prepare(root, {ONE: ours}, base, author=Author("Ann"), at=0.0, why="x")
    (clash,) = caught.value.conflicts
    assert (clash.theirs, clash.ours) == (theirs, ours)


def test_one_file_that_somebody_changed_keeps_the_whole_change_out(root: Path) -> None:
    made = revision_to(root, {ONE: b"title: Uno\n", TWO: b"title: Due\n"})
    (root / TWO).write_bytes(b"title: theirs\n")
    before = (root / ONE).read_bytes()
    with pytest.raises(EditConflict):
        apply(root, made)
    assert ((root / ONE).read_bytes(), (root / TWO).read_bytes()) == (before, b"title: theirs\n")
    assert hidden(root) == []


def test_a_new_file_does_not_overwrite_one_that_came_in_between(root: Path) -> None:
    made = revision_to(root, {"show/episodes/3.yaml": b"title: ours\n"})
    (root / "show/episodes/3.yaml").write_bytes(b"title: theirs\n")
    with pytest.raises(EditConflict):
        apply(root, made)
    assert (root / "show/episodes/3.yaml").read_bytes() == b"title: theirs\n"


def test_a_change_that_changes_nothing_is_refused(root: Path) -> None:
    with pytest.raises(EditRefused, match="Nothing would change"):
        revision_to(root, {ONE: (root / ONE).read_bytes()})


def test_where_the_disk_does_not_let_us_everything_stands_as_before(root: Path) -> None:
    # A file where the folder of the second file would have to be.
    (root / "other").write_text("in the way")
    before = (root / ONE).read_bytes()
    blocked = FileChange("other/episodes/1.yaml", None, b"title: T\n")
    made = Revision("0" * 16, Author("Ann"), 0.0, "x", (FileChange(ONE, before, b"title: Uno\n"), blocked))
    with pytest.raises(EditRefused, match="everything is as it was"):
        apply(root, made)
    assert (root / ONE).read_bytes() == before
    assert hidden(root) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told_of(root: Path) -> None:
    with unwritable(root / "show" / "episodes"), pytest.raises(EditRefused, match="could not be written"):
        apply(root, revision(root, ONE, Set("title", "Uno")))


def test_two_editors_at_once_never_lose_an_edit(root: Path) -> None:
    def add(number: int) -> int:
        """Insert a topic, again and again on the newest state until it is in; returns how often it was refused."""
        for refusals in range(1000):
            base = bases(root, [ONE])
            new = edit("episode", (root / ONE).read_bytes(), [Insert("topics", f"topic {number}")])
            try:
                made = prepare(root, {ONE: new}, base, author=Author(f"Editor {number}"), at=0.0, why="x")
                apply(root, made)
            except EditConflict:
                continue
            settle(root, made.id)
            return refusals
        raise AssertionError("never got a turn")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(40)))
    text = (root / ONE).read_text()
    assert sorted(re.findall(r"topic (\d+)", text), key=int) == [str(number) for number in range(40)]
    assert hidden(root) == []


def test_a_change_that_a_crash_interrupted_is_finished(root: Path) -> None:
    made = revision_to(root, {ONE: b"title: Uno\n", TWO: b"title: Due\n"})
    journal = Journal(root)
    with journal.held():
        journal.begin(made)
    (root / ONE).write_bytes(b"title: Uno\n")
    (found,) = recover(root)
    assert found.made
    assert found.files == {ONE: "new", TWO: "new"}
    assert (root / TWO).read_bytes() == b"title: Due\n"
    assert recover(root) == (found,)
    settle(root, made.id)
    assert recover(root) == ()


def test_a_change_in_whose_way_somebody_got_after_the_crash_is_taken_back_whole(root: Path) -> None:
    before = (root / ONE).read_bytes()
    made = revision_to(root, {ONE: b"title: Uno\n", TWO: b"title: Due\n"})
    journal = Journal(root)
    with journal.held():
        journal.begin(made)
    (root / ONE).write_bytes(b"title: Uno\n")
    (root / TWO).write_bytes(b"title: theirs\n")
    (found,) = recover(root)
    assert not found.made
    assert found.files == {ONE: "old", TWO: "other"}
    assert ((root / ONE).read_bytes(), (root / TWO).read_bytes()) == (before, b"title: theirs\n")
    assert hidden(root) == []


def test_what_was_only_half_noted_down_never_happened(root: Path) -> None:
    apply(root, revision(root, ONE, Set("title", "Uno")))
    (root / ".greenroom" / ("1" * 16 + ".new")).write_bytes(b'{"id": "11')
    (root / "show/episodes/.greenroom-1111111111111111-0.new").write_bytes(b"title: half")
    (found,) = recover(root)
    settle(root, found.revision.id)
    assert hidden(root) == []


def test_a_change_that_was_applied_can_be_reverted_until_it_is_settled(root: Path) -> None:
    before = {path: (root / path).read_bytes() for path in (ONE, TWO)}
    made = revision_to(root, {ONE: b"title: Uno\n", TWO: None, "show/episodes/3.yaml": b"title: T\n"})
    apply(root, made)
    revert(root, made)
    assert {path: (root / path).read_bytes() for path in (ONE, TWO)} == before
    assert not (root / "show/episodes/3.yaml").exists()
    assert hidden(root) == []


async def test_where_the_history_fails_the_old_files_stand(root: Path) -> None:
    before = (root / ONE).read_bytes()

    class Broken:
        """A history whose disk is full."""

        def __init__(self) -> None:
            self.latest = memory().latest
            self.show = memory().show

        async def record(self, revision: Revision) -> None:
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        await carry_out(root, revision(root, ONE, Set("title", "Uno")), Broken())
    assert (root / ONE).read_bytes() == before
    assert hidden(root) == []


async def test_after_a_crash_the_history_gets_what_it_missed_and_only_once(root: Path) -> None:
    history = memory()
    made = revision(root, ONE, Set("title", "Uno"))
    apply(root, made)
    for _ in range(2):
        await restart(root, history)
    assert [head.id for head in await history.latest()] == [made.id]
    assert await history.show(made.id) == made
    assert hidden(root) == []


def test_a_note_that_the_disk_lost_and_a_path_that_became_a_link_do_not_keep_the_bot_from_starting(root: Path) -> None:
    apply(root, revision(root, ONE, Set("title", "Uno")))
    (root / ".greenroom" / ("2" * 16 + ".todo")).write_bytes(b"\0" * 100)
    linked = revision_to(root, {TWO: b"title: Due\n"})
    with Journal(root).held():
        Journal(root).begin(linked)
    (root / TWO).unlink()
    (root / TWO).symlink_to(root / ONE)
    assert {each.revision.id: each.made for each in recover(root)} == {linked.id: False, recover(root)[0].revision.id: True}


def test_a_folder_in_which_nothing_was_ever_edited_is_left_alone(root: Path) -> None:
    assert recover(root) == ()
    assert not (root / ".greenroom").exists()


async def test_a_change_whose_caller_is_cancelled_is_kept_all_the_same(root: Path) -> None:
    history = memory()
    made = revision(root, ONE, Set("title", "Uno"))
    task = asyncio.create_task(carry_out(root, made, history))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
    assert [head.id for head in await history.latest()] == [made.id]
    assert b"Uno" in (root / ONE).read_bytes()


def test_an_id_is_never_a_way_to_another_file(root: Path) -> None:
    with pytest.raises(EditRefused):
        settle(root, "../people.yaml")
    assert (root / PEOPLE).exists()


def test_the_loader_does_not_see_the_journal(root: Path) -> None:
    apply(root, revision(root, ONE, Set("title", "Uno")))
    assert check(root) == ()
