"""With ten thousand of everything the verbs still use their indexes; the times are printed (`pytest -s`), not asserted."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable
from pathlib import Path

from bot.store import Store, open_store
from bot.store.records import FileChange, NewEdit, NewSubscription, Post, SentAnswer, Validators
from tests.store_kit import NOW

MANY = 10_000
FEED = "https://feeds.example/show.xml"


async def timed(what: str, work: Awaitable[object], count: int = 1) -> None:
    started = time.perf_counter()
    await work
    print(f"{what:<44} {(time.perf_counter() - started) / count * 1000:9.3f} ms")


async def fill(store: Store) -> int:
    """Ten thousand of each; the number of a subscription that has posted them all."""
    turns = (store.conversations.put(at, 1, b"x" * 300, NOW) for at in range(MANY))
    await timed("a turn, ten thousand at once", asyncio.gather(*turns), MANY)
    answers = (store.answers.sent(SentAnswer(at, 1, at, "k", asked=at, question="who", at=NOW)) for at in range(MANY))
    await timed("an answer, ten thousand at once", asyncio.gather(*answers), MANY)
    subscription = await store.subscriptions.add(NewSubscription(1, 2, show="dep"), 1, NOW)
    assert subscription is not None
    posts = [Post(str(at), 2, f"e{at}", 1, subscription.id) for at in range(MANY)]
    await timed("a post planned, ten thousand in one go", store.deliveries.plan(posts, NOW), MANY)
    await store.feeds.add(FEED, NOW, NOW)
    traces = {str(at): b"x" * 400 for at in range(MANY)}
    await timed("a feed of ten thousand episodes read", store.feeds.read(FEED, NOW, NOW, Validators(), traces))
    files = tuple(FileChange(f"dep/{at}.yaml", None, b"x" * 2000) for at in range(MANY))
    await timed("an import of ten thousand files", store.edits.record(NewEdit(files, "import"), NOW))
    return subscription.id


async def test_ten_thousand_of_everything(tmp_path: Path) -> None:
    where = tmp_path / "state.db"
    async with open_store(where) as store:
        number = await fill(store)
        await timed("the newest turns", store.conversations.recent(NOW, 60, 100))
        await timed("the answers to a message", store.answers.of_question(77))
        await timed("a claim", store.deliveries.claim(Post("77", 2, "e77"), NOW))
        await timed("its confirmation", store.deliveries.confirm("77", 1, NOW, steps=("crosspost",)))
        await timed("a hundred posts that are due", store.deliveries.due(NOW))
        await timed("the last posts of a subscription", store.deliveries.of_subscription(number))
        await timed("the traces of a feed", store.feeds.traces(FEED))
        await timed("the last edit of a file", store.edits.latest("dep/77.yaml"))
        await timed("all about a person", store.people.about_user(77))
        await timed("forgetting a person", store.people.forget_user(77))
        await timed("pruning", store.prune(NOW))
    started = time.perf_counter()
    async with open_store(where):
        print(f"{'opening it again':<44} {(time.perf_counter() - started) * 1000:9.3f} ms")
    print(f"{'the file':<44} {where.stat().st_size / 1e6:9.1f} MB")


async def test_what_is_looked_up_often_is_looked_up_by_an_index(tmp_path: Path) -> None:
    async with open_store(tmp_path / "state.db"):
        pass
    connection = sqlite3.connect(tmp_path / "state.db")
    for question in (
        "conversation WHERE user = 1 AND channel = 1",
        "answer WHERE message = 1",
        "answer WHERE asked = 1",
        "delivery WHERE state = 'due' AND next_try <= 1 ORDER BY next_try",
        "delivery WHERE message = 1",
        "delivery WHERE episode = 'e'",
        "feed WHERE next_poll <= 1 ORDER BY next_poll",
        "seen WHERE feed = 'f'",
        "follow WHERE (kind, key) IN (('show', 'dep'))",
        "gap WHERE guild = 1 AND key = 'k'",
        "edit_file WHERE path = 'p'",
    ):
        plan = " ".join(str(step[3]) for step in connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {question}"))
        assert "USING INDEX" in plan, f"{question}: {plan}"
    connection.close()
