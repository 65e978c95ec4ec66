"""What a moderator names → the file and the place in it, with what it says now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.edits import EditRefused, Placed, current, placed, slug_for
from bot.errors import BotError
from bot.index import Index
from bot.knowledge import parse
from bot.match import nearest
from bot.model import Document, DocumentKind, Entry, Faq
from bot.moderating.steps import called, entity
from bot.text import squash

What = Literal["episode", "person", "sponsor", "topic", "faq", "show"]
"""What can be edited, in the words of whoever does."""

KINDS: dict[What, DocumentKind] = {
    "episode": "episode",
    "person": "people",
    "sponsor": "sponsors",
    "topic": "topics",
    "faq": "faq",
    "show": "show",
}


WHAT: dict[DocumentKind, What] = {kind: what for what, kind in KINDS.items()}
"""The other way round."""


class NotThere(BotError):
    """What was named is not in the files; `str` says what is near."""


@dataclass(frozen=True)
class Target:
    """Where something stands: its file, the place in it, and what it says (an episode, a show, an entry or a FAQ)."""

    kind: DocumentKind
    path: str
    at: tuple[str, ...]
    said: Any
    digest: str
    """Of the file."""

    @property
    def name(self) -> str:
        """What it is called."""
        return str(getattr(self.said, "title", "") or getattr(self.said, "name", "") or getattr(self.said, "question", ""))


class Finder:
    """Looks things up in the files as they are on disk now."""

    def __init__(self, root: Path, index: Index) -> None:
        self._root = root
        self._index = index

    async def paths(self) -> tuple[Placed, ...]:
        """Every knowledge file that is known."""
        found = []
        for path in sorted(await self._index.digests()):
            try:
                found.append(placed(path))
            except EditRefused:
                continue
        return tuple(found)

    async def home(self, kind: DocumentKind, show: str = "") -> str:
        """The path of a register, or of a show's file; where it would be, if there is none yet."""
        for each in await self.paths():
            if each.kind == kind and each.show == show:
                return each.path
        return f"{show}/{kind}.yaml" if show else f"{kind}.yaml"

    async def new_episode(self, show: str, title: str, number: str) -> str:
        """A free path for an episode of a show."""
        taken = [each.slug for each in await self.paths() if each.kind == "episode" and each.show == show]
        return f"{show}/episodes/{slug_for(title, number or None, taken)}.yaml"

    async def episode(self, key: str) -> Target:
        """The episode with a key such as `show/slug`. NotThere where there is none."""
        for each in await self.paths():
            if each.kind == "episode" and f"{each.show}/{each.slug}" == key:
                document = await self._read(each)
                return Target("episode", each.path, (), document.episode, document.digest)
        raise NotThere("I know no such episode. Choose one from the list while you type.")

    async def show(self, show: str) -> Target:
        """The facts of a show. NotThere where its file is missing."""
        path = await self.home("show", show)
        document = await self._read(placed(path))
        return Target("show", path, (), document.about_show, document.digest)

    async def entry(self, kind: DocumentKind, name: str, show: str = "") -> Target:
        """The entry of a register or FAQ with that name, alias or question. NotThere, with what is near, otherwise."""
        path = await self.home(kind, show)
        known = {each.path for each in await self.paths()}
        document = await self._read(placed(path)) if path in known else None
        entries = _entries(document) if document else ()
        wanted = squash(name)
        for names in (lambda each: (called(each),), _other):
            for entry in entries:
                if wanted in {squash(each) for each in names(entry)}:
                    return Target(kind, path, (called(entry),), entry, document.digest if document else "")
        raise NotThere(_nothing(name, path, [called(entry) for entry in entries]))

    async def at(self, path: str, at: tuple[str, ...]) -> Target:
        """What stands in a file at a place that a target had. NotThere where it is gone."""
        place = placed(path)
        document = await self._read(place)
        said = entity(document, at[0] if at else "")
        if said is None:
            raise NotThere(f'"{(at[0] if at else path)[:80]}" is not there any more.')
        return Target(place.kind, path, at, said, document.digest)

    async def called(self, kind: DocumentKind, show: str = "") -> tuple[str, ...]:
        """The names of a register's entries, or the questions of a show's FAQ, as last read well."""
        path = await self.home(kind, show)
        for document in await self._index.documents():
            if document.path == path:
                return tuple(called(entry) for entry in _entries(document))
        return ()

    async def _read(self, place: Placed) -> Document:
        """The file as it is now; in one with mistakes the places cannot be told for sure. NotThere where it is gone."""
        data = await asyncio.to_thread(current, self._root, place.path)
        if data is None:
            raise NotThere(f"{place.path} is not there any more.")
        document = await asyncio.to_thread(parse, place.path, place.kind, place.show, place.slug, data)
        if not document.good:
            raise NotThere(f"{document.problems[0]}. Mend that first: download the file and upload it again.")
        return document


def _entries(document: Document) -> tuple[Entry | Faq, ...]:
    return (*document.entries, *document.faqs)


def _other(entry: Entry | Faq) -> tuple[str, ...]:
    return entry.also if isinstance(entry, Faq) else entry.aliases


def _nothing(name: str, path: str, names: list[str]) -> str:
    by = {squash(each): each for each in names}
    near = nearest(squash(name), by) if by else None
    hint = f' Did you mean "{by[near]}"?' if near else " Add it with /knowledge add."
    return f'"{name[:80]}" is not in {path}.{hint}'
