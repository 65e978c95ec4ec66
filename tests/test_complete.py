"""Names offered while somebody types: exact, prefix, alias, typo, in that order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.catalog import Catalog, build
from bot.answers.complete import KINDS, MOST, Lists, Tier, mark_of
from bot.index import Counted, Row, gathered
from bot.model import Document, Entry, Show
from bot.text import squash, topic_key
from tests.patience import quickly


def made(names: dict[str, list[str]], rows: list[Row] = [], entries: tuple[Entry, ...] = ()) -> Lists:  # noqa: B006
    """Lists of these names by role, each used less than the one before, and of these episodes."""
    counted = [
        Counted(role, topic_key(name) if role == "topic" else squash(name), name, len(each) - at)
        for role, each in names.items()
        for at, name in enumerate(each)
    ]
    documents = [
        Document("tide/show.yaml", "show", "", show="tide", about_show=Show(slug="tide", name="Slow Tide")),
        Document("topics.yaml", "topics", "", entries=entries),
    ]
    return Lists(catalog(counted, rows, documents), rows)


def catalog(counted: list[Counted], rows: list[Row], documents: list[Document]) -> Catalog:
    """The catalog of what an index would hold."""
    return build(gathered(counted), rows, [], documents, {})


def row(number: int, title: str, day: str = "2021-01-01", slug: str = "") -> Row:
    """An episode."""
    return Row(number, f"tide/{slug or number}", "tide", number, str(number), title, day, False, 60)


PEOPLE = ["Maren Holt", "Anna Maren", "Marlene Fink", "Holt", "Martin Holtz"]


def names(lists: Lists, kind: str, typed: str) -> list[str]:
    """The names offered."""
    return [each.name for each in lists.complete(kind, typed)]  # type: ignore[arg-type]


def test_an_exact_name_comes_before_names_that_begin_so_and_those_before_later_words() -> None:
    lists = made({"guest": ["Holt Baker", "Maren Holt", "Holt"]})
    assert names(lists, "person", "holt") == ["Holt", "Holt Baker", "Maren Holt"]


def test_an_alias_comes_after_names_and_is_shown() -> None:
    entry = Entry("topic", "Kubernetes", aliases=("k8s",))
    lists = made({"topic": ["Kubernetes", "k8s at home"]}, entries=(entry,))
    found = lists.complete("topic", "k8")
    assert [each.name for each in found] == ["k8s at home", "Kubernetes"]
    assert found[1].alias == "k8s"


def test_an_alias_typed_in_full_is_exact() -> None:
    entry = Entry("topic", "Kubernetes", aliases=("k8s",))
    lists = made({"topic": ["Kubernetes", "k8s at home"]}, entries=(entry,))
    assert names(lists, "topic", "k8s") == ["Kubernetes", "k8s at home"]


@pytest.mark.parametrize("typed", ["mraen holt", "maren hlot", "mren ho", "MAREN-HOLT", "marenholt", "holt maren"])
def test_slips_order_case_and_spaces_do_not_matter(typed: str) -> None:
    assert names(made({"guest": PEOPLE}), "person", typed)[0] == "Maren Holt"


def test_names_with_slips_come_last() -> None:
    entry = Entry("topic", "Kelp", aliases=("Forestry",))
    lists = made({"topic": ["Kelp", "Forests", "Rain forest", "Fjord"]}, entries=(entry,))
    assert names(lists, "topic", "fores") == ["Forests", "Rain forest", "Kelp"]
    assert {each.tier for each in lists.complete("topic", "foerst")} == {Tier.TYPO}


def test_with_nothing_typed_the_most_frequent_are_offered() -> None:
    lists = made({"guest": [f"Guest {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(60)]})
    offered = names(lists, "person", "")
    assert len(offered) == MOST
    assert offered[0] == "Guest AA"


def test_a_number_offers_that_episode_then_those_that_begin_with_it_newest_first() -> None:
    rows = [row(n, f"Part {chr(96 + n % 26 + 1)}", f"20{n // 12:02d}-{n % 12 + 1:02d}-01") for n in range(1, 300)]
    for typed in ("25", "#25", "ep 25", "Episode 25"):
        found = made({}, rows).complete("episode", typed)
        assert [each.row.number for each in found if each.row][:4] == [25, 259, 258, 257]


def test_episodes_are_offered_by_words_of_their_titles_with_slips() -> None:
    rows = [row(1, "The kelp forests of the north"), row(2, "Old ports")]
    assert names(made({}, rows), "episode", "forsets kelp") == ["The kelp forests of the north"]


def test_what_does_not_fit_a_value_is_marked_and_found_again() -> None:
    long = "A" * 120
    lists = made({"guest": [long]}, [row(1, "One", slug="x" * 120)])
    person, episode = lists.complete("person", "aaa")[0], lists.complete("episode", "one")[0]
    assert (person.value, episode.value) == (mark_of(squash(long)), mark_of("tide/" + "x" * 120))
    assert lists.by_value("person", person.value) == lists.by_value("person", mark_of(squash(long)))
    assert lists.by_value("episode", episode.value) is not None


def test_every_value_leads_back_to_what_was_offered() -> None:
    lists = made({"guest": PEOPLE, "topic": ["C", "C++", "C#"], "sponsor": ["Rope Works"]}, [row(1, "One"), row(2, "One")])
    for kind in KINDS:
        for each in lists.complete(kind, ""):
            again = lists.by_value(kind, each.value)
            assert again is not None
            assert (again.thing, again.row) == (each.thing, each.row)


BIG = made(
    {
        "guest": [f"{a}{b} {c}son" for a in "Jo Ma Li Ro Te An".split() for b in "rg nna sa by".split() for c in PEOPLE * 13],
        "topic": [f"{a} {b} {n}" for n in range(40) for a in ("linux", "python", "home") for b in ("kernel", "desktop")],
    },
    [row(n, f"The {n % 97} ways of {n % 89} things number {n}") for n in range(2000)],
).warmed()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(KINDS))
def test_whatever_is_typed_there_is_an_answer_of_at_most_25_in_time(typed: str, kind: str) -> None:
    found = quickly(lambda: BIG.complete(kind, typed), 0.05)  # type: ignore[arg-type]
    assert len(found) <= MOST
    assert len({each.value for each in found}) == len(found)
    assert all(0 < len(each.value) <= 100 for each in found)


def test_half_an_emoji_is_no_error() -> None:
    assert BIG.complete("person", "\ud83d") == BIG.complete("person", "")
