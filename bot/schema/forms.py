"""The forms that a value in a knowledge file can have: plain descriptions, read by `bot.knowledge` and by `editor`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_LINE = 2_000
"""Characters of a title or name: far beyond any real one, far below what would hurt."""

LONGEST_TEXT = 100_000
"""Characters of a summary: a long article still fits."""


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one line, such as a name or a title."""

    example: str = "Tom Christie"


@dataclass(frozen=True, slots=True)
class Prose:
    """Text of any length, line breaks kept."""

    example: str = "what it is about, in a sentence or two"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number; where `texts` is set any short text will do as well (`S02E03`)."""

    texts: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, an instant, a month or a year."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length or a position in the audio, in seconds; with `fractions` also parts of a second."""

    fractions: bool = False


@dataclass(frozen=True, slots=True)
class Url:
    """A web address; with `paths` also a path relative to the file."""

    paths: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A list of texts, lists inside lists allowed."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Text, or a mapping from what the credit is for to text or facts."""


@dataclass(frozen=True, slots=True)
class Handles:
    """A mapping from a service to somebody's name there."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its form, what a moderator should know of it, and words that people write for it by mistake."""

    form: Form
    help: str
    required: bool = False
    slips: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Keys with values, made into a model type. `short` is the key that a bare text stands for (`- Tom Christie`)."""

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    what: str
    """For messages: "a link"."""
    example: str
    """The record in short, as one item of a list."""
    short: str | None = None
    required: tuple[str, ...] = field(init=False)
    """The keys that must have a value."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "required", tuple(name for name, each in self.fields.items() if each.required))


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items all have one form."""

    item: Line | Prose | Record


Form = Line | Prose | Number | Flag | Date | Duration | Url | Outline | Credits | Handles | Record | ListOf


@dataclass(frozen=True, slots=True)
class FileForm:
    """A kind of knowledge file: the name of its schema, what it is for, and the form of its whole content."""

    schema: str
    help: str
    form: Record | ListOf
