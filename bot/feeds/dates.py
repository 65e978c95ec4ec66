"""Dates and lengths of feeds, in the many ways publishers write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Literal, NamedTuple

DateForm = Literal["none", "rfc", "iso", "loose", "unreadable"]

# Zone names that the e-mail standard does not know; hours east of Greenwich. Where a name means several zones
# (IST, BST, CST), the one that podcasts in English most likely mean.
_ZONES = {
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3, "AST": -4, "ADT": -3, "NST": -3.5,
}  # fmt: skip
_KNOWN_TO_EMAIL = {"UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}
_MONTHS = {
    "januar": 1, "january": 1, "janvier": 1, "enero": 1, "gennaio": 1, "janeiro": 1, "jan": 1, "ene": 1, "gen": 1,
    "februar": 2, "february": 2, "février": 2, "febrero": 2, "febbraio": 2, "fevereiro": 2, "feb": 2, "fév": 2, "fev": 2,
    "märz": 3, "march": 3, "mars": 3, "marzo": 3, "março": 3, "mar": 3, "mär": 3, "mrz": 3,
    "april": 4, "avril": 4, "abril": 4, "aprile": 4, "apr": 4, "avr": 4, "abr": 4,
    "mai": 5, "may": 5, "mayo": 5, "maggio": 5, "maio": 5, "mag": 5,
    "juni": 6, "june": 6, "juin": 6, "junio": 6, "giugno": 6, "junho": 6, "jun": 6, "giu": 6,
    "juli": 7, "july": 7, "juillet": 7, "julio": 7, "luglio": 7, "julho": 7, "jul": 7, "lug": 7,
    "august": 8, "août": 8, "agosto": 8, "aug": 8, "ago": 8,
    "september": 9, "septembre": 9, "septiembre": 9, "settembre": 9, "setembro": 9, "sep": 9, "sept": 9, "set": 9,
    "oktober": 10, "october": 10, "octobre": 10, "octubre": 10, "ottobre": 10, "outubro": 10, "oct": 10, "okt": 10, "ott": 10,
    "november": 11, "novembre": 11, "noviembre": 11, "novembro": 11, "nov": 11,
    "dezember": 12, "december": 12, "décembre": 12, "diciembre": 12, "dicembre": 12, "dezembro": 12,
    "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}  # fmt: skip
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*\Z",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(?:(\d{1,2})\.?(?:st|nd|rd|th)?\s+(?:de\s+)?([^\W\d]+)\.?|([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?\s+(?:de\s+)?(\d{4})"
    r"(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?\s*([+-]\d{4}|[A-Za-z]{1,5})?)?\s*\Z",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*\Z")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?\Z")
_SPOKEN = re.compile(
    r"(?:(\d{1,3})\s*(?:h|hrs?|hours?|std)\.?,?\s*)?(?:(\d{1,4})\s*(?:m|mins?|minutes?)\.?,?\s*)?(?:(\d{1,5})\s*(?:s|secs?|seconds?)\.?)?\Z",
    re.I,
)
_ISO_LENGTH = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d{1,6})?S)?\Z", re.IGNORECASE)
_LONGEST = 100 * 3600


class Dated(NamedTuple):
    """A date as read: the instant (aware, or None), how it was written, and its zone's name as written."""

    at: datetime | None
    form: DateForm
    zone: str = ""


def date_of(text: object) -> Dated:
    """When `text` says, in the offset it writes; UTC where it writes none. `form` is "rfc" where it is as RSS asks."""
    raw = " ".join(str(text or "").split())[:100]
    if not raw:
        return Dated(None, "none")
    for form, reader in _READERS:
        try:
            at, zone = reader(raw)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if at is not None:
            return Dated(at, form, zone)
    return Dated(None, "unreadable")


def seconds_of(text: object) -> int | None:
    """A length in whole seconds from `1:02:03`, `45:10`, `3723`, `1h 2m`, `62 min` or `PT1H2M3S`; None where unreadable.

    More than 100 hours is a mistake (often milliseconds or bytes) and unreadable too.
    """
    raw = str(text or "").strip()[:40]
    found: float | None = None
    if match := _CLOCK.match(raw):
        found = int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])
    elif re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", raw):
        found = float(raw)
    elif raw and (match := _SPOKEN.match(raw) or _ISO_LENGTH.match(raw)) and any(match.groups()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        found = hours * 3600 + minutes * 60 + seconds
    return int(found) if found is not None and found <= _LONGEST else None


def _offset(zone: str) -> timezone:
    """The offset that a zone's name or `+0200` means, UTC where it is unknown."""
    if match := re.fullmatch(r"([+-])(\d{2}):?(\d{2})", zone):
        minutes = int(match[2]) * 60 + int(match[3])
        return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes)) if minutes < 24 * 60 else UTC
    hours = _ZONES.get(zone.upper())
    return timezone(timedelta(hours=hours)) if hours is not None else UTC


def _iso(raw: str) -> tuple[datetime | None, str]:
    match = _ISO.match(raw)
    if not match:
        return None, ""
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_offset(match[7] or "")), match[7] or ""


def _rfc(raw: str) -> tuple[datetime | None, str]:
    # Python's reader takes "3:30 PM" for half past three at night.
    parts = None if raw[-2:].upper() in ("AM", "PM") else parsedate_tz(raw)
    if parts is None or not 1 <= len(raw.split()[-1]) <= 6:
        return None, ""
    year, month, day, hour, minute, second = parts[:6]
    zone = raw.split()[-1].strip("()")
    named = zone.isalpha()
    if named and zone.upper() not in _KNOWN_TO_EMAIL:
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_offset(zone))
    else:
        offset = parts[9] if parts[9] and abs(parts[9]) < 24 * 3600 else 0
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone(timedelta(seconds=offset)))
    return at, zone if named else ""


def _worded(raw: str) -> tuple[datetime | None, str]:
    match = _WORDED.match(raw)
    if not match:
        return None, ""
    month = _MONTHS.get((match[2] or match[3]).lower())
    if month is None:
        return None, ""
    hour, minute, second = int(match[6] or 0), int(match[7] or 0), int(match[8] or 0)
    if match[9]:
        hour = hour % 12 + (12 if match[9].lower() == "pm" else 0)
    zone = match[10] or ""
    named = _rfc(f"01 Jan 2020 00:00:00 {zone}")[0] if zone else None
    return datetime(
        int(match[5]), month, int(match[1] or match[4]), hour, minute, second, tzinfo=named.tzinfo if named else UTC
    ), zone if zone.isalpha() else ""


def _numeric(raw: str) -> tuple[datetime | None, str]:
    """`18.03.2022`, as much of Europe writes it; with slashes nobody can tell day from month."""
    match = _NUMERIC.match(raw)
    if not match:
        return None, ""
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC), ""


_READERS: tuple[tuple[DateForm, Callable[[str], tuple[datetime | None, str]]], ...] = (
    ("iso", _iso),
    ("rfc", _rfc),
    ("loose", _worded),
    ("loose", _numeric),
)
