"""Follow-ups: what an earlier question meant is kept, what is said now is changed, for a bounded time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.answers.carry import Turn
from bot.answers.conversations import KEPT, MOST, Conversations
from bot.question.reading import Heard
from tests.asking import KNOWLEDGE, Asking, asking
from tests.knowledge_kit import write

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
SHOWS = {
    "reef/show.yaml": "name: Reef Talk\nhosts: [Ada Reyes]\n",
    "reef/episodes/1.yaml": """
        title: Why corals bleach
        number: 1
        date: 2020-03-04
        duration: 30:00
        guests: [Maren Holt, Piet Vos]
        sponsors: [{name: Saltworks, offer: 10 % off, code: REEF}]
        topics: [corals]
        events: [{name: Ocean Days, place: Lisbon}]
        chapters: [{start: "0:00", title: Hello}, {start: "12:30", title: The great bleaching}]
        """,
    "reef/episodes/2.yaml": """
        title: The kelp forest
        number: 2
        date: 2021-04-05
        guests: [Maren Holt]
        topics: [kelp]
        url: https://reef.example/2
        """,
    "reef/episodes/3.yaml": """
        title: Spring tides
        number: 3
        date: 2021-06-07
        guests: [Ines Duarte]
        sponsors: [Saltworks]
        topics: [tides]
        """,
    "knots/show.yaml": "name: Knots at Night\nhosts: [Bo Lind]\n",
    "knots/episodes/2.yaml": "title: Bowline\nnumber: 2\ndate: 2021-01-01\nguests: [Zoe Hart]\nsponsors: [Ropery]\n",
}


CORALS = "who was on the corals episode?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Asking]:
    async with asking(write(tmp_path / "knowledge", SHOWS), tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        (CORALS, "who sponsored that one?", {"sponsors": ["Saltworks"], "episodes": ["reef/1"]}),
        ("what is the kelp forest episode about?", "who was the guest?", {"people": ["Maren Holt"], "episodes": ["reef/2"]}),
        ("what is the kelp forest episode about?", "when did it come out?", {"values": {"date": "2021-04-05"}}),
        ("what is the kelp forest episode about?", "link?", {"values": {"url": "https://reef.example/2"}}),
        (CORALS, "how long is it?", {"values": {"seconds": 1800}, "episodes": ["reef/1"]}),
        (CORALS, "who hosted it?", {"people": ["Ada Reyes"], "episodes": ["reef/1"]}),
        (CORALS, "and the next one?", {"people": ["Maren Holt"], "episodes": ["reef/2"]}),
        ("who was on the spring tides episode?", "and the one before?", {"people": ["Maren Holt"], "episodes": ["reef/2"]}),
        ("who was the guest on reef talk 3?", "and on number 2?", {"people": ["Maren Holt"], "episodes": ["reef/2"]}),
        ("which episodes was Maren Holt on?", "and Ines Duarte?", {"people": ["Ines Duarte"], "episodes": ["reef/3"]}),
        ("episodes with Maren Holt in 2020", "and in 2021?", {"people": ["Maren Holt"], "episodes": ["reef/2"]}),
        ("episodes with Maren Holt", "how many is that?", {"values": {"count": 2}}),
        ("who is Ines Duarte?", "when was she on?", {"episodes": ["reef/3"], "values": {"date": "2021-06-07"}}),
        ("episodes about kelp", "and about tides?", {"episodes": ["reef/3"]}),
        ("who sponsored the corals episode?", "what is their code?", {"sponsors": ["Saltworks"], "values": {"code": "REEF"}}),
        ("which episodes of reef talk are from 2021?", "and knots at night?", {"episodes": ["knots/2"]}),
        ("who was on reef talk 1?", "what chapters are there?", {"episodes": ["reef/1"]}),
        (CORALS, "where do they talk about the great bleaching?", {"values": {"start_seconds": 750}}),
        (CORALS, "at what time do they get to the great bleaching?", {"values": {"start_seconds": 750}}),
        (CORALS, "what did they talk about?", {"episodes": ["reef/1"], "topics": ["corals"]}),
        (CORALS, "which conferences did they mention?", {"episodes": ["reef/1"]}),
        ("when was Maren Holt last on?", "and the first time?", {"episodes": ["reef/1"], "values": {"date": "2020-03-04"}}),
    ],
)  # fmt: skip
async def test_a_follow_up_keeps_what_was_meant(first: str, then: str, wanted: dict[str, object], desk: Asking) -> None:
    found = await desk.ask(then, first)
    assert found["status"] == "answered", found["answer"]
    assert {key: found[key] for key in wanted} == wanted, found["answer"]


async def test_a_conversation_goes_on_over_several_turns(desk: Asking) -> None:
    turns = ["who was on the spring tides episode?", "and the one before?", "and the one before that?"]
    assert (await desk.ask("who sponsored it?", *turns))["episodes"] == ["reef/1"]


async def test_the_show_talked_about_settles_a_number(desk: Asking) -> None:
    assert (await desk.ask("who was on number 2?"))["status"] == "ambiguous"
    assert (await desk.ask("who was on number 2?", CORALS))["episodes"] == ["reef/2"]
    assert (await desk.ask("who was on number 2?", "who was on bowline?"))["episodes"] == ["knots/2"]


async def test_a_new_subject_is_not_mixed_with_the_old_one(desk: Asking) -> None:
    for question in ("which episodes was Ines Duarte on?", "who hosts Knots at Night?", "who was on the bowline episode?"):
        assert await desk.ask(question, "episodes with Maren Holt in 2020") == await desk.ask(question)


async def test_a_question_that_was_not_answered_leaves_the_conversation_as_it_was(desk: Asking) -> None:
    turns = [CORALS, "what is the weather like?", "has Napoleon been on?"]
    assert (await desk.ask("who sponsored that one?", *turns))["sponsors"] == ["Saltworks"]


async def test_a_choice_asked_back_is_answered_when_asked(desk: Asking) -> None:
    asked = await desk.ask("who was on number 2?")
    assert 2 <= len(asked["choices"]) <= 5
    answers = [await desk.ask(choice["question"]) for choice in asked["choices"]]
    assert sorted(answer["episodes"][0] for answer in answers) == ["knots/2", "reef/2"]
    assert all(choice["label"] for choice in asked["choices"])


async def test_pointing_back_with_nothing_before_is_not_answered_by_a_guess(desk: Asking) -> None:
    for question in ("who sponsored that one?", "and the one before?", "what is their code?"):
        assert (await desk.ask(question))["status"] != "answered", question


async def _turn(desk: Asking, question: str) -> Turn:
    turn = (await desk.desk.answer(Heard(question), date(2024, 5, 1))).turn
    assert turn is not None
    return turn


async def test_conversations_are_apart_by_person_and_channel(desk: Asking) -> None:
    conversations = Conversations()
    conversations.put(("ann", "general"), await _turn(desk, CORALS), NOW)
    conversations.put(("ben", "general"), await _turn(desk, "who was on the bowline episode?"), NOW)
    for key, sponsor in ((("ann", "general"), "Saltworks"), (("ben", "general"), "Ropery")):
        earlier = conversations.get(key, NOW)
        reply = await desk.desk.answer(Heard("who sponsored it?"), NOW.date(), earlier)
        assert reply.turn is not None
        assert reply.turn.sponsors == (sponsor,)
    assert conversations.get(("ann", "off-topic"), NOW) is None


async def test_a_conversation_is_forgotten_after_its_time(desk: Asking) -> None:
    conversations = Conversations()
    turn = await _turn(desk, CORALS)
    conversations.put("ann", turn, NOW)
    assert conversations.get("ann", NOW + KEPT) is turn
    assert conversations.get("ann", NOW + KEPT + timedelta(seconds=1)) is None
    conversations.put("ann", turn, NOW + KEPT)
    assert conversations.get("ann", NOW + 2 * KEPT) is turn
    conversations.put("ann", None, NOW + 2 * KEPT)
    assert conversations.get("ann", NOW + 2 * KEPT) is turn


async def test_a_conversation_can_be_forgotten_at_once(desk: Asking) -> None:
    conversations = Conversations()
    conversations.put("ann", await _turn(desk, CORALS), NOW)
    conversations.forget("ann")
    conversations.forget("nobody")
    assert conversations.get("ann", NOW) is None


async def test_only_so_many_conversations_are_kept_and_the_oldest_go_first(desk: Asking) -> None:
    conversations = Conversations(most=3)
    turn = await _turn(desk, CORALS)
    for key in ("a", "b", "c", "a", "d"):
        conversations.put(key, turn, NOW)
    assert [key for key in "abcd" if conversations.get(key, NOW)] == ["a", "c", "d"]
    assert 0 < MOST < 100_000


async def test_the_shipped_episode_is_talked_about_as_people_do(tmp_path: Path) -> None:
    async with asking(KNOWLEDGE, tmp_path) as desk:
        first = "who was the guest of episode 250?"
        assert (await desk.ask("how long was it?", first))["values"] == {"seconds": 2625}
        assert (await desk.ask("what was it about?", first))["episodes"] == ["podcast-init/250-tom-christie"]
        assert (await desk.ask("who is he?", first))["people"] == ["Tom Christie"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who was on the corals episode and how long is it?", ("Maren Holt and Piet Vos", "30 min")),
        ("Who sponsored the corals episode? And when did it come out?", ("Saltworks", "4 March 2020")),
        ("how many episodes has reef talk, and which one is the newest", ("3 episodes", "Spring tides")),
        ("who hosts reef talk and who hosts knots at night?", ("Ada Reyes", "Bo Lind")),
    ],
)
async def test_two_questions_in_one_message_both_get_their_answer(desk: Asking, question: str, said: tuple[str, ...]) -> None:
    found = await desk.ask(question)
    assert found["status"] == "answered"
    assert [part for part in said if part not in found["answer"]] == []


async def test_what_is_found_for_either_of_two_questions_stands_in_one_answer_object(desk: Asking) -> None:
    found = await desk.ask("who was on the corals episode and when did it come out?")
    assert (found["people"], found["values"], found["episodes"]) == (
        ["Maren Holt", "Piet Vos"],
        {"date": "2020-03-04"},
        ["reef/1"],
    )


async def test_a_guess_behind_a_question_is_no_second_one(desk: Asking) -> None:
    assert (await desk.ask("who was on the corals episode? was it Ines?"))["people"] == ["Maren Holt", "Piet Vos"]


async def test_after_two_questions_the_talk_goes_on_from_the_second(desk: Asking) -> None:
    found = await desk.ask("and its sponsors?", "who hosts knots at night and who was on the corals episode?")
    assert found["sponsors"] == ["Saltworks"]


@pytest.mark.parametrize(
    "question", ["the newest episode, but not reef talk", "what's the latest episode outside of reef talk"]
)
async def test_a_show_that_is_left_out_is_not_searched(desk: Asking, question: str) -> None:
    assert (await desk.ask(question))["episodes"] == ["knots/2"]
