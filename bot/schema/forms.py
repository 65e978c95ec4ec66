"""The forms that a value in a knowledge file can have: plain descriptions, read by `bot.knowledge` and by `editor`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import force_setattr

from bot.model import Frozen

LONGEST_LINE = 2_000
"""Characters of a title or name: far beyond any real one, far below what would hurt."""

LONGEST_TEXT = 100_000
"""Characters of a summary: a long article still fits."""


class Line(Frozen, frozen=True):
    """Text on one line, such as a name or a title."""

    example: str = "Tom Christie"


class Prose(Frozen, frozen=True):
    """Text of any length, line breaks kept."""

    example: str = "what it is about, in a sentence or two"


class Number(Frozen, frozen=True):
    """A whole number; where `texts` is set any short text will do as well (`S02E03`)."""

    texts: bool = False


class Flag(Frozen, frozen=True):
    """Yes or no."""


class Date(Frozen, frozen=True):
    """A day, an instant, a month or a year."""


class Duration(Frozen, frozen=True):
    """A length or a position in the audio, in seconds; with `fractions` also parts of a second."""

    fractions: bool = False


class Url(Frozen, frozen=True):
    """A web address; with `paths` also a path relative to the file."""

    paths: bool = False


class Outline(Frozen, frozen=True):
    """A list of texts, lists inside lists allowed."""


class Credits(Frozen, frozen=True):
    """Text, or a mapping from what the credit is for to text or facts."""


class Handles(Frozen, frozen=True):
    """A mapping from a service to somebody's name there."""


class Field(Frozen, frozen=True):
    """One key of a record: its form, what a moderator should know of it, and words that people write for it by mistake."""

    form: Form
    help: str
    required: bool = False
    slips: tuple[str, ...] = ()


class Record(Frozen, frozen=True):
    """Keys with values, made into a model type. `short` is the key that a bare text stands for (`- Tom Christie`)."""

    make: Callable[..., Any]
    fields: Mapping[str, Field]
    what: str
    """For messages: "a link"."""
    example: str
    """The record in short, as one item of a list."""
    short: str | None = None
    required: tuple[str, ...] = ()
    """The keys that must have a value; worked out from `fields`."""

    def __post_init__(self) -> None:
        force_setattr(self, "required", tuple(name for name, each in self.fields.items() if each.required))


class ListOf(Frozen, frozen=True):
    """A list whose items all have one form."""

    item: Line | Prose | Record


Form = Line | Prose | Number | Flag | Date | Duration | Url | Outline | Credits | Handles | Record | ListOf


class FileForm(Frozen, frozen=True):
    """A kind of knowledge file: the name of its schema, what it is for, and the form of its whole content."""

    schema: str
    help: str
    form: Record | ListOf
