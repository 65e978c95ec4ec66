"""The walk over the knowledge folder: what is found, and what is wrong with the tree itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.knowledge import check, parse, read, scan
from tests.knowledge_kit import write

SHOW = {"show/show.yaml": "name: A show", "show/episodes/1.yaml": "title: One"}


def reported(root: Path) -> list[str]:
    """What is wrong with the tree, as text."""
    return [str(problem) for problem in scan(root).problems]


def test_every_kind_of_file_is_found_with_its_show_and_slug(tmp_path: Path) -> None:
    names = ["people.yaml", "sponsors.yml", "topics.yaml", "show/faq.yaml", "show/questions.yml", "show/episodes/2020/2-b.yml"]
    found = scan(write(tmp_path, SHOW | dict.fromkeys(names, "[]"))).files
    assert {path: (file.kind, file.show, file.slug) for path, file in found.items()} == {
        "people.yaml": ("people", "", ""),
        "sponsors.yml": ("sponsors", "", ""),
        "topics.yaml": ("topics", "", ""),
        "show/show.yaml": ("show", "show", ""),
        "show/faq.yaml": ("faq", "show", ""),
        "show/questions.yml": ("questions", "show", ""),
        "show/episodes/1.yaml": ("episode", "show", "1"),
        "show/episodes/2020/2-b.yml": ("episode", "show", "2-b"),
    }


def test_a_file_is_known_again_by_its_digest(tmp_path: Path) -> None:
    root = write(tmp_path, SHOW)
    before = scan(root).files
    assert scan(root).files == before
    write(root, {"show/episodes/1.yaml": "title: Two"})
    after = scan(root).files
    assert after["show/episodes/1.yaml"].digest != before["show/episodes/1.yaml"].digest
    assert after["show/show.yaml"] == before["show/show.yaml"]
    file = after["show/episodes/1.yaml"]
    assert read(root, file).digest == file.digest == parse(file.path, "episode", "show", "1", b"title: Two").digest


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    others = [
        "README.md",
        "notes.yaml",
        ".git/show.yaml",
        "images/cover.yaml",
        "show/250.yaml",
        "show/art.png",
        "show/episodes/x.txt",
    ]
    root = write(
        tmp_path, SHOW | dict.fromkeys(others, "x") | {"show/episodes/.hidden.yaml": "x", "show/episodes/1.yaml~": "x"}
    )
    assert sorted(scan(root).files) == ["show/episodes/1.yaml", "show/show.yaml"]
    assert reported(root) == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("sponsor.yaml", 'sponsor.yaml:1:1: this name looks like a slip; did you mean "sponsors.yaml"?'),
        ("People.yaml", 'People.yaml:1:1: this name looks like a slip; did you mean "people.yaml"?'),
        ("poeple.yml", 'poeple.yml:1:1: this name looks like a slip; did you mean "people.yaml"?'),
        ("topics.yaml.txt", 'topics.yaml.txt:1:1: this name looks like a slip; did you mean "topics.yaml"?'),
        ("show.yaml", "show.yaml:1:1: show.yaml belongs in the folder of a show, not here"),
        ("show/people.yaml", "show/people.yaml:1:1: people.yaml belongs beside the shows, not here"),
        ("show/FAQ.yaml", 'show/FAQ.yaml:1:1: this name looks like a slip; did you mean "faq.yaml"?'),
        ("show/question.yaml", 'show/question.yaml:1:1: this name looks like a slip; did you mean "questions.yaml"?'),
        ("show/episode/2.yaml", 'show/episode:1:1: this folder looks like a slip; did you mean "episodes"?'),
        ("show/show.yml", "show/show.yml:1:1: there is show.yaml already; bring both together in one file"),
        ("show/episodes/2.ymal", 'show/episodes/2.ymal:1:1: this name looks like a slip; did you mean "2.yaml"?'),
        ("show/episodes/2.YAML", 'show/episodes/2.YAML:1:1: this name looks like a slip; did you mean "2.yaml"?'),
        (
            "show/episodes/a b.yaml",
            "show/episodes/a b.yaml:1:1: a name may hold letters, digits, dot, _ and -, but this one holds a space",
        ),
        ("show/episodes/old/1.yml", "show/episodes/old/1.yml:1:1: show/episodes/1.yaml has the same name"),
        ("other/faq.yaml", "other/show.yaml:1:1: this file is missing; every show needs one"),
        ("other/shows.yaml", 'other/shows.yaml:1:1: this name looks like a slip; did you mean "show.yaml"?'),
        ("a show/show.yaml", "a show:1:1: a name may hold letters"),
        ("SHOW/show.yaml", "show:1:1: the show SHOW has the same name but for the case"),
    ],
)
def test_a_slip_in_a_name_is_reported(tmp_path: Path, name: str, problem: str) -> None:
    root = write(tmp_path, SHOW | {name: "[]"})
    assert any(problem in line for line in reported(root)), reported(root)


def test_slugs_are_unique_whatever_the_case(tmp_path: Path) -> None:
    root = write(tmp_path, SHOW | {"show/episodes/A.yaml": "title: a", "show/episodes/sub/a.yaml": "title: b"})
    assert "show/episodes/A.yaml" in scan(root).files
    assert "show/episodes/sub/a.yaml" not in scan(root).files
    assert len(reported(root)) == 1


def test_names_that_cannot_be_shown_are_reported_and_not_read(tmp_path: Path) -> None:
    root = write(tmp_path, SHOW | {"show/episodes/a\nb.yaml": "title: x", "show/episodes/c\td/2.yaml": "title: x"})
    latin = os.fsencode(root / "show" / "episodes") + b"/caf\xe9.yaml"
    with open(latin, "wb") as file:
        file.write(b"title: x")
    found = scan(root)
    assert sorted(found.files) == ["show/episodes/1.yaml", "show/show.yaml"]
    assert len(found.problems) == 3
    for problem in found.problems:
        assert str(problem).isprintable()
        assert str(problem).encode()


def test_a_link_to_a_file_inside_the_folder_is_followed(tmp_path: Path) -> None:
    root = write(tmp_path, SHOW)
    (root / "show" / "episodes" / "2.yaml").symlink_to("1.yaml")
    found = scan(root)
    assert found.problems == ()
    assert read(root, found.files["show/episodes/2.yaml"]).episode is not None


def test_a_file_that_went_away_since_the_walk_is_a_problem(tmp_path: Path) -> None:
    root = write(tmp_path, SHOW)
    found = scan(root).files["show/episodes/1.yaml"]
    (root / found.path).unlink()
    document = read(root, found)
    assert not document.good
    assert document.problems[0].message.startswith("the file cannot be read (no such file or directory)")


def test_a_folder_that_does_not_exist_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"does not exist\. Name another with --knowledge"):
        scan(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(KnowledgeError, match="is not a folder"):
        scan(tmp_path / "file")


def test_check_shows_every_problem_of_every_file_by_place(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        SHOW
        | {
            "people.yaml": "- name: Tom\n- name: tom\n",
            "sponsor.yaml": "[]",
            "show/episodes/2.yaml": "title: Foo: bar\ngusts: []\n",
            "show/faq.yaml": "- question: x?\n",
        },
    )
    assert [str(problem.place) for problem in check(root)] == [
        "people.yaml:2:9",
        "show/episodes/2.yaml:1:8",
        "show/episodes/2.yaml:2:1",
        "show/faq.yaml:1:3",
        "sponsor.yaml:1:1",
    ]


def test_an_empty_folder_holds_nothing_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    assert check(tmp_path) == ()
