"""Episode numbers in a question, in every form that people give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.numbers import find_numbers, spelled
from bot.text import split

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)
UNITS += ["eighteen", "nineteen"]
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def numbers(text: str, hashes: tuple[int, ...] = (), after_show: tuple[int, ...] = ()) -> list[str]:
    """The numbers that a text surely gives."""
    return [n.text for n in find_numbers(split(text), frozenset(hashes), frozenset(after_show)) if n.sure]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("who was on episode 250?", ["250"]),
        ("ep 250", ["250"]),
        ("ep. 250", ["250"]),
        ("ep.250", ["250"]),
        ("ep250", ["250"]),
        ("episode number 250", ["250"]),
        ("number 007", ["7"]),
        ("no. 12", ["12"]),
        ("the 250th episode", ["250"]),
        ("the 3rd show", ["3"]),
        ("S02E03", ["s02e03"]),
        ("who was on s2e3", ["s2e3"]),
        ("episode two hundred and fifty", ["250"]),
        ("episode two hundred fifty", ["250"]),
        ("episode forty-two", ["42"]),
        ("episode one", ["1"]),
        ("nothing here", []),
        ("the one with tom", []),
        ("show one", []),
        ("3 months ago", []),
        ("episode 1234567", []),
    ],
)
def test_a_number_is_read_in_any_form(text: str, wanted: list[str]) -> None:
    assert numbers(text) == wanted


def test_a_hash_or_the_name_of_a_show_before_it_makes_a_number_sure() -> None:
    assert numbers("250") == []
    assert numbers("250", hashes=(0,)) == ["250"]
    assert numbers("reef 250", after_show=(1,)) == ["250"]


def test_a_bare_number_is_there_but_not_sure() -> None:
    (found,) = find_numbers(split("who was on 250"), frozenset(), frozenset())
    assert (found.text, found.sure, found.start, found.end) == ("250", False, 3, 4)


def test_the_words_that_said_it_are_told() -> None:
    (found,) = find_numbers(split("who was on episode two hundred and three please"), frozenset(), frozenset())
    assert (found.text, found.start, found.end) == ("203", 3, 8)


def _written(number: int) -> list[str]:
    """A number below ten thousand in English words."""
    said: list[str] = []
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            said += [UNITS[number // size], name]
            number %= size
    if said and number:
        said.append("and")
    if number >= 20:
        said.append(TENS[number // 10])
        number %= 10
        if not number:
            return said
    return [*said, UNITS[number]] if number or not said else said


@given(st.integers(0, 9999))
def test_every_number_written_out_is_read_back(number: int) -> None:
    said = _written(number)
    assert spelled(said, 0) == (number, len(said))


@given(st.lists(st.sampled_from([*UNITS, *TENS, "hundred", "thousand", "and", "episode", "7", "x"]), max_size=12))
def test_no_order_of_number_words_is_too_much(said: list[str]) -> None:
    for found in find_numbers(said, frozenset(), frozenset()):
        assert 0 <= found.start < found.end <= len(said)
        assert found.text
