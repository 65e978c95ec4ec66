"""A card in words: what `render` lays out as an embed, or as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.index import Row
from bot.wording.marks import shorten
from bot.wording.words import cited, day_of

Tone = Literal["answered", "asking", "unknown"]
TITLE = 90
"""Letters of an episode's title in a list: two lines on a phone."""


@dataclass(frozen=True)
class Part:
    """One field of a card; `beside` ones share a line where the screen is wide enough."""

    name: str
    text: str
    beside: bool = False


@dataclass(frozen=True)
class Sheet:
    """A card's texts, all safe Markdown; `image` and `url` are as the knowledge has them."""

    title: str = ""
    url: str = ""
    head: str = ""
    """A small line above the title."""
    body: str = ""
    parts: tuple[Part, ...] = ()
    foot: str = ""
    image: str = ""
    tone: Tone = "answered"


def episode_line(row: Row, url: str, show: str = "") -> str:
    """An episode as a line of a list: number, linked title, day; with its show where several are known."""
    short = Row(row.id, row.key, row.show, row.number, row.label, shorten(row.title, TITLE), row.day, row.recorded, row.seconds)
    return f"- {cited(short, url, show)}{day_of(row)}"


def some(lines: Sequence[str], most: int, between: str = "\n") -> str:
    """The first `most` lines, and how many more there are."""
    rest = len(lines) - most
    shown = [*lines[:most], f"-# and {rest:,} more"] if rest > 0 else list(lines)
    return between.join(shown)
