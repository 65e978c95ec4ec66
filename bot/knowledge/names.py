"""What names of files and folders mean: slugs, known files, and slips of known names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ENDINGS = (".yaml", ".yml")

_NEAR_ENDING = re.compile(r"\.(ya?a?mla?|y[al]m|yalm|ymal|yam|yal)(\.txt)?$|\.ya?ml\.(txt|ya?ml)$", re.IGNORECASE)
"""Endings that were probably meant as `.yaml`; Windows likes to add `.txt`."""

FLOOR = 80.0
"""Likeness, of 100, from which a file's name counts as a slip of a known one: `sponsor` and `sponsors` have 93."""


def stem(name: str) -> str | None:
    """The name of a YAML file without its ending, None for any other file."""
    for ending in ENDINGS:
        if name.endswith(ending):
            return name[: -len(ending)]
    return None


def same(name: str) -> str:
    """The form in which two slugs are compared: case and Unicode composition do not matter."""
    return unicodedata.normalize("NFC", name).casefold()


def slug_problem(slug: str) -> str:
    """Why the name cannot be a slug, "" where it can."""
    wrong = next((c for c in slug if not (c.isalnum() or c in "._-" or unicodedata.combining(c))), None)
    if wrong is None and slug:
        return ""
    what = {" ": "a space"}.get(wrong or "", f'"{wrong}"' if wrong and wrong.isprintable() else "an invisible character")
    suggestion = re.sub(r"-{2,}", "-", "".join(c if c.isalnum() or c in "._-" else "-" for c in slug)).strip("-")
    advice = f"; call it {suggestion}" if suggestion else ""
    return f"a name may hold letters, digits, dot, _ and -, but this one holds {what}{advice}"


def loose_stem(name: str) -> str | None:
    """The stem of a file that is, or was probably meant to be, a YAML file; None for any other."""
    exact = stem(name)
    if exact is not None:
        return exact
    found = _NEAR_ENDING.search(name)
    return name[: found.start()] if found else None


def slip_of(name: str, known: Iterable[str]) -> str | None:
    """The known stem that a file or folder was probably meant to have; None where none is near."""
    choices = list(known)
    plain = name.casefold()
    for choice in choices:
        if plain == choice or plain in (choice + "s", choice.removesuffix("s")):
            return choice
    if not any(abs(len(choice) - len(plain)) <= 2 for choice in choices):
        return None
    # RapidFuzz takes longer to import than a folder without mistakes takes to scan.
    from bot.match import nearest

    return nearest(plain, choices, FLOOR)
