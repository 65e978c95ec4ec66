"""The history of the knowledge in the store, for folders that git does not keep."""

from __future__ import annotations

from bot.edits import Author, FileChange, Headline, Revision, StoreHistory
from bot.store import Store
from bot.store import records as kept

_ID = 16
"""Characters of a revision's own id; the numbers of the store are shorter."""
_NOTE = "edit:"


def store_history(store: Store) -> StoreHistory:
    """The history that the store keeps. Its changes are known by their numbers, which people can type."""
    return StoreHistory(_Saving(store).save, _Reading(store).latest, _Reading(store).load)


class _Saving:
    """Puts revisions into the store, each once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def save(self, revision: Revision) -> None:
        """Keep a change. Planned first and noted by its id, so that a crash in between neither loses nor doubles it."""
        edits, notes, key = self._store.edits, self._store.notes, _NOTE + revision.id
        known = await notes.get(key)
        if known is None:
            number = await edits.plan(_new(revision), revision.at)
            if await notes.first(key, revision.at, str(number)):
                known = str(number)
            else:
                await edits.dropped(number)
                known = await notes.get(key)
        await edits.applied(int(known or 0))


class _Reading:
    """Finds revisions in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def latest(self, path: str | None, limit: int) -> tuple[Headline, ...]:
        """The newest changes, of one file or of all."""
        return tuple(_headline(line) for line in await self._store.edits.list(path, limit=limit))

    async def load(self, key: str) -> Revision | None:
        """The change of that number, or of that id."""
        number = await self._store.notes.get(_NOTE + key) if len(key) == _ID else key
        if number is None or not (number.isascii() and number.isdecimal() and len(number) < _ID):
            return None
        found = await self._store.edits.get(int(number))
        if found is None or found.line.state != "done":
            return None
        head = _headline(found.line)
        files = tuple(FileChange(file.path, file.before, file.after) for file in found.files)
        return Revision(head.id, head.author, head.at, head.why, files, head.source, head.undoes)


def _new(revision: Revision) -> kept.NewEdit:
    files = tuple(kept.FileChange(file.path, file.before, file.after) for file in revision.files)
    who = int(revision.author.id) if revision.author.id.isdecimal() else None
    undoes = int(revision.undoes) if revision.undoes.isdecimal() and len(revision.undoes) < _ID else None
    return kept.NewEdit(files, revision.source, who, revision.author.name, revision.why, undoes)


def _headline(line: kept.EditLine) -> Headline:
    author = Author(line.name or "somebody", str(line.who or ""))
    undoes = str(line.undoes or "")
    return Headline(str(line.id), author, line.at, line.why, line.source, line.paths, undoes)
