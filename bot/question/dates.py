"""Days, months, holidays and "last week" in a question (pure): `now` is passed in, in the asker's time zone."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.question.lexicon import MONTHS

MONTH_NUMBER = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
SHY_MONTHS = frozenset(["may", "march", "mar", "dec", "jan", "sep", "jun"])
"""Months that are other words too: they need a day, a year or "in" beside them."""
BEFORE_MONTH = frozenset(
    "in during from of since before after until till around for by this last next between and late early mid".split()
)
UNIT = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
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


def find_dates(words: Sequence[str], now: date) -> list[Dates]:
    """The stretches of days that `words` name, in the order of the text, none overlapping."""
    found: list[Dates] = []
    at = 0
    while at < len(words):
        hit = _at(words, at, now)
        if hit:
            found.append(_with_preposition(words, hit))
            at = hit.end
        else:
            at += 1
    return _joined(words, found)


def _at(words: Sequence[str], at: int, now: date) -> Dates | None:
    for reader in (_holiday, _month, _numeric, _relative, _year):
        hit = reader(words, at, now)
        if hit:
            return hit
    return None


def _get(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _year_of(word: str) -> int | None:
    return int(word) if len(word) == 4 and word.isdigit() and 1990 <= int(word) <= 2099 else None


def _day_of(word: str) -> int | None:
    digits = word[:-2] if word[-2:] in DAY_TAIL else word
    return int(digits) if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _span(start: int, end: int, since: date, until: date, near: int = 0) -> Dates:
    return Dates(start, end, since.isoformat(), until.isoformat(), near)


def _month_span(start: int, end: int, year: int, month: int) -> Dates:
    return _span(start, end, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _latest_year(month: int, day: int, now: date) -> int:
    return now.year if (month, day) <= (now.month, now.day) else now.year - 1


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`march 2021`, `4 april 2025`, `april 4th, 2025`, `4th of april`, `in march`."""
    day = _day_of(_get(words, at))
    skip = 1 if day else 0
    if day and _get(words, at + skip) == "of":
        skip += 1
    month = MONTH_NUMBER.get(_get(words, at + skip))
    if not month:
        return None
    end = at + skip + 1
    if not day and _day_of(_get(words, end)) and not _year_of(_get(words, end)):
        day = _day_of(_get(words, end))
        end += 1
    year = _year_of(_get(words, end + 1)) if _get(words, end) in ("of", "in") else None
    if year:
        end += 2
    elif year := _year_of(_get(words, end)):
        end += 1
    if not year and not day and words[at + skip] in SHY_MONTHS and _get(words, at - 1) not in BEFORE_MONTH:
        return None
    if day:
        moment = _safe(year or _latest_year(month, day, now), month, day)
        return _span(at, end, moment, moment) if moment else None
    return _month_span(at, end, year or _latest_year(month, 1, now), month)


def _numeric(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`2020-02-18` and `2020-02` (hyphens part words), `18.02.2020`."""
    year, month = _year_of(_get(words, at)), _get(words, at + 1)
    if year and len(month) == 2 and month.isdigit() and 1 <= int(month) <= 12:
        day = _get(words, at + 2)
        if len(day) == 2 and day.isdigit() and (moment := _safe(year, int(month), int(day))):
            return _span(at, at + 3, moment, moment)
        return _month_span(at, at + 2, year, int(month))
    parts = _get(words, at).split(".")
    if len(parts) == 3 and all(p.isdigit() for p in parts) and len(parts[2]) == 4:
        moment = _safe(int(parts[2]), int(parts[1]), int(parts[0]))
        return _span(at, at + 1, moment, moment) if moment else None
    return None


def _year(words: Sequence[str], at: int, now: date) -> Dates | None:
    year = _year_of(_get(words, at))
    return _span(at, at + 1, date(year, 1, 1), date(year, 12, 31)) if year else None


def _relative(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`yesterday`, `last month`, `this week`, `two weeks ago`, `the past 3 months`."""
    word, after = _get(words, at), _get(words, at + 1)
    if word in ("today", "tonight") and _get(words, at - 1) in ("from", "out", "published", "released"):
        return _span(at, at + 1, now, now)
    if word == "yesterday":
        return _span(at, at + 1, now - timedelta(1), now - timedelta(1))
    unit = after[:-1] if after.endswith("s") else after
    if word in ("last", "this", "previous") and unit in ("week", "month", "year"):
        return _unit(at, unit, 0 if word == "this" else 1, now)
    if word == "last" and after in WEEKDAYS:
        back = (now.weekday() - WEEKDAYS.index(after) - 1) % 7 + 1
        return _span(at, at + 2, now - timedelta(back), now - timedelta(back))
    if word in ("last", "past") and _small(after) and _get(words, at + 2) in UNIT:
        return _span(at, at + 3, now - timedelta(_small(after) * UNIT[words[at + 2]]), now)
    if _small(word) and after in UNIT and _get(words, at + 2) == "ago":
        return _ago(at, _small(word), after, now)
    return None


def _small(word: str) -> int:
    names = "a one two three four five six seven eight nine ten eleven twelve".split()
    if word.isdigit() and len(word) <= 3:
        return int(word)
    return max(1, names.index(word)) if word in names else 0


def _unit(at: int, unit: str, back: int, now: date) -> Dates:
    if unit == "week":
        monday = now - timedelta(now.weekday() + 7 * back)
        return _span(at, at + 2, monday, monday + timedelta(6))
    if unit == "month":
        months = now.year * 12 + now.month - 1 - back
        return _month_span(at, at + 2, months // 12, months % 12 + 1)
    return _span(at, at + 2, date(now.year - back, 1, 1), date(now.year - back, 12, 31))


def _ago(at: int, count: int, unit: str, now: date) -> Dates:
    moment = now - timedelta(min(count * UNIT[unit], 36500))
    if unit.startswith("year"):
        return _span(at, at + 3, date(moment.year, 1, 1), date(moment.year, 12, 31))
    if unit.startswith("month"):
        return _month_span(at, at + 3, moment.year, moment.month)
    slack = 3 if unit.startswith("week") else 0
    return _span(at, at + 3, moment - timedelta(slack), moment + timedelta(slack))


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
    ("pi", "day"): lambda y: date(y, 3, 14),
}


def _holiday(words: Sequence[str], at: int, now: date) -> Dates | None:
    for names, rule in HOLIDAYS.items():
        if tuple(words[at : at + len(names)]) == names:
            end = at + len(names)
            if names[-1] not in ("day", "eve") and _get(words, end) == "day":
                end += 1
            if _get(words, end) in ("of", "in") and _year_of(_get(words, end + 1)):
                end += 1
            year = _year_of(_get(words, end))
            if year:
                end += 1
            day = rule(year) if year else rule(now.year)
            if not year and day > now:
                day = rule(now.year - 1)
            return _span(at, end, day, day)
    return None


def _with_preposition(words: Sequence[str], hit: Dates) -> Dates:
    """`since`, `before`, `after`, `until` and `around` widen what follows them."""
    word = _get(words, hit.start - 1)
    if word == "the":
        word = _get(words, hit.start - 2)
    if word == "since":
        return Dates(hit.start - 1, hit.end, hit.since, "")
    if word in ("before", "until", "till"):
        edge = hit.until if word != "before" else _shift(hit.since, -1)
        return Dates(hit.start - 1, hit.end, "", edge)
    if word == "after":
        return Dates(hit.start - 1, hit.end, _shift(hit.until, 1), "")
    if word in ("around", "near", "about") and hit.since == hit.until:
        return Dates(hit.start - 1, hit.end, hit.since, hit.until, 10)
    return hit


def _shift(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()


def _joined(words: Sequence[str], found: list[Dates]) -> list[Dates]:
    """`between 2018 and 2020` and `from march to may 2021` as one stretch."""
    if len(found) == 2 and found[1].start - found[0].end == 1:
        link = words[found[0].end]
        opener = _get(words, found[0].start - 1)
        if (link == "and" and opener == "between") or link in ("to", "until", "till", "through"):
            first, second = found
            since = first.since
            if not any(_year_of(word) for word in words[first.start : first.end]):
                since = second.since[:4] + since[4:]
            return [Dates(first.start - (opener in ("between", "from")), second.end, since, second.until)]
    return found
