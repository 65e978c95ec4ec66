"""One request as a handler sees it, and what it may look up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.sandbox.refusal import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    UNKNOWN_APPLICATION,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MESSAGE,
    ApiError,
)
from bot.sandbox.wire import Json, number
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.content import stripped
from bot.sandbox.world.guild import Guild
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.world import World


@dataclass(frozen=True)
class Answer:
    """A status and a JSON body; with None for a body nothing is sent."""

    status: int = 200
    body: Any = None


NOTHING = Answer(204)


@dataclass
class Call:
    """A request: the parts of its path by name, its query, its JSON, and its files (not yet kept in the world)."""

    world: World
    path: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: list[Attachment] = field(default_factory=list)

    @property
    def fields(self) -> Json:
        """The body where it is an object, else nothing."""
        return self.body if isinstance(self.body, dict) else {}

    def id(self, name: str) -> int:
        """A part of the path as a snowflake; 0, which nothing has, where it is none."""
        return number(self.path[name]) or 0

    def flag(self, name: str) -> bool:
        """Whether the query switches `name` on."""
        return self.query.get(name, "").lower() in ("1", "true")

    def channel(self, *needs: Permission) -> Channel:
        """The channel of the path; refused where it is unknown, out of sight, or the bot lacks one of `needs`."""
        channel = self.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise ApiError(UNKNOWN_CHANNEL)
        allowed = self.world.permissions(self.world.bot, channel)
        if not allowed & Permission.VIEW_CHANNEL:
            raise ApiError(MISSING_ACCESS)
        if any(not allowed & need for need in needs):
            raise ApiError(MISSING_PERMISSIONS)
        return channel

    def guild(self, *needs: Permission) -> Guild:
        """The guild of the path; refused where it is unknown, the bot is no member, or it lacks one of `needs`."""
        guild = self.world.guilds.get(self.id("guild_id"))
        if guild is None or self.world.bot.id not in guild.members:
            raise ApiError(UNKNOWN_GUILD if guild is None else MISSING_ACCESS)
        allowed = self.world.guild_permissions(self.world.bot, guild)
        if any(not allowed & need for need in needs):
            raise ApiError(MISSING_PERMISSIONS)
        return guild

    def message(self, channel: Channel) -> Message:
        """The message of the path; ephemeral ones cannot be found this way."""
        message = self.world.message(channel, self.id("message_id"))
        if message is None or message.ephemeral:
            raise ApiError(UNKNOWN_MESSAGE)
        return message

    def own_application(self) -> None:
        """Refuse where the path names another application."""
        if self.id("application_id") != self.world.application.id:
            raise ApiError(UNKNOWN_APPLICATION)

    def show(self, message: Message) -> Json:
        """The message as REST shows it to the bot."""
        data = message.payload(self.world.bot.id)
        return data if self.world.application.reads_content else stripped(data, message, self.world.bot)


Handler: TypeAlias = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """A method and a path as Discord's description writes it; `open` ones need no token, as one stands in the path."""

    method: str
    template: str
    handle: Handler
    open: bool = False
