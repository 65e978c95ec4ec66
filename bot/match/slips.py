"""Texts that a misspelt text may mean, with the edits between (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.match.deletes import PREFIX, Deletes, allowed

KEPT = 8192
"""Texts of which the names they may be slips of are kept: the same words are asked again and again."""
HEADS = 32
"""Beginnings of which the candidates are kept while a question is read: its spans begin alike."""


def most_slips(word: str) -> int:
    """How many slips a word may hold where another word beside it tells whom is meant."""
    return 1 if len(word) < 6 else 2


class Slips:
    """Numbered texts, found by what is nearly one of them. Immutable."""

    def __init__(self, texts: Sequence[str], deletes: Deletes) -> None:
        # Functions without `self`, so that what is replaced after a change is freed at once: no ring keeps it.
        candidates = lru_cache(maxsize=HEADS)(partial(_candidates, texts, deletes))
        self._candidates = candidates
        self._meant = lru_cache(maxsize=KEPT)(partial(_meant, candidates))

    def meant(self, text: str) -> tuple[tuple[int, int], ...]:
        """The texts that `text` may be a slip of, each with the edits between; kept for the next time it is asked."""
        return self._meant(text)

    def within(self, text: str, most: int) -> list[int]:
        """Numbers of the texts at most `most` edits from `text`, as far as the index shows them, the nearest first."""
        numbers, names = self._candidates(text[:PREFIX])
        return [numbers[at] for _, _, at in process.extract(text, names, scorer=OSA.distance, score_cutoff=most, limit=None)]

    def nearest(self, text: str, most: int) -> list[int]:
        """Up to `most` numbers of texts that begin much like `text`, the nearest first."""
        numbers, names = self._candidates(text[:PREFIX])
        return [numbers[at] for _, _, at in process.extract(text, names, scorer=OSA.distance, limit=most)]


def _candidates(texts: Sequence[str], deletes: Deletes, head: str) -> tuple[list[int], list[str]]:
    """What may be a few edits from a text that begins with `head`: numbers, and the texts themselves."""
    numbers = sorted(deletes.near(head))
    return numbers, [texts[number] for number in numbers]


def _meant(candidates: Callable[[str], tuple[list[int], list[str]]], text: str) -> tuple[tuple[int, int], ...]:
    limit = allowed(len(text))
    if not limit:
        return ()
    numbers, names = candidates(text[:PREFIX])
    found = process.extract(text, names, scorer=OSA.distance, score_cutoff=limit, limit=None)
    return tuple((numbers[at], edits) for name, edits, at in found if _may_be(text, name, edits))


def _may_be(text: str, name: str, edits: int) -> bool:
    return edits <= allowed(len(name)) and _digits(text) == _digits(name) and _likely(text, name)


def _likely(text: str, name: str) -> bool:
    """Whether a short name may have been meant: another letter in place of one makes another word ("metz" is not "meta")."""
    return len(text) > 5 or len(text) != len(name) or sorted(text) == sorted(name)


def _digits(text: str) -> str:
    """The digits of a text: a slip in a letter is likely, "coder 502" for "coder 500" is not."""
    return "".join(c for c in text if c.isdigit())
