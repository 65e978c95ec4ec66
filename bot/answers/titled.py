"""The episodes whose title a question names, whole or in part (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.match import nearest
from bot.match.things import How
from bot.match.titles import TitleMatch
from bot.question.reading import Reading, Ref, Want

SURE_TITLE = 9.0
"""Bits of title words from which a partly named title may be meant."""
LIKE_TITLE = 78.0
"""Likeness, of a hundred, from which words are a title misheard."""
SINGLE = frozenset(
    {Want.GUESTS, Want.HOSTS, Want.SPONSORS, Want.DATE, Want.LENGTH, Want.LINK, Want.NUMBER, Want.TITLE, Want.ABOUT}
    | {Want.OUTLINE, Want.CHAPTERS, Want.CHAPTER, Want.EVENTS, Want.PICKS, Want.TOPICS}
)
"""Wants that ask about one episode."""


@dataclass(frozen=True)
class Titled:
    """Keys of episodes, `how` their title is named (whole or part), and the positions of the words that name it."""

    keys: list[str]
    how: str
    used: frozenset[int]


def find_titled(r: Reading, shows: tuple[str, ...]) -> Titled | None:
    """The episodes whose title is named, whole or in part, where no other reading explains more of the words."""
    whole = [
        (ref, [m for m in ref.choices if m.thing.kind == "episode" and _in_scope(shows, m.thing.show)])
        for ref in r.whole_titles
    ]
    whole = [(ref, found) for ref, found in whole if found and not _is_show(r, ref)]
    telling = _telling(r)
    best = max(whole, key=lambda pair: pair[0].best.weight, default=None)
    part = next((m for m in r.titles if _in_scope(shows, m.thing.show)), None)
    if best:
        ref, found = best
        said = {at for at in telling if ref.start <= at < ref.end}
        people = {at for somebody in r.people for at in range(somebody.start, somebody.end)}
        if (
            part
            and not (set(part.at) & telling) <= people
            and len(set(part.at) & telling) > len(said)
            and part.told >= SURE_TITLE
        ):
            return Titled(_ties(r, shows, part), "part", frozenset(part.at))
        also_topic = any(t.start == ref.start and t.end == ref.end for t in r.topics)
        if not also_topic or r.want in SINGLE or (ref.end - ref.start > 2 and ref.best.how is How.FULL):
            top = max(m.weight for m in found)
            return Titled(
                [m.thing.keys[0] for m in found if m.weight >= top - 0.5], "whole", frozenset(range(ref.start, ref.end))
            )
    if part and part.told >= SURE_TITLE and _tells_most(r, part, telling):
        return Titled(_ties(r, shows, part), "part", frozenset(part.at))
    return None


def like_a_title(r: Reading, shows: tuple[str, ...]) -> Titled | None:
    """The episode whose title is much like the words that nothing explains ("eats shots and leafs")."""
    if r.want not in SINGLE or len(r.content) < 2 or r.content_at[-1] >= len(r.typed):
        return None
    places = range(r.content_at[0], r.content_at[-1] + 1)
    keys = {m.thing.name: m.thing.keys[0] for m in r.titles if _in_scope(shows, m.thing.show)}
    best = nearest(" ".join(r.typed[at] for at in places), keys, LIKE_TITLE)
    return Titled([keys[best]], "part", frozenset(places)) if best else None


def by_title_rather(r: Reading) -> bool:
    """Whether a bare number is no episode's, because a title says which is meant ("link 2 the launch ep iPhone Vape")."""
    if r.step or any(number.sure for number in r.numbers):
        return False
    best = r.titles[0] if r.titles else None
    told = best is not None and best.told >= 1.2 * SURE_TITLE and best.covered >= 0.5 and set(r.content_at) <= set(best.at)
    return told or any(ref.end - ref.start > 2 and ref.best.exact for ref in r.whole_titles)


def _is_show(r: Reading, ref: Ref) -> bool:
    return any(s.start <= ref.start and ref.end <= s.end for s in r.shows)


def _in_scope(shows: tuple[str, ...], show: str) -> bool:
    return not shows or show in shows


def _telling(r: Reading) -> set[int]:
    """The positions of the words that say which episode: names and whatever nothing else explains."""
    refs = [*r.topics, *r.people, *(w for w in r.whole_titles)]
    return {at for ref in refs for at in range(ref.start, ref.end)} | set(r.content_at)


def _tells_most(r: Reading, part: TitleMatch, telling: set[int]) -> bool:
    left = telling - set(part.at)
    loose = {at for at, word in zip(r.content_at, r.content, strict=True) if word in r.loose}
    required = left - loose
    people = {at for ref in r.people for at in range(ref.start, ref.end)}
    if r.people and not people & set(part.at):
        return False
    if r.people and people >= set(part.at) & telling:
        return False
    return (
        not (required - people)
        and (part.covered >= 0.5 or part.told >= 14 or len(set(part.at) & telling) >= 2)
        and len(left) <= 1
    )


def _ties(r: Reading, shows: tuple[str, ...], part: TitleMatch) -> list[str]:
    near = [
        m for m in r.titles if _in_scope(shows, m.thing.show) and m.told >= part.told - 1 and m.covered >= part.covered - 0.05
    ]
    return [m.thing.keys[0] for m in near]
