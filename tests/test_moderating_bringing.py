"""Moderators bring in a show's feed from Discord: seen first, confirmed, and never over what people wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.sandbox import Message, Sandbox
from tests.feeds_kit import serving
from tests.importing_kit import item, rss
from tests.moderating_kit import FILES, KELP, Backstage, open_backstage

pytest_plugins = ["tests.wire.plugin"]
ITEMS = [item(1, "Kelp forests"), item(5, "Fog horns with Ruben Sand", "<description>Sponsored by Linode.</description>")]


class Feed:
    """What the server of the feed sends."""

    def __init__(self) -> None:
        self.items = list(ITEMS)

    async def send(self, _request: web.Request) -> web.StreamResponse:
        """The feed as it is now."""
        return web.Response(body=rss(*self.items), content_type="application/rss+xml")


@pytest.fixture
def feed() -> Feed:
    """The feed of the show."""
    return Feed()


@pytest.fixture
async def backstage(sandbox: Sandbox, tmp_path: Path, feed: Feed) -> AsyncIterator[Backstage]:
    """The bot over a show that names its feed."""
    async with serving(feed.send) as port:
        show = f"name: Slow Tide\nhosts: [Ines Duarte]\nfeed: http://127.0.0.1:{port}/rss\n"
        async with open_backstage(sandbox, tmp_path, FILES | {"tide/show.yaml": show}) as opened:
            opened.room.bot.config = replace(opened.room.bot.config, feed_networks=("127.0.0.1",))
            yield opened


async def imported(backstage: Backstage, **options: object) -> Message:
    """The proposal, or what the bot says instead, once it no longer tells how far it is."""
    said = await backstage.run(backstage.moss, "import", **options)
    await backstage.room.sandbox.wait_until(lambda: "the feed" not in said.text.splitlines()[0] or "Proposal" in said.text)
    return said


async def test_an_import_is_a_proposal_with_its_guesses_marked(backstage: Backstage) -> None:
    before = sorted(backstage.root.rglob("*.yaml"))
    proposal = await imported(backstage)
    assert "New: 1" in proposal.text
    assert "guest **Ruben Sand**" in proposal.text
    assert "sponsor **Linode**" in proposal.text
    assert proposal.only_for is backstage.moss.user
    assert sorted(backstage.root.rglob("*.yaml")) == before


async def test_a_confirmed_import_answers_and_a_second_one_finds_nothing_new(backstage: Backstage) -> None:
    mine = backstage.text()
    proposal = await imported(backstage)
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert "Ruben Sand" in (await backstage.room.ask("who was on episode 5?")).text
    assert "please confirm" in backstage.text("tide/episodes/5-fog-horns-with-ruben-sand.yaml")
    assert [line for line in mine.splitlines() if line not in backstage.text().splitlines()] == []
    assert "nothing new" in (await imported(backstage)).text


async def test_what_a_person_wrote_stays_though_the_feed_changes(backstage: Backstage, feed: Feed) -> None:
    await backstage.taken_in(backstage.press(backstage.moss, await imported(backstage), "Confirm"))
    edit = await backstage.edit(backstage.moss, "title", "Horns in the fog", name="Fog horns with Ruben Sand")
    await backstage.taken_in(backstage.press(backstage.moss, edit, "Confirm"))
    feed.items[1] = item(5, "Fog horns, again", "<description>Now longer.</description>")
    proposal = await imported(backstage)
    assert "5-fog-horns-with-ruben-sand.yaml`: title" in proposal.text.partition("Left as people wrote it")[2]
    await backstage.press(backstage.moss, proposal, "Confirm")
    assert "title: Horns in the fog" in backstage.text("tide/episodes/5-fog-horns-with-ruben-sand.yaml")


async def test_an_import_is_in_the_history_by_name_and_can_be_undone(backstage: Backstage) -> None:
    before = backstage.text()
    proposal = await imported(backstage, guesses=False)
    assert "Guessed" not in proposal.text
    await backstage.taken_in(backstage.press(backstage.moss, proposal, "Confirm"))
    assert "Moss: Import" in (await backstage.run(backstage.vera, "history")).text
    back = await backstage.run(backstage.vera, "undo", change="1")
    await backstage.taken_in(backstage.press(backstage.vera, back, "Confirm"))
    assert backstage.text() == before
    assert not list(backstage.root.glob("tide/episodes/5-*"))


async def test_an_import_that_somebody_overtakes_is_redone_on_the_new_text(backstage: Backstage) -> None:
    proposal = await imported(backstage)
    quick = await backstage.edit(backstage.vera, "number", "11")
    await backstage.press(backstage.vera, quick, "Confirm")
    late = await backstage.press(backstage.moss, proposal, "Confirm")
    assert "Somebody was quicker" in late.text
    again = await backstage.press(backstage.moss, late, "Redo on the new text")
    await backstage.room.sandbox.wait_until(lambda: "Proposal" in again.text)
    await backstage.press(backstage.moss, again, "Confirm")
    assert "number: 11" in backstage.text()
    assert "Fog horns" in backstage.text("tide/episodes/5-fog-horns-with-ruben-sand.yaml")


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "http://10.0.0.1/rss", "nonsense"])
async def test_nothing_but_public_addresses_is_fetched(backstage: Backstage, address: str) -> None:
    said = await imported(backstage, feed=address)
    assert "Proposal" not in said.text
    assert "root:" not in said.text


async def test_who_was_not_granted_the_show_cannot_import(backstage: Backstage) -> None:
    said = await backstage.run(backstage.room.ada, "import")
    assert "granted the show" in said.text
    (line,) = await backstage.room.service.store.audit.list(refused=True)
    assert line.deed == "knowledge import"


async def test_a_show_without_a_feed_is_told_how_to_give_one(sandbox: Sandbox, tmp_path: Path) -> None:
    async with open_backstage(sandbox, tmp_path) as opened:
        assert "names no feed" in (await imported(opened)).text
        assert KELP in {path.relative_to(opened.root).as_posix() for path in opened.root.rglob("*.yaml")}
