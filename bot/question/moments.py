"""Places within an episode that a question gives by the clock or by order: "at 20:00", "the last chapter" (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

CLOCK = re.compile(r"(?<![\d:.])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:])")
MINUTES = re.compile(
    r"\b(\d{1,3})\s?(?:min|mins|minutes?)\s+(?:in|into|mark)\b|\bminute\s+(\d{1,3})\b|\b(?:at|around|after)\s+(\d{1,3})\s?(?:mins?|minutes?)\b",
    re.IGNORECASE,
)
PART = r"(?:chapter|segment)"
AFTER, BEFORE = r"(?:after|follows|following)", r"(?:before|precedes|preceding)"
ENDS = (
    ("first", re.compile(rf"\b(?:first|opening|1st) {PART}\b")),
    ("last", re.compile(rf"\b(?:last|final|closing) {PART}\b")),
    ("after", re.compile(rf"\b{PART}\b.*\b{AFTER}\b|\bnext {PART}\b|\b{AFTER} the (?:\w+ ){{1,4}}{PART}\b")),
    ("before", re.compile(rf"\b{PART}\b.*\b{BEFORE}\b|\bprevious {PART}\b|\b{BEFORE} the (?:\w+ ){{1,4}}{PART}\b")),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time within an episode in seconds, said by the letters `start` to `end` of the text."""

    start: int
    end: int
    seconds: int


def find_moment(text: str) -> Moment | None:
    """The time within an episode that a text names; None where it names none."""
    found = CLOCK.search(text)
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return Moment(found.start(), found.end(), 3600 * hours + 60 * minutes + seconds)
    found = MINUTES.search(text)
    return Moment(found.start(), found.end(), 60 * int(next(filter(None, found.groups())))) if found else None


def chapter_place(words: Sequence[str]) -> str:
    """Which chapter is asked for by its order: first, last, after or before another; "" where none is."""
    said = " ".join(words)
    return next((name for name, form in ENDS if form.search(said)), "")


AVERAGE = frozenset("average avg typical typically usually normally".split())
TOTAL = frozenset("total altogether combined overall".split())


def measure_of(words: Sequence[str]) -> str:
    """average or total, where that of many episodes' lengths is asked for; else ""."""
    said = set(words)
    hours = {"hours", "minutes"} & said and list(words[:2]) == ["how", "many"]
    return "average" if said & AVERAGE else "total" if said & TOTAL or hours else ""


NUMBERS_BETWEEN = frozenset("to through thru till until".split())
MOST_NUMBERS = 100
"""Episodes that a range of numbers may name."""


def between(words: Sequence[str], text: str, first: int, second: int) -> bool:
    """Whether two numbers are the ends of a range: "10 to 15", "between 3 and 7", "300-305"; `text` stands between them."""
    middle = tuple(words[first:second])
    if not middle:
        return text.strip() in ("-", "–", "—")
    return (len(middle) == 1 and middle[0] in NUMBERS_BETWEEN) or (
        middle == ("and",) and "between" in words[max(0, first - 4) : first]
    )
