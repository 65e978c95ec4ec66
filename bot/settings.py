"""What a moderator may set for a server, made sure of before it is kept (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.answers.complete import Lists, Suggestion, key_of, value_for
from bot.browse.finding import settle
from bot.match import nearest
from bot.store.records import SettingsChanges
from bot.text import clean, squash

Here = bool | None
"""Whether a channel is private; None where it follows its server."""
HERE: dict[str, Here] = {"server": None, "private": True, "public": False}


@dataclass(frozen=True)
class NoZone:
    """There is no time zone of that name; `near` is one that is like it, or empty."""

    said: str
    near: str = ""


def shows(chosen: Iterable[str], default: str, known: Collection[str]) -> SettingsChanges:
    """The shows a server speaks for, and the one meant where none is named.

    Where none or all are chosen it speaks for all, also for those that come later.
    """
    slugs = tuple(dict.fromkeys(slug for slug in chosen if slug in known))
    every = not slugs or set(slugs) == set(known)
    fine = default in known and (every or default in slugs)
    return {"shows": () if every else slugs, "default_show": default if fine else None}


def named_shows(lists: Lists, written: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str], tuple[str, ...]]:
    """The slugs of shows and default show that were written as names, and the names that are of no show."""
    slugs, strange = list[str](), list[str]()
    for name in "\n".join(written.get("shows", ())).replace(",", "\n").split("\n"):
        _name(lists, name, slugs, strange)
    default = list[str]()
    _name(lists, "".join(written.get("default", ())), default, strange)
    return slugs, default, tuple(strange)


def _name(lists: Lists, name: str, slugs: list[str], strange: list[str]) -> None:
    if squash(clean(name)):
        found = settle(lists, "show", name, lambda _: True)
        if isinstance(found, Suggestion):
            slugs.append(key_of(found))
        else:
            strange.append(name.strip())


def by_values(values: Iterable[str], known: Collection[str]) -> list[str]:
    """The slugs that values of a menu stand for."""
    slugs = {value_for(slug): slug for slug in known}
    return [slugs[value] for value in values if value in slugs]


def zone(said: str) -> str | NoZone:
    """The IANA name of a time zone, given as such or by its city, whatever the case; empty for the show's own."""
    text = clean(said)
    if not text:
        return ""
    by_city: dict[str, str] = {}
    for name in zones():
        if squash(name) == squash(text):
            return _usable(name, said)
        by_city.setdefault(squash(name.rpartition("/")[2]), name)
    city = by_city.get(squash(text))
    if city:
        return _usable(city, said)
    near = nearest(squash(text), by_city)
    return NoZone(said, by_city[near] if near else "")


def _usable(name: str, said: str) -> str | NoZone:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return NoZone(said)


@cache
def zones() -> Sequence[str]:
    """All time zones, those of continents and cities before old names for them."""
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return tuple(sorted(names, key=lambda name: (name.startswith(("Etc/", "US/")) or "/" not in name, name)))
