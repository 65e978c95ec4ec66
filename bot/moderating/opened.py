"""What a form was opened for, kept until it comes back, also over a restart."""

from __future__ import annotations

import msgspec

from bot.moderating.finding import What


class Opened(msgspec.Struct, frozen=True, omit_defaults=True):
    """A form for something new (`field` empty), or for one field: where that stands, and what was in it.

    `base` is the digest of the file when the form was opened, `name` what people call the thing.
    """

    what: What
    show: str = ""
    path: str = ""
    at: tuple[str, ...] = ()
    field: str = ""
    was: str = ""
    base: str | None = None
    name: str = ""


def packed(opened: Opened) -> bytes:
    """The note as bytes."""
    return msgspec.msgpack.encode(opened)


def unpacked(data: bytes) -> Opened | None:
    """The note again, None where the bytes are none."""
    try:
        return msgspec.msgpack.decode(data, type=Opened)
    except msgspec.DecodeError:
        return None
