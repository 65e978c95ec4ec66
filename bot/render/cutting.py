"""Markdown cut to a length, so that what is left is still right (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.render.limits import units
from bot.render.pieces import pieces

MORE = " …"
JOINED = re.compile(r"[\u200d\ufe00-\ufe0f\u0300-\u036f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]")
"""What belongs to the letter before it: joiners, accents, skin tones."""
LOOSE_END = re.compile(r"(?:\n(?:-\#|[->*])?|\s)+\Z")
"""A line that was begun and has nothing in it."""
AHEAD = 4
"""How many times the limit is looked at: the piece that stands across the limit must be seen whole."""
WORTH = 0.6
"""How much of the room must stay used for a cut to go back to the end of a line or word."""


def cut(markdown: str, most: int) -> str:
    """`markdown` within `most` UTF-16 units, " …" where cut.

    It is cut between lines where that loses little, else between words, and only in a word that fills the room alone; never
    in a link, an escaped mark or an emoji, and what is bold is closed.
    """
    if units(markdown) <= most:
        return markdown
    kept = _back_to_an_edge(_that_fit(markdown[: most * AHEAD], most - units(MORE)))
    while pieces(kept).count("**") % 2:
        kept = kept[: kept.rfind("**")]
    return LOOSE_END.sub("", kept) + MORE


def _that_fit(markdown: str, room: int) -> list[str]:
    fitting: list[str] = []
    for piece in _whole(markdown, room):
        room -= units(piece)
        if room < 0:
            break
        fitting.append(piece)
    return fitting


def _whole(markdown: str, room: int) -> Iterator[str]:
    """The pieces that must stay whole; a word that is longer than half the room comes in its letters."""
    for piece in pieces(markdown):
        if len(piece) > room // 2 and piece[0] not in "[<`":
            yield from _letters(piece)
        else:
            yield piece


def _letters(word: str) -> Iterator[str]:
    letter = ""
    for each in word:
        if letter and not JOINED.match(each) and not letter.endswith("\u200d"):
            yield letter
            letter = ""
        letter += each
    yield letter


def _back_to_an_edge(pieces: list[str]) -> str:
    """The pieces up to the last end of a line, else of a word, where most of them stay."""
    for edge in ("\n", " "):
        last = next((at for at in range(len(pieces) - 1, 0, -1) if pieces[at].startswith(edge)), 0)
        if last > len(pieces) * WORTH:
            return "".join(pieces[:last])
    return "".join(pieces)
