"""What the text of a single value means: numbers, dates, durations, addresses. Pure; the form decides, never YAML's guess."""

from __future__ import annotations

import posixpath
import re
from calendar import month_name, monthrange
from datetime import UTC, datetime, timedelta, timezone

from bot.knowledge.encoding import printable
from bot.model import Day
from bot.schema.patterns import DATE, DURATION, FLAGS, URL, WHOLE, YEARS

_WHOLE = re.compile(WHOLE)
_DATE = re.compile(DATE)
_DAY_PARTS = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(.*))?$")
_DURATION = re.compile(DURATION)
_UNIT = re.compile(r"([0-9]+)\s*([hms])", re.IGNORECASE)
_URL = re.compile(URL)
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:/|$))")
_HOST_FIRST = re.compile(r"^[\w-]+(\.[\w-]+)+/")

LONGEST_SHORT = 100
"""Characters of a number written as text, such as `S02E03`."""

LONGEST_URL = 4_000
"""Characters of an address; browsers stop at a few thousand, too."""

_DATE_FORM = "should be a date such as 2020-02-18, or 2020-02 or 2020 where no more is known"
_LENGTH_FORM = "should be a length such as 43:45, 1:02:03, 43m45s or whole seconds"
_POSITION_FORM = "should be a position such as 12:30, 1:02:03 or whole seconds"
_URL_FORM = "should be a web address such as https://example.com/page"


class Unfit(Exception):
    """The text does not fit the form; `str` is the rest of a sentence that begins with the key."""


def shown(text: str, limit: int = 60) -> str:
    """The text in quotes on one line, cut where it is long, for a message."""
    line = " ".join(text[: 4 * limit].split())
    cut = printable(line[:limit])
    return f'"{cut}…"' if len(line) > limit else f'"{cut}"'


def whole(text: str) -> int:
    """The whole number that the text is; a sign before it and zeros at its head do not matter."""
    if not _WHOLE.match(text):
        raise Unfit(f"should be a whole number such as 2, not {shown(text)}")
    return int(text)


def number(text: str) -> int | str:
    """A whole number, or the text as it stands (`S02E03`, `1.10`); "#250" is 250."""
    bare = text.removeprefix("#").lstrip()
    if _WHOLE.match(bare):
        return int(bare)
    if len(text) > LONGEST_SHORT:
        raise Unfit(f"should be a number such as 250 or short text such as S02E03, not {len(text):,} characters")
    return text


def flag(text: str) -> bool:
    """True or False."""
    value = FLAGS.get(text.lower())
    if value is None:
        raise Unfit(f"should be yes or no, not {shown(text)}")
    return value


def day(text: str) -> Day:
    """A date as far as it is given; `at` only where a time of day has an offset."""
    if len(text) > LONGEST_SHORT or not _DATE.match(text):
        raise Unfit(f"{_DATE_FORM}, not {shown(text)}")
    parts = _DAY_PARTS.match(text)
    if parts:
        year, month, date = int(parts[1]), int(parts[2]), int(parts[3])
        _must_exist(text, year, month, date)
        return Day(year, month, date, _instant(text, parts) if parts[4] else None)
    head, _, tail = text.partition("-")
    _must_exist(text, int(head), int(tail or 1), 1)
    return Day(int(head), int(tail) if tail else None)


def _must_exist(text: str, year: int, month: int, date: int) -> None:
    if not YEARS[0] <= year <= YEARS[1]:
        raise Unfit(f"has the year {year:04d}, which cannot be right")
    if not 1 <= month <= 12:
        raise Unfit(f"has a month {month}, and there are 12; dates are written year-month-day: 2020-02-18")
    last = monthrange(year, month)[1]
    if not 1 <= date <= last:
        raise Unfit(f"names a day that does not exist, {shown(text)}: {month_name[month]} {year} has {last} days")


def _instant(text: str, parts: re.Match[str]) -> float | None:
    """Seconds since 1970 UTC, None where no offset is stated."""
    hour, minute, second = int(parts[4]), int(parts[5]), int(parts[6] or 0)
    micro = int((parts[7] or "0")[:6].ljust(6, "0"))
    if hour > 23 or minute > 59 or second > 59:
        raise Unfit(f"has a time of day that does not exist, {shown(text)}; hours go from 00 to 23")
    offset = parts[8].strip()
    if not offset:
        return None
    zone = UTC if offset[0] in "ZzUG" else _offset(text, offset)
    return datetime(int(parts[1]), int(parts[2]), int(parts[3]), hour, minute, second, micro, tzinfo=zone).timestamp()


def _offset(text: str, offset: str) -> timezone:
    digits = offset[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        raise Unfit(f"has an offset from UTC that does not exist, {shown(text)}; it goes from -12:00 to +14:00")
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if offset[0] == "-" else away)


def length(text: str) -> int:
    """Seconds of a duration, whole."""
    if re.fullmatch(r"\d+\.\d+", text):
        minutes, _, seconds = text.partition(".")
        raise Unfit(f"{_LENGTH_FORM}, not {shown(text)}; is it {minutes[:6]}:{seconds[:2].ljust(2, '0')}?")
    return round(_seconds(text, _LENGTH_FORM))


def position(text: str) -> float:
    """Seconds from the beginning, with fractions where they are given."""
    return _seconds(text, _POSITION_FORM)


def _seconds(text: str, form: str) -> float:
    if text.isdigit() and len(text) <= 7:
        return float(text)
    if len(text) > LONGEST_SHORT or not _DURATION.match(text):
        raise Unfit(f"{form}, not {shown(text)}")
    if ":" in text:
        return _clock(text, form)
    units = _UNIT.findall(text)
    if not units:
        return float(text)
    return float(sum(int(count) * {"h": 3600, "m": 60, "s": 1}[unit.lower()] for count, unit in units))


def _clock(text: str, form: str) -> float:
    parts = [float(part) for part in text.split(":")]
    if any(part >= 60 for part in parts[1:]):
        raise Unfit(f"{form}, not {shown(text)}: minutes and seconds go up to 59")
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return total


def url(text: str) -> str:
    """A web address with its scheme; https where the text has none."""
    if len(text) > LONGEST_URL:
        raise Unfit(f"has {len(text):,} characters; {LONGEST_URL:,} are the most")
    if text.startswith(("https://", "http://")) and _URL.match(text):
        return text
    if any(c.isspace() for c in text):
        raise Unfit(f"{_URL_FORM}, without spaces or line breaks, not {shown(text)}")
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise Unfit(f"{_URL_FORM}; addresses that begin with {scheme[1].lower()[:30]}: are not allowed")
    if not _URL.match(text):
        raise Unfit(f"{_URL_FORM}, not {shown(text)}")
    if scheme:
        return scheme[1].lower() + text[scheme.end(1) :]
    return "https://" + text.removeprefix("//")


def url_or_path(text: str, folder: str) -> str:
    """A web address, or the path of a file beside the one that names it, made relative to the knowledge folder.

    `folder` is where that file stands, "" for the knowledge folder itself.
    """
    if _SCHEME.match(text) or text.startswith(("//", "www.")) or _HOST_FIRST.match(text):
        return url(text)
    if "\\" in text or text.startswith(("/", "~")):
        raise Unfit(f"should be a web address or a path relative to this file, with /, such as 250.txt, not {shown(text)}")
    path = posixpath.normpath(posixpath.join(folder, text))
    if path == ".." or path.startswith("../"):
        raise Unfit(f"leads out of the knowledge folder: {shown(text)}")
    return path
