"""What is kept of rights, of changes to the knowledge, and of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DAY = 24 * 3600.0

EditSource = Literal["discord", "disk", "import"]
EditState = Literal["planned", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Grant:
    """Whoever has the role on the server may speak for the show."""

    guild: int
    role: int
    show: str
    granted_by: int | None
    at: float


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of an edit, relative to the knowledge folder, with its bytes; None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class NewEdit:
    """A change to the knowledge, of one file or of several at once."""

    files: tuple[FileChange, ...]
    source: EditSource
    who: int | None = None
    """None for changes on disk."""
    name: str = ""
    """How that person is called, for those who read the history."""
    why: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class EditLine:
    """An edit without its texts.

    `planned` ones were about to be written when the bot last looked; `dropped` ones never were.
    """

    id: int
    at: float
    who: int | None
    name: str
    why: str
    source: EditSource
    state: EditState
    undoes: int | None
    undone_by: int | None
    paths: tuple[str, ...]
    """The first of its files by name, at most 25."""
    count: int
    """How many files there are."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit with its texts, of all its files or of those that were asked for."""

    line: EditLine
    files: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what, or was refused it, on which server."""

    id: int
    at: float
    guild: int | None
    who: int | None
    """None where that person asked to be forgotten."""
    deed: str
    """The command or setting."""
    detail: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One thing kept about somebody."""

    kind: str
    """In words for that person, such as `conversation`."""
    at: float
    guild: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went when somebody asked to be forgotten: how many, by kind; kinds of which there were none are left out."""

    deleted: Mapping[str, int] = field(default_factory=dict)
    unsigned: Mapping[str, int] = field(default_factory=dict)
    """What stays, without its author: changes to the knowledge and to settings."""


@dataclass(frozen=True, slots=True)
class Keep:
    """For how long things are kept, in seconds; `/privacy` says the same."""

    conversations: float = DAY
    answers: float = 30 * DAY
    feedback: float = 365 * DAY
    reports: float = 365 * DAY
    gaps: float = 365 * DAY
    audit: float = 365 * DAY
    posts: float = 730 * DAY
    """Announcements: for so long the buttons under them know their episode."""
    unposted: float = 180 * DAY
    """Announcements that were left out or did not get through."""
    letters: float = 90 * DAY
    """Direct messages about episodes that somebody follows."""
    departed: float = 30 * DAY
    """After the bot was removed from a server."""
