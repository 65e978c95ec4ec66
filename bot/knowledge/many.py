"""Many knowledge files → their `Document`s, in this process or in helpers, and every problem of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from bot.knowledge.across import cross_problems
from bot.knowledge.files import FoundFile
from bot.knowledge.load import read, unread
from bot.knowledge.scan import scan
from bot.model import Document, Problem

BIG = 256_000
"""Bytes from which a file is read in a helper: in this process it would slow down everything else for 60 ms and more."""

MANY = 3_000
"""Files from which helpers pay: two read 5,500 files in 1.05 s, this process in 1.45 s; of 923 it is 0.4 s and 0.24 s."""

BATCH = 100
"""Files of one request: about 30 ms of work."""

Progress = Callable[[int, int], None]
"""Told now and then how many files are read, and of how many; from other threads, but one call at a time."""


def read_all(root: Path, files: Iterable[FoundFile], progress: Progress | None = None) -> list[Document]:
    """The documents of many files, in the same order. Blocks until all are read: call it in a thread."""
    wanted = list(files)
    documents: dict[str, Document] = {}

    def keep(read: Iterable[Document]) -> None:
        for document in read:
            documents[document.path] = document
            if progress:
                progress(len(documents), len(wanted))

    small = [found for found in wanted if found.size <= BIG]
    big = [found for found in wanted if found.size > BIG]
    if len(small) < MANY:
        keep(read(root, found) for found in small)
        small = []
    if small or big:
        # What starts processes takes 20 ms to import, and an ordinary folder needs none.
        from bot.knowledge.helpers import share

        share(root, [small[at : at + BATCH] for at in range(0, len(small), BATCH)], read, keep)
        share(root, [[found] for found in big], _given_up, keep)
    return [documents[found.path] for found in wanted]


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of every knowledge file under `root`, sorted by place. Raises `KnowledgeError` where there is no folder."""
    return check_all(root)[0]


def check_all(root: Path) -> tuple[tuple[Problem, ...], list[Document]]:
    """What `check` gives, and all that was read for it."""
    found = scan(root)
    documents = read_all(root, found.files.values())
    of_files = (problem for document in documents for problem in document.problems)
    return tuple(sorted({*found.problems, *of_files, *cross_problems(documents)})), documents


def _given_up(root: Path, found: FoundFile) -> Document:
    return unread(found, "the file takes too long or too much memory to read; make it smaller")
