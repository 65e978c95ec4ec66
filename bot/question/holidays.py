"""Holidays by name, as rules from a year to a day (pure)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the Meeus/Jones/Butcher rule)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday (Monday is 0) of a month; nth -1 is the last."""
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth])


HOLIDAYS: dict[tuple[str, ...], Callable[[int], date]] = {
    ("christmas", "eve"): lambda y: date(y, 12, 24),
    ("xmas", "eve"): lambda y: date(y, 12, 24),
    ("christmas",): lambda y: date(y, 12, 25),
    ("xmas",): lambda y: date(y, 12, 25),
    ("boxing", "day"): lambda y: date(y, 12, 26),
    ("new", "years", "eve"): lambda y: date(y, 12, 31),
    ("new", "year", "eve"): lambda y: date(y, 12, 31),
    ("new", "years"): lambda y: date(y, 1, 1),
    ("new", "year"): lambda y: date(y, 1, 1),
    ("valentines",): lambda y: date(y, 2, 14),
    ("valentine",): lambda y: date(y, 2, 14),
    ("st", "patricks"): lambda y: date(y, 3, 17),
    ("april", "fools"): lambda y: date(y, 4, 1),
    ("april", "fool"): lambda y: date(y, 4, 1),
    ("easter", "monday"): lambda y: easter(y) + timedelta(1),
    ("good", "friday"): lambda y: easter(y) - timedelta(2),
    ("easter",): easter,
    ("independence",): lambda y: date(y, 7, 4),
    ("halloween",): lambda y: date(y, 10, 31),
    ("thanksgiving",): lambda y: nth_weekday(y, 11, 3, 4),
    ("black", "friday"): lambda y: nth_weekday(y, 11, 3, 4) + timedelta(1),
    ("labor", "day"): lambda y: nth_weekday(y, 9, 0, 1),
    ("labour", "day"): lambda y: date(y, 5, 1),
    ("memorial", "day"): lambda y: nth_weekday(y, 5, 0, -1),
    ("mothers", "day"): lambda y: nth_weekday(y, 5, 6, 2),
    ("fathers", "day"): lambda y: nth_weekday(y, 6, 6, 3),
    ("star", "wars", "day"): lambda y: date(y, 5, 4),
    ("towel", "day"): lambda y: date(y, 5, 25),
    ("womens", "day"): lambda y: date(y, 3, 8),
    ("earth", "day"): lambda y: date(y, 4, 22),
    ("cyber", "monday"): lambda y: nth_weekday(y, 11, 3, 4) + timedelta(4),
    ("sysadmin", "day"): lambda y: nth_weekday(y, 7, 4, -1),
    ("pi", "day"): lambda y: date(y, 3, 14),
}
HOLIDAY_WORDS = frozenset(word for names in HOLIDAYS for word in names) - frozenset(
    "april day new year years good st black".split()
)
"""The words that tell a holiday, but for those that other dates have too."""
