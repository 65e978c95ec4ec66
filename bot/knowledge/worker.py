"""The other side of `bot.knowledge.helpers`: a process that reads knowledge files for another.

It is started as a plain Python program, never forked: the bot has threads, and a fork would copy their locks. Requests and
answers are MessagePack with their length before them, on standard input and output.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

import msgspec

from bot.knowledge.files import FoundFile
from bot.knowledge.load import read
from bot.model import Document

MEMORY = 1 << 30
"""Bytes of address space that reading may take; beyond it the process ends, and the caller says so of the file."""


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    stream.write(len(message).to_bytes(8, "big"))
    stream.write(message)
    stream.flush()


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
        documents: list[Document] = [read(root, found) for found in requests.decode(request)]
        send(out, answers.encode(documents))


def _limit() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
