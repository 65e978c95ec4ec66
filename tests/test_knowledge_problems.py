"""Every mistake in a file is reported with its place, in words for somebody who is no programmer."""

from __future__ import annotations

import pytest

from bot.knowledge import cross_problems
from bot.model import DocumentKind
from tests.knowledge_kit import messages, read_text


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("gusts: [x]", '2:1: unknown key "gusts"; did you mean "guests"?'),
        ("Number: 3", '2:1: unknown key "Number"; did you mean "number"?'),
        ("description: x", '2:1: unknown key "description"; did you mean "summary"?'),
        ("show notes: []", '2:1: unknown key "show notes"; did you mean "links"?'),
        ("guests: Tom Christie", '2:9: "guests" should be a list; write it as a list: - Tom Christie'),
        ("guests:\n  -Tom\n  -Jane", '3:3: "guests" should be a list; put a space after each dash: - Tom'),
        ("links: {title: a, url: a.com}", '2:8: "links" should be a list; write it as a list: - {title: Show notes'),
        ("links: [a.com]", '2:9: each item of "links" should be a link; write it as: - {title: Show notes'),
        ("links: [{title: a}]", '2:9: a link needs the key "url"'),
        ("links: [{title: a, url: }]", '2:20: "url" is empty, and a link needs one'),
        ("summary: [a, b]", '2:10: "summary" should be text, not a list'),
        ("summary:\n  a: b", '3:3: "summary" should be text, not keys with values'),
        ("date: soon", '2:7: "date" should be a date such as 2020-02-18'),
        ("date: 2021-02-30", '2:7: "date" names a day that does not exist, "2021-02-30": February 2021 has 28 days'),
        ("date: 2020-18-02", '2:7: "date" has a month 18, and there are 12'),
        ("date: 0220-02-18", '2:7: "date" has the year 0220'),
        ("date: 2020-02-18T25:00Z", '2:7: "date" has a time of day that does not exist'),
        ("date: 2020-02-18T20:00+19:00", '2:7: "date" has an offset from UTC that does not exist'),
        (
            "duration: 43.45",
            '2:11: "duration" should be a length such as 43:45, 1:02:03, 43m45s or whole seconds, not "43.45"; is it 43:45?',
        ),
        ("duration: 1:75:00", "minutes and seconds go up to 59"),
        ("chapters: [{start: soon, title: x}]", '2:20: "start" should be a position such as 12:30'),
        ("season: two", '2:9: "season" should be a whole number such as 2, not "two"'),
        (
            "url: javascript:alert(1)",
            '2:6: "url" should be a web address such as https://example.com/page; addresses that begin with javascript:',
        ),
        ("url: file:///etc/passwd", "addresses that begin with file: are not allowed"),
        ("url: see the notes", "without spaces or line breaks"),
        ("url: nowhere", '2:6: "url" should be a web address such as https://example.com/page, not "nowhere"'),
        ("title: again", '2:1: "title" stands here a second time; the first is in line 1'),
        ("credits: {music: {title: a, title: b}}", '2:29: "title" stands here a second time; the first is in line 2'),
        ("number: 3 #4", '2:11: from # on this is a comment, not part of "number"'),
        ("guests: [Tom #1\n  ]", '2:14: from # on this is a comment, not part of "guests"'),
        ("outline:\n- Frameworks\n  - Starlette", "4:3: this dash begins too far right"),
        ("guests:\n- Tom\n  - Jane", "4:3: this dash begins too far right"),
        ("? [a, b]\n: c", "2:3: a key should be a single word"),
        ('summary: "a\\u0007b"', '2:10: "summary" holds a control character (number 7)'),
        ("topics: !!set {a, b}", "2:9: !!set is a YAML tag, and tags have no meaning here"),
        ("hosts: *us", "2:8: *us refers to nothing"),
    ],
)
def test_a_mistake_is_reported_with_its_place_and_the_right_form(line: str, problem: str) -> None:
    assert any(problem in message for message in messages(f"title: x\n{line}\n")), messages(f"title: x\n{line}\n")


def test_all_mistakes_of_a_file_are_reported_in_one_run() -> None:
    found = messages("titel: a\nnumber: 3\ndate: soon\nguests: Tom\nlinks:\n- {title: x, url: 'mailto:a@b.c'}\n")
    assert [message.split(":")[0] for message in found] == ["1", "1", "3", "4", "6"]


def test_an_episode_with_a_readable_title_keeps_its_other_good_fields() -> None:
    document = read_text("title: Starlette\nnumber: 250\ndate: soon\nguests:\n- Tom\n- {nam: Jane}\n")
    assert not document.good
    assert document.episode is not None
    assert (document.episode.title, document.episode.number, document.episode.date) == ("Starlette", 250, None)
    assert [guest.name for guest in document.episode.guests] == ["Tom"]


@pytest.mark.parametrize("text", ["number: 250\n", "title:\nnumber: 250\n", "title: [a]\n", "title: !x a\n"])
def test_an_episode_without_a_readable_title_gives_none(text: str) -> None:
    document = read_text(text)
    assert document.problems
    assert document.episode is None


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        ("episode", "- title: x\n", "1:1: this file should be keys with values, without a dash"),
        ("episode", "Just some text\n", "1:1: this file should be keys with values, with a colon and a space"),
        ("people", "name: Tom\n", "1:1: this file should be a list of items, each with a dash"),
        ("people", "- Tom\n", '1:3: each item of "people" should be a person; write it as: - name: Tom Christie'),
        ("sponsors", "- aliases: [x]\n", '1:3: a sponsor needs the key "name"'),
        ("faq", "- question: x?\n", '1:3: a question with its answer needs the key "answer"'),
        ("questions", "- {ask: x, says: y}\n", '1:18: "says" should be a list; write it as a list: - y'),
        ("show", "hosts: [x]\n", '1:1: a show needs the key "name"'),
        ("show", "name: x\ncomplete: maybe\n", '2:11: "complete" should be yes or no, not "maybe"'),
        ("episode", "", "1:1: the file is empty"),
        ("faq", "# nothing yet\n", "1:1: the file is empty"),
    ],
)
def test_each_kind_of_file_says_what_it_needs(kind: DocumentKind, text: str, problem: str) -> None:
    assert any(message.startswith(problem) for message in messages(text, kind)), messages(text, kind)


def test_an_empty_list_is_a_file_that_says_nothing() -> None:
    assert read_text("[]", "faq").good


def test_a_bad_entry_does_not_keep_the_others_out() -> None:
    document = read_text("- name: Tom\n- nam: Jane\n- name: Ann\n", "people")
    assert [entry.name for entry in document.entries] == ["Tom", "Ann"]


def test_a_file_of_mistakes_only_is_cut_short() -> None:
    found = messages("title: x\n" + "".join(f"key{number}: 1\n" for number in range(5_000)))
    assert len(found) == 201
    assert "mend the 200 problems above first" in found[-1]


def test_an_alias_that_two_entries_claim_is_a_problem_at_the_second() -> None:
    people = read_text("- name: Tom Christie\n  aliases: [tom]\n- name: Tom Jones\n  aliases: [Tom, TJ]\n", "people")
    (problem,) = cross_problems([people])
    assert (problem.place.line, problem.place.column) == (4, 13)
    assert problem.message == '"Tom" is claimed by two entries: Tom Jones, and Tom Christie in line 2'


def test_a_name_that_another_entry_has_as_alias_is_a_problem_at_the_alias() -> None:
    people = read_text("- name: A\n  aliases: [B]\n- name: B\n", "people")
    assert [problem.place.line for problem in cross_problems([people])] == [2]


def test_a_name_that_stands_twice_in_a_register_is_a_problem() -> None:
    people = read_text("- name: Tom Christie\n- name: tom  christie\n", "people")
    assert "in line 1" in cross_problems([people])[0].message


def test_one_name_may_stand_in_several_registers_and_twice_in_one_entry() -> None:
    people = read_text("- name: Linode\n  aliases: [linode, Linode]\n", "people")
    sponsors = read_text("- name: Linode\n", "sponsors")
    assert cross_problems([people, sponsors]) == ()


def test_two_episodes_of_one_slug_are_a_problem() -> None:
    here = read_text("title: a", path="show/episodes/250.yaml")
    there = read_text("title: b", path="show/episodes/2020/250.yaml")
    (problem,) = cross_problems([there, here])
    assert problem.place.path == "show/episodes/2020/250.yaml"


def test_a_dash_inside_a_text_is_no_slip() -> None:
    assert read_text("title: Foo - Bar\nsummary: Foo -\n  bar - baz\nnotes: >\n  Foo\n  - Bar\noutline:\n- A - B\n- C\n").good
