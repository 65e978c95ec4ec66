"""Broken and harmful files: each is reported with its place, quickly, and never keeps the others out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.hostile import measure
from bot.knowledge import check, read_all, scan
from tests.hostile import CASES, SHOW, Case, build
from tests.patience import quickly

SECONDS = 2.0
"""Of the processor, twice the aim, for a slow machine; `python -m benchmarks.hostile` shows the real figures."""

HEAVY = ("alias bomb", "100,000 braces", "180,000 keys", "90,000 unknown keys", "huge scalar", "50 MB")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, who may read anything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("case", [case for case in CASES if case.name != "unreadable"], ids=lambda case: case.name)
def test_trouble_is_reported_with_its_place_and_the_rest_is_read(case: Case, tmp_path: Path) -> None:
    try:
        root = build(tmp_path, case)
    except PermissionError:
        pytest.skip("only root can make a device")
    problems = quickly(lambda: check(root), SECONDS)
    _must_say(case, [str(problem) for problem in problems])
    documents = {document.path: document for document in read_all(root, scan(root).files.values())}
    assert documents[f"{SHOW}/episodes/good.yaml"].good


def test_a_file_that_may_not_be_read_is_reported() -> None:
    case = next(case for case in CASES if case.name == "unreadable")
    with tempfile.TemporaryDirectory() as folder:
        root = build(Path(folder), case)
        root.chmod(0o755)
        with as_nobody():
            problems = check(root)
    _must_say(case, [str(problem) for problem in problems])


def _must_say(case: Case, problems: list[str]) -> None:
    if not case.says:
        assert problems == []
        return
    start = f"{SHOW}/episodes/{case.place}: "
    assert any(line.startswith(start) and case.says in line for line in problems), problems[:5]


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_made_to_fill_the_memory_takes_little(name: str) -> None:
    seen = measure(next(case for case in CASES if case.name == name))
    assert seen["problems"]
    assert isinstance(seen["mb"], float)
    assert seen["mb"] < 100


def test_a_maze_of_links_ends(tmp_path: Path) -> None:
    root = build(tmp_path, next(case for case in CASES if case.name == "a maze of folder links"))
    assert all("/d" in problem.place.path for problem in check(root))
