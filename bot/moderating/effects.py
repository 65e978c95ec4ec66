"""What a change would mean for those who ask: answers before and after it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.answers.answer import Answered
from bot.answers.desk import Desk, open_desk
from bot.edits import Proposal
from bot.index import Index, open_index
from bot.index.copying import copied
from bot.model import Problem
from bot.question.reading import Heard
from bot.trying import misses
from bot.wording import plain, say

MOST = 40
"""Questions that are asked before and after a change."""


@dataclass(frozen=True)
class Asked:
    """A question from the recent past, the show that was meant, "" for none, and the open question that it is, if any."""

    text: str
    show: str = ""
    gap: int = 0


@dataclass(frozen=True)
class Effect:
    """A question that is answered otherwise with the change."""

    question: str
    before: str
    after: str


@dataclass(frozen=True)
class Effects:
    """What a change would do to answers; `broken` and `mended` are the moderators' own tests.

    `closing` are the open questions that would be answered, by number, each with its answer.
    """

    differing: tuple[Effect, ...] = ()
    asked: int = 0
    broken: tuple[Problem, ...] = ()
    mended: tuple[Problem, ...] = ()
    closing: dict[int, str] = field(default_factory=dict)


async def effects(root: Path, index: Index, desk: Desk, proposal: Proposal, questions: Sequence[Asked], today: date) -> Effects:
    """The answers to recent questions that would differ, and the tests that would fail or pass anew."""
    with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
        path = Path(folder) / "index.db"
        await copied(index.path, path)
        async with open_index(path) as other:
            gone = [each for each, data in proposal.changes.items() if data is None]
            await other.write(proposal.documents, gone)
            after = await open_desk(other, desk.catalog)
            differing, closing = await _compared(desk, after, questions[:MOST], today)
            was = await misses(desk, await index.documents(), today)
            now = await misses(after, await other.documents(), today)
    before, later = {_test(each) for each in was}, {_test(each) for each in now}
    broken = tuple(each for each in now if _test(each) not in before)
    mended = tuple(each for each in was if _test(each) not in later)
    return Effects(differing, len(questions[:MOST]), broken, mended, closing)


def _test(problem: Problem) -> tuple[str, str]:
    """A failing test without where it stands and what was said."""
    return problem.place.path, problem.message.partition("; I say")[0]


async def _compared(
    before: Desk, after: Desk, questions: Collection[Asked], today: date
) -> tuple[tuple[Effect, ...], dict[int, str]]:
    """The questions that are answered otherwise, and of the open ones those that are answered at last."""
    found, closing = [], {}
    for each in questions:
        (old, was), (new, now) = await asyncio.gather(_said(before, each, today), _said(after, each, today))
        if old != new:
            found.append(Effect(each.text, old, new))
        if each.gap and now and not was:
            closing[each.gap] = new
    return tuple(found), closing


async def _said(desk: Desk, asked: Asked, today: date) -> tuple[str, bool]:
    """The answer in plain words, and whether it is one."""
    answer = (await desk.answer(Heard(asked.text, show=asked.show), today)).answer
    return plain(say(answer, desk.catalog)), isinstance(answer, Answered) and answer.note != "none"
