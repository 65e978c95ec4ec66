"""A question's text to a `Reading` (pure): slips, names, numbers, dates and hints first, then what is wanted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.match.names import Names
from bot.match.things import Thing
from bot.match.titles import TitleMatch, Titles
from bot.question.abbreviated import abbreviated
from bot.question.apart import parted
from bot.question.cues import Cues, find_cues
from bot.question.dates import find_dates
from bot.question.days import Dates
from bot.question.holidays import HOLIDAY_WORDS
from bot.question.lexicon import CORE, GLUE, cue_words, plain_words
from bot.question.moments import Moment, chapter_place, find_moment, measure_of
from bot.question.numbered import numbers_in
from bot.question.numbers import MARKS, TENS, UNITS, few_of
from bot.question.reading import Reading, Ref, Want
from bot.question.sentences import (
    NEGATED,
    after_chatter,
    clauses,
    complete,
    corrected,
    corrections,
    is_question,
    lend,
    question_of,
    sentences,
    unpadded,
    without_asides,
)
from bot.question.spans import find_refs, settle_people
from bot.question.spell import Token, correct
from bot.question.spoken import ALL, find_length, find_nth, find_sorting, find_times, money_in, season_of
from bot.question.wants import decide
from bot.question.wants.case import SURE_TITLE
from bot.text import Word, clean, split, words

BROKEN = frozenset(":-–—")
"""What parts sentences, but stands in titles too."""
LONGEST_TEXT = 2000
"""Letters of a question that are read; Discord's messages are no longer."""
MOST_WORDS = 60
"""Words of a sentence that are read."""
SHORT_TEXT = 400
"""Letters of a text that is searched for talk around its question; a longer one is only parted into sentences."""
DEEPEST = 2
THAT_SHOW = frozenset(["show", "podcast"])
UNSAID = (Want.NOTHING, Want.EPISODES, Want.SHOWS, Want.ABOUT)
SPOKEN = HOLIDAY_WORDS | frozenset(UNITS) | frozenset(TENS)
"""Words of dates and numbers that stand in titles too ("The Christmas Pudding Summit", "Twelve Strangers")."""
NEAR_SENTENCES = 3
"""Sentences beside a question that may complete it."""


@dataclass(frozen=True)
class Vocabulary:
    """What reading needs to know: names and the words of titles."""

    names: Names
    titles: Titles
    shows: tuple[Thing, ...] = ()


def read(text: str, vocabulary: Vocabulary, now: date) -> Reading:
    """The question in `text`; `now` is today where the asker is."""
    cleaned = unpadded(clean(text)[:LONGEST_TEXT])
    shorter = without_asides(cleaned) if len(cleaned) <= SHORT_TEXT else cleaned
    if shorter and shorter != cleaned:
        left = cleaned[cleaned.find("(") :] if "(" in cleaned else cleaned[len(shorter) :]
        aside = _read_whole(left, vocabulary, now)
        tells = aside.numbers or aside.dates or aside.people or aside.shows or aside.sponsors or aside.whole_titles
        if not tells or NEGATED.match(left):
            main = _read_text(shorter, vocabulary, now)
            if main.named:
                return main
    return _read_text(cleaned, vocabulary, now)


def _read_text(cleaned: str, vocabulary: Vocabulary, now: date, depth: int = 0) -> Reading:
    """A text of one or more sentences, read by the one that asks; parted again at most `DEEPEST` times, for time's sake."""
    if depth < DEEPEST and len(cleaned) <= SHORT_TEXT:
        parted_ = _read_parted(cleaned, vocabulary, now, depth + 1)
        if parted_ is not None:
            return parted_
    parts = sentences(cleaned)
    asked = question_of(parts) if len(parts) > 1 else None
    if asked is not None:
        near = parts[max(0, asked - NEAR_SENTENCES) : asked] or parts[asked + 1 : asked + 1 + NEAR_SENTENCES]
        beside = _read_whole(" ".join(near), vocabulary, now)
        parts[asked] = after_chatter(parts[asked]) or parts[asked]
        question = _read_whole(parts[asked], vocabulary, now)
        lent = lend(question, beside)
        if lent:
            question = _read(parts[asked], vocabulary, now, False, lent)
        completed = complete(question, beside)
        if completed is not None:
            return completed
    return _read_whole(cleaned, vocabulary, now)


def _read_parted(cleaned: str, vocabulary: Vocabulary, now: date, depth: int) -> Reading | None:
    """A short text without the talk around its question, or as it was corrected; None where it is all question."""
    if ": " in cleaned or " - " in cleaned:
        whole = _read_whole(cleaned, vocabulary, now)
        if any(ref.end - ref.start > 3 and ref.best.exact and BROKEN & set(ref.thing.name) for ref in whole.whole_titles):
            return whole
    rest = after_chatter(cleaned)
    if rest:
        question = _read_text(rest, vocabulary, now, depth)
        if question.named or question.pick not in ("", "random"):
            return question
    said, meant = corrections(cleaned)
    if meant:
        return corrected(_read_whole(said, vocabulary, now), _read_whole(meant, vocabulary, now))
    before, after = clauses(cleaned)
    if not after:
        return None
    question, chat = _read_text(after, vocabulary, now, depth), _read_whole(before, vocabulary, now)
    if (
        "this" in question.back
        and not question.named
        and not question.content
        and _only_shows(chat)
        and THAT_SHOW & set(question.words)
    ):
        return replace(question, shows=chat.shows, want=Want.SHOW if question.want in UNSAID else question.want)
    told = chat.shows or chat.people or chat.sponsors or chat.numbers or chat.dates or chat.whole_titles or chat.strangers
    idle = not told and not (chat.titles and chat.titles[0].told >= SURE_TITLE)
    pointed = question.shows or question.people or question.sponsors or question.numbers or question.whole_titles
    clear = question.people or question.whole_titles or not question.back
    return question if idle and (pointed or question.want is Want.MOST) and clear else None


def _only_shows(chat: Reading) -> bool:
    """Whether shows are all that a clause names."""
    return bool(chat.shows) and not (chat.people or chat.sponsors or chat.numbers or chat.dates or chat.whole_titles)


def _read_whole(text: str, vocabulary: Vocabulary, now: date) -> Reading:
    """A text read as one sentence; slips are names rather than words only where nothing else is named."""
    reading = _read(text, vocabulary, now, names_first=False)
    named = reading.people or reading.sponsors or reading.topics or reading.whole_titles or reading.numbers or reading.strangers
    told = reading.content or reading.back or reading.pick
    if not named and not told and reading.want in (Want.EPISODES, Want.NOTHING, Want.SHOW):
        second = _read(text, vocabulary, now, names_first=True)
        if second.people or second.sponsors or second.topics or second.whole_titles:
            return second
    return reading


def _read(text: str, vocabulary: Vocabulary, now: date, names_first: bool, lent: Sequence[Ref] = ()) -> Reading:
    """A text read as one sentence, with the names that another sentence lends it."""
    found = parted(words(text)[:MOST_WORDS], vocabulary.names, vocabulary.shows)
    tokens = correct(found, lambda w: w in vocabulary.names.words)
    plain = [t.word for t in tokens]
    refs = find_refs(vocabulary.names, found, tokens, names_first)
    refs = abbreviated(found, tokens, refs, vocabulary.shows)
    dates = _dates(plain, refs, now)
    dated = {at for d in dates for at in range(d.start, d.end)}
    refs = [r for r in refs if not any(at in dated for at in range(r.start, r.end))]
    length, nth = find_length(plain), find_nth(plain, any(r.best.thing.kind in ("person", "sponsor", "topic") for r in refs))
    sorting = find_sorting(plain)
    dated |= {at for said in (length, nth, sorting) if said for at in range(said.start, said.end)}
    moment = _moment(text, found, refs)
    dated |= _letters(found, moment)
    numbers = numbers_in(text, found, plain, refs, dated)
    numbered = {at for n in numbers for at in range(n.start, n.end)}
    refs = [r for r in refs if not all(at in numbered for at in range(r.start, r.end))]
    refs, strangers = settle_people(refs, tokens)
    named = {at for r in refs for at in range(r.start, r.end)} | {at for s in strangers for at in range(s[0], s[1])}
    content = _content(tokens, named | dated | numbered, short=not refs, digits=not find_times(plain))
    titles = _titles(vocabulary.titles, found, tokens, _unspoken(dates, dated | numbered, plain), refs)
    within = _clear_title(titles, plain)
    dates = [d for d in dates if not set(range(d.start, d.end)) <= within]
    numbers = [n for n in numbers if not any(at in within and plain[at] in SPOKEN for at in range(n.start, n.end))]
    cues = Cues(find_cues(plain, named | dated | within))
    reading = Reading(
        text=text,
        cues=cues.names,
        words=tuple(plain),
        typed=tuple(w.folded for w in found),
        shows=tuple(ref for ref in refs if ref.best.thing.kind == "show"),
        whole_titles=tuple(o for ref in refs if ref.best.thing.kind != "show" and (o := ref.of("episode"))),
        events=tuple(o for ref in refs if (o := ref.of("event"))),
        titles=titles,
        numbers=tuple(numbers),
        dates=tuple(dates),
        content=tuple(tokens[at].folded for at in content),
        loose=frozenset(tokens[at].folded for at in content if _ordinary(tokens[at])),
        content_at=tuple(content),
        strangers=tuple(s[2] for s in strangers),
        question=is_question(text, plain),
    )
    order: dict[str, Any] = {"nth": nth.place, "pick": nth.pick} if nth else {"pick": sorting.pick} if sorting else {}
    reading = replace(_with_signs(reading, plain), length=length, **order)
    reading = replace(reading, few=few_of(plain)[0] or (ALL if sorting else 0), moment=moment.seconds if moment else -1)
    return decide(reading, [*refs, *lent], cues, tokens)


def _with_signs(reading: Reading, plain: Sequence[str]) -> Reading:
    """The reading with the small signs that words give by themselves."""
    return replace(
        reading,
        season=season_of(plain),
        place=chapter_place(plain),
        measure=measure_of(plain),
        times=find_times(plain),
        money=money_in(reading.text),
    )


def _clear_title(titles: Sequence[TitleMatch], plain: Sequence[str]) -> set[int]:
    """The words of a title that is surely meant: they are no hints."""
    best = titles[0] if titles else None
    sure = best is not None and ((best.told >= 15 and best.covered >= 0.6) or (best.told >= 24 and best.covered >= 0.35))
    if best is None or not sure or len(best.at) < 2:
        return set()
    between = (range(a + 1, b) for a, b in itertools.pairwise(best.at) if b - a < 6)
    own = {word for name in (best.thing.name, *best.thing.aliases) for word in split(name)}
    near = range(max(0, best.at[0] - 3), min(len(plain), best.at[-1] + 4))
    return (
        set(best.at) | {at for gap in between for at in gap if plain[at] not in CORE} | {at for at in near if plain[at] in own}
    )


def _dates(plain: Sequence[str], refs: Sequence[Ref], now: date) -> list[Dates]:
    """Dates, but for those that a longer name swallows ("March Boost Battle")."""
    swallowed = {at for r in refs if r.end - r.start > 1 and r.best.edits <= (len(r.text) > 11) for at in range(r.start, r.end)}
    return [d for d in find_dates(plain, now) if not all(at in swallowed for at in range(d.start, d.end))]


def _ordinary(token: Token) -> bool:
    """Whether a telling word is one of everyday talk, so that nothing need be found for it."""
    return token.folded in plain_words() or token.likely_slip


def _moment(text: str, found: Sequence[Word], refs: Sequence[Ref]) -> Moment | None:
    """The time within an episode that a text gives, where it is no part of a name ("Ventimiglia, 03:40")."""
    moment = find_moment(text)
    named = {at for ref in refs for at in range(ref.start, ref.end)}
    return None if named & _letters(found, moment) else moment


def _letters(found: Sequence[Word], moment: Moment | None) -> set[int]:
    """The positions of the words that say a time within an episode."""
    return {at for at, word in enumerate(found) if moment and moment.start <= word.start < moment.end}


def _unspoken(dates: Sequence[Dates], told: set[int], plain: Sequence[str]) -> set[int]:
    """The positions of dates and numbers that are no words of titles: all but years, holidays and numbers in letters."""
    years = {d.start for d in dates if d.year_only}
    return {at for at in told if at not in years and plain[at] not in SPOKEN}


def _content(tokens: Sequence[Token], explained: set[int], short: bool, digits: bool) -> list[int]:
    """The positions of telling words that nothing explains; of up to three letters only where `short` ones may tell."""
    left = []
    for token in tokens:
        ordinary = token.word in GLUE or token.word in cue_words() or token.folded in MARKS
        counts = token.folded.isdigit() and not digits
        if token.at not in explained and not ordinary and not counts and len(token.folded) > (1 if short else 3):
            left.append(token.at)
    return left


def _titles(
    titles: Titles, found: Sequence[Word], tokens: Sequence[Token], skip: set[int], refs: Sequence[Ref]
) -> tuple[TitleMatch, ...]:
    shown = {at for r in refs if r.best.thing.kind == "show" for at in range(r.start, r.end)}
    glue = {t.at for t in tokens if t.word in GLUE and t.edits == 0 and t.folded not in ("new",)}
    slips = {t.at for t in tokens if t.edits and t.word in cue_words()}
    return tuple(titles.find(found, skip | shown | glue | slips, plain_words(), 12))
