"""Nonces: a message that bears one already is not written twice within a few minutes."""

from __future__ import annotations

from bot.sandbox.world.channel import Channel
from bot.sandbox.world.message import Message
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

LASTS = 300.0
"""Seconds; Discord says "the past few minutes"."""


def remember(world: World, message: Message) -> None:
    """Keep the message's nonce, if it bears one."""
    if message.nonce is not None:
        world.nonces[message.channel.id, message.author.id, str(message.nonce)] = message


def known(world: World, channel: Channel, author: User, nonce: str | int) -> Message | None:
    """The message of that author and channel that bears the nonce and is not too old."""
    message = world.nonces.get((channel.id, author.id, str(nonce)))
    if message is None or message.deleted or world.now() - message.written_at > LASTS:
        return None
    return message
