"""What was said while the gateway was away and a new session does not bring: read from the channels themselves."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.app.once import Once
from bot.app.speaking import LOST, may_speak

if TYPE_CHECKING:
    from discord.abc import MessageableChannel

LOG = logging.getLogger(__name__)
NOT_OLDER = timedelta(minutes=5)
"""Whoever asked before that has stopped waiting."""
CHANNELS, MESSAGES = 50, 100
"""How many channels are read at most, and how many messages in each."""
DIRECT = 100
"""Direct messages are not listed by Discord: those that wrote last are remembered."""
Room = discord.TextChannel | discord.VoiceChannel | discord.Thread
"""What a server has that messages stand in."""


class Missed:
    """Knows up to where messages came, and reads what came after."""

    def __init__(self) -> None:
        self._newest = discord.utils.time_snowflake(discord.utils.utcnow())
        self._left: int | None = None
        self._direct: Once[int] = Once(DIRECT)

    def heard(self, message: discord.Message) -> None:
        """Notes that a message came."""
        self._newest = max(self._newest, message.id)
        if message.guild is None:
            self._direct.first(message.channel.id)

    def left(self) -> None:
        """Notes that the gateway is away; what comes from now on does not count until it is known what was missed."""
        if self._left is None:
            self._left = self._newest

    def resumed(self) -> None:
        """Notes that the gateway brings by itself what was missed."""
        self._left = None

    async def read(self, client: discord.Client) -> AsyncIterator[discord.Message]:
        """The messages since the gateway went away, oldest first in each channel; none after a resume or the first start."""
        if self._left is None:
            return
        oldest = discord.utils.time_snowflake(discord.utils.utcnow() - NOT_OLDER)
        after, self._left = discord.Object(max(self._left, oldest)), None
        async for channel in self._channels(client, after.id):
            try:
                async for message in channel.history(after=after, limit=MESSAGES, oldest_first=True):
                    yield message
            except discord.HTTPException as error:
                LOG.info("channel %s could not be read again: %s/%s", channel.id, error.status, error.code)
            except LOST as error:
                LOG.info("channel %s could not be read again: %s", channel.id, type(error).__name__)

    async def _channels(self, client: discord.Client, after: int) -> AsyncIterator[MessageableChannel]:
        with_news = (each for each in _readable(client) if (each.last_message_id or 0) > after)
        for channel, _ in zip(with_news, range(CHANNELS), strict=False):
            yield channel
        for number in self._direct:
            try:
                found = await client.fetch_channel(number)
            except discord.HTTPException:
                continue
            if isinstance(found, discord.DMChannel):
                yield found


def _readable(client: discord.Client) -> Iterator[Room]:
    for guild in client.guilds:
        rooms: tuple[Room, ...] = (*guild.text_channels, *guild.threads, *guild.voice_channels)
        for channel in rooms:
            if may_speak(channel) and channel.permissions_for(guild.me).read_message_history:
                yield channel
