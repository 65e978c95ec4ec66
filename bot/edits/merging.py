"""Two changes of one text, made apart, brought together line by line."""

from __future__ import annotations

from difflib import SequenceMatcher

Hunk = tuple[int, int, list[bytes]]
"""Lines of the base from one position up to another, and what stands there instead."""


def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The text with both changes made, None where they change the same lines.

    Changes of neighbouring lines are brought together, so whether the result makes sense is for the caller to check.
    """
    lines = base.splitlines(keepends=True)
    mine, other = _hunks(lines, ours), _hunks(lines, theirs)
    for a in mine:
        for b in other:
            if a != b and _clash(a, b):
                return None
    every = sorted([*mine, *(hunk for hunk in other if hunk not in mine)], key=lambda hunk: (hunk[0], hunk[1]))
    found: list[bytes] = []
    at = 0
    for start, end, new in every:
        found += [*lines[at:start], *new]
        at = end
    return b"".join([*found, *lines[at:]])


def _clash(a: Hunk, b: Hunk) -> bool:
    """Whether two hunks change the same lines, or put something in at the same place."""
    if a[0] == a[1] and b[0] == b[1]:
        return a[0] == b[0]
    return a[0] < b[1] and b[0] < a[1]


def _hunks(lines: list[bytes], changed: bytes) -> list[Hunk]:
    """What a change did to the lines. Equal lines at both ends are passed over, so that a long file costs little."""
    others = changed.splitlines(keepends=True)
    head = 0
    while head < min(len(lines), len(others)) and lines[head] == others[head]:
        head += 1
    tail = 0
    while tail < min(len(lines), len(others)) - head and lines[-1 - tail] == others[-1 - tail]:
        tail += 1
    ours, new = lines[head : len(lines) - tail], others[head : len(others) - tail]
    matcher = SequenceMatcher(None, ours, new, autojunk=False)
    return [(head + a, head + b, new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
