"""Real feeds whose publishers move them, on the real bot over the stand-in: `python -m benchmarks.moves`.

For each feed and move: the newest episode comes out and is posted, then the whole feed is moved. Counted are the stand-in's
posts (0 more is right) and the bot's edits of the one that stands (one where a fact changed that the post tells).
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from bot.feeds import read
from bot.sandbox import Kind, Sandbox
from tests.announce_kit import DAY, Stage, open_stage

FOLDER = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "feeds"
FEEDS = ("launched", "giant-bombcast", "serial")
EDIT = "/channels/{channel_id}/messages/{message_id}"
Move = Callable[[list[etree._Element]], None]


def _set(tag: str, change: Callable[[str, int], str]) -> Move:
    def move(items: list[etree._Element]) -> None:
        for position, item in enumerate(items):
            for child in item.iter():
                if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == tag and child.text:
                    child.text = change(child.text, position)

    return move


def _new_host(items: list[etree._Element]) -> None:
    for item in items:
        for child in item.iter():
            for name in ("url", "href"):
                if child.get(name):
                    child.set(name, re.sub(r"^https?://[^/]+", "https://cdn.new-host.example", child.get(name) or ""))
            if isinstance(child.tag, str) and child.tag == "link" and child.text:
                child.text = re.sub(r"^https?://[^/]+", "https://www.new-host.example", child.text)


def _reverse(items: list[etree._Element]) -> None:
    for item in items:
        parent = item.getparent()
        assert parent is not None
        parent.remove(item)
        parent.insert(0, item)


def _edit(items: list[etree._Element]) -> None:
    title = items[0].find("title")
    assert title is not None
    title.text = f"{title.text} (corrected)"


MOVES: dict[str, tuple[Move, ...]] = {
    "nothing": (),
    "guid changed": (_set("guid", lambda text, at: f"new-guid-{at}"),),
    "host changed": (_new_host,),
    "guid and host changed": (_set("guid", lambda text, at: f"new-guid-{at}"), _new_host),
    "dates republished": (_set("pubDate", lambda text, at: f"Mon, 01 Jan 2024 {at % 24:02d}:{at % 60:02d}:00 GMT"),),
    "order reversed": (_reverse,),
    "one item edited": (_edit,),
}


def moved(data: bytes, moves: tuple[Move, ...]) -> bytes:
    """The feed in `data` after its publisher did something to it."""
    root = etree.fromstring(data)
    for move in moves:
        move(list(root.iter("item")))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


@dataclass(frozen=True)
class Count:
    """What a move led to."""

    move: str
    before: int
    """Posts when the newest episode had come out: 1."""
    posts: int
    """Further ones after the move."""
    edits: int


async def count(stage: Stage, data: bytes) -> list[Count]:
    """What each move of a feed leads to, all of them at once, each in a channel of its own."""
    feed = read(data)
    newest = max((item.published, at) for at, item in enumerate(feed.items) if item.published)
    stage.clock.now = newest[0].timestamp() + DAY
    channels = {}
    for at, move in enumerate(MOVES):
        stage.feeds[f"feed{at}"] = moved(data, (_without(newest[1]),))
        channels[move] = stage.sandbox.world.add_channel(stage.sandbox.guild, f"moves-{at}", Kind.TEXT)
        await stage.follow(channels[move], f"{stage.address}/feed{at}")
    for at in range(len(MOVES)):
        stage.feeds[f"feed{at}"] = data
    await stage.round()
    before = {move: len(stage.posts(channel)) for move, channel in channels.items()}
    for at, steps in enumerate(MOVES.values()):
        stage.feeds[f"feed{at}"] = moved(data, steps)
    for _ in range(3):
        await stage.round()
    asked = [str(each.path) for each in stage.sandbox.requests.to("PATCH", EDIT)]
    edits = {move: sum(f"/{channel.id}/" in path for path in asked) for move, channel in channels.items()}
    return [Count(move, before[move], len(stage.posts(channels[move])) - before[move], edits[move]) for move in MOVES]


def _without(position: int) -> Move:
    def move(items: list[etree._Element]) -> None:
        parent = items[position].getparent()
        assert parent is not None
        parent.remove(items[position])

    return move


async def counted(name: str) -> list[Count]:
    """The same for a real feed, with a bot and a stand-in of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Sandbox.open() as sandbox, open_stage(sandbox, Path(folder)) as stage:
            return await count(stage, (FOLDER / f"{name}.xml").read_bytes())


async def main() -> int:
    """The table; 1 where anything was posted again."""
    again = 0
    print("| feed | move | further posts | edits |\n|---|---|---|---|")
    for name in FEEDS:
        for each in await counted(name):
            again += each.posts + abs(each.before - 1)
            print(f"| {name} | {each.move} | {each.posts} | {each.edits} |", flush=True)
    return 1 if again else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
