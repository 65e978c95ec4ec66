"""Real feeds, the ugly ones too: imported, checked, and imported again without a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.feeds import read
from bot.importing import Source, carry_out, plan
from bot.knowledge import read_all, scan
from bot.model import Episode
from tests.importing_kit import FEEDS, NOW, files, problems

WRITTEN = {
    "corvette-today-truncated": 1,
    "cre": 30,
    "dw-langsam-nachrichten": 59,
    "giant-bombcast": 730,
    "gone-mobile": 56,
    "launched": 36,
    "linux-admin-show": 2,
    "oren-news-windows-1251": 0,
    "podcast-namespace-example": 3,
    "podcasting-2.0": 56,
    "serial": 40,
    "taverncast": 131,
}
"""Episodes that come out of each feed: eight items of the first are one, listed again; the news have nothing to play."""


async def imported(root: Path, name: str) -> dict[str, Episode]:
    """The episodes that a feed becomes, with guesses, by slug."""
    path = FEEDS / f"{name}.xml"
    if not path.exists():
        pytest.skip(f"the real feeds are not here: {path}")
    source = Source(read(path.read_bytes()), f"the feed file {path.name}")
    await carry_out(root, plan(root, name, [source], guess=True), at=NOW)
    before = files(root)
    again = plan(root, name, [source], guess=True)
    assert (again.changes, again.report.kept, again.report.guessed) == ({}, {}, [])
    await carry_out(root, again, at=NOW)
    assert files(root) == before
    documents = read_all(root, scan(root).files.values())
    return {document.slug: document.episode for document in documents if document.episode}


@pytest.mark.parametrize("name", WRITTEN)
async def test_a_real_feed_comes_in_clean_and_only_once(tmp_path: Path, name: str) -> None:
    found = await imported(tmp_path, name)
    assert len(found) == WRITTEN[name]
    assert problems(tmp_path) == []


async def test_no_feed_of_the_folder_is_left_out_here() -> None:
    if not FEEDS.is_dir():
        pytest.skip(f"the real feeds are not here: {FEEDS}")
    assert {path.stem for path in FEEDS.glob("*.xml")} == set(WRITTEN)


async def test_guests_in_titles_of_a_real_feed_are_guessed(tmp_path: Path) -> None:
    found = await imported(tmp_path, "launched")
    overcast = found["32-overcast-marco-arment"]
    assert [guest.name for guest in overcast.guests] == ["Marco Arment"]
    assert overcast.notes.startswith("Guessed from the feed's text, please confirm: guests Marco Arment")
    assert overcast.hosts is None


async def test_chapters_of_a_real_feed_come_in(tmp_path: Path) -> None:
    found = await imported(tmp_path, "cre")
    assert sum(bool(episode.chapters) for episode in found.values()) == 12
    assert found["206-das-ohr"].chapters[0].start == 0


async def test_people_of_a_real_feed_come_in_with_their_pages(tmp_path: Path) -> None:
    found = await imported(tmp_path, "podcasting-2.0")
    guest = found["57-rebel-rubes"].guests[0]
    assert (guest.name, guest.links[0].url) == ("Brian of London", "https://gist.github.com/brianoflondon/")
