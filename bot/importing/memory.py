"""What earlier imports wrote, field by field, so that a person's word is known from the feed's.

It stands in a hidden file beside `show.yaml`, which the loader does not read. While an import is being written what it
will know stands in a second one; after a crash each entry of that counts only where the file says what it should.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import field

from bot.errors import UsageError
from bot.feeds import Trace
from bot.model import Frozen

NAME = ".imported.json"
NEXT = ".imported.next.json"


class Mark(Frozen, frozen=True):
    """Of one field: the digest of what the feed said, and of what the file said once it was written."""

    feed: str
    file: str


Marks = dict[str, Mark]


class Entry(Frozen, frozen=True):
    """One episode: its file, how to know it again in the feed, and the marks of its fields by key."""

    path: str
    trace: Trace
    marks: Marks = field(default_factory=dict)


class Memory(Frozen, frozen=True):
    """Everything kept of one show."""

    show: Marks = field(default_factory=dict)
    episodes: tuple[Entry, ...] = ()
    version: int = 1


def recall(folder: Path) -> tuple[Memory, Memory | None]:
    """What is kept in a show's folder, and what an import that was broken off would have kept."""
    return _read(folder / NAME) or Memory(), _read(folder / NEXT)


def announce(folder: Path, memory: Memory) -> None:
    """Note down what will be known once the files are written."""
    _write(folder / NEXT, memory)


def keep(folder: Path, memory: Memory) -> None:
    """Keep what is known now, where that is new."""
    if _read(folder / NAME) != memory:
        _write(folder / NAME, memory)
    with suppress(FileNotFoundError):
        (folder / NEXT).unlink()


def _read(path: Path) -> Memory | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} cannot be read ({error}), so it is not known what people wrote and what was imported. "
            "Put it back from a copy, or delete it: then everything in the files counts as written by people."
        ) from error


def _write(path: Path, memory: Memory) -> None:
    data = msgspec.json.format(msgspec.json.encode(memory, order="sorted"), indent=1)
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(fresh, "wb") as file:
            file.write(data + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
