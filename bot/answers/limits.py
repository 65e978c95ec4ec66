"""What the names, dates and order of a question ask of an episode, as a filter for the index (pure)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta

from bot.index import Filter, Named, Role
from bot.question.lexicon import plain_words
from bot.question.reading import Reading, Ref, Want
from bot.text import split


def limits(r: Reading, shows: tuple[str, ...], topics: bool = True, people: bool = True) -> Filter:
    """What the names, dates and order of the question ask of an episode."""
    named: list[Named] = []
    if people:
        named += [Named(_role(r, ref), _keys(ref)) for ref in r.people]
    named += [Named("sponsor", _keys(ref)) for ref in r.sponsors]
    named += [Named("event", _keys(ref)) for ref in r.events if r.want is Want.EVENTS]
    if topics and r.topics:
        named += _topics(r, _own_topics(r))
    without = [Named(_kind(r, ref), _keys(ref), _phrases(ref) if ref.thing.kind == "topic" else ()) for ref in r.without]
    around = tuple(n for n, ref in zip(without, r.without, strict=True) if ref.thing.host and not shows)
    since, until = _days(r)
    order = r.pick if r.pick in ("oldest", "longest", "shortest") else "newest"
    bounds = (r.length.least, r.length.most) if r.length else (0, 0)
    limits = {
        "without": tuple(without),
        "around": around,
        "least": bounds[0],
        "most": bounds[1],
        "season": r.season,
        "having": tuple(r.having),
        "lacking": tuple(r.lacking),
        "since": since,
        "until": until,
    }
    return Filter(shows=shows, named=tuple(named), order=order, **limits)  # type: ignore[arg-type]


def _own_topics(r: Reading) -> list[Ref]:
    """The topics but those that only say where somebody is from ("Wendell from Level1Techs")."""
    solid = [t for t in r.topics if not shaky(r, t)]
    ends = {ref.end for ref in r.people}
    return [t for t in solid or r.topics if not (t.start - 1 in ends and r.word(t.start - 1) in ("from", "of", "at"))]


ABOUT = frozenset(
    "on about covering cover covers covered regarding discuss discusses discussed mention mentions mentioned".split()
)


def shaky(r: Reading, topic: Ref) -> bool:
    """Whether a topic may only be a turn of phrase: a slip away, or an ordinary word that no "about" leads to."""
    said = r.words[topic.start : topic.end] if topic.end <= len(r.words) else ()
    before = set(r.words[max(0, topic.start - 2) : topic.start]) if topic.start <= len(r.words) else set()
    ordinary = bool(said) and all(word in plain_words() for word in said)
    purpose = bool(before & {"for", "my", "our"})
    return (not topic.best.exact or ordinary or purpose) and not before & ABOUT


def _topics(r: Reading, refs: Sequence[Ref]) -> list[Named]:
    """Topics beside each other are one search; those joined by "and" must both be there."""
    if not refs:
        return []
    joined = any("and" in r.words[a.end : b.start] for a, b in itertools.pairwise(refs))
    each = [Named("topic", _keys(ref), _phrases(ref)) for ref in refs]
    if joined:
        return each
    return [Named("topic", tuple(k for n in each for k in n.keys), tuple(p for n in each for p in n.phrases))]


def _role(r: Reading, ref: Ref) -> Role:
    thing = ref.thing
    if r.role == "guest" or r.role == "host":
        return r.role  # type: ignore[return-value]
    if thing.guest and not thing.host:
        return "guest"
    if r.want in (Want.COGUESTS,) or (r.topics and thing.guest and r.want is Want.EPISODES and thing.guest * 20 > thing.host):
        return "guest"
    return "either"


def _kind(r: Reading, ref: Ref) -> Role:
    """The role that somebody or something left out would have."""
    kind = ref.thing.kind
    if kind == "person":
        return r.role if r.role in ("guest", "host") else "either"  # type: ignore[return-value]
    return kind if kind in ("sponsor", "topic") else "either"


def _days(r: Reading) -> tuple[str, str]:
    if not r.dates:
        return "", ""
    spans = r.dates
    since = max((d.since for d in spans if d.since), default="")
    until = min((d.until for d in spans if d.until), default="")
    near = max(d.near for d in spans)
    if near and since and until:
        return _shift(since, -near), _shift(until, near)
    return since, until


def _keys(ref: Ref) -> tuple[str, ...]:
    top = ref.best.weight
    same = [
        m.thing for m in ref.choices if m.thing.kind == ref.thing.kind and m.weight >= top - 0.25 and ref.thing.kind != "person"
    ]
    return tuple(dict.fromkeys(k for thing in (ref.thing, *same) for k in thing.keys))


def _phrases(ref: Ref) -> tuple[tuple[str, ...], ...]:
    """A topic's names as words to look for in titles and other names."""
    names = {split(ref.thing.name), *(split(a) for a in ref.thing.aliases)}
    return tuple(sorted(n for n in names if n and len("".join(n)) > 2))


def _shift(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(by)).isoformat()
