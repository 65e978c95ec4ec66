"""The world itself: everything that exists, by id, and who may do what where."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

from bot.sandbox.clock import Clock
from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.world.application import Application
from bot.sandbox.world.channel import Channel, Kind, Thread
from bot.sandbox.world.event import Event, Events
from bot.sandbox.world.guild import Guild, Member, Role
from bot.sandbox.world.interaction import Interaction
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import DIRECT, NOTHING, Permission, in_channel, in_guild
from bot.sandbox.world.user import User


@dataclass(eq=False)
class World:
    """Everything that exists. Lookups return None for what does not."""

    clock: Clock
    snowflakes: Snowflakes
    application: Application
    gateway_url: str = ""
    base_url: str = ""
    """Where uploaded files are served."""
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    """By channel id, then in the order written."""
    interactions: dict[str, Interaction] = field(default_factory=dict)
    """By token."""
    attachments: dict[int, Attachment] = field(default_factory=dict)
    nonces: dict[tuple[int, int, str], Message] = field(default_factory=dict)
    """By channel, author and nonce."""
    events: Events = field(default_factory=Events)

    @property
    def bot(self) -> User:
        """The application's bot user."""
        return self.application.bot

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock.now()

    def new_id(self) -> int:
        """A fresh snowflake."""
        return self.snowflakes.new()

    def tell(self, event: Event) -> None:
        """Let everybody know who listens."""
        self.events.tell(event)

    def add_user(self, username: str, name: str | None = None) -> User:
        """A new person."""
        user = User(self.new_id(), username, name)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User, everyone: int) -> Guild:
        """A new server with its owner in it; `everyone` are the permissions of @everyone."""
        guild = Guild(self.new_id(), name, owner.id, self.now())
        guild.roles[guild.id] = Role(guild.id, "@everyone", everyone)
        self.guilds[guild.id] = guild
        self.join(guild, owner)
        return guild

    def add_role(self, guild: Guild, name: str, permissions: int = 0, color: int = 0, managed: bool = False) -> Role:
        """A new role above those that exist."""
        role = Role(self.new_id(), name, permissions, len(guild.roles), color, hoist=bool(color), managed=managed)
        guild.roles[role.id] = role
        return role

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        """Make the user a member; tells nobody, so that a world can be set up quietly."""
        member = Member(user, self.now(), [role.id for role in roles])
        guild.members[user.id] = member
        return member

    def add_channel(self, guild: Guild, name: str, kind: Kind = Kind.TEXT, parent: Channel | None = None) -> Channel:
        """A new channel below those that exist."""
        channel = Channel(self.new_id(), kind, name, guild, position=len(self.channels_of(guild)), parent=parent)
        self.keep_channel(channel)
        return channel

    def keep_channel(self, channel: Channel) -> None:
        """Make it findable."""
        self.channels[channel.id] = channel
        self.messages.setdefault(channel.id, {})

    def channels_of(self, guild: Guild) -> list[Channel]:
        """The guild's channels without threads."""
        return [each for each in self.channels.values() if each.guild is guild and not isinstance(each, Thread)]

    def threads_of(self, guild: Guild) -> list[Thread]:
        """The guild's threads that are not archived."""
        everything = self.channels.values()
        return [each for each in everything if isinstance(each, Thread) and each.guild is guild and not each.archived]

    def direct(self, user: User) -> Channel:
        """The direct messages between the user and the bot."""
        for channel in self.channels.values():
            if channel.kind is Kind.DIRECT and user in channel.recipients:
                return channel
        channel = Channel(self.new_id(), Kind.DIRECT, recipients=[user])
        self.keep_channel(channel)
        return channel

    def message(self, channel: Channel, message_id: int) -> Message | None:
        """The message of that id in that channel."""
        return self.messages[channel.id].get(message_id)

    def member(self, guild: Guild | None, user: User) -> Member | None:
        """The user as a member of the guild."""
        return guild.members.get(user.id) if guild else None

    def permissions(self, user: User, channel: Channel) -> Permission:
        """What the user may do in the channel."""
        if channel.guild is None:
            return DIRECT if user in channel.recipients or user is self.bot else NOTHING
        member = channel.guild.members.get(user.id)
        allowed = in_channel(channel.guild, member, channel.rules) if member else NOTHING
        hidden = channel.kind is Kind.PRIVATE_THREAD and isinstance(channel, Thread) and user.id not in channel.members
        return NOTHING if hidden and not allowed & Permission.MANAGE_THREADS else allowed

    def guild_permissions(self, user: User, guild: Guild) -> Permission:
        """What the user may do in the guild, channels aside."""
        member = guild.members.get(user.id)
        return in_guild(guild, member) if member else NOTHING

    def sees(self, user: User, channel: Channel) -> bool:
        """Whether the user can look into the channel."""
        return bool(self.permissions(user, channel) & Permission.VIEW_CHANNEL)

    def attach(self, filename: str, data: bytes, content_type: str = "application/octet-stream") -> Attachment:
        """Keep an uploaded file and give it an address."""
        attachment = Attachment(0, filename, data, "", content_type)
        self.keep_attachment(attachment)
        return attachment

    def keep_attachment(self, attachment: Attachment) -> None:
        """Give an id and an address to a file that has none yet."""
        attachment.id = self.new_id()
        attachment.url = f"{self.base_url}/attachments/{attachment.id}/{quote(attachment.filename)}"
        self.attachments[attachment.id] = attachment

    def new_token(self) -> str:
        """A secret for one interaction."""
        return secrets.token_urlsafe(48)
