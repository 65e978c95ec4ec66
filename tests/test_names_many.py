"""Names where many people share one, and slips on both sides of a name."""

from __future__ import annotations

import pytest

from bot.match.names import Match, Names
from bot.match.pairs import FEW, near_pairs
from bot.match.things import Thing
from bot.text import clean, squash, words

PLAIN = frozenset("who was on the with and a about is in what episode last".split())
SURNAMES = [
    f"{first}{middle}{last}" for first in ("Ber", "Kol", "Dun", "Mar") for middle in "aeiou" for last in ("son", "wick", "ty")
]


def person(name: str) -> Thing:
    return Thing("person", name, (squash(name),), weight=1, guest=1)


MANY = Names(
    [
        *(person(f"Chris {surname}") for surname in SURNAMES),
        person("Chris Fisher"),
        person("Chris Zabrowski"),
        person("Wes Payne"),
    ]
)


def misspelt(text: str, names: Names = MANY) -> set[str]:
    """Those whose first name and surname may both be misspelt in a text."""
    return {match.thing.name for match in near_pairs(names, words(clean(text)), PLAIN)}


def alone(text: str) -> list[Match]:
    return MANY.find(words(clean(text)), PLAIN, namesakes=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("was kris fischer on", "Chris Fisher"),
        ("chriss fishr", "Chris Fisher"),
        ("fischer chriss", ""),
        ("kris nobody", ""),
        ("chriz zabrovsky", "Chris Zabrowski"),
        ("wess pain", "Wes Payne"),
        ("who was on", ""),
    ],
)
def test_of_many_with_one_first_name_the_one_with_the_surname_is_meant(text: str, name: str) -> None:
    assert len(SURNAMES) > FEW
    assert misspelt(text) == ({name} if name else set())


def test_a_first_name_of_many_is_read_once_and_stands_for_all_of_them() -> None:
    (reading,) = alone("was chris on")
    assert len(MANY.namesakes(reading)) == len(SURNAMES) + 2
    assert set(MANY.namesakes(reading)) == set(MANY.find(words("was chris on"), PLAIN))


def test_a_name_of_one_alone_has_no_namesakes() -> None:
    (reading,) = alone("payne")
    assert MANY.namesakes(reading) == [reading]
    (whole,) = (match for match in alone("chris fisher") if match.end - match.start == 2)
    assert MANY.namesakes(whole) == [whole]


def test_who_came_later_is_found_misspelt_and_is_kept() -> None:
    later = Names([*MANY.things, person("Chris Quillby")], before=MANY)
    kept = Names(later.things, later.seal())
    for names in (later, kept):
        assert misspelt("kris quilby", names) == {"Chris Quillby"}
        assert misspelt("wess pain", names) == {"Wes Payne"}
        assert {match.thing.name for match in names.find(words("chrisquilby"), PLAIN)} == {"Chris Quillby"}
    assert not kept.built
