"""Which numbers of a question are episodes': not those of dates, names, prices and counts; ranges are written out (pure)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.question.moments import MOST_NUMBERS, between
from bot.question.numbers import Number, few_of, find_numbers
from bot.question.reading import Ref
from bot.text import Word

BOUNDS = (("more", "than"), ("at", "least"), ("less", "than"))


def numbers_in(text: str, found: Sequence[Word], plain: Sequence[str], refs: Sequence[Ref], dated: set[int]) -> list[Number]:
    """The episode numbers; `dated` are the positions of dates and the like, which are none."""
    hashes = frozenset(at for at, w in enumerate(found) if w.start and text[w.start - 1] == "#")
    after_show = frozenset(r.end for r in refs if r.best.thing.kind == "show")
    named = {
        at for r in refs if r.best.thing.kind != "show" for at in range(r.start, r.end) if r.end - r.start > 1 or r.best.exact
    }
    few = few_of(plain)[1]
    kept = []
    starts = frozenset(r.start for r in refs if r.best.thing.kind == "show")
    for number in find_numbers(plain, hashes, after_show, starts):
        inside = range(number.start, number.end)
        spoken = number.start - 1 in after_show or number.sure
        if few in range(number.start, number.end) or tuple(plain[max(0, number.start - 2) : number.start]) in BOUNDS:
            continue
        if plain[number.start - 1 : number.start] == ["part"] or _one_of(plain, number, after_show):
            continue
        if _hyphened(text, found, number, spoken):
            continue
        if plain[number.start - 1 : number.start] == ["season"] or _priced(text, found, number):
            continue
        if any(at in dated for at in inside) or (any(at in named for at in inside) and not number.sure):
            continue
        if len(number.text) == 4 and 1990 <= int(number.text if number.text.isdigit() else 0) <= 2099 and not spoken:
            continue
        kept.append(number)
    return _ranges(text, found, plain, kept)


def _ranges(text: str, found: Sequence[Word], plain: Sequence[str], numbers: Sequence[Number]) -> list[Number]:
    """The numbers, and those between the ends of a range ("episodes 10 to 15")."""
    inside: list[Number] = []
    for a, b in itertools.pairwise(numbers):
        count = int(b.text) - int(a.text) if a.text.isdigit() and b.text.isdigit() else 0
        if 1 < count <= MOST_NUMBERS and between(plain, text[found[a.end - 1].end : found[b.start].start], a.end, b.start):
            inside += [Number(a.start, b.end, str(n), a.sure) for n in range(int(a.text) + 1, int(b.text))]
    return [*numbers, *inside]


def _hyphened(text: str, found: Sequence[Word], number: Number, spoken: bool) -> bool:
    """Whether a number ends a word of another kind ("i-80")."""
    at = found[number.start].start
    return not spoken and text[max(0, at - 1) : at] == "-" and text[max(0, at - 2) : at - 1].isalpha()


def _one_of(plain: Sequence[str], number: Number, after_show: frozenset[int]) -> bool:
    """Whether "one" stands for an episode rather than counts ("only the Coder Radio one")."""
    before = plain[: number.start]
    named = number.start in after_show and any(word in before[-5:] for word in ("the", "that", "only", "this"))
    return named and tuple(plain[number.start : number.end]) == ("one",)


def _priced(text: str, found: Sequence[Word], number: Number) -> bool:
    """Whether a number is an amount of money."""
    word = found[number.end - 1]
    tail = text[word.end : word.end + 9].casefold().lstrip()
    return text[max(0, word.start - 1) : word.start] in ("$", "€", "£") or tail.startswith(("dollar", "buck", "euro", "pound"))
