"""A question in, an answer out: read it, carry on the conversation, find the facts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.answers.answer import Ambiguous, Answer, Answered, Silent, Unknown
from bot.answers.carry import Turn, carry
from bot.answers.catalog import Catalog, load_catalog
from bot.answers.chapters import chapter
from bot.answers.context import Context, things
from bot.answers.counts import count, lengths, most
from bot.answers.episodes import TELLERS, one
from bot.answers.events import events
from bot.answers.faq import FaqIndex
from bot.answers.offers import offer
from bot.answers.overheard import doubt
from bot.answers.people import creator, person
from bot.answers.places import link
from bot.answers.scope import Found, Scope
from bot.answers.shows import ASK, show_fact
from bot.answers.titled import SINGLE, SURE_TITLE
from bot.index import Index
from bot.model import Show
from bot.question.reader import read
from bot.question.reading import Heard, Reading, Want
from bot.question.several import both_ask, halves
from bot.text import clean, split, squash, stem

AT_ONCE = 12
"""Questions answered at a time; only one is read at a time, a millisecond of pure computing, so that a crowd stalls nobody."""
LONG = 300
"""Letters of a text that is read in a thread, because it may take longer than the loop can spare."""
OWN_WAY = {
    Want.COUNT: count,
    Want.MOST: most,
    Want.OFFER: offer,
    Want.PERSON: person,
    Want.CREATOR: creator,
    Want.CHAPTER: chapter,
    Want.LINK: link,
    Want.EVENTS: events,
}


@dataclass(frozen=True)
class Reply:
    """An answer, and the turn to hand in with the next question of the same conversation."""

    answer: Answer
    turn: Turn | None


class Desk:
    """Answers questions about what the index holds. Open it with `open_desk`; `refresh` after the index has changed."""

    def __init__(self, index: Index, catalog: Catalog) -> None:
        self._index = index
        self._catalog = catalog
        self._faqs = FaqIndex(catalog.faqs)
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._reading = asyncio.Lock()

    @property
    def catalog(self) -> Catalog:
        """The names and show facts in force."""
        return self._catalog

    async def refresh(self) -> None:
        """Takes in what the index holds now; questions being answered keep what they began with."""
        catalog = await load_catalog(self._index, self._catalog)
        self._faqs = FaqIndex(catalog.faqs)
        self._catalog = catalog

    def today(self, now: datetime, show: str = "", zone: str = "") -> date:
        """The date at `now` in the asker's `zone`, else where the show is, else by the clock's own zone."""
        zone = zone or (self._catalog.shows[show].timezone if show in self._catalog.shows else "")
        try:
            return now.astimezone(ZoneInfo(zone)).date() if zone else now.date()
        except (KeyError, ValueError, OSError):
            return now.date()

    async def answer(self, heard: Heard, today: date, earlier: Turn | None = None) -> Reply:
        """The answer to what was heard; `today` is the date where the asker is, `earlier` the turn before."""
        async with self._gate:
            return await self._both(heard, today, earlier) or await self._answer(heard, today, earlier)

    async def _both(self, heard: Heard, today: date, earlier: Turn | None) -> Reply | None:
        """The answers to both questions of a message that has two; None for other messages, and where either stays open."""
        first, second = halves(clean(heard.text)) if heard.addressed and len(heard.text) <= LONG else ("", "")
        if not first:
            return None
        catalog = self._catalog
        asked, then = await self._read(first, catalog, today), await self._read(second, catalog, today)
        if not both_ask(asked, then):
            return None
        one = await self._told(replace(heard, text=first), today, earlier, catalog, asked)
        several = isinstance(one.answer, Answered) and len(one.answer.rows) > 1
        vague = several and "this" in then.back and not then.pick
        if not isinstance(one.answer, Answered) or one.answer.faq or vague:
            return None
        other = await self._told(replace(heard, text=second), today, one.turn, catalog, then)
        if not isinstance(other.answer, Answered | Unknown) or (
            isinstance(other.answer, Unknown) and other.answer.what == "scope"
        ):
            return None
        return Reply(replace(one.answer, also=(other.answer,)), other.turn)

    async def _read(self, text: str, catalog: Catalog, today: date) -> Reading:
        async with self._reading:
            if len(text) > LONG:
                return await asyncio.to_thread(read, text, catalog.vocabulary, today)
            reading = read(text, catalog.vocabulary, today)
            await asyncio.sleep(0)
            return reading

    async def _answer(self, heard: Heard, today: date, earlier: Turn | None) -> Reply:
        catalog = self._catalog
        raw = await self._read(heard.text, catalog, today)
        return await self._told(heard, today, earlier, catalog, raw)

    async def _told(self, heard: Heard, today: date, earlier: Turn | None, catalog: Catalog, raw: Reading) -> Reply:
        """The answer to what was read as `raw` with the names of `catalog`."""
        faqs = self._faqs
        if not raw.words:
            return Reply(Silent(raw, "no words") if not heard.addressed else Unknown(raw, "scope"), earlier)
        reading, context = self._context(raw, heard, earlier, catalog, today)
        answer = await _answer(context, faqs)
        if isinstance(answer, Ambiguous) and _about_topics(reading):
            listed = replace(context, reading=replace(reading, want=Want.EPISODES))
            answer = await _answer(listed, faqs)
        if not heard.addressed:
            why = doubt(_explained(raw, answer), answer)
            if why:
                return Reply(Silent(raw, why), earlier)
        return Reply(answer, _turn(reading, answer, earlier))

    def _context(
        self, raw: Reading, heard: Heard, earlier: Turn | None, catalog: Catalog, today: date
    ) -> tuple[Reading, Context]:
        shows: tuple[str, ...] = (heard.show,) if heard.show in catalog.shows else ()
        if raw.elsewhere and not shows and not raw.shows:
            shows = tuple(slug for slug in catalog.shows if slug not in {ref.thing.keys[0] for ref in raw.elsewhere})
        if earlier is None:
            return raw, Context(raw, catalog, self._index, Scope(shows, today=today))
        people = tuple(things(earlier.people, catalog, "person"))
        sponsors = tuple(things(earlier.sponsors, catalog, "sponsor"))
        reading = carry(raw, earlier, people, sponsors)
        if not shows and (reading.numbers or reading.pick) and not reading.shows:
            before = tuple(ref.thing.keys[0] for ref in earlier.reading.shows)
            shows = (earlier.focus.show,) if earlier.focus else before
        scope = Scope(shows, earlier.rows, earlier.focus, today)
        return reading, Context(reading, catalog, self._index, scope, earlier.people, earlier.sponsors)


def _about_topics(r: Reading) -> bool:
    """Whether only topics say which episodes are meant, so that a list of them is the answer rather than asking which."""
    told = r.people or r.numbers or r.whole_titles or r.dates or r.pick or r.step or r.sponsors
    listed = r.want in (Want.CHAPTER, Want.LINK, Want.ABOUT, Want.OUTLINE)
    somebody = r.want is Want.GUESTS and any(r.word(t.start - 1) in ("from", "at", "of") for t in r.topics)
    return (listed or somebody) and bool(r.topics) and not told


def _explained(reading: Reading, answer: Answer) -> Reading:
    """The reading without the words that the title of the only episode answered with explains."""
    if isinstance(answer, Answered) and len(answer.rows) == 1:
        told = {at for m in reading.titles if m.thing.keys[0] == answer.rows[0].key and m.told >= SURE_TITLE for at in m.at}
        about = {stem(squash(w)) for ref in reading.people for w in split(ref.thing.about)}
        about |= {stem(squash(w)) for episode in answer.full for guest in episode.guests for w in split(guest.about)}
        pairs = zip(reading.content, reading.content_at, strict=True)
        left = [(w, at) for w, at in pairs if at not in told and stem(squash(w)) not in about]
        return replace(reading, content=tuple(w for w, _ in left), content_at=tuple(at for _, at in left))
    return reading


def _turn(reading: Reading, answer: Answer, earlier: Turn | None) -> Turn | None:
    if not isinstance(answer, Answered):
        return earlier
    rows = answer.rows or (earlier.rows if earlier and answer.want in (Want.COUNT,) else ())
    return Turn(reading, rows[:200], answer.people, answer.sponsors)


async def _answer(context: Context, faqs: FaqIndex) -> Answer:
    r = context.reading
    follows = bool(r.back & {"this", "these"} and context.scope.focus)
    curated = None if follows else (faqs.same if _names_much(r) else faqs.find)(r, context.shows)
    if curated:
        faq = curated.faq
        values = {"url": faq.url} if faq.url else {}
        return Answered(r.want, r, faq=faq, values=values, cite=False, confidence=curated.score, note="faq")
    if r.want is Want.NOTHING:
        return Unknown(r, "scope")
    if r.want is Want.HELP:
        return Answered(r.want, r, shows=tuple(context.catalog.shows.values()), cite=False)
    if r.want is Want.LENGTH and r.measure:
        return await lengths(context)
    if r.want in OWN_WAY:
        return await OWN_WAY[r.want](context)
    if _of_show(r):
        return await show_fact(context, r.want)
    found = await context.resolver().episodes()
    if isinstance(found, Unknown) and found.what == "words" and _said_of_show(context):
        return await show_fact(context, Want.SHOW)
    if not isinstance(found, Found):
        return found
    if r.want in SINGLE and len(found.rows) > 1:
        single = await one(context, found)
        if isinstance(single, Ambiguous):
            return single
        found = single
    if not found.rows:
        return _empty(context)
    return await TELLERS[r.want](context, found)


def _said_of_show(context: Context) -> bool:
    """Whether what is asked of a show stands in its description."""
    shows = [context.catalog.shows[ref.thing.keys[0]] for ref in context.reading.shows]
    told = {stem(squash(word)) for show in shows for word in split(show.description)}
    return any(stem(squash(word)) in told for word in context.reading.content)


def _names_much(reading: Reading) -> bool:
    """Whether somebody or some episode is named, so that a curated answer about the show cannot be meant."""
    return bool(reading.people or reading.numbers or reading.sponsors or reading.strangers)


def _of_show(reading: Reading) -> bool:
    named = (
        reading.people
        or reading.numbers
        or (reading.whole_titles and not reading.shows)
        or reading.dates
        or reading.pick
        or reading.step
    )
    pointed = (
        reading.back & {"this"}
        and not reading.shows
        and reading.want is Want.HOSTS
        and "show" not in reading.words
        and "podcast" not in reading.words
    )
    about_show = reading.want in ASK or reading.want is Want.SHOWS
    if reading.want is Want.HOSTS:
        return not (named or pointed or reading.topics or reading.content or (reading.titles and reading.titles[0].told >= 9))
    return about_show


def _empty(context: Context) -> Answer:
    """Everything named is known, but no episode has it all."""
    r = context.reading
    for kind, refs in (("person", r.people), ("sponsor", r.sponsors), ("topic", r.topics)):
        for ref in refs:
            if not ref.thing.weight:
                return Unknown(r, kind, ref.thing.name)
    if r.content and not r.named:
        return Unknown(r, "words", " ".join(r.content))
    return Answered(
        r.want,
        r,
        people=context.names("people"),
        sponsors=context.names("sponsors"),
        topics=context.names("topics"),
        values={"count": 0} if r.want is Want.COUNT else {},
        note="none",
        partial=context.partial(()),
        shows=_shows(context),
    )


def _shows(context: Context) -> tuple[Show, ...]:
    return tuple(context.catalog.shows[s] for s in context.shows) if context.reading.shows or context.scope.shows else ()


async def open_desk(index: Index, before: Catalog | None = None) -> Desk:
    """A desk over what the index holds now, ready for the first question; sooner with the catalog of an index much like it."""
    catalog = await load_catalog(index, before)
    await asyncio.to_thread(read, "whoo was on the frist epsiode?", catalog.vocabulary, date(2020, 1, 1))
    return Desk(index, catalog)
