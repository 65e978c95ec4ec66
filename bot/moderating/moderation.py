"""The service behind `/knowledge`: proposals, their making, the history, and what changes on disk. Knows no Discord."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from bot.answers.desk import Desk
from bot.edits import (
    Author,
    Both,
    EditConflict,
    EditRefused,
    GitHistory,
    Headline,
    History,
    Proposal,
    Revision,
    bases,
    carry_out,
    current,
    on_disk,
    placed,
    prepare,
    propose,
    restart,
    undo,
    work_tree,
)
from bot.errors import BotError
from bot.importing import Report
from bot.index import Index
from bot.knowledge import read_all, scan
from bot.library import Synced
from bot.model import Document
from bot.moderating.bringing import Brought, carry_in
from bot.moderating.effects import Asked, Effects, effects
from bot.moderating.finding import Finder, Target
from bot.moderating.kept import store_history
from bot.moderating.known import keep, recall
from bot.moderating.steps import Pending, Step, made
from bot.service import Service

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drafted:
    """A proposal to look at: what waits for its Confirm, what it does to the files and to answers; an import has a report."""

    pending: Pending
    proposal: Proposal
    effects: Effects
    report: Report | None = None


class Moderation:
    """Changes to the knowledge folder of a service. Open it with `Moderation.open`."""

    def __init__(self, root: Path, index: Index, desk: Desk, history: History, now: Callable[[], float]) -> None:
        self._root = root
        self._index = index
        self._desk = desk
        self.history = history
        self.finder = Finder(root, index)
        self._now = now
        self._turn = asyncio.Lock()
        self._texts: dict[str, bytes] = {}
        self._documents: dict[str, Document] = {}
        self._kept: Path | None = None

    @classmethod
    async def open(cls, service: Service, now: Callable[[], float], kept: Path | None = None) -> Moderation:
        """Moderation over a service's folder, with what a crash left under way brought to its end; `now` tells the time.

        `kept` is the file that holds the texts as last known; what differs from them was changed while nobody watched.
        """
        stored = store_history(service.store)
        git = await work_tree(service.root)
        history: History = Both(GitHistory(service.root), stored) if git else stored
        moderation = cls(service.root, service.index, service.desk, history, now)
        for each in await restart(service.root, history):
            LOG.info("a change from before the restart was %s", "finished" if each.made else "taken back")
        await moderation._catch_up(kept)
        return moderation

    async def _catch_up(self, kept: Path | None) -> None:
        """Takes what changed since the texts were kept into the history; at the very first start nothing has."""
        self._kept = kept
        known = await asyncio.to_thread(recall, kept) if kept else None
        now = await asyncio.to_thread(_texts, self._root)
        self._texts = now if known is None else known
        # What was confirmed just before a crash is in the history already.
        for headline in await self.history.latest(None, 5) if known is not None else ():
            revision = await self.history.show(headline.id)
            for file in revision.files if revision else ():
                if file.after == now.get(file.path):
                    self._keep(file.path, file.after)
        await self._note(sorted(self._texts.keys() | now.keys()))
        await self._save()

    async def _save(self) -> None:
        if self._kept:
            await asyncio.to_thread(keep, self._kept, self._texts)

    async def draft(
        self,
        steps: Sequence[Step],
        why: str,
        questions: Sequence[Asked],
        today: date,
        undoes: str = "",
        began: Mapping[str, str | None] | None = None,
        gaps: Mapping[int, str] | None = None,
    ) -> Drafted:
        """What the steps would do. EditRefused where they cannot be made; nothing is written.

        `began` are the digests of files as they were when a form was opened: one that is another by now is a conflict. `gaps`
        are open questions that the steps are meant to answer, with the answer; those that they happen to answer are found.
        """
        paths = list(dict.fromkeys(step.path for step in steps))
        base = await asyncio.to_thread(bases, self._root, paths)
        base |= began or {}
        changes = await asyncio.to_thread(made, self._root, steps)
        return await self._drafted(Pending(tuple(steps), changes, base, why, undoes, gaps=dict(gaps or {})), questions, today)

    async def draft_import(self, brought: Brought, questions: Sequence[Asked], today: date) -> Drafted:
        """What bringing in a feed would do."""
        why = f"Import from {brought.label}"
        pending = Pending((), brought.changes, brought.base, why, imported=brought.imported)
        return replace(await self._drafted(pending, questions, today), report=brought.report)

    async def _drafted(self, pending: Pending, questions: Sequence[Asked], today: date) -> Drafted:
        proposal = await asyncio.to_thread(self._propose, pending.changes, pending.base)
        if not proposal.diff and not proposal.conflicts:
            raise EditRefused("Nothing would change.")
        found = Effects()
        if proposal.clean:
            found = await effects(self._root, self._index, self._desk, proposal, questions, today)
        closing = {**pending.gaps, **found.closing}
        return Drafted(msgspec.structs.replace(pending, clean=proposal.clean, gaps=closing), proposal, found)

    async def draft_undo(self, key: str, questions: Sequence[Asked], today: date) -> Drafted:
        """What taking back the change with that id would do. EditRefused where it cannot be."""
        revision, changes = await undo(self._root, self.history, key)
        steps = tuple(Step("write", path, data=data) for path, data in changes.items())
        return await self.draft(steps, f"Undo: {revision.why}"[:500], questions, today, revision.id)

    async def paths_of(self, key: str) -> tuple[str, ...]:
        """The files of the change with that id. EditRefused where there is none."""
        revision = await self.history.show(key)
        if revision is None:
            raise EditRefused("There is no such change in the history.")
        return tuple(file.path for file in revision.files)

    async def confirm(self, pending: Pending, author: Author) -> Headline:
        """Makes a proposal. EditConflict with both versions where a file changed since, EditRefused where it cannot be."""
        async with self._turn:
            again = await asyncio.to_thread(self._propose, pending.changes, pending.base)
            if again.conflicts:
                raise EditConflict(again.conflicts)
            if again.problems:
                raise EditRefused(
                    f"With what others changed meanwhile this would be wrong: {again.problems[0]}. Propose it again."
                )
            headline = await self._carry_out(pending, author)
            for path, data in pending.changes.items():
                self._keep(path, data)
            await self._save()
        return headline

    async def _carry_out(self, pending: Pending, author: Author) -> Headline:
        if pending.imported:
            await carry_in(self._root, pending, author, self._now(), self.history)
            return (await self.history.latest(None, 1))[0]
        revision = await asyncio.to_thread(self._prepared, pending, author)
        await carry_out(self._root, revision, self.history)
        return revision.headline

    def _prepared(self, pending: Pending, author: Author) -> Revision:
        at, why = self._now(), pending.why
        return prepare(self._root, pending.changes, pending.base, author=author, at=at, why=why, undoes=pending.undoes)

    async def touched(self, step: Step) -> Target | None:
        """What a step that was made added or changed, None where it took something away. NotThere where it is gone since."""
        if step.deed in ("remove", "delete", "write"):
            return None
        name = str(step.at[0]) if step.at and step.deed != "new" else ""
        if step.deed == "insert" and not step.at:
            name = str(step.value.get("name") or step.value.get("question") or "")
        single = placed(step.path).kind in ("episode", "show")
        return await self.finder.at(step.path, () if single else (name,))

    async def base(self, path: str) -> dict[str, str | None]:
        """The digest of a file as it is now: what an edit that begins now is based on."""
        return await asyncio.to_thread(bases, self._root, [path])

    async def latest(self, path: str | None = None, limit: int = 15) -> tuple[Headline, ...]:
        """The newest changes, of one file or of all."""
        return await self.history.latest(path, limit)

    async def text(self, path: str) -> bytes | None:
        """A file as it is now, None where there is none. EditRefused where it may not be read."""
        return await asyncio.to_thread(current, self._root, path)

    async def taken_in(self, synced: Synced) -> None:
        """Keeps what somebody changed on disk in the history; changes made here are known already."""
        async with self._turn:
            try:
                await self._note([*synced.read, *synced.gone])
                await self._save()
            except (BotError, OSError) as error:
                LOG.warning("a change on disk could not be kept in the history: %s", type(error).__name__)

    async def _note(self, paths: Sequence[str]) -> None:
        found = []
        for path in dict.fromkeys(paths):
            before = self._texts.get(path)
            try:
                after = await asyncio.to_thread(current, self._root, path)
            except BotError:
                continue
            if before != after:
                found.append(on_disk(path, before, after, self._now()))
        await self._record(found)
        for each in found:
            self._keep(each.files[0].path, each.files[0].after)

    async def _record(self, found: Sequence[Revision]) -> None:
        if len(found) == 1:
            await self.history.record(found[0])
        elif found:
            # A pull or a copy is one change, not one a file.
            files = tuple(file for each in found for file in each.files)
            await self.history.record(
                msgspec.structs.replace(found[0], files=files, why=f"Changed on disk: {len(files)} files")
            )

    def _keep(self, path: str, text: bytes | None) -> None:
        if text is None:
            self._texts.pop(path, None)
        else:
            self._texts[path] = text

    def _propose(self, changes: dict[str, bytes | None], base: dict[str, str | None]) -> Proposal:
        """The proposal; files that were read for the last one and are the same are not read again."""
        files = scan(self._root).files
        self._documents = {p: d for p, d in self._documents.items() if p in files and files[p].digest == d.digest}
        new = [file for path, file in files.items() if path not in self._documents]
        self._documents = self._documents | {each.path: each for each in read_all(self._root, new)}
        return propose(self._root, changes, base, self._documents)


def _texts(root: Path) -> dict[str, bytes]:
    """Every knowledge file as it is now; those that cannot be read are left out."""
    found: dict[str, bytes] = {}
    for path in scan(root).files:
        try:
            data = current(root, path)
        except BotError:
            continue
        if data is not None:
            found[path] = data
    return found
