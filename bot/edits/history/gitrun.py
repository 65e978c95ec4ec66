"""Git commands: argument lists only, an environment of their own, and nothing that a repository could have us run."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.errors import BotError

PATIENCE = 60.0
"""Seconds for one command."""

_KEPT = ("PATH", "HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "TMPDIR", "TEMP")
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.quotePath=false",
    "core.pager=cat",
    "log.showSignature=false",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
    "gc.auto=0",
)


STALE = 60.0
"""Seconds after which a lock of git's is one that a crash left; git itself holds them for a fraction of one."""

_LOCK = re.compile(r"Unable to create '([^']+\.lock)': File exists")


class GitFailed(BotError):
    """Git could not do what the history needs; `str` holds its own words."""


class Git:
    """Git in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def run(self, *arguments: str, data: bytes = b"") -> bytes:
        """What a command prints. Raises `GitFailed` where it fails or takes over `PATIENCE`."""
        code, out, words = await self.attempt(*arguments, data=data)
        if code:
            raise GitFailed(f"git {arguments[0]}: {words or f'status {code}'}")
        return out

    async def attempt(self, *arguments: str, data: bytes = b"") -> tuple[int, bytes, str]:
        """Status, output and complaint of a command. Raises `GitFailed` where it cannot be run."""
        program = shutil.which("git")
        if program is None:
            raise GitFailed("git is not installed")
        process = await asyncio.create_subprocess_exec(
            program,
            *self._settings(),
            *arguments,
            cwd=self.folder,
            env=_environment(),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, complaint = await asyncio.wait_for(process.communicate(data), PATIENCE)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise GitFailed(f"git {arguments[0]} took over {PATIENCE:.0f} seconds") from None
        return process.returncode or 0, out, complaint.decode("utf-8", "replace").strip()

    @staticmethod
    def _settings() -> Sequence[str]:
        return ["--no-pager", *(part for setting in _SETTINGS for part in ("-c", setting))]


def _environment() -> dict[str, str]:
    """As little as git needs: no GIT_DIR or the like of our own, no questions."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1"}


def free(complaint: str, stale: float) -> None:
    """Take away the lock that git complains of, where it is so old that whoever made it is dead. It blocks."""
    found = _LOCK.search(complaint)
    if found is None:
        return
    lock = Path(found[1])
    with suppress(OSError), tempfile.TemporaryFile(dir=lock.parent) as now:
        # The age by the clock of the file system, which is what the lock's own time is by.
        if os.fstat(now.fileno()).st_mtime - lock.stat().st_mtime >= stale:
            lock.unlink()
