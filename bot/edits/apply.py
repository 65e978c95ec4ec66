"""Changes written to the folder: whole or not at all, whatever happens in between.

`apply` stages every file, notes the change down, swaps the files, and leaves the note for whoever keeps the history. `settle`
takes it away. After a crash `recover` brings each change that was under way to an end. All of it blocks: call it in a thread.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.edits.errors import Conflict, EditConflict, EditRefused
from bot.edits.journal import Journal, State
from bot.edits.placing import real
from bot.edits.revision import Revision
from bot.edits.switching import PREFIX, Diverged, Switch
from bot.knowledge.files import digest

Outcome = Literal["old", "new", "other"]
"""A file is as before the change, as after it, or as somebody else left it."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A change that was under way when the process ended. `made`: it holds now, and the history should have it."""

    revision: Revision
    made: bool
    files: dict[str, Outcome]


def apply(root: Path, revision: Revision) -> None:
    """Write all files of a change, each checked against the version that the change is based on.

    Raises `EditConflict` with both versions where one is not as it was, `EditRefused` where the disk does not let us; then
    every file stands as before. Call `settle` when the history has the change.
    """
    journal = Journal(root)
    with journal.held():
        switches = _switches(root, revision)
        _must_be_as_before(revision, switches)
        try:
            for switch in switches:
                switch.stage()
            journal.begin(revision)
            _forward(switches)
            journal.turn(revision.id, "todo", "done")
        except (OSError, Diverged, EditRefused) as error:
            _give_up(journal, revision, switches, error)


def _give_up(journal: Journal, revision: Revision, switches: list[Switch], error: Exception) -> None:
    """Everything as it was, then say why."""
    _back(switches)
    journal.end(revision.id)
    if isinstance(error, Diverged):
        _must_be_as_before(revision, switches)
        raise EditRefused("The files were changed and changed back while this was written; try again.") from None
    if isinstance(error, EditRefused):
        raise error
    why = (getattr(error, "strerror", None) or str(error)).lower()
    raise EditRefused(f"The files could not be written ({why}); everything is as it was.") from error


def _switches(root: Path, revision: Revision) -> list[Switch]:
    return [
        Switch(real(root, file.path), f"{revision.id}-{at}", file.before, file.after) for at, file in enumerate(revision.files)
    ]


def _must_be_as_before(revision: Revision, switches: list[Switch]) -> None:
    """Raises `EditConflict` with both versions of each file that is not as the change found it."""
    found = []
    for file, switch in zip(revision.files, switches, strict=True):
        theirs = switch.target.read_bytes() if switch.target.exists() else None
        if theirs != file.before:
            found.append(Conflict(file.path, None if file.before is None else digest(file.before), theirs, file.after))
    if found:
        raise EditConflict(tuple(found))


def _forward(switches: list[Switch]) -> None:
    for switch in switches:
        if switch.state() is not True:
            switch.make()
    for switch in switches:
        switch.clean()


def _back(switches: list[Switch]) -> None:
    """Every file that has its new version back to the old one; a stranger's version stays."""
    for switch in switches:
        switch.restore()
        switch.clean()
        if switch.state() is True:
            back = Switch(switch.target, switch.new.name.removeprefix(PREFIX).removesuffix(".new"), switch.after, switch.before)
            back.stage()
            back.make()
            back.clean()


def settle(root: Path, key: str) -> None:
    """Take the note of the change with that id away: the history has it. Calling it twice does no harm."""
    journal = Journal(root)
    with journal.held():
        journal.end(key)


def revert(root: Path, revision: Revision) -> None:
    """Undo a change that was applied but not settled: every file as before it, apart from those written by others since."""
    journal = Journal(root)
    with journal.held():
        journal.turn(revision.id, "done", "back")
        _back(_switches(root, revision))
        journal.end(revision.id)


def recover(root: Path) -> tuple[Recovered, ...]:
    """Bring every change that was under way to an end, oldest first, and say how each file of it stands now.

    Those that are `made` keep their note: give them to the history, which may have them already, then `settle` them. To be
    called at the start, before anything else is applied; it waits for another process that is writing.
    """
    journal = Journal(root)
    if not journal.folder.is_dir():
        return ()
    try:
        with journal.held():
            found = tuple(_recovered(root, journal, revision, state) for revision, state in journal.entries())
            _sweep(root)
    except EditRefused:
        # A folder that is not to be written is as good as any to read, where nothing was under way in it.
        if journal.empty:
            return ()
        raise
    return found


def _recovered(root: Path, journal: Journal, revision: Revision, state: State) -> Recovered:
    if state == "done":
        return Recovered(revision, True, dict.fromkeys((file.path for file in revision.files), "new"))
    try:
        switches = _switches(root, revision)
    except EditRefused:
        # Somebody made a link or a folder of one of the paths: theirs now.
        journal.end(revision.id)
        return Recovered(revision, False, dict.fromkeys((file.path for file in revision.files), "other"))
    made = state == "todo" and _finished(switches)
    if made:
        journal.turn(revision.id, "todo", "done")
    else:
        _back(switches)
        journal.end(revision.id)
    names: dict[bool | None, Outcome] = {True: "new", False: "old", None: "other"}
    files = {file.path: names[switch.state()] for file, switch in zip(revision.files, switches, strict=True)}
    return Recovered(revision, made, files)


def _finished(switches: list[Switch]) -> bool:
    """Write what is left of a change; False where somebody else wrote one of its files meanwhile."""
    for switch in switches:
        switch.restore()
    if any(switch.state() is None for switch in switches):
        return False
    try:
        for switch in switches:
            if switch.state() is False:
                switch.stage()
        _forward(switches)
    except (OSError, Diverged):
        return False
    return True


def _sweep(root: Path) -> None:
    """Take away temporary files that no change claims any more."""
    for folder, folders, names in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.startswith(PREFIX) and name.endswith((".new", ".old")):
                Path(folder, name).unlink(missing_ok=True)
