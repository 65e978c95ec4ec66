"""The journal: what is being written, so that a process killed at any instant can be followed by one that finishes the work.

It lives in a hidden folder of the knowledge folder. An entry is `ID.todo` while files are being written, `ID.done` when all are
and the history does not know of it yet, `ID.back` while they are being put back. It goes when the history has the change.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import IO, Literal

import msgspec

from bot.edits.errors import EditRefused
from bot.edits.revision import Revision

FOLDER = ".greenroom"
State = Literal["todo", "done", "back"]
STATES: tuple[State, ...] = ("todo", "done", "back")

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Revision)
_HERE = Lock()


class Journal:
    """The journal of one knowledge folder. Use it under `held` alone."""

    def __init__(self, root: Path) -> None:
        self.folder = Path(os.path.realpath(root)) / FOLDER

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes meanwhile, in this process or another; the system lets go when a process ends, however it ends."""
        self._make()
        with _HERE, self._lock() as handle:
            with suppress(ImportError):
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _lock(self) -> IO[bytes]:
        try:
            return open(self.folder / "lock", "ab")
        except OSError as error:
            raise _unwritable(error) from None

    def _make(self) -> None:
        """The folder, which git is told to leave alone."""
        if (self.folder / ".gitignore").exists():
            return
        try:
            self.folder.mkdir(exist_ok=True)
            (self.folder / ".gitignore").write_bytes(b"*\n")
        except OSError as error:
            raise _unwritable(error) from None

    @property
    def empty(self) -> bool:
        """Whether nothing was ever, or is, under way."""
        return not self.folder.is_dir() or not any(path.suffix[1:] in STATES for path in self.folder.iterdir())

    def begin(self, revision: Revision) -> None:
        """Note down what is about to be written; once this returns the change will be finished whatever happens."""
        temporary = self._path(revision.id, "new")
        write(temporary, _ENCODER.encode(revision))
        os.replace(temporary, self._path(revision.id, "todo"))
        sync_folder(self.folder)

    def _path(self, key: str, state: str) -> Path:
        """Where an entry is. Raises `EditRefused` for what is no id."""
        if not re.fullmatch(r"[0-9a-f]{16}", key):
            raise EditRefused("That is not the id of a change.")
        return self.folder / f"{key}.{state}"

    def turn(self, key: str, state: State, to: State) -> None:
        """Note down that an entry has come to another state."""
        os.replace(self._path(key, state), self._path(key, to))
        sync_folder(self.folder)

    def end(self, key: str) -> None:
        """Forget an entry, in whatever state; one that is not there does no harm."""
        for state in STATES:
            self._path(key, state).unlink(missing_ok=True)
        sync_folder(self.folder)

    def entries(self) -> list[tuple[Revision, State]]:
        """What was under way when the process ended, oldest change first; half-written entries, which began nothing, go."""
        found = []
        for path in sorted(self.folder.iterdir()):
            state = next((state for state in STATES if path.suffix == f".{state}"), None)
            if path.suffix == ".new":
                path.unlink()
            elif state:
                try:
                    found.append((_DECODER.decode(path.read_bytes()), state))
                except msgspec.DecodeError:
                    # The disk lost it. It stays for whoever wants to look, but nothing can be made of it.
                    os.replace(path, path.with_suffix(".unreadable"))
        return sorted(found, key=lambda entry: (entry[0].at, entry[0].id))


def _unwritable(error: OSError) -> EditRefused:
    return EditRefused(f"The knowledge folder cannot be written ({(error.strerror or str(error)).lower()}).")


def write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file that reaches the disk before this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            with suppress(PermissionError):
                os.fchmod(handle, mode)
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """See to it that names made, changed or taken away in a folder reach the disk."""
    # Windows opens no folders; there the rename itself is all that can be had.
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
