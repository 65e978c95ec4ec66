"""What is taken in change by change is what would be read from nothing: names, titles, and answers."""

from __future__ import annotations

import os
import random
import tempfile
from datetime import date
from pathlib import Path

import pytest

from bot.answers.catalog import Catalog
from bot.answers.desk import Desk, open_desk
from bot.index import gathered, open_index
from bot.index.tally import changed
from bot.library import sync
from bot.text import words
from bot.trying import tried
from tests.knowledge_kit import write

TODAY = date(2024, 5, 1)
PEOPLE = ["Maren Holt", "Maren Hold", "Uma Lund", "Dr. Ola Nyström", "Bo Lind (bo)", "Ada Reyes"]
TOPICS = ["kelp", "kelps", "Tidal Power", "C++", "node.js", "rope work"]
SPONSORS = ["Linode", "Linnode", "Sail.io", "Salt Water Labs"]
TITLES = ["Kelp forests", "Kelp forrests", "Of ropes and knots", "The long tide", "Tide tables", "Storm glass"]
QUESTIONS = [
    "who was on episode 3",
    "which episodes had maren holt",
    "which episodes had maren hodl",
    "episodes about kelps",
    "the kelp forrests episode",
    "episodes sponsored by linnode",
    "who hosts slack tide",
    "the latest episode",
    "have you had uma lundd on",
    "which episodes are about tidal power",
    "how many episodes had ada reyes",
    "who is ola nystrom",
]
QUICK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def episode(chance: random.Random, number: int) -> str:
    """The text of an episode with some of the names."""
    lines = [f"title: {chance.choice(TITLES)}", f"number: {number}"]
    if chance.random() < 0.8:
        lines.append(f"date: 2024-{chance.randint(1, 4):02d}-{chance.randint(1, 28):02d}")
    for key, names in (("guests", PEOPLE), ("topics", TOPICS), ("sponsors", SPONSORS), ("hosts", PEOPLE)):
        if chance.random() < 0.6:
            lines.append(f"{key}: {chance.sample(names, chance.randint(0, 2))}")
    if chance.random() < 0.3:
        lines.append(f"aliases: [the {chance.choice(TITLES)} one]")
    return "\n".join(lines) + "\n"


def register(chance: random.Random, names: list[str]) -> str:
    """The text of a register; entries claim different names."""
    some = chance.sample(names, 3)
    return f"- name: {some[0]}\n  aliases: [{some[1]}]\n  about: maker of ropes\n- name: {some[2]}\n"


def change(root: Path, chance: random.Random) -> None:
    """One change of the folder, as somebody might make it."""
    file = root / "tide" / "episodes" / f"{(number := chance.randint(1, 14))}.yaml"
    what = chance.randrange(10)
    if what < 6:
        file.write_text(episode(chance, number))
    elif what == 6:
        file.unlink(missing_ok=True)
    elif what == 7:
        (root / "tide" / "show.yaml").write_text(f"name: Slack Tide\nhosts: {chance.sample(PEOPLE, 2)}\n")
    elif what == 8:
        (root / "people.yaml").write_text(register(chance, PEOPLE))
    else:
        (root / "topics.yaml").write_text(register(chance, TOPICS))


def known(catalog: Catalog) -> dict[str, object]:
    """All that a catalog says, without the numbers that it has for it inside."""
    names, titles = catalog.names, catalog.titles
    texts = [
        *PEOPLE,
        *TOPICS,
        *SPONSORS,
        *TITLES,
        "maren",
        "holt",
        "hold",
        "ola",
        "forrests",
        "forests",
        "linod",
        "tide tabels",
    ]
    return {
        "things": names.things,
        "words": names.words,
        "exact": {text: names.exact(text) for text in names.texts},
        "read": [sorted(map(repr, names.find(words(text), ()))) for text in texts],
        "spelt": [{(titles.word(n), edits) for n, edits in titles.spellings(w.folded)} for text in texts for w in words(text)],
        "stems": set(titles._stems),
        "titles": [titles.find(words(text), (), ()) for text in texts],
        "rest": [catalog.shows, catalog.sizes, catalog.entries, catalog.things, catalog.faqs, catalog.about, catalog.uses],
    }


async def anew(root: Path, folder: Path) -> tuple[dict[str, object], list[str]]:
    """What is known, and answered, where the folder is read from nothing."""
    async with open_index(folder / "anew.db") as index:
        await sync(root, index)
        desk = await open_desk(index)
        found = known(desk.catalog), await answers(desk)
    (folder / "anew.db").unlink()
    return found


async def answers(desk: Desk) -> list[str]:
    return [await tried(desk, question, "", TODAY) for question in QUESTIONS]


async def differing(root: Path, folder: Path, seed: int, steps: int) -> list[str]:
    """Where taking in change by change and reading anew differ, after each of some changes; empty where nowhere."""
    chance = random.Random(seed)
    async with open_index(folder / "index.db") as index:
        await sync(root, index)
        desk = await open_desk(index)
        for step in range(steps):
            for _ in range(chance.choice([1, 1, 1, 3])):
                change(root, chance)
            await sync(root, index)
            await desk.refresh()
            (want, said), got = await anew(root, folder), known(desk.catalog)
            wrong = [part for part in want if want[part] != got[part]]
            wrong += [q for q, a, b in zip(QUESTIONS, said, await answers(desk), strict=True) if a != b]
            if wrong:
                return [f"seed {seed} step {step}", *wrong]
    return []


def started(folder: Path) -> Path:
    """A show of twelve episodes."""
    chance = random.Random(0)
    files = {f"tide/episodes/{number}.yaml": episode(chance, number) for number in range(1, 13)}
    return write(folder / "notes", files | {"tide/show.yaml": "name: Slack Tide\nhosts: [Ada Reyes]\n"})


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_any_changes_the_bot_knows_what_it_would_know_after_a_new_start(seed: int) -> None:
    with tempfile.TemporaryDirectory(dir=QUICK) as folder:
        assert await differing(started(Path(folder)), Path(folder), seed, 20) == []


async def test_a_slip_in_a_name_that_was_mended_is_a_slip_of_the_right_name(tmp_path: Path) -> None:
    root = started(tmp_path)
    file = root / "tide/episodes/15.yaml"
    file.write_text("title: Brakish water\nnumber: 15\nguests: [Quentin Zebulom]\n")
    async with open_index(tmp_path / "index.db") as index:
        await sync(root, index)
        desk = await open_desk(index)
        file.write_text("title: Brackish water\nnumber: 15\nguests: [Quentin Zebulon]\n")
        await sync(root, index)
        await desk.refresh()
        assert "#15 Brackish water" in await tried(desk, "which episode had Quentin Zebulom?", "", TODAY)
        assert "#15 Brackish water" in await tried(desk, "when did the brakish water episode come out?", "", TODAY)


async def test_an_episode_whose_twin_of_the_same_name_goes_is_known_at_once(tmp_path: Path) -> None:
    root = write(tmp_path, {"tide/show.yaml": "name: Tide\n", "tide/episodes/1.yaml": "title: Old place\nnumber: 1\n"})
    async with open_index(tmp_path / "data" / "index.db") as index:
        await sync(root, index)
        write(root, {"tide/episodes/2020/1.yaml": "title: New place\nnumber: 1\n"})
        assert (await sync(root, index)).problems
        (root / "tide/episodes/1.yaml").unlink()
        assert (await sync(root, index)).problems == ()
        assert [row.title for row in await index.rows()] == ["New place"]


async def test_what_another_process_took_in_is_answered_here_too(tmp_path: Path) -> None:
    root = started(tmp_path)
    async with open_index(tmp_path / "index.db") as index, open_index(tmp_path / "index.db") as other:
        await sync(root, index)
        desk = await open_desk(index)
        assert not (await sync(root, index)).changed
        (root / "tide/episodes/15.yaml").write_text("title: Brackish\nnumber: 15\nguests: [Quentin Zebulon]\n")
        await sync(root, other)
        assert (await sync(root, index)).changed
        await desk.refresh()
        assert "Quentin Zebulon" in await tried(desk, "who was on episode 15?", "", TODAY)
        assert not (await sync(root, index)).changed


async def test_names_are_counted_as_the_table_has_them_whoever_writes(tmp_path: Path) -> None:
    root = started(tmp_path)
    async with open_index(tmp_path / "index.db") as index, open_index(tmp_path / "index.db") as other:
        await sync(root, index)
        before = await index.uses()
        assert await index.uses() is before
        (root / "tide/episodes/1.yaml").write_text("title: T\nguests: [Maren Holt, Quentin Zebulon]\n")
        await sync(root, other)
        (root / "tide/episodes/2.yaml").write_text("title: T\nguests: [Quentin Zebulon]\n")
        await sync(root, index)
        assert await index.uses() == await other.uses()
        assert [use.count for use in (await index.uses())["person", "quentinzebulon"]] == [2]


def test_uses_that_no_change_touches_stay_the_same_object() -> None:
    uses = gathered([])
    uses = changed(uses, [("guest", "ann", "Ann", 1), ("host", "ann", "Ann", 2), ("topic", "kelp", "kelp", 1)])
    later = changed(uses, [("topic", "kelp", "kelp", -1), ("guest", "ann", "Ann", 0)])
    assert set(later) == {("person", "ann")}
    assert [(use.kind, use.count) for use in later["person", "ann"]] == [("host", 2), ("guest", 1)]
    assert changed(uses, [("topic", "kelp", "Kelp", 1)])["person", "ann"] is uses["person", "ann"]
