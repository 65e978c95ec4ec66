"""Looking for a post by its key: in a channel's history, in a forum's threads, in direct messages."""

from __future__ import annotations

from datetime import UTC, datetime

import discord
from discord.ext import commands

from bot.announce.keys import marked
from bot.announce.outcomes import Absent, Sent, Sighted, Unreadable
from bot.store.records import Delivery
from cogs.announcements.places import direct, place

MOST = 3000
"""Messages looked through; a channel that had more since the bot tried is not searched to its end."""
ALWAYS = 100
"""The newest messages are looked through whatever their time: the clock here may be wrong."""
ALWAYS_POSTS = 25
"""The same of the bot's own posts in a forum."""


async def search(bot: commands.Bot, delivery: Delivery, since: float) -> Sighted:
    """Whether the post stands, by what the bot wrote there since then."""
    start = datetime.fromtimestamp(since, UTC)
    if delivery.user is not None:
        return await _in_messages(bot, await direct(bot, delivery.user), start, delivery.key)
    where = await place(bot, delivery.channel)
    if not where.permissions_for(where.guild.me).read_message_history:
        # Discord would answer with an empty history, which looks like one without the post.
        return Unreadable(later=False)
    if isinstance(where, discord.ForumChannel):
        return await _in_forum(bot, where, start, delivery.key)
    return await _in_messages(bot, where, start, delivery.key)


async def _in_messages(bot: commands.Bot, where: discord.abc.Messageable, start: datetime, key: str) -> Sighted:
    count = 0
    async for message in where.history(limit=MOST):
        count += 1
        if bears(bot, message, key):
            return Sent(message.id, message.channel.id)
        if count >= ALWAYS and message.created_at < start:
            return Absent()
    return Absent() if count < MOST else Unreadable(later=False)


async def _in_forum(bot: commands.Bot, forum: discord.ForumChannel, start: datetime, key: str) -> Sighted:
    """Among the bot's own posts since then, open or archived meanwhile."""
    posts = {thread.id: thread for thread in await forum.guild.active_threads() if thread.parent_id == forum.id}
    async for thread in forum.archived_threads(limit=None):
        if len(posts) >= ALWAYS_POSTS and thread.archive_timestamp < start:
            break
        posts[thread.id] = thread
    me = bot.user.id if bot.user else 0
    mine = sorted((thread for thread in posts.values() if thread.owner_id == me), key=lambda thread: -thread.id)
    for at, thread in enumerate(mine):
        if at >= ALWAYS_POSTS and (thread.created_at or start) < start:
            break
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
