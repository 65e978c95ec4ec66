"""Who changed what, and taking it back: the same with git and with a store."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bot.edits import (
    Both,
    Change,
    EditRefused,
    GitHistory,
    History,
    Insert,
    Remove,
    Revision,
    Set,
    carry_out,
    edit,
    on_disk,
    undo,
    work_tree,
)
from tests.edits_kit import ONE, PEOPLE, TWO, folder, memory, revision, revision_to


def git(at: Path, *words: str) -> str:
    """What a git command prints, without the settings of whoever runs the tests."""
    names = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.com"]
    return subprocess.run(["git", *who, *words], cwd=at, env=names, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge folder inside a git work tree, committed."""
    root = folder(tmp_path / "site" / "knowledge")
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "Start")
    return root


@pytest.fixture(params=["git", "store", "both"])
def history(request: pytest.FixtureRequest, root: Path) -> History:
    kept: dict[str, History] = {
        "git": GitHistory(root),
        "store": memory(),
        "both": Both(GitHistory(root), memory()),
    }
    return kept[request.param]


async def make(
    root: Path, history: History, path: str, *changes: Change, at: float, who: str = "Ann", why: str = "x"
) -> Revision:
    made = revision(root, path, *changes, at=at, who=who, why=why)
    await carry_out(root, made, history)
    return made


async def test_who_when_why_before_and_after_are_kept(root: Path, history: History) -> None:
    first = await make(
        root, history, ONE, Set("title", "Uno"), at=1_700_000_000.0, who="Ann Ä", why="Title: in Italian\n\nAs asked"
    )
    second = await make(root, history, TWO, Set("title", "Due"), at=1_700_000_060.0, who="Bob")
    heads = await history.latest(limit=2)
    assert [head.id for head in heads] == [second.id, first.id]
    assert (heads[1].author.name, heads[1].author.id, heads[1].why) == ("Ann Ä", "42", "Title: in Italian\n\nAs asked")
    assert (heads[1].at, heads[1].paths, heads[1].source) == (1_700_000_000.0, (ONE,), "discord")
    assert [head.id for head in await history.latest(ONE, 1)] == [first.id]
    assert await history.show(first.id) == first
    assert await history.show("0" * 16) is None


async def test_a_change_that_comes_again_is_kept_once(root: Path, history: History) -> None:
    made = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    await history.record(made)
    assert [head.id for head in await history.latest() if head.source == "discord"] == [made.id]


async def test_an_undo_puts_back_the_very_bytes_and_can_be_undone(root: Path, history: History) -> None:
    before = (root / ONE).read_bytes()
    made = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    after = (root / ONE).read_bytes()
    _, back = await undo(root, history, made.id)
    assert back == {ONE: before}
    again = revision_to(root, back, at=2.0, why="Undo")
    await carry_out(root, again, history)
    with pytest.raises(EditRefused, match="undone already"):
        await undo(root, history, made.id)
    _, forth = await undo(root, history, again.id)
    assert forth == {ONE: after}


async def test_an_undo_leaves_alone_what_others_changed_since(root: Path, history: History) -> None:
    title = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    topic = await make(root, history, ONE, Insert("topics", "c"), at=2.0)
    await make(root, history, ONE, Insert("topics", "d"), Set("number", 7), at=3.0)
    _, changes = await undo(root, history, title.id)
    assert changes[ONE] == (root / ONE).read_bytes().replace(b"Uno  # the title", b"One  # the title")
    _, changes = await undo(root, history, topic.id)
    assert changes[ONE] == (root / ONE).read_bytes().replace(b"  - c\n", b"")


async def test_an_undo_that_a_later_change_stands_against_names_it(root: Path, history: History) -> None:
    first = await make(root, history, ONE, Insert("guests", "Eve"), at=1.0)
    await make(root, history, ONE, Set("number", 9), at=2.0, who="Cid")
    later = await make(root, history, ONE, Set("guests[Eve].about", "A spy"), at=3.0, who="Bob", why="Say more")
    with pytest.raises(EditRefused, match=f'Bob.*"Say more".*{later.id}'):
        await undo(root, history, first.id)
    with pytest.raises(EditRefused, match="no such change"):
        await undo(root, history, "f" * 16)


async def test_an_undo_against_a_change_on_disk_says_so(root: Path, history: History) -> None:
    made = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    (root / ONE).write_text("title: by hand\n")
    with pytest.raises(EditRefused, match="on disk"):
        await undo(root, history, made.id)


async def test_a_removed_and_a_new_file_come_back_and_go(root: Path, history: History) -> None:
    gone, three = (root / TWO).read_bytes(), "show/episodes/3.yaml"
    made = revision_to(root, {TWO: None, three: b"title: Three\n"}, at=1.0)
    await carry_out(root, made, history)
    _, changes = await undo(root, history, made.id)
    assert changes == {TWO: gone, three: None}


async def test_values_come_back_where_lines_cannot(root: Path, history: History) -> None:
    """The same line holds both changes, so that it is rewritten with the one and without the other."""
    (root / ONE).write_text("title: T\ntopics: [a, b, c]\n")
    first = await make(root, history, ONE, Remove("topics[b]"), at=1.0)
    await make(root, history, ONE, Insert("topics", "d"), at=2.0)
    _, changes = await undo(root, history, first.id)
    assert changes[ONE] == b"title: T\ntopics: [a, b, c, d]\n"


async def test_two_entries_added_one_after_the_other_are_undone_apart(root: Path, history: History) -> None:
    first = await make(root, history, PEOPLE, Insert("", {"name": "Cid", "aliases": ["c"]}), at=1.0)
    await make(root, history, PEOPLE, Insert("", {"name": "Dee"}), at=2.0)
    _, changes = await undo(root, history, first.id)
    assert changes[PEOPLE] == b"- name: Ann\n\n- name: Bob\n\n- name: Dee\n"


async def test_git_commits_only_what_was_confirmed_by_the_moderators_name(root: Path) -> None:
    history = GitHistory(root)
    assert await work_tree(root)
    (root.parent / "notes.txt").write_text("not ours")
    git(root.parent, "add", "notes.txt")
    (root / TWO).write_text("title: half-finished by the owner\n")
    await make(root, history, ONE, Set("title", "Uno"), at=1_700_000_000.0, who='Eve "<x>" $(rm -rf)\n', why="--amend\n#x")
    assert git(root, "log", "-1", "--format=%an|%at|%cn|%s") == 'Eve "x" $(rm -rf)|1700000000|Greenroom|--amend #x\n'
    assert git(root, "show", "--name-only", "--format=", "HEAD").split() == [f"knowledge/{ONE}"]
    assert git(root.parent, "status", "--short").splitlines() == [f" M knowledge/{TWO}", "A  notes.txt"]


async def test_what_stood_uncommitted_on_disk_is_not_blamed_on_the_moderator(root: Path) -> None:
    history = GitHistory(root)
    (root / ONE).write_bytes((root / ONE).read_bytes() + b"# by hand\n")
    made = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    assert await history.show(made.id) == made
    mine, theirs = (await history.latest(ONE))[:2]
    assert (mine.id, mine.source, theirs.source) == (made.id, "discord", "disk")
    assert git(root, "status", "--short") == ""


async def test_no_hook_runs_and_no_setting_of_the_environment_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction"):
        hook = root.parent / ".git" / "hooks" / name
        hook.write_text(f"#!/bin/sh\ntouch {root.parent}/ran\n")
        hook.chmod(0o755)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    await make(root, GitHistory(root), ONE, Set("title", "Uno"), at=1.0)
    assert not (root.parent / "ran").exists()


async def test_line_ends_and_odd_bytes_go_through_git_unchanged(root: Path) -> None:
    (root.parent / ".gitattributes").write_text("* text=auto eol=lf\n")
    history = GitHistory(root)
    made = revision_to(root, {ONE: "\ufefftitle: Ü\r\nnumber: 1\r\n".encode()}, at=1.0)
    await carry_out(root, made, history)
    assert await history.show(made.id) == made


async def test_commits_made_by_hand_are_in_the_history_and_can_be_undone(root: Path) -> None:
    before = (root / ONE).read_bytes()
    (root / ONE).write_bytes(edit("episode", before, [Set("title", "Uno")]))
    (root.parent / "README.md").write_text("not knowledge")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "By hand")
    history = GitHistory(root)
    head = (await history.latest())[0]
    assert (head.author.name, head.why, head.source, head.paths) == ("Owner", "By hand", "disk", (ONE,))
    assert (await undo(root, history, head.id))[1] == {ONE: before}


async def test_a_lock_that_a_dead_git_left_is_taken_away_and_a_fresh_one_is_not(root: Path) -> None:
    lock = root.parent / ".git" / "refs" / "heads" / "main.lock"
    lock.touch()
    with pytest.raises(EditRefused, match=r"main\.lock"):
        await make(root, GitHistory(root), ONE, Set("title", "Uno"), at=1.0)
    assert b"One" in (root / ONE).read_bytes()
    os.utime(lock, (1, 1))
    await make(root, GitHistory(root), ONE, Set("title", "Uno"), at=1.0)
    assert not lock.exists()


async def test_a_folder_that_git_ignores_or_does_not_know_has_no_git_history(tmp_path: Path) -> None:
    root = folder(tmp_path / "site" / "knowledge")
    assert not await work_tree(root)
    git(root.parent, "init", "-q")
    assert await work_tree(root)
    (root.parent / ".gitignore").write_text("knowledge/\n")
    assert not await work_tree(root)


async def test_the_first_commit_of_an_empty_repository_works(tmp_path: Path) -> None:
    root = folder(tmp_path / "new")
    git(root, "init", "-q", "-b", "main")
    history = GitHistory(root)
    assert await history.latest() == ()
    made = await make(root, history, ONE, Set("title", "Uno"), at=1.0)
    assert [head.id for head in await history.latest()] == [made.id]


async def test_changes_on_disk_are_kept_apart_from_git_and_pulled_ones_not_twice(root: Path) -> None:
    history = Both(GitHistory(root), memory())
    before = (root / ONE).read_bytes()
    (root / ONE).write_bytes(b"title: by hand\n")
    seen = on_disk(ONE, before, b"title: by hand\n", 5_000_000_000.0)
    await history.record(seen)
    assert (await history.latest())[0] == seen.headline
    assert git(root, "log", "--format=%s").split() == ["Start"]
    await history.record(on_disk(TWO, None, (root / TWO).read_bytes(), 5_000_000_001.0))
    assert (await history.latest())[0] == seen.headline
    assert (await undo(root, history, seen.id))[1] == {ONE: before}
