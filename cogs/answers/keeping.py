"""What is kept of an answer that stands in a channel, for its buttons and for what happens to the question."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import discord

from bot.answers.answer import Ambiguous, Unknown
from bot.app import Greenroom, log_failure
from bot.gaps import gap_key, note_gap
from bot.store.records import SentAnswer
from bot.talks import Talks, Told, extras, packed

LOG = logging.getLogger(__name__)
KEY = "answer "
"""How the keys of answers begin; those of cards begin otherwise."""
OVERHEARD = KEY + "overheard"
KEY_LENGTH = 200
PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.6, 0.8)
"""Seconds to wait for the note of an answer that a quick finger has overtaken: in all less than the three Discord waits."""
JUST = 10.0
"""Seconds for which an answer is new."""


@dataclass(frozen=True)
class Where:
    """Where a question was asked and by whom; `asked` is the message that asked."""

    channel: int
    guild: int | None
    asker: int
    asked: int | None = None


async def keep(bot: Greenroom, talks: Talks, message: int, where: Where, told: Told) -> None:
    """Keeps an answer that was sent as `message`. What fails is logged: the answer itself is out."""
    now = discord.utils.utcnow()
    try:
        gap = await _gap(bot, where, told, now.timestamp())
        await asyncio.gather(
            bot.service.store.answers.sent(_sent(message, where, told, gap, now.timestamp())),
            talks.keep((where.asker, where.channel), where.guild, told, told.at or now),
        )
    except Exception as error:
        log_failure("keeping an answer", error)


async def _gap(bot: Greenroom, where: Where, told: Told, now: float) -> int | None:
    found, questions = told.reply.answer, told.talk.questions
    if not questions or not isinstance(found, Unknown):
        return None
    return await note_gap(bot.service, questions[-1], found.reading, where.guild, told.talk.show, now)


def _sent(message: int, where: Where, told: Told, gap: int | None, now: float) -> SentAnswer:
    found, questions = told.reply.answer, told.talk.questions
    choices = [choice.question for choice in found.choices] if isinstance(found, Ambiguous) else []
    # Of what was only overheard no word is kept, not even in the key.
    key = f"{KEY}{gap_key(found.reading)}"[:KEY_LENGTH] if questions else OVERHEARD
    return SentAnswer(
        message,
        where.channel,
        where.asker,
        key,
        where.guild,
        where.asked,
        questions[-1] if questions else "",
        packed(told.talk, choices=choices, gap=gap),
        now,
    )


def awaits(told: Told) -> bool:
    """Whether somebody may want to be told when there is an answer."""
    found = told.reply.answer
    return isinstance(found, Unknown) and bool(told.talk.questions) and bool(gap_key(found.reading))


async def sent_as(bot: Greenroom, message: discord.Message) -> SentAnswer | None:
    """What is kept of the answer that is `message`; None where it is too old or no answer."""
    answers = bot.service.store.answers
    sent = await answers.get(message.id)
    if sent is None and (discord.utils.utcnow() - message.created_at).total_seconds() < JUST:
        for pause in PATIENCE:
            await asyncio.sleep(pause)
            sent = await answers.get(message.id)
            if sent:
                break
    return sent if sent and sent.key.startswith(KEY) else None


def choices_of(sent: SentAnswer) -> list[str]:
    """The questions to choose from under an answer that asks back."""
    return [str(one) for one in extras(sent.state).get("choices") or ()]


def gap_of(sent: SentAnswer) -> int | None:
    """The number of the gap that an answer left."""
    found = extras(sent.state).get("gap")
    return found if isinstance(found, int) else None
