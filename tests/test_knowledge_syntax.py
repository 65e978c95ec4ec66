"""Text that is no YAML: what to do about it, and what was surely meant is read all the same."""

from __future__ import annotations

import pytest

from tests.knowledge_kit import messages, read_text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: a\nhosts:\n\t- Tom\n", "3:1: a tab stands at the beginning of this line; use spaces instead"),
        ("title: Foo: bar\n", '1:8: the text holds a colon followed by a space, so it needs quotes: title: "Foo: bar"'),
        ('title: My "x": bar\n', "1:8: the text holds a colon followed by a space, so it needs quotes: title: 'My \"x\": bar'"),
        ("title: @home\n", '1:8: text that begins with @ needs quotes: "@home"'),
        ("title: `code`\n", "1:8: text that begins with ` needs quotes"),
        ("title: **bold**\n", "1:8: text that begins with * needs quotes"),
        ("title: & more\n", "1:8: text that begins with & needs quotes"),
        ("title: [Bonus] Foo\n", '1:8: text that begins with [ needs quotes: "[Bonus] Foo"'),
        ("title:Foo\nnumber: 3\n", "1:6: put a space after the colon"),
        ("number: 3\ntitle:Foo\n", "2:6: put a space after the colon"),
        ("title: a\nhosts:\n-Tom\n", "3:1: put a space after the dash"),
        ('title: "Foo" bar\n', "1:8: the text goes on after the closing quote"),
        ("title: 'It's here'\n", "1:8: the text goes on after the closing quote"),
        ('title: "Foo\n', "1:8: the quote that begins here is never closed"),
        ("topics: [a, b\nnumber: 3\n", "1:9: the [ here is not closed by a ]"),
        ("title: a\nnumber\ndate: 2020\n", "2:1: this line has no colon"),
        ("title: a\n  number: 3\n", "2:3: this line looks like a key"),
        ("hosts:\n  - a\n - b\n", "3:2: this dash begins in column 2, unlike the lines it belongs with"),
        ("  title: a\nnumber: 3\n", "2:1: this line begins in column 1, unlike the lines it belongs with"),
        ("hosts: - a\n", "1:8: a list begins on a line of its own below its key"),
        ('title: "C:\\path"\n', "1:11: in double quotes a backslash has a meaning of its own"),
        ("title: | foo\n", "1:10: after | or > the text begins on the next line"),
        ("title: a\n<<<<<<< HEAD\nnumber: 3\n=======\nnumber: 4\n", "2:1: this line was left by git where two edits met"),
        ("%YAML 9.9\n---\ntitle: a\n", "1:1: "),
    ],
)
def test_a_slip_is_reported_with_what_to_do(text: str, problem: str) -> None:
    assert any(message.startswith(problem) for message in messages(text)), messages(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("title: Foo: bar\n", "Foo: bar"),
        ("title: @home\n", "@home"),
        ("title: [Bonus] Foo\n", "[Bonus] Foo"),
        ("title:Foo\n", "Foo"),
        ('title: it\'s: "x"\n', 'it\'s: "x"'),
    ],
)
def test_what_was_surely_meant_is_read_all_the_same(text: str, title: str) -> None:
    document = read_text(text + "number: 3\n")
    assert not document.good
    assert document.episode is not None
    assert (document.episode.title, document.episode.number) == (title, 3)


def test_reading_goes_on_after_a_slip_to_find_what_is_wrong_below() -> None:
    found = messages("title: Foo: bar\nhosts:\n\t- Tom\ngusts: [@x]\ndate: soon\n")
    assert [message.split(":")[0] for message in found] == ["1", "3", "4", "4", "5"]


def test_no_slip_is_explained_in_the_words_of_the_parser() -> None:
    texts = [
        "a: b: c",
        "\t- x",
        "[",
        "{a",
        "'",
        '"\\x',
        "- a\n b: c",
        "a\nb: c",
        "*",
        "&",
        "!<",
        "|x",
        "%",
        "@",
        "? a\n- b",
        "a: [b\nc: d",
    ]
    for text in texts:
        for message in messages(text):
            assert not any(word in message for word in ("mapping", "token", "scalar", "expected", "block", "flow", "anchor"))
