"""Guests and sponsors whom only the prose of a feed names: proposals for a moderator, never facts (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from bot.feeds import Item
from bot.model import Frozen

GuessKind = Literal["guest", "sponsor"]

# Bounded and only from where a word begins: feeds are strangers' text, and some is made to take for ever.
_WORD = r"(?<!\w)[A-ZÀ-ÖØ-Þ](?:\.|[\w’'-]{0,40}\w)(?!\w)"
_PARTICLE = r"(?:(?:van|von|de|den|der|da|dos|di|la|le|bin)\s+)"
_NAME = rf"{_WORD}(?:[ \t]+{_PARTICLE}{{0,2}}{_WORD}){{1,2}}"
_JOIN = r"\s*(?:,\s+(?:and\s+|und\s+)?|\s+and\s+|\s+und\s+|\s+&\s+)"
_NAMES = rf"(?P<names>{_NAME}(?:{_JOIN}{_NAME}){{0,5}})"
_KIND_WORDS = r"(?:(?:our|my|good|old|friend|friends|special|guest|guests|again|fellow|developer|author|host)\s+){0,3}"
_TALK = (
    r"(?:talk(?:s|ed|ing)?|speak(?:s|ing)?|spoke|chat(?:s|ted|ting)?|sit(?:s|ting)?\s+down|sat\s+down|conversations?|"
    r"interviews?|discussions?)\s+(?:to|with)|interview(?:s|ed|ing)|joined\s+(?:again\s+)?by|"
    r"guests?\s+(?:is|are|was|were)|guests?\s*:|(?:special|our|my)\s+guests?|gespräch\s+mit|zu\s+gast(?:\s+ist)?:?|gäste?:"
)
_BEFORE = re.compile(rf"\b(?i:{_TALK})\s+(?i:{_KIND_WORDS}){_NAMES}")
_AFTER = re.compile(
    rf"{_NAMES}\s+(?:joins|joined|comes\s+on|came\s+on|stops\s+by|stopped\s+by|drops\s+by|returns\s+to\s+the\s+show)\b"
)
_IN_TITLE = re.compile(rf"\b(?i:with|w/|mit|featuring|feat\.|ft\.)\s+{_NAMES}\s*(?:[(\[].*)?$")
_AT_END = re.compile(rf"\s[-–—|]\s+{_NAMES}\s*$")
_OWNER = re.compile(r"^(?:\S+['’]s\s+|Sir\s+|Dr\.?\s+)")
_SPLIT = re.compile(_JOIN)

_PART = r"[A-Z0-9][\w+&’'-]{0,40}(?:\.[A-Za-z]\w{0,20}){0,3}"
_SPONSOR = re.compile(
    r"\b(?i:sponsored\s+by|brought\s+to\s+you\s+by|thanks\s+to\s+our\s+sponsors?:?,?|our\s+sponsors?\s+(?:is|are)|sponsors?\s*:|"
    r"support\s+(?:for\s+this\s+(?:show|episode|podcast)\s+)?comes\s+from|gesponsert\s+von)\s+"
    r"(?i:(?:the\s+)?(?:(?:good|great|fine|lovely)\s+)?(?:folks|people|friends|team)\s+(?:at|from|of)\s+)?"
    rf"(?P<names>{_PART}(?:[ \t]+{_PART}){{0,3}})"
)
_NO_NAME = frozenset(
    "a an the this that these today episode part show podcast season chapter interview guest guests special my our your his "
    "her their i we you he she they it and or but if in on at for from with about news update updates monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november december "
    "studio studios forms framework university conference live links notes inc llc team company google apple microsoft "
    "facebook twitter android windows linux app apps web mobile github youtube spotify itunes patreon discord thanks "
    "game games music radio media network america american english german europe north south new best big join".split()
)
_CONTEXT = 40
_LONGEST = 60


class Guess(Frozen, frozen=True):
    """Somebody who was probably a guest, or a sponsor: the name, and the words it was read from."""

    kind: GuessKind
    name: str
    words: str


def guesses(item: Item, known: Collection[str], dashed: bool = False) -> tuple[Guess, ...]:
    """Those whom the title and notes of an item seem to name, each once, guests first.

    `known` are names that are no news, such as the hosts'; `dashed` says that titles of this feed end in " - Name".
    """
    text = "\n".join(part for part in (item.subtitle, item.summary, item.notes) if part)
    patterns = [_IN_TITLE, _BEFORE, _AT_END] if dashed else [_IN_TITLE, _BEFORE]
    found = [*_people(item.title, patterns), *_people(text, [_BEFORE, _AFTER]), *_sponsors(text)]
    once: dict[tuple[str, str], Guess] = {}
    skip = tuple(name.casefold() for name in known if name)
    for guess in found:
        name = guess.name.casefold()
        no_news = any(f"{name} ".startswith(f"{other} ") or f"{other} ".startswith(f"{name} ") for other in skip)
        if not no_news and (" " in name or guess.kind == "sponsor"):
            once.setdefault((guess.kind, name), guess)
    return tuple(once.values())


def ends_in_names(items: Iterable[Item]) -> bool:
    """Whether most titles of a feed end in a dash and what could be a name: then that is its way to name guests."""
    titles = [item.title for item in items if item.title]
    hits = sum(bool(match and _is_name(match["names"])) for match in map(_AT_END.search, titles))
    return len(titles) >= 5 and hits * 10 >= len(titles) * 6


def _people(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Guess]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            for written in _SPLIT.split(match["names"]):
                name = _OWNER.sub("", written)
                if _is_name(name):
                    yield Guess("guest", " ".join(name.split()), _around(text, match))


def _sponsors(text: str) -> Iterator[Guess]:
    for match in _SPONSOR.finditer(text):
        name = " ".join(match["names"].split())
        if name.split()[0].casefold() not in _NO_NAME and 1 < len(name) <= _LONGEST:
            yield Guess("sponsor", name, _around(text, match))


def _is_name(name: str) -> bool:
    words = name.casefold().replace("’", "'").split()
    return len(name) <= _LONGEST and not any(word.strip(".'") in _NO_NAME or any(c.isdigit() for c in word) for word in words)


def _around(text: str, match: re.Match[str]) -> str:
    """The cue and the names, on one line."""
    start = max(match.start(), match.start("names") - _CONTEXT)
    return " ".join(text[start : match.end("names")].split())
