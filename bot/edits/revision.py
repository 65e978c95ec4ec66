"""One change as it is kept for ever: who, when, why, and every file before and after."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from bot.edits.errors import EditConflict, EditRefused
from bot.edits.proposal import conflicts, current
from bot.model import Frozen

Source = Literal["discord", "disk", "import"]
"""Where a change comes from."""


class Author(Frozen, frozen=True):
    """Who made a change: a name for people, and an id that stays when the name changes."""

    name: str
    id: str = ""


class FileChange(Frozen, frozen=True):
    """One file before and after a change; None where there was, or is, none."""

    path: str
    before: bytes | None = None
    after: bytes | None = None


class Headline(Frozen, frozen=True):
    """A change without its texts, for lists. `at` in seconds since 1970 UTC; `undoes` is the id of the change it takes back."""

    id: str
    author: Author
    at: float
    why: str
    source: Source = "discord"
    paths: tuple[str, ...] = ()
    undoes: str = ""


class Revision(Frozen, frozen=True):
    """A change with its texts; fields as in `Headline`."""

    id: str
    author: Author
    at: float
    why: str
    files: tuple[FileChange, ...]
    source: Source = "discord"
    undoes: str = ""

    @property
    def headline(self) -> Headline:
        """The change without its texts."""
        paths = tuple(file.path for file in self.files)
        return Headline(self.id, self.author, self.at, self.why, self.source, paths, self.undoes)


def new_id() -> str:
    """An id that no other change has: 16 hexadecimal digits."""
    return secrets.token_hex(8)


def prepare(
    root: Path,
    changes: Mapping[str, bytes | None],
    base: Mapping[str, str | None],
    *,
    author: Author,
    at: float,
    why: str,
    source: Source = "discord",
    undoes: str = "",
) -> Revision:
    """The change of the files as they are now, ready to be applied.

    Raises `EditConflict` with both versions where a file is not as in `base` any more, `EditRefused` where all are the same.
    """
    # Read once: what is held against `base` must be what the change is applied to, or somebody's edit between would be lost.
    now = {path: current(root, path) for path in changes}
    clashes = conflicts(now, changes, base)
    if clashes:
        raise EditConflict(clashes)
    files = [FileChange(path, now[path], after) for path, after in sorted(changes.items())]
    real_changes = tuple(file for file in files if file.before != file.after)
    if not real_changes:
        raise EditRefused("Nothing would change.")
    return Revision(new_id(), author, at, why, real_changes, source, undoes)


def on_disk(path: str, before: bytes | None, after: bytes | None, at: float, author: str = "somebody on disk") -> Revision:
    """The change of a file that somebody made with an editor, a copy or a pull."""
    why = "Added on disk" if before is None else "Removed on disk" if after is None else "Changed on disk"
    return Revision(new_id(), Author(author), at, f"{why}: {path}", (FileChange(path, before, after),), "disk")
