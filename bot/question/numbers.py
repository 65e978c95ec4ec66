"""Episode numbers in a question, in any form (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNITS = {
    w: n
    for n, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen""".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
MARKS = frozenset("episode episodes ep eps epp number num no nr e show podcast interview issue".split())
FEW_BEFORE = frozenset("last latest newest first longest shortest recent oldest earliest final".split())
RANKS = frozenset("latest newest longest shortest oldest earliest".split())
FEW_AFTER = frozenset("episodes eps ones shows podcasts interviews".split())
COUNTED = frozenset(
    """min mins minute minutes hour hours hr hrs second seconds day days week weeks month months year years times percent gb tb
    mb bucks dollars euros people guests sponsors episodes eps shows things drives tips ways reasons""".split()
)
"""What a number before it counts, so that it is no episode's."""
GLUED = re.compile(r"(?:episode|ep|eps|e|no|nr|num)(\d{1,5})")
SEASONED = re.compile(r"s(\d{1,3})e(\d{1,4})")
PLAIN = re.compile(r"\d{1,5}")
ORDINAL = re.compile(r"(\d{1,5})(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Number:
    """An episode number, squashed (`250`, `s02e03`), said by the words `start` to `end`; `sure` where they say it is one."""

    start: int
    end: int
    text: str
    sure: bool


def spelled(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number spelled from `at` on, and where it ends: `two hundred and three` is 203."""
    total = current = 0
    end = at
    while end < len(words):
        word = words[end]
        if word in UNITS and (end == at or current % 10 == 0 or words[end - 1] in ("hundred", "and")):
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred" and (current or end == at):
            current = max(1, current) * 100
        elif word == "thousand" and (current or end == at):
            total, current = total + max(1, current) * 1000, 0
        elif not (
            word == "and"
            and end > at
            and end + 1 < len(words)
            and words[end - 1] in ("hundred", "thousand")
            and (words[end + 1] in UNITS or words[end + 1] in TENS)
        ):
            break
        end += 1
    return (total + current, end) if end > at else None


def few_of(words: Sequence[str]) -> tuple[int, int]:
    """How many episodes "the last three episodes" or "the 3 longest" means, and where the number stands.

    (0, -1) where nothing is said.
    """
    for at, word in enumerate(words):
        count = int(word) if word.isdigit() and len(word) < 3 else UNITS.get(word, 0)
        before, after = (words[n] if 0 <= n < len(words) else "" for n in (at - 1, at + 1))
        ranked = after in RANKS or after == "random" or (after == "most" and words[at + 2 : at + 3] == ["recent"])
        listed = set(words[at + 1 : at + 6]) & FEW_AFTER
        ordered = before in RANKS and after not in COUNTED - FEW_AFTER
        many = before in FEW_BEFORE and after.endswith("s") and after not in COUNTED
        many = many or (before in FEW_BEFORE and any(w.endswith("s") and w not in COUNTED for w in words[at + 2 : at + 3]))
        if 1 < count < 50 and ((before in FEW_BEFORE and listed) or many or ordered or (ranked and before not in MARKS)):
            return count, at
    return 0, -1


def find_numbers(
    words: Sequence[str], hashes: frozenset[int], after_show: frozenset[int], shows: frozenset[int] = frozenset()
) -> list[Number]:
    """The episode numbers in `words`.

    `hashes` are the positions written with `#`, `after_show` those after a show's name, `shows` those where one begins.
    """
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = _at(words, at, hashes, after_show, shows)
        if number:
            found.append(number)
        at = number.end if number else at + 1
    return found


def _at(
    words: Sequence[str], at: int, hashes: frozenset[int], after_show: frozenset[int], shows: frozenset[int]
) -> Number | None:
    word = words[at]
    before = words[at - 1] if at else ""
    marked = (
        before in MARKS
        or at in hashes
        or at in after_show
        or (before in ("is", "the") and at > 1 and words[at - 2] == "number")
    )
    start = at - 1 if before in MARKS else at
    if glued := GLUED.fullmatch(word):
        return Number(at, at + 1, str(int(glued.group(1))), True)
    if SEASONED.fullmatch(word):
        return Number(at, at + 1, word, True)
    if PLAIN.fullmatch(word) and (marked or at + 1 >= len(words) or words[at + 1] not in COUNTED):
        return Number(start, at + 1, str(int(word)), marked)
    if (ordinal := ORDINAL.fullmatch(word)) and at + 1 < len(words) and words[at + 1] in MARKS:
        return Number(at, at + 2, ordinal.group(1), True)
    if ordinal and at + 1 in shows:
        return Number(at, at + 1, ordinal.group(1), True)
    if ORDINALS.get(word, 0) > 1 and at + 1 < len(words) and words[at + 1] in ("episode", "ep"):
        return Number(at, at + 2, str(ORDINALS[word]), True)
    written = spelled(words, at)
    if written and (marked or written[1] - at > 1):
        if before in ("episodes", "show", "podcast") or (
            at + 1 < len(words)
            and written[1] - at == 1
            and words[at] in ("one", "a")
            and before not in ("episode", "ep", "number", "no")
            and at not in hashes
        ):
            return None
        return Number(start, written[1], str(written[0]), marked)
    return None
