"""Looking at sources: asking, deciding, and keeping what follows in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from bot.announce import seen
from bot.announce.addressing import Intents, due
from bot.announce.asking import SHOW, Asked, Asker, source_of
from bot.announce.knowing import Knowledge, about
from bot.announce.naming import Names, forget
from bot.announce.news import pack
from bot.announce.outages import Outages
from bot.announce.sorting import Findings, Look, sift
from bot.announce.timing import DAY, Timing
from bot.feeds import next_poll
from bot.store import Store
from bot.store.records import FeedState, FollowKind, Subscription

LOG = logging.getLogger(__name__)
_ALL = 2000
_KEEPING = 8
"""Looks that speak to the store at a time: a thousand at once would keep everybody else from the event loop."""
_PORTION = 50
"""Looks that begin before others get their turn."""


@dataclass(frozen=True)
class _Visit:
    """One look at a source: why, and for whom."""

    source: str
    subscriptions: Sequence[Subscription]
    now: float
    poll: bool
    stamp: str | None
    """Of the show's files where they changed."""


class Looker:
    """Looks at the sources whose time has come."""

    def __init__(
        self, store: Store, asker: Asker, knowledge: Knowledge, outages: Outages, names: Names, timing: Timing
    ) -> None:
        self._store = store
        self._names = names
        self._outages = outages
        self._asker = asker
        self._knowledge = knowledge
        self._timing = timing
        self._busy: set[str] = set()
        self._deciding = asyncio.Lock()
        """One thread at a time decides: several would keep the event loop waiting for the interpreter."""
        self._keeping = asyncio.Semaphore(_KEEPING)
        self._files_changed = True
        self._all_polled = False
        """Whether every feed that is wanted is known to be polled."""
        self._wakes: dict[str, float | None] = {}
        """When the next episode of a source comes out that waits, for sources looked at since the start."""

    def files_changed(self) -> None:
        """The next round looks at the knowledge files anew."""
        self._files_changed = True

    async def round(self, now: float, everything: bool = False) -> list[asyncio.Task[None]]:
        """The looks that begin now: at every source, or every one whose time has come, and at shows whose files changed."""
        wanted = await self._wanted(now)
        stale = await self._stale_shows(now)
        asked = self._store.feeds.all() if everything else self._store.feeds.due(now, _ALL)
        states = {state.url for state in await asked}
        if self._busy & stale.keys():
            # The look that is under way may not see what changed; the next one after it does.
            self._files_changed = True
        begun = []
        for source in sorted({*states, *stale} - self._busy):
            if not source.startswith(SHOW) and source not in wanted:
                await forget(self._store, source)
                continue
            self._busy.add(source)
            visit = _Visit(source, wanted.get(source, []), now, source in states, stale.get(source))
            begun.append(asyncio.create_task(self._look(visit), name="look at a source"))
            if len(begun) % _PORTION == 0:
                await asyncio.sleep(0)
        return begun

    async def _wanted(self, now: float) -> dict[str, list[Subscription]]:
        """Whom each source is looked at for. A feed that a crash kept from being polled is polled from now on."""
        wanted: dict[str, list[Subscription]] = {}
        for one in await self._store.subscriptions.list():
            wanted.setdefault(source_of(one.show, one.feed), []).append(one)
        if not self._all_polled:
            unpolled = wanted.keys() - {state.url for state in await self._store.feeds.all()}
            # Shows are polled from when their files are there: what they hold at first is not news.
            for feed in (source for source in unpolled if not source.startswith(SHOW)):
                await self._store.feeds.add(feed, now, now)
            self._all_polled = True
        return wanted

    async def _stale_shows(self, now: float) -> dict[str, str]:
        """Shows whose files changed since they were last looked at, with the stamp they have now."""
        if not self._files_changed:
            return {}
        self._files_changed = False
        try:
            return await self._differing(now)
        except Exception:
            self._files_changed = True
            raise

    async def _differing(self, now: float) -> dict[str, str]:
        stale = {}
        for slug, stamp in (await self._knowledge.stamps()).items():
            await self._store.feeds.add(SHOW + slug, now, now)
            if await self._store.notes.get(_note(SHOW + slug)) != stamp:
                stale[SHOW + slug] = stamp
        return stale

    async def _look(self, visit: _Visit) -> None:
        try:
            await self._see(visit)
        except Exception as error:
            # The next round is soon enough; the text of an error may hold what a feed says.
            LOG.error("a source could not be looked at: %s", type(error).__name__, exc_info=LOG.isEnabledFor(logging.DEBUG))
            again = visit.now + self._timing.pace.interval
            # What was not decided on then is, whether its feed has changed by then or not.
            self._wakes.pop(visit.source, None)
            await self._store.feeds.failed(visit.source, visit.now, again, "It could not be read this time.")
        finally:
            self._busy.discard(visit.source)

    async def _see(self, visit: _Visit) -> None:
        async with self._keeping:
            state = await self._store.feeds.get(visit.source)
        if state is None:
            return
        # Asking may take long, and a slow server must hold up nobody else: it has its own bounds.
        asked = await self._asker.ask(state, bool(visit.subscriptions), visit.now) if visit.poll else Asked()
        async with self._keeping:
            await self._keep_what(state, asked, visit)
        if asked.failed is not None:
            await self._outages.failed(state, visit.subscriptions, asked.failed.reason, visit.now)
        elif asked.result is not None:
            await self._outages.answered(state, visit.subscriptions)

    async def _keep_what(self, state: FeedState, asked: Asked, visit: _Visit) -> None:
        """Keeps what came of asking."""
        again = self._again(state, asked, visit)
        if not (asked.unchanged or asked.failed) or visit.stamp or self._awake(visit):
            await self._take_in(state, asked, visit, again)
        elif asked.validators is not None:
            await self._store.feeds.unchanged(visit.source, visit.now, again, asked.validators, asked.moved_to)
            await self._say(visit, "nothing")
        if asked.failed is not None:
            await self._store.feeds.failed(visit.source, visit.now, again, asked.failed.reason)
            await self._say(visit, f"failed {asked.failed.reason}")

    def _awake(self, visit: _Visit) -> bool:
        """Whether an episode that waited comes out now, or nobody knows yet whether one waits."""
        wake = self._wakes.get(visit.source, visit.now)
        return wake is not None and wake <= visit.now

    def _again(self, state: FeedState, asked: Asked, visit: _Visit) -> float:
        if asked.result is not None:
            return next_poll(visit.now, visit.source, asked.result, state.failures + 1, self._timing.pace)
        return visit.now + DAY if visit.poll else state.next_poll

    async def _take_in(self, state: FeedState, asked: Asked, visit: _Visit, again: float) -> None:
        """Decides on what the source holds now, and keeps what follows.

        Edits are noted before what was seen is: after a crash between the two they are found again.
        """
        findings = await self._sift(state, asked, visit)
        follows = await self._store.follows.matching(
            [(cast(FollowKind, kind), key) for news in findings.fresh for kind, key in news.keys]
        )
        intents = due(visit.now, visit.source, findings, visit.subscriptions, follows)
        for news in intents.edits:
            await self._store.deliveries.changed(news.id, pack(news), news.digest)
        self._wakes[visit.source] = findings.wake
        await self._keep(state, asked, visit, findings, intents, min(again, findings.wake or again))
        if visit.stamp is not None:
            await self._store.notes.put(_note(visit.source), visit.stamp, visit.now)
        if asked.feed is not None:
            await self._names.keep(visit.source, asked.feed.title, visit.now)
        if asked.failed is None:
            await self._say(visit, _finding(state, findings))

    async def _sift(self, state: FeedState, asked: Asked, visit: _Visit) -> Findings:
        known = await self._store.feeds.traces(visit.source)
        slug = visit.source.removeprefix(SHOW) if visit.source.startswith(SHOW) else ""
        look = Look(
            visit.source,
            asked.feed,
            await self._knowledge.episodes(slug) if slug else {},
            about(self._knowledge, slug),
            first_feed=not state.validators.address,
            first_files=state.read_at is None,
            last=await self._outages.last(state),
        )
        async with self._deciding:
            return await asyncio.to_thread(lambda: sift(visit.now, look, seen.unpack(known)))

    async def _keep(
        self, state: FeedState, asked: Asked, visit: _Visit, findings: Findings, intents: Intents, again: float
    ) -> None:
        traces = {name: seen.pack(one) for name, one in findings.keep.items()}
        validators = asked.validators or state.validators
        feeds = self._store.feeds
        await feeds.read(visit.source, visit.now, again, validators, traces, intents.posts, asked.moved_to, findings.forget)
        for post, reason in intents.skips:
            await self._store.deliveries.skip(post, reason, visit.now)

    async def _say(self, visit: _Visit, finding: str) -> None:
        for one in visit.subscriptions:
            await self._store.subscriptions.checked(one.id, finding, visit.now)


def _note(source: str) -> str:
    return f"files {source}"


def _finding(state: FeedState, findings: Findings) -> str:
    """What status tells of the look: `first 110`, `new 2` or `nothing`."""
    if state.read_at is None:
        return f"first {len(findings.keep)}"
    return f"new {len(findings.fresh)}" if findings.fresh else "nothing"
