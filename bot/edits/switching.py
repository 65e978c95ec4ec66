"""One file from one version to another: at every instant it is the one or the other, and what a stranger wrote stays."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from bot.edits.errors import EditRefused
from bot.edits.journal import sync_folder, write

PREFIX = ".greenroom-"
"""How the names of temporary files begin; the knowledge is not read from hidden files."""


class Diverged(Exception):
    """The file is neither as it was nor as it should be: somebody else wrote it."""


class Switch:
    """A file on its way from `before` to `after`, None standing for no file; `name` tells its temporary files apart."""

    def __init__(self, target: Path, name: str, before: bytes | None, after: bytes | None) -> None:
        self.target = target
        self.before = before
        self.after = after
        self.new = target.parent / f"{PREFIX}{name}.new"
        self.old = target.parent / f"{PREFIX}{name}.old"

    def stage(self) -> None:
        """Write the new version beside the file, where it does not count yet."""
        self._make_folder()
        if self.after is not None:
            mode = stat.S_IMODE(self.target.stat().st_mode) if self.target.exists() else None
            write(self.new, self.after, mode)

    def _make_folder(self) -> None:
        missing = [folder for folder in (self.target.parent, *self.target.parent.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(exist_ok=True)
            sync_folder(folder.parent)

    def state(self) -> bool | None:
        """Whether the file is at its new version already, None where it is at neither."""
        now = _read(self.target)
        return True if now == self.after else False if now == self.before else None

    def make(self) -> None:
        """Bring the staged version into place. Raises `Diverged` where somebody else wrote the file; theirs stands then."""
        if self.state() is None:
            raise Diverged
        if self.before is None:
            self._create()
        else:
            self._replace()
        sync_folder(self.target.parent)

    def _create(self) -> None:
        """Give the new version its name; a file that came in between is not overwritten."""
        try:
            os.link(self.new, self.target)
        except FileExistsError:
            raise Diverged from None
        except OSError:
            # A file system without hard links: what is left of the race is the instant between the look and the rename.
            os.replace(self.new, self.target)
        self.new.unlink(missing_ok=True)

    def _replace(self) -> None:
        """Swap the versions, and swap back where what went was not what we had read."""
        with suppress(FileNotFoundError):
            self.old.unlink()
        with suppress(OSError):
            os.link(self.target, self.old)
        if self.after is None:
            os.unlink(self.target)
        else:
            os.replace(self.new, self.target)
        if self.old.exists() and _read(self.old) != self.before:
            self.restore()
            raise Diverged

    def restore(self) -> None:
        """Put a stranger's version back that a swap took away, if one was; the file is theirs then."""
        kept = _read(self.old)
        if kept is not None and kept not in (self.before, self.after):
            os.replace(self.old, self.target)
            sync_folder(self.target.parent)

    def clean(self) -> None:
        """Take the temporary files away."""
        for path in (self.new, self.old):
            with suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise EditRefused(f"{path.name} cannot be read ({(error.strerror or str(error)).lower()}).") from None
