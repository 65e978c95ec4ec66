"""One knowledge file → its `Document`."""

from __future__ import annotations

import os
from pathlib import Path

from bot.knowledge.files import FoundFile, Unusable, contents
from bot.model import Document, DocumentKind, Place, Problem


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
        return unread(found, found.bad)
    try:
        data = contents(os.path.join(root, found.path))
    except Unusable as unusable:
        return unread(found, str(unusable))
    return parse(found.path, found.kind, found.show, found.slug, data)


def unread(found: FoundFile, why: str) -> Document:
    """The document of a file of which nothing is known but what is wrong with it."""
    problems = (Problem(Place(found.path), why),)
    return Document(found.path, found.kind, found.digest, found.show, found.slug, good=False, problems=problems)
