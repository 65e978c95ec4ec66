"""Speaks to Discord for announcing: sends, searches, edits, and says in one word what came of it."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
from discord.ext import commands

from bot.announce.keys import post_key
from bot.announce.naming import Names
from bot.announce.news import News
from bot.announce.outcomes import Outcome, Refused, Sent, Sighted, Unreadable, Unsure, Why
from bot.announce.unrepeated import NotRepeated
from bot.render.announcement import Announcement, Looks, announcement, letter, name
from bot.render.cutting import cut
from bot.render.limits import CONTENT
from bot.store.records import Delivery, Step, Subscription
from bot.wording.announcing import reason, tested
from cogs.announcements.options import lacking
from cogs.announcements.places import Place, Unreachable, direct, place
from cogs.announcements.searching import search
from cogs.announcements.warning import outage, warn

LOST = (aiohttp.ClientError, OSError, TimeoutError)
_LONG = 60.0
"""Seconds that a step may take: it must not sit out a rate limit of an hour."""
_ALREADY_CROSSPOSTED, _ALREADY_A_THREAD, _NO_DIRECT_MESSAGES, _HIDDEN = 40033, 160004, 50007, 50001


class DiscordCourier:
    """The courier of the real bot. It raises nothing for what Discord or the network does."""

    def __init__(self, bot: commands.Bot, names: Names) -> None:
        self._bot = bot
        self._names = names

    async def send(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Sends the post once; see `Courier.send`."""
        try:
            return await self._send(delivery, news, subscription)
        except Unreachable as error:
            return Refused(Why.BUSY if error.later else error.why)
        except discord.Forbidden as error:
            return came_of(error) if delivery.user is None else Refused(Why.CLOSED)
        except (discord.DiscordException, *LOST) as error:
            return came_of(error)

    async def _send(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        if delivery.user is not None:
            channel = await direct(self._bot, delivery.user)
            return _stands(await channel.send(nonce=delivery.key, **letter(news, delivery.key).fields()))
        where = await place(self._bot, delivery.channel)
        made = self.made(delivery.key, news, subscription, where)
        if isinstance(where, discord.ForumChannel):
            tags = [tag for tag in where.available_tags if subscription and tag.id in subscription.forum_tags]
            if where.flags.require_tag and not tags:
                return Refused(Why.TAG)
            created = await where.create_thread(name=name(news), applied_tags=tags, **made.fields())
            return Sent(created.message.id, created.thread.id)
        return _stands(await where.send(nonce=delivery.key, **made.fields()))

    def made(self, key: str, news: News, subscription: Subscription | None, where: Place) -> Announcement:
        """The message as the subscription wants it, without a card where the bot may not show one."""
        if subscription is None:
            return announcement(news, key, Looks())
        embed = subscription.embed and where.permissions_for(where.guild.me).embed_links
        return announcement(news, key, Looks(subscription.template, embed, subscription.ping_role), subscription.id)

    async def test(self, subscription: Subscription, news: News) -> list[str]:
        """Posts the news as a test, which pings nobody and bears no key; what is missing where that does not work."""
        try:
            where = await place(self._bot, subscription.channel)
            missing = lacking(where, subscription.thread and isinstance(where, discord.TextChannel))
            if missing:
                return missing
            made = self.made(post_key(subscription.id, "0" * 16), news, subscription, where)
            fields = made.fields() | {
                "content": cut(tested(made.content), CONTENT),
                "allowed_mentions": discord.AllowedMentions.none(),
            }
            if isinstance(where, discord.ForumChannel):
                tags = [tag for tag in where.available_tags if tag.id in subscription.forum_tags]
                await where.create_thread(name=name(news), applied_tags=tags, **fields)
            else:
                await where.send(**fields)
        except Unreachable as error:
            return [reason(error.why)]
        except (discord.DiscordException, *LOST) as error:
            outcome = came_of(error)
            return [reason(outcome.why if isinstance(outcome, (Refused, Unsure)) else "")]
        return []

    async def find(self, delivery: Delivery, since: float) -> Sighted:
        """Looks for the post; see `Courier.find`."""
        try:
            return await search(self._bot, delivery, since)
        except Unreachable as error:
            return Unreadable(error.later, error.why if error.why is Why.GONE else Why.UNREADABLE)
        except discord.Forbidden:
            return Unreadable(later=False)
        except discord.NotFound:
            return Unreadable(later=False, why=Why.GONE)
        except (discord.DiscordException, *LOST):
            return Unreadable(later=True)

    async def edit(self, delivery: Delivery, news: News, subscription: Subscription | None) -> Outcome:
        """Changes the message in place, and the name of a forum post with it."""
        if delivery.message is None:
            return Refused(Why.EMPTY)
        try:
            channel = self._bot.get_partial_messageable(delivery.channel)
            made = letter(news, delivery.key)
            if delivery.user is None:
                where = await place(self._bot, subscription.channel if subscription else delivery.channel)
                made = self.made(delivery.key, news, subscription, where)
            await channel.get_partial_message(delivery.message).edit(**made.changes())
            if delivery.channel == delivery.message:
                await self._rename(delivery.channel, name(news))
            return Sent(delivery.message, delivery.channel)
        except Unreachable as error:
            return Refused(Why.BUSY if error.later else error.why)
        except (discord.DiscordException, *LOST) as error:
            return came_of(error)

    async def _rename(self, thread: int, title: str) -> None:
        post = self._bot.get_channel(thread)
        if isinstance(post, discord.Thread) and post.name != title:
            await post.edit(name=title)

    async def warn(self, subscription: Subscription, delivery: Delivery, moderators: int | None) -> bool:
        """Tells the moderators; see `Courier.warn`."""
        return await warn(self._bot, subscription, await self._name(subscription), delivery, moderators)

    async def outage(self, subscription: Subscription, reason: str, moderators: int | None) -> bool:
        """Tells the moderators; see `Courier.outage`."""
        return await outage(self._bot, subscription, await self._name(subscription), reason, moderators)

    async def _name(self, subscription: Subscription) -> str:
        return (await self._names.of([subscription]))[subscription.id]

    async def step(self, step: Step, news: News | None) -> Outcome:
        """Crossposts the message, or opens its thread."""
        done = Sent(step.message, step.channel)
        try:
            where = await place(self._bot, step.channel)
            if not isinstance(where, discord.TextChannel):
                return done
            message = where.get_partial_message(step.message)
            async with asyncio.timeout(_LONG):
                if step.step == "thread":
                    await message.create_thread(name=name(news) if news else "New episode")
                elif where.is_news():
                    await message.publish()
            return done
        except Unreachable as error:
            return Refused(Why.BUSY if error.later else error.why)
        except discord.HTTPException as error:
            return done if error.code in (_ALREADY_CROSSPOSTED, _ALREADY_A_THREAD) else came_of(error)
        except (discord.DiscordException, *LOST) as error:
            return came_of(error)


def came_of(error: BaseException) -> Outcome:
    """What a request came to that ended in an error: surely not carried out, or unknown."""
    if isinstance(error, NotRepeated):
        return Unsure(Why.BUSY)
    if isinstance(error, discord.RateLimited):
        return Refused(Why.BUSY)
    if isinstance(error, discord.HTTPException):
        return _of_status(error)
    return Unsure(Why.LOST) if isinstance(error, LOST) else Refused(Why.BUSY)


def _of_status(error: discord.HTTPException) -> Outcome:
    if error.status >= 500:
        return Unsure(Why.BUSY)
    if error.status == 429:
        return Refused(Why.BUSY)
    if error.code == _NO_DIRECT_MESSAGES:
        return Refused(Why.CLOSED)
    if error.status == 403:
        return Refused(Why.HIDDEN if error.code == _HIDDEN else Why.MUTE)
    return Refused(Why.GONE if error.status == 404 else Why.FORM)


def _stands(message: discord.Message) -> Sent:
    return Sent(message.id, message.channel.id)
