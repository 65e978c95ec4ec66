"""Questions put to a desk over a knowledge folder, and answers held against what was expected.

A line of a question file is `{"id", "question", "expect", "show"?, "mode"?, "after"?}`. What `expect` may hold: `status`;
`episodes` as a set, `episodes_first`, `episodes_include`, `episodes_exclude`; `people`, `sponsors`, `topics` as sets and each
with `_include`; `values`, key by key; `answer_has` and `answer_lacks`, texts or groups of texts of which one is enough.
"""

from __future__ import annotations

import asyncio
import json
import tarfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.answer_object import answer_object
from bot.answers.carry import Turn
from bot.answers.desk import Desk, open_desk
from bot.index import Index, open_index
from bot.library import Synced, sync
from bot.question.reading import Heard

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
DATA = ROOT / "tests" / "data"
HARBOUR = DATA / "harbour"
ORCHARD = DATA / "orchard"
FOUNDRY = DATA / "foundry"
BEACON = DATA / "beacon"
LANTERN = DATA / "lantern"
SHARED = ROOT.parent / "shared"
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
NAMED = ("people", "sponsors", "topics")
Line = dict[str, Any]


@dataclass
class Asking:
    """A desk to ask, with the index and the folder behind it."""

    root: Path
    index: Index
    desk: Desk

    async def ask(self, question: str, *after: str, show: str = "", now: datetime = NOW) -> Line:
        """The answer object for a question that was put to the bot, after earlier ones of the same conversation."""
        return await self.line({"question": question, "after": after, "show": show}, now)

    async def overhear(self, text: str, show: str = "") -> Line:
        """The answer object for a line that somebody wrote in a channel."""
        return await self.line({"question": text, "mode": "overheard", "show": show})

    async def line(self, line: Line, now: datetime = NOW) -> Line:
        """The answer object for a line of a question file, its conversation begun anew."""
        show = line.get("show", "")
        today = self.desk.today(now, show)
        turn: Turn | None = None
        for earlier in line.get("after", ()):
            turn = (await self.desk.answer(Heard(earlier, True, show), today, turn)).turn
        heard = Heard(line["question"], line.get("mode") != "overheard", show)
        reply = await self.desk.answer(heard, today, turn)
        return answer_object(reply.answer, self.desk.catalog, line["question"])

    async def look(self) -> Synced:
        """What a look at the folder finds; the desk answers from it afterwards."""
        synced = await sync(self.root, self.index)
        await self.desk.refresh()
        return synced


@asynccontextmanager
async def asking(knowledge: Path, data: Path) -> AsyncIterator[Asking]:
    """A desk over a folder, its index in `data`."""
    async with open_index(data / "index.db") as index:
        await sync(knowledge, index)
        yield Asking(knowledge, index, await open_desk(index))


def answers(lines: Iterable[Line], knowledge: Path, data: Path) -> dict[str, Line]:
    """The answer objects of all lines by id, from one desk; for tests that are not async themselves."""

    async def every() -> dict[str, Line]:
        async with asking(knowledge, data) as desk:
            return {line["id"]: await desk.line(line) for line in lines}

    return asyncio.run(every())


def read_lines(path: Path) -> list[Line]:
    """The lines of a question file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def unpack(archive: Path, where: Path) -> Path:
    """The one folder that an archive holds, unpacked."""
    with tarfile.open(archive) as packed:
        packed.extractall(where, filter="data")
    (folder,) = where.iterdir()
    return folder


def shortcomings(answer: Line, expect: Line) -> list[str]:
    """Everything in which an answer falls short of what was expected, in words; nothing where it is right."""
    text = _plain(answer["answer"])
    return [
        *_unlike("status", answer["status"], expect.get("status", answer["status"])),
        *_listed("episodes", answer["episodes"], expect, str),
        *(flaw for field in NAMED for flaw in _listed(field, answer[field], expect, _plain)),
        *(flaw for key, value in expect.get("values", {}).items() for flaw in _valued(key, answer["values"].get(key), value)),
        *(f"does not say {g}" for g in map(_group, expect.get("answer_has", ())) if not any(_plain(o) in text for o in g)),
        *(f"says {g}" for g in map(_group, expect.get("answer_lacks", ())) if any(_plain(o) in text for o in g)),
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _group(one: str | Sequence[str]) -> Sequence[str]:
    return [one] if isinstance(one, str) else one


def _unlike(what: str, got: object, wanted: object) -> list[str]:
    return [] if got == wanted else [f"{what} is {got!r}, not {wanted!r}"]


def _listed(field: str, got: Sequence[str], expect: Line, same: Any) -> list[str]:
    have = {same(one) for one in got}
    found = []
    if field in expect and have != (wanted := {same(one) for one in expect[field]}):
        found.append(f"{field}: {sorted(have - wanted)} too many, {sorted(wanted - have)} missing")
    if lacking := {same(one) for one in expect.get(f"{field}_include", ())} - have:
        found.append(f"{field}: {sorted(lacking)} missing")
    if wrong := {same(one) for one in expect.get(f"{field}_exclude", ())} & have:
        found.append(f"{field}: {sorted(wrong)} should not be there")
    if f"{field}_first" in expect:
        found += _unlike(f"the first of {field}", next(iter(got), None), expect[f"{field}_first"])
    return found


def _valued(key: str, got: Any, wanted: Any) -> list[str]:
    if key.endswith("seconds") and isinstance(got, int | float) and abs(got - wanted) <= 1:
        return []
    return _unlike(key, got, wanted)
