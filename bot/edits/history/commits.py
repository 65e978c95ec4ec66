"""Changes as commits: the text of the message, and the stream that `git fast-import` makes commits from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.edits.revision import Author, FileChange, Headline, Revision, Source

HOST = "greenroom.invalid"
"""The host of the addresses that git demands; nobody has one there."""

_TRAILER = re.compile(r"^Greenroom-(Change|Author|Source|Undoes): (\S+)$")
_SOURCES: dict[str, Source] = {"discord": "discord", "disk": "disk", "import": "import"}


def message(revision: Revision) -> str:
    """The message of a change's commit: why, then what the history needs to know it again."""
    why = re.sub("(?m)^Greenroom-", "greenroom-", _clean(revision.why))
    trailers = [f"Greenroom-Change: {revision.id}", f"Greenroom-Source: {revision.source}"]
    if _word(revision.author.id):
        trailers.append(f"Greenroom-Author: {_word(revision.author.id)}")
    if _word(revision.undoes):
        trailers.append(f"Greenroom-Undoes: {_word(revision.undoes)}")
    return (why.strip() or "Change the knowledge") + "\n\n" + "\n".join(trailers) + "\n"


def headline(commit: str, author: str, at: str, text: str, paths: Iterable[str]) -> Headline:
    """What a commit says of itself; one that a person made by hand counts as a change on disk, with the commit as its id."""
    lines = text.strip().split("\n")
    found = {}
    while lines and (match := _TRAILER.match(lines[-1])):
        found[match[1]] = match[2]
        lines.pop()
    why = "\n".join(lines).strip()
    source = _SOURCES.get(found.get("Source", "disk"), "disk")
    who = Author(author, found.get("Author", ""))
    return Headline(found.get("Change", commit), who, float(at), why, source, tuple(paths), found.get("Undoes", ""))


def stream(revision: Revision, ref: str, parent: str | None, prefix: str, disk: tuple[FileChange, ...]) -> bytes:
    """The input of `git fast-import` for one change on top of `parent`.

    `disk` are files that stood otherwise on disk than in the last commit: they come first, in a commit of their own, so that
    nobody gets the blame for what others wrote.
    """
    parts = [b"feature done\n"]
    if disk:
        found = Author("Changed on disk")
        parts += _commit(ref, found, revision.at, "Changed on disk\n\nGreenroom-Source: disk\n", parent)
        parts += [part for file in disk for part in _file(prefix + file.path, file.before)]
        parent = None if parent is None else ref
    parts += _commit(ref, revision.author, revision.at, message(revision), parent if not disk else None)
    parts += [part for file in revision.files for part in _file(prefix + file.path, file.after)]
    return b"".join([*parts, b"\ndone\n"])


def _commit(ref: str, author: Author, at: float, text: str, parent: str | None) -> list[bytes]:
    when = f"{int(at)} +0000"
    body = text.encode("utf-8", "replace")
    lines = [
        f"commit {ref}",
        f"author {_name(author.name)} <{_word(author.id) or 'unknown'}@{HOST}> {when}",
        f"committer Greenroom <bot@{HOST}> {when}",
        f"data {len(body)}",
    ]
    start = f"from {parent}\n" if parent else ""
    return ["\n".join(lines).encode("utf-8", "replace"), b"\n", body, b"\n", start.encode()]


def _file(path: str, data: bytes | None) -> list[bytes]:
    quoted = '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if data is None:
        return [f"D {quoted}\n".encode()]
    return [f"M 100644 inline {quoted}\ndata {len(data)}\n".encode(), data, b"\n"]


def _name(name: str) -> str:
    """A name as git can hold it: one line, without the marks that end it."""
    bare = name.translate({ord("<"): None, ord(">"): None})
    plain = " ".join("".join(c if c.isprintable() else " " for c in bare).split()).strip(".,:;\"'")
    return plain[:200] or "Somebody"


def _word(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "", text)[:100]


def _clean(text: str) -> str:
    return "\n".join("".join(c for c in line if c.isprintable()).rstrip() for line in text.splitlines())
