"""Where posts go: channels, forums and direct messages, as far as the bot can reach them."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.announce.outcomes import Why

Place = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel


class Unreachable(Exception):
    """There is no way to the place; `later` says that there may be one soon."""

    def __init__(self, why: Why, later: bool = False) -> None:
        self.why = why
        self.later = later
        super().__init__(why.value)


async def place(bot: commands.Bot, number: int) -> Place:
    """The channel of that id. Unreachable where it is gone, hidden or of a kind that holds no posts."""
    found: object = bot.get_channel(number)
    if found is None:
        found = await _fetched(bot, number)
    if isinstance(found, Place):
        return found
    raise Unreachable(Why.KIND)


async def _fetched(bot: commands.Bot, number: int) -> object:
    """The channel as Discord tells of it: what the cache lacks may be an archived thread, hidden or gone."""
    try:
        return await bot.fetch_channel(number)
    except discord.NotFound:
        raise Unreachable(Why.GONE) from None
    except (discord.Forbidden, discord.InvalidData):
        raise Unreachable(Why.HIDDEN) from None


async def direct(bot: commands.Bot, user: int) -> discord.DMChannel:
    """The direct messages with a member. Unreachable where that account is gone."""
    known = bot.get_user(user)
    try:
        return await (known or await bot.fetch_user(user)).create_dm()
    except discord.NotFound:
        raise Unreachable(Why.CLOSED) from None
