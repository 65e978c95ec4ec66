"""The knowledge folder → which files it holds, and what is wrong with the tree itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import KnowledgeError
from bot.knowledge.encoding import printable
from bot.knowledge.files import FoundFile, Unusable, contents, digest
from bot.knowledge.names import loose_stem, same, slip_of, slug_problem, stem
from bot.knowledge.walk import Item, Walk
from bot.model import DocumentKind, Place, Problem

_REGISTERS: dict[str, DocumentKind] = {"people": "people", "sponsors": "sponsors", "topics": "topics"}
_OF_A_SHOW: dict[str, DocumentKind] = {"show": "show", "faq": "faq", "questions": "questions"}
_EPISODES = "episodes"


@dataclass(frozen=True, slots=True)
class Scan:
    """What one walk over the folder found.

    `files` maps each knowledge file's path, relative with `/`, to what is known of it without parsing; of several files
    that claim one slug it holds the first, nearest to the top. `problems` are those of the tree; what is wrong with one
    file, be it that it cannot be opened, is a problem of its `Document`.
    """

    files: dict[str, FoundFile] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def scan(root: Path) -> Scan:
    """The knowledge files under `root`, each hashed once, with the problems of the tree.

    Raises `KnowledgeError` where there is no such folder or it cannot be opened.
    """
    if not root.is_dir():
        what = "is not a folder" if root.exists() else "does not exist"
        raise KnowledgeError(f"The knowledge folder {root} {what}. Name another with --knowledge or KNOWLEDGE_DIR.")
    if not os.access(root, os.R_OK | os.X_OK):
        raise KnowledgeError(f"The knowledge folder {root} cannot be opened; check that the bot may read it.")
    scanner = _Scanner(root)
    scanner.top()
    return Scan(scanner.files, tuple(sorted(scanner.problems)))


class _Scanner:
    """One walk under way."""

    def __init__(self, root: Path) -> None:
        self.walk = Walk(root)
        self.files: dict[str, FoundFile] = {}
        self.problems: list[Problem] = self.walk.problems

    def report(self, path: str, message: str) -> None:
        self.problems.append(Problem(Place(printable(path)), message))

    def top(self) -> None:
        """Registers and shows."""
        shows: dict[str, str] = {}
        items = self.walk.list("")
        self._known_files([item for item in items if not item.folder], _REGISTERS, _OF_A_SHOW, "", "in the folder of a show")
        for item in items:
            if item.folder and item.bad:
                self.report(item.path, item.bad)
            elif item.folder:
                self._show(item, shows)

    def _show(self, folder: Item, shows: dict[str, str]) -> None:
        """A folder that may be a show's; one that holds nothing of a show is left alone."""
        items = self.walk.list(folder.path)
        stems = {stem(item.name) for item in items if not item.folder}
        episodes = next((item for item in items if item.folder and item.name == _EPISODES), None)
        meant = [item for item in items if item.folder and item is not episodes and slip_of(item.name, [_EPISODES])]
        slipped = {near for item in items if not item.folder and (near := self._slip(item, _OF_A_SHOW))}
        if not (episodes or meant or slipped or stems & _OF_A_SHOW.keys()):
            return
        if (trouble := slug_problem(folder.name)) or (trouble := self._taken(folder, shows)):
            self.report(folder.path, trouble)
            return
        for item in meant:
            self.report(item.path, f'this folder looks like a slip; did you mean "{_EPISODES}"?')
        self._known_files([item for item in items if not item.folder], _OF_A_SHOW, _REGISTERS, folder.name, "beside the shows")
        if "show" not in stems | slipped:
            self.report(f"{folder.path}/show.yaml", "this file is missing; every show needs one with at least its name")
        if episodes:
            self._episodes(episodes, folder.name)

    def _taken(self, folder: Item, shows: dict[str, str]) -> str:
        first = shows.setdefault(same(folder.name), folder.path)
        return "" if first == folder.path else f"the show {first} has the same name but for the case; give this one another"

    def _slip(self, item: Item, known: dict[str, DocumentKind]) -> str | None:
        """The known name that the file was probably meant to have, None where it has one or is none."""
        loose = loose_stem(item.name)
        return None if loose is None or stem(item.name) in known else slip_of(loose, known)

    def _known_files(
        self, items: list[Item], known: dict[str, DocumentKind], elsewhere: dict[str, DocumentKind], show: str, other: str
    ) -> None:
        """Files with a known name; those whose name is nearly known are reported, all others left alone."""
        taken: dict[str, str] = {}
        for item in items:
            name = stem(item.name)
            if name in known:
                first = taken.setdefault(name, item.name)
                if first == item.name:
                    self._add(item, known[name], show, "")
                else:
                    self.report(item.path, f"there is {first} already; bring both together in one file")
            elif name in elsewhere:
                self.report(item.path, f"{item.name} belongs {other}, not here")
            elif near := self._slip(item, known):
                self.report(item.path, f'this name looks like a slip; did you mean "{near}.yaml"?')

    def _episodes(self, top: Item, show: str) -> None:
        """Every episode file below a show's `episodes`, sub-folders included, nearest to the top first."""
        found: list[Item] = []
        folders = [top]
        links: list[Item] = []
        while folders or links:
            # Links come last, so that of a folder reached twice it is the link that is reported.
            folder = (folders or links).pop()
            if folder.bad:
                self.report(folder.path, folder.bad)
                continue
            for item in self.walk.list(folder.path):
                (found if not item.folder else links if item.link else folders).append(item)
        taken: dict[str, str] = {}
        for item in sorted(found, key=lambda item: (item.path.count("/"), item.path)):
            self._episode(item, show, taken)

    def _episode(self, item: Item, show: str, taken: dict[str, str]) -> None:
        slug = stem(item.name)
        if slug is None:
            if (loose := loose_stem(item.name)) is not None:
                self.report(item.path, f'this name looks like a slip; did you mean "{loose}.yaml"?')
        elif trouble := slug_problem(slug):
            self.report(item.path, trouble)
        elif (first := taken.setdefault(same(slug), item.path)) != item.path:
            self.report(item.path, f"{first} has the same name, and names are unique within a show; give this one another")
        else:
            self._add(item, "episode", show, slug)

    def _add(self, item: Item, kind: DocumentKind, show: str, slug: str) -> None:
        bad, data = item.bad, b""
        if not bad:
            try:
                data = contents(os.path.join(self.walk.root, item.path))
            except Unusable as unusable:
                bad = str(unusable)
        hashed = digest(data) if not bad else digest(f"\0{bad}".encode())
        self.files[item.path] = FoundFile(item.path, kind, show, slug, len(data), hashed, bad)
