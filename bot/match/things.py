"""What can be named in a question, and the ways people name it (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from bot.match.nicknames import EITHER, SHORT
from bot.text import split, squash

ThingKind = Literal["person", "sponsor", "topic", "show", "episode", "event"]


class How(IntEnum):
    """How a text names a thing, the plainer the lower."""

    FULL = 0
    ALIAS = 1
    SHORT = 2
    """Most of the name: a name without its middle initial or title, a company without `.com`."""
    PART = 3
    """A first name or surname alone, one telling word of a show's name."""
    INITIALS = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name.

    `keys` are the spellings under which the index holds it (for an episode or a show its own key). `weight` is the number of
    episodes it stands in; for a person `guest` and `host` say how many in which role. `about` is for matching descriptions.
    """

    kind: ThingKind
    name: str
    keys: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    weight: int = 0
    guest: int = 0
    host: int = 0
    show: str = ""
    """Episodes: the slug of their show."""
    about: str = ""

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from every other thing."""
        return (self.kind, self.keys[0])


TITLES = frozenset("dr mr mrs ms prof professor sir the listener".split())
ENDINGS = re.compile(r"\.(?:com|io|shop|org|net|dev|co|app|ai)$", re.IGNORECASE)
ASIDE = re.compile(r"\(([^)]+)\)")
PARTICLES = frozenset("van von de der den del la le di da of from the and bin ibn al el k".split())
GENERIC = frozenset("the a an episode ep podcast interview one".split())
DULL = frozenset("show podcast radio the a an of and with on for in to podcasts".split())


def surfaces(thing: Thing) -> Iterator[tuple[str, How]]:
    """The squashed texts that name `thing`, each with how; a text may come twice."""
    yield squash(thing.name), How.FULL
    own = split(thing.name) if thing.kind == "person" else ()
    for alias in thing.aliases:
        if thing.kind == "episode":
            alias = " ".join(w for w in split(alias) if w not in GENERIC) or alias
        yield squash(alias), How.PART if squash(alias) in own and len(own) > 1 else How.ALIAS
    maker = {"person": _person, "sponsor": _sponsor, "show": _show, "topic": _topic}.get(thing.kind)
    if maker:
        yield from maker(thing)


def _person(thing: Thing) -> Iterator[tuple[str, How]]:
    aside = ASIDE.search(thing.name)
    plain = ASIDE.sub(" ", thing.name)
    if aside:
        yield squash(aside.group(1)), How.ALIAS
        yield squash(plain), How.SHORT
    names = [n for n in split(plain) if n not in TITLES]
    if len(names) != len(split(plain)):
        yield "".join(names), How.SHORT
    telling = [n for n in names if len(n.rstrip(".")) > 1]
    if len(telling) > 2:
        yield telling[0] + telling[-1], How.SHORT
    for alias in thing.aliases:
        if len(split(alias)) > 1 and " " in alias:
            yield split(alias)[0], How.PART
    if len(names) > 1:
        for name in telling:
            if name not in PARTICLES and len(name) > 1:
                yield squash(name), How.PART
    if len(names) > 1:
        for form in EITHER.get(names[0], ()):
            yield form + "".join(names[1:]), How.SHORT
        for form in SHORT.get(names[0], ()):
            yield form, How.PART
    family = next((at for at, name in enumerate(names) if at and name in PARTICLES), 0)
    if family:
        yield "".join(names[family:]), How.PART


def _sponsor(thing: Thing) -> Iterator[tuple[str, How]]:
    for name in (thing.name, *thing.aliases):
        short = ENDINGS.sub("", name.strip())
        if short != name:
            yield squash(short), How.SHORT
    parts = [n for n in split(thing.name) if n not in DULL]
    if len(parts) > 1 and len(parts[0]) > 4:
        yield squash(parts[0]), How.PART


def _show(thing: Thing) -> Iterator[tuple[str, How]]:
    for name in (thing.name, *thing.aliases):
        parts = split(name)
        telling = [n for n in parts if n not in DULL]
        for tail in ("podcast", "show"):
            if parts and parts[-1] != tail:
                yield squash(name) + tail, How.ALIAS
        if telling and telling != list(parts):
            yield squash("".join(telling)), How.SHORT
        if len(telling) > 1 or telling != list(parts):
            for part in telling:
                if len(part) > 3:
                    yield squash(part), How.PART
        if len(parts) > 1:
            yield "".join(p[0] for p in parts), How.INITIALS
    yield squash(thing.keys[0]), How.ALIAS


def _topic(thing: Thing) -> Iterator[tuple[str, How]]:
    for key in thing.keys:
        yield key, How.ALIAS
    parts = split(thing.name)
    if len(parts) > 2:
        yield "".join(p[0] for p in parts), How.INITIALS


def best_surfaces(thing: Thing) -> dict[str, How]:
    """Each text that names `thing` once, with the plainest way it does."""
    best: dict[str, How] = {}
    for text, how in surfaces(thing):
        if text and (text not in best or how < best[text]):
            best[text] = how
    return best
