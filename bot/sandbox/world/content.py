"""What a bot without the message-content intent does not get to read."""

from __future__ import annotations

from bot.sandbox.wire import Json
from bot.sandbox.world.message import Message
from bot.sandbox.world.user import User

HIDDEN: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def readable(message: Message, bot: User) -> bool:
    """Whether the bot may read it without the intent: its own, direct ones, and those that mention it."""
    return message.author is bot or message.channel.guild is None or bot in message.mentions


def stripped(data: Json, message: Message, bot: User) -> Json:
    """`data`, a payload of `message`, without what the bot may not read there; the original is left as it is."""
    shown = data if readable(message, bot) else data | HIDDEN
    before = message.referenced
    if before and data.get("referenced_message") and not readable(before, bot):
        shown = shown | {"referenced_message": data["referenced_message"] | HIDDEN}
    return shown
