"""The trials of `benchmarks`, in short: edits under SIGKILL, and mutated files in a folder that is being asked about."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.fuzz.asking import Folder
from benchmarks.fuzz.mutations import sources

HOME = Path(__file__).parents[1]


def last_line(*words: str) -> str:
    """The last line that a trial of `benchmarks` prints, run as `make` does it but on a disk that needs no waiting."""
    quick = {"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {}
    call = [sys.executable, "-m", *words]
    done = subprocess.run(call, cwd=HOME, capture_output=True, text=True, timeout=300, check=False, env=os.environ | quick)
    assert done.stdout, done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.parametrize(("history", "edits"), [("store", 8), ("git", 3)])
def test_edits_under_kills_are_never_torn_or_lost_and_answers_follow(history: str, edits: int) -> None:
    words = ("--seed", "1", "--edits", str(edits), "--history", history, "--life", "0.3")
    line = last_line("benchmarks.killtest", *words)
    assert line.startswith("torn 0, lost 0, unanswered 0, edits "), line


def test_mutated_files_neither_crash_the_bot_nor_make_it_forget() -> None:
    assert last_line("benchmarks.fuzz", "--seed", "4", "--files", "200") == "crashes 0, hangs 0, forgotten 0, files 200"


def test_the_trial_of_mutated_files_notices_an_answer_that_changed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    try:
        path, data = next(source for source in sources() if b"number: 250\n" in source[1])
        assert folder.batch([(path, data + b"\n[")]) == []
        assert folder.batch([(path, data.replace(b"Tom Christie", b"Ann Other"))])[0].startswith("'who was on episode 250'")
    finally:
        folder.close()
