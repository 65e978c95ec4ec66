"""Knowledge files → `Document`s, one or many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.knowledge.across import cross_problems
from bot.knowledge.files import FoundFile, Unusable, contents
from bot.knowledge.scan import scan
from bot.model import Document, DocumentKind, Place, Problem

Progress = Callable[[int, int], None]
"""Told after each file how many are read, and of how many."""


def parse(path: str, kind: DocumentKind, show: str, slug: str, data: bytes) -> Document:
    """What the text of a file says, with every problem in it; never raises on what it holds.

    `path` is relative to the knowledge folder, with `/`; `show` is the show's slug ("" for registers), `slug` the episode's.
    """
    # PyYAML and the fields take 60 ms to import, which a start from a warm index, where no file is read, need not pay.
    from bot.knowledge.document import document

    return document(path, kind, show, slug, data)


def read(root: Path, found: FoundFile) -> Document:
    """What a file says, with its problems; never raises on what it holds, nor where it cannot be read any more."""
    if found.bad:
        return _unread(found, found.bad)
    try:
        data = contents(os.path.join(root, found.path))
    except Unusable as unusable:
        return _unread(found, str(unusable))
    return parse(found.path, found.kind, found.show, found.slug, data)


def _unread(found: FoundFile, why: str) -> Document:
    """The document of a file of which nothing is known but what is wrong with it."""
    problems = (Problem(Place(found.path), why),)
    return Document(found.path, found.kind, found.digest, found.show, found.slug, good=False, problems=problems)


def read_all(root: Path, files: Iterable[FoundFile], progress: Progress | None = None) -> list[Document]:
    """The documents of many files, in the same order."""
    wanted = list(files)
    documents = []
    for number, found in enumerate(wanted, 1):
        documents.append(read(root, found))
        if progress:
            progress(number, len(wanted))
    return documents


def check(root: Path) -> tuple[Problem, ...]:
    """Every problem of every knowledge file under `root`, sorted by place. Raises `KnowledgeError` where there is no folder."""
    found = scan(root)
    documents = read_all(root, found.files.values())
    of_files = (problem for document in documents for problem in document.problems)
    return tuple(sorted({*found.problems, *of_files, *cross_problems(documents)}))
