"""Stretches of days longer or shorter than a month: "the 3rd to the 9th of May", "summer 2021", "early 2022" (pure)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from bot.question.days import MONTH_NUMBER, Dates, day_of, get, latest_year, safe, span, year_of

LINKS = frozenset("and to till until through thru".split())
"""What stands between the first and the last day of a stretch."""
LEADING = frozenset("of that the this same month in".split())
"""What may stand between the days and their month: "between the 3rd and the 9th of that month, in May"."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins, in the north."""
QUARTERS = {"q1": 1, "q2": 4, "q3": 7, "q4": 10}
PARTS = {
    "early": (1, 4),
    "beginning": (1, 3),
    "start": (1, 3),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (9, 12),
    "end": (10, 12),
}
"""The first and last month of parts of a year, generously: a listener who says "late 2021" is not sure himself."""


def days_of_month(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`the 22nd and the 30th of january 2024`, `5 to 20 march`."""
    first = day_of(get(words, at))
    then = at + 1
    if first is None or get(words, then) not in LINKS:
        return None
    then += 2 if get(words, then + 1) == "the" else 1
    last = day_of(get(words, then))
    then += 1
    start = then
    while get(words, then) in LEADING and then - start < 5:
        then += 1
    month = MONTH_NUMBER.get(get(words, then))
    if last is None or month is None:
        return None
    end = then + 1 + (get(words, then + 1) in ("of", "in") and year_of(get(words, then + 2)) is not None)
    year = year_of(get(words, end))
    end += year is not None
    since, until = (safe(year or latest_year(month, first, now), month, day) for day in (first, last))
    return span(at, end, since, until) if since and until and since <= until else None


def part_of_year(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`summer 2021`, `last winter`, `the fall of 2020`, `q3 2022`, `early 2022`, `end of 2021`, `the second half of 2020`."""
    word, then = get(words, at), at + 1
    if word in ("first", "second") and get(words, then) == "half":
        months, then = (1, 6) if word == "first" else (7, 12), then + 1
    elif word in SEASONS:
        months = (SEASONS[word], SEASONS[word] + 2)
    elif word in QUARTERS:
        months = (QUARTERS[word], QUARTERS[word] + 2)
    elif word in PARTS:
        months = PARTS[word]
    else:
        return None
    while get(words, then) in ("of", "in", "the", "year"):
        then += 1
    year = year_of(get(words, then))
    if year is not None:
        return _months(at, then + 1, year, *months)
    if word in SEASONS and get(words, at - 1) in ("last", "this", "past"):
        return _months(at - 1, at + 1, _season_year(months[0], get(words, at - 1), now), *months)
    return None


def decade(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`the 2010s`."""
    word = get(words, at)
    year = year_of(word[:-1]) if word.endswith("0s") else None
    return span(at, at + 1, date(year, 1, 1), date(year + 9, 12, 31)) if year is not None and year + 9 <= 9999 else None


def _season_year(month: int, said: str, now: date) -> int:
    """The year in which the last or the present season began."""
    return now.year if month <= now.month - (3 if said == "last" else 0) or said == "this" else now.year - 1


def _months(start: int, end: int, year: int, first: int, last: int) -> Dates:
    """From the first day of one month to the last of another, over the turn of the year where `last` is past December."""
    over, month = divmod(last - 1, 12)
    until = date(year + over, month + 1, calendar.monthrange(year + over, month + 1)[1])
    return span(start, end, date(year, first, 1), max(until, date(year, first, 1) + timedelta(1)))
