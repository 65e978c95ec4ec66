"""What a change would mean for those who ask: answers before and after it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.answers.desk import Desk, open_desk
from bot.edits import Proposal
from bot.index import Index, open_index
from bot.index.copying import copied
from bot.model import Problem
from bot.trying import misses, tried

MOST = 40
"""Questions that are asked before and after a change."""


@dataclass(frozen=True)
class Asked:
    """A question from the recent past, and the show that was meant, "" for none."""

    text: str
    show: str = ""


@dataclass(frozen=True)
class Effect:
    """A question that is answered otherwise with the change."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Effects:
    """What a change would do to answers; `broken` and `mended` are the moderators' own tests."""

    differing: tuple[Effect, ...] = ()
    asked: int = 0
    broken: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()


async def effects(root: Path, index: Index, desk: Desk, proposal: Proposal, questions: Sequence[Asked], today: date) -> Effects:
    """The answers to recent questions that would differ, and the tests that would fail or pass anew."""
    with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
        path = Path(folder) / "index.db"
        await copied(index.path, path)
        async with open_index(path) as other:
            gone = [each for each, data in proposal.changes.items() if data is None]
            await other.write(proposal.documents, gone)
            after = await open_desk(other)
            differing = await _differing(desk, after, questions[:MOST], today)
            was = await misses(desk, await index.documents(), today)
            now = await misses(after, await other.documents(), today)
    before, later = {_test(each) for each in was}, {_test(each) for each in now}
    broken = tuple(each for each in now if _test(each) not in before)
    return Effects(differing, len(questions[:MOST]), broken, tuple(each for each in was if _test(each) not in later))


def _test(problem: Problem) -> tuple[str, str]:
    """A failing test without where it stands and what was said."""
    return problem.place.path, problem.message.partition("; I say")[0]


async def _differing(before: Desk, after: Desk, questions: Collection[Asked], today: date) -> tuple[Effect, ...]:
    found = []
    for each in questions:
        old, new = await asyncio.gather(tried(before, each.text, each.show, today), tried(after, each.text, each.show, today))
        if old != new:
            found.append(Effect(each.text, old, new))
    return tuple(found)
