"""Processes that read knowledge files for this one: many files on every core, and big ones without holding up this process.

A file of 2 MB keeps an interpreter busy for half a second, and a thread would share this one's with the event loop.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO

import msgspec

from bot.knowledge.files import FoundFile
from bot.knowledge.load import read
from bot.knowledge.worker import joined, receive, send
from bot.model import Document

PATIENCE = 60.0
"""Seconds by the clock for one request, the helper's start included, where much else keeps the machine busy."""

Keep = Callable[[Iterable[Document]], None]

_PROGRAM = "from bot.knowledge.worker import serve; serve()"
_PIECES = msgspec.msgpack.Decoder(Document)


class HelperGone(Exception):
    """The process ended, or was ended for taking too long, before it answered."""


class Helper:
    """A process that reads files under one folder, started with the first request; close it when done."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process, None where there is none now."""
        return self._process.pid if self._process else None

    def read(self, files: Sequence[FoundFile], seconds: float) -> list[Document]:
        """The documents of the files. Raises `HelperGone` where there is no answer within `seconds`.

        Where the system allows no process, the files are read here.
        """
        try:
            process = self._process = self._process or self._start()
        except OSError:
            return [read(self._root, found) for found in files]
        assert process.stdin is not None
        assert process.stdout is not None
        deadline = Timer(seconds, process.kill)
        deadline.start()
        try:
            send(process.stdin, msgspec.msgpack.encode(files))
            process.stdin.flush()
            return _answer(process.stdout)
        except (OSError, HelperGone):
            self.close()
            raise HelperGone from None
        finally:
            deadline.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        home = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, str(self._root.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
        )

    def close(self) -> None:
        """End the process. Calling it twice does no harm."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()


def _answer(stream: IO[bytes]) -> list[Document]:
    """The documents of one answer. Raises `HelperGone` where it breaks off."""
    pieces: dict[str, list[Document]] = {}
    while message := receive(stream):
        piece = _PIECES.decode(message)
        pieces.setdefault(piece.path, []).append(piece)
    if message is None:
        raise HelperGone
    return [joined(each) for each in pieces.values()]


def share(root: Path, batches: Sequence[list[FoundFile]], otherwise: Callable[[Path, FoundFile], Document], keep: Keep) -> None:
    """Have helpers read the batches, one helper a core; `otherwise` makes the documents of a batch whose helper was lost."""
    left, lock = iter(batches), Lock()

    def work() -> None:
        helper = Helper(root)
        try:
            while True:
                with lock:
                    batch = next(left, None)
                if batch is None:
                    return
                try:
                    documents = helper.read(batch, PATIENCE)
                except HelperGone:
                    documents = [otherwise(root, found) for found in batch]
                with lock:
                    keep(documents)
        finally:
            helper.close()

    hands = min(_cores(), len(batches))
    if hands:
        with ThreadPoolExecutor(hands) as pool:
            for done in [pool.submit(work) for _ in range(hands)]:
                done.result()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
