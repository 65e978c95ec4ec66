"""Telling moderators where posts do not get through: in their channel, else whoever asked for them, else the owner."""

from __future__ import annotations

from contextlib import suppress

import aiohttp
import discord
from discord.ext import commands

from bot import render
from bot.announce.news import unpack
from bot.announce.unrepeated import NotRepeated
from bot.store.records import Delivery, Subscription
from bot.wording import announcing as words
from cogs.announcements.places import Unreachable, direct, place

FAILED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, Unreachable, NotRepeated)


async def warn(bot: commands.Bot, subscription: Subscription, name: str, delivery: Delivery, moderators: int | None) -> bool:
    """Tells that a post does not get through; whether somebody could be told. `name` is what its source is called."""
    text = words.trouble(subscription.channel, name, unpack(delivery.payload), delivery.reason)
    return await _say(bot, subscription, text, moderators)


async def outage(bot: commands.Bot, one: Subscription, name: str, reason: str, moderators: int | None) -> bool:
    """Tells that a source cannot be read, or can again; whether somebody could be told."""
    text = words.outage(one.show, name, one.id, one.channel, reason)
    return await _say(bot, one, text, moderators)


async def _say(bot: commands.Bot, subscription: Subscription, text: str, moderators: int | None) -> bool:
    said = render.note(text)
    if moderators is not None:
        with suppress(*FAILED):
            channel = await place(bot, moderators)
            if not isinstance(channel, discord.ForumChannel):
                await channel.send(**said.fields(channel.permissions_for(channel.guild.me).embed_links))
                return True
    guild = bot.get_guild(subscription.guild)
    for user in dict.fromkeys((subscription.made_by, guild.owner_id if guild else None)):
        if user is not None:
            with suppress(*FAILED):
                await (await direct(bot, user)).send(**said.fields(True))
                return True
    return False
