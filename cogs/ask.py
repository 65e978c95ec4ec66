"""Questions: by /ask, by mention, in reply to the bot, by direct message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Hashable
from contextlib import suppress
from weakref import WeakValueDictionary

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answers.desk import Reply
from bot.app import Greenroom, log_failure
from bot.app.hearing import LONGEST, is_for, is_hidden, question
from bot.app.once import Once
from bot.app.speaking import LOST, embeds_in, may_speak, reply
from bot.question.reading import Heard

LOG = logging.getLogger(__name__)
SLOW = 1.0
"""Seconds after which people are shown that the bot is at work."""
Place = tuple[int, int | None]
"""Who speaks where: a user and a channel."""


class Ask(commands.Cog):
    """Answers questions wherever the bot is addressed."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self._turns: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()
        self._told: Once[Place] = Once()

    async def answer(self, text: str, place: Place, before: int | None = None) -> Reply:
        """The answer to `text` in the conversation of `place`, or in the one that the message `before` belongs to."""
        service = self.bot.service
        turn = self._turns.setdefault(place, asyncio.Lock())
        async with turn:  # a follow-up waits for what it follows
            now = discord.utils.utcnow()
            earlier = await service.earlier((before, place), now)
            found = await service.desk.answer(Heard(text), service.desk.today(now), earlier)
            service.conversations.put(place, found.turn, now)
        return found

    def remember(self, message: int | None, found: Reply) -> None:
        """A reply to the message that told the answer goes on from there, whoever writes it."""
        key: Hashable = message
        self.bot.service.conversations.put(key, found.turn, discord.utils.utcnow())

    @app_commands.command()
    @app_commands.describe(question="In your own words: who was on, what was it about, who sponsored it, when was it?")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(self, interaction: discord.Interaction[Greenroom], question: app_commands.Range[str, 1, LONGEST]) -> None:
        """Ask about an episode, a guest, a topic or a sponsor."""
        asking = asyncio.ensure_future(self.answer(question, (interaction.user.id, interaction.channel_id)))
        done, _ = await asyncio.wait({asking}, timeout=SLOW)
        if not done:
            try:
                await interaction.response.defer()
            except discord.HTTPException:
                asking.cancel()
                raise
        found = await asking
        fields = render.answer(found.answer, self.bot.service.desk.catalog).fields(embeds_in(interaction))
        if done:
            self.remember((await interaction.response.send_message(**fields)).message_id, found)
        else:
            self.remember((await interaction.followup.send(**fields, wait=True)).id, found)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a message that mentions the bot, replies to it, or comes by direct message."""
        me = self.bot.user
        if me is None or not is_for(me, message) or not self.bot.heard.first(message.id):
            return
        if not may_speak(message.channel):
            LOG.info("no permission to speak in channel %s", message.channel.id)
            return
        if is_hidden(me, message):
            if self._told.first((message.author.id, message.channel.id)):
                await reply(message, render.unreadable())
            return
        try:
            await self._answer(message, question(me, message) or "help")
        except Exception as error:
            if self.bot.is_closed():
                return
            await reply(message, render.apology(log_failure("answering a message", error)))

    async def _answer(self, message: discord.Message, text: str) -> None:
        before = message.reference.message_id if message.reference else None
        asking = asyncio.ensure_future(self.answer(text, (message.author.id, message.channel.id), before))
        done, _ = await asyncio.wait({asking}, timeout=SLOW)
        if not done:
            with suppress(discord.HTTPException, *LOST):
                await message.channel.typing()
        found = await asking
        sent = await reply(message, render.answer(found.answer, self.bot.service.desk.catalog))
        if sent:
            self.remember(sent.id, found)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Ask(bot))
