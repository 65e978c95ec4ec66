"""What was said while the gateway was away and a new session does not bring: read from the channels themselves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

import discord

from bot.app.once import Once
from bot.app.speaking import LOST, may_speak, passing, pauses

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

LOG = logging.getLogger(__name__)
NOT_OLDER = timedelta(minutes=5)
"""Whoever asked before that has stopped waiting."""
CHANNELS, MESSAGES = 200, 100
"""How many channels are read at most, and how many messages in each."""
DIRECT = 100
"""Direct messages are not listed by Discord: those that wrote last are remembered."""
ASTRAY = 1000 << 22
"""By how much the number of a message may be lower than that of one that came before: a second, as ids count time."""
Room = discord.TextChannel | discord.VoiceChannel | discord.Thread
"""What a server has that messages stand in."""


class Missed:
    """Knows up to where messages came, and reads what came after."""

    def __init__(self) -> None:
        self._newest = self._started = discord.utils.time_snowflake(discord.utils.utcnow())
        self._left: int | None = None
        self._after: int | None = None
        """From where on it was read the last time."""
        self._away = self._new = False
        """Whether the gateway is away now, and whether a session began that brings nothing from before."""
        self._direct: Once[int] = Once(DIRECT)
        self._read: Once[int] = Once()
        """What was read here. It tells nothing of how far the gateway has come with other channels."""

    def heard(self, message: discord.Message) -> None:
        """Notes that a message came."""
        if message.id not in self._read:
            self._newest = max(self._newest, message.id)
        if message.guild is None:
            self._direct.first(message.channel.id)

    def left(self) -> None:
        """Notes that the gateway is away; what comes from now on does not count until it is known what was missed."""
        self._away = True
        if self._left is None:
            self._left = self._surely()

    def renewed(self) -> None:
        """Notes that the gateway is back with a new session."""
        self._away, self._new = False, True

    def resumed(self) -> None:
        """Notes that the gateway brings what the session missed; what came before the session began is still to be read."""
        self._away = False
        if not self._new:
            self._left = None

    async def read(self, client: discord.Client) -> AsyncIterator[discord.Message]:
        """The messages since the gateway went away, oldest first in each channel; none after a resume or the first start."""
        self._new = False
        if self._left is None:
            return
        # Where the gateway is away again already, more is being missed.
        self._after, self._left = self._left, self._surely() if self._away else None
        after = _not_older(self._after)
        async for channel in self._channels(client, after.id):
            async for message in self._told(channel, after):
                yield message

    async def late(self, guild: discord.Guild) -> AsyncIterator[discord.Message]:
        """The same of one server, which Discord brought only after the others."""
        # Of those that come with a new session `read` takes care.
        if self._after is None or self._left is not None:
            return
        after = _not_older(self._after)
        for channel in _with_news((guild,), after.id):
            async for message in self._told(channel, after):
                yield message

    def _surely(self) -> int:
        """Up to where the gateway has surely brought everything."""
        return max(self._started, self._newest - ASTRAY)

    async def _told(self, channel: MessageableChannel, after: discord.Object) -> AsyncIterator[discord.Message]:
        """What was written in a channel, as far as it can be read; what cannot is logged."""
        try:
            async for message in _since(channel, after):
                self._read.first(message.id)
                yield message
        except discord.HTTPException as error:
            LOG.info("channel %s could not be read again: %s/%s", channel.id, error.status, error.code)
        except LOST as error:
            LOG.info("channel %s could not be read again: %s", channel.id, type(error).__name__)

    async def _channels(self, client: discord.Client, after: int) -> AsyncIterator[MessageableChannel]:
        for channel in list(_with_news(client.guilds, after)):
            yield channel
        for number in self._direct:
            try:
                found = await client.fetch_channel(number)
            except discord.HTTPException:
                continue
            if isinstance(found, discord.DMChannel):
                yield found


async def _since(channel: MessageableChannel, after: discord.abc.Snowflake) -> AsyncIterator[discord.Message]:
    """What was written after `after`, oldest first; where the connection is lost on the way it goes on from there."""
    for pause in chain(pauses(), (None,)):
        try:
            async for message in channel.history(after=after, limit=MESSAGES, oldest_first=True):
                after = message
                yield message
            return
        except (discord.HTTPException, *LOST) as error:
            if pause is None or (isinstance(error, discord.HTTPException) and not passing(error)):
                raise
            await asyncio.sleep(pause)


def _not_older(than: int) -> discord.Object:
    return discord.Object(max(than, discord.utils.time_snowflake(discord.utils.utcnow() - NOT_OLDER)))


def _with_news(guilds: Iterable[discord.Guild], after: int) -> Iterator[Room]:
    """At most `CHANNELS` in which something was written since."""
    news = (each for guild in guilds for each in _readable(guild) if (each.last_message_id or 0) > after)
    return islice(news, CHANNELS)


def _readable(guild: discord.Guild) -> Iterator[Room]:
    rooms: tuple[Room, ...] = (*guild.text_channels, *guild.threads, *guild.voice_channels)
    for channel in rooms:
        if may_speak(channel) and channel.permissions_for(guild.me).read_message_history:
            yield channel
