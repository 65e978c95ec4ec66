"""Questions put to a desk to see what it says: the moderators' own tests, and answers before and after a change."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path

from bot.answers.desk import Desk, open_desk
from bot.index import Index, open_index
from bot.model import Check, Document, Problem
from bot.question.reading import Heard
from bot.text import fold
from bot.wording import plain, say

SHOWN = 200
"""Characters of an answer that a failing test repeats."""


async def tried(desk: Desk, question: str, show: str, today: date) -> str:
    """The answer in plain words."""
    return plain(say((await desk.answer(Heard(question, show=show), today)).answer, desk.catalog))


async def misses(desk: Desk, documents: Iterable[Document], today: date) -> tuple[Problem, ...]:
    """What the moderators' tests miss, each at the text that the answer lacks; of `documents` those of questions count."""
    checks = [check for document in documents for check in document.checks]
    return tuple([problem for check in checks for problem in await _missed(desk, check, today)])


async def _missed(desk: Desk, check: Check, today: date) -> list[Problem]:
    """A problem for each text that the answer to a test lacks."""
    said = await tried(desk, check.ask, check.show, today)
    short = said if len(said) <= SHOWN else said[:SHOWN].rsplit(" ", 1)[0] + " ..."
    return [
        Problem(place, f'the answer to "{check.ask}" lacks "{wanted}"; I say: {" ".join(short.split())}')
        for wanted, place in zip(check.says, check.places, strict=True)
        if not holds(said, wanted)
    ]


def holds(said: str, wanted: str) -> bool:
    """Whether an answer holds a text, whatever the capitals, accents and signs between words; a number only as a whole."""
    words = re.findall(r"[\w+#]+", fold(wanted))
    if not words:
        return wanted.strip() in said
    first = r"(?<!\d)" if words[0][0].isdigit() else ""
    last = r"(?!\d)" if words[-1][-1].isdigit() else ""
    return re.search(first + r"[^\w+#]*".join(map(re.escape, words)) + last, fold(said)) is not None


async def own_tests(desk: Desk, index: Index, today: date) -> tuple[Problem, ...]:
    """What the tests of all shows miss with what the desk knows now."""
    return await misses(desk, await index.documents(), today)


async def tests_of(documents: Collection[Document], now: datetime) -> tuple[Problem, ...]:
    """What the tests among `documents` miss where these are all that is known; nothing is built where there are none."""
    if not any(document.checks for document in documents):
        return ()
    with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
        async with open_index(Path(folder) / "index.db") as index:
            await index.write(documents)
            desk = await open_desk(index)
            return await own_tests(desk, index, desk.today(now))
