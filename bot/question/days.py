"""Stretches of days, and the pieces that name them (pure)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.question.datewords import MONTHS

MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
DAY_TAIL = frozenset(["st", "nd", "rd", "th"])


@dataclass(frozen=True, slots=True)
class Dates:
    """A stretch of days, both ends included, "" for open; `start` to `end` are the words that said it.

    `near` days around it may count too ("around Christmas").
    """

    start: int
    end: int
    since: str
    until: str
    near: int = 0

    @property
    def year_only(self) -> bool:
        """Whether a bare year was said, which may be an episode's number after all."""
        return self.end - self.start == 1 and self.since[4:] == "-01-01" and self.until[4:] == "-12-31"


def get(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def year_of(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdigit() and 1990 <= int(word) <= 2099 else None


def day_of(word: str) -> int | None:
    digits = word[:-2] if word[-2:] in DAY_TAIL else word
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def span(start: int, end: int, since: date, until: date, near: int = 0) -> Dates:
    return Dates(start, end, since.isoformat(), until.isoformat(), near)


def month_span(start: int, end: int, year: int, month: int) -> Dates:
    return span(start, end, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def latest_year(month: int, day: int, now: date) -> int:
    return now.year if (month, day) <= (now.month, now.day) else now.year - 1


def safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
