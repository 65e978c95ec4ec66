"""Questions: by /ask, by mention, in reply to the bot, by direct message."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from weakref import WeakValueDictionary

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.app import Greenroom, log_failure
from bot.app.hearing import LONGEST, is_for, is_hidden, question
from bot.app.once import Once
from bot.app.speaking import LOST, embeds_in, may_speak, reply, tell
from bot.app.tidying import let_go, untie
from bot.pace import COMMANDS, MENTIONS, Pace
from bot.question.reading import Heard
from bot.render.controls import Usable, usable
from bot.rights import Member, moderates
from bot.talks import Place, Talk, Told
from bot.why import short
from bot.wording.asked import slower
from cogs.answers.keeping import Where, awaits, keep
from cogs.place import PRIVATE, everywhere, is_private

LOG = logging.getLogger(__name__)
SLOW = 1.0
"""Seconds after which people are shown that the bot is at work."""


class Ask(commands.Cog):
    """Answers questions wherever the bot is addressed."""

    def __init__(self, bot: Greenroom) -> None:
        self.bot = bot
        self._turns: WeakValueDictionary[Place, asyncio.Lock] = WeakValueDictionary()
        self._told: Once[Place] = Once()
        self.commands, self.mentions = Pace(COMMANDS), Pace(MENTIONS)

    async def answer(self, text: str, where: Where, before: int | None = None) -> Told:
        """The answer to `text` in the conversation of the place, or in the one that the message `before` belongs to."""
        bot, place = self.bot, (where.asker, where.channel)
        turn = self._turns.setdefault(place, asyncio.Lock())
        async with turn:  # a follow-up waits for what it follows
            now, show = discord.utils.utcnow(), bot.rules.show(where.guild)
            talk, earlier = await bot.talks.before(before, place, now)
            day = bot.service.desk.today(now, show, bot.rules.of(where.guild).timezone)
            told = await bot.talks.ask(Heard(text, show=show), Talk(talk.questions, show, day.isoformat()), earlier)
            told = replace(told, at=now)
            bot.talks.remember(place, told, now)
        return told

    def shown(self, told: Told) -> Usable:
        """The message that tells an answer."""
        return usable(told.reply.answer, self.bot.service.desk.catalog, gap=awaits(told))

    async def keep(self, message: int | None, where: Where, told: Told) -> None:
        """Lets a reply to the message that told the answer go on from there, whoever writes it, and its buttons work."""
        if message is not None:
            self.bot.talks.remember(message, told, discord.utils.utcnow())
            await keep(self.bot, self.bot.talks, message, where, told)

    @app_commands.command()
    @app_commands.describe(
        question="In your own words: who was on, what was it about, who sponsored it, when was it?", private=PRIVATE
    )
    @everywhere
    async def ask(
        self,
        interaction: discord.Interaction[Greenroom],
        question: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        """Ask about an episode, a guest, a topic or a sponsor."""
        where = Where(interaction.channel_id or 0, interaction.guild_id, interaction.user.id)
        refused = self.commands.refuses(where.asker, where.channel, discord.utils.utcnow().timestamp())
        if refused:
            await tell(interaction, render.note(slower(refused)))
            let_go(interaction)
            return
        hidden = is_private(interaction, self.bot.rules.of(interaction.guild_id), private)
        asking = asyncio.ensure_future(self.answer(question, where))
        done, _ = await asyncio.wait({asking}, timeout=SLOW)
        if not done:
            try:
                await interaction.response.defer(ephemeral=hidden)
            except discord.HTTPException:
                asking.cancel()
                raise
        told = await asking
        try:
            sent = await self._give(interaction, told, hidden, done=bool(done))
        except Exception:
            self.bot.talks.take_back((where.asker, where.channel), told, discord.utils.utcnow())
            raise
        await self.keep(sent, where, told)
        let_go(interaction)

    async def _give(self, interaction: discord.Interaction[Greenroom], told: Told, hidden: bool, *, done: bool) -> int | None:
        """The id of the message that answers a command; not `done` where the answer was put off."""
        shown = self.shown(told)
        if moderates(_asker(interaction), self.bot.rules.of(interaction.guild_id)):
            shown.embed.set_footer(text=short(told.reply.answer))
        fields = shown.fields(embeds_in(interaction))
        try:
            if done:
                return (await interaction.response.send_message(**fields, ephemeral=hidden)).message_id
            # An edit may be sent again where the connection is lost; a message more could stand there twice.
            fields.pop("suppress_embeds", None)
            return (await interaction.edit_original_response(**fields)).id
        finally:
            untie(fields)

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
        if await self._is_too_much(message):
            return
        try:
            await self._answer(message, question(me, message) or "help")
        except Exception as error:
            if self.bot.is_closed():
                return
            await reply(message, render.apology(log_failure("answering a message", error)))

    async def _is_too_much(self, message: discord.Message) -> bool:
        """Whether an answer has to wait. That is said once: to say it to each message would be as much as to answer it."""
        refused = self.mentions.refuses(message.author.id, message.channel.id, discord.utils.utcnow().timestamp())
        if refused and refused.first:
            await reply(message, render.note(slower(refused)))
        return refused is not None

    async def _answer(self, message: discord.Message, text: str) -> None:
        before = message.reference.message_id if message.reference else None
        where = Where(message.channel.id, message.guild.id if message.guild else None, message.author.id, message.id)
        asking = asyncio.ensure_future(self.answer(text, where, before))
        done, _ = await asyncio.wait({asking}, timeout=SLOW)
        if not done:
            with suppress(discord.HTTPException, *LOST):
                await message.channel.typing()
        told = await asking
        sent = await reply(message, self.shown(told))
        if sent is None:
            self.bot.talks.take_back((where.asker, where.channel), told, discord.utils.utcnow())
        await self.keep(sent.id if sent else None, where, told)


def _asker(interaction: discord.Interaction[Greenroom]) -> Member:
    """Whoever asks, with what tells whether they moderate here; without asking the store, so as to answer at once."""
    user = interaction.user
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()
    manages = interaction.permissions.manage_guild or interaction.permissions.administrator
    return Member(user.id, interaction.guild_id, roles, manages)


async def setup(bot: Greenroom) -> None:
    """Adds the cog; discord.py calls this."""
    await bot.add_cog(Ask(bot))
