"""Figures over many episodes, ranges of numbers, and places within one: asked in words, answered with values."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.asking import Asking, asking
from tests.knowledge_kit import write

CHAPTERS = "[{start: '0:00', title: Hello}, {start: '12:30', title: Saddles}, {start: '31:00', title: The long way home}]"
SHOWS = {
    "pedal/show.yaml": "name: Pedal Notes\nhosts: [Ada Reyes]\n",
    "pedal/episodes/1.yaml": """
        title: Chains
        number: 1
        date: 2020-03-04
        duration: 30:00
        guests: [Maren Holt]
        sponsors: [Saltworks]
        """,
    "pedal/episodes/2.yaml": f"""
        title: Down to the coast
        number: 2
        date: 2021-04-05
        duration: 40:00
        guests: [Piet Vos]
        sponsors: [Saltworks]
        chapters: {CHAPTERS}
        """,
    "pedal/episodes/3.yaml": """
        title: Rain
        number: 3
        date: 2021-04-19
        duration: 50:00
        guests: [Piet Vos]
        sponsors: [Ropery]
        """,
    "pedal/episodes/4.yaml": "title: Tandem\nnumber: 4\ndate: 2021-06-07\nguests: [Ines Duarte]\nsponsors: [Saltworks]\n",
    "knots/show.yaml": "name: Knots at Night\nhosts: [Bo Lind]\n",
    "knots/episodes/9.yaml": "title: Bowline\nnumber: 9\ndate: 2022-01-01\nduration: 20:00\nguests: [Maren Holt]\n",
}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Asking]:
    async with asking(write(tmp_path / "knowledge", SHOWS), tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "seconds", "count"),
    [
        ("how long is a pedal notes episode on average?", 2400, 3),
        ("what's the average length of pedal notes in 2021", 2700, 2),
        ("how many hours of pedal notes are there", 7200, 3),
        ("total runtime of everything?", 8400, 4),
    ],
)
async def test_lengths_are_added_up_over_the_episodes_whose_length_is_known(
    desk: Asking, question: str, seconds: int, count: int
) -> None:
    assert (await desk.ask(question))["values"] == {"seconds": seconds, "count": count}


@pytest.mark.parametrize(
    ("question", "said", "count"),
    [
        ("which year had the most pedal notes episodes?", "2021:", 3),
        ("what month had the most episodes", "April 2021", 2),
        ("which year did Saltworks sponsor the most episodes", "2021", 2),
    ],
)
async def test_the_busiest_year_and_month_are_told(desk: Asking, question: str, said: str, count: int) -> None:
    found = await desk.ask(question)
    assert (found["values"], said in found["answer"]) == ({"count": count}, True)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("who was on pedal notes 2 to 4?", ["pedal/4", "pedal/3", "pedal/2"]),
        ("sponsors of pedal notes episodes 1-3", ["pedal/3", "pedal/2", "pedal/1"]),
        ("pedal notes episodes between 1 and 2", ["pedal/2", "pedal/1"]),
    ],
)
async def test_a_range_of_numbers_names_all_between(desk: Asking, question: str, numbers: list[str]) -> None:
    assert (await desk.ask(question))["episodes"] == numbers


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("what are they talking about at 20:00 in pedal notes 2", 750),
        ("what's on at the 35 minute mark of pedal notes 2?", 1860),
        ("last chapter of pedal notes 2", 1860),
        ("first chapter of down to the coast", 0),
        ("which chapter comes after saddles in pedal notes 2", 1860),
        ("what came before the saddles chapter in pedal notes 2", 0),
    ],
)
async def test_a_chapter_is_found_by_the_clock_and_by_its_order(desk: Asking, question: str, start: int) -> None:
    assert (await desk.ask(question))["values"] == {"start_seconds": start}


@pytest.mark.parametrize(
    "question", ["what is on at 55:00 in pedal notes 2", "chapter after the long way home in pedal notes 2?"]
)
async def test_beyond_the_last_chapter_nothing_is_made_up(desk: Asking, question: str) -> None:
    found = await desk.ask(question)
    assert (found["values"], "no such chapter" in found["answer"]) == ({}, True)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which guests were on both pedal notes and knots at night?", {"people": ["Maren Holt"]}),
        ("which sponsors had at least 2 episodes", {"sponsors": ["Saltworks"]}),
        ("guests with more than 1 episode on pedal notes", {"people": ["Piet Vos"]}),
    ],
)
async def test_who_was_there_often_or_everywhere_is_told(desk: Asking, question: str, expected: dict[str, Any]) -> None:
    found = await desk.ask(question)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("question", ["i mean how long is pedal notes 2", "how long is the coast one in total?"])
async def test_the_length_of_one_episode_is_not_taken_for_that_of_many(desk: Asking, question: str) -> None:
    found = await desk.ask(question)
    assert (found["values"], found["episodes"]) == ({"seconds": 2400}, ["pedal/2"])


async def test_somebody_on_both_shows_is_asked_about_and_not_everybody(desk: Asking) -> None:
    found = await desk.ask("has Piet Vos been a guest on both pedal notes and knots at night?")
    assert found["people"] == ["Piet Vos"]
