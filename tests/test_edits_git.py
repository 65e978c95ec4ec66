"""Commits beside a person who uses git on the same work tree: nothing of theirs is swept up, hindered or taken back."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from bot.edits import EditRefused, GitHistory, Insert, Set, carry_out, restart, undo, work_tree
from bot.edits.apply import apply
from tests.edits_kit import ONE, TWO, folder, revision

BARE = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}


def git(at: Path, *words: str, fine: bool = True) -> str:
    """What a git command prints, without the settings of whoever runs the tests."""
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], cwd=at, env=BARE, check=fine, capture_output=True, text=True).stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge folder in a folder with a space, inside a git work tree, committed."""
    root = folder(tmp_path / "site" / "our notes")
    git(tmp_path / "site", "init", "-q", "-b", "main")
    git(tmp_path / "site", "add", ".")
    git(tmp_path / "site", "commit", "-qm", "Start")
    return root


async def titled(root: Path, title: str, path: str = ONE) -> str:
    """The id of a change of a title, carried out and committed."""
    made = revision(root, path, Set("title", title), at=1_700_000_000.0)
    await carry_out(root, made, GitHistory(root))
    return made.id


def committed(root: Path, path: str, at: str = "HEAD") -> str:
    return git(root, "show", f"{at}:./{path}")


async def test_signing_and_a_missing_name_do_not_stand_in_the_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(root, "config", "commit.gpgsign", "true")
    git(root, "config", "gpg.program", "/bin/false")
    git(root, "config", "user.useConfigOnly", "true")
    monkeypatch.setenv("HOME", str(root.parent / "nobody"))
    await titled(root, "Uno")
    assert "title: Uno" in committed(root, ONE)


async def test_a_remote_hears_nothing(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "far.git")
    git(root, "remote", "add", "origin", str(tmp_path / "far.git"))
    git(root, "push", "-q", "-u", "origin", "main")
    git(root, "config", "push.default", "current")
    await titled(root, "Uno")
    assert git(tmp_path / "far.git", "log", "--format=%s", "main") == "Start\n"


async def test_work_staged_in_another_file_and_in_the_same_one_stays_staged(root: Path) -> None:
    (root / TWO).write_text("title: Two, staged by the owner\n")
    (root / ONE).write_text("title: One, staged\n# draft\n")
    git(root, "add", ".")
    (root / ONE).write_text("title: One, on disk\nnumber: 1\n")
    await titled(root, "Uno")
    assert git(root, "diff", "--cached", "--name-only").split("\n")[:-1] == [f"our notes/{ONE}", f"our notes/{TWO}"]
    assert git(root, "show", f":./{TWO}") == "title: Two, staged by the owner\n"
    assert git(root, "show", f":./{ONE}") == "title: One, staged\n# draft\n"
    assert committed(root, TWO) == "title: Two\nnumber: 2\n"
    assert committed(root, ONE) == "title: Uno\nnumber: 1\n"
    assert committed(root, ONE, "HEAD^") == "title: One, on disk\nnumber: 1\n"
    assert git(root, "log", "--format=%an", "-2").split("\n")[:-1] == ["Ann", "Changed on disk"]


async def test_the_next_commit_by_hand_takes_nothing_back(root: Path) -> None:
    await titled(root, "Uno")
    (root / TWO).write_text("title: Two by hand\n")
    git(root, "add", TWO)
    git(root, "commit", "-qm", "By hand")
    assert "title: Uno" in committed(root, ONE)
    assert git(root, "status", "--short") == ""


async def test_where_a_crash_came_before_the_index_was_told_the_next_start_tells_it(root: Path) -> None:
    before = (root.parent / ".git" / "index").read_bytes()
    made = revision(root, ONE, Set("title", "Uno"), at=1.0)
    apply(root, made)
    await GitHistory(root).record(made)
    (root.parent / ".git" / "index").write_bytes(before)
    assert git(root, "status", "--short") != ""
    await restart(root, GitHistory(root))
    assert git(root, "status", "--short") == ""
    assert git(root, "log", "--format=%s").count("Because") == 1


async def test_an_index_that_somebodys_git_holds_is_waited_for(root: Path) -> None:
    lock = root.parent / ".git" / "index.lock"
    lock.touch()
    asyncio.get_running_loop().call_later(0.5, lock.unlink)
    await titled(root, "Uno")
    assert "title: Uno" in committed(root, ONE)
    assert git(root, "status", "--short") == ""


async def test_in_the_middle_of_a_rebase_a_change_is_refused_in_words_and_the_file_stands(root: Path) -> None:
    history = GitHistory(root)
    await titled(root, "Uno")
    git(root, "checkout", "-q", "--detach")
    assert not await work_tree(root)
    with pytest.raises(EditRefused, match="in the middle of a rebase"):
        await carry_out(root, revision(root, ONE, Set("title", "Due"), at=2.0), history)
    assert "title: Uno" in (root / ONE).read_text()
    assert git(root, "status", "--short") == ""
    git(root, "checkout", "-q", "main")
    await titled(root, "Due")
    assert "title: Due" in committed(root, ONE)


async def test_in_the_middle_of_a_merge_what_is_in_conflict_stays_so(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    (root / ONE).write_text("title: Theirs\n")
    git(root, "commit", "-qam", "Theirs")
    git(root, "checkout", "-q", "main")
    (root / ONE).write_text("title: Ours\n")
    git(root, "commit", "-qam", "Ours")
    git(root, "merge", "-q", "other", fine=False)
    unmerged = git(root, "ls-files", "-u")
    assert unmerged
    await titled(root, "Due", TWO)
    assert git(root, "ls-files", "-u") == unmerged
    (root / ONE).write_text("title: Both\n")
    await titled(root, "Tre")
    assert git(root, "ls-files", "-u") == unmerged
    git(root, "add", ONE)
    git(root, "commit", "-qm", "Merged")
    assert (committed(root, ONE), committed(root, TWO)) == ("title: Tre\n", "title: Due\nnumber: 2\n")


async def test_a_linked_work_tree_gets_the_commit_on_its_own_branch(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", "-b", "draft", str(tmp_path / "draft"))
    there = tmp_path / "draft" / "our notes"
    key = await titled(there, "Uno")
    assert "title: Uno" in committed(there, ONE)
    assert "title: One" in committed(root, ONE)
    _, changes = await undo(there, GitHistory(there), key)
    assert b"title: One" in (changes[ONE] or b"")


async def test_a_file_beside_the_knowledge_is_committed_where_git_does_not_ignore_it(root: Path) -> None:
    history = GitHistory(root)
    made = revision(root, ONE, Insert("topics", "c"), at=1.0)
    (root / "show" / ".imported.json").write_bytes(b"{}")
    await history.beside("show/.imported.json", b"{}", made)
    await history.beside("show/.imported.json", b"{}", made)
    assert git(root, "log", "--format=%s").split("\n")[:-1] == ["Because", "Start"]
    assert git(root, "status", "--short") == ""
    assert [each.why for each in await history.latest()] == ["Start"]
    (root.parent / ".gitignore").write_text("*.secret\n")
    await history.beside("show/a.secret", b"{}", made)
    assert git(root, "log", "--format=%s").split("\n")[:-1] == ["Because", "Start"]
