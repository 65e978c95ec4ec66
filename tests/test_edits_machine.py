"""Edits, undos, changes on disk and restarts in any order: nothing that anybody wrote is ever lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.edits import (
    Author,
    Change,
    EditConflict,
    EditRefused,
    Insert,
    Remove,
    Revision,
    Set,
    apply,
    bases,
    carry_out,
    current,
    edit,
    on_disk,
    placed,
    prepare,
    recover,
    restart,
    undo,
)
from bot.edits.journal import Journal
from tests.edits_kit import ONE, PEOPLE, TWO, folder, memory

T = TypeVar("T")
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where files are synced in no time; what is tested is the order of things, not the disk."""

PATHS = st.sampled_from([ONE, TWO])
CHANGES = st.one_of(
    st.builds(Set, st.just("title"), st.sampled_from(["One", "Two: a", "Three # b"])),
    st.builds(Set, st.just("notes"), st.sampled_from(["Short", "First\n\nSecond"])),
    st.builds(Insert, st.just("topics"), st.sampled_from(["x", "y", "z"]), st.just(0)),
    st.builds(Remove, st.sampled_from(["topics[0]", "number", "notes"])),
)


class Moderators(RuleBasedStateMachine):
    """Several moderators, somebody with an editor, and a machine that may stop at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(dir=MEMORY))
        self.root = folder(self.top / "knowledge")
        self.loop = asyncio.new_event_loop()
        self.history = memory()
        self.now = 0.0
        self.truth = {path: current(self.root, path) for path in (ONE, TWO, PEOPLE)}
        """What each file should hold."""
        self.written: set[tuple[str, bytes]] = {(path, data) for path, data in self.truth.items() if data is not None}
        """Every version of every file that ever was in place."""
        self.first = set(self.written)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def tick(self) -> float:
        self.now += 1
        return self.now

    def stands(self, revision: Revision) -> None:
        for file in revision.files:
            self.truth[file.path] = file.after
            if file.after is not None:
                self.written.add((file.path, file.after))

    def prepared(self, changes: dict[str, bytes | None]) -> Revision:
        return prepare(self.root, changes, bases(self.root, list(changes)), author=Author("Ann"), at=self.tick(), why="Why")

    def edited(self, path: str, change: Change) -> bytes | None:
        """The file with the change, None where it cannot be made."""
        data = current(self.root, path)
        if data is None:
            return None
        try:
            new = edit(placed(path).kind, data, [change])
        except EditRefused:
            return None
        return new if new != data else None

    @rule(path=PATHS, change=CHANGES)
    def confirm(self, path: str, change: Change) -> None:
        new = self.edited(path, change)
        if new is not None:
            revision = self.prepared({path: new})
            self.run(carry_out(self.root, revision, self.history))
            self.stands(revision)

    @rule(change=CHANGES)
    def confirm_on_an_older_state(self, change: Change) -> None:
        new = self.edited(ONE, change)
        base = bases(self.root, [ONE])
        self.write(ONE, b"title: somebody was faster\nnumber: %d\n" % int(self.now))
        if new is not None:
            with pytest.raises(EditConflict) as caught:
                prepare(self.root, {ONE: new}, base, author=Author("Ann"), at=self.tick(), why="Why")
            assert caught.value.conflicts[0].theirs == self.truth[ONE]

    @rule(path=PATHS, text=st.sampled_from([b"title: by hand\n", b"titel: slip\n", b"title: [broken\n", b"# only a remark\n"]))
    def write(self, path: str, text: bytes) -> None:
        before = current(self.root, path)
        if before != text:
            (self.root / path).write_bytes(text)
            seen = on_disk(path, before, text, self.tick())
            self.run(self.history.record(seen))
            self.stands(seen)

    @rule(path=PATHS, change=CHANGES, number=st.integers(0, 3))
    def confirm_what_somebody_overtook(self, path: str, change: Change, number: int) -> None:
        new = self.edited(path, change)
        if new is not None:
            revision = self.prepared({path: new})
            self.write(path, b"title: overtaken %d\n" % number)
            if current(self.root, path) != revision.files[0].before:
                with pytest.raises(EditConflict):
                    self.run(carry_out(self.root, revision, self.history))

    @rule(path=PATHS)
    def remove(self, path: str) -> None:
        if self.truth[path] is not None:
            revision = self.prepared({path: None})
            self.run(carry_out(self.root, revision, self.history))
            self.stands(revision)

    @rule(data=st.data())
    @precondition(lambda self: self.now > 0)
    def take_back(self, data: st.DataObject) -> None:
        heads = self.run(self.history.latest())
        if not heads:
            return
        head = data.draw(st.sampled_from(heads))
        try:
            _, changes = self.run(undo(self.root, self.history, head.id))
        except EditRefused:
            return
        revision = self.prepared(changes)
        self.run(carry_out(self.root, revision, self.history))
        self.stands(revision)

    @rule(change=CHANGES, written=st.integers(0, 3))
    def stop_in_the_middle_and_start_again(self, change: Change, written: int) -> None:
        changes = {path: new for path in (ONE, TWO) if (new := self.edited(path, change)) is not None}
        if not changes:
            return
        revision = self.prepared(dict(changes))
        if written == 3:
            apply(self.root, revision)
        else:
            with Journal(self.root).held():
                Journal(self.root).begin(revision)
            for path in sorted(changes)[:written]:
                (self.root / path).write_bytes(changes[path])
        for each in recover(self.root):
            assert each.made
        self.run(restart(self.root, self.history))
        self.stands(revision)

    @invariant()
    def files_are_what_they_should_be(self) -> None:
        assert {path: current(self.root, path) for path in self.truth} == self.truth

    @invariant()
    def every_version_is_in_the_history(self) -> None:
        kept = set(self.first)
        for head in self.run(self.history.latest(limit=10_000)):
            revision = self.run(self.history.show(head.id))
            assert revision is not None
            for file in revision.files:
                kept |= {(file.path, data) for data in (file.before, file.after) if data is not None}
        assert self.written <= kept

    def teardown(self) -> None:
        self.loop.close()
        shutil.rmtree(self.top)


Moderators.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestNothingIsLost = Moderators.TestCase
