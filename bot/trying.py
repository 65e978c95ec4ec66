"""Questions put to a desk to see what it says: the moderators' own tests, and answers before and after a change."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.answers.desk import Desk
from bot.index import Index
from bot.model import Check, Document, Place, Problem
from bot.question.reading import Heard
from bot.text import squash
from bot.wording import plain, say

ASK = re.compile(r"(?<![\w])[\"']?ask[\"']?\s*:\s")


async def tried(desk: Desk, question: str, show: str, today: date) -> str:
    """The answer in plain words."""
    return plain(say((await desk.answer(Heard(question, show=show), today)).answer, desk.catalog))


async def misses(desk: Desk, documents: Iterable[Document], root: Path, today: date) -> tuple[Problem, ...]:
    """The moderators' tests that fail, each with its place; `documents` are the files, those of questions are looked at."""
    found = []
    for document in documents:
        if document.kind == "questions" and document.checks:
            places = await asyncio.to_thread(_places, root, document)
            for check, place in zip(document.checks, places, strict=True):
                why = await _miss(desk, check, today)
                if why:
                    found.append(Problem(place, why))
    return tuple(found)


async def _miss(desk: Desk, check: Check, today: date) -> str:
    """Why a test fails, "" where it does not."""
    said = await tried(desk, check.ask, check.show, today)
    text = squash(said)
    lacking = [each for each in check.says if squash(each) not in text]
    if lacking:
        return f'the answer to "{check.ask}" lacks "{lacking[0]}"; I say: {said[:200]}'
    return ""


def _places(root: Path, document: Document) -> list[Place]:
    """Where each question stands, by the key before it; the top of the file where that cannot be told."""
    try:
        text = (root / document.path).read_text("utf-8", "replace")
    except OSError:
        text = ""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split(" #")[0]
        if not bare.lstrip().startswith("#"):
            found += [Place(document.path, number, match.start() + 1) for match in ASK.finditer(bare)]
    if len(found) != len(document.checks):
        return [Place(document.path)] * len(document.checks)
    return found


async def own_tests(desk: Desk, index: Index, root: Path, today: date) -> tuple[Problem, ...]:
    """The tests of all shows that fail with what the desk knows now."""
    return await misses(desk, await index.documents(), root, today)
