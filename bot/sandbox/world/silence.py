"""Taking permissions from the bot in one channel, as a moderator does who changes the channel's settings."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.world.channel import Channel
from bot.sandbox.world.event import Event
from bot.sandbox.world.overwrite import MEMBER, Overwrite
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.world import World


def silenced(world: World, channel: Channel, permissions: Iterable[Permission]) -> None:
    """Deny the bot these permissions in the channel and tell everybody; none of them gives all back."""
    denied = 0
    for each in permissions:
        denied |= each
    channel.overwrites = [each for each in channel.overwrites if (each.id, each.kind) != (world.bot.id, MEMBER)]
    if denied:
        channel.overwrites.append(Overwrite(world.bot.id, MEMBER, deny=denied))
    world.tell(Event("CHANNEL_UPDATE", channel.payload(), channel.guild, channel))
