"""Questions that the notes could not answer: told apart by their meaning, counted, and made into FAQ entries."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Protocol

import yaml

from bot.answers.desk import Desk
from bot.match import nearest_by_edits
from bot.question.lexicon import GLUE
from bot.question.reading import Reading, Want
from bot.rights import Member, moderates
from bot.store import Store
from bot.store.records import Gap, Settings
from bot.text import clean, split, squash, stem

EXAMPLE = 300
"""Letters of a question that are kept as its example."""
WORDS = 12
SPELT = 6
"""Letters from which two words that differ by a slip are taken for one: shorter ones are too often two ("rust", "dust")."""
KEPT = 300
"""Gaps of a server that a new one is compared with."""
SERVERS = 500
LISTED = 200
MENTIONS = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[^:>]+:|t:)-?\d+(?::\w)?>")


def gap_key(reading: Reading) -> str:
    """What a question is about, whatever the order and form of its words; empty where it is about nothing.

    "Any episodes about quantum computers?" gives `computer quantum`.
    """
    refs = (*reading.people, *reading.sponsors, *reading.topics, *reading.events, *reading.whole_titles)
    named = {stem(squash(word)) for ref in refs for word in split(ref.thing.name)}
    numbers = {f"#{number.text}" for number in reading.numbers}
    told = (*reading.content, *(word for name in reading.strangers for word in split(name)))
    free = {stem(squash(word)) for word in told if word not in GLUE} - {""}
    if not (named or numbers or free):
        return ""
    # Two facts missing of one episode are two gaps; of somebody unknown everything is missing at once.
    wanted = {f"?{reading.want.value.split()[0]}"} if not free and reading.want is not Want.EPISODES else set()
    return " ".join([*sorted(named | numbers | free)[:WORDS], *wanted])


def same_gap(key: str, known: Iterable[str]) -> str:
    """The one of `known` that is `key` but for a slip or the ending of one long word, else `key`."""
    mine = set(key.split())
    for other in known:
        theirs = set(other.split())
        if key == other or (len(mine) == len(theirs) and _slips(sorted(mine - theirs), sorted(theirs - mine))):
            return other
    return key


def _slips(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(mine) != 1 or min(len(mine[0]), len(theirs[0])) < SPELT or mine[0].startswith(("#", "?")):
        return False
    # "computing" and "computers" keep endings that a stem does not take off.
    begun = mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0])
    return begun or bool(nearest_by_edits(mine[0], theirs, 1 if len(mine[0]) < 9 else 2))


class GapBook:
    """Notes gaps. It remembers the keys of those that servers have, so that a slip does not make another one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[int, OrderedDict[str, None]] = OrderedDict()

    async def note(self, key: str, example: str, now: float, guild: int | None, show: str) -> int:
        """The number of the gap, asked once more."""
        known = await self._keys(guild or 0)
        same = same_gap(key, known)
        known[same] = None
        while len(known) > KEPT:
            known.popitem(last=False)
        return await self._store.gaps.missed(same, example, now, guild=guild, show=show)

    async def _keys(self, guild: int) -> OrderedDict[str, None]:
        if guild not in self._known:
            found = [gap.key for gap in await self._store.gaps.list(guild, limit=KEPT)]
            found += [gap.key for gap in await self._store.gaps.list(guild, status="ignored", limit=KEPT)]
            self._known[guild] = OrderedDict.fromkeys(reversed(found))
            while len(self._known) > SERVERS:
                self._known.popitem(last=False)
        return self._known[guild]


class Noting(Protocol):
    """What notes gaps: the service, as far as it is needed for that."""

    @property
    def desk(self) -> Desk:
        """Knows the shows."""

    @property
    def store(self) -> Store:
        """Keeps the state."""

    @property
    def gaps(self) -> GapBook:
        """Tells gaps apart."""


async def note_gap(service: Noting, heard_text: str, reading: Reading, guild: int | None, show: str, now: float) -> int | None:
    """The number of the gap that an unanswered question is, counted; None where it is about nothing in particular.

    For questions put to the bot only: what is overheard is never kept. `show` is the slug of the show that is set, or "".
    No user is kept with it, and no mention of one.
    """
    key = gap_key(reading)
    if not key:
        return None
    shows = service.desk.catalog.shows
    named = [ref.thing.keys[0] for ref in reading.shows]
    about = named[0] if named else show or (next(iter(shows)) if len(shows) == 1 else "")
    example = " ".join(MENTIONS.sub(" ", clean(heard_text)).split())[:EXAMPLE]
    return await service.gaps.note(key, example, now, guild, about)


async def watch_gap(service: Noting, number: int, user: int, now: float, channel: int | None = None) -> bool:
    """Whether somebody was not waiting for this gap yet; they will be told when it is closed."""
    return await service.store.gaps.watch(number, user, now, channel)


async def visible_gaps(store: Store, member: Member, settings: Settings) -> tuple[Gap, ...]:
    """The open gaps that somebody may see, the most asked first: of their server, of the shows granted to them, or all."""
    if member.host:
        return await store.gaps.list(limit=LISTED)
    found: dict[int, Gap] = {}
    if moderates(member, settings):
        found |= {gap.id: gap for gap in await store.gaps.list(member.guild, limit=LISTED)}
    for show in sorted(member.granted):
        found |= {gap.id: gap for gap in await store.gaps.list(show=show, limit=LISTED)}
    return tuple(sorted(found.values(), key=lambda gap: (-gap.count, -gap.last_at, gap.id))[:LISTED])


def faq_entry(question: str, answer: str, url: str = "") -> str:
    """An entry for `faq.yaml`, ready to paste."""
    entry = {"question": clean(question), "answer": "\n".join(clean(line) for line in answer.splitlines()).strip()}
    if clean(url):
        entry["url"] = clean(url)
    text: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=100)
    return text


def answer_in(entry: str) -> str:
    """The answer of an entry that was made to be pasted; empty where the text is none."""
    try:
        made = yaml.safe_load(entry)
    except yaml.YAMLError:
        return ""
    first = made[0] if isinstance(made, list) and made else None
    return str(first.get("answer", "")) if isinstance(first, dict) else ""
