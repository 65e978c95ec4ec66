"""Which episodes a question means: the filters it names, and the one that a title, a number or words point at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Ambiguous, Unknown
from bot.answers.catalog import Catalog
from bot.answers.choose import choose_episode, choose_show
from bot.answers.limits import limits, shaky
from bot.answers.order import picked, top
from bot.answers.scope import Found, Resolved, Scope
from bot.answers.settle import asks_for_somebody, settled, unknown_part
from bot.answers.titled import SINGLE, SURE_TITLE, Titled, by_title_rather, find_titled, like_a_title
from bot.index import Filter, Index, Row
from bot.question.holidays import HOLIDAY_WORDS
from bot.question.reading import Reading, Want
from bot.text import split


class Resolver:
    """Finds the episodes that a reading means."""

    def __init__(self, catalog: Catalog, index: Index, reading: Reading, scope: Scope) -> None:
        self.catalog = catalog
        self.index = index
        self.reading = reading
        self.scope = scope

    @property
    def shows(self) -> tuple[str, ...]:
        """The slugs of the shows named, or else of the show that is set."""
        return tuple(r.thing.keys[0] for r in self.reading.shows) or self.scope.shows

    async def episodes(self) -> Resolved:
        """The episodes meant."""
        r = self.reading
        if r.strangers:
            return self.stranger(r.strangers[0])
        if r.step:
            return await self._stepped()
        return await self._base()

    async def _base(self) -> Resolved:
        r = self.reading
        if r.numbers and not by_title_rather(r):
            return await self._by_number()
        if r.back & {"these"} and self.scope.recent and not self._names_something():
            return Found(self._ordered(self.scope.recent), "context")
        if "this" in r.back and self.scope.focus and not r.pick and not self._points_elsewhere():
            return Found((self.scope.focus,), "context")
        single = r.want in SINGLE or r.want is Want.EPISODES or (r.want is Want.COGUESTS and r.whole_titles)
        titled = find_titled(r, self.shows) if single else None
        if titled is not None and not (r.want is Want.EPISODES and (r.topics or r.people) and titled.how != "whole"):
            return await self._of_titles(titled)
        return await self._by_filters()

    def _names_something(self) -> bool:
        r = self.reading
        return bool(r.people or r.topics or r.sponsors or r.whole_titles or r.content)

    def _points_elsewhere(self) -> bool:
        """Whether names say which episode is meant, so that "that one" is just a turn of phrase."""
        r = self.reading
        if r.want in (Want.CHAPTER, Want.LINK, Want.EVENTS):
            return bool(r.whole_titles or r.people or r.dates)
        telling = any(word not in r.loose for word in r.content)
        return bool(r.people or r.topics or r.sponsors or r.whole_titles or r.dates or telling or r.shows)

    def _ordered(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        pick = self.reading.pick
        if pick in ("newest", "oldest"):
            return tuple(sorted((x for x in rows if x.day), key=lambda x: x.day, reverse=pick == "newest"))[:1]
        if pick in ("longest", "shortest"):
            return tuple(sorted((x for x in rows if x.seconds), key=lambda x: x.seconds or 0, reverse=pick == "longest"))[:1]
        return tuple(rows)

    # --- by number

    async def _by_number(self) -> Resolved:
        r = self.reading
        numbers = tuple(n.text for n in r.numbers)
        used = frozenset(at for n in r.numbers for at in range(n.start, n.end))
        rows = await self.index.select(Filter(shows=self.shows, numbers=numbers, season=r.season))
        exact = [row for row in rows if row.label in numbers]
        rows = exact or rows
        if not rows:
            return await self._no_such_number(numbers[0])
        if len({row.show for row in rows}) > 1 and not self.shows:
            narrowed = await self._narrowed(rows)
            if len({row.show for row in narrowed}) > 1:
                if self.scope.focus and any(row.show == self.scope.focus.show for row in narrowed) and r.back:
                    return Found(tuple(row for row in narrowed if row.show == self.scope.focus.show), "number", used)
                return choose_show(r, narrowed, self.catalog)
            rows = narrowed
        if not exact and len(rows) > 1:
            return choose_episode(r, rows, self.catalog)
        return Found(tuple(rows), "number", used)

    async def _narrowed(self, rows: list[Row]) -> list[Row]:
        """Those of `rows` that the other names of the question fit too; all where none fits."""
        r = self.reading
        keys = tuple(row.key for row in rows)
        titles = {m.thing.keys[0] for m in r.titles if m.told >= SURE_TITLE} | {
            c.thing.keys[0] for ref in r.whole_titles for c in ref.choices
        }
        fitting = [row for row in rows if row.key in titles]
        if not fitting and (r.people or r.topics or r.sponsors):
            fitting = await self.index.select(replace(self.limits(), keys=keys))
        if not fitting and r.content:
            fitting = await self.index.select(Filter(keys=keys, words=self._spellings(r.content)))
        return fitting or rows

    async def _no_such_number(self, number: str) -> Unknown:
        newest = await self.index.select(Filter(shows=self.shows, order="newest", limit=1))
        show = self.catalog.shows[self.shows[0]].name if self.shows else ""
        return Unknown(self.reading, "number", number, show=show, rows=tuple(newest))

    # --- by title

    async def _of_titles(self, titled: Titled) -> Resolved:
        what = replace(self.limits(topics=False), keys=tuple(titled.keys))
        rows = await self.index.select(what)
        if not rows:
            rows = await self.index.select(Filter(keys=tuple(titled.keys)))
        if len(rows) > 1 and self.reading.want in SINGLE:
            return choose_episode(self.reading, rows, self.catalog)
        return Found(tuple(rows), "title", titled.used)

    # --- by names, dates and words

    def limits(self, topics: bool = True, people: bool = True) -> Filter:
        """What the names, dates and order of the question ask of an episode."""
        return limits(self.reading, self.shows, topics, people)

    async def _by_filters(self) -> Resolved:
        reading = await settled(self.reading, self.shows, self.catalog, self._fits)
        if isinstance(reading, Ambiguous):
            return reading
        return await Resolver(self.catalog, self.index, reading, self.scope)._filtered()

    async def _fits(self, reading: Reading) -> bool:
        trial = Resolver(self.catalog, self.index, reading, self.scope)
        return bool(await self.index.select(replace(trial.limits(), limit=1)))

    async def _filtered(self) -> Resolved:
        r = self.reading
        used = frozenset(at for ref in (*r.people, *r.topics, *r.sponsors) for at in range(ref.start, ref.end))
        what = self.limits()
        required = tuple(w for w in r.content if w not in r.loose or not (r.topics or r.people or r.sponsors or r.dates))
        unknown = unknown_part(r)
        if unknown and not await self.index.select(Filter(shows=self.shows, words=((unknown,),), limit=1)):
            return self._nothing([unknown])
        if asks_for_somebody(r):
            return self.stranger(r.as_typed(r.content) if r.content else r.topics[0].text)
        if (
            r.content
            and (required or not (what.named or what.without or r.length))
            and not (r.topics and r.want is Want.EPISODES)
        ):
            found = await self._by_words(what, r.content, required)
            if found is not None:
                return found
            if (required and not (r.topics or r.people)) or (
                r.sponsors and r.want is not Want.OFFER and required and not r.topics
            ):
                alike = like_a_title(r, self.shows)
                return await self._of_titles(alike) if alike else self._nothing(required)
        limited = what.limited or self.shows or r.pick
        if not (limited or (r.want is Want.COUNT and r.cues & {"episode", "guest", "sponsor"})):
            return Unknown(r, "scope")
        rows = await self.index.select(picked(r, what))
        if not rows and r.topics and (what.since or r.people or r.sponsors):
            rows = await self._without_turns_of_phrase(what)
        if not rows and r.dates and not (r.people or r.topics or r.sponsors or r.numbers):
            rows = await self._named_like_days()
        if not rows and len(r.topics) > 1:
            words = tuple((s,) for t in r.topics for s in split(t.thing.name))
            rows = await self.index.select(
                replace(self.limits(topics=False), words=words, every=False, order="relevance", limit=20)
            )
        if not rows and r.topics and not r.people:
            rows = await self.index.select(
                picked(r, replace(self.limits(topics=False), words=tuple((s,) for t in r.topics for s in split(t.text))))
            )
        return Found(top(r, rows, self.scope.today), "order" if r.pick else "names", used)

    async def _named_like_days(self) -> list[Row]:
        """Episodes whose text has the holiday that no episode came out on ("christmas episodes")."""
        r = self.reading
        said = [word for d in r.dates for word in r.words[d.start : d.end] if len(word) > 3 and word in HOLIDAY_WORDS]
        groups = tuple((word,) for word in said)
        return await self.index.select(Filter(shows=self.shows, words=groups, order="newest")) if groups else []

    async def _without_turns_of_phrase(self, what: Filter) -> list[Row]:
        """The episodes when topics that may be only a turn of phrase are left out, where the rest still tells which."""
        r = self.reading
        one_day = bool(what.since) and what.since == what.until
        kept = tuple(t for t in r.topics if not shaky(r, t) and not one_day)
        if len(kept) == len(r.topics):
            return []
        fewer = Resolver(self.catalog, self.index, replace(r, topics=kept), self.scope)
        return await self.index.select(picked(r, fewer.limits()))

    async def _by_words(self, what: Filter, content: Sequence[str], required: Sequence[str]) -> Found | None:
        """Episodes whose text holds the words: all of them, else all that are no ordinary words."""
        r = self.reading
        used = frozenset(r.content_at)
        for words in dict.fromkeys((tuple(content), tuple(required))):
            if words:
                groups = self._spellings(words)
                rows = await self.index.select(replace(what, words=groups, order=what.order if r.pick else "relevance"))
                if rows:
                    chosen = (
                        top(r, rows, self.scope.today) if r.nth or r.few or r.pick == "random" else rows[:1] if r.pick else rows
                    )
                    return Found(tuple(chosen), "words", used)
        return None

    def _spellings(self, words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Each word with the words of titles that it may be a slip of."""
        titles, r = self.catalog.titles, self.reading
        right = {r.typed[at]: r.words[at] for at in r.content_at if at < len(r.words)}
        spelt = ((w, right.get(w, w), *(titles.word(n) for n, _ in titles.spellings(w))) for w in words)
        return tuple(tuple(dict.fromkeys(group)) for group in spelt)

    def _nothing(self, words: Sequence[str]) -> Unknown:
        name = self.reading.as_typed(words)
        cues = self.reading.cues
        what = "sponsor" if cues & {"sponsor", "offer", "code"} else "words"
        if what == "words" and "guest" in cues and self.reading.yesno:
            return self.stranger(name)
        return Unknown(self.reading, what, name, self.catalog.nearest(name, "sponsor" if what == "sponsor" else "topic"))

    def stranger(self, name: str) -> Unknown:
        """Nobody of that name is known."""
        return Unknown(self.reading, "person", name, self.catalog.nearest(name, "person"))

    # --- next and previous

    async def _stepped(self) -> Resolved:
        r = self.reading
        if "time" in r.words and self.scope.focus and (r.people or r.sponsors or r.topics):
            return await self._step_within(self.scope.focus)
        base: Resolved
        if self._points_elsewhere() or r.numbers or r.whole_titles or not self.scope.focus:
            base = await Resolver(
                self.catalog, self.index, replace(r, step=0, pick="" if r.numbers else r.pick), self.scope
            )._base()
        else:
            base = Found((self.scope.focus,), "context")
        if not isinstance(base, Found) or not base.rows:
            return base
        return await self._neighbour(base)

    async def _step_within(self, focus: Row) -> Resolved:
        """The time before or after among the episodes of the same people, sponsors or topics."""
        rows = await self.index.select(replace(self.limits(), order="oldest"))
        at = next((n for n, row in enumerate(rows) if row.key == focus.key), None)
        place = -1 if at is None else at + self.reading.step
        if 0 <= place < len(rows):
            return Found((rows[place],), "context")
        return Unknown(self.reading, "step", rows=(focus,))

    async def _neighbour(self, base: Found) -> Resolved:
        row, step = base.rows[0], self.reading.step
        if row.number is not None:
            found = await self.index.neighbour(row.show, row.number, step)
        else:
            rows = await self.index.select(Filter(shows=(row.show,), order="oldest"))
            at = next(n for n, x in enumerate(rows) if x.key == row.key) + step
            found = rows[at] if 0 <= at < len(rows) else None
        if found is None:
            return Unknown(self.reading, "step", rows=(row,))
        return Found((found,), base.how, base.used)
