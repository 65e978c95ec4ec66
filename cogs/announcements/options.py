"""What moderators choose in `/announce`: channels, tags, and what the bot lacks there."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.store.records import Subscription, SubscriptionChanges
from bot.text import fold
from bot.wording.subscriptions import HIDDEN

Channel = discord.TextChannel | discord.ForumChannel | discord.Thread | discord.VoiceChannel
Anywhere = Channel | discord.StageChannel
NONE = "-"
"""Empties a text."""
LONG = 1000
_NEEDED = (
    ("view_channel", "View Channel"),
    ("send_messages", "Send Messages"),
    ("embed_links", "Embed Links"),
    ("read_message_history", "Read Message History"),
)


class PostPlace(app_commands.Transformer):
    """A channel that posts can go to. Discord's own description knows no forums for media as an option's kind."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Where members read posts."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.public_thread, kinds.news_thread, kinds.voice]

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Channel:
        """The channel itself; CheckFailure where the bot cannot see it."""
        found = value.resolve()
        if isinstance(found, Channel):
            return found
        raise app_commands.CheckFailure(HIDDEN)


Where = app_commands.Transform[Channel, PostPlace]


def lacking(channel: Anywhere, thread: bool, role: bool) -> list[str]:
    """The names of the permissions that the bot lacks to announce in the channel."""
    mine = channel.permissions_for(channel.guild.me)
    found = [label for name, label in _NEEDED if not getattr(mine, name)]
    if isinstance(channel, discord.Thread) and not mine.send_messages_in_threads:
        found.append("Send Messages in Threads")
    if thread and not mine.create_public_threads:
        found.append("Create Public Threads")
    if role and not channel.guild.me.guild_permissions.manage_roles:
        found.append("Manage Roles (for the button that gives the role)")
    return found


def tags_of(channel: object, names: str) -> tuple[int, ...]:
    """The ids of a forum's tags of these names, `Episode, News`; those that it does not have are left out."""
    if not isinstance(channel, discord.ForumChannel):
        return ()
    wanted = {fold(name) for name in names.split(",") if name.strip()}
    return tuple(tag.id for tag in channel.available_tags if fold(tag.name) in wanted)[:5]


def texts(**given: str | None) -> SubscriptionChanges:
    """The changes of texts that were given; `-` empties one."""
    kept = {name: "" if value.strip() == NONE else value.strip() for name, value in given.items() if value is not None}
    changes: SubscriptionChanges = {}
    changes.update(kept)  # type: ignore[typeddict-item]
    return changes


def choices(subscriptions: tuple[Subscription, ...], names: dict[int, str], typed: str) -> list[app_commands.Choice[int]]:
    """Up to 25 subscriptions that fit what was typed."""
    key = fold(typed)
    labels = [(one.id, f"#{one.id} {names[one.id]}"[:100]) for one in subscriptions]
    return [app_commands.Choice(name=label, value=number) for number, label in labels if key in fold(label)][:25]
