"""Telling moderators where posts do not get through: in their channel, else whoever asked for them, else the owner."""

from __future__ import annotations

from contextlib import suppress

import aiohttp
import discord
from discord.ext import commands

from bot import render
from bot.announce.news import unpack
from bot.announce.unrepeated import NotRepeated
from bot.feeds import host_of
from bot.store.records import Delivery, Subscription
from bot.wording.announcing import trouble
from cogs.announcements.places import Unreachable, direct, place

FAILED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, Unreachable, NotRepeated)


async def warn(bot: commands.Bot, subscription: Subscription, delivery: Delivery, moderators: int | None) -> bool:
    """Whether somebody could be told."""
    source = subscription.show or host_of(subscription.feed)
    text = trouble(subscription.channel, source, unpack(delivery.payload), delivery.reason)
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
