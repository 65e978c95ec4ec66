"""Names found in what people type: misspelt, run together, in part, by another name; and kept apart where they differ."""

from __future__ import annotations

import pytest

from bot.match.names import Match, Names
from bot.match.things import How, Thing
from bot.match.titles import Titles
from bot.text import clean, squash, topic_key, words

PLAIN = frozenset("who was on the with and a tell me about is in what episode last next best one".split())


def person(name: str, *aliases: str) -> Thing:
    return Thing("person", name, (squash(name),), aliases, weight=1, guest=1)


def topic(name: str, *aliases: str) -> Thing:
    return Thing("topic", name, (topic_key(name),), aliases, weight=1)


THINGS = (
    person("Tom Christie", "tomchristie"),
    person("Radim Řehůřek"),
    person("Juan Luis Cano Rodriguez"),
    person("Dr. Ann-Marie O'Neil"),
    person("Bo Li"),
    person("Alexander Schepanovski"),
    Thing("sponsor", "Linode", ("linode",), ("linode.com",), weight=1),
    Thing("sponsor", "Cloud Guru", ("cloudguru",), weight=1),
    Thing("show", "LINUX Unplugged", ("linux-unplugged",)),
    topic("self-hosting"),
    topic("C++"),
    topic("C#"),
    topic("property-based testing", "PBT"),
    topic("HTTP/2"),
)
NAMES = Names(THINGS)


def found(text: str, names: Names = NAMES) -> list[Match]:
    """All readings of spans, the weightiest first."""
    return sorted(names.find(words(clean(text)), PLAIN), key=lambda match: -match.weight)


def best(text: str) -> str:
    """The name that a text most likely says; "" where it says none."""
    readings = found(text)
    return readings[0].thing.name if readings else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who is Tom Christie?", "Tom Christie"),
        ("who is TOM CHRISTIE", "Tom Christie"),
        ("tomchristie", "Tom Christie"),
        ("tom christy", "Tom Christie"),
        ("tom chritsie", "Tom Christie"),
        ("tonchristie", "Tom Christie"),
        ("@tomchristie", "Tom Christie"),
        ("was christie on", "Tom Christie"),
        ("radim rehurek", "Radim Řehůřek"),
        ("radim rehurak", "Radim Řehůřek"),
        ("juan rodriguez", "Juan Luis Cano Rodriguez"),
        ("the episode with ann marie oneil", "Dr. Ann-Marie O'Neil"),
        ("Dr. O’Neil", "Dr. Ann-Marie O'Neil"),
        ("alexander shepanovsky", "Alexander Schepanovski"),
        ("bo li", "Bo Li"),
        ("lniode offer", "Linode"),
        ("linode.com", "Linode"),
        ("cloudguru", "Cloud Guru"),
        ("cloud gury", "Cloud Guru"),
        ("lup 400", ""),
        ("lu 400", "LINUX Unplugged"),
        ("linux unpluged", "LINUX Unplugged"),
        ("self hosted", "self-hosting"),
        ("selfhosting", "self-hosting"),
        ("Self-Hosted", "self-hosting"),
        ("property based testing", "property-based testing"),
        ("propertybased testing", "property-based testing"),
        ("pbt", "property-based testing"),
        ("c++", "C++"),
        ("c#", "C#"),
        ("http/2", "HTTP/2"),
        ("", ""),
        ("who was on the last one", ""),
    ],
)
def test_a_name_is_found_as_people_type_it(text: str, name: str) -> None:
    assert best(text) == name


@pytest.mark.parametrize("text", ["bo la", "tim", "c", "cpp", "http/3", "linden", "tom", "thomas christensen"])
def test_what_is_near_but_another_name_is_not_taken_for_it(text: str) -> None:
    assert not [m for m in found(text) if m.how <= How.SHORT and m.thing.name in ("Bo Li", "C++", "C#", "HTTP/2", "Linode")]


def test_a_first_name_alone_is_less_than_the_whole_name() -> None:
    (part,) = [m for m in found("who is tom") if m.thing.name == "Tom Christie"]
    (whole,) = [m for m in found("who is tom christie") if m.end - m.start == 2]
    assert (part.how, whole.how, whole.score) == (How.PART, How.FULL, 100.0)
    assert part.score < whole.score


def test_a_slip_costs_and_is_counted() -> None:
    exact, slipped = found("linode")[0], found("linoed")[0]
    assert (exact.edits, exact.exact, exact.score) == (0, True, 100.0)
    assert (slipped.edits, slipped.exact) == (1, False)
    assert 0 < slipped.score < exact.score


def test_the_span_says_which_words_named_it() -> None:
    match = found("did they ever ask Tom Christie about it")[0]
    assert (match.start, match.end, match.text) == (4, 6, "tomchristie")


def test_ordinary_words_name_something_only_as_spelt() -> None:
    names = Names([person("Wirth"), person("Abbott"), person("The Best")])
    assert found("with about", names) == []
    assert [m.thing.name for m in found("the best", names) if m.how is How.FULL] == ["The Best"]


def test_a_name_of_two_owners_is_read_both_ways() -> None:
    names = Names([person("Flask"), topic("Flask")])
    assert {m.thing.kind for m in found("flask", names)} == {"person", "topic"}


def test_names_read_back_are_the_names_that_were_kept() -> None:
    again = Names(THINGS, NAMES.seal())
    assert not again.built
    assert again.words == NAMES.words
    for text in ("tom chritsie and lniode", "self hosted c++", "juan rodriguez", "nobody"):
        assert found(text, again) == found(text)
    assert Names(THINGS[1:], NAMES.seal()).built
    assert Names(THINGS, b"rubbish").built


def test_names_built_from_earlier_ones_are_as_if_built_anew() -> None:
    changed = [*THINGS[2:], person("Tom Christensen"), topic("self-hosting", "homelab"), person("Radim R.")]
    after, fresh = Names(changed, before=NAMES), Names(changed)
    for text in (
        "tom christie",
        "tom christensen",
        "radim rehurek",
        "radim r",
        "homelab",
        "lniode",
        "cloud guru",
        "c#",
        "bo li",
    ):
        assert set(found(text, after)) == set(found(text, fresh)), text


def test_a_title_is_found_by_some_of_its_words() -> None:
    titles = [
        Thing("episode", "The Kelp Forest at Night", ("reef/1",), show="reef"),
        Thing("episode", "Kelp for Breakfast", ("reef/2",), show="reef"),
        Thing("episode", "Spring Tides", ("reef/3",), show="reef"),
    ]
    index = Titles(titles)
    asked = words(clean("the one on the forrest of kelp"))
    ranked = sorted(index.find(asked, (), PLAIN), key=lambda match: -match.told)
    assert ranked[0].thing.keys == ("reef/1",)
    assert ranked[0].told > ranked[1].told
    assert ranked[0].covered < 1 == index.find(words("the kelp forest at night"), (), PLAIN)[0].covered
    assert index.find(words("submarine"), (), PLAIN) == []
