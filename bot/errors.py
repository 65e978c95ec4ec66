"""The errors people see; each knows its sentence.

BotError
├── ConfigError(missing)        settings that are missing or wrong
├── KnowledgeError(problems)    the knowledge folder as a whole cannot be used
├── UsageError(text)            what was asked on the command line cannot be done
├── IndexStale(path)            the index file is unusable and could not be rebuilt
├── StateTooNew(where)          the state was kept by a newer version of the bot
└── StateUnusable(where)        the state cannot be read or written
"""

from __future__ import annotations

from pathlib import Path

from bot.model import Problem


class BotError(Exception):
    """Anything that a person can be told in one plain sentence: `str(error)`."""


class ConfigError(BotError):
    """Settings that are missing or wrong, each with how to mend it."""

    def __init__(self, missing: dict[str, str]) -> None:
        self.missing = missing
        super().__init__("; ".join(f"{name}: {how}" for name, how in missing.items()))


class KnowledgeError(BotError):
    """The knowledge folder cannot be used at all."""

    def __init__(self, text: str, problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems
        super().__init__(text)


class UsageError(BotError):
    """What was asked on the command line cannot be done."""


class IndexStale(BotError):
    """The index file cannot be used and could not be replaced."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"The index {path} cannot be used ({reason}). Delete it: it is rebuilt from the knowledge files.")


class StateTooNew(BotError):
    """The state was kept by a newer version of the bot, which alone understands it; nothing in it was touched."""

    def __init__(self, where: str, version: str) -> None:
        self.where = where
        self.version = version
        super().__init__(
            f"The state {where} was kept by a newer version of Greenroom (its format is {version}); "
            "start that version, or give another data folder: nothing in it was changed."
        )


class StateUnusable(BotError):
    """The state cannot be read or written; `reason` says why, in the words of the database or the system."""

    def __init__(self, where: str, reason: str) -> None:
        self.where = where
        self.reason = reason
        super().__init__(f"The state {where} cannot be used: {reason}.")
