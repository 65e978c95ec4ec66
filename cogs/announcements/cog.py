"""`/announce`: which channel gets new episodes of what."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.announce import Bounds, Timing
from bot.announce.keys import post_key
from bot.announce.subscribing import No, Source
from bot.app import Greenroom
from bot.app.speaking import tell
from bot.feeds import Manners, Pace
from bot.render.announcement import Looks, announcement
from bot.store.records import NewSubscription, Subscription
from bot.wording import subscriptions as words
from cogs.announcements.buttons import ID
from cogs.announcements.options import LONG, Channel, Where, Wish, choices, hints, paged
from cogs.announcements.rights import moderates_here, moderator
from cogs.announcements.service import Clock, Running
from cogs.browse.completing import completing

Interaction = discord.Interaction[Greenroom]
T = TypeVar("T")
Text = app_commands.Range[str, 1, LONG]
Filter = app_commands.Range[str, 1, 300]
_HELP = {
    "show": "A show from my notes",
    "feed": "Or the address of any podcast's feed",
    "channel": "Where new episodes are posted",
    "text": "The line above the post, such as: New from {show}: {title}; - for the usual one",
    "role": "A role to ping; members can give it to themselves with a button under the post; @everyone for none",
    "card": "Whether the post has a card with artwork, guests and topics (usual: yes)",
    "crosspost": "Whether the post is published to servers that follow the announcement channel",
    "thread": "Whether a thread for talk is opened under the post",
    "tags": "Tags of a forum post, such as: Episode, News",
    "titles": "Only titles with one of these words, such as: python, django, -jobs",
    "topics": "Only episodes on one of these topics",
    "guests": "Only episodes with one of these guests",
    "number": "Which one, by its number in /announce list",
}


def described(*names: str) -> Callable[[T], T]:
    """The help of these options."""
    return app_commands.describe(**{name: _HELP[name] for name in names})


@app_commands.guild_only()
class Announcements(commands.GroupCog, group_name="announce", group_description="Post new episodes in a channel"):
    """Announces new episodes, and lets moderators say where."""

    def __init__(
        self, bot: Greenroom, timing: Timing | None = None, manners: Manners | None = None, clock: Clock = time.time
    ) -> None:
        self.bot = bot
        config = bot.config
        usual = Timing(pace=Pace(interval=config.feed_minutes * 60.0))
        bounds = Bounds(config.announce_per_server, config.feeds_in_all)
        manners = manners or Manners(allowed=config.feed_networks)
        self.running = Running(bot, bot.service, timing or usual, manners, bounds, clock)
        self._now = clock
        super().__init__()

    async def cog_load(self) -> None:
        """Begins to announce once the bot is online."""
        await self.running.open()
        self.running.start()

    async def cog_unload(self) -> None:
        """Ends it."""
        await self.running.stop()

    async def interaction_check(self, interaction: Interaction, /) -> bool:  # type: ignore[override]
        """Whether whoever uses a command is a moderator; others are told so, and it is noted."""
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        return await moderator(interaction)

    @app_commands.command()
    @app_commands.autocomplete(show=completing("show"))
    @described("channel", "show", "feed", "text", "role", "card", "crosspost", "thread", "tags", "titles", "topics", "guests")
    async def add(
        self,
        interaction: Interaction,
        channel: Where,
        show: Filter | None = None,
        feed: Text | None = None,
        text: Text | None = None,
        role: discord.Role | None = None,
        card: bool = True,
        crosspost: bool = False,
        thread: bool = False,
        tags: Filter | None = None,
        titles: Filter | None = None,
        topics: Filter | None = None,
        guests: Filter | None = None,
    ) -> None:
        """Post new episodes of a show, or of any podcast, in a channel."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        named = await self.running.named(show or "", feed or "")
        if isinstance(named, No):
            await tell(interaction, render.note(words.no(named)))
            return
        source = await self.running.subscribing.source(*named, self._now())
        if isinstance(source, No):
            await tell(interaction, render.note(words.no(source)))
            return
        wish = Wish(None, text, role, card, crosspost, thread, tags, titles, topics, guests)
        chosen: Any = wish.changes(channel)
        new = NewSubscription(channel.guild.id, channel.id, *named, **chosen)
        made = await self.running.subscribing.add(new, interaction.user.id, self._now())
        if isinstance(made, No):
            await tell(interaction, render.note(words.no(made)))
            return
        await self.running.names.keep(made.feed, source.name, self._now())
        self.running.wake()
        told = words.added(made, source, await self._name(made), hints(channel, made, wish))
        await tell(interaction, render.note(told, render.ANSWERED))

    @app_commands.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """What is announced on this server, and where."""
        found = await self.bot.service.store.subscriptions.list(interaction.guild_id)
        names = await self.running.names.of(found)
        for page in paged([words.line(one, names[one.id]) for one in found] or [words.NONE], "\n"):
            await self._answer(interaction, page)

    @app_commands.command()
    @described("number", "channel", "text", "role", "card", "crosspost", "thread", "tags", "titles", "topics", "guests")
    async def edit(
        self,
        interaction: Interaction,
        number: int,
        channel: Where | None = None,
        text: Text | None = None,
        role: discord.Role | None = None,
        card: bool | None = None,
        crosspost: bool | None = None,
        thread: bool | None = None,
        tags: Filter | None = None,
        titles: Filter | None = None,
        topics: Filter | None = None,
        guests: Filter | None = None,
    ) -> None:
        """Change where or how something is announced; what you leave out stays. - empties a text."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        wish = Wish(channel, text, role, card, crosspost, thread, tags, titles, topics, guests)
        subscribing = self.running.subscribing
        old = await subscribing.of(number, interaction.guild_id or 0)
        place = channel or (self.bot.get_channel(old.channel) if old else None)
        changes = wish.changes(place)
        if old and not changes:
            await tell(interaction, render.note(words.NO_CHANGE))
            return
        done = await subscribing.change(number, interaction.guild_id or 0, interaction.user.id, self._now(), changes)
        if isinstance(done, No):
            await tell(interaction, render.note(words.no(done)))
            return
        shown = any(each is not None for each in (text, titles, topics, guests))
        source = await subscribing.source(done.show, done.feed, self._now()) if shown else None
        latest = source.latest if isinstance(source, Source) else None
        again = await subscribing.retry(done, self._now())
        self.running.wake()
        amiss = hints(place, done, wish) if isinstance(place, Channel) else []
        await self._answer(interaction, words.changed(done, await self._name(done), latest, amiss, again))

    @app_commands.command()
    @described("number")
    async def remove(self, interaction: Interaction, number: int) -> None:
        """Stop announcing something; posts that stand stay."""
        done = await self.running.subscribing.remove(number, interaction.guild_id or 0, interaction.user.id, self._now())
        await self._answer(interaction, words.no(done) if isinstance(done, No) else words.removed(done, await self._name(done)))

    @app_commands.command()
    @described("number")
    @app_commands.describe(paused="True to pause, False to go on")
    async def pause(self, interaction: Interaction, number: int, paused: bool = True) -> None:
        """Announce nothing for a while, or go on."""
        subscribing = self.running.subscribing
        done = await subscribing.change(number, interaction.guild_id or 0, interaction.user.id, self._now(), {"paused": paused})
        await self._answer(interaction, words.no(done) if isinstance(done, No) else words.paused(done, await self._name(done)))

    @app_commands.command()
    @described("number")
    async def preview(self, interaction: Interaction, number: int) -> None:
        """See how the latest episode would look; only you see it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._latest(interaction, number)
        if found is not None:
            one, news = found
            made = announcement(news, post_key(one.id, ID), Looks(one.template, one.embed, one.ping_role), one.id)
            fields = made.fields() | {"allowed_mentions": discord.AllowedMentions.none()}
            await interaction.followup.send(ephemeral=True, **fields)

    @app_commands.command()
    @described("number")
    async def test(self, interaction: Interaction, number: int) -> None:
        """Post the latest episode in its channel as a test; nobody is pinged."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._latest(interaction, number)
        if found is not None:
            missing = await self.running.test(*found)
            await tell(interaction, render.note(words.tested(found[0].channel, missing), render.ANSWERED))

    @app_commands.command()
    @app_commands.describe(number="Which one; without it all of them")
    async def status(self, interaction: Interaction, number: int | None = None) -> None:
        """When I last looked, what I posted, and why something was not posted."""
        store = self.bot.service.store
        found = await store.subscriptions.list(interaction.guild_id)
        if number is not None:
            found = tuple(one for one in found if one.id == number)
        names = await self.running.names.of(found)
        told = [words.standing(one, names[one.subscription.id]) for one in await self.running.statuses(found)]
        if not told:
            told = [words.NONE if number is None else words.no(No("gone", str(number)))]
        for page in paged(told):
            await self._answer(interaction, page)

    @edit.autocomplete("number")
    @remove.autocomplete("number")
    @pause.autocomplete("number")
    @preview.autocomplete("number")
    @test.autocomplete("number")
    @status.autocomplete("number")
    async def _numbers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        if not await moderates_here(interaction):
            return []
        found = await self.bot.service.store.subscriptions.list(interaction.guild_id or 0)
        channels = {one.id: self.bot.get_channel(one.channel) for one in found}
        names = await self.running.names.of(found)
        labels = {one.id: f"{names[one.id]} in #{getattr(channels[one.id], 'name', '?')}" for one in found}
        return choices(found, labels, str(typed))

    async def _latest(self, interaction: Interaction, number: int) -> tuple[Subscription, Any] | None:
        """The subscription and the latest episode of its source; where there is none the moderator is told."""
        subscribing = self.running.subscribing
        one = await subscribing.of(number, interaction.guild_id or 0)
        source = await subscribing.source(one.show, one.feed, self._now()) if one else No("gone", str(number))
        if isinstance(source, No):
            await tell(interaction, render.note(words.no(source)))
        elif one is not None and source.latest is None:
            await tell(interaction, render.note(words.EMPTY))
        elif one is not None:
            return one, source.latest
        return None

    async def _name(self, one: Subscription) -> str:
        return (await self.running.names.of([one]))[one.id]

    async def _answer(self, interaction: Interaction, text: str) -> None:
        await tell(interaction, render.note(text, render.ANSWERED))
