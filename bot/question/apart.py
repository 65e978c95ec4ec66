"""Words put right before names are looked for: parted where a space is missing ("firsttime", "selfhosted99"), "teh" (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.match.names import Names
from bot.match.things import How, Thing
from bot.question.abbreviated import show_by_letters
from bot.question.lexicon import CORE, GLUE, cue_words, ordinary
from bot.question.spell import SHORT
from bot.text import Word

NUMBERED = re.compile(r"([a-z]{2,})(\d{1,4})")
AFTER_HOW = frozenset("many much long often far old come to do did does".split())
BEFORE_A = frozenset("for was with had has from".split())
"""Small words that people write in one with the article; of two letters they would be names (Ina, Isa, Ona)."""
OPENERS = frozenset("who how was did has had are".split())
AFTER_OPENER = frozenset("is was are it he she they many long".split())
LEAST = 6
"""Letters of a word that may be two."""


def parted(words: Sequence[Word], names: Names, shows: Sequence[Thing] = ()) -> tuple[Word, ...]:
    """The words, swapped letters put back, two small words or a show and a number parted; names stay as they are."""
    around = zip(words, ("", *(w.folded for w in words)), (*(w.folded for w in words[1:]), ""), strict=False)
    return tuple(piece for word, before, after in around for piece in _pieces(word, before, after, names, shows))


def _pieces(word: Word, before: str, after: str, names: Names, shows: Sequence[Thing]) -> Iterator[Word]:
    meant = "how" if word.folded == "hwo" and after in AFTER_HOW else _swapped_back(word.folded)
    if meant and not any(how != How.INITIALS for _, how in names.exact(word.folded)):
        yield Word(meant, word.raw, word.start, word.end)
        return
    if _of_somebody(word.folded, names):
        yield Word(word.folded[:-1], word.raw[:-1] + "'s", word.start, word.end)
        return
    at = _seam(word.folded, before, names, shows) if len(word.raw) == len(word.folded) else 0
    if not at:
        yield word
        return
    yield Word(word.folded[:at], word.raw[:at], word.start, word.start + at)
    yield Word(word.folded[at:], word.raw[at:], word.start + at, word.end)


def _of_somebody(text: str, names: Names) -> bool:
    """Whether a word is somebody's name with the s of what is theirs ("toms last episode")."""
    unknown = len(text) > 3 and text.endswith("s") and not (ordinary(text) or text in names.words or names.exact(text))
    return unknown and any(thing.kind == "person" and how == How.PART for thing, how in names.exact(text[:-1]))


def _seam(text: str, before: str, names: Names, shows: Sequence[Thing]) -> int:
    """Where a folded word falls into two; 0 where it is one."""
    if text in names.words or text in SHORT or names.exact(text):
        return 0
    numbered = NUMBERED.fullmatch(text)
    if numbered:
        said = numbered.group(1)
        called = any(thing.kind == "show" for of in (said, before + said) for thing, _ in names.exact(of))
        return numbered.end(1) if called or (not ordinary(said) and show_by_letters(said, shows)) else 0
    if text[-1:] == "a" and text[:-1] in BEFORE_A and not ordinary(text):
        return len(text) - 1
    if text[:3] in OPENERS and text[3:] in AFTER_OPENER and not ordinary(text):
        return 3
    return _small_words(text) if len(text) >= LEAST and text.isalpha() else 0


@lru_cache(maxsize=4096)
def _swapped_back(text: str) -> str:
    """The small word that a short one is with two neighbouring letters swapped ("teh", "hwo"); "" where it is none."""
    if not 2 < len(text) < 6 or ordinary(text) or text in SHORT:
        return ""
    swaps = (text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1))
    return next((swap for swap in swaps if swap in GLUE or swap in CORE), "")


@lru_cache(maxsize=4096)
def _small_words(text: str) -> int:
    if ordinary(text):
        return 0
    small = GLUE | cue_words()
    seams = [at for at in range(3, len(text) - 2) if text[:at] in small and text[at:] in small]
    return max(seams, key=lambda at: ((text[:at] in CORE) + (text[at:] in CORE), at), default=0)
