"""Which of several people of a name is meant, as far as the rest of the question tells."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.answers.answer import Ambiguous
from bot.answers.catalog import Catalog
from bot.answers.choose import choose_person
from bot.match.names import Match
from bot.question.lexicon import ordinary, plain_words
from bot.question.reading import Reading, Ref, Want
from bot.text import split

TRIED = 8
"""People of one name that are each held against the rest of the question; of more, the asker had better say who."""
Fits = Callable[[Reading], Awaitable[bool]]
"""Whether any episode has all that a reading asks for."""


async def settled(r: Reading, shows: tuple[str, ...], catalog: Catalog, fits: Fits) -> Reading | Ambiguous:
    """The reading with each person settled, or the question which one is meant."""
    people: list[Ref] = []
    for ref in r.people:
        named = ref.of("person") or ref
        if len(named.choices) > 1:
            named = await _fitting(named, r, shows, fits)
            if len(named.choices) > 1:
                return choose_person(r, named, catalog)
        people.append(named)
    return replace(r, people=tuple(people))


async def _fitting(ref: Ref, r: Reading, shows: tuple[str, ...], fits: Fits) -> Ref:
    """The people that a name may mean, as few as the rest of the question leaves."""
    top = max(m.weight for m in ref.choices)
    near = [m for m in ref.choices if m.weight > top - 1.0]
    if r.role in ("guest", "host") or r.want is Want.DATE:
        near = [m for m in near if (m.thing.host if r.role == "host" else m.thing.guest)] or near
    if 1 < len(near) <= TRIED and (r.topics or shows or r.dates or len(r.people) > 1):
        near = [m for m in near if await fits(_with(r, ref, m))] or near
    if len(near) > 1 and r.role != "guest":
        weights = sorted((m.thing.weight for m in near), reverse=True)
        if weights[0] >= 5 * max(1, weights[1]):
            near = [max(near, key=lambda m: m.thing.weight)]
    return replace(ref, choices=tuple(near))


def _with(r: Reading, ref: Ref, match: Match) -> Reading:
    """The reading in which `ref` means just this person."""
    one = replace(ref, choices=(match,))
    return replace(r, people=tuple(one if p.start == ref.start else p for p in r.people))


AUXILIARIES = frozenset("was has have had were is interviewed interview with guest get got gets invite invited having".split())


def unknown_part(r: Reading) -> str:
    """The word before an ordinary one, with which it is the name of something else ("crochet patterns"); "" where none is."""
    if r.want is not Want.EPISODES or len(r.topics) != 1 or r.people or r.sponsors:
        return ""
    topic = r.topics[0]
    said = r.words[topic.start : topic.end]
    before = next((w for w, at in zip(r.content, r.content_at, strict=True) if at == topic.start - 1), "")
    return before if said and all(map(ordinary, said)) and before not in r.loose else ""


def _one_name(r: Reading) -> bool:
    """Whether topics and unknown words stand together where a name would ("did network chuck come on")."""
    places = sorted({*r.content_at, *(at for t in r.topics for at in range(t.start, t.end))})
    together = places[-1] - places[0] == len(places) - 1 and len(places) < 4
    required = any(word not in r.loose for word in r.content)
    return together and required and r.word(places[0] - 1) in AUXILIARIES | {"did"}


def asks_for_somebody(r: Reading) -> bool:
    """Whether it is asked if somebody was on, and what stands for the name names nobody ("has Ada Lovelace been on?")."""
    if not r.yesno or "guest" not in r.cues or r.people or r.sponsors or r.cues & {"creator", "about"} or r.numbers:
        return False
    if r.topics and r.content:
        return _one_name(r)
    if r.topics:
        topic, said = r.topics[0], split(r.topics[0].text)
        led = r.word(topic.start - 1) in ("on", "about", "of")
        return not (r.content or led) and len(said) > 1 and said[0] not in plain_words() and said[-1] not in plain_words()
    if not r.content or len(r.content) > 3 or r.whole_titles or (r.titles and r.titles[0].covered > 0.6):
        return False
    together = r.content_at[-1] - r.content_at[0] == len(r.content) - 1
    return together and r.word(r.content_at[0] - 1) in AUXILIARIES
