"""Days in a question: named, counted back, holidays, and stretches between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.dates import find_dates
from bot.question.holidays import easter, nth_weekday
from bot.text import split

NOW = date(2024, 5, 1)
"""A Wednesday."""


def spans(text: str, now: date = NOW) -> list[tuple[str, str]]:
    """The stretches of days that a text names."""
    return [(found.since, found.until) for found in find_dates(split(text), now)]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("episodes from 2021", "2021-01-01", "2021-12-31"),
        ("in march 2021", "2021-03-01", "2021-03-31"),
        ("in feb of 2020", "2020-02-01", "2020-02-29"),
        ("on 18 February 2020", "2020-02-18", "2020-02-18"),
        ("february 18th, 2020", "2020-02-18", "2020-02-18"),
        ("the 4th of april", "2024-04-04", "2024-04-04"),
        ("on 2020-02-18", "2020-02-18", "2020-02-18"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("18.02.2020", "2020-02-18", "2020-02-18"),
        ("in may", "2024-05-01", "2024-05-31"),
        ("in june", "2023-06-01", "2023-06-30"),
        ("yesterday", "2024-04-30", "2024-04-30"),
        ("last week", "2024-04-22", "2024-04-28"),
        ("this week", "2024-04-29", "2024-05-05"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("this year", "2024-01-01", "2024-12-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("last tuesday", "2024-04-30", "2024-04-30"),
        ("last wednesday", "2024-04-24", "2024-04-24"),
        ("in the past 10 days", "2024-04-21", "2024-05-01"),
        ("two years ago", "2022-01-01", "2022-12-31"),
        ("3 months ago", "2024-02-01", "2024-02-29"),
        ("christmas 2021", "2021-12-25", "2021-12-25"),
        ("at christmas", "2023-12-25", "2023-12-25"),
        ("new year's day 2022", "2022-01-01", "2022-01-01"),
        ("halloween", "2023-10-31", "2023-10-31"),
        ("thanksgiving 2023", "2023-11-23", "2023-11-23"),
        ("black friday of 2023", "2023-11-24", "2023-11-24"),
        ("easter 2024", "2024-03-31", "2024-03-31"),
        ("since 2020", "2020-01-01", ""),
        ("before march 2020", "", "2020-02-29"),
        ("after 2020", "2021-01-01", ""),
        ("until 2020", "", "2020-12-31"),
        ("between 2018 and 2020", "2018-01-01", "2020-12-31"),
        ("from march to may 2021", "2021-03-01", "2021-05-31"),
        ("2018 through 2020", "2018-01-01", "2020-12-31"),
        ("from march until may 2021", "2021-03-01", "2021-05-31"),
        ("in July of the year 2012", "2012-07-01", "2012-07-31"),
        ("march the 3rd 2021", "2021-03-03", "2021-03-03"),
        ("2/18/2020", "2020-02-18", "2020-02-18"),
        ("18/2/2020", "2020-02-18", "2020-02-18"),
        ("the past couple of weeks", "2024-04-17", "2024-05-01"),
        ("between the 22nd and the 30th of january 2024", "2024-01-22", "2024-01-30"),
        ("on the 12th of june 2023 till the 18th", "2023-06-12", "2023-06-18"),
        ("from 5 to 20 march", "2024-03-05", "2024-03-20"),
        ("between the 3rd and the 9th of that month, in June 2022", "2022-06-03", "2022-06-09"),
        ("in the summer of 2021", "2021-06-01", "2021-08-31"),
        ("last summer", "2023-06-01", "2023-08-31"),
        ("winter 2021", "2021-12-01", "2022-02-28"),
        ("q2 2023", "2023-04-01", "2023-06-30"),
        ("early 2022", "2022-01-01", "2022-04-30"),
        ("towards the end of 2021", "2021-10-01", "2021-12-31"),
        ("the second half of 2020", "2020-07-01", "2020-12-31"),
        ("the 2010s", "2010-01-01", "2019-12-31"),
    ],
)
def test_days_are_read_as_people_say_them(text: str, since: str, until: str) -> None:
    assert spans(text) == [(since, until)]


@pytest.mark.parametrize(
    "text", ["", "may i ask", "the march of time", "episode 250", "2020-13", "in 1850", "30.02.2020", "sun"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert [span for span in spans(text) if span != ("2020-01-01", "2020-12-31")] == []


def test_around_a_day_leaves_some_days_on_both_sides() -> None:
    (found,) = find_dates(split("around christmas 2021"), NOW)
    assert (found.since, found.until, found.near > 0) == ("2021-12-25", "2021-12-25", True)


def test_a_bare_year_is_told_apart_as_it_may_be_a_number() -> None:
    assert [found.year_only for found in find_dates(split("2021"), NOW)] == [True]
    assert [found.year_only for found in find_dates(split("may 2021"), NOW)] == [False]


def test_the_same_words_mean_other_days_at_another_time() -> None:
    assert spans("last month", date(2024, 1, 15)) == [("2023-12-01", "2023-12-31")]
    assert spans("yesterday", date(2024, 3, 1)) == [("2024-02-29", "2024-02-29")]


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2019, "04-21"), (2025, "04-20"), (2038, "04-25")],
)
def test_easter_falls_where_the_calendar_has_it(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_its_five_weeks(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.integers(1990, 2099), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1]))
def test_a_weekday_of_a_month_is_the_nth_of_its_kind(year: int, month: int, weekday: int, nth: int) -> None:
    day = nth_weekday(year, month, weekday, nth)
    assert (day.month, day.weekday()) == (month, weekday)
    other = day + timedelta(7) if nth == -1 else day - timedelta(7 * nth)
    assert other.month != month


@given(
    st.lists(st.sampled_from("since before in may 12th 2020 last week 3 months ago christmas easter and to between x".split()))
)
def test_no_order_of_words_is_too_much(said: list[str]) -> None:
    found = find_dates(said, NOW)
    assert all(one.start < one.end <= len(said) for one in found)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(len(day) in (0, 10) for one in found for day in (one.since, one.until))
