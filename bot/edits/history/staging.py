"""Git's index kept in step with commits that were made past it, without touching what somebody staged."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.edits.history.gitrun import Git
from bot.edits.revision import Revision

TRIES = 20
PAUSE = 0.1
"""Seconds between tries, while somebody else's git holds the index."""


async def tell_index(git: Git, revision: Revision, prefix: str, committed: Sequence[bytes | None]) -> None:
    """Have the index hold the files of a change as they are in the last commit.

    `committed` is how they were in the commit before. An index left behind would take the change back with the next commit
    that somebody makes by hand. What somebody staged of these files stays staged, and so does what is in conflict.
    """
    for _ in range(TRIES):
        lines = await _lines(git, revision, prefix, committed)
        if not lines:
            return
        top = (await git.run("rev-parse", "--show-toplevel")).decode().rstrip("\n")
        code, _, _ = await Git(Path(top)).attempt("update-index", "-z", "--add", "--index-info", data="".join(lines).encode())
        if code == 0:
            return
        await asyncio.sleep(PAUSE)


async def _lines(git: Git, revision: Revision, prefix: str, committed: Sequence[bytes | None]) -> list[str]:
    """What is to be put into the index, in the words of `git update-index --index-info`."""
    entries = await _listed(git, revision, "ls-files", "-s", "-z", "--full-name", "--")
    last = await _listed(git, revision, "ls-tree", "-z", "--full-name", "HEAD", "--")
    lines = []
    for file, was in zip(revision.files, committed, strict=True):
        path = prefix + file.path
        staged = [meta.split() for meta in entries.get(path, [])]
        now = [meta.split()[2] for meta in last.get(path, [])]
        kind = "sha256" if any(len(name) == 64 for name in [*now, *(entry[1] for entry in staged)]) else "sha1"
        if any(entry[2] != "0" for entry in staged) or now != _named(kind, file.after):
            continue
        held = [entry[1] for entry in staged]
        if held != now and held in (_named(kind, was), _named(kind, file.before)):
            lines.append(f"100644 {now[0]}\t{path}\0" if now else f"0 {'0' * len(held[0])}\t{path}\0")
    return lines


async def _listed(git: Git, revision: Revision, *words: str) -> dict[str, list[str]]:
    """What git tells of each file of a change, by path; several entries where it is in conflict."""
    found: dict[str, list[str]] = {}
    paths = [file.path if words[0] == "ls-tree" else f":(literal){file.path}" for file in revision.files]
    code, out, _ = await git.attempt(*words, *paths)
    for entry in out.decode("utf-8", "replace").split("\0") if code == 0 else []:
        meta, _, path = entry.partition("\t")
        if path:
            found.setdefault(path, []).append(meta)
    return found


def _named(kind: str, data: bytes | None) -> list[str]:
    """The name that git gives to a text, none for no file."""
    if data is None:
        return []
    return [hashlib.new(kind, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()]
