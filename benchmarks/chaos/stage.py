"""What the bot finds when it starts: servers with channels of every kind, feeds that get new episodes, and who follows what."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from aiohttp import web

from bot.sandbox import Channel, Kind, Sandbox, Thread
from bot.store import open_store
from bot.store.records import NewSubscription

FEEDS = 5
KINDS = (Kind.TEXT, Kind.NEWS, Kind.FORUM)
START = 1_700_000_000.0


@dataclass
class Shelf:
    """The feeds: how many episodes each has now."""

    out: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(FEEDS), 1))
    requests: int = 0

    async def serve(self, request: web.Request) -> web.Response:
        """One feed as RSS."""
        self.requests += 1
        number = int(request.match_info["feed"])
        items = "".join(_item(number, at) for at in range(self.out[number]))
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Show {number}</title>{items}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml")


def title(feed: int, at: int) -> str:
    """What an episode is called."""
    return f"Show {feed} talks about subject {at}"


def _item(feed: int, at: int) -> str:
    return (
        f"<item><title>{escape(title(feed, at))}</title><guid isPermaLink='false'>{feed}-{at}</guid>"
        f"<enclosure url='https://cdn.example/{feed}/{at}-subject.mp3' type='audio/mpeg' length='{1000 + at}'/>"
        f"<link>https://show{feed}.example/{at}</link></item>"
    )


def channels(sandbox: Sandbox, count: int) -> list[Channel]:
    """So many channels over several servers: text, announcement and forum in turn."""
    made: list[Channel] = []
    while len(made) < count:
        guild = sandbox.add_guild(f"Server {len(made)}", channels=())
        for at in range(min(10, count - len(made))):
            made.append(sandbox.world.add_channel(guild, f"news-{at}", KINDS[len(made) % len(KINDS)]))
    return made


async def follow(data: Path, where: list[Channel], port: int, chance: random.Random) -> dict[int, int]:
    """The feed that each channel follows, as the state says it from now on."""
    feeds = {channel.id: at % FEEDS for at, channel in enumerate(where)}
    async with open_store(data / "state.db") as store:
        for channel in where:
            url = f"http://127.0.0.1:{port}/{feeds[channel.id]}"
            assert channel.guild is not None
            new = NewSubscription(
                channel.guild.id,
                channel.id,
                feed=url,
                crosspost=channel.kind is Kind.NEWS,
                thread=channel.kind is Kind.TEXT and chance.random() < 0.3,
                embed=chance.random() < 0.8,
            )
            await store.subscriptions.add(new, 7, START)
            await store.feeds.add(url, START, START)
    return feeds


def posts(sandbox: Sandbox, channel: Channel) -> list[str]:
    """All that the bot posted in a channel, each post as its text."""
    world = sandbox.world
    places = [channel]
    if channel.kind is Kind.FORUM:
        places = [each for each in world.channels.values() if isinstance(each, Thread) and each.parent is channel]
    return [
        message.text
        for place in places
        for message in world.messages[place.id].values()
        if message.author is world.bot and message.text
    ]
