"""Byte for byte: what an edit of a made file does not concern is in the new text as it was in the old."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.edits import Insert, Remove, Set, edit
from bot.knowledge import parse
from tests.made_kit import PARAGRAPHS, TEXT, Made, files

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
NEW = {
    "title": TEXT,
    "number": st.sampled_from(["7", "S02E03"]),
    "date": st.sampled_from(["2021", "2021-03-04"]),
    "url": st.just("https://example.org/new#part"),
    "summary": PARAGRAPHS,
    "notes": PARAGRAPHS,
    "guests": st.lists(st.sampled_from(["Ann: one", "Bea", "Ada 0"]), min_size=1, max_size=3, unique=True),
    "hosts": st.lists(st.sampled_from(["Cid", "yes", "Tom 1"]), min_size=1, max_size=3, unique=True),
    "topics": st.lists(st.sampled_from(["a, b", "#c", "Ada 0"]), min_size=1, max_size=3, unique=True),
    "sponsors": st.lists(st.sampled_from(["Dee", "250"]), min_size=1, max_size=3, unique=True),
}
"""Values to set, for each field that a made file may have."""


def readable(made: Made) -> Made:
    """The file, if there is nothing wrong with it."""
    assume(not parse("s/episodes/1.yaml", "episode", "s", "1", made.text.encode()).problems)
    return made


def edited(made: Made, *changes: Any) -> str:
    return edit("episode", made.text.encode(), changes).decode()


def around(made: Made, key: str, new: str) -> str:
    """What stands in place of a field in the new text; all before and after it must be as it was."""
    start, end = made.spans[key]
    before, after = made.text[:start], made.text[end:]
    assert new.startswith(before)
    assert new.endswith(after)
    assert len(new) >= len(before) + len(after)
    return new[start : len(new) - len(after)]


@MANY
@given(files().map(readable), st.data())
def test_a_changed_field_leaves_every_byte_before_and_after_it(made: Made, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(made.fields))
    middle = around(made, key, edited(made, Set(key, data.draw(NEW[key]))))
    start, end = made.spans[key]
    old = made.text[start:end]
    assert middle.startswith(re.match(r".*?:", old)[0])  # type: ignore[index]
    assert middle[len(middle.rstrip("\r\n")) :] == old[len(old.rstrip("\r\n")) :] or end == len(made.text)


@MANY
@given(files().map(readable), st.data())
def test_an_added_field_goes_in_at_one_place_between_two_bytes(made: Made, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([key for key in NEW if key not in made.spans] or ["credits.music.artist"]))
    new = edited(made, Set(key, data.draw(NEW.get(key, TEXT))))
    old = made.text
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert new.endswith(old[head:])
    gone = edit("episode", new.encode(), [Remove(key.split(".")[0])]).decode()
    assert [line for line in gone.splitlines() if line.strip()] == [line for line in old.splitlines() if line.strip()]


@MANY
@given(files().map(readable), st.data())
def test_a_removed_field_takes_nothing_with_it_but_its_own_lines_and_a_blank_one(made: Made, data: st.DataObject) -> None:
    keys = [key for key in made.fields if key != "title"]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    new = edited(made, Remove(key))
    start, end = made.spans[key]
    before, after = made.text[:start], made.text[end:]
    left = [line for line in made.text[start:end].splitlines() if re.match(r"\s*#", line)]
    assert new.startswith(before.rstrip("\r\n"))
    assert new.endswith(after.lstrip("\r\n"))
    middle = new[len(before.rstrip("\r\n")) : len(new) - len(after.lstrip("\r\n"))]
    assert all(not line.strip() or line in left for line in middle.splitlines())


@st.composite
def with_items(draw: Any) -> tuple[Made, str, list[tuple[int, int]]]:
    """A file, a list in it that is written with dashes, and where each of its items stands."""
    made = readable(draw(files()))
    found = []
    for key in ("guests", "hosts", "topics", "sponsors"):
        start, end = made.spans.get(key, (0, 0))
        first = re.search(r"(?m)^ *- ", made.text[start:end])
        dashes = [start + m.start() for m in re.finditer(f"(?m)^{first[0]}", made.text[start:end])] if first else []
        if dashes and "[" not in made.text[start:end].split("\n")[0]:
            found.append((key, list(zip(dashes, [*dashes[1:], end], strict=True))))
    assume(found)
    key, items = draw(st.sampled_from(found))
    return made, key, items


@MANY
@given(with_items(), st.data())
def test_a_change_in_one_item_leaves_every_byte_of_the_others(
    given_: tuple[Made, str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    made, key, items = given_
    at = data.draw(st.integers(0, len(items) - 1))
    path: tuple[str | int, ...] = (key, at) if key == "topics" else (key, at, "about")
    new = edited(made, Set(path, data.draw(TEXT if key == "topics" else PARAGRAPHS)))
    assert new.startswith(made.text[: items[at][0]])
    assert new.endswith(made.text[items[at][1] :])


@MANY
@given(with_items(), st.data())
def test_an_item_that_comes_or_goes_leaves_every_byte_of_the_others(
    given_: tuple[Made, str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    made, key, items = given_
    at = data.draw(st.integers(0, len(items)))
    new = edited(made, Insert(key, "Eve: new", at))
    old = made.text
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    assert new.endswith(old[head:])
    gone = data.draw(st.integers(0, len(items) - 1))
    new = edited(made, Remove((key, gone)))
    for each, (start, end) in enumerate(items):
        if each != gone:
            assert old[start:end].strip() in new
    around(made, key, new)
