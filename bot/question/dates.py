"""Days, months, holidays and "last week" in a question (pure): `now` is passed in, in the asker's time zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.question.days import MONTH_NUMBER, Dates, day_of, get, latest_year, month_span, safe, span, year_of
from bot.question.holidays import HOLIDAYS
from bot.question.stretches import days_of_month, decade, part_of_year

SHY_MONTHS = frozenset(["may", "march", "mar", "dec", "jan", "sep", "jun"])
"""Months that are other words too: they need a day, a year or "in" beside them."""
BEFORE_MONTH = frozenset(
    "in during from of since before after until till around for by this last next between and late early mid".split()
)
VERBS = frozenset("be have not sound seem i you we he she they it know want".split())
"""What follows "may" where it is no month."""
LATER = frozenset("later after newer onwards since up".split())
UNIT = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
LOOSE = {"couple": 2, "few": 3}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def find_dates(words: Sequence[str], now: date) -> list[Dates]:
    """The stretches of days that `words` name, in the order of the text, none overlapping."""
    found: list[Dates] = []
    at = 0
    while at < len(words):
        hit = _at(words, at, now)
        if hit:
            hit = _to_another_day(words, hit)
            found.append(_with_preposition(words, hit))
            at = hit.end
        else:
            at += 1
    return _joined(words, found)


def _to_another_day(words: Sequence[str], hit: Dates) -> Dates:
    """`the 12th of june 2023 till the 18th` as one stretch."""
    then = hit.end + 1 + (get(words, hit.end + 1) == "the")
    day = day_of(get(words, then)) if get(words, hit.end) in ("to", "till", "until", "through", "thru") else None
    if hit.since != hit.until or day is None or get(words, then + 1) in MONTH_NUMBER:
        return hit
    first = date.fromisoformat(hit.since)
    last = safe(first.year, first.month, day)
    return Dates(hit.start, then + 1, hit.since, last.isoformat()) if last and last > first else hit


def _at(words: Sequence[str], at: int, now: date) -> Dates | None:
    for reader in (days_of_month, _holiday, part_of_year, _month, _numeric, _relative, decade, _year):
        hit = reader(words, at, now)
        if hit:
            return hit
    return None


def _month(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`march 2021`, `4 april 2025`, `april 4th, 2025`, `4th of april`, `in march`."""
    day = day_of(get(words, at))
    skip = 1 if day else 0
    if day and get(words, at + skip) == "of":
        skip += 1
    month = MONTH_NUMBER.get(get(words, at + skip))
    if not month:
        return _year_first(words, at)
    end = at + skip + 1
    if not day and get(words, end) == "the" and day_of(get(words, end + 1)):
        end += 1
    if not day and day_of(get(words, end)) and not year_of(get(words, end)):
        day = day_of(get(words, end))
        end += 1
    then = end + (get(words, end) in ("of", "in"))
    then += 2 if tuple(words[then : then + 2]) == ("the", "year") else get(words, then) == "year"
    year = year_of(get(words, then)) if then > end else None
    if year:
        end = then + 1
    elif year := year_of(get(words, end)):
        end += 1
    if not year and not day and words[at + skip] in SHY_MONTHS:
        verb = words[at + skip] == "may" and get(words, end) in VERBS
        if verb or get(words, at - 1) not in BEFORE_MONTH:
            return None
    if day:
        moment = safe(year or latest_year(month, day, now), month, day)
        return span(at, end, moment, moment) if moment else None
    return month_span(at, end, year or latest_year(month, 1, now), month)


def _year_first(words: Sequence[str], at: int) -> Dates | None:
    """`2023 january`."""
    year, month = year_of(get(words, at)), MONTH_NUMBER.get(get(words, at + 1))
    if not year or not month or get(words, at + 1) in SHY_MONTHS or day_of(get(words, at + 2)):
        return None
    return month_span(at, at + 2, year, month)


def _numeric(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`2020-02-18` and `2020-02` (hyphens and slashes part words), `18.02.2020`, `2/18/2020`."""
    parted = _slashed(words, at)
    if parted:
        return span(at, at + 3, parted, parted)
    year, month = year_of(get(words, at)), get(words, at + 1)
    if year and len(month) == 2 and month.isdigit() and 1 <= int(month) <= 12:
        day = get(words, at + 2)
        if len(day) == 2 and day.isdigit() and (moment := safe(year, int(month), int(day))):
            return span(at, at + 3, moment, moment)
        return month_span(at, at + 2, year, int(month))
    parts = get(words, at).split(".")
    if len(parts) == 3 and all(p.isdigit() for p in parts) and len(parts[2]) == 4:
        moment = safe(int(parts[2]), int(parts[1]), int(parts[0]))
        return span(at, at + 1, moment, moment) if moment else None
    return None


def _slashed(words: Sequence[str], at: int) -> date | None:
    """`2/18/2020` and `18/2/2020`; the month first where either may be, unless only so it is a day."""
    first, second, year = get(words, at), get(words, at + 1), year_of(get(words, at + 2))
    if year is None or not (first.isdigit() and second.isdigit() and len(first) <= 2 and len(second) <= 2):
        return None
    return safe(year, int(first), int(second)) or safe(year, int(second), int(first))


def _year(words: Sequence[str], at: int, now: date) -> Dates | None:
    year = year_of(get(words, at))
    return span(at, at + 1, date(year, 1, 1), date(year, 12, 31)) if year else None


def _relative(words: Sequence[str], at: int, now: date) -> Dates | None:
    """`yesterday`, `last month`, `this week`, `two weeks ago`, `the past 3 months`."""
    word, after = get(words, at), get(words, at + 1)
    if word in ("today", "tonight") and get(words, at - 1) in ("from", "out", "published", "released"):
        return span(at, at + 1, now, now)
    if word == "yesterday":
        return span(at, at + 1, now - timedelta(1), now - timedelta(1))
    unit = after[:-1] if after.endswith("s") else after
    if word in ("last", "this", "previous") and unit in ("week", "month", "year"):
        return _unit(at, unit, 0 if word == "this" else 1, now)
    if word == "last" and after in WEEKDAYS:
        back = (now.weekday() - WEEKDAYS.index(after) - 1) % 7 + 1
        return span(at, at + 2, now - timedelta(back), now - timedelta(back))
    if word in ("last", "past") and (count := _small(after)):
        unit_at = at + 2 + (get(words, at + 2) == "of")
        if get(words, unit_at) in UNIT:
            return span(at, unit_at + 1, now - timedelta(count * UNIT[words[unit_at]]), now)
    if _small(word) and after in UNIT and get(words, at + 2) == "ago":
        return _ago(at, _small(word), after, now)
    return None


def _small(word: str) -> int:
    names = "a one two three four five six seven eight nine ten eleven twelve".split()
    if word.isdigit() and len(word) <= 3:
        return int(word)
    if word in LOOSE:
        return LOOSE[word]
    return max(1, names.index(word)) if word in names else 0


def _unit(at: int, unit: str, back: int, now: date) -> Dates:
    if unit == "week":
        monday = now - timedelta(now.weekday() + 7 * back)
        return span(at, at + 2, monday, monday + timedelta(6))
    if unit == "month":
        months = now.year * 12 + now.month - 1 - back
        return month_span(at, at + 2, months // 12, months % 12 + 1)
    return span(at, at + 2, date(now.year - back, 1, 1), date(now.year - back, 12, 31))


def _ago(at: int, count: int, unit: str, now: date) -> Dates:
    moment = now - timedelta(min(count * UNIT[unit], 36500))
    if unit.startswith("year"):
        return span(at, at + 3, date(moment.year, 1, 1), date(moment.year, 12, 31))
    if unit.startswith("month"):
        return month_span(at, at + 3, moment.year, moment.month)
    slack = 3 if unit.startswith("week") else 0
    return span(at, at + 3, moment - timedelta(slack), moment + timedelta(slack))


def _holiday(words: Sequence[str], at: int, now: date) -> Dates | None:
    for names, rule in HOLIDAYS.items():
        if tuple(words[at : at + len(names)]) == names:
            end = at + len(names)
            if names[-1] not in ("day", "eve") and get(words, end) == "day":
                end += 1
            if get(words, end) in ("of", "in") and year_of(get(words, end + 1)):
                end += 1
            year = year_of(get(words, end))
            if year:
                end += 1
            day = rule(year) if year else rule(now.year)
            if not year and day > now:
                day = rule(now.year - 1)
            return span(at, end, day, day)
    return None


def _with_preposition(words: Sequence[str], hit: Dates) -> Dates:
    """`since`, `before`, `after`, `until` and `around` widen what follows them."""
    word = get(words, hit.start - 1)
    if word == "the":
        word = get(words, hit.start - 2)
    if word == "since":
        return Dates(hit.start - 1, hit.end, hit.since, "")
    if word in ("before", "until", "till"):
        edge = hit.until if word != "before" else _shift(hit.since, -1)
        return Dates(hit.start - 1, hit.end, "", edge)
    if word == "after":
        return Dates(hit.start - 1, hit.end, _shift(hit.until, 1), "")
    if word in ("around", "near", "about") and hit.since == hit.until:
        return Dates(hit.start - 1, hit.end, hit.since, hit.until, 10)
    return _or_later(words, hit)


def _or_later(words: Sequence[str], hit: Dates) -> Dates:
    """`2022 or later`, `march 2021 and after`, `2019 onwards`."""
    link, then = get(words, hit.end), get(words, hit.end + 1)
    if link in ("onward", "onwards") or (link in ("or", "and") and then in LATER):
        return Dates(hit.start, hit.end + (1 if link.startswith("onward") else 2), hit.since, "")
    if link in ("or", "and") and then in ("earlier", "before", "older"):
        return Dates(hit.start, hit.end + 2, "", hit.until)
    return hit


def _shift(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()


def _joined(words: Sequence[str], found: list[Dates]) -> list[Dates]:
    """`between 2018 and 2020` and `from march to may 2021` as one stretch."""
    joined: list[Dates] = []
    for hit in found:
        if joined and _linked(words, joined[-1], hit):
            first = joined.pop()
            said = any(year_of(word) for word in words[first.start : first.end])
            since = first.since if said else (hit.since or hit.until)[:4] + first.since[4:]
            opener = get(words, first.start - 1) in ("between", "from")
            hit = Dates(first.start - opener, hit.end, since, hit.until)
        joined.append(hit)
    return joined


def _linked(words: Sequence[str], first: Dates, last: Dates) -> bool:
    """Whether a date goes on to the end of a stretch that the one before it begins."""
    opener, link = get(words, first.start - 1), get(words, first.end)
    if link in ("until", "till") and last.start == first.end:
        return opener == "from"
    between = link == "and" and opener == "between"
    if last.start == first.end and first.year_only and last.year_only:
        return first.since < last.since
    return last.start - first.end == 1 and (between or link in ("to", "until", "till", "through", "thru"))
