"""Folders, listed with care: links that lead out of the knowledge folder or back into themselves are reported, not followed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.model import Place, Problem


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a folder: its name, and its path relative to the knowledge folder, with `/`."""

    name: str
    path: str
    folder: bool
    bad: str = ""
    """Why it must not be opened, "" where it may be."""
    link: bool = False


class Walk:
    """Lists folders under one root; `problems` collects what could not be listed."""

    def __init__(self, root: Path) -> None:
        self.root = os.path.realpath(root)
        self.problems: list[Problem] = []
        self._listed: dict[str, str] = {}

    def list(self, path: str) -> list[Item]:
        """What a folder holds, hidden items aside, sorted by name; `path` relative, "" for the root."""
        real = os.path.realpath(os.path.join(self.root, path))
        first = self._listed.setdefault(real, path)
        if first != path:
            self.problems.append(Problem(Place(path), f"this is the same folder as {first}; remove the link to it"))
            return []
        try:
            with os.scandir(os.path.join(self.root, path)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self.problems.append(Problem(Place(path or "."), f"this folder cannot be opened ({reason})"))
            return []
        prefix = f"{path}/" if path else ""
        return [self._item(entry, prefix) for entry in entries if not entry.name.startswith(".")]

    def _item(self, entry: os.DirEntry[str], prefix: str) -> Item:
        path = prefix + entry.name
        if not entry.name.isprintable():
            return Item(entry.name, path, entry.is_dir(), "this name holds characters that cannot be shown; give it another")
        if not entry.is_symlink():
            return Item(entry.name, path, entry.is_dir(follow_symlinks=False))
        return Item(entry.name, path, os.path.isdir(entry.path), self._why_not(entry), link=True)

    def _why_not(self, entry: os.DirEntry[str]) -> str:
        """Why a link must not be followed, "" where it may be."""
        try:
            target = os.path.realpath(entry.path, strict=True)
        except OSError:
            return "this link leads nowhere or in a circle; remove it or mend it"
        if target != self.root and not target.startswith(self.root + os.sep):
            return "this link leads out of the knowledge folder; put the file itself here"
        here = os.path.dirname(entry.path)
        if os.path.isdir(target) and (here + os.sep).startswith(target + os.sep):
            return "this link leads back to a folder that it stands in; remove it"
        return ""
