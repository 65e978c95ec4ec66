"""What stands there after a start: answers and history against the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.killtest.stage import Model, open_known
from bot.answers.desk import open_desk
from bot.edits import History, placed
from bot.knowledge import parse
from bot.library import sync
from bot.model import Episode
from bot.trying import holds, tried

TODAY = date(2026, 1, 1)


async def unanswered(root: Path, files: Model) -> list[str]:
    """Episodes whose answers, after a start, do not show the title and guests that their files have."""
    async with open_known(root) as index:
        await sync(root, index)
        desk = await open_desk(index)
        found = []
        for path, data in files.items():
            place = placed(path)
            episode = parse(path, place.kind, place.show, place.slug, data).episode
            if episode is None:
                continue
            said = await tried(desk, f"who was on episode {episode.number}?", "", TODAY)
            if not all(holds(said, text) for text in _shown(episode)):
                found.append(f"{path}: {said}")
        return found


def _shown(episode: Episode) -> list[str]:
    return [episode.title, *(guest.name for guest in episode.guests)]


async def contradicted(history: History, was: Model, now: Model) -> list[str]:
    """Files that are not as the newest change of them in the history says; `was` is before all changes."""
    found = []
    for path, data in now.items():
        heads = await history.latest(path, 1)
        last = await history.show(heads[0].id) if heads else None
        said = {file.path: file.after for file in last.files} if last and last.why.startswith("Edit ") else was
        if said.get(path) != data:
            found.append(path)
    return found
