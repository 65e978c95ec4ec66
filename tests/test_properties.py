"""What holds for every text: nothing raises, manners change nothing, and nothing in an answer is live that should not be."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.question.reading import Heard
from bot.text import clean, fold, split, squash, stem, words
from bot.wording import plain, say
from bot.wording.marks import escape
from tests.asking import DATA, KNOWLEDGE, Asking, Line, asking, read_lines
from tests.knowledge_kit import write
from tests.patience import quickly

SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
LONGEST = 10_000
SECONDS = 0.25
"""Of the processor, for the longest text; ordinary ones take a thousandth of it."""

SAID = """who was on§episode§250§#§S02E03§Tom Christie§linode§since 2020§between§and§the one before§?§$20§c++§c#§http/2
'; DROP TABLE episode; --§" OR 1=1§NEAR(a b, 5)§title:§a*§^§NOT§AND OR§{x} :§%§\\§()§**bold**§[x](https://evil.example)§<@1>§@everyone
||s||§```§שלום§مرحبا§日本語§é§ﬁ§İ§ß§🚀§👩\u200d🚀§٣§²§½§..§a.b.c§--§'§’s§1/2§99999999999999999999§\u200b§\u202e§\u2066§\ufeff§e\u0301"""
FRAGMENTS = [*SAID.replace("\n", "§").split("§"), "\x00", "\x1b[31m", "\n", "\t", "\ud800", "0" * 30, "s" * 70]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=10)), max_size=25).map(" ".join),
    st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(["", " "])).map(lambda unit: ("".join(unit) * LONGEST)[:LONGEST]),
)  # fmt: skip

ADDRESSED = [line for line in read_lines(DATA / "shipped.jsonl") if not line.get("mode") and not line.get("after")]
MANNERS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small letters": str.lower,
    "spaces around": lambda text: f"  {text}\n ",
    "a question mark": lambda text: f"{text.rstrip('?')}?",
    "no question mark": lambda text: text.rstrip("?"),
    "please": lambda text: f"{text.rstrip('?')} please",
}


class Talk:
    """The shipped knowledge at a desk of its own loop, for tests that Hypothesis calls many times."""

    def __init__(self, data: Path) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._desk: Asking = self._runner.run(self._stack.enter_async_context(asking(KNOWLEDGE, data)))

    def ask(self, text: str) -> Line:
        """The answer object."""
        return self._runner.run(self._desk.ask(text))

    def overhear(self, text: str) -> Line:
        """The answer object of an overheard line."""
        return self._runner.run(self._desk.overhear(text))

    def close(self) -> None:
        """Ends the loop."""
        self._runner.run(self._stack.aclose())
        self._runner.close()


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    opened = Talk(tmp_path_factory.mktemp("talk"))
    yield opened
    opened.close()


@SETTINGS
@given(TEXTS)
@example("")
@example("\x00")
@example("who was on " + "tom " * 2_400)
def test_no_text_raises_or_takes_long(talk: Talk, text: str) -> None:
    found = quickly(lambda: talk.ask(text), SECONDS)
    assert found["status"] in ("answered", "unknown", "ambiguous")
    assert found["answer"].strip()
    assert 2 <= len(found["choices"]) <= 5 or found["status"] != "ambiguous"
    json.dumps(found)


@SETTINGS
@given(TEXTS)
def test_no_overheard_text_is_answered_with_doubt(talk: Talk, text: str) -> None:
    found = talk.overhear(text)
    assert found["status"] in ("answered", "silent")
    assert bool(found["answer"]) == (found["status"] == "answered")


@SETTINGS
@given(TEXTS)
def test_the_same_question_gives_the_same_answer(talk: Talk, text: str) -> None:
    assert talk.ask(text) == talk.ask(text)


@pytest.mark.parametrize("manner", MANNERS)
def test_manners_never_change_an_answer(manner: str, talk: Talk) -> None:
    def told(question: str) -> Line:
        found = talk.ask(question)
        labels = [choice["label"] for choice in found["choices"]]
        return {**found, "question": "", "answer": found["answer"].casefold(), "choices": labels}

    questions = [line["question"] for line in ADDRESSED]
    changed = {q: (told(q), told(MANNERS[manner](q))) for q in questions}
    assert not {q: (before["answer"], after["answer"]) for q, (before, after) in changed.items() if before != after}


@SETTINGS
@given(st.text())
def test_text_made_comparable_stays_so(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert squash(squash(text)) == squash(text)
    assert all(word.folded == fold(word.folded) and word.folded for word in words(clean(text)))
    assert all(0 <= word.start < word.end <= len(clean(text)) for word in words(clean(text)))
    assert all(len(stem(word)) >= min(3, len(word)) for word in split(text))


MARKS = """**loud**§*it*§__under__§_it_§~~gone~~§||hidden||§`code`§```block```§> quote§# head§### head§-# small§- item§1. item
[click](https://evil.example)§[click](<https://evil.example>)§<https://evil.example>§](https://evil.example)§<@1>§<@&2>§<#3>§<:x:4>
<t:0:R>§</ask:5>§@everyone§@here§discord.gg/evil§\\§\\\\§\\*§**§*§_§`§|§[§]§(§)§\u202e"""
HOSTILE = MARKS.replace("\n", "§").split("§")
NASTY = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join)
LONG = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=6).map("\n".join)
ASKED = """
what is episode 1 about?
who was the guest of episode 1?
who sponsored episode 1?
what did the sponsor of episode 1 offer?
outline of episode 1
chapters of episode 1
which conferences came up in episode 1?
what picks were in episode 1?
which topics were in episode 1?
who hosts the show?
what is this podcast about?
how do I contact the show?
where is the chat?
what is the music?
is there a related podcast?
which shows do you know?
what can you do?
who was the most frequent guest?
who was on episode 99?
what do hostile people write?
""".strip().splitlines()


def _files(name: str, prose: str) -> dict[str, str]:
    """A show in which every text is hostile."""
    episode = {
        "title": name,
        "number": 1,
        "date": "2020-02-18",
        "summary": prose,
        "url": "https://reef.example/1",
        "guests": [{"name": name, "about": prose}],
        "topics": [name],
        "sponsors": [{"name": name, "offer": name, "code": name, "about": prose, "url": "https://reef.example/2"}],
        "events": [{"name": name, "place": name, "by": [name], "offer": name}],
        "outline": [name, [name]],
        "chapters": [{"start": "1:00", "title": name}],
        "links": [{"title": name, "url": "https://reef.example/3"}],
        "picks": [{"by": name, "title": name, "url": "https://reef.example/4"}],
    }
    show = {
        "name": name,
        "description": prose,
        "contact": name,
        "hosts": [{"name": name, "about": prose}],
        "community": [{"title": name, "url": "https://reef.example/5", "about": prose}],
        "credits": {"music": {"title": name, "artist": name}},
        "related": [{"name": name, "about": prose, "url": "https://reef.example/6"}],
    }
    faq = [{"question": "what do hostile people write?", "answer": prose}]
    files = {"s/show.yaml": show, "s/episodes/1.yaml": episode, "s/faq.yaml": faq}
    return {path: json.dumps(held) for path, held in files.items()}


OURS = re.compile(
    r"\[[^\]\n]*\]\(https://reef\.example/\d\)|<https://reef\.example/\d>|`\d+:\d\d`|\*\*|^ *- |^-# ", re.MULTILINE
)
"""What the wording itself writes in Markdown."""


def _live(markdown: str) -> list[str]:
    """Everything in a message that Discord would act on and that is not of our own making."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "x", markdown)
    ours = OURS.sub("", bare)
    found = re.findall(r"[*_~`|<]|\]\(|^\s*(?:#{1,3}|-#|[-+]|\d+[.)]|>)\s|@everyone|@here|discord\.gg/", ours, re.MULTILINE)
    return [*found, *(["unpaired **"] if bare.count("**") % 2 else [])]


@settings(SETTINGS, max_examples=20)
@given(NASTY, LONG)
def test_nothing_from_hostile_knowledge_is_live(tmp_path_factory: pytest.TempPathFactory, name: str, prose: str) -> None:
    folder = write(tmp_path_factory.mktemp("hostile"), _files(name, prose))

    async def said() -> dict[str, str]:
        async with asking(folder / "", folder / "data") as desk:
            questions = [*ASKED, f"who is {name}?", f"any episode about {prose}?"]
            replies = {q: await desk.desk.answer(Heard(q), date(2024, 5, 1)) for q in questions}
            return {q: say(reply.answer, desk.desk.catalog) for q, reply in replies.items()}

    answers = asyncio.run(said())
    assert not {q: (live, text) for q, text in answers.items() if (live := _live(text))}


@SETTINGS
@given(st.text() | NASTY | LONG)
def test_what_is_escaped_reads_as_it_was_written(text: str) -> None:
    assert plain(escape(text)) == text.replace("\u200b", "")
    assert not _live(escape(text))
