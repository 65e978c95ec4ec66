"""Where in a file a value stands, as a path of keys, positions and names: `guests[0].about`, `[Tom Christie].aliases`."""

from __future__ import annotations

import re

from bot.edits.errors import EditRefused

Step = str | int
"""A key of a mapping, or of a list a position from 0 or the name of an item (`name`, `question`, `ask` or `title`)."""

Steps = tuple[Step, ...]

NAMING = ("name", "question", "ask", "title")
"""The keys by which an item of a list is known."""

_STEP = re.compile(r"\[([^\[\]]+)\]|\.?([^.\[\]]+)")


def steps(path: str) -> Steps:
    """The steps of a path as people write it; digits in brackets are a position. Raises `EditRefused` where it is none."""
    found: list[Step] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or (match[2] and found and path[at] != "."):
            raise EditRefused(f'"{path}" names no place in a file; write it like guests[0].about')
        bracketed, key = match.groups()
        found.append(key if key else int(bracketed) if bracketed.isascii() and bracketed.isdigit() else bracketed)
        at = match.end()
    return tuple(found)


def spell(path: Steps) -> str:
    """The path as people write it; "the file" for the whole."""
    text = ""
    for index, step in enumerate(path):
        plain = isinstance(step, str) and re.fullmatch(r"[^.\[\] ]+", step)
        text += f"[{step}]" if not plain else f".{step}" if index else str(step)
    return text or "the file"
