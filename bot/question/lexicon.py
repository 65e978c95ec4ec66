"""The words that questions are made of: small words, those of phrases, dates and numbers, and everyday ones."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import product

from bot.question.datewords import DATE_WORDS, NUMBER_WORDS
from bot.question.phrases import PHRASES


def _list(name: str) -> frozenset[str]:
    return frozenset(files("bot.question").joinpath(name).read_text("utf-8").split())


GLUE = _list("glue.txt")
"""Words that need no explaining: a question made of these and of names found is understood whole."""

CORE = frozenset(
    """guest guests host hosts hosted hosting sponsor sponsors sponsored sponsoring episode episodes who when what which
    where about latest first last long number title link interview appearance appearances""".split()
)
"""What a slip is likeliest to have been."""


@cache
def phrases() -> dict[tuple[str, ...], frozenset[str]]:
    """Every phrase as its words, with the cues it gives."""
    found: dict[tuple[str, ...], set[str]] = {}
    for cue, text in PHRASES.items():
        for line in text.splitlines():
            for words in product(*(part.split("|") for part in line.split())):
                if words:
                    found.setdefault(words, set()).add(cue)
    return {words: frozenset(cues) for words, cues in found.items()}


@cache
def cue_words() -> frozenset[str]:
    """The words that stand in some phrase, and those of dates and numbers."""
    return frozenset(w for words in phrases() for w in words) | DATE_WORDS | frozenset(NUMBER_WORDS)


@cache
def plain_words() -> frozenset[str]:
    """Ordinary words of English talk: never taken for a slip of somebody's name."""
    return _list("common.txt") | GLUE | cue_words()


def ordinary(word: str) -> bool:
    """Whether a word, or the one that it is the plural of, is one of ordinary English talk."""
    plain = plain_words()
    return word in plain or (word.endswith("s") and word[:-1] in plain)
