"""What the tests of edits share: a small folder, changes of it, and a history in memory."""

from __future__ import annotations

from pathlib import Path

from bot.edits import Author, Change, Headline, Revision, StoreHistory, bases, current, edit, placed, prepare

ONE = "show/episodes/1.yaml"
TWO = "show/episodes/2.yaml"
PEOPLE = "people.yaml"


def folder(root: Path) -> Path:
    """A knowledge folder with a show, two episodes and a register."""
    (root / "show" / "episodes").mkdir(parents=True)
    (root / "show" / "show.yaml").write_text("name: Show\n")
    (root / ONE).write_text("# first\ntitle: One  # the title\nnumber: 1\n\ntopics:\n  - a\n  - b\n")
    (root / TWO).write_text("title: Two\nnumber: 2\n")
    (root / PEOPLE).write_text("- name: Ann\n\n- name: Bob\n")
    return root


def memory() -> StoreHistory:
    """A history that lasts as long as it is held."""
    kept: dict[str, Revision] = {}

    async def save(revision: Revision) -> None:
        kept.setdefault(revision.id, revision)

    async def latest(path: str | None, limit: int) -> tuple[Headline, ...]:
        heads = [revision.headline for revision in reversed(kept.values())]
        return tuple(head for head in heads if path is None or path in head.paths)[:limit]

    async def load(key: str) -> Revision | None:
        return kept.get(key)

    return StoreHistory(save, latest, load)


def revision(root: Path, path: str, *changes: Change, at: float = 0.0, who: str = "Ann", why: str = "Because") -> Revision:
    """A change of one file, based on what it is now."""
    return revision_to(root, {path: edit(placed(path).kind, current(root, path) or b"", changes)}, at=at, who=who, why=why)


def revision_to(
    root: Path, changes: dict[str, bytes | None], *, at: float = 0.0, who: str = "Ann", why: str = "Because"
) -> Revision:
    """A change of files to other texts, based on what they are now."""
    return prepare(root, changes, bases(root, list(changes)), author=Author(who, "42"), at=at, why=why)
