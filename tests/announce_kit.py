"""The real bot that announces, on the stand-in: feeds that tests write, channels, and a clock that tests set.

Add `pytest_plugins = ["tests.wire.plugin", "tests.announce_plugin"]` to use the fixture `stage`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from discord import app_commands

from bot.announce import Announcer, Timing
from bot.app import Greenroom
from bot.config import Config
from bot.feeds import Manners, Pace
from bot.sandbox import Channel, Kind, Message, Person, Sandbox, Thread
from bot.service import Service, open_service
from bot.store import Store
from bot.store.records import NewSubscription, Subscription
from cogs.announcements import Announcements
from cogs.announcements.buttons import BUTTONS
from tests.feeds_kit import item, rss, serving
from tests.folder_kit import taken_in
from tests.knowledge_kit import write
from tests.patience import PATIENCE

DAY = 24 * 3600.0
TIDE = {
    "tide/show.yaml": "name: Slow Tide\nhosts: [Ines Duarte]\n",
    "tide/episodes/1-kelp.yaml": "title: Kelp forests\nnumber: 1\ndate: 2021-03-04\nguests: [Maren Holt]\ntopics: [kelp]\n",
}
"""A show with one old episode."""
QUICK = Timing(settle=5.0, pace=Pace(interval=60.0))
HERE = Manners(allowed=("127.0.0.1",), gap=0.0)


def entry(number: int, title: str = "", **more: Any) -> str:
    """An item of a feed, undated unless a `date` is given."""
    fields: dict[str, Any] = {"date": "", "link": f"https://show.example/e{number}"} | more
    audio = f"https://cdn.example/episode-{number}.mp3"
    return item(title or f"Subject {'abcdefghij'[number % 10] * 4}", f"guid-{number}", audio, **fields)


@app_commands.guild_only()
class ByHand(Announcements, name="announce", group_name="announce", group_description="Post new episodes"):
    """Announces when the test says so."""

    async def cog_load(self) -> None:
        """Opens what is needed, and begins nothing."""
        await self.running.open()


class Host(Greenroom):
    """The bot with the cogs that announce, by the test's clock."""

    hands: dict[str, Any]

    async def setup_hook(self) -> None:
        """Adds them."""
        self.add_dynamic_items(*BUTTONS)
        await self.add_cog(ByHand(self, **self.hands))
        await self.load_extension("cogs.follow")
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing."""


@dataclass
class Hour:
    """A clock that tests set."""

    now: float

    def __call__(self) -> float:
        return self.now


@dataclass
class Stage:
    """The bot, its feeds, and whoever looks at what it posted."""

    sandbox: Sandbox
    bot: Host
    service: Service
    folder: Path
    address: str
    feeds: dict[str, bytes]
    clock: Hour
    moved: dict[str, str]
    """Feeds that are elsewhere for good, by name."""
    asked: list[str]
    """The names of feeds that were asked for."""

    @property
    def announcer(self) -> Announcer:
        """Announcing, as the cog has it."""
        cog = self.bot.get_cog("announce")
        assert isinstance(cog, ByHand)
        return cog.running.announcer

    @property
    def store(self) -> Store:
        """The state."""
        return self.service.store

    @property
    def news(self) -> Channel:
        """Where episodes are announced."""
        return self.sandbox.channel("announcements")

    def feed(self, name: str, *items: str) -> str:
        """The address of a feed, which from now on holds these items."""
        self.feeds[name] = rss(*items)
        return f"{self.address}/{name}"

    async def follow(
        self, channel: Channel | None = None, feed: str = "", show: str = "", paused: bool = False, **more: Any
    ) -> Subscription:
        """A subscription, whose source is looked at for the first time."""
        place = channel or self.news
        assert place.guild is not None
        new = NewSubscription(place.guild.id, place.id, show=show, feed=feed, **more)
        made = await self.store.subscriptions.add(new, self.sandbox.moderator.id, self.clock.now)
        assert made is not None
        await self.store.feeds.add(f"show:{show}" if show else feed, self.clock.now, self.clock.now)
        await self.store.subscriptions.change(made.id, self.sandbox.moderator.id, self.clock.now, paused=paused)
        await self.round()
        return made

    async def round(self, later: float = DAY / 2) -> None:
        """Half a day later, all that is due then is done."""
        self.clock.now += later
        await self.announcer.look(everything=True)
        await self.announcer.deliver()

    async def write(self, name: str, text: str) -> None:
        """A knowledge file is written and read."""
        async with taken_in(self.service):
            write(self.folder / "knowledge", {name: text})

    def posts(self, channel: Channel | None = None) -> list[Message]:
        """What the bot posted in a channel, or in a forum's posts, oldest first."""
        world, place = self.sandbox.world, channel or self.news
        places = [place]
        if place.kind is Kind.FORUM:
            places = [each for each in world.channels.values() if isinstance(each, Thread) and each.parent is place]
        return [m for each in places for m in world.messages[each.id].values() if m.author is world.bot and m.text]

    def titles(self, channel: Channel | None = None) -> list[str]:
        """The titles on the cards of what the bot posted."""
        return [str(message.embeds[0]["title"]) for message in self.posts(channel)]


async def use(stage: Stage, command: str, who: Person | None = None, /, **options: object) -> str:
    """What the bot answers to `/announce` or `/follow`."""
    person = who or stage.sandbox.owner
    asked = await person.slash(stage.sandbox.channel("general"), command, **options)
    return (await stage.sandbox.next_reply(asked)).text


@asynccontextmanager
async def open_stage(sandbox: Sandbox, folder: Path, timing: Timing | None = None, **more: Any) -> AsyncIterator[Stage]:
    """The bot online, with a small show and a server of feeds; `more` are settings."""
    feeds: dict[str, bytes] = {}
    moved: dict[str, str] = {}
    asked: list[str] = []
    clock = Hour(time.time())

    async def serve(request: web.Request) -> web.StreamResponse:
        name = request.path.strip("/")
        asked.append(name)
        if name in moved:
            return web.Response(status=301, headers={"Location": moved[name]})
        if name not in feeds:
            return web.Response(status=404)
        return web.Response(body=feeds[name], content_type="application/rss+xml")

    write(folder / "knowledge", TIDE)
    config = Config(folder / "knowledge", folder / "data", **more)
    async with serving(serve) as port, open_service(config) as service:
        with sandbox.point_discord_at_me():
            async with Host(config, service, guild_ready_timeout=0.01) as bot:
                bot.hands = {"timing": timing or QUICK, "manners": HERE, "clock": clock}
                running = asyncio.create_task(bot.start(sandbox.token))
                await asyncio.wait_for(bot.wait_until_ready(), PATIENCE)
                yield Stage(sandbox, bot, service, folder, f"http://127.0.0.1:{port}", feeds, clock, moved, asked)
                await bot.close()
                await running
