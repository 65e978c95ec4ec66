"""The text above a post, as moderators write it: words with named placeholders (pure)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

PLACEHOLDERS = {
    "title": "the episode's title",
    "number": "its number, such as #250",
    "show": "the show's name",
    "date": "the day it came out",
    "length": "how long it is",
    "guests": "who is on",
    "topics": "what it is about",
    "sponsors": "who sponsored it",
    "url": "its page, or else the audio",
    "listen": "the audio, or else its page",
}
"""What stands for what; each is empty where nothing is known."""
USUAL = "**{show}** has a new episode: {number} **{title}**"
LONGEST = 1000
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_SPACES = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")


def mistakes(template: str) -> tuple[str, ...]:
    """What is wrong with a template, in words for who wrote it; empty where nothing is."""
    found = []
    if len(template) > LONGEST:
        found.append(f"It has {len(template)} characters; there is room for {LONGEST}.")
    for piece in _PIECE.finditer(template):
        name = piece[1]
        if piece[0] in ("{{", "}}"):
            continue
        if name is None:
            found.append(f"The {piece[0]} at character {piece.start() + 1} has no partner; for a plain one write it twice.")
        elif name not in PLACEHOLDERS:
            found.append(_unknown(name))
    return tuple(dict.fromkeys(found))


def _unknown(name: str) -> str:
    near = get_close_matches(name.strip().casefold(), PLACEHOLDERS, 1)
    hint = f"did you mean {{{near[0]}}}?" if near else "there are " + ", ".join(f"{{{each}}}" for each in PLACEHOLDERS) + "."
    return f"There is no {{{name[:40]}}}; {hint}"


def fill(template: str, values: Mapping[str, str]) -> str:
    """The text with every placeholder filled; what is not a placeholder stays as it is. `values` are put in as they are."""

    def one(piece: re.Match[str]) -> str:
        if piece[0] in ("{{", "}}"):
            return piece[0][0]
        return values.get(piece[1], piece[0]) if piece[1] is not None else piece[0]

    return _SPACES.sub(" ", _PIECE.sub(one, template)).strip()
