"""Slips in the ordinary words of a question, put right (pure)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from bot.match import nearest_by_edits
from bot.match.deletes import Deletes, generous
from bot.match.sounds import sound
from bot.question.lexicon import CORE, GLUE, cue_words, plain_words
from bot.text import Word


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as folded, as the ordinary word it stands for (`word`), and how many slips apart these are."""

    at: int
    folded: str
    word: str
    edits: int
    raw: str

    @property
    def likely_slip(self) -> bool:
        """Whether the slip is of a common sort: letters swapped, doubled, dropped or changed, not a strange one put in."""
        return self.edits > 0 and (len(self.folded) <= len(self.word) or _undouble(self.folded) == _undouble(self.word))

    @property
    def plain(self) -> bool:
        """Whether it is a word of ordinary language, spelt right."""
        return self.edits == 0 and self.word in plain_words()


def _undouble(text: str) -> str:
    return "".join(c for at, c in enumerate(text) if at == 0 or text[at - 1] != c)


def _short_slip(typed: str, word: str) -> bool:
    """Whether a short word is one with letters swapped, dropped or doubled: "gale" is no slip of "gave"."""
    return sorted(typed) == sorted(word) or len(word) > len(typed) or _undouble(typed) == _undouble(word)


@cache
def _lexicon() -> tuple[tuple[str, ...], Deletes]:
    words = tuple(sorted(w for w in plain_words() if len(w) > 3))
    return words, Deletes.build(enumerate(words), generous)


def correct(words: Sequence[Word], known: Callable[[str], bool]) -> tuple[Token, ...]:
    """The words with the ordinary word each stands for; what is `known` as part of a name is left as it is."""
    tokens = [_token(at, word, known) for at, word in enumerate(words)]
    for at, (token, after) in enumerate(itertools.pairwise(tokens)):
        meant, followers = HOMOPHONES.get(token.folded, ("", frozenset()))
        had = token.folded != "ben" or any(t.word in ("has", "have", "had", "hav") for t in tokens[:at])
        if after.word in followers and had:
            tokens[at] = replace(token, word=meant)
    return tuple(tokens)


@cache
def _as_heard() -> dict[str, str]:
    """Words of questions by their sound; two that sound alike are left out."""
    found: dict[str, set[str]] = {}
    for word in cue_words():
        if len(word) > 5:
            found.setdefault(sound(word), set()).add(word)
    return {heard: min(words) for heard, words in found.items() if len(words) == 1 and len(heard) > 3}


SHORT = dict(
    pair.split(":")
    for pair in """w:with u:you ur:your r:are ppl:people n:and b4:before abt:about bout:about wich:which wat:what wats:whats
    cos:because thx:thanks sry:sorry dat:that da:the wen:when hav:have wuz:was plz:please pls:please msg:message
    juli:july juni:june januar:january februar:february octobre:october oktober:october
    dezember:december decembre:december novembre:november septembre:september whereabouts:where
    watve:what whatve:what whatcha:what meny:many prev:previous hoo:who frm:from fav:favourite
   """.split()
)
"""How people shorten words."""


HOMOPHONES = {
    "wear": ("where", frozenset("do does did is was can in".split())),
    "ware": ("where", frozenset("do does did is was can in".split())),
    "witch": ("which", frozenset("episode episodes ep eps one ones guest guests show sponsor sponsors".split())),
    "ben": ("been", frozenset("on a in the".split())),
    "won": ("one", frozenset("with about on where that".split())),
}
"""Words that sound like words of questions, and what must follow them for those to be meant."""


@lru_cache(maxsize=8192)
def _near(text: str) -> tuple[tuple[str, int], ...]:
    """Ordinary words that a word may be a slip of, with the slips between; kept, as people make the same slips."""
    lexicon, deletes = _lexicon()
    return tuple(nearest_by_edits(text, (lexicon[n] for n in set(deletes.near(text))), 1 if len(text) < 6 else 2))


@lru_cache(maxsize=2048)
def _short_of_a_letter(text: str) -> str:
    """The one small word of questions that a word of three letters is, but for a letter left out ("cam on", "bak on")."""
    fit = [word for word in CORE if len(word) == 4 and any(word[:n] + word[n + 1 :] == text for n in range(1, 4))]
    return fit[0] if len(fit) == 1 else ""


def _token(at: int, word: Word, known: Callable[[str], bool]) -> Token:
    text = word.folded
    if text in SHORT:
        return Token(at, text, SHORT[text], 0, word.raw)
    plain = plain_words()
    if len(text) == 3 and text.isalpha() and text not in plain and not known(text) and (meant := _short_of_a_letter(text)):
        return Token(at, text, meant, 1, word.raw)
    if text.endswith("ys") and text[:-1] in cue_words() and text not in plain:
        return Token(at, text, text[:-1], 0, word.raw)
    if text in plain or len(text) < 4 or not text.isalpha() or known(text) or (text.endswith("s") and known(text[:-1])):
        return Token(at, text, text, 0, word.raw)
    if text.endswith("s") and text[:-1] in plain:
        return Token(at, text, text[:-1], 0, word.raw)
    near = list(_near(text))
    near = [(word_, n) for word_, n in near if n < 2 or word_ in CORE or (len(text) > 7 and word_[0] == text[0])]
    if len(text) < 6:
        near = [(word_, edits) for word_, edits in near if word_ in CORE or _short_slip(text, word_)]
    if len(text) > 5 and not any(edits < 2 for _, edits in near) and (heard := _as_heard().get(sound(text))):
        return Token(at, text, heard, 2, word.raw)
    if not near:
        return Token(at, text, text, 0, word.raw)
    best = min(
        near,
        key=lambda pair: (
            pair[1],
            pair[0] not in CORE,
            pair[0] not in cue_words(),
            pair[0] not in GLUE,
            pair[0][0] != text[0],
            pair[0],
        ),
    )
    return Token(at, text, best[0], best[1], word.raw)
