"""Questions: by /ask, by mention, in reply to the bot, by direct message."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Hashable

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answers.answer import Answer, Silent
from bot.app import Greenroom, log_failure
from bot.question.reading import Heard

LOG = logging.getLogger(__name__)
SLOW = 1.0
"""Seconds after which the user is shown that the bot is at work."""
LONGEST = 400
"""Letters of a question by command."""


class Ask(commands.Cog):
    """Answers questions wherever the bot is addressed."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot

    async def answer(self, text: str, keys: list[Hashable]) -> Answer:
        """The answer to `text` in the conversation that the first known of `keys` stands for; all of them then stand for it."""
        service = self.bot.service
        now = discord.utils.utcnow()
        earlier = next((t for key in keys if (t := service.conversations.get(key, now))), None)
        reply = await service.desk.answer(Heard(text), service.desk.today(now), earlier)
        for key in keys:
            service.conversations.put(key, reply.turn, now)
        return reply.answer

    @app_commands.command()
    @app_commands.describe(question="In your own words: who was on, what was it about, who sponsored it, when was it?")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(self, interaction: discord.Interaction[Greenroom], question: app_commands.Range[str, 1, LONGEST]) -> None:
        """Ask about an episode, a guest, a topic or a sponsor."""
        keys: list[Hashable] = [(interaction.user.id, interaction.channel_id)]
        task = asyncio.ensure_future(self.answer(question, keys))
        done, _ = await asyncio.wait({task}, timeout=SLOW)
        if not done:
            await interaction.response.defer()
        found = await task
        fields = render.answer(found, self.bot.service.desk.catalog).fields(_embeds(interaction))
        if done:
            await interaction.response.send_message(**fields)
        else:
            await interaction.followup.send(**fields)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a message that mentions the bot, replies to it, or comes by direct message."""
        if (
            message.author.bot
            or message.webhook_id
            or message.type not in (discord.MessageType.default, discord.MessageType.reply)
        ):
            return
        if not self._addressed(message):
            return
        if not _may_speak(message):
            LOG.info("no permission to speak in channel %s", message.channel.id)
            return
        text = self._question(message)
        keys: list[Hashable] = [(message.author.id, message.channel.id)]
        if message.reference and message.reference.message_id:
            keys.insert(0, message.reference.message_id)
        try:
            found = await self.answer(text or "help", keys)
            if not isinstance(found, Silent):
                await self._reply(message, found, keys)
        except discord.Forbidden:
            LOG.info("no permission to answer in channel %s", message.channel.id)
        except discord.HTTPException as error:
            LOG.warning("an answer could not be sent: %s %s", error.status, error.code)
        except Exception as error:
            reference = log_failure("answering a message", error)
            await message.reply(f"Sorry, that went wrong on my side (reference `{reference}`).", mention_author=False)

    async def _reply(self, message: discord.Message, found: Answer, keys: list[Hashable]) -> None:
        fields = render.answer(found, self.bot.service.desk.catalog).fields(_may_embed(message))
        sent = await message.reply(mention_author=False, **fields)
        now = discord.utils.utcnow()
        turn = next((t for key in keys if (t := self.bot.service.conversations.get(key, now))), None)
        self.bot.service.conversations.put(sent.id, turn, now)

    def _addressed(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        me = self.bot.user
        if me is None:
            return False
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message) and replied.author.id == me.id:
            return True
        return any(user.id == me.id for user in message.mentions) and not message.mention_everyone

    def _question(self, message: discord.Message) -> str:
        """What was asked, without the mention of the bot and with names for other mentions."""
        text = message.content
        if self.bot.user:
            text = re.sub(rf"<@!?{self.bot.user.id}>", " ", text)
        for user in message.mentions:
            text = re.sub(rf"<@!?{user.id}>", user.display_name, text)
        return " ".join(re.sub(r"<(?:@&|#)\d+>", " ", text).split())


def _may_speak(message: discord.Message) -> bool:
    if message.guild is None:
        return True
    allowed = message.channel.permissions_for(message.guild.me)
    in_thread = isinstance(message.channel, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)


def _may_embed(message: discord.Message) -> bool:
    return message.guild is None or message.channel.permissions_for(message.guild.me).embed_links


def _embeds(interaction: discord.Interaction[Greenroom]) -> bool:
    return interaction.guild is None or interaction.app_permissions.embed_links


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Ask(bot))
