"""Unanswered questions: which of them are the same, what is kept, and the entry that closes one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.config import Config
from bot.gaps import faq_entry, gap_key, note_gap, same_gap, visible_gaps
from bot.question.reader import read
from bot.rights import Member
from bot.service import Service, open_service
from tests.cmd_kit import PAIR
from tests.knowledge_kit import read_text, write

TODAY = date(2024, 5, 1)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with open_service(Config(write(tmp_path / "knowledge", PAIR), tmp_path / "data")) as opened:
        yield opened


async def note(service: Service, text: str, guild: int | None = 1, show: str = "") -> int | None:
    """The gap of a question."""
    return await note_gap(service, text, read(text, service.desk.catalog.vocabulary, TODAY), guild, show, 5.0)


SAME = [
    ("anything about quantum computers?", "have you ever talked about quantum computing?"),
    ("is there an episode on kubernetes clusters", "CLUSTERS of Kubernetes: any eps?"),
    ("do you cover kubernetes?", "any shows about kubernets"),
    ("who is Zaphod Beeblebrox?", "was zaphod beeblebrox ever on?"),
]
OTHER = [
    ("anything about rust?", "anything about dust?"),
    ("who is Zaphod Beeblebrox?", "who is Arthur Dent?"),
    ("anything about quantum computers?", "anything about quantum physics?"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
async def test_questions_that_mean_the_same_are_one_gap(service: Service, one: str, other: str) -> None:
    number = await note(service, one)
    assert number is not None
    assert await note(service, other) == number
    assert [gap.count for gap in await service.store.gaps.list(1)] == [2]


@pytest.mark.parametrize(("one", "other"), OTHER)
async def test_questions_about_different_things_are_two_gaps(service: Service, one: str, other: str) -> None:
    assert await note(service, one) != await note(service, other)


async def test_two_servers_have_gaps_of_their_own(service: Service) -> None:
    assert await note(service, "anything about quantum computers?", 1) != await note(
        service, "anything about quantum computers?", 2
    )


async def test_slips_are_joined_also_after_a_restart(tmp_path: Path) -> None:
    config = Config(write(tmp_path / "knowledge", PAIR), tmp_path / "data")
    async with open_service(config) as service:
        number = await note(service, "anything about kubernetes?")
    async with open_service(config) as service:
        assert await note(service, "anything about kubernets?") == number


async def test_what_is_about_nothing_is_no_gap(service: Service) -> None:
    for text in ("", "what?", "hello there", "who was on?"):
        assert await note(service, text) is None
    assert not await service.store.gaps.list()


async def test_the_example_is_kept_without_mentions(service: Service) -> None:
    number = await note(service, "<@123456789012345678> did <@!5> ever talk about quantum computers in <#99>?")
    gap = await service.store.gaps.get(number or 0)
    assert gap is not None
    assert gap.example == "did ever talk about quantum computers in ?"


async def test_a_gap_belongs_to_the_show_that_is_named_or_set(service: Service) -> None:
    for text, show, kept in (
        ("anything about quantum computers on slow tide?", "", "tide"),
        ("anything about gravity?", "crumb", "crumb"),
    ):
        gap = await service.store.gaps.get(await note(service, text, show=show) or 0)
        assert gap is not None
        assert gap.show == kept


async def test_each_sees_the_gaps_they_may_settle(service: Service) -> None:
    await note(service, "anything about quantum computers?", 1, "tide")
    await note(service, "anything about gravity?", 2, "tide")
    await note(service, "anything about gravity?", 2, "crumb")
    await note(service, "anything about magnetism?", 3, "crumb")
    store = service.store
    settings = await store.settings.get(1)
    seen = {
        who: {(gap.guild, gap.show) for gap in await visible_gaps(store, member, settings)}
        for who, member in {
            "listener": Member(5, 1),
            "manager": Member(5, 1, manages=True),
            "granted": Member(5, 1, granted=frozenset({"tide"})),
            "host": Member(5, None, host=True),
        }.items()
    }
    assert seen["listener"] == set()
    assert seen["manager"] == {(1, "tide")}
    assert seen["granted"] == {(1, "tide"), (2, "tide")}
    assert len(seen["host"]) == 3


def test_slips_in_short_words_part_gaps() -> None:
    assert same_gap("rust", ["dust"]) == "rust"
    assert same_gap("kubernets", ["kubernetes"]) == "kubernetes"
    assert same_gap("#250 kubernets", ["#251 kubernetes"]) == "#250 kubernets"


@pytest.mark.parametrize(
    "text", ["a: b", "- x\n- y", "yes", "1:30:00", 'say "hi" # not', "@everyone [x](http://y.example)", "emoji 🎧"]
)
def test_an_entry_is_read_back_as_it_was_written(text: str) -> None:
    document = read_text(faq_entry(f"{text}?", text, "https://x.example"), "faq", "tide/faq.yaml")
    assert document.problems == ()
    assert (document.faqs[0].question, document.faqs[0].answer) == (f"{' '.join(text.split())}?", text)


def test_the_key_of_a_question_is_its_words_in_order() -> None:
    from bot.answers.catalog import build

    vocabulary = build({}, [], [], [], {}).vocabulary
    assert gap_key(read("any episodes about quantum computers?", vocabulary, TODAY)) == "computer quantum"
