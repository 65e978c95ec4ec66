"""Shows by letters that people leave of their names: "lup 400" for LINUX Unplugged (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.match.names import Match
from bot.match.things import How, Thing
from bot.question.numbers import PLAIN
from bot.question.reading import Ref
from bot.question.spell import Token
from bot.text import Word, split

LETTERS = range(3, 5)
"""Letters of such a short form: with two, anything would be one."""


def abbreviated(words: Sequence[Word], tokens: Sequence[Token], refs: Sequence[Ref], shows: Sequence[Thing]) -> list[Ref]:
    """`refs`, and the show that a word right before a number stands for, where nothing but a topic is called so too."""
    taken = {at for ref in refs if ref.best.thing.kind != "topic" for at in range(ref.start, ref.end)}
    for token, after in zip(tokens, words[1:], strict=False):
        if token.at in taken or token.plain or token.edits or not PLAIN.fullmatch(after.folded):
            continue
        show = show_by_letters(token.folded, shows)
        if show is not None:
            match = Match(token.at, token.at + 1, show, How.INITIALS, token.folded, 0, float(len(token.folded)))
            others = [ref for ref in refs if not ref.start <= token.at < ref.end]
            return sorted([*others, Ref(token.at, token.at + 1, token.raw, (match,))], key=lambda ref: ref.start)
    return list(refs)


def show_by_letters(short: str, shows: Sequence[Thing]) -> Thing | None:
    """The only show whose name begins with these letters and has them in order; "show" may be its last word."""
    meant = [show for show in shows if _stands_for(short, show)] if short.isalpha() and len(short) in LETTERS else []
    return meant[0] if len(meant) == 1 else None


def _stands_for(short: str, show: Thing) -> bool:
    words = [word for word in split(show.name) if word != "the"]
    rest = iter("".join((*words, "show")))
    return bool(words) and words[0][0] == short[0] and all(letter in rest for letter in short)
