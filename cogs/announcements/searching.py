"""Looking for a post by its key: in a channel's history, in a forum's threads, in direct messages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import discord
from discord.ext import commands

from bot.announce.keys import marked
from bot.announce.outcomes import Absent, Sent, Sighted, Unreadable
from bot.store.records import Delivery
from cogs.announcements.places import direct, place

MOST = 3000
"""Messages looked through; a channel that had more since the bot tried is not searched to its end."""
_DISCORD_EPOCH = 1_420_070_400.0


async def search(bot: commands.Bot, delivery: Delivery, since: float) -> Sighted:
    """Whether the post stands, by what the bot wrote there since then."""
    after = discord.Object(_snowflake(since))
    if delivery.user is not None:
        return await _in_messages(bot, (await direct(bot, delivery.user)).history(limit=MOST, after=after), delivery.key)
    where = await place(bot, delivery.channel)
    if not where.permissions_for(where.guild.me).read_message_history:
        # Discord would answer with an empty history, which looks like one without the post.
        return Unreadable(later=False)
    if isinstance(where, discord.ForumChannel):
        return await _in_forum(bot, where, after, delivery.key)
    return await _in_messages(bot, where.history(limit=MOST, after=after), delivery.key)


async def _in_messages(bot: commands.Bot, history: AsyncIterator[discord.Message], key: str) -> Sighted:
    count = 0
    async for message in history:
        count += 1
        if bears(bot, message, key):
            return Sent(message.id, message.channel.id)
    return Absent() if count < MOST else Unreadable(later=False)


async def _in_forum(bot: commands.Bot, forum: discord.ForumChannel, after: discord.Object, key: str) -> Sighted:
    """Among the bot's posts since then, open or closed meanwhile."""
    posts = [thread for thread in await forum.guild.active_threads() if thread.parent_id == forum.id]
    async for thread in forum.archived_threads(limit=None):
        if thread.archive_timestamp < after.created_at:
            break
        posts.append(thread)
    for thread in posts:
        if bot.user is None or thread.owner_id != bot.user.id or thread.id < after.id:
            continue
        try:
            opening = await thread.fetch_message(thread.id)
        except discord.NotFound:
            continue
        if bears(bot, opening, key):
            return Sent(opening.id, thread.id)
    return Absent()


def bears(bot: commands.Bot, message: discord.Message, key: str) -> bool:
    """Whether the message is the bot's own and one of its buttons bears the key."""
    if bot.user is None or message.author.id != bot.user.id:
        return False
    for row in message.components:
        if isinstance(row, discord.ActionRow):
            for child in row.children:
                if marked(getattr(child, "custom_id", None) or "") == key:
                    return True
    return False


def _snowflake(since: float) -> int:
    """The first id that Discord gives out at that time."""
    return max(0, int((since - _DISCORD_EPOCH) * 1000)) << 22
