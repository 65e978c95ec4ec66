"""The process that reads feeds for `Reader`: bytes in on one pipe, packed `Feed` out on the other, one after another.

A frame is its length in four bytes, then that many. In: content type, address, data. Out: the feed without items, then
its items in parts, then an empty frame.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from bot.feeds.items import Feed, Item
from bot.feeds.reading import read

LENGTH = struct.Struct(">I")
_BATCH = 100
_CHARACTERS = 200_000
_POLITE = 5


def frames(feed: Feed) -> Iterator[bytes]:
    """A feed as packed frames, none of them large: whoever unpacks them can do other things in between."""
    yield msgspec.msgpack.encode(msgspec.structs.replace(feed, items=()))
    batch: list[Item] = []
    weight = 0
    for item in feed.items:
        batch.append(item)
        weight += len(item.summary) + len(item.notes) + 100 * len(item.notes_links)
        if len(batch) == _BATCH or weight > _CHARACTERS:
            yield msgspec.msgpack.encode(batch)
            batch, weight = [], 0
    if batch:
        yield msgspec.msgpack.encode(batch)
    yield b""


def main(megabytes: int, seconds: float) -> None:
    """Serve until the pipe closes. A file that takes more than `seconds` of processor time ends the process."""
    _bound(megabytes)
    _step_back()
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while (kind := _take(come)) is not None:
        url, data = _take(come), _take(come)
        if url is None or data is None:
            return
        _alarm(seconds)
        try:
            feed = read(data, kind.decode("utf-8", "replace"), url.decode("utf-8", "replace"))
        except MemoryError:
            feed = Feed(oddities=("Reading it took more memory than any feed should.",))
        _alarm(0)
        for frame in frames(feed):
            go.write(LENGTH.pack(len(frame)) + frame)
        go.flush()


def _take(pipe: BinaryIO) -> bytes | None:
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    body = pipe.read(size)
    return body if len(body) == size else None


def _alarm(seconds: float) -> None:
    """Have SIGPROF end this process after so much work, whatever it is stuck in; 0 calls that off.

    The processor's time counts, not the clock's: on a busy machine an honest feed may take long.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _step_back() -> None:
    """Let the bot's own process go first where the machine is busy: people wait for answers, nobody for a feed."""
    if hasattr(os, "nice"):
        os.nice(_POLITE)


def _bound(megabytes: int) -> None:
    """Make memory beyond the limit fail here, not in the bot; systems without such limits do without."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
