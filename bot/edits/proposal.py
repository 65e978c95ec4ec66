"""A change before it is made: what it does to the files, and what would be wrong in the whole library with it in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from bot.edits.errors import Conflict, EditRefused
from bot.edits.placing import Placed, placed, real
from bot.knowledge import cross_problems, parse, read_all, scan
from bot.knowledge.files import LARGEST, Unusable, contents, digest
from bot.knowledge.names import same
from bot.model import Document, Place, Problem

MOST_FILES = 2_000
"""Files of one change; an import of a large feed has fewer."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would do.

    `changes` are the new texts by path, None where a file goes, and `base` the digests they started from. `problems` are those
    of the changed files and between files, as they would be; `standing` those that other files have anyway; `mended` those that
    the change does away with. `documents` is what the changed files would say.
    """

    changes: Mapping[str, bytes | None]
    base: Mapping[str, str | None]
    diff: str
    problems: tuple[Problem, ...]
    standing: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]
    documents: tuple[Document, ...]

    @property
    def clean(self) -> bool:
        """Whether it may be confirmed."""
        return not self.problems and not self.conflicts


def current(root: Path, path: str) -> bytes | None:
    """The bytes of a knowledge file as they are, None where there is none. Raises `EditRefused` where it may not be read."""
    target = real(root, path)
    if not target.exists():
        return None
    try:
        return contents(target)
    except Unusable as unusable:
        raise EditRefused(f"{path}: {unusable}.") from None


def bases(root: Path, paths: list[str]) -> dict[str, str | None]:
    """The digest of each file as it is now, None where there is none: what an edit that begins now is based on."""
    found = {path: current(root, path) for path in paths}
    return {path: None if data is None else digest(data) for path, data in found.items()}


def conflicts(
    now: Mapping[str, bytes | None], changes: Mapping[str, bytes | None], base: Mapping[str, str | None]
) -> tuple[Conflict, ...]:
    """The files that are no longer as they were when the edit began; `now` holds what was read of each."""
    found = []
    for path, ours in changes.items():
        theirs, began = now[path], base.get(path)
        if began != (None if theirs is None else digest(theirs)):
            found.append(Conflict(path, began, theirs, ours))
    return tuple(found)


def propose(
    root: Path,
    changes: Mapping[str, bytes | None],
    base: Mapping[str, str | None],
    known: Mapping[str, Document] | None = None,
) -> Proposal:
    """What the changes would do, with the whole library read as it would be. Nothing is written.

    `base` holds the digest of each file that the edit began with, None for a new one. `known` are documents already read, by
    path: those whose digest still fits are not read again. Raises `EditRefused` for a path that no change may touch. It reads
    files and parses: call it in a thread.
    """
    places = {path: placed(path) for path in changes}
    _must_be_bounded(changes)
    before = _library(root, known or {})
    made = {path: _document(places[path], data) for path, data in changes.items() if data is not None}
    after = {path: document for path, document in before.items() if path not in changes} | made
    was = _problems_of(before)
    now = _problems_of(after)
    ours = tuple(sorted(each for each in now if each.place.path in changes or each not in was))
    said = {(each.place.path, each.message) for each in now}
    mended = tuple(sorted(each for each in was if (each.place.path, each.message) not in said))
    old = {path: current(root, path) for path in changes}
    return Proposal(
        dict(changes),
        dict(base),
        "".join(diff(old[path], data, path) for path, data in sorted(changes.items())),
        ours,
        tuple(sorted(now - set(ours))),
        mended,
        conflicts(old, changes, base),
        tuple(made.values()),
    )


def _must_be_bounded(changes: Mapping[str, bytes | None]) -> None:
    if len(changes) > MOST_FILES:
        raise EditRefused(f"{len(changes):,} files are too many for one change; {MOST_FILES:,} are the most.")
    for path, data in changes.items():
        if data is not None and len(data) > LARGEST:
            raise EditRefused(f"{path} would have {len(data) / 1e6:.1f} MB, and {LARGEST / 1e6:.0f} MB are the most.")


def _document(place: Placed, data: bytes) -> Document:
    return parse(place.path, place.kind, place.show, place.slug, data)


def _library(root: Path, known: Mapping[str, Document]) -> dict[str, Document]:
    """Every document of the folder as it is now."""
    found = scan(root).files
    fitting = {path: known[path] for path, file in found.items() if path in known and known[path].digest == file.digest}
    unread = [file for path, file in found.items() if path not in fitting]
    return fitting | {document.path: document for document in read_all(root, unread)}


def _problems_of(documents: Mapping[str, Document]) -> set[Problem]:
    """Everything wrong in and between the documents."""
    inside = {problem for document in documents.values() for problem in document.problems}
    return inside | set(cross_problems(documents.values())) | set(_of_the_tree(documents))


def _of_the_tree(documents: Mapping[str, Document]) -> list[Problem]:
    """Shows without their `show.yaml`, shows that differ by case alone, and two files where there can be one."""
    shows: dict[str, str] = {}
    single: dict[tuple[str, str], str] = {}
    problems = []
    for path, document in sorted(documents.items()):
        if document.show and shows.setdefault(same(document.show), document.show) != document.show:
            first = shows[same(document.show)]
            problems.append(Problem(Place(path), f"the show {first} has the same name but for the case; give this one another"))
        if document.kind != "episode":
            first = single.setdefault((document.show, document.kind), path)
            if first != path:
                problems.append(Problem(Place(path), f"there is {first} already; bring both together in one file"))
    having = {document.show for document in documents.values() if document.kind == "show"}
    for show in {document.show for document in documents.values() if document.show} - having:
        message = "this file is missing; every show needs one with at least its name"
        problems.append(Problem(Place(f"{show}/show.yaml"), message))
    return problems


def diff(old: bytes | None, new: bytes | None, path: str) -> str:
    """The change of one file as a unified diff, "" where there is none; None stands for no file."""
    if old == new:
        return ""
    before = "/dev/null" if old is None else f"a/{path}"
    after = "/dev/null" if new is None else f"b/{path}"
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(_lines(old), _lines(new), before, after)
    )


def _lines(data: bytes | None) -> list[str]:
    """The lines with their breaks; bytes that are no text show as replacement characters."""
    text = (data or b"").decode("utf-8", "replace")
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
