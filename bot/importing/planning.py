"""A feed and a show's folder → the files that an import would write. Reads, never writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from bot.edits import EditRefused, current, slug_for
from bot.errors import UsageError
from bot.feeds import Feed, Identities, Item, Sighting
from bot.importing import around as context
from bot.importing.guessing import Guess, guesses
from bot.importing.memory import Entry, Marks, Memory, recall
from bot.importing.report import Report
from bot.importing.settling import Settled, fresh, keys, settle, theirs
from bot.importing.shelf import Shelf, mended
from bot.importing.wishes import Fields, episode_fields, naming, show_fields, with_guesses
from bot.knowledge import parse, read_all, scan
from bot.knowledge.files import digest
from bot.knowledge.names import same, slug_problem, stem

Progress = Callable[[int, int], None]
"""Told how many items are done, and of how many."""

_KEY = {"guest": "guests", "sponsor": "sponsors"}


@dataclass(frozen=True, slots=True)
class Source:
    """A feed and where it is from: in words for `source`, and its address where everybody may know it, else ""."""

    feed: Feed
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to be written by path, what each is based on, what to remember, and what to tell."""

    show: str
    changes: Mapping[str, bytes]
    base: Mapping[str, str | None]
    memory: Memory
    report: Report


def plan(
    root: Path,
    show: str,
    sources: Sequence[Source],
    *,
    guess: bool = False,
    everything: bool = False,
    progress: Progress | None = None,
) -> Plan:
    """What importing the feeds into a show would write; nothing is written yet.

    `guess`: write also whom only the prose names, marked in `notes`; `everything`: also items with nothing to play. Raises
    `KnowledgeError` where there is no folder, `UsageError` where the show cannot have that name or its memory cannot be
    read. Takes 2 to 3 ms an item: call it in a thread.
    """
    planner = _Planner(root, show, guess)
    chosen = [tuple(item for item in each.feed.items if everything or item.has_audio) for each in sources]
    total, before = sum(map(len, chosen)), 0
    for source, items in zip(sources, chosen, strict=True):
        told = progress and _from(progress, before, total)
        planner.add(source, items, told)
        before += len(items)
    return planner.done()


def _from(progress: Progress, before: int, total: int) -> Progress:
    return lambda count, _: progress(before + count, total)


class _Planner:
    """One import under way."""

    def __init__(self, root: Path, show: str, guess: bool) -> None:
        self._root = root
        self._show = show
        self._guess = guess
        self._changes: dict[str, bytes] = {}
        self._was: dict[str, bytes | None] = {}
        self._report = Report(show, guesses_written=guess)
        self._open()

    def _open(self) -> None:
        """Read what the show has."""
        if trouble := slug_problem(self._show):
            raise UsageError(f"--show: {trouble}")
        files = scan(self._root).files
        for other in {file.show for file in files.values() if file.show}:
            if same(other) == same(self._show) and other != self._show:
                raise UsageError(f"there is a show {other}, which has the same name but for the case; use that")
        mine = {path: file for path, file in files.items() if file.show == self._show}
        documents = read_all(self._root, [file for file in mine.values() if file.kind == "episode"])
        self._about = next((path for path, file in mine.items() if file.kind == "show"), f"{self._show}/show.yaml")
        memory, broken = recall(self._root / self._show)
        if broken is not None:
            read = {document.path: self._bytes(document.path) or b"" for document in documents}
            memory = mended(memory, broken, read, self._bytes(self._about))
        self._about_marks = memory.show
        self._hosts = self._known_hosts()
        self._shelf = Shelf(documents, memory)

    def _known_hosts(self) -> frozenset[str]:
        """Whom `show.yaml` names as hosts: where the prose names them, they are no guests."""
        about = parse(self._about, "show", self._show, "", self._bytes(self._about) or b"").about_show
        return frozenset(host.name for host in about.hosts) if about else frozenset()

    def _bytes(self, path: str) -> bytes | None:
        """The file as it will be, or is."""
        if path in self._changes:
            return self._changes[path]
        if path not in self._was:
            self._was[path] = current(self._root, path)
        return self._was[path]

    def add(self, source: Source, items: tuple[Item, ...], progress: Progress | None) -> None:
        """Plan what one feed brings."""
        feed = msgspec.structs.replace(source.feed, items=items)
        around = context.look(source.feed, items)
        self._report.odd += [*source.feed.oddities, *around.odd]
        if silent := len(source.feed.items) - len(items):
            self._report.odd.append(f"{silent} items have nothing to play and were left out; --all imports them as well.")
        known = [entry.trace for entry in self._shelf.entries.values()]
        sorting = Identities(known).sort(feed)
        if twice := len(items) - len(sorting.new) - len(sorting.known):
            self._report.odd.append(f"{twice} items are listed more than once, or have nothing to know them by; left out.")
        if items:
            self._plan_show(source, around)
        for count, sighting in enumerate(sorted((*sorting.new, *sorting.known), key=_age), 1):
            self._plan_item(sighting, source, around)
            if progress:
                progress(count, len(items))

    def done(self) -> Plan:
        """The plan, with every new text read once more by the loader."""
        base = {path: None if (was := self._was.get(path)) is None else digest(was) for path in self._changes}
        memory = Memory(self._about_marks, self._shelf.remembered())
        return Plan(self._show, dict(self._changes), base, memory, self._report)

    def _plan_show(self, source: Source, around: context.Around) -> None:
        """`show.yaml`: made where it lacks, kept up to date where an import made it, else left alone."""
        fields, odd = show_fields(source.feed, around, self._show, source.address)
        data = self._bytes(self._about)
        if data is None or self._about_marks:
            settled = self._settle("show", self._about, data, fields, self._about_marks)
            self._about_marks = settled.marks if settled else self._about_marks
            self._report.odd += [f"{self._about}: {text}" for text in odd]

    def _plan_item(self, sighting: Sighting, source: Source, around: context.Around) -> None:
        item, trace = sighting.item, msgspec.structs.replace(sighting.trace, marks=())
        fields, odd = episode_fields(item, around, f"Imported from {source.label}")
        if "title" not in fields:
            self._report.odd.append(f"An item has no title and was left out (guid {item.guid[:60] or 'missing'}).")
            return
        entry = self._shelf.entries.get(trace.id) or self._shelf.twin(item) or Entry("", trace)
        path = entry.path
        if path and path not in self._shelf.documents and path not in self._changes:
            self._report.removed.append(path)
            self._shelf.claim(msgspec.structs.replace(entry, trace=trace))
            return
        data = self._bytes(path) if path else None
        if not path:
            title, number = naming(item, around)
            path = f"{self._show}/episodes/{slug_for(title, number, self._shelf.slugs)}.yaml"
        else:
            fields.pop("source", None)  # a second place with the same feed is no news
        fields = self._guessed(path, data, fields, entry.marks, guesses(item, around.names | self._hosts, around.dashed))
        settled = self._settle("episode", path, data, fields, entry.marks)
        self._report.odd += [f"{path}: {text}" for text in dict.fromkeys(odd)]
        if settled:
            self._shelf.claim(Entry(path, trace, settled.marks))

    def _guessed(self, path: str, data: bytes | None, fields: Fields, marks: Marks, found: tuple[Guess, ...]) -> Fields:
        """The fields with guesses, where they are wanted and no person has had a say in that field."""
        shut = set(fields)
        if data is not None:
            try:
                present, own = set(keys(data)), theirs(data, marks)
            except EditRefused:
                return fields
            shut |= own | {key for key in marks if key not in present} | (set() if self._guess else present)
            if "notes" in own:
                shut |= set(_KEY.values())
        found = tuple(guess for guess in found if _KEY[guess.kind] not in shut)
        before = {"guests", "sponsors"} & set(marks)
        self._report.guessed += [(path, guess) for guess in found if _KEY[guess.kind] not in before]
        return with_guesses(fields, found) if self._guess else fields

    def _settle(
        self, kind: Literal["episode", "show"], path: str, data: bytes | None, fields: Fields, marks: Marks
    ) -> Settled | None:
        """The file with what the feed says; None, and a remark, where that cannot be done without a problem."""
        try:
            settled = fresh(kind, path, fields) if data is None else settle(kind, data, fields, marks)
        except EditRefused as refused:
            self._report.odd.append(f"{path}: left alone: {refused}")
            return None
        if settled.data == data:
            self._report.same += 1
        elif trouble := self._trouble(kind, path, data, settled.data):
            self._report.odd.append(f"{path}: left alone, as the result would have a problem: {trouble}")
            return None
        else:
            self._changes[path] = settled.data
            self._note(path, data is None, settled)
        self._report.odd += [f"{path}: {text}" for text in settled.odd]
        if settled.kept:
            self._report.kept[path] = settled.kept
        return settled

    def _note(self, path: str, made: bool, settled: Settled) -> None:
        self._report.filled.update([*settled.filled, *settled.changed])
        if made:
            self._report.created.append(path)
        elif path not in self._report.created:
            self._report.updated[path] = (*settled.filled, *settled.changed)

    def _trouble(self, kind: Literal["episode", "show"], path: str, before: bytes | None, after: bytes) -> str:
        """The first problem that the new text has and the old one had not."""
        slug = (stem(path.rpartition("/")[2]) or "") if kind == "episode" else ""
        now = parse(path, kind, self._show, slug, after).problems
        was = parse(path, kind, self._show, slug, before).problems if now and before is not None else ()
        known = {problem.message for problem in was}
        return next((problem.message for problem in now if problem.message not in known), "")


def _age(sighting: Sighting) -> tuple[bool, float, int]:
    """Oldest first, so that names with a number behind them follow the order of time; undated ones last."""
    at = sighting.trace.at
    return (at is None, at or 0.0, sighting.trace.number or 0)
