"""feedparser's part of the reading: its dictionaries → plain values, chosen with care."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]

from bot.feeds.dates import Dated, date_of
from bot.feeds.plain import address, line, prose
from bot.model import Link

Entry = Mapping[str, Any]

_MEDIA = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/opus", "wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4",
    "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska",
}  # fmt: skip
_MAIL = re.compile(r"[^\s()<>,;]{1,100}@[^\s()<>,;]{1,100}")
_MAX_NAMES = 50


def general(data: bytes, url: str = "") -> tuple[Entry, list[Entry], str]:
    """The feed's own fields, its entries and its version ("rss20"), as feedparser names them; empty where it gives up."""
    headers = {"content-location": url} if url else {}
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError):
        # feedparser walks untrusted text with a great many rules; whichever of them trips, the rest of ours still reads.
        return {}, [], ""
    # Real dictionaries: feedparser's own answer for keys they do not hold, and warn while at it.
    return dict(found["feed"]), [dict(entry) for entry in found["entries"]], str(found.get("version") or "")


def first(entry: Entry, *names: str) -> str:
    """The first of the fields that holds text, as one line."""
    return next((text for name in names if (text := line(entry.get(name)))), "")


def page(entry: Entry, base: str) -> str:
    """The web page of an entry or feed. FeedBurner's wrapped links are unwrapped."""
    links = [link.get("href") for link in entry.get("links") or () if link.get("rel") in (None, "alternate")]
    candidates = [entry.get("feedburner_origlink"), entry.get("link"), *links]
    return next((url for text in candidates if (url := address(text, base))), "")


def related(entry: Entry, rel: str, base: str) -> str:
    """The address of the first link with that relation, empty where there is none."""
    return next((address(link.get("href"), base) for link in entry.get("links") or () if link.get("rel") == rel), "")


def enclosures(entry: Entry, base: str) -> list[tuple[str, str, str]]:
    """Address, type and length as written of everything attached, what can be played first."""
    found = [link for link in entry.get("links") or () if link.get("rel") == "enclosure"]
    if not found:
        found = [media for media in entry.get("media_content") or () if media.get("url")]
    every = []
    for link in found[:20]:
        url = address(link.get("href") or link.get("url"), base)
        if url:
            every.append((url, media_type(url, line(link.get("type"))), line(link.get("length") or link.get("filesize"))))
    return sorted(every, key=lambda part: not part[1].startswith(("audio/", "video/")))


def media_type(url: str, declared: str) -> str:
    """The declared type in lower case; where that is not of audio or video, what the address's ending says, if anything."""
    kind = declared.lower().partition(";")[0].strip()
    if kind.startswith(("audio/", "video/")):
        return kind
    ending = urlsplit(url).path.rpartition(".")[2].lower()
    return _MEDIA.get(ending, kind)


def names(entry: Entry, key: str, single: str = "") -> tuple[str, ...]:
    """The names in a list such as `authors`, without their e-mail addresses.

    `single` is the field that holds the last of them as written: feedparser cuts long addresses in two and takes one half
    for the name.
    """
    raw = [person.get("name") or "" for person in entry.get(key) or () if isinstance(person, Mapping)]
    if single and entry.get(single):
        raw[-1:] = [entry.get(single) or ""]
    plain = (line(_MAIL.sub("", str(name)[:300])).strip(" ()<>,;") for name in raw[:_MAX_NAMES])
    return tuple(dict.fromkeys(name for name in plain if name))


def tags(entry: Entry) -> tuple[str, ...]:
    """Categories and keywords, each once whatever its case."""
    found: dict[str, str] = {}
    for tag in entry.get("tags") or ():
        term = line(tag.get("term"))[:100]
        if term:
            found.setdefault(term.lower(), term)
    return tuple(found.values())[:_MAX_NAMES]


def picture(entry: Entry, base: str) -> str:
    """The address of the artwork."""
    image = entry.get("image")
    href = image.get("href") or image.get("url") if isinstance(image, Mapping) else None
    return address(href, base)


def dated(entry: Entry, *keys: str) -> tuple[Dated, str]:
    """The first of these dates that can be read, with its text; the text of the first one where none can."""
    written = [(key, line(entry.get(key))) for key in keys]
    written = [(key, text) for key, text in written if text]
    for key, text in written:
        found = date_of(text)
        if found.at is None:
            found = _by_feedparser(entry.get(f"{key}_parsed"), found)
        if found.at is not None:
            return found, text
    return date_of(written[0][1] if written else ""), written[0][1] if written else ""


def _by_feedparser(parsed: Any, fallback: Dated) -> Dated:
    """feedparser knows a few national forms more; it gives UTC."""
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return Dated(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), "loose")
    except (TypeError, ValueError):
        return fallback


def texts(entry: Entry, base: str) -> tuple[str, str, tuple[Link, ...]]:
    """Summary, longer notes (empty where there are none) and all links of both."""
    raw = [entry.get("summary"), *(part.get("value") for part in entry.get("content") or ())]
    distinct = list(dict.fromkeys(str(text) for text in raw if text and str(text).strip()))[:6]
    read = [prose(text, base) for text in distinct]
    words = [text for text, _ in read if text]
    links = {link.url: link for _, found in reversed(read) for link in found}
    summary = words[0] if words else ""
    notes = max(words, key=len, default="")
    return summary, notes if len(notes) > len(summary) else "", tuple(links.values())
