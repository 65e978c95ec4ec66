"""The real bot on the stand-in, for tests that read like a conversation; its fixtures stand in `conftest.py`."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord

from bot.app import Greenroom
from bot.config import Config
from bot.pace import Limits, Often, Pace
from bot.sandbox import Channel, Interaction, Message, Person, Sandbox
from bot.service import Service, open_service
from tests.patience import PATIENCE

SHIPPED = Path(__file__).parents[1] / "knowledge"
SEND = ("POST", "/channels/{channel_id}/messages")
CALLBACK = ("POST", "/interactions/{interaction_id}/{interaction_token}/callback")
REGISTER = ("PUT", "/applications/{application_id}/commands")
SMALL = {
    "tide/show.yaml": "name: Slow Tide\nhosts: [Ines Duarte]\n",
    "tide/episodes/1-kelp.yaml": "title: Kelp forests\nnumber: 1\ndate: 2021-03-04\nguests: [Maren Holt]\ntopics: [kelp]\n",
    "tide/episodes/2-ports.yaml": "title: Old ports\nnumber: 2\ndate: 2021-04-04\nguests: [Piet Vos]\ntopics: [harbours]\n",
}
"""A show with two episodes."""
ENDLESS = Often(1_000_000, 1.0)


@dataclass
class Room:
    """The bot in the stand-in's server, and people who talk to it."""

    sandbox: Sandbox
    bot: Greenroom
    service: Service

    @property
    def channel(self) -> Channel:
        """Where people ask."""
        return self.sandbox.channel("ask-the-show")

    @property
    def ada(self) -> Person:
        """A listener."""
        return self.sandbox.listener

    @property
    def me(self) -> str:
        """The text that mentions the bot."""
        return self.sandbox.world.bot.mention

    async def mention(self, question: str, who: Person | None = None, channel: Channel | None = None) -> Message:
        """The bot's reply to a message that mentions it."""
        said = await (who or self.ada).say(channel or self.channel, f"{self.me} {question}")
        return await self._kept(await self.sandbox.next_reply(said))

    async def reply(self, to: Message, text: str, who: Person | None = None, ping: bool = True) -> Message:
        """The bot's reply to a reply."""
        said = await (who or self.ada).say(to.channel, text, reply_to=to, ping=ping)
        return await self._kept(await self.sandbox.next_reply(said))

    async def direct(self, text: str) -> Message:
        """The bot's reply to a direct message."""
        return await self._kept(await self.sandbox.next_reply(await self.ada.direct_message(text)))

    async def use(self, question: str, channel: Channel | None = None) -> Interaction:
        """`/ask` with the question, not awaited."""
        return await self.ada.slash(channel or self.channel, "ask", question=question)

    async def ask(self, question: str, channel: Channel | None = None) -> Message:
        """The bot's answer to `/ask`."""
        return await self._kept(await self.sandbox.next_reply(await self.use(question, channel)))

    def said(self, channel: Channel | None = None) -> list[str]:
        """All that the bot wrote in a channel, oldest first."""
        messages = self.sandbox.world.messages[(channel or self.channel).id].values()
        return [each.text for each in messages if each.author is self.sandbox.world.bot]

    async def settled(self) -> None:
        """Returns when the bot has heard everything before, for it answers a direct question last, and has dealt with it."""
        moss = self.sandbox.moderator
        await self.sandbox.next_reply(await moss.direct_message("help"))
        async with asyncio.timeout(PATIENCE):
            while events := _events():
                await asyncio.wait(events)

    async def _kept(self, answer: Message) -> Message:
        """The answer, once the bot has written down what it keeps of it: nobody presses a button more quickly."""
        if events := _events():
            await asyncio.wait(events, timeout=PATIENCE)
        return answer


class Impatient(Greenroom):
    """Introduces itself again at once, where the library would wait five seconds, and answers one person without end."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits for nothing."""

    async def setup_hook(self) -> None:
        """Lets tests ask more quickly than people do."""
        await super().setup_hook()
        ask: Any = self.get_cog("Ask")
        ask.mentions = ask.commands = Pace(Limits(ENDLESS, ENDLESS))


@asynccontextmanager
async def online(sandbox: Sandbox, service: Service, config: Config, **options: Any) -> AsyncIterator[Greenroom]:
    """The bot, connected and with its commands registered, while the block runs."""
    with sandbox.point_discord_at_me():
        async with Impatient(config, service, guild_ready_timeout=0.01, **options) as bot:
            running = asyncio.create_task(bot.start(sandbox.token))
            ready = asyncio.create_task(bot.wait_until_ready())
            try:
                await asyncio.wait({running, ready}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
                if running.done():
                    running.result()
                yield bot
            finally:
                ready.cancel()
                await bot.close()
                with contextlib.suppress(asyncio.CancelledError, discord.DiscordException):
                    await running
                await asyncio.gather(*_events(), return_exceptions=True)


def _events() -> list[asyncio.Task[Any]]:
    """Listeners and commands of the bot that have not come to an end."""
    return [each for each in asyncio.all_tasks() if each.get_name().startswith(("discord.py", "CommandTree"))]


@asynccontextmanager
async def open_room(sandbox: Sandbox, knowledge: Path, data: Path) -> AsyncIterator[Room]:
    """The bot with that knowledge, online."""
    config = Config(knowledge, data)
    async with open_service(config) as service, online(sandbox, service, config) as bot:
        yield Room(sandbox, bot, service)


ESCAPED = re.compile(r"\\[\\*_~`|\[\]<>#+.)(-]")
OUR_LINK = re.compile(r"\[[^\[\]\n]*\]\(<?(https?://[^\s<>()]+)>?\)|<(https?://[^\s<>]+)>")
LIVE = re.compile(
    r"@everyone|@here|<@|<#|<:|<a:|</|<t:|\]\(|~~|\|\||__|\*\*\*|^>|^-?#{1,3} |discord(?:app)?\.(?:gg|com/invite)/", re.M
)


def live(message: Message) -> tuple[list[str], list[str]]:
    """What acts in a message's text though nobody meant it to, and the addresses that its links lead to."""
    text = ESCAPED.sub("·", message.text)
    addresses = [a or b for a, b in OUR_LINK.findall(text)]
    return LIVE.findall(OUR_LINK.sub("", text)), addresses


def pinged(message: Message) -> bool:
    """Whether the message notified anybody."""
    return bool(message.mentions or message.mention_roles or message.mention_everyone)
