"""Which knowledge file a path names, and whether a change may touch it: names are slugs, and no path leaves the folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.edits.errors import EditRefused
from bot.knowledge.names import slug_problem, stem
from bot.model import DocumentKind

LONGEST_NAME = 200
"""Bytes of a file's or folder's name; file systems allow 255, and temporary names need room."""

DEEPEST = 8
"""Folders inside each other; shipped files have two."""

_REGISTERS: dict[str, DocumentKind] = {"people": "people", "sponsors": "sponsors", "topics": "topics"}
_OF_A_SHOW: dict[str, DocumentKind] = {"show": "show", "faq": "faq", "questions": "questions"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A path that a knowledge file may have; `show` and `slug` as in `bot.model.Document`."""

    path: str
    kind: DocumentKind
    show: str = ""
    slug: str = ""


def placed(path: str) -> Placed:
    """What file a path relative to the knowledge folder, with `/`, names. Raises `EditRefused` where it can be none."""
    parts = path.split("/")
    for part in parts:
        _must_be_a_name(part, path)
    name = stem(parts[-1])
    if name is None or len(parts) > DEEPEST:
        raise EditRefused(f"{_shown(path)} is no knowledge file: its name should end in .yaml.")
    if len(parts) == 1 and name in _REGISTERS:
        return Placed(path, _REGISTERS[name])
    if len(parts) == 2 and name in _OF_A_SHOW:
        return Placed(path, _OF_A_SHOW[name], _slug(parts[0]))
    if len(parts) > 2 and parts[1] == "episodes":
        return Placed(path, "episode", _slug(parts[0]), _slug(name))
    raise EditRefused(f"{_shown(path)} is no knowledge file: nothing of that name is read in that folder.")


def _must_be_a_name(part: str, path: str) -> None:
    if part in ("", ".", "..") or part.startswith(".") or "\\" in part or ":" in part or not part.isprintable():
        raise EditRefused(f"{_shown(path)} is no path inside the knowledge folder.")
    if len(part.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        raise EditRefused(f"The name {_shown(part)} is too long; {LONGEST_NAME} bytes are the most.")


def _slug(text: str) -> str:
    trouble = slug_problem(text)
    if trouble:
        raise EditRefused(f"{_shown(text)} cannot be the name of a show or an episode: {trouble}.")
    return text


def _shown(text: str) -> str:
    cut = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:80])
    return f'"{cut}…"' if len(text) > 80 else f'"{cut}"'


def real(root: Path, path: str) -> Path:
    """Where the file of a path is on disk. Raises `EditRefused` for no knowledge file, a link, or a way out of the folder."""
    placed(path)
    top = Path(os.path.realpath(root))
    target = top / PurePosixPath(path)
    folder = Path(os.path.realpath(target.parent))
    if folder != top and top not in folder.parents:
        raise EditRefused(f"{_shown(path)} leads out of the knowledge folder by a link.")
    if target.is_symlink():
        raise EditRefused(f"{_shown(path)} is a link; change the file that it leads to.")
    if target.exists() and not target.is_file():
        raise EditRefused(f"{_shown(path)} is no ordinary file.")
    return folder / target.name
