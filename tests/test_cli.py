"""The command line as people and programs use it: `python -m bot`, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.asking import HARBOUR, KNOWLEDGE, ROOT, Line

OBJECT = {
    "question": str,
    "status": str,
    "answer": str,
    "confidence": float,
    "episodes": list,
    "people": list,
    "sponsors": list,
    "topics": list,
    "values": dict,
    "choices": list,
}
"""The keys of an answer object, beside `id` and `ms` in a batch."""
BAD_LINES = ["no json", "7", '{"id": 1}', '{"question": "x", "after": 5}', '{"question": "x", "show": ["a"]}', "[" * 100_000]
STICKS = "slack-tide/s01e03-sticks-and-strings"


class Terminal:
    """A terminal in an empty folder; the index of the two invented podcasts is built once for all tests."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        self.data = data

    def bot(self, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """What a command prints; never is it a traceback."""
        kept = {key: value for key, value in os.environ.items() if key not in ("DISCORD_TOKEN", "KNOWLEDGE_DIR", "DATA_DIR")}
        env = {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **settings}
        command = [sys.executable, "-m", "bot", *arguments]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=env,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def ask(self, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """The same for `ask` over the two invented podcasts."""
        where = ["--knowledge", str(HARBOUR), "--data", str(self.data)]
        return self.bot("ask", *where, *arguments, stdin=stdin, **settings)

    def batch(self, *lines: Line | str) -> subprocess.CompletedProcess[str]:
        """The same for a batch of lines."""
        text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
        return self.ask("--batch", "-", stdin=text)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture
def terminal(tmp_path: Path, index: Path) -> Terminal:
    return Terminal(tmp_path, index)


def _objects(done: subprocess.CompletedProcess[str]) -> list[Line]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence in which a command says why it did nothing."""
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("greenroom: ")
    return line


@pytest.mark.parametrize("verb", [[], ["run"], ["demo"], ["ask"], ["check"], ["schema"]], ids=str)
def test_help_tells_how_to_use_a_verb(verb: list[str], terminal: Terminal) -> None:
    done = terminal.bot(*verb, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: {' '.join(['python -m bot', *verb])}")
    assert all(name in done.stdout for name in ("run", "demo", "ask", "check", "schema")) or verb


def test_an_answered_question_ends_well(terminal: Terminal) -> None:
    done = terminal.ask("who was the guest on Sticks and Strings?")
    assert done.returncode == 0
    assert "Bram Castellane" in done.stdout
    assert not done.stderr


def test_a_question_that_is_not_answered_ends_with_three(terminal: Terminal) -> None:
    for question in ("who was on episode 9000?", "what is the weather like?"):
        done = terminal.ask(question)
        assert done.returncode == 3
        assert done.stdout.strip()
    overheard = terminal.ask("--overheard", "morning all")
    assert (overheard.returncode, overheard.stdout) == (3, "(silence)\n")


def test_json_is_one_object_on_one_line_with_the_agreed_keys(terminal: Terminal) -> None:
    done = terminal.ask("--json", "who was the guest on Sticks and Strings?")
    (found,) = _objects(done)
    assert {key: type(found[key]) for key in OBJECT} == OBJECT
    assert (found["status"], found["episodes"], found["people"]) == ("answered", [STICKS], ["Bram Castellane"])
    assert 0 < found["confidence"] <= 1


def test_why_shows_how_the_question_was_read(terminal: Terminal) -> None:
    done = terminal.ask("--why", "episodes with bram castelane in 2022")
    assert "Bram Castellane" in done.stdout
    assert "2022-01-01" in done.stdout
    (found,) = _objects(terminal.ask("--json", "--why", "episodes with bram castelane in 2022"))
    assert found["why"]["read as"].startswith("episodes")


def test_a_batch_is_answered_in_order_with_ids_and_times(terminal: Terminal) -> None:
    first = {"id": "b", "question": "who was the guest on Sticks and Strings?"}
    found = _objects(terminal.batch(first, "", {"id": 7, "question": "what is the weather like?"}, {**first, "id": None}))
    assert [one["id"] for one in found] == ["b", 7, None]
    assert [one["status"] for one in found] == ["answered", "unknown", "answered"]
    assert all(one["ms"] >= 0 and {*OBJECT, "id", "ms"} == set(one) for one in found)


def test_a_batch_line_may_follow_others_and_may_be_overheard(terminal: Terminal) -> None:
    follow = {"id": 1, "question": "who was the guest?", "after": ["what is Sticks and Strings about?"]}
    fresh = {"id": 2, "question": "who was the guest?"}
    heard = {"id": 3, "question": "what is the weather like?", "mode": "overheard"}
    narrowed = {"id": 4, "question": "how many episodes are in your notes?", "show": "crumb-theory"}
    one, two, three, four = _objects(terminal.batch(follow, fresh, heard, narrowed))
    assert (one["people"], one["episodes"]) == (["Bram Castellane"], [STICKS])
    assert two["people"] != ["Bram Castellane"]
    assert (three["status"], three["answer"], three["episodes"]) == ("silent", "", [])
    assert four["values"] == {"count": 15}


@pytest.mark.parametrize("line", BAD_LINES)
def test_a_bad_batch_line_is_named_before_anything_is_answered(line: str, terminal: Terminal) -> None:
    done = terminal.batch({"id": 1, "question": "who hosts crumb theory?"}, line)
    assert _sentence(done).startswith("greenroom: -:2: ")
    assert done.stdout == ""


def test_a_batch_file_that_is_missing_or_no_text_is_named(terminal: Terminal) -> None:
    assert "cannot read gone.jsonl" in _sentence(terminal.ask("--batch", "gone.jsonl"))
    (terminal.folder / "bytes").write_bytes(b"\xff\xfe\x00")
    assert "cannot read bytes" in _sentence(terminal.ask("--batch", "bytes"))
    assert "not both" in _sentence(terminal.ask("--batch", "bytes", "who?"))


def test_letters_that_cannot_be_printed_or_read_do_no_harm(terminal: Terminal) -> None:
    (odd,) = _objects(terminal.batch('{"id": 1, "question": "who is \\ud800 on \\u0000"}'))
    assert odd["question"] == "who is \ud800 on \x00"
    narrow = terminal.ask("--json", "was Søren Brekke a guest?", PYTHONIOENCODING="ascii")
    assert json.loads(narrow.stdout)["question"] == "was Søren Brekke a guest?"
    piped = terminal.ask(stdin="\udcff\nwho hosts crumb theory?\n", PYTHONIOENCODING="utf-8:strict")
    assert "Philippa Osei" in piped.stdout


def test_the_prompt_keeps_the_conversation(terminal: Terminal) -> None:
    done = terminal.ask(stdin="what is Sticks and Strings about?\nwho was the guest?\n")
    assert done.returncode == 0
    assert "Bram Castellane" in done.stdout.splitlines()[-1]
    assert terminal.ask("--json", stdin="").stdout == ""


def test_an_unknown_show_is_refused_with_those_there_are(terminal: Terminal) -> None:
    assert "crumb-theory, slack-tide" in _sentence(terminal.ask("--show", "radio", "who hosts?"))


def test_now_is_the_clock_for_last_month(terminal: Terminal) -> None:
    asked = ["--show", "slack-tide", "--json", "what came out last month?"]
    (found,) = _objects(terminal.ask("--now", "2022-12-15T09:00:00Z", *asked))
    (later,) = _objects(terminal.ask("--now", "2031-12-15", *asked))
    assert "slack-tide/s02e05-ribs" in found["episodes"]
    assert later["episodes"] == []
    for wrong in ("yesterday", "0001-01-01", "2022-13-01"):
        done = terminal.ask("--now", wrong, "x")
        assert done.returncode == 2
        assert f"'{wrong}' is no time" in done.stderr


def test_the_shipped_knowledge_is_clean(terminal: Terminal) -> None:
    done = terminal.bot("check", "--knowledge", str(KNOWLEDGE))
    assert (done.returncode, done.stdout) == (0, "")


def test_every_problem_is_told_with_file_line_and_column(terminal: Terminal) -> None:
    folder = shutil.copytree(HARBOUR, terminal.folder / "notes")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    (folder / "crumb-theory/episodes/9.yaml").write_text("tittle: Rye\nnumber: 9\n")
    (folder / "slack-tide/episodes/extra.yaml").write_text("title: Extra\ndate: 2022-02-30\n")
    done = terminal.bot("check", "notes")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert all(re.fullmatch(r"[\w./-]+\.yaml:\d+:\d+: .+", line) for line in lines)
    assert any(line.startswith("crumb-theory/episodes/9.yaml:1:1: ") and 'did you mean "title"?' in line for line in lines)
    assert any(line.startswith("slack-tide/episodes/extra.yaml:2:7: ") for line in lines)
    one = terminal.bot("check", "--knowledge", "notes", "notes/crumb-theory")
    assert {line.split(":")[0] for line in one.stdout.splitlines()} == {"crumb-theory/episodes/9.yaml"}
    assert terminal.bot("check", "--knowledge", "notes", "notes/people.yaml").returncode == 0


def test_schemas_are_valid_json_printed_or_written(terminal: Terminal) -> None:
    printed = json.loads(terminal.bot("schema").stdout)
    assert terminal.bot("schema", "--write", "there").returncode == 0
    written = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in terminal.folder.glob("there/*")
    }
    assert written == printed
    assert {"show", "episode", "faq", "questions"} <= set(printed)
    (terminal.folder / "taken").write_text("")
    assert "taken" in _sentence(terminal.bot("schema", "--write", "taken"))


def test_a_missing_folder_is_one_clear_sentence(terminal: Terminal) -> None:
    for arguments in (["ask", "who?"], ["check"], ["ask", "who?", "--knowledge", "gone"]):
        sentence = _sentence(terminal.bot(*arguments))
        assert "does not exist" in sentence
        assert "--knowledge or KNOWLEDGE_DIR" in sentence
    assert "no file or folder gone" in _sentence(terminal.bot("check", "gone"))
    (terminal.folder / "file").write_text("")
    assert "index" in _sentence(terminal.bot("ask", "who?", "--knowledge", str(HARBOUR), "--data", "file"))


def test_run_without_a_token_says_which_setting_and_how_to_get_it(terminal: Terminal) -> None:
    sentence = _sentence(terminal.bot("run", "--knowledge", str(HARBOUR), "--data", "data"))
    assert "DISCORD_TOKEN" in sentence
    assert "https://discord.com/developers/applications" in sentence


def test_wrong_settings_and_wrong_verbs_end_with_two(terminal: Terminal) -> None:
    assert "LOG_LEVEL" in _sentence(terminal.ask("who?", LOG_LEVEL="loud"))
    done = terminal.bot("sing")
    assert done.returncode == 2
    assert "invalid choice: 'sing'" in done.stderr


def test_settings_are_read_from_a_dotenv_file(terminal: Terminal) -> None:
    (terminal.folder / ".env").write_text(f"KNOWLEDGE_DIR={HARBOUR}\nDATA_DIR={terminal.data}\n")
    assert "Philippa Osei" in terminal.bot("ask", "who hosts crumb theory?").stdout
