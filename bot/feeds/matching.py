"""Which items of a feed are episodes already seen (pure). Wrong "new" posts twice, wrong "same" loses an episode."""

from __future__ import annotations

import hashlib

from bot.feeds.changes import marks
from bot.feeds.identity import PLAIN_WORDS, alike, title_key
from bot.feeds.items import Item
from bot.model import Frozen

_HALF_DAY = 12 * 3600.0
_MOMENT = 300.0


class Trace(Frozen, frozen=True):
    """What is kept of an episode that was seen, to know it again: small, and safe to store as JSON."""

    id: str
    """Sixteen letters and digits, given at first sight and kept whatever changes later."""
    keys: tuple[str, ...] = ()
    title: str = ""
    """Folded, as `title_key` gives it."""
    number: int | None = None
    season: int | None = None
    at: float | None = None
    """When it was published, seconds since 1970."""
    duration: int | None = None
    bytes: int | None = None
    marks: tuple[tuple[str, str], ...] = ()

    def changed(self, now: Trace) -> tuple[str, ...]:
        """The names of the facts that differ between this trace and a later one."""
        before = dict(self.marks)
        return tuple(fact for fact, mark in now.marks if before.get(fact, "") != mark)


def trace(item: Item, ring: tuple[str, ...]) -> Trace:
    """The trace of an item seen for the first time; `ring` are its keys."""
    title = title_key(item.title)
    at = item.published.timestamp() if item.published else None
    seed = ring[0] if ring else f"title:{title}@{at}"
    if seed.startswith("podcast:") and len(ring) > 1:
        # The show's own guid may come or go between two readings; the item's does not.
        seed = ring[1]
    return Trace(fingerprint(seed), ring, title, item.number, item.season, at, item.duration, item.enclosure_bytes, marks(item))


def same(one: Trace, other: Trace) -> bool:
    """Whether two traces are one episode.

    One agreeing key suffices unless everything else contradicts it: a guid used again for another recording, an audio
    address that always holds the latest, a link to one page for all. See `_by_audio` and its neighbours for each rule.
    """
    shared = {key.partition(":")[0] for key in set(one.keys) & set(other.keys)}
    if shared & {"guid", "podcast"}:
        return not (
            _unlike(one, other) and _apart(one, other) and not shared & {"audio", "file"} and _known(one, other, "audio")
        )
    if "audio" in shared:
        return _by_audio(one, other)
    if "link" in shared:
        return _by_link(one, other)
    if one.title and one.title == other.title:
        return _by_title(one, other)
    if "file" in shared:
        return not _unlike(one, other) or _recording(one, other) is True
    return one.at is not None and one.at == other.at and _recording(one, other) is True


def _by_audio(one: Trace, other: Trace) -> bool:
    """The same audio path: not the same episode where guid and date differ, and title or length do too."""
    doubt = _known(one, other, "guid") and _apart(one, other)
    return not (doubt and (_unlike(one, other) or _recording(one, other) is False))


def _by_link(one: Trace, other: Trace) -> bool:
    """The same page: the titles must not be unlike; with another guid, audio and date, also telling and of the same length."""
    if _unlike(one, other):
        return False
    doubt = _known(one, other, "guid") and _known(one, other, "audio") and _apart(one, other)
    return not doubt or (_recording(one, other) is not False and one.title == other.title and _telling(one.title))


def _by_title(one: Trace, other: Trace) -> bool:
    """The same title: number, date or length must say so as well, and neither number nor length may speak against it."""
    if one.number is not None and other.number is not None and one.number != other.number:
        return False
    if one.season is not None and other.season is not None and one.season != other.season:
        return False
    if one.number is not None and one.number == other.number and _telling(one.title):
        return True
    recording = _recording(one, other)
    if recording is False and (_apart(one, other) or (_known(one, other, "guid") and _known(one, other, "audio"))):
        return False
    undated = one.at is None and other.at is None and not _known(one, other, "guid")
    return undated or _within(one, other, _HALF_DAY if _telling(one.title) else _MOMENT) or recording is True


def _known(one: Trace, other: Trace, kind: str) -> bool:
    """Whether both have a key of that kind."""
    return all(any(key.startswith(f"{kind}:") for key in part.keys) for part in (one, other))


def _apart(one: Trace, other: Trace) -> bool:
    """Whether both are dated and not of the same half day."""
    return one.at is not None and other.at is not None and abs(one.at - other.at) > _HALF_DAY


def _within(one: Trace, other: Trace, seconds: float) -> bool:
    return one.at is not None and other.at is not None and abs(one.at - other.at) <= seconds


def _recording(one: Trace, other: Trace) -> bool | None:
    """Whether the audio is as long, or as large: True, False, or None where that is not known.

    Another size alone proves nothing: hosts put their own advertisements in.
    """
    if one.duration and other.duration:
        return abs(one.duration - other.duration) <= max(5, max(one.duration, other.duration) // 50)
    return True if one.bytes and one.bytes == other.bytes else None


def _unlike(one: Trace, other: Trace) -> bool:
    """Whether both have titles that are not alike."""
    return bool(one.title and other.title) and not alike(one.title, other.title)


def _telling(title: str) -> bool:
    """Whether a title says more than "Episode 1"."""
    return any(len(word) > 3 and not word.isdigit() and word not in PLAIN_WORDS for word in title.split())


def fingerprint(seed: str) -> str:
    """Sixteen letters and digits that stand for `seed`."""
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]
