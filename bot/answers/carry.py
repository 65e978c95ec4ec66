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
ONLY = frozenset("only just and the those ones one on in from of please then".split())
"""Words around a show that narrows what was asked before."""
ASKING = frozenset("and what how about number episode ep then ok also for of the".split())
"""Words around a number that is asked about as another was before."""
OF_PERSON = frozenset([Want.EPISODES, Want.DATE, Want.COUNT, Want.PERSON, Want.LINK, Want.NOTHING])
"""What may be asked of somebody who is only called "she"."""
PERSONAL = frozenset("he she him her his hers".split())


@dataclass(frozen=True)
class Going:
    """A conversation going on: the question now, the turn before, and whom and what that was about."""

    now: Reading
    turn: Turn
    people: tuple[Thing, ...]
    sponsors: tuple[Thing, ...]

    @property
    def before(self) -> Reading:
        """The question before."""
        return self.turn.reading

    @property
    def bare(self) -> bool:
        """Whether the question names nothing and says no telling word."""
        return not self.now.named and not self.now.content

    @property
    def alone(self) -> bool:
        """Whether it names nobody and no episode, at most shows, days and an order."""
        r = self.now
        return not (r.people or r.sponsors or r.topics or r.whole_titles or r.numbers or r.content)


def carry(reading: Reading, turn: Turn, people: tuple[Thing, ...], sponsors: tuple[Thing, ...]) -> Reading:
    """`reading` with what the turn before meant where it points back or leaves it out.

    `people` and `sponsors` are the known things that the last answer was about.
    """
    if reading.want in (Want.HELP, Want.SHOWS) or (reading.want is Want.NOTHING and reading.content):
        return reading
    going = Going(reading, turn, people, sponsors)
    for rule in (_in_that_episode, _same_question, _first_or_last, _of_them, _another_day, _that_one):
        carried = rule(going)
        if carried is not None:
            return carried
    return reading


def _in_that_episode(g: Going) -> Reading | None:
    """ "what did they talk about?", "and the interview, where's that?" """
    r = g.now
    if not g.turn.rows:
        return None
    if g.bare and r.want in BARE and r.back & {"they", "this"} and "show" not in r.words:
        for cue, want in (("event", Want.EVENTS), ("about", Want.ABOUT)):
            if cue in r.cues:
                return replace(r, want=want, back=r.back | {"this"})
    return replace(r, want=Want.CHAPTER, back=r.back | {"this"}) if _another_place(r, g.before) else None


def _same_question(g: Going) -> Reading | None:
    """ "417?", "and in 2019?", "which episode?" """
    r, before = g.now, g.before
    bare_number = r.numbers and not r.shows and not set(r.words) - ASKING - _spoken(r) and before.want in KEPT
    if bare_number and r.want in (Want.EPISODES, Want.ABOUT):
        return _changed(r, before)
    if g.turn.rows and r.want in BARE and g.bare and _which_one(r):
        return replace(r, want=Want.EPISODES, back=frozenset(["these"]))
    if r.shows and r.want in BARE and not set(r.words) - ONLY - _of_shows(r) and (set(r.words) & {"only", "just", "ones"}):
        return _changed(r, before)
    if "follow" in r.back and r.want in BARE and not r.content and r.named and not r.step:
        return _changed(r, before)
    return None


def _first_or_last(g: Going) -> Reading | None:
    """ "and the first time?", "and the last?", "the time before?" """
    r, before = g.now, g.before
    ends = r.pick in ("newest", "oldest") and not r.named and before.named
    if ends and "follow" in r.back and len(r.words) < 5 and not r.content:
        return replace(before, pick=r.pick, text=r.text, words=r.words, back=frozenset())
    if ends and "time" in r.words and not (PERSONAL & set(r.words) and g.people):
        return replace(before, pick=r.pick, text=r.text, words=r.words, cues=before.cues | r.cues, back=frozenset())
    if r.step and "time" in r.words and not r.people and not r.numbers:
        same = {"people": before.people, "sponsors": before.sponsors, "topics": before.topics, "role": before.role}
        return replace(r, shows=r.shows or before.shows, content=(), content_at=(), **same)  # type: ignore[arg-type]
    if r.step and g.alone and r.want is Want.EPISODES and before.want in KEPT and g.turn.rows:
        return replace(r, want=before.want, back=r.back | {"this"})
    return None


def _of_them(g: Going) -> Reading | None:
    """ "what's their code?", "when was she on?", "who else?", "how many is that?" """
    r = g.now
    if not g.alone or r.strangers:
        return None
    if r.want is Want.OFFER or (r.want is Want.LINK and "they" in r.back and g.sponsors):
        there = r.back | ({"this"} if len(g.turn.rows) == 1 else frozenset())
        return replace(r, sponsors=_refs(g.sponsors), back=there) if g.sponsors else r
    personal = bool(PERSONAL & set(r.words)) or ("they" in r.back and not g.turn.rows)
    if personal and g.people and r.want in OF_PERSON:
        want = Want.EPISODES if r.want is Want.NOTHING else r.want
        return replace(r, people=_refs(g.people[:1]), want=want, back=r.back - {"this", "these"}, role="guest")
    if r.want is Want.COGUESTS and g.people and g.turn.rows:
        return replace(r, people=(), numbers=(), back=r.back | {"this"})
    if r.want is Want.COUNT and g.turn.rows and r.back:
        return replace(r, back=r.back | {"these"})
    return None


def _another_day(g: Going) -> Reading | None:
    """ "in 2021?" """
    r = g.now
    asked = g.alone and not r.shows and r.want is Want.EPISODES and not r.cues & {"episode"}
    return _changed(r, g.before) if r.dates and asked else None


def _that_one(g: Going) -> Reading | None:
    """ "who sponsored that one?", "link?" """
    r = g.now
    points = bool(r.back & {"this", "they"}) or "there" in r.words or r.want not in BARE
    told = r.shows or r.dates or r.pick
    return replace(r, back=r.back | {"this"}) if g.alone and g.turn.rows and points and not told else None


def _spoken(reading: Reading) -> set[str]:
    """The words of the episode numbers."""
    return {word for number in reading.numbers for word in reading.words[number.start : number.end]}


def _of_shows(reading: Reading) -> set[str]:
    """The words of the shows' names."""
    return {word for ref in reading.shows for word in reading.words[ref.start : ref.end]}


def _which_one(reading: Reading) -> bool:
    """Whether no more is asked than in which episodes that was."""
    said = set(reading.words)
    if said & PERSONAL and "other" in said:
        return False
    return "episode" in reading.cues and bool({"which", "what"} & said) and not (reading.pick or reading.step)


def _another_place(reading: Reading, before: Reading) -> bool:
    """Whether another place in the episode is asked for after one: "and the interview, where's that?"."""
    elsewhere = reading.numbers or reading.whole_titles or reading.shows or reading.dates or reading.pick or reading.step
    says = reading.content or reading.topics
    there = "chapter" in reading.cues and reading.back & {"they", "this"} and reading.want in BARE
    if there and says and not elsewhere and not reading.people:
        return True
    asks = "follow" in reading.back or {"where", "wheres", "when"} & set(reading.words)
    return before.want is Want.CHAPTER and reading.want in {*BARE, Want.LINK} and bool(says and asks) and not elsewhere


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
