"""One knowledge file on disk: opening it without harm, reading it within bounds, knowing it again."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from bot.model import DocumentKind

LARGEST = 2_000_000
"""Bytes of a knowledge file; the largest real one, a register of 1,700 people, has 300,000."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A knowledge file that was found: `path` relative to the knowledge folder, with `/`; `digest` as in `Document`.

    `show` is the show's slug ("" for registers), `slug` the episode's ("" for all else), `size` in bytes. `bad` says why the
    file cannot be read, "" where it can; the digest is then one of the reason.
    """

    path: str
    kind: DocumentKind
    show: str
    slug: str
    size: int
    digest: str
    bad: str = ""


class Unusable(Exception):
    """The file cannot be read; `str` says why, for whoever keeps the folder."""


def digest(data: bytes) -> str:
    """The hash by which a file's content is known again: 128 bits of BLAKE2b in hex."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def contents(path: Path | str) -> bytes:
    """The bytes of a file. Raises `Unusable` where it is no ordinary file, too large, or may not be opened."""
    try:
        # A named pipe would block for ever without O_NONBLOCK; of an ordinary file it changes nothing.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise Unusable(_cannot_open(error)) from None
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise Unusable("this is not an ordinary file but a folder, a pipe or a device; remove it or give it another name")
        if state.st_size > LARGEST:
            raise Unusable(too_large(state.st_size))
        return _read(handle, state.st_size)
    except OSError as error:
        raise Unusable(_cannot_open(error)) from None
    finally:
        os.close(handle)


def _read(handle: int, size: int) -> bytes:
    """All bytes, one call for an ordinary file; a file that grows meanwhile may not pass the bound."""
    data = os.read(handle, size + 1)
    while len(data) != size:
        more = os.read(handle, LARGEST)
        if not more:
            break
        data += more
        if len(data) > LARGEST:
            raise Unusable(too_large(len(data)))
    return data


def too_large(size: int) -> str:
    """What to say of a file of so many bytes."""
    return f"the file has {size / 1e6:,.1f} MB, and {LARGEST / 1e6:,.0f} MB are the most; is it really a knowledge file?"


def _cannot_open(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"the file cannot be read ({reason}); check that it exists and that the bot may read it"
