"""Files as people write them, made by Hypothesis: comments, quotes, blocks of text, anchors, lists in lines and in brackets."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.edits import Change, EditRefused, Insert, Remove, Set, edit
from bot.knowledge import parse
from bot.model import Episode
from tests.made_kit import PARAGRAPHS, TEXT, Made, files


def read(data: bytes) -> Episode | None:
    return parse("s/episodes/1.yaml", "episode", "s", "1", data).episode


def spared(old: str, new: str) -> tuple[int, int]:
    """Characters that both texts have in common at their beginning and at their end."""
    short = min(len(old), len(new))
    head = next((at for at in range(short) if old[at] != new[at]), short)
    tail = next((at for at in range(short - head) if old[-1 - at] != new[-1 - at]), short - head)
    return head, tail


def remarks(text: str) -> Counter[str]:
    return Counter(re.findall(r"#(?: a line of its own|- commented: out)", text))


def everything_but(episode: Episode, key: str) -> dict[str, Any]:
    return {name: getattr(episode, name) for name in Episode.__struct_fields__ if name != key}


MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@MANY
@given(files(), st.data())
def test_a_changed_or_added_text_is_read_back_and_all_else_stays(made: Made, data: st.DataObject) -> None:
    old = made.text.encode()
    before = read(old)
    if before is None:
        return
    key = data.draw(st.sampled_from(["title", "summary", "notes", "source" if not made.anchored else "notes"]))
    value = data.draw(TEXT if key == "title" else PARAGRAPHS)
    new = edit("episode", old, [Set(key, value)])
    after = read(new)
    assert after is not None
    assert getattr(after, key) == (" ".join(value.split()) if key == "title" else value.strip())
    assert everything_but(after, key) == everything_but(before, key)
    assert remarks(new.decode()) == remarks(made.text)
    if not getattr(before, key) and f"\n{key}:" not in "\n" + made.text.removeprefix("\ufeff"):
        assert sum(spared(made.text, new.decode())) >= len(made.text)


@MANY
@given(files(), st.data())
def test_a_removed_field_goes_and_all_else_stays(made: Made, data: st.DataObject) -> None:
    before = read(made.text.encode())
    names = [name for name in made.fields if name != "title"]
    if before is None or not names:
        return
    key = data.draw(st.sampled_from(names))
    new = edit("episode", made.text.encode(), [Remove(key)])
    after = read(new)
    assert after is not None
    assert not getattr(after, key)
    assert everything_but(after, key) == everything_but(before, key)
    assert sum(spared(made.text, new.decode())) >= len(new.decode())


@MANY
@given(files(), st.data())
def test_an_item_comes_and_goes_and_leaves_the_rest_alone(made: Made, data: st.DataObject) -> None:
    before = read(made.text.encode())
    if before is None:
        return
    key = data.draw(st.sampled_from(["guests", "topics", "sponsors"]))
    had = getattr(before, key)
    at = data.draw(st.integers(0, len(had)))
    name = data.draw(TEXT)
    new = edit("episode", made.text.encode(), [Insert(key, name, at)])
    after = read(new)
    assert after is not None
    items = list(getattr(after, key))
    added = items.pop(at)
    assert (added if key == "topics" else added.name) == " ".join(name.split())
    assert tuple(items) == had
    assert everything_but(after, key) == everything_but(before, key)
    again = read(edit("episode", new, [Remove((key, at))]))
    assert again == before


@MANY
@given(files(), st.data())
def test_a_guest_gets_more_to_say_in_any_style(made: Made, data: st.DataObject) -> None:
    before = read(made.text.encode())
    if before is None or not before.guests:
        return
    at = data.draw(st.integers(0, len(before.guests) - 1))
    about = data.draw(PARAGRAPHS)
    after = read(edit("episode", made.text.encode(), [Set(("guests", at, "about"), about)]))
    assert after is not None
    assert after.guests[at].about == about.strip()
    assert after.guests[at].name == before.guests[at].name
    assert everything_but(after, "guests") == everything_but(before, "guests")
    gone = read(edit("episode", made.text.encode(), [Set(("guests", at, "about"), about), Remove(("guests", at, "about"))]))
    assert gone is not None
    assert [guest.name for guest in gone.guests] == [guest.name for guest in before.guests]


@MANY
@given(st.binary(max_size=200), st.sampled_from([Set("title", "x"), Remove("title"), Insert("guests", "y")]))
def test_bytes_of_any_kind_are_edited_or_refused_but_never_break(data: bytes, change: Change) -> None:
    with suppress(EditRefused):
        assert isinstance(edit("episode", data, [change]), bytes)


def test_what_an_alias_repeats_is_not_changed_behind_its_back() -> None:
    text = b"title: T\nguests: &g\n  - Ann\nhosts: *g\n"
    with pytest.raises(EditRefused, match="cannot be changed here without harm"):
        edit("episode", text, [Insert("guests", "Bob")])
    with pytest.raises(EditRefused, match=r"\*g"):
        edit("episode", text, [Insert("hosts", "Bob")])
    assert edit("episode", text, [Set("hosts", ["Bob"])]) == b"title: T\nguests: &g\n  - Ann\nhosts:\n  - Bob\n"


def test_a_remark_below_a_value_does_not_become_part_of_a_long_text() -> None:
    text = b"title: T\nsummary: S\n  # about the summary\nnumber: 1\n"
    assert edit("episode", text, [Set("summary", "a\n\nb")]) == text.replace(b"summary: S", b'summary: "a\\n\\nb"')
    text = b"summary: |\n  S\nhosts:\n  - A\n  # - B\nnumber: 1\n"
    assert edit("episode", text, [Remove("hosts")]) == b"summary: |\n  S\nnumber: 1\n"


NAMES = st.sampled_from(["Ada 0", "Tom 1", "Bob 2", "New: one", "yes", "250"])
GUESTS = st.lists(
    st.one_of(NAMES, st.builds(lambda name, about: {"name": name, "about": about}, NAMES, PARAGRAPHS)),
    max_size=5,
    unique_by=lambda guest: guest if isinstance(guest, str) else guest["name"],
)


@MANY
@given(files(), GUESTS)
def test_a_whole_list_is_set_and_reads_back(made: Made, guests: list[Any]) -> None:
    before = read(made.text.encode())
    if before is None:
        return
    after = read(edit("episode", made.text.encode(), [Set("guests", guests)]))
    assert after is not None
    wanted = [(guest, "") if isinstance(guest, str) else (guest["name"], guest["about"].strip()) for guest in guests]
    assert [(guest.name, guest.about) for guest in after.guests] == wanted
    assert everything_but(after, "guests") == everything_but(before, "guests")
