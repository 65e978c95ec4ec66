"""An open question closed, and those told who wanted to know."""

from __future__ import annotations

import logging

import discord

from bot import render
from bot.answers.complete import mark_of
from bot.app import Greenroom
from bot.app.speaking import LOST
from bot.store.records import Gap
from bot.wording import gaps as words

LOG = logging.getLogger(__name__)
NOTE = 500
"""Letters kept of how a gap was closed."""
UNTOLD = 200
"""Answered gaps that are looked through, at a start, for people who were not told."""


async def close(bot: Greenroom, gap: Gap, answer: str, by: int) -> bool:
    """Whether the gap was not answered yet; it is now, and who wanted to know is told, with the answer where there is one."""
    now = discord.utils.utcnow().timestamp()
    first = await bot.service.store.gaps.answer(gap.id, answer[:NOTE], by, now)
    if first:
        await tell_watchers(bot, gap, answer)
    return first


async def tell_the_rest(bot: Greenroom) -> None:
    """Tells those whom a crash or a lost connection kept from being told."""
    for gap in await bot.service.store.gaps.list(status="answered", limit=UNTOLD):
        if gap.watchers:
            await tell_watchers(bot, gap, gap.note)


async def tell_watchers(bot: Greenroom, gap: Gap, answer: str = "") -> None:
    """Tells those who wanted to know. Each is forgotten once told, so that after a failure the rest can be told again."""
    store = bot.service.store
    for watcher in await store.gaps.watchers(gap.id):
        try:
            room = bot.get_partial_messageable(watcher.channel) if watcher.channel else await bot.fetch_user(watcher.user)
            # Said twice within minutes, Discord gives back the first message.
            said = render.note(words.known_now(gap, answer), render.ANSWERED)
            await room.send(nonce=mark_of(f"{gap.id}/{watcher.user}"), **said.fields(True))
        except (discord.Forbidden, discord.NotFound):
            LOG.info("somebody who waited for an answer takes no messages")
        except (discord.HTTPException, *LOST) as error:
            LOG.warning("somebody who waited for an answer could not be told: %s", type(error).__name__)
            continue
        await store.gaps.unwatch(gap.id, watcher.user)
