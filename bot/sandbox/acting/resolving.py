"""What an interaction tells of the users, roles, channels and files that somebody chose."""

from __future__ import annotations

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.wire import Json, number
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.message import Attachment
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World


class Resolved:
    """Collects what was chosen, in the form of Discord's `resolved`."""

    def __init__(self, world: World, chooser: User, channel: Channel) -> None:
        self._world = world
        self._chooser = chooser
        self._channel = channel
        self.data: Json = {}

    def user(self, value: str) -> None:
        """Somebody."""
        user = self._world.users.get(number(value) or 0)
        if user is None:
            raise NotAllowed("There is nobody of that id.")
        self._put("users", value, user.payload())
        guild = self._channel.guild
        member = self._world.member(guild, user)
        if guild and member:
            rights = str(int(self._world.permissions(user, self._channel)))
            self._put("members", value, member.payload(with_user=False) | {"permissions": rights})

    def role(self, value: str) -> None:
        """A role."""
        guild = self._channel.guild
        role = guild.roles.get(number(value) or 0) if guild else None
        if role is None:
            raise NotAllowed("There is no role of that id.")
        self._put("roles", value, role.payload())

    def channel(self, value: str) -> None:
        """A channel."""
        channel = self._world.channels.get(number(value) or 0)
        if channel is None or not self._world.sees(self._chooser, channel):
            raise NotAllowed("There is no channel of that id.")
        self._put("channels", value, channel.partial(self._world.permissions(self._chooser, channel)))

    def mentionable(self, value: str) -> None:
        """Somebody or a role."""
        if self._world.users.get(number(value) or 0):
            self.user(value)
        else:
            self.role(value)

    def file(self, file: Attachment) -> None:
        """An uploaded file."""
        self._put("attachments", str(file.id), file.payload())

    def _put(self, kind: str, value: str, payload: Json) -> None:
        self.data.setdefault(kind, {})[value] = payload
