"""The other side of `bot.knowledge.helpers`: a process that reads knowledge files for another.

It is started as a plain Python program, never forked: the bot has threads, and a fork would copy their locks. A request
is a list of files, an answer their documents in pieces: MessagePack with its length before it, on standard input and output.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO

import msgspec
from msgspec.structs import replace

from bot.knowledge.files import FoundFile
from bot.knowledge.load import read
from bot.model import Document

MEMORY = 1 << 30
"""Bytes of address space that reading may take; beyond it the process ends, and the caller says so of the file."""

WORK = 8.0
"""Seconds of processor time for one request; beyond it the process ends. The largest file allowed takes under one."""

PART = 1_000
"""Register entries, or the like, of one piece of an answer: decoding them stops all else for a millisecond."""

END = b""
"""The message after the last piece of an answer."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    stream.write(len(message).to_bytes(8, "big"))
    stream.write(message)


def parts(document: Document) -> Iterator[Document]:
    """The document in pieces, each with the head and up to `PART` of the long lists, so that none takes long to decode."""
    size = max(len(document.entries), len(document.claims), len(document.faqs), len(document.checks))
    if size <= PART:
        yield document
        return
    for at in range(0, size, PART):
        piece = slice(at, at + PART)
        yield replace(
            document,
            problems=document.problems if at == 0 else (),
            entries=document.entries[piece],
            claims=document.claims[piece],
            faqs=document.faqs[piece],
            checks=document.checks[piece],
        )


def joined(pieces: list[Document]) -> Document:
    """The document that was sent in pieces."""
    if len(pieces) == 1:
        return pieces[0]
    return replace(
        pieces[0],
        entries=tuple(chain.from_iterable(piece.entries for piece in pieces)),
        claims=tuple(chain.from_iterable(piece.claims for piece in pieces)),
        faqs=tuple(chain.from_iterable(piece.faqs for piece in pieces)),
        checks=tuple(chain.from_iterable(piece.checks for piece in pieces)),
    )


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, None where the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def serve() -> None:
    """Read the files that are asked for on standard input until it ends; the folder is the program's only argument."""
    root = Path(sys.argv[1])
    _limit()
    requests = msgspec.msgpack.Decoder(list[FoundFile])
    answers = msgspec.msgpack.Encoder()
    # What anything prints by mistake must not get between the answers.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    while (request := receive(sys.stdin.buffer)) is not None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, WORK)
        for found in requests.decode(request):
            for part in parts(read(root, found)):
                send(out, answers.encode(part))
        send(out, END)
        out.flush()


def _limit() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
