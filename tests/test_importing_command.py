"""`python -m bot import`: from a file, a folder and an address, once and again, with a history."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli import main
from bot.config import Config
from bot.importing import gather
from bot.importing.command import run_import
from bot.store import open_store
from tests.feeds_kit import serving
from tests.importing_kit import files, item, problems, rss

NOW = "2024-05-01T12:00:00Z"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "knowledge").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Away from the settings of whoever runs the tests."""
    monkeypatch.chdir(root)
    for name in ("KNOWLEDGE_DIR", "DATA_DIR", "FEED_NETWORKS"):
        monkeypatch.delenv(name, raising=False)


def feed(root: Path, name: str = "feed.xml", data: bytes = b"") -> str:
    path = root / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data or rss(item(1, "One"), item(2, "Two")))
    return str(path)


def bring(*words: str) -> int:
    return main(["import", *words, "--now", NOW])


def test_a_feed_in_a_file_becomes_a_show(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(feed(root), "--show", "talks") == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("talks: 3 files written, 0 brought up to date, 0 as they should be\n")
    assert printed.err == ""
    assert sorted(path for path in files(root / "knowledge") if path.endswith(".yaml")) == [
        "talks/episodes/1-one.yaml",
        "talks/episodes/2-two.yaml",
        "talks/show.yaml",
    ]
    assert problems(root / "knowledge") == []


def test_a_second_run_says_that_all_is_as_it_should_be(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(feed(root), "--show", "talks")
    before = files(root / "knowledge")
    capsys.readouterr()
    assert bring(feed(root), "--show", "talks") == 0
    assert capsys.readouterr().out.startswith("talks: 0 files written, 0 brought up to date, 3 as they should be\n")
    assert files(root / "knowledge") == before


def test_a_dry_run_writes_nothing_at_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(feed(root), "--show", "talks", "--dry-run") == 0
    assert "3 files would be written" in capsys.readouterr().out
    assert files(root / "knowledge") == {}
    assert not (root / "data").exists()


def test_a_terminal_sees_a_bar_that_is_gone_in_the_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert bring(feed(root), "--show", "talks") == 0
    drawn = screen.getvalue().split("\r")
    assert any(part.startswith("talks: reading [###") and part.rstrip().endswith("1/2") for part in drawn)
    assert any(part.startswith("talks: writing [###") and part.rstrip().endswith("3/3") for part in drawn)
    assert drawn[-2].strip() == drawn[-1] == ""


def test_a_folder_of_feeds_becomes_a_show_for_each(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed(root, "many/a.xml")
    feed(root, "many/b.rss", rss(item(1, "One")).replace(b"<title>Talks<", b"<title>Other Talks<"))
    feed(root, "many/page.xml", b"<html><body>no feed</body></html>")
    assert bring(str(root / "many")) == 0
    printed = capsys.readouterr()
    assert sorted(path.name for path in (root / "knowledge").iterdir() if path.name[0] != ".") == ["other-talks", "talks"]
    assert "page.xml: It is a web page, not a feed" in printed.err


def test_what_is_no_feed_ends_with_one_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(feed(root, "page.xml", b"<html></html>"), "--show", "talks") == 1
    assert bring("no such place", "--show", "talks") == 2
    assert "neither a file, nor a folder, nor a web address" in capsys.readouterr().err
    assert bring(feed(root), "--show", "../up") == 2
    assert files(root / "knowledge") == {}


def test_a_folder_that_lacks_is_not_made_by_surprise(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(feed(root), "--show", "talks", "--knowledge", str(root / "typo")) == 2
    assert "does not exist" in capsys.readouterr().err
    assert not (root / "typo").exists()


async def test_the_store_keeps_what_was_imported(root: Path) -> None:
    place = feed(root)
    assert await _aside(place) == 0
    async with open_store(root / "data" / "state.db") as store:
        (line,) = await store.edits.list()
        assert (line.source, line.name, line.count, line.at) == ("import", "Import", 3, 1714564800.0)
        last = await store.edits.latest("talks/episodes/1-one.yaml")
        assert last is not None
        assert last.files[0].after == (root / "knowledge/talks/episodes/1-one.yaml").read_bytes()


def test_in_a_git_work_tree_an_import_is_a_commit(root: Path) -> None:
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.com"]
    for words in (["init", "-q", "-b", "main"], [*who, "commit", "-q", "--allow-empty", "-m", "Start"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert bring(feed(root), "--show", "talks") == 0
    show = ["git", "log", "--stat", "--format=%an: %s"]
    said = subprocess.run(show, cwd=root, check=True, capture_output=True, text=True).stdout
    remembered, _, imported = said.partition("Import: Import from the feed of talks")
    assert remembered.startswith("Import: Remember what was imported into talks")
    assert "talks/.imported.json" in remembered
    assert "1-one.yaml" in imported
    assert not (root / "data").exists()
    assert bring(feed(root), "--show", "talks") == 0
    assert subprocess.run(show, cwd=root, check=True, capture_output=True, text=True).stdout == said
    status = subprocess.run(["git", "status", "--short", "knowledge"], cwd=root, check=True, capture_output=True, text=True)
    assert status.stdout == ""


def test_in_a_clone_of_the_repository_an_import_still_knows_what_people_wrote(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = ["-c", "user.name=Owner", "-c", "user.email=owner@example.com"]
    for words in (["init", "-q", "-b", "main"], [*who, "commit", "-q", "--allow-empty", "-m", "Start"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    place = feed(root)
    assert bring(place, "--show", "talks") == 0
    subprocess.run(["git", "clone", "-q", str(root), str(root / "clone")], check=True)
    file = root / "clone/knowledge/talks/episodes/1-one.yaml"
    file.write_text(file.read_text().replace("title: ", "title: Our own ", 1))
    capsys.readouterr()
    assert main(["import", str(place), "--show", "talks", "--knowledge", str(root / "clone/knowledge")]) == 0
    assert "0 files written, 0 brought up to date" in capsys.readouterr().out
    assert file.read_text().count("title: Our own ") == 1


async def test_an_address_is_fetched_with_all_its_pages() -> None:
    first = rss(item(2, "Two"), about='<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/older"/>')
    async with site(feed=first, older=rss(item(1, "One"))) as home:
        (found,), troubles = await gather(f"{home}/feed", ("127.0.0.1",))
    assert troubles == []
    assert [each.title for each in found.source.feed.items] == ["Two", "One"]
    assert (found.source.label, found.source.address) == ("the feed at 127.0.0.1", f"{home}/feed")
    assert found.source.feed.next_page == ""


async def test_an_address_with_a_listeners_key_is_kept_to_itself() -> None:
    async with site(feed=rss(item(1, "One"))) as home:
        (found,), _ = await gather(f"{home}/feed?token=secret", ("127.0.0.1",))
    assert "secret" not in f"{found.name} {found.source.label} {found.source.address}"


async def test_a_private_address_is_not_fetched() -> None:
    found, troubles = await gather("http://127.0.0.1:8099/feed")
    assert found == []
    assert "not on the public internet" in troubles[0]


@asynccontextmanager
async def site(**pages: bytes) -> AsyncIterator[str]:
    """The address of a server with these pages."""

    async def answer(request: web.Request) -> web.Response:
        return web.Response(body=pages[request.match_info["path"]], content_type="application/rss+xml")

    async with serving(answer) as port:
        yield f"http://127.0.0.1:{port}"


async def _aside(place: str) -> int:
    """The import from inside a running loop."""
    asked = argparse.Namespace(place=place, show="talks", dry_run=False, guesses=False, all=False, full=False)
    return await run_import(Config.load({}), asked, 1714564800.0)
