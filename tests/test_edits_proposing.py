"""New files, their names, and what a change would do before it is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edits import EditRefused, Set, bases, current, diff, edit, new_file, placed, propose, slug_for
from bot.knowledge import parse
from bot.knowledge.names import slug_problem
from bot.model import Appearance, Day

SHIPPED = Path(__file__).parents[1] / "knowledge"
TOM = "podcast-init/episodes/250-tom-christie.yaml"
NEW = "podcast-init/episodes/251-ada.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shutil.copytree(SHIPPED, tmp_path / "knowledge")


def test_a_new_episode_looks_like_the_shipped_ones() -> None:
    text = new_file(
        "episode",
        {
            "guests": [{"name": "Ada Lovelace", "about": "Author of the first program"}, {"name": "Tom"}],
            "title": "Programs: before computers",
            "topics": ["history", "2020"],
            "number": 251,
            "duration": 3080,
            "date": "2020-02-25",
            "summary": "Ada Lovelace tells how she wrote the first program and why machines can do more than sums. " * 2,
        },
    )
    assert (
        text
        == """\
# yaml-language-server: $schema=../../.schema/episode.schema.json
title: "Programs: before computers"
number: 251
date: 2020-02-25
duration: 51:20

summary: >-
  Ada Lovelace tells how she wrote the first program and why machines can do more than sums. Ada
  Lovelace tells how she wrote the first program and why machines can do more than sums.

guests:
  - name: Ada Lovelace
    about: Author of the first program
  - Tom

topics:
  - history
  - "2020"
"""
    )
    episode = parse(NEW, "episode", "podcast-init", "251-ada", text.encode()).episode
    assert episode is not None
    assert episode.date == Day(2020, 2, 25)
    assert episode.guests == (Appearance("Ada Lovelace", "Author of the first program"), Appearance("Tom"))


def test_a_new_register_names_its_schema_where_it_stands() -> None:
    assert new_file("people", {"name": "Ada", "aliases": ["countess"]}) == (
        "# yaml-language-server: $schema=.schema/register-people.schema.json\n\n- name: Ada\n  aliases:\n    - countess\n"
    )
    assert new_file("episode", {"title": "T"}, "s/episodes/2020/1.yaml").startswith(
        "# yaml-language-server: $schema=../../../.schema/"
    )


@pytest.mark.parametrize(
    ("title", "number", "slug"),
    [
        ("APIs, Sustainable Open Source and The Async Web", 250, "250-apis-sustainable-open-source-and-the"),
        ("Ünïcode & Ærø's", "S02E03", "s02e03-unicode-aeros"),
        ("Пайтон", None, "пайтон"),
        ("../../etc/passwd", None, "etc-passwd"),
        ("???", None, "episode"),
        ("?" * 500, 7, "7"),
        ("x" * 500, 7, "7"),
    ],
)
def test_the_name_of_a_new_file_comes_from_its_number_and_title(title: str, number: int | str | None, slug: str) -> None:
    assert slug_for(title, number, []) == slug
    assert slug_for(title, number, [slug.upper(), f"{slug}-2"]) == f"{slug}-3"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.one_of(st.none(), st.integers(), st.text(max_size=20)))
def test_no_title_makes_a_name_that_is_unsafe(title: str, number: int | str | None) -> None:
    slug = slug_for(title, number, [])
    assert slug_problem(slug) == ""
    assert placed(f"show/episodes/{slug}.yaml").slug == slug


def test_a_proposal_shows_the_exact_change_and_is_clean(root: Path) -> None:
    base = bases(root, [TOM])
    new = edit("episode", current(root, TOM) or b"", [Set("title", "APIs")])
    proposal = propose(root, {TOM: new}, base)
    assert proposal.clean
    lines = proposal.diff.splitlines()
    assert lines[:2] == [f"--- a/{TOM}", f"+++ b/{TOM}"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-title: APIs, Sustainable Open Source and The Async Web With Tom Christie",
        "+title: APIs",
    ]
    assert [document.episode.title for document in proposal.documents if document.episode] == ["APIs"]
    assert current(root, TOM) != new


def test_a_proposal_tells_of_every_slip_it_would_bring_and_where(root: Path) -> None:
    people = (current(root, "people.yaml") or b"") + b"\n- name: Somebody\n  aliases:\n    - Tobias Macey\n"
    proposal = propose(root, {NEW: b"titel: T\ndate: 2020-13-01\n", "people.yaml": people}, bases(root, [NEW, "people.yaml"]))
    assert not proposal.clean
    said = [str(problem) for problem in proposal.problems]
    assert any(line.startswith(f"{NEW}:1:1:") and 'did you mean "title"' in line for line in said)
    assert any(line.startswith(f"{NEW}:2:7:") for line in said)
    assert any("claimed by two entries" in line and line.startswith("people.yaml:") for line in said)


def test_slips_that_others_made_do_not_stand_in_the_way(root: Path) -> None:
    (root / "podcast-init/episodes/1-bad.yaml").write_text("titel: x\n")
    proposal = propose(root, {NEW: b"title: T\n"}, {NEW: None})
    assert proposal.clean
    assert {problem.place.path for problem in proposal.standing} == {"podcast-init/episodes/1-bad.yaml"}
    mending = propose(
        root, {"podcast-init/episodes/1-bad.yaml": b"title: x\n"}, bases(root, ["podcast-init/episodes/1-bad.yaml"])
    )
    assert mending.clean
    assert {problem.place.path for problem in mending.mended} == {"podcast-init/episodes/1-bad.yaml"}


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("other/episodes/1.yaml", b"title: T\n", "every show needs one"),
        ("podcast-init/episodes/sub/250-TOM-christie.yaml", b"title: T\n", "has the same name"),
        ("Podcast-Init/faq.yaml", b"- {question: Q, answer: A}\n", "same name but for the case"),
        ("podcast-init/faq.yml", b"- {question: Q, answer: A}\n", "there is"),
        ("podcast-init/show.yaml", None, "every show needs one"),
    ],
)
def test_what_does_not_fit_the_folder_is_told(root: Path, path: str, data: bytes | None, words: str) -> None:
    proposal = propose(root, {path: data}, bases(root, [path]))
    assert any(words in problem.message for problem in proposal.problems)


def test_documents_known_already_are_not_read_again(root: Path) -> None:
    known = {document.path: document for document in propose(root, {NEW: b"title: T\n"}, {NEW: None}).documents}
    stale = parse(TOM, "episode", "podcast-init", "250-tom-christie", b"title: stale\n")
    proposal = propose(root, {NEW: b"title: T\n"}, {NEW: None}, known | {TOM: stale})
    assert proposal.clean


def test_a_proposal_on_an_older_state_shows_both_versions(root: Path) -> None:
    base = bases(root, [TOM])
    (root / TOM).write_bytes(b"title: theirs\n")
    (clash,) = propose(root, {TOM: b"title: ours\n"}, base).conflicts
    assert (clash.path, clash.theirs, clash.ours) == (TOM, b"title: theirs\n", b"title: ours\n")


@pytest.mark.parametrize(
    "path",
    [
        "../people.yaml",
        "/etc/passwd",
        "podcast-init/../people.yaml",
        "podcast-init/episodes/../../people.yaml",
        "podcast-init\\episodes\\1.yaml",
        "podcast-init/episodes/.hidden.yaml",
        ".git/episodes/1.yaml",
        "podcast-init/episodes/1.txt",
        "podcast-init/episodes/a b.yaml",
        "podcast-init/episodes/a\0.yaml",
        "podcast-init/episodes/" + "x" * 300 + ".yaml",
        "podcast-init/other.yaml",
        "README.md",
        "",
        "c:/people.yaml",
    ],
)
def test_no_path_leaves_the_folder_or_names_another_kind_of_file(root: Path, path: str) -> None:
    with pytest.raises(EditRefused):
        propose(root, {path: b"title: T\n"}, {path: None})


def test_a_link_is_neither_followed_out_nor_overwritten(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("title: secret\n")
    (root / "podcast-init/episodes/out").symlink_to(outside)
    (root / "podcast-init/episodes/link.yaml").symlink_to(outside / "secret.yaml")
    for path in ("podcast-init/episodes/out/secret.yaml", "podcast-init/episodes/link.yaml"):
        with pytest.raises(EditRefused, match="link"):
            current(root, path)


def test_a_diff_tells_of_new_and_removed_files_and_of_missing_line_ends() -> None:
    assert diff(None, b"a\n", "x") == "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n"
    assert diff(b"a", None, "x") == "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n\\ No newline at end of file\n"
    assert diff(b"a\r\n", b"a\n", "x") == "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\r\n+a\n"
    assert diff(b"a", b"a", "x") == ""
