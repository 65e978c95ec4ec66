"""The sentences people read: short, exact, with lists cut and counted, and nothing in them live that should not be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.question.reading import Heard
from bot.wording import greeting, plain, say
from bot.wording.marks import address_of, escape, linked, shorten
from bot.wording.words import clock, date_words, joined, length_words, names, plural
from tests.asking import Asking, asking
from tests.knowledge_kit import write
from tests.patience import quickly

REEF = {
    "people.yaml": "- {name: Maren Holt, about: Diver and author of Reefs}\n",
    "reef/show.yaml": """
        name: Reef Talk
        description: Talks about the sea.
        hosts: [Ada Reyes, Bo Lind]
        url: reef.example
        contact: hello@reef.example
        complete: false
        """,
    "reef/episodes/1.yaml": """
        title: Why corals bleach
        number: 1
        date: 2020-02-18
        duration: 43:45
        url: https://reef.example/1
        guests: [{name: Maren Holt, about: Diver}]
        sponsors: [{name: Saltworks, offer: 10 % off, code: REEF, url: https://salt.example/reef}]
        """,
    "reef/episodes/2.yaml": "title: Kelp\nnumber: 2\nrecorded: 2020-03-05\nguests: [Piet Vos]\n",
    **{
        f"reef/episodes/{n}.yaml": f"title: Tide {n}\nnumber: {n}\ndate: 2021-01-{n:02}\ntopics: [tides]\n"
        for n in range(3, 15)
    },
}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Asking]:
    async with asking(write(tmp_path / "knowledge", REEF), tmp_path / "data") as opened:
        yield opened


async def said(desk: Asking, question: str) -> str:
    """The answer as Discord is sent it."""
    reply = await desk.desk.answer(Heard(question), date(2024, 5, 1))
    return say(reply.answer, desk.desk.catalog)


async def test_an_answer_cites_the_episode_by_number_title_link_and_date(desk: Asking) -> None:
    text = await said(desk, "which episode was Maren Holt on?")
    assert "#1 [Why corals bleach](https://reef.example/1)" in text
    assert "18 February 2020" in text
    assert "**Maren Holt**" in text


async def test_a_long_list_shows_the_newest_five_and_counts_the_rest(desk: Asking) -> None:
    text = await said(desk, "episodes about tides")
    assert [line.split()[1] for line in text.splitlines() if line.startswith("- ")] == ["#14", "#13", "#12", "#11", "#10"]
    assert "and 7 more" in text
    assert "12 episodes" in text


async def test_a_date_that_is_only_when_it_was_recorded_is_called_so(desk: Asking) -> None:
    assert "recorded" in (await said(desk, "when did episode 2 come out?")).lower()
    assert "recorded" not in (await said(desk, "when did episode 1 come out?")).lower()


async def test_where_notes_are_not_complete_counts_and_newest_say_so(desk: Asking, tmp_path: Path) -> None:
    questions = ("how many episodes are about tides?", "what is the latest episode?", "what is the first episode?")
    for question in questions:
        assert "in our notes" in await said(desk, question), question
    complete = {**REEF, "reef/show.yaml": "name: Reef Talk\ncomplete: true\n"}
    async with asking(write(tmp_path / "whole", complete), tmp_path / "other") as whole:
        for question in questions:
            assert "in our notes" not in await said(whole, question), question


async def test_what_is_not_known_is_said_plainly_with_the_nearest(desk: Asking) -> None:
    near = await said(desk, "has Maren Kowalski been on?")
    assert "Maren Holt" in near
    assert near.endswith("?")
    assert "in our notes" in near
    assert "#99" in await said(desk, "who was on episode 99?")
    assert "Reef Talk" in await said(desk, "what is the weather like?")


async def test_another_surname_is_somebody_else_whatever_word_it_is_like(desk: Asking) -> None:
    assert (await desk.ask("has Maren Holster been on?"))["status"] == "unknown"


async def test_a_false_premise_is_put_right(desk: Asking) -> None:
    assert "no sponsor" in await said(desk, "who sponsored episode 2?")
    assert "no guest" in await said(desk, "who was the guest of episode 3?")


async def test_an_offer_is_told_with_code_link_and_where_it_is_from(desk: Asking) -> None:
    text = await said(desk, "what is the saltworks code?")
    assert "REEF" in text
    assert "https://salt.example/reef" in text
    assert "#1" in text


async def test_asking_back_tells_how_many_there_are(desk: Asking, tmp_path: Path) -> None:
    guests = [f"Kim {name}" for name in ("Abel", "Berg", "Cruz", "Dahl", "Eck", "Fox", "Gray")]
    files = {f"reef/episodes/k{n}.yaml": f"title: Talk {n}\nguests: [{guest}]\n" for n, guest in enumerate(guests)}
    async with asking(write(tmp_path / "kims", {**REEF, **files}), tmp_path / "other") as kims:
        found = await kims.ask("which episodes was Kim on?")
        assert found["status"] == "ambiguous"
        assert len(found["choices"]) == 5
        assert "There are 7" in found["answer"]
        assert "Which Kim do you mean?" in found["answer"]
        assert [(await kims.ask(choice["question"]))["status"] for choice in found["choices"]] == ["answered"] * 5


async def test_the_greeting_names_the_show_and_what_can_be_asked(desk: Asking) -> None:
    text = greeting.greeting(desk.desk.catalog)
    assert "Reef Talk" in text
    for question in greeting.examples(desk.desk.catalog):
        assert (await desk.ask(question))["status"] == "answered", question


async def test_in_a_terminal_the_same_answer_is_plain(desk: Asking) -> None:
    text = plain(await said(desk, "which episode was Maren Holt on?"))
    assert "Why corals bleach (https://reef.example/1)" in text
    assert "*" not in text
    assert "\\" not in text


def test_dates_are_written_out() -> None:
    told = {"2020-02-18": "18 February 2020", "2020-12-01": "1 December 2020", "2020-02": "February 2020", "2020": "2020"}
    assert {day: date_words(day) for day in told} == told


def test_lengths_and_places_are_told_in_hours_minutes_seconds() -> None:
    lengths = {50: "50 s", 60: "1 min 00 s", 2625: "43 min 45 s", 3600: "1 h 00 min", 3725: "1 h 02 min 05 s"}
    assert {seconds: length_words(seconds) for seconds in lengths} == lengths
    assert [clock(n) for n in (0, 65, 1115, 3723)] == ["0:00", "1:05", "18:35", "1:02:03"]


def test_names_are_joined_and_counted() -> None:
    assert [joined(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined(["a", "", "b"], "or") == "a or b"
    assert names(["A", "B", "C"], 2) == "**A**, **B** and 1 more"
    assert [plural(n, "episode") for n in (0, 1, 2, 1234)] == ["no episodes", "1 episode", "2 episodes", "1,234 episodes"]
    assert plural(2, "entry", "entries") == "2 entries"


def test_a_text_is_cut_at_a_word() -> None:
    assert shorten("one two three", 100) == "one two three"
    assert shorten("one  two\nthree", 9) == "one two…"
    assert len(shorten("x" * 500, 80)) == 80


@pytest.mark.parametrize(
    "text",
    ["*bold*", "_it_ __u__", "~~s~~", "`c`", "||s||", "[a](https://b)", "<@1>", "# h", "- l", "1. l", "> q", "-# s", "a\\b"],
)
def test_formatting_is_shown_letter_by_letter_and_read_back(text: str) -> None:
    assert plain(escape(text)) == text
    assert escape(text) != text


def test_marks_in_great_number_take_no_time() -> None:
    for text in ("\n" * 10_000, "\n " * 5_000, "[" * 10_000, "[a](" * 2_500, "\\" * 10_000, "*_~`|" * 2_000, "1" * 10_000):
        assert quickly(lambda text=text: plain(escape(text)), 0.5) == text


def test_mentions_and_invites_are_kept_from_working() -> None:
    for text in ("@everyone", "@here", "discord.gg/abc", "DISCORD.com/invite/abc"):
        assert text not in escape(f"hey {text} there")
        assert plain(escape(text)) == text


def test_only_web_addresses_are_linked_and_none_breaks_out() -> None:
    assert linked("a", "javascript:alert(1)") == linked("a", "") == linked("a", "https://x y") == "a"
    assert linked("[x](y)", "https://a.example/(b)") == r"[\[x\](y)](https://a.example/%28b%29)"
    assert not set("()<>[]*|") & set(address_of("https://a.example/()<>[]*|"))
