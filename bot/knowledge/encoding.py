"""Where bytes are not readable text, and what to do about it; text made fit to be shown."""

from __future__ import annotations

import re

from bot.knowledge.nodes import Slip

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_RARE_BREAKS = ("\r", "\x85", "\u2028", "\u2029")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SAVE = "save the file as UTF-8"


def printable(text: str) -> str:
    """The text with a mark in place of each character that cannot be shown."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def lines_of(data: bytes) -> list[str]:
    """The lines of a text as libyaml counts them, a byte order mark left out."""
    return split_lines(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def split_lines(text: str) -> list[str]:
    """The lines of a text as libyaml counts them."""
    return _BREAK.split(text) if any(rare in text for rare in _RARE_BREAKS) else text.split("\n")


def wide(data: bytes) -> Slip | None:
    """The slip of a text in UTF-16 or UTF-32, by its first bytes; None for any other."""
    head = data[:4]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(head) == 4 and head.count(0) >= 2 and head != b"\0\0\0\0"):
        return Slip(0, 0, f"the file is in UTF-16 or UTF-32, not in UTF-8; {_SAVE}")
    return None


def unreadable(data: bytes) -> Slip:
    """Why the bytes cannot be read as text: another encoding than UTF-8, or control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        guess = bytes([data[error.start]]).decode("latin-1")
        hint = f' (is it "{guess}" from an older encoding?)' if guess.isprintable() else ""
        return Slip(line, column, f"this byte is not UTF-8 text{hint}; {_SAVE}")
    found = _CONTROL.search(text)
    line, column = _place(text[: found.start()] if found else "")
    what = (
        f"a control character (number {ord(found[0])}) stands here; take it out"
        if found
        else f"the text cannot be read; {_SAVE}"
    )
    return Slip(line, column, what)


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 0, of what comes after this text."""
    lines = split_lines(before.removeprefix("\ufeff"))
    return len(lines) - 1, len(lines[-1])
