"""What is kept of asking and answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

GapStatus = Literal["open", "ignored", "answered"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the bot behaves on one server; the defaults where nothing was set."""

    guild: int
    shows: tuple[str, ...] = ()
    """Slugs of the shows it speaks for; empty for all."""
    default_show: str | None = None
    ask_channels: frozenset[int] = frozenset()
    """Channels where it also answers plain questions."""
    moderator_role: int | None = None
    private: bool = False
    """Whether answers are shown to the asker alone."""
    private_channels: Mapping[int, bool] = field(default_factory=dict)
    """Channels where that is otherwise than on the server."""
    timezone: str = ""
    moderators_channel: int | None = None

    def private_in(self, channel: int) -> bool:
        """Whether answers in `channel` are shown to the asker alone."""
        return self.private_channels.get(channel, self.private)


class SettingsChanges(TypedDict, total=False):
    """The settings that a moderator changes in one go; what is left out stays."""

    shows: tuple[str, ...]
    default_show: str | None
    ask_channels: frozenset[int]
    moderator_role: int | None
    private: bool
    timezone: str
    moderators_channel: int | None


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer that stands in a channel, with what its buttons need after a restart."""

    message: int
    channel: int
    asker: int
    key: str
    """What was answered, in the caller's words."""
    guild: int | None = None
    """None in direct messages."""
    asked: int | None = None
    """The message that asked; None for a command."""
    question: str = ""
    """Empty for what was only overheard."""
    state: bytes = b""
    """Page and choices, opaque to the store."""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """Thumbs under one answer."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer, by its key, with the thumbs that it got wherever it was given."""

    key: str
    question: str
    """One of the questions that got it."""
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class NewReport:
    """Somebody says that an answer is wrong."""

    message: int
    channel: int
    user: int
    reason: str
    guild: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A reported answer; open while `closed_at` is None."""

    id: int
    message: int
    channel: int
    user: int
    guild: int | None
    question: str
    reason: str
    at: float
    closed_by: int | None
    closed_at: float | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that could not be answered, however often and in whatever words it was asked on one server."""

    id: int
    guild: int | None
    """None for direct messages."""
    key: str
    show: str
    """Slug of the show it was about, empty where that is not known."""
    example: str
    count: int
    first_at: float
    last_at: float
    status: GapStatus
    note: str
    """How it was answered, in the moderator's words; else empty."""
    changed_by: int | None
    changed_at: float | None
    watchers: int
    """How many people want to be told."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Somebody who wants to be told when a gap is closed, in that channel, or by direct message where it is None."""

    gap: int
    user: int
    channel: int | None
    at: float
