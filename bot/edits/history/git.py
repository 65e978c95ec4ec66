"""The history as commits of the git work tree that the knowledge folder is in. Nothing is ever pushed.

Commits are made by `git fast-import` from the bytes of the change, not from the working files, so that they hold exactly what
was confirmed, no filter or hook has a say, and what somebody staged meanwhile is not swept up.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from pathlib import Path

from msgspec import structs

from bot.edits.errors import EditRefused
from bot.edits.history.commits import headline, stream
from bot.edits.history.gitrun import STALE, Git, GitFailed, free
from bot.edits.history.staging import tell_index
from bot.edits.placing import placed
from bot.edits.revision import FileChange, Headline, Revision, new_id

_ID = re.compile(r"[0-9a-f]{16}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


async def work_tree(root: Path) -> bool:
    """Whether the folder is in a git work tree that does not ignore it, on a branch: then its history belongs to git."""
    git = Git(root)
    try:
        code, out, _ = await git.attempt("rev-parse", "--is-inside-work-tree")
        if code or out.strip() != b"true":
            return False
        ignored, _, _ = await git.attempt("check-ignore", "-q", "--", "people.yaml")
        branch, _, _ = await git.attempt("symbolic-ref", "-q", "HEAD")
    except GitFailed:
        return False
    return ignored == 1 and branch == 0


class GitHistory:
    """The changes of one knowledge folder, each a commit by its author's name."""

    def __init__(self, root: Path, stale: float = STALE) -> None:
        """`stale` is the age in seconds from which a lock that git left in the repository is taken for that of a dead one."""
        self._git = Git(root)
        self._stale = stale
        self._turn = asyncio.Lock()

    async def record(self, revision: Revision) -> None:
        """Commit a change, once. Raises `GitFailed`."""
        async with self._turn:
            try:
                await self._record(revision)
            except GitFailed as failed:
                # Somebody else may have committed at the same time: then it goes on top of theirs.
                await asyncio.to_thread(free, str(failed), self._stale)
                await self._record(revision)

    async def _record(self, revision: Revision) -> None:
        prefix = (await self._git.run("rev-parse", "--show-prefix")).decode().rstrip("\n")
        committed: list[bytes | None] = [file.before for file in revision.files]
        if not await self._commit_of(revision.id):
            parent = await self._parse("HEAD")
            names = [f"{parent}:{prefix}{file.path}" for file in revision.files]
            committed = await self._blobs(names) if parent else [None] * len(names)
            disk = tuple(file for file, data in zip(revision.files, committed, strict=True) if parent and data != file.before)
            text = stream(revision, await self._branch(), parent, prefix, disk)
            await self._git.run("fast-import", "--quiet", "--done", data=text)
        # Also where the commit was there already: a crash may have come between the two.
        await tell_index(self._git, revision, prefix, committed)

    async def _branch(self) -> str:
        code, ref, _ = await self._git.attempt("symbolic-ref", "-q", "HEAD")
        if code:
            raise GitFailed("git is on no branch, as in the middle of a rebase; bring that to an end and try again")
        return ref.decode().strip()

    async def beside(self, path: str, data: bytes, revision: Revision) -> None:
        """Commit a file that is no knowledge but belongs to it, with author, time and reason of `revision`.

        Not where git ignores it, nor where it is committed as it is. Raises `GitFailed`.
        """
        ignored, _, _ = await self._git.attempt("check-ignore", "-q", "--", path)
        prefix = (await self._git.run("rev-parse", "--show-prefix")).decode().rstrip("\n")
        (now,) = await self._blobs([f"HEAD:{prefix}{path}"]) if await self._parse("HEAD") else [None]
        if ignored and now != data:
            await self.record(structs.replace(revision, id=new_id(), files=(FileChange(path, now, data),)))

    async def latest(self, path: str | None = None, limit: int = 50) -> tuple[Headline, ...]:
        """The newest commits that touch knowledge, of one file or of all; those made by hand, too."""
        if await self._parse("HEAD") is None:
            return ()
        mark = secrets.token_hex(12)
        form = f"--format={mark}" + mark.join(("%H", "%an", "%at", "%B", ""))
        names = ("-z", "-m", "--first-parent", "--no-renames", "--name-only", "--relative")
        where = "." if path is None else f":(literal){placed(path).path}"
        out = await self._git.run("log", *names, form, f"-n{limit}", "--", where)
        parts = out.decode("utf-8", "replace").split(mark)[1:]
        found = []
        for at in range(0, len(parts) - 4, 5):
            commit, author, when, text, listed = parts[at : at + 5]
            paths = [name for each in listed.split("\0") if (name := each.strip("\n")) and _is_knowledge(name)]
            found.append(headline(commit, author, when, text, paths))
        return tuple(each for each in found if each.paths)

    async def show(self, key: str) -> Revision | None:
        """The change with that id, or of that commit, None where there is none."""
        commit = await self._parse(key) if _COMMIT.fullmatch(key) else await self._commit_of(key)
        if commit is None:
            return None
        parent = await self._parse(f"{commit}^")
        out = await self._git.run("show", "-s", "--format=%an%n%at%n%B", commit)
        author, when, text = out.decode("utf-8", "replace").split("\n", 2)
        paths = await self._touched(commit, parent)
        prefix = (await self._git.run("rev-parse", "--show-prefix")).decode().rstrip("\n")
        after = await self._blobs([f"{commit}:{prefix}{path}" for path in paths])
        before = await self._blobs([f"{parent}:{prefix}{path}" for path in paths]) if parent else [None] * len(paths)
        files = tuple(FileChange(*each) for each in zip(paths, before, after, strict=True))
        head = headline(commit, author, when, text, paths)
        return Revision(head.id, head.author, head.at, head.why, files, head.source, head.undoes)

    async def holds(self, revision: Revision) -> bool:
        """Whether the last commit has the files as the change leaves them."""
        prefix = (await self._git.run("rev-parse", "--show-prefix")).decode().rstrip("\n")
        if await self._parse("HEAD") is None:
            return False
        return await self._blobs([f"HEAD:{prefix}{file.path}" for file in revision.files]) == [
            file.after for file in revision.files
        ]

    async def _touched(self, commit: str, parent: str | None) -> list[str]:
        ends = (parent, commit) if parent else ("--root", commit)
        out = await self._git.run("diff-tree", "-r", "-z", "--no-commit-id", "--name-only", "--no-renames", "--relative", *ends)
        return [path for path in out.decode("utf-8", "replace").split("\0") if path and _is_knowledge(path)]

    async def _parse(self, name: str) -> str | None:
        """The commit of a name, None where there is none."""
        code, out, _ = await self._git.attempt("rev-parse", "-q", "--verify", "--end-of-options", f"{name}^{{commit}}")
        return out.decode().strip() if code == 0 else None

    async def _commit_of(self, key: str) -> str | None:
        """The commit of a change, by the line in its message."""
        if not _ID.fullmatch(key) or await self._parse("HEAD") is None:
            return None
        out = await self._git.run("log", "-n1", "--format=%H", f"--grep=^Greenroom-Change: {key}$", "--extended-regexp")
        return out.decode().strip() or None

    async def _blobs(self, names: list[str]) -> list[bytes | None]:
        """The bytes that each `commit:path` names, None where there are none."""
        if not names:
            return []
        out = await self._git.run("cat-file", "--batch", data="".join(f"{name}\n" for name in names).encode())
        found: list[bytes | None] = []
        at = 0
        for _ in names:
            end = out.index(b"\n", at)
            head = out[at:end].rsplit(b" ", 2)
            at = end + 1
            if head[-1] == b"missing" or head[-2] != b"blob":
                found.append(None)
                at += int(head[-1]) + 1 if head[-1].isdigit() else 0
                continue
            size = int(head[-1])
            found.append(out[at : at + size])
            at += size + 1
        return found


def _is_knowledge(path: str) -> bool:
    try:
        placed(path)
    except EditRefused:
        return False
    return True
