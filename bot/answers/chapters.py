"""Where in an episode something is said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answers.answer import Answer
from bot.answers.context import Context
from bot.answers.places import ANY_TITLE, CANDIDATES, episode_for, left_over
from bot.answers.scope import Found
from bot.index import Filter, Row
from bot.match import best_text
from bot.model import Chapter, Episode
from bot.question.lexicon import GLUE, plain_words
from bot.question.reading import Want
from bot.text import split

WHOLE_CHAPTER = 60.0
"""What a chapter is worth, of a hundred, whose title is said whole among other words."""
SAID_HERE = 75.0
"""Of a hundred, how much of the question a chapter of the episode talked about must say to be meant before any other."""
SHARE_BITS = 0.12
"""What each hundredth of the rest that a chapter explains is worth, in bits."""


@dataclass(frozen=True)
class Place:
    """A chapter that may be meant; `worth` is how much of the question it and its episode explain."""

    worth: float
    row: Row
    episode: Episode
    chapter: Chapter


async def chapter(context: Context) -> Answer:
    """The chapter that the question names, in the episode it names."""
    if context.reading.moment >= 0 or context.reading.place in ("first", "last"):
        return await _by_place(context)
    here = await _of_focus(context)
    if here is not None:
        return await _told(context, here)
    together = await _title_and_chapter(context)
    if together is not None:
        return await _told(context, together)
    found = await episode_for(context)
    if not isinstance(found, Found):
        return found
    phrase = left_over(context, found.used if found.how != "words" else frozenset())
    full = await context.full(found.rows)
    named = [word for ref in context.reading.topics for word in split(ref.text)]
    places: list[Place] = []
    for said in (phrase, named):
        if not places:
            each = (_best(row, episode, said, 0.0) for row, episode in zip(found.rows, full, strict=False))
            places = [place for place in each if place is not None]
    if not places and "they" in context.reading.back and "strongchapter" not in context.reading.cues:
        return await context.told(found.rows, want=Want.EPISODES)
    if not places:
        return await context.told(found.rows[:1], note="no chapter", values={})
    return await _told(context, max(places, key=lambda place: place.worth))


async def _of_focus(context: Context) -> Place | None:
    """The chapter of the episode talked about that says all the question says."""
    r, focus = context.reading, context.scope.focus
    if focus is None or r.numbers or r.shows or r.dates or r.pick or r.step or not r.back:
        return None
    (episode,) = await context.index.episodes([focus.id])
    place = _best(focus, episode, left_over(context, frozenset()), 0.0)
    return place if place and place.worth >= SHARE_BITS * SAID_HERE else None


async def _by_place(context: Context) -> Answer:
    """The chapter that runs at a given time, or the first or last one."""
    r = context.reading
    found = await episode_for(context)
    if not isinstance(found, Found):
        return found
    row, (episode, *_) = found.rows[0], await context.full(found.rows[:1])
    if r.moment >= 0:
        running = [c for c in episode.chapters if c.start <= r.moment] if r.moment <= (row.seconds or r.moment) else []
        chosen = running[-1] if running else None
    else:
        chosen = episode.chapters[0 if r.place == "first" else -1] if episode.chapters else None
    if chosen is None:
        return await context.told((row,), full=(episode,), note="no chapter", values={})
    return await _told(context, Place(0.0, row, episode, chosen))


async def _told(context: Context, place: Place) -> Answer:
    by = {"after": 1, "before": -1}.get(context.reading.place, 0)
    if by:
        at = place.episode.chapters.index(place.chapter) + by
        if not 0 <= at < len(place.episode.chapters):
            return await context.told((place.row,), full=(place.episode,), note="no chapter", values={})
        place = replace(place, chapter=place.episode.chapters[at])
    start = {"start_seconds": _whole(place.chapter.start)}
    return await context.told((place.row,), full=(place.episode,), chapter=place.chapter, values=start)


async def _title_and_chapter(context: Context) -> Place | None:
    """The chapter where words of its title and of its episode's title together explain most of the question.

    None where the episode is told otherwise, or no title and chapter go together.
    """
    r = context.reading
    if any(n.sure for n in r.numbers) or (r.numbers and r.shows) or r.people:
        return None
    used: dict[str, tuple[float, frozenset[int]]] = {}
    for ref in r.whole_titles:
        for match in ref.choices:
            used[match.thing.keys[0]] = (2 * match.weight, frozenset(range(ref.start, ref.end)))
    for title in r.titles[:CANDIDATES]:
        if title.told >= ANY_TITLE and title.told > used.get(title.thing.keys[0], (0.0,))[0]:
            used[title.thing.keys[0]] = (title.told, frozenset(title.at))
    if not used:
        return None
    rows = await context.index.select(Filter(shows=context.shows if context.show_named else (), keys=tuple(used)))
    full = await context.index.episodes([row.id for row in rows])
    places = [
        _best(row, episode, left_over(context, used[row.key][1], True), used[row.key][0])
        for row, episode in zip(rows, full, strict=True)
    ]
    return max((place for place in places if place), key=lambda place: place.worth, default=None)


def _best(row: Row, episode: Episode, phrase: list[str], worth: float) -> Place | None:
    hit = best_text(phrase, [c.title for c in episode.chapters], plain_words()) if phrase else None
    if hit:
        return Place(worth + SHARE_BITS * hit[1], row, episode, episode.chapters[hit[0]])
    said = set(phrase)
    for where in episode.chapters:
        own = {word for word in split(where.title) if word not in GLUE}
        if len(own) > 1 and own <= said:
            return Place(worth + SHARE_BITS * WHOLE_CHAPTER, row, episode, where)
    return None


def _whole(seconds: float) -> float:
    return int(seconds) if seconds == int(seconds) else seconds
