"""What happens to a question happens to its answer: edited, it is answered anew; deleted, the answer goes too."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

import discord
from discord.abc import Messageable

from bot.answers.answer import Silent
from bot.app import Greenroom
from bot.app.hearing import question
from bot.app.speaking import LOST, may_embed
from bot.question.reading import Heard
from bot.render import controls
from bot.store.records import SentAnswer
from bot.talks import Talk, unpacked
from cogs.answers.keeping import KEY, OVERHEARD, Where, awaits, keep

LOG = logging.getLogger(__name__)


async def edited(bot: Greenroom, message: discord.Message) -> None:
    """Answers a question anew after it was edited. An edit that Discord made, such as a preview of a link, changes nothing."""
    if bot.user is None or message.author.bot or not message.edited_at:
        return
    text = question(bot.user, message)
    if not text:
        return  # Discord withholds what is not said to the bot
    for sent in await bot.service.store.answers.of_question(message.id):
        if text != sent.question and sent.key.startswith(KEY):
            await _anew(bot, message, sent, text)


async def _anew(bot: Greenroom, message: discord.Message, sent: SentAnswer, text: str) -> None:
    overheard = sent.key == OVERHEARD
    before = _before(unpacked(sent.state))
    earlier = await bot.talks.again(before)
    told = await bot.talks.ask(Heard(text, not overheard, before.show), before, earlier.reply.turn if earlier else None)
    if isinstance(told.reply.answer, Silent):
        await _remove(bot, [sent])
        return
    said = controls.usable(told.reply.answer, bot.service.desk.catalog, gap=awaits(told), turns=not overheard)
    fields = {"content": None, "embed": None, "view": None} | said.fields(may_embed(message.channel))
    fields.pop("suppress_embeds", None)
    try:
        await message.channel.get_partial_message(sent.message).edit(**fields)  # type: ignore[union-attr]
    except discord.HTTPException as error:
        LOG.info("an answer could not follow its question: %s/%s", error.status, error.code)
        return
    except LOST as error:
        LOG.info("an answer could not follow its question: %s", type(error).__name__)
        return
    now = discord.utils.utcnow()
    for key in (sent.message, (sent.asker, sent.channel)):
        bot.talks.remember(key, told, now)
    await keep(bot, bot.talks, sent.message, Where(sent.channel, sent.guild, sent.asker, sent.asked), told)


def _before(talk: Talk) -> Talk:
    return replace(talk, questions=talk.questions[:-1])


async def deleted(bot: Greenroom, messages: Iterable[int]) -> None:
    """Deletes the answers to questions that were deleted, and forgets answers that were."""
    store = bot.service.store
    for number in messages:
        gone = await store.answers.get(number)
        if gone:
            await store.answers.removed(number)
        await _remove(bot, await store.answers.of_question(number))


async def _remove(bot: Greenroom, answers: Iterable[SentAnswer]) -> None:
    for sent in answers:
        await bot.service.store.answers.removed(sent.message)
        channel = bot.get_partial_messageable(sent.channel, guild_id=sent.guild)
        try:
            await _message(channel, sent.message).delete()
        except discord.HTTPException as error:
            LOG.info("an answer could not be deleted with its question: %s/%s", error.status, error.code)
        except LOST as error:
            LOG.info("an answer could not be deleted with its question: %s", type(error).__name__)


def _message(channel: Messageable, number: int) -> discord.PartialMessage:
    return channel.get_partial_message(number)  # type: ignore[attr-defined,no-any-return]
