"""A copy of the knowledge folder to play with, which follows the original: what is changed there on disk is taken over."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from watchfiles import DefaultFilter, awatch

LOG = logging.getLogger(__name__)
DEBOUNCE_MS, STEP_MS = 40, 20


class Copy:
    """The folder `to`, a copy of `of`. `note` is a file that says which version of each file was copied last."""

    def __init__(self, of: Path, to: Path, note: Path) -> None:
        self.of = of
        self.to = to
        self._note = note

    def bring(self) -> int:
        """How many files were taken over: those of the original that changed, came or went since the last time. It blocks.

        What was changed in the copy alone stays as it is there.
        """
        before, now = self._known(), {path: _digest(self.of / path) for path in _files(self.of)}
        changed = [path for path, digest in now.items() if before.get(path) != digest or not self.to.is_dir()]
        gone = [path for path in before if path not in now]
        for path in changed:
            target = self.to / path
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_name(f".{target.name}.new")
            shutil.copyfile(self.of / path, fresh)
            os.replace(fresh, target)
        for path in gone:
            (self.to / path).unlink(missing_ok=True)
        self.to.mkdir(parents=True, exist_ok=True)
        self._note.write_text(json.dumps(now), "utf-8")
        return len(changed) + len(gone)

    def _known(self) -> dict[str, str]:
        """What was copied last; nothing where there is no copy any more."""
        try:
            return dict(json.loads(self._note.read_text("utf-8"))) if self.to.is_dir() else {}
        except (OSError, ValueError):
            return {}

    async def follow(self, stop: asyncio.Event) -> None:
        """Takes over what changes in the original until `stop` is set."""
        changes = awatch(self.of, watch_filter=DefaultFilter(), debounce=DEBOUNCE_MS, step=STEP_MS, stop_event=stop)
        async for _ in changes:
            try:
                await asyncio.to_thread(self.bring)
            except OSError as error:
                LOG.warning("a change could not be copied for the demo: %s", error)


def _files(folder: Path) -> Iterator[str]:
    """Every file but hidden ones and what lies in hidden folders."""
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in within.parts):
            yield within.as_posix()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
