"""What moderators choose in `/announce`: channels, tags, and what the bot lacks there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.store.records import Subscription, SubscriptionChanges
from bot.text import fold
from bot.wording import subscriptions as words

Channel = discord.TextChannel | discord.ForumChannel | discord.Thread | discord.VoiceChannel
Anywhere = Channel | discord.StageChannel
NONE = "-"
"""Empties a text."""
LONG = 1000
_PAGE = 3800
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
        raise app_commands.CheckFailure(words.HIDDEN)


Where = app_commands.Transform[Channel, PostPlace]


def lacking(channel: Anywhere, thread: bool, role: discord.Role | None = None) -> list[str]:
    """The names of the permissions that the bot lacks to announce in the channel, and to ping and give the role."""
    mine = channel.permissions_for(channel.guild.me)
    found = [label for name, label in _NEEDED if not getattr(mine, name)]
    if isinstance(channel, discord.Thread) and not mine.send_messages_in_threads:
        found.append("Send Messages in Threads")
    if thread and not mine.create_public_threads:
        found.append("Create Public Threads")
    if role and not (role.mentionable or mine.mention_everyone):
        found.append(f"Mention @everyone, @here, and All Roles (or let anyone mention the role {role.name})")
    if role and not channel.guild.me.guild_permissions.manage_roles:
        found.append("Manage Roles (for the button that gives the role)")
    return found


@dataclass(frozen=True)
class Wish:
    """What a moderator chose of how posts look; None where they left it out."""

    channel: Channel | None = None
    text: str | None = None
    role: discord.Role | None = None
    card: bool | None = None
    crosspost: bool | None = None
    thread: bool | None = None
    tags: str | None = None
    titles: str | None = None
    topics: str | None = None
    guests: str | None = None

    def changes(self, where: object) -> SubscriptionChanges:
        """The same as changes of a subscription that posts to `where`; `-` empties a text, @everyone stands for no role."""
        found: dict[str, Any] = {"embed": self.card}
        found["crosspost"] = None if self.crosspost is None else self.crosspost and is_news(where)
        found["thread"] = None if self.thread is None else self.thread and isinstance(where, discord.TextChannel)
        for name, text in (("template", self.text), ("titles", self.titles), ("topics", self.topics), ("guests", self.guests)):
            found[name] = None if text is None else "" if text.strip() == NONE else text.strip()
        if self.tags is not None:
            found["forum_tags"] = tuple(tag.id for tag in forum_tags(where) if fold(tag.name) in map(fold, _named(self.tags)))[
                :5
            ]
        changes: SubscriptionChanges = {}
        changes.update({name: value for name, value in found.items() if value is not None})  # type: ignore[typeddict-item]
        if self.channel is not None:
            changes["channel"] = self.channel.id
        if self.role is not None:
            # Pinging everybody is never meant.
            changes["ping_role"] = None if self.role.is_default() else self.role.id
        return changes


def is_news(where: object) -> bool:
    """Whether posts in the channel can be published to other servers."""
    return isinstance(where, discord.TextChannel) and where.is_news()


def forum_tags(where: object) -> Sequence[discord.ForumTag]:
    """The tags that posts in a channel can have."""
    return where.available_tags if isinstance(where, discord.ForumChannel) else ()


def _named(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip() not in ("", NONE)]


def hints(where: Channel, one: Subscription, wish: Wish) -> list[str]:
    """What is amiss with a subscription as it stands now, in sentences for whoever set it up."""
    role = (wish.role or where.guild.get_role(one.ping_role)) if one.ping_role else None
    missing = lacking(where, one.thread and isinstance(where, discord.TextChannel), role)
    found = [words.tested(where.id, missing)] if missing else []
    if wish.crosspost and not is_news(where):
        found.append(words.not_news(where.id))
    if wish.thread and not isinstance(where, discord.TextChannel):
        found.append(words.no_thread(where.id))
    tags = [tag.name for tag in forum_tags(where)]
    strange = [name for name in _named(wish.tags or "") if fold(name) not in map(fold, tags)]
    if strange:
        found.append(words.no_tags(where.id, strange, tags))
    if isinstance(where, discord.ForumChannel) and where.flags.require_tag and not one.forum_tags:
        found.append(words.wants_tag(where.id))
    if wish.role is not None and role is not None and where.guild.me.guild_permissions.manage_roles and not takeable(role):
        found.append(words.no_role(role.id))
    return found


def takeable(role: discord.Role) -> bool:
    """Whether members may give themselves the role by a button: it can be given, and gives no rights."""
    rights = role.permissions
    powerful = rights.administrator or bool(rights.value & discord.Permissions.elevated().value)
    return role.is_assignable() and not powerful


def choices(subscriptions: tuple[Subscription, ...], names: dict[int, str], typed: str) -> list[app_commands.Choice[int]]:
    """Up to 25 subscriptions that fit what was typed."""
    key = fold(typed)
    labels = [(one.id, f"#{one.id} {names[one.id]}"[:100]) for one in subscriptions]
    return [app_commands.Choice(name=label, value=number) for number, label in labels if key in fold(label)][:25]


def paged(texts: Sequence[str], between: str = "\n\n") -> list[str]:
    """The texts, several to a message as far as there is room."""
    pages: list[str] = []
    for text in texts:
        if pages and len(pages[-1]) + len(text) < _PAGE:
            pages[-1] += f"{between}{text}"
        else:
            pages.append(text)
    return pages
