"""The nearest of a few names, for "did you mean ...?"."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

FLOOR = 70.0
"""Below this (0-100) two words have too little in common to suggest one for the other ("sponser", "sponsors": 93)."""


def nearest(word: str, choices: Iterable[str], floor: float = FLOOR) -> str | None:
    """The choice most like `word`, case and punctuation aside; None where none scores `floor` of 100.

    >>> nearest("gusts", ["hosts", "guests"])
    'guests'
    """
    ordered = sorted(choices)
    found = process.extractOne(word, ordered, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=floor)
    return found[0] if found else None
