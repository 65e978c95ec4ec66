"""Episode and season numbers, from tags or out of a title."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = re.compile(r"\D{0,10}?(\d{1,6})(?!\d)")
_SEASON_EPISODE = re.compile(
    r"\bS(?:eason|taffel|aison|erie)?\s{0,2}(\d{1,3})\s{0,2}[-–:,|/.]?\s{0,2}(?:E|Ep|Episode|Folge)\.?\s{0,2}(\d{1,4})\b",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:Episode|Episodio|Épisode|Ep|Eps|Folge|Show|Nr|No|Issue|Chapter)\b\.?\s{0,2}[#№]?\s{0,2}(\d{1,5})\b", re.IGNORECASE
)
_HASH = re.compile(r"(?:^|[\s(\[])[#№]\s?(\d{1,5})\b")
_LEADING = re.compile(r"^\[?(\d{1,4})\]?\s{0,2}(?:[:|–—]|-\s|\.\s)\s{0,2}\S")
# "Giant Bombcast 603: Call of Tuesday", "CRE207 Planetarien": words that begin many titles of the feed, then a number.
_SERIES = re.compile(r"^(?P<name>[^\d]{2,60}?)\s{0,2}(?P<number>\d{1,5})(?=[\s:–—|]|-(?!\d)|$)")
_YEARS = range(1900, 2100)


class Numbered(NamedTuple):
    """Episode and season as whole numbers, each None where the text has none."""

    number: int | None
    season: int | None = None


def whole(text: str) -> int | None:
    """The number in a tag such as `12`, `#12` or `Ep. 12`; None where there is none or it is below zero."""
    if text.lstrip().startswith("-"):
        return None
    match = _DIGITS.match(text.strip())
    return int(match[1]) if match else None


def in_title(title: str, series: frozenset[str] = frozenset()) -> Numbered:
    """The number that a title carries: `S03 Episode 09`, `#12`, `Ep. 5`, `32: Guest`, or the series' name and a number.

    `series` holds the beginnings that several titles of the feed share, as `series_names` finds them.
    """
    if match := _SEASON_EPISODE.search(title):
        return Numbered(int(match[2]), int(match[1]))
    for pattern in (_HASH, _WORDED):
        if match := pattern.search(title):
            return Numbered(int(match[1]))
    match = _LEADING.match(title)
    if match and int(match[1]) not in _YEARS:
        return Numbered(int(match[1]))
    match = _SERIES.match(title)
    if match and _stem(match["name"]) in series and int(match["number"]) not in _YEARS:
        return Numbered(int(match["number"]))
    return Numbered(None)


def series_names(titles: list[str]) -> frozenset[str]:
    """Beginnings that at least three titles, and a fifth of them, share in front of numbers that differ."""
    seen: dict[str, set[int]] = {}
    for title in titles:
        if match := _SERIES.match(title):
            seen.setdefault(_stem(match["name"]), set()).add(int(match["number"]))
    return frozenset(stem for stem, numbers in seen.items() if len(numbers) >= max(3, len(titles) // 5))


def _stem(name: str) -> str:
    return name.strip(" -–—:|#").lower()
