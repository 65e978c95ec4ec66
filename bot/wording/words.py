"""Dates, lengths, lists and names in words (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.index import Row
from bot.wording.marks import bold, escape, linked

MONTHS = "January February March April May June July August September October November December".split()


def date_words(day: str) -> str:
    """`18 February 2020`, `February 2020` or `2020` for a date as far as known."""
    parts = day.split("-")
    if len(parts) == 3:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else day


def length_words(seconds: float) -> str:
    """`1 h 02 min`, `43 min 45 s` or `50 s`."""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return f"{hours} h {minutes:02d} min" + (f" {rest:02d} s" if rest else "")
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def clock(seconds: float) -> str:
    """A position in an episode: `18:35` or `1:02:03`."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    parts = [p for p in parts if p]
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def names(people: Sequence[str], most: int = 12) -> str:
    """Names joined, in bold; past `most` the rest is counted."""
    shown = [bold(escape(p)) for p in people[:most]]
    if len(people) > most:
        shown.append(f"{len(people) - most} more")
    return joined(shown)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 episode`, `2 episodes`, `no episodes`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}" if count else f"no {many or one + 's'}"


def number_of(row: Row) -> str:
    """`#250`, `S02E03`, or nothing."""
    if row.number is not None:
        return f"#{row.number}"
    return escape(row.label.upper()) if row.label else ""


def cited(row: Row, url: str, show: str = "") -> str:
    """An episode by show (where several are known), number and title, with its page."""
    head = " ".join(part for part in (escape(show), number_of(row)) if part)
    title = linked(row.title, url)
    return f"{head} {title}" if head else title


def day_of(row: Row) -> str:
    """` (18 February 2020)`, ` (recorded 3 May 2015)`, or nothing."""
    if not row.day:
        return ""
    return f" ({'recorded ' if row.recorded else ''}{date_words(row.day)})"
