"""The moderators' own tests: questions with what the answer must hold, asked by `check`."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.trying import holds
from tests.knowledge_kit import write

EPISODE = "title: Kelp forests\nnumber: 7\ndate: 2020-02-18\nguests: [Maren Holt]\n"
QUESTIONS = """\
# Ours
- ask: who was on episode 7
  says:
    - Maren Holt

- {ask: when did episode 7 come out, says: ["2020",   February]}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show with an episode and two tests that pass; what is temporary goes beside it."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    files = {"tide/show.yaml": "name: Slack Tide\n", "tide/episodes/7.yaml": EPISODE, "tide/questions.yaml": QUESTIONS}
    return write(tmp_path / "notes", files)


def checked(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The status of `check`, and the lines that it prints."""
    status = main(["check", *words, "--knowledge", str(root), "--data", str(root.parent / "data")])
    return status, capsys.readouterr().out.splitlines()


def test_tests_that_pass_are_no_problem_and_leave_nothing_behind(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(root, capsys) == (0, [])
    assert list((root.parent / "temporary").iterdir()) == []
    assert not (root.parent / "data").exists()


def test_each_text_that_an_answer_lacks_is_a_problem_at_that_text(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    episode = root / "tide/episodes/7.yaml"
    episode.write_text(episode.read_text().replace("Maren Holt", "Uma Lund").replace("2020-02", "2021-03"))
    status, lines = checked(root, capsys)
    assert status == 1
    assert [line.split(" lacks ")[0] for line in lines] == [
        'tide/questions.yaml:4:7: the answer to "who was on episode 7"',
        'tide/questions.yaml:6:45: the answer to "when did episode 7 come out"',
        'tide/questions.yaml:6:55: the answer to "when did episode 7 come out"',
    ]
    assert 'lacks "Maren Holt"; I say: ' in lines[0]
    assert "Uma Lund" in lines[0]
    assert list((root.parent / "temporary").iterdir()) == []


def test_a_file_that_is_asked_about_alone_is_not_tried_by_the_tests_of_others(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tide/episodes/7.yaml").write_text("title: Kelp forests\nnumber: 7\n")
    assert checked(root, capsys, str(root / "tide/episodes")) == (0, [])
    assert checked(root, capsys, str(root / "tide"))[0] == 1
    assert checked(root, capsys, str(root / "tide/questions.yaml"))[0] == 1


def test_without_tests_nothing_is_built(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "tide/questions.yaml").unlink()
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    assert main(["check", "--knowledge", str(root)]) == 0


def test_a_question_about_last_month_is_asked_by_the_clock_that_is_given(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tide/questions.yaml").write_text("- ask: which episodes came out last month\n  says: [Kelp forests]\n")
    assert checked(root, capsys, "--now", "2020-03-05T12:00:00Z") == (0, [])
    assert checked(root, capsys, "--now", datetime(2021, 3, 5, tzinfo=UTC).isoformat())[0] == 1


@pytest.mark.parametrize(
    ("said", "wanted", "held"),
    [
        ("It was Jérôme Petazzoni, of Docker.", "jerome petazzoni", True),
        ("**#52**: Hypothesis", "52", True),
        ("#152: Hypothesis", "52", False),
        ("#15, 2020", "52", False),
        ("The code is PODCAST20 - $20 off", "$20", True),
        ("We talk about C++ and C#", "c++", True),
        ("We talk about C", "c++", False),
        ("Who can tell", "?", False),
        ("The Self-Hosted show", "self hosted", True),
    ],
)
def test_an_answer_holds_a_text_whatever_its_capitals_and_signs_and_numbers_only_whole(
    said: str, wanted: str, held: bool
) -> None:
    assert holds(said, wanted) is held
