"""Why a change to the knowledge is not made; each knows its sentence.

BotError
├── EditRefused(text)             the change cannot be made without harm
└── EditConflict(conflicts)       somebody else changed a file meanwhile; holds both versions
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BotError


class EditRefused(BotError):
    """The change cannot be made as asked; `str` says why and what would help. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One file that is no longer as it was when the edit began; None stands for "no such file".

    `base` is the digest that the edit started from, `theirs` the bytes as they stand now, `ours` what the edit would write.
    """

    path: str
    base: str | None
    theirs: bytes | None
    ours: bytes | None


class EditConflict(BotError):
    """Files were changed by somebody else since the edit began; nothing of the edit was written."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        names = ", ".join(conflict.path for conflict in conflicts)
        super().__init__(f"Somebody changed {names} while you were editing. Look at the new text, then make your change again.")
