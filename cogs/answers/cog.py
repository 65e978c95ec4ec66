"""What people do with an answer, and with the question: buttons, reports, edits; and plain questions that are overheard."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.answers.answer import Silent
from bot.app import Greenroom, log_failure
from bot.app.hearing import KINDS, LONGEST, is_for, question
from bot.app.speaking import may_speak, reply
from bot.pace import Pace
from bot.question.reading import Heard
from bot.render import controls
from bot.talks import Talk
from cogs.answers.buttons import is_report, take_report
from cogs.answers.following import deleted, edited
from cogs.answers.keeping import Where, keep
from cogs.controls import guarded


class Answers(commands.Cog):
    """Listens for what concerns answers."""

    def __init__(self, bot: Greenroom, pace: Pace | None = None) -> None:
        self.bot = bot
        self.pace = pace or Pace()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Takes a report that came back."""
        form = is_report(interaction)
        if form:
            await guarded(interaction, lambda acted: take_report(acted, int(form["message"])))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Lets the answer follow."""
        if event.data.get("edited_timestamp"):
            await edited(self.bot, event.message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Lets the answer go too."""
        await deleted(self.bot, (event.message_id,))

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Lets the answers go too."""
        await deleted(self.bot, event.message_ids)

    @commands.Cog.listener()
    async def on_forget(self, user: int) -> None:
        """Drops the conversations of somebody who wants to be forgotten."""
        self.bot.talks.forget(user)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers a plain question that was overheard where a moderator wants that, and only where the bot is sure of it."""
        if not self._may_answer(message) or not self.bot.heard.first(message.id):
            return
        try:
            await self._overhear(message)
        except Exception as error:
            # Nobody spoke to the bot, so nobody waits for an apology.
            log_failure("an overheard message", error)

    def _may_answer(self, message: discord.Message) -> bool:
        me, guild = self.bot.user, message.guild
        if me is None or guild is None or message.author.bot or message.webhook_id or message.type not in KINDS:
            return False
        if not message.content or len(message.content) > LONGEST or is_for(me, message):
            return False
        if message.reference or message.mentions or message.role_mentions or message.mention_everyone:
            return False  # said to somebody else
        return self.bot.rules.listens(message.channel, guild.id) and may_speak(message.channel)

    async def _overhear(self, message: discord.Message) -> None:
        bot, now = self.bot, discord.utils.utcnow()
        guild = message.guild.id if message.guild else None
        show, zone = bot.rules.show(guild), bot.rules.of(guild).timezone
        talk = Talk(show=show, day=bot.service.desk.today(now, show, zone).isoformat())
        assert bot.user is not None
        told = await bot.talks.ask(Heard(question(bot.user, message), addressed=False, show=show), talk, None)
        found = told.reply.answer
        if isinstance(found, Silent) or not self.pace.allows(message.author.id, message.channel.id, now.timestamp()):
            return
        sent = await reply(message, controls.usable(found, bot.service.desk.catalog, turns=False))
        if sent:
            for key in (sent.id, (message.author.id, message.channel.id)):
                bot.talks.remember(key, told, now)
            await keep(bot, bot.talks, sent.id, Where(message.channel.id, guild, message.author.id, message.id), told)
