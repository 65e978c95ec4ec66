"""Lengths, places in an order, seasons and money that a question names: "over two hours", "the second latest" (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.question.numbers import ORDINAL, ORDINALS, PLAIN, TENS, UNITS

LONGER = frozenset("longer over above beyond exceeding".split())
SHORTER = frozenset("shorter under below within".split())
MORE = frozenset(["more", "greater"])
LESS = frozenset(["less", "fewer"])
SECONDS = dict.fromkeys(["hour", "hours", "hr", "hrs", "h"], 3600) | dict.fromkeys(
    ["minute", "minutes", "min", "mins", "m"], 60
)
ENDS = frozenset("latest newest last oldest earliest longest shortest".split())
LAST_BUT_ONE = (("penultimate",), ("last", "but", "one"), ("next", "to", "last"), ("one", "before", "the", "last"))
"""Ways to say the second from the end."""
FEW_TIMES = {"once": 1, "twice": 2, "thrice": 3, "multiple": 2, "several": 2, "repeat": 2, "returning": 2, "recurring": 2}


@dataclass(frozen=True, slots=True)
class Length:
    """Bounds in seconds, 0 for none, said by the words `start` to `end`."""

    start: int
    end: int
    least: int = 0
    most: int = 0


def find_length(words: Sequence[str]) -> Length | None:
    """The bounds that `words` set to the length of an episode."""
    for at, word in enumerate(words):
        after = at + 1
        if word in LONGER or word in MORE or word in SHORTER or word in LESS:
            after += list(words[after : after + 1]) == ["than"]
            bare = after == at + 1
            told = _amount(words, after)
            if told and not (bare and (word in MORE or word in LESS)):
                seconds, end = told
                return Length(at, end, seconds) if word in LONGER or word in MORE else Length(at, end, 0, seconds)
        if word == "at" and list(words[after : after + 1]) in (["least"], ["most"]):
            told = _amount(words, after + 1)
            if told:
                return Length(at, told[1], *((told[0], 0) if words[after] == "least" else (0, told[0])))
    return None


def _amount(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Seconds said from `at` on, and where they end: `an hour and a half`, `2 hours 30 minutes`, `90 mins`."""
    total, end = 0, at
    while end < len(words):
        then = end + (total > 0 and words[end] == "and")
        if list(words[then : then + 3]) == ["half", "an", "hour"]:
            total, end = total + 1800, then + 3
        elif total and list(words[then : then + 2]) == ["a", "half"]:
            total, end = total + 1800, then + 2
        elif (count := _count(words, then)) and then + 1 < len(words) and words[then + 1] in SECONDS:
            total, end = total + count * SECONDS[words[then + 1]], then + 2
        else:
            break
    return (total, end) if total else None


def _count(words: Sequence[str], at: int) -> int:
    word = words[at] if at < len(words) else ""
    if word in ("a", "an"):
        return 1
    return int(word) if PLAIN.fullmatch(word) else UNITS.get(word, 0) or TENS.get(word, 0)


RANKS = {"latest": "newest", "newest": "newest", "oldest": "oldest", "earliest": "oldest"} | {
    word: word for word in ("longest", "shortest")
}
ALL = 100_000
"""As many as there are: the order alone is asked for."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order that a list is wanted in, said by the words `start` to `end`."""

    start: int
    end: int
    pick: str


def find_sorting(words: Sequence[str]) -> Sorting | None:
    """The order that `words` ask for: `newest first`, `from oldest to newest`, `start with the oldest`, `in order`."""
    for at, word in enumerate(words):
        after = list(words[at + 1 : at + 4])
        if word in RANKS and after[:1] == ["first"]:
            return Sorting(at, at + 2, RANKS[word])
        if word in (*RANKS, "first") and after[:1] in (["to"], ["till"]) and after[1:2] and after[1] in (*RANKS, "last"):
            return Sorting(at, at + 3, RANKS.get(word, "oldest"))
        if word in RANKS and "top" in words[at + 1 : at + 6] and set(words[at + 1 : at + 6]) & {"at", "on", "up"}:
            return Sorting(at, words.index("top", at) + 1, RANKS[word])
        if word in ("start", "starting", "begin", "beginning") and after[:1] in (["with"], ["from"]):
            then = at + 2 + (after[1:2] == ["the"])
            if list(words[then : then + 1]) and words[then] in (*RANKS, "first", "start", "beginning"):
                return Sorting(at, then + 1, RANKS.get(words[then], "oldest"))
        if word == "in" and after[1:2] == ["order"] and after[0] in ("chronological", "release", "broadcast"):
            return Sorting(at, at + 3, "oldest")
        if (word == "in" and after[:1] == ["order"]) or word == "chronologically":
            return Sorting(at, at + (2 if word == "in" else 1), "oldest")
    return None


@dataclass(frozen=True, slots=True)
class Nth:
    """A place in an order, counted from 1 at the end that `pick` names, said by the words `start` to `end`."""

    start: int
    end: int
    place: int
    pick: str


PICKS = {"latest": "newest", "newest": "newest", "last": "newest", "oldest": "oldest", "earliest": "oldest"}


def find_nth(words: Sequence[str], named: bool) -> Nth | None:
    """The place that `words` name: `second latest`, `2nd longest`, `third to last`, `penultimate`.

    "The third episode" is a place among the episodes with somebody who is `named`; else it is a number.
    """
    for at in range(len(words)):
        for form in LAST_BUT_ONE:
            if tuple(words[at : at + len(form)]) == form:
                return Nth(at, at + len(form), 2, "newest")
        place = _ordinal(words[at])
        then = at + 1
        if place < 2 or then >= len(words):
            continue
        if list(words[then : then + 2]) == ["to", "last"] or list(words[then : then + 2]) == ["from", "last"]:
            return Nth(at, then + 2, place, "newest")
        then += words[then] == "most" and list(words[then + 1 : then + 2]) == ["recent"]
        if words[then] == "recent":
            return Nth(at, then + 1, place, "newest")
        if named and words[then] in ("episode", "ep", "time", "appearance", "interview", "visit"):
            return Nth(at, then + 1, place, "oldest")
        if words[then] in ENDS:
            return Nth(at, then + 1, place, PICKS.get(words[then], words[then]))
    return None


def _ordinal(word: str) -> int:
    if word in ORDINALS:
        return ORDINALS[word]
    said = ORDINAL.fullmatch(word)
    return int(said.group(1)) if said and len(said.group(1)) < 3 else 0


def find_times(words: Sequence[str]) -> int:
    """At least how often somebody must have been there: 2 of "twice", "more than once" and "returning guests"; 0 for any."""
    for at, word in enumerate(words):
        if list(words[at : at + 2]) == ["more", "than"] and at + 2 < len(words):
            counts = words[at + 3 : at + 4] and words[at + 3] in COUNTED_IN
            count = FEW_TIMES.get(words[at + 2]) or (_count(words, at + 2) if counts else 0)
            return count + 1 if count else 0
        if list(words[at : at + 2]) == ["at", "least"] and words[at + 3 : at + 4] and words[at + 3] in COUNTED_IN:
            return _count(words, at + 2) or FEW_TIMES.get(words[at + 2], 0)
        if word in ("twice", "thrice") or (word in FEW_TIMES and words[at + 1 : at + 2] and words[at + 1] in TIMED):
            return FEW_TIMES[word]
        if word == "times" and at and 1 < _count(words, at - 1) < 100 and words[at - 1] not in ("a", "an"):
            return _count(words, at - 1)
    return 0


COUNTED_IN = frozenset("time times episode episodes ep eps show shows".split())
TIMED = frozenset("times guest guests visitors appearances".split())


MONEY = re.compile(r"[$€£]\s?(\d+)|\b(\d+)\s?(?:dollars?|bucks?|euros?|pounds?|usd)\b", re.IGNORECASE)


def money_in(text: str) -> tuple[str, ...]:
    """Amounts of money as digits: `$2,000` is 2000."""
    return tuple(a or b for a, b in MONEY.findall(text.replace(",", "")))


def season_of(words: Sequence[str]) -> str:
    """The season named: "season 2", "second season"."""
    for at, word in enumerate(words):
        if word == "season":
            after = words[at + 1] if at + 1 < len(words) else ""
            if after.isdigit() or after in UNITS:
                return after if after.isdigit() else str(UNITS[after])
            if at and words[at - 1] in ORDINALS:
                return str(ORDINALS[words[at - 1]])
    return ""
