"""The nearest of a few names, for "did you mean ...?"."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Sequence

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

APOSTROPHES = str.maketrans({"'": None, "’": None})
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


def nearest_by_edits(word: str, choices: Iterable[str], most: int) -> list[tuple[str, int]]:
    """The choices at most `most` edits (a swap of neighbours is one) from `word`, with the edits; only the nearest ones."""
    measured = [(choice, OSA.distance(word, choice, score_cutoff=most)) for choice in choices]
    least = min((edits for _, edits in measured), default=most + 1)
    return [(choice, edits) for choice, edits in measured if edits == least] if least <= most else []


def nearest_names(name: str, names: Iterable[str], floor: float = 72.0, most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `names` that are like `name`, or have a word much like one of its words; best first."""
    choices, said = sorted(set(names)), utils.default_process(name)
    ready = [utils.default_process(choice) for choice in choices]
    likeness = {at: score for _, score, at in process.extract(said, ready, scorer=fuzz.ratio, score_cutoff=floor, limit=None)}
    bearers: dict[str, list[int]] = {}
    for at, text in enumerate(ready):
        for word in text.split():
            bearers.setdefault(word, []).append(at)
    for word in {word for word in said.split() if len(word) > 3}:
        for alike, score, _ in process.extract(word, list(bearers), scorer=fuzz.ratio, score_cutoff=90.0, limit=None):
            for at in bearers[alike]:
                likeness[at] = max(likeness.get(at, 0.0), 0.9 * score)
    ranked = sorted((-score, at) for at, score in likeness.items() if score >= floor)
    return tuple(choices[at] for _, at in ranked[:most])


def best_text(words: Sequence[str], choices: Sequence[str], plain: Container[str] = ()) -> tuple[int, float] | None:
    """The choice that shares most with `words`, as (number, share of the words found, 0-100); None where nothing fits.

    A word counts by its letters when some word of the choice is the same, starts alike or is a slip of it; a word in
    `plain` counts a fifth.
    """
    pieces = ((piece, 0.2 if w in plain else 1.0) for w in words if len(w) > 1 for piece in utils.default_process(w).split())
    wanted = {piece: len(piece) * share for piece, share in pieces}
    total = sum(wanted.values())
    if not total:
        return None
    best: tuple[float, float, int] | None = None
    for number, choice in enumerate(choices):
        parts = utils.default_process(choice.translate(APOSTROPHES)).split()
        joined = {w for pair in itertools.pairwise(wanted) if "".join(pair) in parts for w in pair}
        got = sum(weight * (1.0 if w in joined else _part_likeness(w, parts)) for w, weight in wanted.items())
        extra = sum(len(p) for p in parts)
        rank = (got / total, got / max(1, extra), -number)
        if got / total >= 0.5 and (best is None or rank > (best[0], best[1], -best[2])):
            best = (rank[0], rank[1], number)
    return (best[2], 100.0 * best[0]) if best else None


def _part_likeness(word: str, parts: Sequence[str]) -> float:
    best = 0.0
    for part in parts:
        if part == word:
            return 1.0
        if len(word) > 3 and (part.startswith(word) or (word.startswith(part) and len(part) > 3)):
            best = max(best, 0.9)
        elif len(word) > 3:
            ratio = fuzz.ratio(word, part)
            if ratio >= 78:
                best = max(best, ratio / 100.0 - 0.08)
    return best
