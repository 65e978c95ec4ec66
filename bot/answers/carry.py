"""Follow-ups: what an earlier turn meant, carried into a question that leaves it out (pure)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace

from bot.index import Row
from bot.match.names import Match
from bot.match.things import How, Thing
from bot.question.days import Dates
from bot.question.reading import Reading, Ref, Want


@dataclass(frozen=True)
class Turn:
    """What a conversation keeps of an answer: how the question was read and what was answered."""

    reading: Reading
    rows: tuple[Row, ...] = ()
    people: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()

    @property
    def focus(self) -> Row | None:
        """The episode that "that one" means: the only one, or the first."""
        return self.rows[0] if self.rows else None


KEPT = frozenset([Want.GUESTS, Want.HOSTS, Want.SPONSORS, Want.DATE, Want.LENGTH, Want.LINK, Want.ABOUT])
"""What "and the one before?" goes on asking."""
BARE = frozenset([Want.EPISODES, Want.SHOW, Want.NOTHING])
ASKING = frozenset("and what how about number episode ep then ok also for of the".split())
"""Words around a number that is asked about as another was before."""
PERSONAL = frozenset("he she him her his hers".split())


def carry(reading: Reading, turn: Turn, people: tuple[Thing, ...], sponsors: tuple[Thing, ...]) -> Reading:
    """`reading` with what the turn before meant where it points back or leaves it out.

    `people` and `sponsors` are the known things that the last answer was about.
    """
    before = turn.reading
    if reading.want in (Want.HELP, Want.SHOWS) or (reading.want is Want.NOTHING and reading.content):
        return reading
    if turn.rows and not reading.named and not reading.content and reading.want in BARE:
        for cue, want in (("event", Want.EVENTS), ("about", Want.ABOUT)):
            if cue in reading.cues and reading.back & {"they", "this"} and "show" not in reading.words:
                return replace(reading, want=want, back=reading.back | {"this"})
    if turn.rows and _another_place(reading, before):
        return replace(reading, want=Want.CHAPTER, back=reading.back | {"this"})
    bare_number = (
        bool(reading.numbers)
        and not reading.shows
        and not set(reading.words) - ASKING - _spoken(reading)
        and before.want in KEPT
    )
    if bare_number and reading.want in (Want.EPISODES, Want.ABOUT):
        return _changed(reading, before)
    if turn.rows and reading.want in BARE and not reading.named and not reading.content and _which_one(reading):
        return replace(reading, want=Want.EPISODES, back=frozenset(["these"]))
    if "follow" in reading.back and reading.want in BARE and not reading.content and reading.named and not reading.step:
        return _changed(reading, before)
    asks_end = reading.pick in ("newest", "oldest") and "follow" in reading.back and len(reading.words) < 5
    if asks_end and not (reading.named or reading.content) and before.named:
        return replace(before, pick=reading.pick, text=reading.text, words=reading.words, back=frozenset())
    said_who = bool(PERSONAL & set(reading.words)) and bool(people)
    if reading.pick in ("newest", "oldest") and "time" in reading.words and not (reading.named or said_who) and before.named:
        return replace(
            before, pick=reading.pick, text=reading.text, words=reading.words, cues=before.cues | reading.cues, back=frozenset()
        )
    if reading.step and "time" in reading.words and not reading.people and not reading.numbers:
        same = {"people": before.people, "sponsors": before.sponsors, "topics": before.topics, "role": before.role}
        return replace(reading, shows=reading.shows or before.shows, content=(), content_at=(), **same)  # type: ignore[arg-type]
    alone = not (
        reading.people or reading.sponsors or reading.topics or reading.whole_titles or reading.numbers or reading.content
    )
    if reading.step and alone and reading.want is Want.EPISODES and before.want in KEPT and turn.rows:
        return replace(reading, want=before.want, back=reading.back | {"this"})
    personal = bool(PERSONAL & set(reading.words)) or ("they" in reading.back and not turn.rows)
    if alone and not reading.strangers:
        if reading.want is Want.OFFER or (reading.want is Want.LINK and "they" in reading.back and sponsors):
            there = reading.back | ({"this"} if len(turn.rows) == 1 else frozenset())
            return replace(reading, sponsors=_refs(sponsors), back=there) if sponsors else reading
        if personal and people and reading.want in (Want.EPISODES, Want.DATE, Want.COUNT, Want.PERSON, Want.LINK, Want.NOTHING):
            return replace(
                reading, people=_refs(people[:1]), want=_asked(reading), back=reading.back - {"this", "these"}, role="guest"
            )
        if reading.want is Want.COGUESTS and people and turn.rows:
            return replace(reading, people=(), numbers=(), back=reading.back | {"this"})
        if reading.want is Want.COUNT and turn.rows and reading.back:
            return replace(reading, back=reading.back | {"these"})
    if reading.dates and alone and not reading.shows and reading.want is Want.EPISODES and not reading.cues & {"episode"}:
        return _changed(reading, before)
    points = bool(reading.back & {"this", "they"}) or "there" in reading.words
    if (
        alone
        and turn.rows
        and not reading.shows
        and not reading.dates
        and (points or reading.want not in BARE)
        and not reading.pick
    ):
        return replace(reading, back=reading.back | {"this"})
    return reading


def _spoken(reading: Reading) -> set[str]:
    """The words of the episode numbers."""
    return {word for number in reading.numbers for word in reading.words[number.start : number.end]}


def _which_one(reading: Reading) -> bool:
    """Whether no more is asked than in which episodes that was."""
    return "episode" in reading.cues and bool({"which", "what"} & set(reading.words)) and not (reading.pick or reading.step)


def _another_place(reading: Reading, before: Reading) -> bool:
    """Whether another place in the episode is asked for after one: "and the interview, where's that?"."""
    elsewhere = reading.numbers or reading.whole_titles or reading.shows or reading.dates or reading.pick or reading.step
    says = reading.content or reading.topics
    there = "chapter" in reading.cues and reading.back & {"they", "this"} and reading.want in BARE
    if there and says and not elsewhere and not reading.people:
        return True
    asks = "follow" in reading.back or {"where", "wheres", "when"} & set(reading.words)
    return before.want is Want.CHAPTER and reading.want in {*BARE, Want.LINK} and bool(says and asks) and not elsewhere


def _asked(reading: Reading) -> Want:
    return Want.EPISODES if reading.want is Want.NOTHING else reading.want


def _changed(reading: Reading, before: Reading) -> Reading:
    """The earlier question with what is said now in place of what was said then."""
    return replace(
        before,
        text=reading.text,
        words=reading.words,
        cues=before.cues | reading.cues,
        shows=reading.shows or before.shows,
        people=reading.people or before.people,
        sponsors=reading.sponsors or before.sponsors,
        topics=reading.topics or before.topics,
        whole_titles=reading.whole_titles if not reading.shows else (),
        numbers=reading.numbers or (before.numbers if not reading.dates else ()),
        dates=_dates(reading, before) or before.dates,
        titles=(),
        content=(),
        content_at=(),
        back=frozenset(),
    )


def _dates(reading: Reading, before: Reading) -> tuple[Dates, ...]:
    """The days said now; a month without its year is of the year talked about."""
    if not before.dates or len(reading.dates) != 1 or any(len(w) == 4 and w.isdigit() for w in reading.words):
        return reading.dates
    (now,), year = reading.dates, before.dates[-1].since[:4] or before.dates[-1].until[:4]
    months = now.since[:4] == now.until[:4] and not {"last", "this", "ago", "yesterday", "today"} & set(reading.words)
    if not months:
        return reading.dates
    until = year + now.until[4:]
    if until[5:] == "02-29" and not calendar.isleap(int(year)):
        until = f"{year}-02-28"
    return (replace(now, since=year + now.since[4:], until=until),)


def _refs(things: tuple[Thing, ...]) -> tuple[Ref, ...]:
    return tuple(Ref(0, 0, t.name, (Match(0, 0, t, How.FULL, t.name, 0, 9.0),)) for t in things)
