"""How a word sounds, roughly: words written as they are heard ("Kris Fischer") have the sound of those meant (pure).

In the spirit of Metaphone (Lawrence Philips, 1990), coarser: it is only asked where another word already tells whom is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache

STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^(?:wr|rh)", "r"),
        (r"^x", "s"),
        (r"sch|sh|tch|dg|ti(?=o)|ci(?=a)", "s"),
        (r"ph", "f"),
        (r"ck|ch|q|x|c(?![eiy])", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gh(?![aeiou])", ""),
        (r"[zc]", "s"),
        (r"w", "v"),
        (r"(?<=[^aeiou])h|h(?=[^aeiouy]|$)", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e$", ""),
        (r"[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """What a folded word sounds like, as a few letters: `fischer` and `fisher` are one, so are `payne` and `pain`."""
    for pattern, to in STEPS:
        word = pattern.sub(to, word)
    return word


def sounds_like(one: str, other: str) -> bool:
    """Whether two folded words sound alike and are long enough for that to tell anything."""
    return min(len(one), len(other)) > 2 and len(sound(one)) > 1 and sound(one) == sound(other)
