"""Many files at once, real ones, and whatever bytes there may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import check, parse, read, read_all, scan
from bot.knowledge.helpers import Helper, HelperGone
from bot.knowledge.many import BIG, MANY
from bot.model import DocumentKind
from tests.knowledge_kit import write
from tests.patience import quickly

REAL = Path(__file__).parents[1] / ".scratch" / "jupiter-dev"
KINDS: list[DocumentKind] = ["episode", "show", "people", "sponsors", "topics", "faq", "questions"]


def test_documents_come_in_the_order_of_the_files_with_progress(tmp_path: Path) -> None:
    files = {f"show/episodes/{number}.yaml": f"title: Episode {number}\n" for number in range(30)}
    found = list(scan(write(tmp_path, {"show/show.yaml": "name: x"} | files)).files.values())
    seen: list[tuple[int, int]] = []
    documents = read_all(tmp_path, reversed(found), lambda done, of: seen.append((done, of)))
    assert [document.path for document in documents] == [file.path for file in reversed(found)]
    assert seen == [(number, 31) for number in range(1, 32)]


def test_a_big_file_is_read_aside_and_says_the_same(tmp_path: Path) -> None:
    people = "".join(f"- name: Person {number}\n  aliases: [p{number}]\n" for number in range(8_000)) + "- nam: x\n"
    assert len(people) > BIG
    write(tmp_path, {"people.yaml": people, "topics.yaml": "- name: a"})
    found = scan(tmp_path).files
    documents = read_all(tmp_path, found.values())
    assert documents == [read(tmp_path, file) for file in found.values()]
    assert len(documents[0].entries) == 8_000
    assert documents[0].problems[0].place.line == 16_001


def test_very_many_files_are_read_by_helpers_and_say_the_same(tmp_path: Path) -> None:
    files = {f"show/episodes/{number}.yaml": f"title: Episode {number}\nnumber: {number}\n" for number in range(MANY)}
    found = list(scan(write(tmp_path, {"show/show.yaml": "name: x"} | files)).files.values())
    documents = read_all(tmp_path, found)
    assert documents == [read(tmp_path, file) for file in found]


def test_a_helper_that_takes_too_long_is_given_up_and_the_next_one_answers(tmp_path: Path) -> None:
    found = list(scan(write(tmp_path, {"show/show.yaml": "name: x"})).files.values())
    helper = Helper(tmp_path)
    try:
        with pytest.raises(HelperGone):
            helper.read(found, 0.0)
        assert helper.read(found, 30.0) == [read(tmp_path, found[0])]
    finally:
        helper.close()


def test_a_thousand_real_episodes_are_read_without_a_problem() -> None:
    if not REAL.is_dir():
        pytest.skip("the real episodes are not unpacked to .scratch/jupiter-dev")
    documents = quickly(lambda: read_all(REAL, scan(REAL).files.values()), 6)
    assert len(documents) > 900
    assert [problem for document in documents for problem in document.problems] == []


def test_the_shipped_knowledge_has_no_problem() -> None:
    shipped = Path(__file__).parents[1] / "knowledge"
    if not (shipped / "podcast-init").is_dir():
        pytest.skip("the shipped knowledge is not there yet")
    assert [str(problem) for problem in check(shipped)] == []


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "title: x",
                "- a",
                "  - b",
                "\t- c",
                "hosts:",
                "outline:",
                "- [",
                "a: b: c",
                "&a [*a]",
                "? b",
                "---",
                "number: 1e9",
            ]
        ),
        st.text(max_size=20),
        st.from_regex(r"[a-z]{1,8}: [\[\]{}&*!|>'\"%@`#,a-z0-9: -]{0,12}", fullmatch=True),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.binary(max_size=300), LINES.map(lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"))),
    st.sampled_from(KINDS),
)
def test_no_bytes_raise_and_what_is_wrong_has_a_place(data: bytes, kind: DocumentKind) -> None:
    document = parse("show/episodes/x.yaml", kind, "show", "x", data)
    assert document.good is not bool(document.problems)
    lines = (
        data.decode("utf-8", "replace").count("\n")
        + data.count(b"\r")
        + data.count(b"\xc2\x85")
        + 2 * data.count(b"\xe2\x80")
        + 2
    )
    for problem in document.problems:
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1
        assert problem.message.isprintable()
