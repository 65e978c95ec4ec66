"""Whatever happens in whatever order, restarts included: the store agrees with a model a few lines long."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bot.store import Store
from bot.store.records import Gap, GapStatus, NewSubscription, Post
from tests.store_kit import NOW, kept

T = TypeVar("T")
KEYS = st.sampled_from(["a", "b"])
OUTCOMES = st.sampled_from(["Discord refuses", "Discord refuses", "killed before", "killed after", "sent"])
WAITS = st.sampled_from([0, 30, 30, None])
STATUSES: tuple[GapStatus, ...] = ("open", "ignored", "answered")
USERS = st.integers(1, 2)


class Machine(RuleBasedStateMachine):
    """A store that is closed and opened again now and then, and a clock that only the rules move."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.now = NOW
        self.stack = AsyncExitStack()
        self.store = self.do(self._open())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _open(self) -> Store:
        self.stack = AsyncExitStack()
        return await self.stack.enter_async_context(kept(Path(self.folder.name)))

    @rule()
    def restart(self) -> None:
        self.do(self.stack.aclose())
        self.store = self.do(self._open())

    @rule(seconds=st.sampled_from([1, 29]))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    def teardown(self) -> None:
        self.do(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()


@dataclass
class Expected:
    """What a post should be."""

    state: str
    next_try: float | None = None
    attempts: int = 0
    message: int | None = None
    reason: str = ""


class Deliveries(Machine):
    """Claim, send, confirm: `channel` is what really went out."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, Expected] = {}
        self.channel: list[str] = []
        made = self.do(self.store.subscriptions.add(NewSubscription(1, 1), 1, self.now))
        assert made is not None
        self.subscription = made.id

    def post(self, key: str) -> Post:
        return Post(key, 1, "episode", subscription=self.subscription)

    @rule(key=KEYS)
    def plan(self, key: str) -> None:
        assert self.do(self.store.deliveries.plan([self.post(key)], self.now)) == (key not in self.posts)
        self.posts.setdefault(key, Expected("due", self.now))

    @rule(key=KEYS, outcome=OUTCOMES, wait=WAITS)
    def send(self, key: str, outcome: str, wait: int | None) -> None:
        post = self.posts.get(key)
        free = post is None or (post.state == "due" and post.next_try is not None and post.next_try <= self.now)
        assert self.do(self.store.deliveries.claim(self.post(key), self.now)) == free
        if not free:
            return
        post = self.posts.setdefault(key, Expected("due"))
        post.state, post.next_try, post.attempts = "sending", None, post.attempts + 1
        if outcome == "Discord refuses":
            self.fail(key, wait)
        elif outcome == "killed before":
            self.restart()
        else:
            self.channel.append(key)
            if outcome == "killed after":
                self.restart()
            else:
                self.confirm(key)

    @rule(key=KEYS, wait=WAITS)
    def look_after_a_crash(self, key: str, wait: int | None) -> None:
        half = {one.key for one in self.do(self.store.deliveries.half_done(self.now + 1))}
        assert half == {name for name, post in self.posts.items() if post.state == "sending"}
        if key in half and key in self.channel:
            self.confirm(key)
        elif key in half:
            self.fail(key, wait)

    def confirm(self, key: str) -> None:
        post, message = self.posts[key], self.channel.index(key) + 1
        assert self.do(self.store.deliveries.confirm(key, message, self.now))
        assert not self.do(self.store.deliveries.confirm(key, message + 1, self.now))
        post.state, post.message, post.reason = "sent", message, ""

    def fail(self, key: str, wait: int | None) -> None:
        post, again = self.posts[key], None if wait is None else self.now + wait
        assert self.do(self.store.deliveries.fail(key, "no", self.now, again))
        post.state, post.next_try, post.reason = ("given up" if again is None else "due"), again, "no"

    @rule(key=KEYS)
    def skip(self, key: str) -> None:
        post = self.posts.get(key)
        free = post is None or post.state == "due"
        assert self.do(self.store.deliveries.skip(self.post(key), "no", self.now)) == free
        if free:
            post = self.posts.setdefault(key, Expected("skipped"))
            post.state, post.next_try, post.reason = "skipped", None, "no"

    @rule()
    def retry(self) -> None:
        waiting = [post for post in self.posts.values() if post.state in ("given up", "due") and post.reason == "no"]
        assert self.do(self.store.deliveries.retry(self.subscription, ("no",), 0.0, self.now)) == len(waiting)
        for post in waiting:
            post.state, post.next_try = "due", self.now

    @invariant()
    def nothing_is_repeated(self) -> None:
        assert len(self.channel) == len(set(self.channel))

    @invariant()
    def the_record_is_right(self) -> None:
        kept = self.do(self.store.deliveries.of_subscription(self.subscription))
        assert {one.key: Expected(one.state, one.next_try, one.attempts, one.message, one.reason) for one in kept} == self.posts
        due = {one.key for one in self.do(self.store.deliveries.due(self.now))}
        assert due == {key for key, post in self.posts.items() if post.state == "due" and (post.next_try or 0) <= self.now}


@dataclass
class Missed:
    """What a gap should be."""

    count: int = 0
    status: str = "open"
    watchers: set[int] = field(default_factory=set)


class Gaps(Machine):
    """Missing, ignoring, answering, watching."""

    known = Bundle("known")

    def __init__(self) -> None:
        super().__init__()
        self.gaps: dict[int, Missed] = {}
        self.numbers: dict[tuple[str, int | None], int] = {}

    @rule(target=known, key=KEYS, guild=st.sampled_from([None, 1]))
    def missed(self, key: str, guild: int | None) -> int:
        number = self.do(self.store.gaps.missed(key, key, self.now, guild=guild))
        assert self.numbers.setdefault((key, guild), number) == number
        gap = self.gaps.setdefault(number, Missed())
        gap.count += 1
        gap.status = "open" if gap.status == "answered" else gap.status
        return number

    @rule(number=known, to=st.sampled_from(["ignored", "answered"]))
    def settle(self, number: int, to: str) -> None:
        gap = self.gaps[number]
        if to == "ignored":
            done = self.do(self.store.gaps.ignore(number, 7, self.now))
        else:
            done = self.do(self.store.gaps.answer(number, "so", 7, self.now))
        may = gap.status == "open" if to == "ignored" else gap.status != to
        assert done == may
        gap.status = to if may else gap.status

    @rule(number=known, user=USERS, stops=st.booleans())
    def watch(self, number: int, user: int, stops: bool) -> None:
        watchers = self.gaps[number].watchers
        if stops:
            assert self.do(self.store.gaps.unwatch(number, user)) == (user in watchers)
            watchers.discard(user)
        else:
            assert self.do(self.store.gaps.watch(number, user, self.now)) == (user not in watchers)
            watchers.add(user)

    @rule(user=USERS)
    def forget(self, user: int) -> None:
        watched = sum(user in gap.watchers for gap in self.gaps.values())
        assert self.do(self.store.people.forget_user(user)).deleted.get("wish to be told", 0) == watched
        for gap in self.gaps.values():
            gap.watchers.discard(user)

    @invariant()
    def the_record_is_right(self) -> None:
        kept = {gap.id: gap for gap in self.do(self._all())}
        assert {number: (gap.count, gap.status, gap.watchers) for number, gap in kept.items()} == {
            number: (gap.count, gap.status, len(gap.watchers)) for number, gap in self.gaps.items()
        }

    async def _all(self) -> list[Gap]:
        found: list[Gap] = []
        for status in STATUSES:
            found += await self.store.gaps.list(status=status)
        return found


LIMITS = settings(max_examples=15, stateful_step_count=40, deadline=None)

TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = LIMITS
TestGaps = Gaps.TestCase
TestGaps.settings = LIMITS
